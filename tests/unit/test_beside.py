"""Work beside: steps go on whatever one of them meets, and what stands in the way is told once."""

from __future__ import annotations

import errno
import logging
import threading

import pytest

from flows.beside import beside
from models.errors import Unreachable


def told_of(steps: list[Exception | None], caplog: pytest.LogCaptureFixture) -> list[str]:
    """What the log says of steps that raise these, one after the other."""
    caplog.set_level(logging.INFO)
    left, done = iter(steps), threading.Event()

    def step() -> float:
        fault = next(left, StopIteration)
        if fault is StopIteration:
            done.set()
            return 60.0
        if fault is not None:
            raise fault
        return 0.0

    with beside("mailbox", step, 0.001):
        assert done.wait(20)
    return [record.getMessage() for record in caplog.records]


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (
            Unreachable("It does not answer."),
            "outage: mailbox: It does not answer. Trying again until it works.",
        ),
        (
            OSError(errno.ENOSPC, "No space left"),
            "failed: mailbox: OSError(28, 'No space left'). Trying again.",
        ),
        (KeyError("ours"), "failed: mailbox: KeyError('ours'). Trying again."),
    ],
)
def test_steps_go_on_after_any_fault_which_is_told_once(
    fault: Exception, words: str, caplog: pytest.LogCaptureFixture
):
    assert told_of([None, fault, fault, fault], caplog) == [words, "back: mailbox: it works again"]


def test_another_fault_is_told_too(caplog: pytest.LogCaptureFixture):
    told = told_of([Unreachable("One."), Unreachable("Two."), None, Unreachable("Two."), None], caplog)
    assert [line.split()[2] for line in told] == ["One.", "Two.", "it", "Two.", "it"]


def test_the_step_under_way_is_waited_for():
    begun, ended = threading.Event(), threading.Event()

    def step() -> None:
        begun.set()
        ended.wait(0.2)
        ended.set()

    with beside("outbox", step, 60.0):
        begun.wait(20)
    assert ended.is_set()


def test_a_step_says_when_the_next_one_is(caplog: pytest.LogCaptureFixture):
    count = threading.Semaphore(0)

    def step() -> float:
        count.release()
        return 0.0

    with beside("mailbox", step, 3600.0):
        assert all(count.acquire(timeout=20) for _ in range(3))
    assert caplog.records == []
