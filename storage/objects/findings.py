"""What a probe of an object store found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """What a finding means for the papers."""

    GOOD = "good"
    WEAKER = "weaker"
    """Works, with less protection than another server or bucket would give."""
    HARMFUL = "harmful"
    """Papers would be read late, or not at all, or could not be handed out."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that servers differ in."""

    subject: str
    """Such as "conditional put"."""
    weight: Weight
    words: str
    """Whether it is honoured, whether it is used, and what to do if anything."""
