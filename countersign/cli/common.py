"""What the commands share: the --client option, stores, and consoles that stay plain in a pipe.

Commands import what they need when they run, so that --help answers at once.
"""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from models import settings
from models.errors import WrongUse
from models.record import DEFAULT_CLIENT, client_name

if TYPE_CHECKING:
    from countersign.logs import Loudness
    from flows.desk import Stores
    from flows.moving import Tell
    from models.settings import Settings

Client = Annotated[
    str, typer.Option("--client", help="Client firm whose papers and ledger are meant.", metavar="NAME")
]


def known_client(name: str) -> str:
    """`name` when it can name a client firm.

    Raises:
        WrongUse: it cannot.
    """
    return client_name(name or DEFAULT_CLIENT)


def whoever() -> str:
    """Who works at this command line, as events name them: the account that this process runs under."""
    try:
        return f"{getpass.getuser()} at the command line"
    except (OSError, KeyError):
        return "the command line"


def begin(loudness: Loudness | None = None) -> Settings:
    """The settings that the environment gives; log lines go from now on where they say.

    Args:
        loudness: how much the command tells; that of one that only looks something up where None.
    """
    from countersign import logs

    chosen = settings.load()
    logs.configure(chosen, loudness or logs.ASKING)
    return chosen


def stores(loudness: Loudness | None = None) -> Stores:
    """The stores that the environment names, with log lines as `begin` says."""
    from flows.desk import open_stores

    return open_stores(begin(loudness))


def write_lines(output: Path | None, lines: Iterable[str]) -> None:
    """Write what another program reads: to a file, or to standard output where none is named.

    Raises:
        WrongUse: the file cannot be written.
    """
    if output is None:
        sys.stdout.writelines(lines)
        return
    try:
        with output.open("w", encoding="utf-8", newline="") as file:
            file.writelines(lines)
    except OSError as fault:
        raise WrongUse(f"{output} cannot be written ({fault.strerror}): name another file.") from None


def out() -> Console:
    """Standard output: data."""
    return Console(highlight=False)


def err() -> Console:
    """Standard error: all else."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


@contextmanager
def bars() -> Iterator[Tell]:
    """A bar for each thing that is done, on standard error where it is a terminal."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = err()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        shown: dict[str, int] = {}

        def tell(what: str, done: int, total: int) -> None:
            if what not in shown:
                shown[what] = progress.add_task(what, total=None)
            progress.update(progress.task_ids[shown[what]], completed=done, total=total or None)

        yield tell
