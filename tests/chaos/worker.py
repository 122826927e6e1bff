"""A real process of the long fault suite: works, drops, or does what an office does, until it is killed."""

from __future__ import annotations

import os
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from random import Random

from flows.backup import back_up, vault_to_fill
from flows.desk import Desk, open_desk
from flows.drain import Until, attend, drain
from flows.inbox.dropping import drop_paths
from flows.loading import load_books
from flows.machine.guard import guarded
from flows.proof import keep_head
from models import settings
from models.errors import CountersignError
from tests.chaos.quick_papers import CLIENT, Pile, QuickOpener, QuickReaders, pile_of
from tests.installations.backups import quietly

PASSED = 3
"""Exit code where something did not answer."""


def pile_with(seed: int, piles: int) -> Pile:
    """The papers of several piles as one."""
    made = [pile_of(Random(f"{seed} pile {number}")) for number in range(piles)]
    return Pile(
        tuple(paper for one in made for paper in one.papers),
        replace(made[0].ledger, invoices=tuple(each for one in made for each in one.ledger.invoices)),
        replace(made[0].ledger, invoices=tuple(each for one in made for each in one.later.invoices)),
    )


def main() -> None:
    """`drain`, `drop FOLDER`, or `office SEED PILES VAULT`."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    what, *asked = sys.argv[1:]
    try:
        with guarded(), open_desk(settings.load()) as desk:
            quick = replace(desk, opener=QuickOpener(), readers=QuickReaders())
            {"drain": _drain, "drop": _drop, "office": _office}[what](quick, *asked)
    except (CountersignError, OSError) as fault:
        print(f"{what} {os.getpid()}: {fault!r}", file=sys.stderr)
        sys.exit(PASSED)


def _drain(desk: Desk) -> None:
    with ThreadPoolExecutor(4) as threads:
        drain(desk, lambda claim: threads.submit(attend, desk, claim), Until(stay=True, seconds=120))


def _drop(desk: Desk, folder: str) -> None:
    for path in sorted(Path(folder).rglob("*")):
        if path.is_file():
            drop_paths(desk.stores, CLIENT, [path])


def _office(desk: Desk, seed: str, piles: str, vault: str) -> None:
    load_books(desk, CLIENT, pile_with(int(seed), int(piles)).later, delta=True)
    keep_head(desk.stores)
    back_up(desk.stores, vault_to_fill(vault, desk.stores.settings), quietly)


if __name__ == "__main__":
    main()
