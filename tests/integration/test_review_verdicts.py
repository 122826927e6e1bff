"""What a person decides is a verdict on what the program had decided by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from flows.desk import Desk
from flows.review import reviewing
from models.decision import Route, Standing, Status
from models.outcome import Source
from models.reading import FieldName
from models.settings import Settings
from pipeline.corrections import Pointed
from storage.register import Register
from tests.papers.review_papers import FIRST, SECOND, in_hands, note, review_desk, waiting

DOUBTED = Standing(Route.DOUBTED, 0.9, weight=1.0)


@pytest.fixture
def desk(register_settings: Settings, register: Register) -> Iterator[Desk]:
    with review_desk(register_settings, register) as opened:
        yield opened


def found_right(desk: Desk) -> list[tuple[bool, Source]]:
    return [(one.right, one.source) for one in desk.register.outcomes.stream()]


def test_a_decision_says_whether_the_program_was_right(desk: Desk):
    agreed, other, blind = (
        waiting(desk, f"{n}.tif", [note(f"INV-10041{n}")], standing=standing)[0]
        for n, standing in enumerate((DOUBTED, DOUBTED, replace(DOUBTED, blind=True)))
    )
    reviewing.file_under(desk, in_hands(desk, agreed.id), [FIRST.key])
    reviewing.file_under(desk, in_hands(desk, other.id), [SECOND.key])
    reviewing.park(desk, in_hands(desk, blind.id))
    assert found_right(desk) == [(True, Source.REVIEW), (False, Source.REVIEW), (False, Source.BLIND)]


def test_the_verdict_is_on_what_the_program_had_decided_before_anybody_helped(desk: Desk):
    (record,) = waiting(desk, "a.tif", [note("INV-100417")], standing=DOUBTED, chosen=(SECOND,))
    reviewing.correct(desk, in_hands(desk, record.id), FieldName.INVOICE_NUMBER, Pointed("INV-100417", 1))
    reviewing.file_under(desk, in_hands(desk, record.id), [FIRST.key])
    assert found_right(desk) == [(False, Source.REVIEW)]


def test_a_filing_that_is_moved_was_a_misfile(desk: Desk):
    (record,) = waiting(desk, "a.tif", [note("INV-100417")], status=Status.FILED, standing=DOUBTED)
    moved = reviewing.file_under(desk, in_hands(desk, record.id), [SECOND.key])
    assert found_right(desk) == [(False, Source.AUDIT)]
    reviewing.undo(desk, "default", moved.id, "ann")
    reviewing.reopen(desk, in_hands(desk, record.id))
    reviewing.file_under(desk, in_hands(desk, record.id), [FIRST.key])
    assert found_right(desk)[-1] == (True, Source.AUDIT)
