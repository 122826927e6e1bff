"""The drain, started from a command, with a progress bar fed by the register."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from flows.desk import Stores
from flows.embedded import prepare
from flows.machine.guard import guarded
from flows.outage import Outage
from models.counts import counted

GLANCE_SECONDS = 0.5


def work_with_progress(stores: Stores, drops: list[str]) -> None:
    """Drain the inbox until `drops` have an end state; a bar on standard error where it is a terminal.

    Copies that a killed process left unstored are stored too. Ends early when a whole drain has finished none
    of the drops: the caller says which are left.

    Raises:
        CountersignError: something that was needed is gone; what was begun goes on at the next drain.
    """
    outstanding = any(True for _ in stores.register.unshelved())
    if not (outstanding or stores.register.unfinished_drops(drops)):
        return
    prepare(stores.settings)
    with guarded(), _shown(stores, drops):
        from flows.intake import run_ingest

        outage = Outage()
        left = stores.register.unfinished_drops(drops)
        while left or outstanding:
            outstanding = False
            run_ingest(drops, outage)
            before, left = left, stores.register.unfinished_drops(drops)
            if left == before:
                return


@contextmanager
def _shown(stores: Stores, drops: list[str]) -> Iterator[None]:
    console = Console(stderr=True)
    if not console.is_terminal:
        left = counted(len(stores.register.unfinished_drops(drops)), "file")
        console.print(f"Working on {left} ...")
        yield
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        bar = progress.add_task("starting", total=len(drops))
        stopped = threading.Event()

        def glance() -> None:
            while not stopped.wait(GLANCE_SECONDS):
                left = len(stores.register.unfinished_drops(drops))
                progress.update(bar, completed=len(drops) - left, description="files")

        thread = threading.Thread(target=glance, daemon=True)
        thread.start()
        try:
            yield
            progress.update(bar, completed=len(drops), description="files")
        finally:
            stopped.set()
            thread.join()
