"""Copies of papers in work lie below the home; they end with their work; a kill leaves them to others."""

from __future__ import annotations

import multiprocessing
import time
from multiprocessing.synchronize import Event as Signal
from pathlib import Path

from flows.desk import desk_over, open_desk, open_stores
from flows.machine.scratch import lasting_scratch, scratch
from tests.values.register_values import settings_in


def hold_copies(home: Path, ready: Signal) -> None:
    """In a process: two copies of a paper, as the console and a command have them."""
    (lasting_scratch(home) / "original").write_text("a paper")
    with scratch(home) as folder:
        (folder / "original").write_text("a paper")
        ready.set()
        time.sleep(600)


def copies(home: Path) -> list[Path]:
    return sorted((home / "work").rglob("original"))


def test_what_a_killed_process_left_goes_when_the_next_begins_and_what_others_work_on_stays(tmp_path: Path):
    home, context = tmp_path / "home", multiprocessing.get_context("spawn")
    signals = [context.Event(), context.Event()]
    killed, alive = (context.Process(target=hold_copies, args=(home, one)) for one in signals)
    for process in (killed, alive):
        process.start()
    try:
        assert all(one.wait(60) for one in signals)
        settings = settings_in(home)
        with open_desk(settings):
            assert len(copies(home)) == 4
        killed.kill()
        killed.join()
        stores = open_stores(settings)
        with stores.register:
            desk = desk_over(stores)
            assert desk.work.parent == home / "work"
            assert len(copies(home)) == 2
    finally:
        for process in (killed, alive):
            process.kill()
            process.join()
    with open_desk(settings):
        assert copies(home) == []


def test_a_copy_ends_with_its_work(tmp_path: Path):
    with scratch(tmp_path) as folder:
        (folder / "original").write_text("a paper")
        assert copies(tmp_path) == [folder / "original"]
    assert list((tmp_path / "work").iterdir()) == []
