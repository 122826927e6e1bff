"""How `countersign up` ends: in order, with exit code 0, as services and containers expect."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.installations.homes import COMMAND, Home
from tests.servers.services import free_port

SECONDS = 120


def home_with_port(tmp_path: Path) -> Home:
    return Home(tmp_path / "home", {"COUNTERSIGN_PORT": str(free_port())}, embedded=True)


def until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


def answers(home: Home) -> bool:
    try:
        url = f"http://127.0.0.1:{home.settings['COUNTERSIGN_PORT']}/health"
        with urllib.request.urlopen(url, timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


def children(process: int) -> list[int]:
    """Processes that `process` has started and that still run."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if int(parent) == process and state != "Z":
            found.append(int(folder.name))
    return found


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_all_of_it_with_code_0(number: signal.Signals, tmp_path: Path):
    home = home_with_port(tmp_path)
    process = home.start("up")
    until(lambda: answers(home))
    started = children(process.pid)
    process.send_signal(number)
    _, said = process.communicate(timeout=SECONDS)
    assert process.returncode == 0
    assert "Traceback" not in said
    assert started
    until(lambda: not any(Path(f"/proc/{child}").exists() for child in started))


def test_the_watcher_alone_opens_no_port(tmp_path: Path):
    home = home_with_port(tmp_path)
    process = home.start("up", "--only", "watcher")
    assert process.stderr is not None
    until((home.folder / "objects" / "inbox" / "default").is_dir)
    assert not answers(home)
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate(timeout=SECONDS)
    assert process.returncode == 0, said


def test_a_second_signal_waits_for_nothing(tmp_path: Path):
    home = home_with_port(tmp_path)
    process = home.start("up", "--only", "console")
    until(lambda: answers(home))
    os.kill(process.pid, signal.SIGSTOP)
    os.kill(process.pid, signal.SIGTERM)
    os.kill(process.pid, signal.SIGINT)
    os.kill(process.pid, signal.SIGCONT)
    process.communicate(timeout=SECONDS)
    assert process.returncode == 1


def test_as_the_first_process_of_a_container_it_ends_the_same_way(tmp_path: Path):
    unshare = shutil.which("unshare")
    alone = ["--fork", "--pid", "--mount-proc", "--kill-child"]
    if (
        unshare is None
        or subprocess.run([unshare, *alone, "true"], check=False, capture_output=True).returncode
    ):
        pytest.skip("this user may make no process namespace")
    home = home_with_port(tmp_path)
    outside = subprocess.Popen(
        [unshare, *alone, COMMAND, "up"],
        env=home.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    until(lambda: answers(home))
    (first,) = children(outside.pid)
    os.kill(first, signal.SIGTERM)
    outside.communicate(timeout=SECONDS)
    assert outside.returncode == 0
