"""When a worker is known to be at work no more."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime, timedelta

import pytest

from flows.machine.workers import GRACE, is_gone, why_left, worker_name

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
ELSEWHERE = "another-machine/4711/99"


def test_what_this_process_began_before_is_over():
    assert why_left(worker_name(), NOW, (), NOW)


def test_a_process_of_this_machine_that_ended_is_named():
    process = subprocess.Popen(["true"])
    process.wait()
    ended = f"{worker_name().split('/')[0]}/{process.pid}/1"
    assert is_gone(ended)
    assert ended in why_left(ended, NOW, (ended,), NOW)


@pytest.mark.parametrize(
    ("late", "holds", "left"),
    [
        (timedelta(0), False, False),
        (GRACE, False, False),
        (GRACE + timedelta(seconds=1), False, True),
        (timedelta(days=1), True, False),
    ],
)
def test_a_worker_of_another_machine_is_given_up_when_it_is_late_and_holds_no_file(
    late: timedelta, holds: bool, left: bool
):
    assert bool(why_left(ELSEWHERE, NOW, (ELSEWHERE,) if holds else (), NOW + late)) == left


def test_a_worker_that_never_said_its_name_is_given_up_when_it_is_late():
    assert why_left("", NOW, (), NOW) == ""
    assert why_left("", NOW, (), NOW + timedelta(days=1))
