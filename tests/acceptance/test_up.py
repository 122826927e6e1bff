"""`countersign up` watches the inbox, serves the console, and leaves nothing running."""

from __future__ import annotations

import json
import signal
import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from fixtures.batch import write_batch
from tests.conftest import NewDatabase
from tests.installations.homes import Home
from tests.servers.services import free_port

SECONDS = 120


@contextmanager
def running(home: Home) -> Iterator[subprocess.Popen[str]]:
    process = home.start("up")
    try:
        until(lambda: health(home) is not None)
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=SECONDS)


def health(home: Home) -> dict | None:
    url = f"http://127.0.0.1:{home.settings['COUNTERSIGN_PORT']}/health"
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return json.load(answer)
    except OSError:
        return None


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.3)


def home_with_port(tmp_path: Path) -> Home:
    return Home(tmp_path / "home", {"COUNTERSIGN_PORT": str(free_port()), "COUNTERSIGN_SETTLE_SECONDS": "3"})


def processes_of(group: int) -> list[str]:
    """Command lines of the processes of a group that still run."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, _, pgrp = (folder / "stat").read_text().rpartition(")")[2].split()[:3]
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if int(pgrp) == group and state != "Z":
            found.append(command)
    return found


def test_a_scanner_that_writes_slowly_into_the_inbox_is_waited_for(tmp_path: Path):
    papers, home = tmp_path / "papers", replace(home_with_port(tmp_path), embedded=True)
    write_batch(papers, seed=33, count=1, damage="clean")
    scan = next(path for path in (papers / "scans").rglob("*") if path.is_file())
    with running(home) as process:
        target = home.folder / "objects" / "inbox" / "default" / f"scanner{scan.suffix}"
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb", buffering=0) as file:
            data = scan.read_bytes()
            for start in range(0, len(data), len(data) // 4 + 1):
                file.write(data[start : start + len(data) // 4 + 1])
                time.sleep(1.5)
        until(lambda: bool(home.documents()))
    assert [document["source"] for document in home.documents()] == [target.name]
    assert home.documents()[0]["status"] != "quarantined"
    assert not target.exists()
    assert processes_of(process.pid) == []
    home.done("verify")


def test_a_taken_port_is_named_with_its_setting(tmp_path: Path):
    home = home_with_port(tmp_path)
    with running(home):
        ended = home.run("up")
    assert ended.returncode == 3
    assert "COUNTERSIGN_PORT" in ended.stderr


def test_ingest_beside_up_takes_no_file_twice(new_database: NewDatabase, tmp_path: Path):
    papers, home = tmp_path / "papers", home_with_port(tmp_path)
    home = Home.on(new_database(home.folder), home.folder, **home.settings)
    write_batch(papers, seed=34, count=4, damage="clean")
    with running(home):
        home.done("ingest", str(papers / "scans"))
    documents = [document["id"] for document in home.documents()]
    assert documents
    assert len(documents) == len(set(documents))
    assert list((home.folder / "objects" / "inbox" / "default").iterdir()) == []
    home.done("verify")
