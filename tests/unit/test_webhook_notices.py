"""What an event of the register means to those who are told of it."""

from __future__ import annotations

import pytest

from models.record import Event
from models.webhook import Notice, notices
from tests.values.register_values import NOW

GRADE = {"grade": "A"}


@pytest.mark.parametrize(
    ("kind", "detail", "meant"),
    [
        ("filed", {}, [Notice.FILED]),
        ("filed", GRADE, [Notice.FILED, Notice.GRADED]),
        ("review", GRADE, [Notice.REVIEW, Notice.GRADED]),
        ("parked", {}, [Notice.PARKED]),
        ("quarantined", {}, [Notice.QUARANTINED]),
        ("duplicate", {}, []),
        ("blank", {}, []),
        ("matched again", {"to": "filed", **GRADE}, [Notice.FILED]),
        ("filed by a person", {"status": "filed", **GRADE}, [Notice.FILED, Notice.CORRECTED]),
        ("parked by a person", {"status": "parked"}, [Notice.PARKED, Notice.CORRECTED]),
        ("reopened", {"status": "review"}, [Notice.REVIEW, Notice.CORRECTED]),
        ("page turned", {"status": "filed", **GRADE}, [Notice.CORRECTED]),
        ("receipt corrected", {"status": "filed", **GRADE}, [Notice.CORRECTED, Notice.GRADED]),
        ("undone", {"status": "filed", **GRADE}, [Notice.FILED, Notice.CORRECTED, Notice.GRADED]),
        ("joined", {"into": ["d"]}, [Notice.CORRECTED]),
        ("received", {}, []),
        ("viewed", {}, []),
        ("shelved", {}, []),
    ],
)
def test_an_event_means_to_receivers(kind: str, detail: dict[str, object], meant: list[Notice]):
    assert list(notices(Event(NOW, "default", kind, "d", detail))) == meant
