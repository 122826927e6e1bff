"""A child that opens a file has no network, starts no program and signals nobody."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from countersign.checks import Verdict, look
from extractors.opening import Limits, walls_around
from extractors.opening.isolation import Walls
from tests.values.register_values import settings_in

TRIES = """
import os, signal, socket, sys, threading
from extractors.opening.isolation import leave_network, refuse_calls, walls

def attempt(name, do):
    try:
        do()
    except OSError as fault:
        print(name, type(fault).__name__)
    else:
        print(name, "done")

if "namespace" in sys.argv:
    leave_network()
    attempt("connect", lambda: socket.create_connection(("127.0.0.1", int(sys.argv[2])), 2))
else:
    refuse_calls()
    attempt("connect", lambda: socket.create_connection(("127.0.0.1", int(sys.argv[2])), 2))
    attempt("program", lambda: os.execv("/bin/true", ["true"]))
    attempt("fork", os.fork)
    attempt("kill", lambda: os.kill(os.getppid(), signal.SIGTERM))
    attempt("session", os.setsid)
    thread = threading.Thread(target=print, args=("thread", "done"))
    thread.start()
    thread.join()
print(walls())
"""


def tried(*arguments: str) -> dict[str, str]:
    done = subprocess.run(
        [sys.executable, "-c", TRIES, *arguments], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    lines = dict(line.split(" ", 1) for line in done.stdout.splitlines() if " " in line)
    return {**lines, "walls": done.stdout.splitlines()[-1]}


@pytest.fixture
def listening():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield str(server.getsockname()[1])


def test_filtered_calls_take_sockets_programs_and_signals_away_and_leave_threads(listening: str) -> None:
    found = tried("filter", listening)
    assert found["connect"] == found["kill"] == found["session"] == found["fork"] == "PermissionError"
    assert found["program"] == "PermissionError"
    assert found["thread"] == "done"
    assert "no_socket=True" in found["walls"]


def test_a_namespace_of_its_own_reaches_nobody_even_on_this_machine(listening: str) -> None:
    found = tried("namespace", listening)
    if "no_interface=False" in found["walls"]:
        pytest.skip("This account may make no network namespace; system calls are filtered all the same.")
    assert found["connect"] in {"OSError", "ConnectionRefusedError"}


def test_the_children_that_open_files_stand_behind_both_walls() -> None:
    assert walls_around(Limits()).no_socket
    assert Walls(no_interface=True, no_socket=False).without_network
    assert not Walls(no_interface=False, no_socket=False).without_network


def test_the_check_command_says_which_walls_stand(tmp_path: Path) -> None:
    found = {checked.subject: checked for checked in look(settings_in(tmp_path / "home"), "default", ())}
    assert found["opening files"].verdict is Verdict.OK
    assert "without network" in found["opening files"].words
