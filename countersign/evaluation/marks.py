"""Signatures, exceptions and remarks held against the key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from countersign.evaluation.comparison import Case
from countersign.evaluation.fields import HIT
from countersign.evaluation.line import Signature
from countersign.evaluation.normal import normal
from countersign.evaluation.score import Finding, Score, count


@dataclass(frozen=True, slots=True)
class Signatures:
    """The verdict "signed by the customer's side", and the place of the ink."""

    accuracy: Score
    sensitivity: Score
    """Called signed, of those signed."""
    specificity: Score
    """Called unsigned, of those unsigned."""
    boxes: Score
    """Called signed with an IoU of at least 0.5, of those signed with a box in the key."""
    mean_iou: float | None
    """0..1, over documents that both sides call signed and give a box; None where there are none."""


@dataclass(frozen=True, slots=True)
class Remarks:
    """Words written on receipt."""

    of: int
    found: int
    """A remark of that class was reported."""
    to_the_letter: int
    """And its text reads the same."""


@dataclass(frozen=True, slots=True)
class Receipts:
    """What receipts are worth; a document that was not captured as one is wrong either way."""

    status: Score
    grade: Score
    too_good: Score
    """Given a better grade than the key's: what a collector would rely on in vain."""
    unsure: Score
    """Left to a person's look."""
    by_status: tuple[Finding, ...]


def signatures(cases: Sequence[Case]) -> Signatures:
    """Score the verdict; a document that was not captured as one is wrong either way."""
    told = [
        (case.key.signature, case.document.signature if case.document else None)
        for case in cases
        if case.key.signature
    ]
    signed = [(key, read) for key, read in told if key.present]
    unsigned = [(key, read) for key, read in told if not key.present]
    found = [(key, read) for key, read in signed if read and read.present and key.spot and read.spot]
    likeness = [_likeness(key, read) for key, read in found]
    return Signatures(
        accuracy=count("signature", (_agree(*pair) for pair in told)),
        sensitivity=count("sensitivity", (_agree(*pair) for pair in signed)),
        specificity=count("specificity", (_agree(*pair) for pair in unsigned)),
        boxes=Score(
            "box", sum(one >= HIT for one in likeness), sum(key.spot is not None for key, _ in signed)
        ),
        mean_iou=sum(likeness) / len(likeness) if likeness else None,
    )


def exceptions(cases: Sequence[Case]) -> tuple[Finding, ...]:
    """Each class of exception: on how many documents it was seen, and on how many it is."""
    told = [
        (set(case.key.exceptions), set(case.document.exceptions or ()) if case.document else set[str]())
        for case in cases
        if case.key.exceptions is not None
    ]
    classes = sorted({name for key, read in told for name in key | read})
    return tuple(_finding(name, told) for name in classes)


def remarks(cases: Sequence[Case]) -> Remarks:
    """Score the remarks: by class, and by class and text."""
    told = [
        (case.key.remarks, (case.document.remarks or ()) if case.document else ())
        for case in cases
        if case.key.remarks is not None
    ]
    return Remarks(
        of=sum(len(key) for key, _ in told),
        found=sum(_shared((name for name, _ in key), (name for name, _ in read)) for key, read in told),
        to_the_letter=sum(_shared(map(_spelled, key), map(_spelled, read)) for key, read in told),
    )


def receipts(cases: Sequence[Case]) -> Receipts:
    """Score status and grade of the receipts that the key speaks of."""
    told = [
        (case.key.acceptance, case.document.acceptance if case.document else None)
        for case in cases
        if case.key.acceptance
    ]
    stated = [(key.status, read.status if read else "") for key, read in told if key.status]
    graded = [(key.grade, read.grade if read else "") for key, read in told if key.grade]
    names = sorted({name for pair in stated for name in pair if name})
    sets = [({key}, {read}) for key, read in stated]
    return Receipts(
        status=count("receipt status", (key == read for key, read in stated)),
        grade=count("receipt grade", (key == read for key, read in graded)),
        too_good=count("receipt graded too well", (bool(read) and read < key for key, read in graded)),
        unsure=count("receipt left to a person", (read is not None and read.unsure for _, read in told)),
        by_status=tuple(_finding(name, sets) for name in names),
    )


def _agree(key: Signature, read: Signature | None) -> bool:
    return read is not None and key.present == read.present


def _likeness(key: Signature, read: Signature | None) -> float:
    return key.spot.likeness(read.spot) if key.spot and read else 0.0


def _finding(name: str, told: Iterable[tuple[set[str], set[str]]]) -> Finding:
    pairs = [(name in key, name in read) for key, read in told]
    right = sum(key and read for key, read in pairs)
    return Finding(name, right, sum(read for _, read in pairs), sum(key for key, _ in pairs))


def _spelled(remark: tuple[str, str]) -> tuple[str, str]:
    return remark[0], normal("remark", remark[1])


def _shared(one: Iterable[object], other: Iterable[object]) -> int:
    return (Counter(one) & Counter(other)).total()
