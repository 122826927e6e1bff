"""The documents with most faults, expected and read side by side: for those who mend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from countersign.evaluation.comparison import Case
from countersign.evaluation.fields import Outcome, outcome
from countersign.evaluation.line import Field, Line
from countersign.evaluation.matching import first_right
from countersign.evaluation.normal import same

_VERDICTS = {True: "present", False: "absent", None: ""}
_FAULTS = {Outcome.WRONG, Outcome.MISSING, Outcome.UNSPLIT, Outcome.SPURIOUS}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong; an empty text stands for nothing."""

    name: str
    expected: str
    read: str


@dataclass(frozen=True, slots=True)
class Poor:
    """A document of the key with its faults; those in fields come first."""

    source: str
    pages: tuple[int, ...]
    tags: tuple[str, ...]
    reason: str
    """`not captured as one document`, or empty."""
    wrong_fields: int
    faults: tuple[Fault, ...]


def worst(cases: Sequence[Case], most: int) -> tuple[Poor, ...]:
    """At most `most` documents, the one with most wrong fields first; none without a fault."""
    found = [poor for case in cases if case.key.to_be_read and (poor := _poor(case)).faults]
    found.sort(key=lambda poor: (-poor.wrong_fields, -len(poor.faults), poor.source, poor.pages))
    return tuple(found[:most])


def _poor(case: Case) -> Poor:
    key, fields = case.key, tuple(_fields(case))
    rest = tuple(_rest(key, case.document)) if case.document else ()
    if case.document and key.invoices and not first_right(case):
        rest += (Fault("invoice", _numbers(key), _numbers(case.document, 1)),)
    reason = "" if case.document else "not captured as one document"
    return Poor(key.source, key.pages, key.tags, reason, len(fields), (*fields, *rest))


def _fields(case: Case) -> Iterator[Fault]:
    read = (case.document.fields or {}) if case.document else {}
    told = case.key.fields or {}
    for name in (*told, *(name for name in read if name not in told)):
        result = outcome(case, name)
        if result in _FAULTS or (result is None and _no_way(case, name, read.get(name))):
            yield Fault(name, _shown(told.get(name)), _shown(read.get(name)))


def _no_way(case: Case, name: str, read: Field | None) -> bool:
    """True when an ambiguous value was read in none of its ways."""
    printed = (case.key.fields or {}).get(name)
    if printed is None or not (printed.ambiguous and case.key.speaks_of(name)):
        return False
    return read is None or not any(same(name, way, read.value) for way in printed.ways)


def _rest(key: Line, document: Line) -> Iterator[Fault]:
    if key.type != document.type:
        yield Fault("type", key.type, document.type)
    if key.status and key.status != document.status:
        yield Fault("status", key.status, document.status)
    signed = document.signature.present if document.signature else None
    if key.signature and key.signature.present != signed:
        yield Fault("signature", _VERDICTS[key.signature.present], _VERDICTS[signed])
    worth = document.acceptance
    if key.acceptance and key.acceptance.status and key.acceptance.status != (worth.status if worth else ""):
        yield Fault("receipt", key.acceptance.status, worth.status if worth else "")


def _shown(field: Field | None) -> str:
    return " | ".join(field.ways) if field else ""


def _numbers(line: Line, first: int | None = None) -> str:
    return ", ".join(match.invoice[1] for match in (line.matches or ())[:first])
