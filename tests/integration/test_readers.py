"""The pool of reading processes outlives its processes."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import cv2
import numpy as np
import pytest

from extractors.opening import Sheet
from flows.readers import Readers
from models.errors import NotYet, ReaderKilled
from models.settings import load


def sheet(folder: Path) -> Sheet:
    picture = np.full((1100, 850), 255, np.uint8)
    cv2.putText(picture, "INVOICE 4471", (100, 300), cv2.FONT_HERSHEY_SIMPLEX, 1.6, 0, 3)
    path = folder / "page-0001.pgm"
    path.write_bytes(b"P5\n850 1100\n255\n" + picture.tobytes())
    return Sheet(1, path, 100.0, 850, 1100)


def workers(readers: Readers) -> list[int]:
    return [worker.pid for worker in readers._pool._pool_manager.worker_manager.workers.values()]


def test_pages_are_read_again_after_all_reading_processes_were_killed(tmp_path: Path):
    page = sheet(tmp_path)
    with Readers(load({"COUNTERSIGN_HOME": str(tmp_path)})) as readers:
        assert "4471" in readers.read([page])[0].text
        for pid in workers(readers):
            os.kill(pid, signal.SIGKILL)
        time.sleep(2)
        for _ in range(3):
            try:
                text = readers.read([page])[0].text
                break
            except (NotYet, ReaderKilled):
                continue
        assert "4471" in text


def test_a_page_that_takes_too_long_is_given_up(tmp_path: Path):
    page = sheet(tmp_path)
    settings = load({"COUNTERSIGN_HOME": str(tmp_path), "COUNTERSIGN_PAGE_SECONDS": "0.01"})
    with Readers(settings) as readers, pytest.raises(ReaderKilled, match="page 1 took longer"):
        readers.read([page])


def test_processes_that_nobody_needs_end_and_start_again(tmp_path: Path):
    page = sheet(tmp_path)
    settings = load({"COUNTERSIGN_HOME": str(tmp_path), "COUNTERSIGN_WORKERS": "1"})
    with Readers(settings, idle_seconds=0.2) as readers:
        for _ in range(2):
            assert "4471" in readers.read_turned(page, 0).text
            (pid,) = workers(readers)
            end = time.monotonic() + 10
            while Path(f"/proc/{pid}").exists():
                assert time.monotonic() < end
                time.sleep(0.05)
