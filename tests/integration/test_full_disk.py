"""Intake stops before a disk is full, and goes on by itself once there is room."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from flows.desk import Desk, open_desk
from flows.drain import Until, attend, drain
from flows.inbox.dropping import drop_paths
from flows.machine.space import NoRoom, must_have_room
from models.settings import Settings


class Quota:
    """A disk that tells how much is free, as a test sets it."""

    def __init__(self, free: float) -> None:
        self.free = free

    def __call__(self, _place: Path) -> int:
        return int(self.free)


def test_intake_stops_before_a_disk_is_full_and_goes_on_by_itself(
    register_settings: Settings, tmp_path: Path
):
    (tmp_path / "scan.txt").write_bytes(b"no picture")
    os.utime(tmp_path / "scan.txt", (1, 1))
    quota = Quota(5e9)
    with open_desk(replace(register_settings, settle_seconds=0.01, poll_seconds=0.05)) as opened:
        full = replace(opened, stores=replace(opened.stores, space=quota))
        (drop,) = drop_paths(full.stores, "default", [tmp_path / "scan.txt"]).drops
        quota.free = 0.9e9
        with pytest.raises(NoRoom, match="Intake is stopped: less than 1 GB"):
            worked(full, drop)
        with pytest.raises(NoRoom):
            drop_paths(full.stores, "default", [tmp_path / "scan.txt"])
        assert full.register.unfinished() == 1
        quota.free = 1.05e9
        with pytest.raises(NoRoom):
            must_have_room(full.stores.settings, quota, again=True)
        quota.free = 5e9
        worked(full, drop)
        assert full.register.unfinished() == 0


def worked(desk: Desk, drop: str) -> None:
    with ThreadPoolExecutor(2) as threads:
        drain(desk, lambda claim: threads.submit(attend, desk, claim), Until((drop,), 60))
