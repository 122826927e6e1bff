"""Fields held against what is printed: exact after normalising, and only where the key says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from countersign.evaluation.comparison import Case
from countersign.evaluation.line import FIELDS, KEY_FIELDS, NUMBERS, Field
from countersign.evaluation.normal import same
from countersign.evaluation.score import Score, count, fraction

HIT = 0.5
"""Intersection over union from which on two boxes are the same place."""


class Outcome(StrEnum):
    """What became of one field of one document."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSING = "missing"
    """Printed, and no value given."""
    UNSPLIT = "unsplit"
    """Printed on a document whose pages were not captured as one document."""
    SPURIOUS = "spurious"
    """A value given where the key says that none is printed."""
    ABSENT = "absent"
    """None printed, none given."""


@dataclass(frozen=True, slots=True)
class FieldScore:
    """One field, or several together. Ambiguous and hidden values are not in it."""

    name: str
    right: int
    wrong: int
    missing: int
    unsplit: int
    spurious: int
    among: int
    """Of those wrong: the right value is among `values` or `alternatives` of the reading."""
    boxes: Score
    """Right and at the right place, of all printed with a box in the key."""

    @property
    def printed(self) -> int:
        """How often it is printed."""
        return self.right + self.wrong + self.missing + self.unsplit

    @property
    def recall(self) -> float | None:
        """Right, of all that is printed: "exact, where printed"."""
        return fraction(self.right, self.printed)

    @property
    def recall_split(self) -> float | None:
        """Right, of what is printed on documents that were split right."""
        return fraction(self.right, self.printed - self.unsplit)

    @property
    def precision(self) -> float | None:
        """Right, of all values given."""
        return fraction(self.right, self.right + self.wrong + self.spurious)


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Values that can be read in several ways, such as 04/05/2026, reported apart."""

    of: int
    right: int
    """The first value given is what was meant."""
    either: int
    """The first value given is one of the ways."""
    kept: int
    """All ways are in the reading, as value or alternative."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """Values of which a part is covered, reported apart; of = right + wrong + silent."""

    of: int
    right: int
    wrong: int
    silent: int
    """No value given, which is an honest answer."""


def field_scores(cases: Sequence[Case]) -> tuple[FieldScore, ...]:
    """A score for each field, the common ones first, then what else the key names."""
    more = {name for case in cases for name in case.key.fields or ()} - set(FIELDS)
    return tuple(_score(name, (name,), cases) for name in (*FIELDS, *sorted(more)))


def together(cases: Sequence[Case]) -> tuple[FieldScore, ...]:
    """The numbers, the fields that a paper is found by, and all fields, counted value by value."""
    every = tuple(score.name for score in field_scores(cases))
    groups = (("numbers", NUMBERS), ("key fields", KEY_FIELDS), ("all fields", every))
    return tuple(_score(name, names, cases) for name, names in groups)


def key_fields(cases: Sequence[Case]) -> Score:
    """Key fields right, of those printed."""
    score = _score("key fields", KEY_FIELDS, cases)
    return Score(score.name, score.right, score.printed)


def ambiguous(cases: Sequence[Case]) -> Ambiguous:
    """Score the values that the key calls ambiguous."""
    told = [one for one in _told(cases) if one[1].ambiguous]
    return Ambiguous(
        of=len(told),
        right=sum(same(name, key.value, read.value) for name, key, read in told if read),
        either=sum(_any(name, key.ways, read.value) for name, key, read in told if read),
        kept=sum(all(_any(name, read.ways, way) for way in key.ways) for name, key, read in told if read),
    )


def hidden(cases: Sequence[Case]) -> Hidden:
    """Score the values that the key calls hidden; one that was not captured is silent."""
    told = [one for one in _told(cases) if one[1].hidden and not one[1].ambiguous]
    given = [(name, key, read) for name, key, read in told if read and read.value]
    right = sum(_accepted(name, key, read.value) for name, key, read in given)
    return Hidden(len(told), right, len(given) - right, len(told) - len(given))


def several(cases: Sequence[Case]) -> Score:
    """Fields with several printed values of which exactly these were read."""
    return count(
        "fields of several values, all read",
        (_complete(name, key, read) for name, key, read in _told(cases) if len(key.every) > 1),
    )


def outcome(case: Case, name: str) -> Outcome | None:
    """What became of a field; None where the key does not speak of it, or scores it apart."""
    if not case.key.speaks_of(name):
        return None
    printed, read = (case.key.fields or {}).get(name), _read(case, name)
    if printed is None:
        return Outcome.SPURIOUS if read and read.value else Outcome.ABSENT
    if printed.ambiguous or printed.hidden:
        return None
    if case.document is None:
        return Outcome.UNSPLIT
    if read is None or not read.value:
        return Outcome.MISSING
    return Outcome.RIGHT if _accepted(name, printed, read.value) else Outcome.WRONG


def _score(name: str, names: Iterable[str], cases: Sequence[Case]) -> FieldScore:
    told = [(case, one, result) for one in names for case in cases if (result := outcome(case, one))]
    counts = Counter(result for _, _, result in told)
    boxed = [
        result is Outcome.RIGHT and _hit(case, one)
        for case, one, result in told
        if result is not Outcome.SPURIOUS and _has_box(case, one)
    ]
    return FieldScore(
        name=name,
        right=counts[Outcome.RIGHT],
        wrong=counts[Outcome.WRONG],
        missing=counts[Outcome.MISSING],
        unsplit=counts[Outcome.UNSPLIT],
        spurious=counts[Outcome.SPURIOUS],
        among=sum(result is Outcome.WRONG and _among(case, one) for case, one, result in told),
        boxes=count("box", boxed),
    )


def _told(cases: Sequence[Case]) -> list[tuple[str, Field, Field | None]]:
    """Name of every field of the key, the field, and how it was read."""
    return [
        (name, field, _read(case, name))
        for case in cases
        for name, field in (case.key.fields or {}).items()
        if case.key.speaks_of(name)
    ]


def _read(case: Case, name: str) -> Field | None:
    return (case.document.fields or {}).get(name) if case.document else None


def _printed(case: Case, name: str) -> Field | None:
    return (case.key.fields or {}).get(name)


def _accepted(name: str, printed: Field, text: str) -> bool:
    """True for any of the printed values and any variant of them."""
    return _any(name, (*printed.every, *printed.variants), text)


def _any(name: str, texts: Iterable[str], text: str) -> bool:
    return any(same(name, one, text) for one in texts)


def _among(case: Case, name: str) -> bool:
    printed, read = _printed(case, name), _read(case, name)
    if printed is None or read is None:
        return False
    return any(_accepted(name, printed, text) for text in read.ways)


def _has_box(case: Case, name: str) -> bool:
    printed = _printed(case, name)
    return printed is not None and printed.spot is not None


def _hit(case: Case, name: str) -> bool:
    printed, read = _printed(case, name), _read(case, name)
    if printed is None or printed.spot is None or read is None:
        return False
    return printed.spot.likeness(read.spot) >= HIT


def _complete(name: str, printed: Field, read: Field | None) -> bool:
    if read is None:
        return False
    found = all(_any(name, read.every, text) for text in printed.every)
    return found and all(_accepted(name, printed, text) for text in read.every)
