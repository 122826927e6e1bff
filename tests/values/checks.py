"""Checks of documents as people would have made them, for tests of what follows from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from models.decision import Route
from models.outcome import Checks, Outcome, Source, Stratum
from models.reading import DocumentType
from pipeline.matching.weigh import WEIGHING

START = datetime(2026, 10, 1, tzinfo=UTC)
ORDERS, NOTES = (
    Stratum(kind, Route.TWO_KEYS) for kind in (DocumentType.PURCHASE_ORDER, DocumentType.PROOF_OF_DELIVERY)
)
DOUBTED_ORDERS, DOUBTED_NOTES = (replace(one, route=Route.DOUBTED) for one in (ORDERS, NOTES))


def outcomes(
    stratum: Stratum, probabilities: Iterable[float], *, wrong: Sequence[int] = (), weight: float = 1.0
) -> tuple[Outcome, ...]:
    """One check a minute; those at the places `wrong` were not right."""
    source = Source.AUDIT if stratum.route is Route.TWO_KEYS else Source.REVIEW
    return tuple(
        Outcome(
            client="default",
            document_id=f"{stratum.name} {place}",
            stratum=stratum,
            probability=probability,
            right=place not in wrong,
            source=source,
            weight=weight,
            at=START + timedelta(minutes=place),
            version=WEIGHING,
        )
        for place, probability in enumerate(probabilities)
    )


def checks(*parts: Iterable[Outcome]) -> Checks:
    """All of `parts` in the order of time."""
    everything = (one for part in parts for one in part)
    return Checks(tuple(sorted(everything, key=lambda one: one.at)))
