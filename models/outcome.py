"""What people found when they checked a decision: the labels that every bound rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from models.decision import Route
from models.reading import DocumentType

KEYS = 2
"""Independent keys that agree, by which a document is filed without a person."""


class Source(StrEnum):
    """Why a person looked."""

    BLIND = "blind"
    """It was drawn for the blind sample."""
    AUDIT = "audit"
    """It was filed, and checked afterwards."""
    REVIEW = "review"
    """It could not be filed without a person."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """Documents of one client that are judged together."""

    type: DocumentType
    route: Route

    @property
    def name(self) -> str:
        """Such as "proof of delivery, two keys"."""
        return f"{self.type.value.replace('_', ' ')}, {self.route.value}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One check of one document; a later one of the same document takes its place."""

    client: str
    document_id: str
    stratum: Stratum
    probability: float
    """0..1, as the program saw it when it decided."""
    right: bool
    source: Source
    weight: float
    """1 / share of such documents that were checked whatever their probability; 0: not one of these."""
    at: datetime
    version: str = ""
    """Of the weights that made the probability; empty for those of a program that did not say."""


@dataclass(frozen=True, slots=True)
class Fall:
    """A breaker falls: the checks of a stratum up to now count no more."""

    reason: str
    """A clause."""
    revocable: bool
    """True where it rests on the newest check being wrong: when a person corrects that, it never fell."""
    keys: int = KEYS
    """Keys that must agree from then on before a document of the stratum is filed by two keys."""


@dataclass(frozen=True, slots=True)
class Checks:
    """What was found for one client."""

    outcomes: tuple[Outcome, ...] = ()
    """The last of each document, oldest first."""
    tripped: Mapping[Stratum, datetime] = field(default_factory=dict)
    """When the breaker last fell, for good so far; what was found up to then counts no more."""
