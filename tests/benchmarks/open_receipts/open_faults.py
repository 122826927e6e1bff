"""Papers that were judged wrongly: their names, what was wanted of them, and what was told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from models.paper import Box, SignatureRegion
from models.reading import FieldName
from tests.benchmarks.sealed_receipts.receipts_reading import Captured
from tests.benchmarks.sealed_receipts.receipts_score import Line, answers, box_of

_SHARE = "unsure (share of all)"
"""Counted, and neither right nor wrong."""
_NONE = "nothing"
_NAMED = ("level", "layout", "who", "language", "damage")
"""Tags that are told beside the name of a paper."""


@dataclass(frozen=True)
class Fault:
    """One subject on which a paper was judged wrongly."""

    subject: str
    wanted: str
    told: str

    def __str__(self) -> str:
        return f"    {self.subject}: wanted {self.wanted}; told {self.told}"


@dataclass(frozen=True)
class _Subject:
    """What questions that begin so are about, as the key has it and as it was captured."""

    name: str
    starts: tuple[str, ...]
    wanted: Callable[[Line], str]
    told: Callable[[Captured], str]


def faults(line: Line, found: Captured) -> list[Fault]:
    """Every subject on which an answer is wrong; none where all are right."""
    wrong = [question for question, right in answers(line, found) if not right and question != _SHARE]
    return [
        Fault(subject.name, subject.wanted(line), subject.told(found))
        for subject in _SUBJECTS
        if any(question.startswith(subject.starts) for question in wrong)
    ]


def named(pairs: Sequence[tuple[Line, Captured]]) -> list[str]:
    """Rows that name each paper judged wrongly, its tags, and under it what was wrong."""
    rows, papers = [], 0
    for line, found in pairs:
        wrong = faults(line, found)
        if wrong:
            papers += 1
            tags = [tag for tag in line["tags"] if tag.startswith(_NAMED)]
            rows += [f"{line['client']}/scans/{line['source']}  {' '.join(tags)}", *map(str, wrong)]
    return [f"{papers} of {len(pairs)} papers have something wrong", *rows]


def _listed(texts: Iterable[str]) -> str:
    return ", ".join(texts) or _NONE


def _presence(found: Captured) -> str:
    if found.reading is None:
        return _NONE
    return ("signed" if found.signed else "not signed") + (", unsure" if found.unsure else "")


def _spot(page: int, box: Box) -> str:
    return f"page {page} at {box.x0:.2f} {box.y0:.2f} {box.x1:.2f} {box.y1:.2f}"


def _wanted_regions(line: Line) -> str:
    return _listed(
        f"{one['role']} {one['manner']} {_spot(one['page'], box_of(one))}" for one in line["signatures"]
    )


def _told_regions(found: Captured) -> str:
    regions: tuple[SignatureRegion, ...] = found.reading.signatures if found.reading else ()
    return _listed(f"{one.role.value} {one.manner.value} {_spot(one.page, one.box)}" for one in regions)


def _field(name: FieldName) -> _Subject:
    def told(found: Captured) -> str:
        value = found.reading.value(name) if found.reading else None
        return repr(value.text) if value else _NONE

    return _Subject(
        name.value, (name.value,), lambda line: repr(line[name.value]) if line[name.value] else _NONE, told
    )


def _wanted_remarks(line: Line) -> str:
    return _listed(
        f"{one['class']} by {one['source']} {one['text']!r}"
        + (f" of {one['quantity']}" if one["quantity"] else "")
        for one in line["remarks"]
    )


def _told_remarks(found: Captured) -> str:
    remarks = found.reading.remarks if found.reading else ()
    return _listed(
        f"{one.about.value} by {one.source.value} {one.text!r}"
        + (f" of {one.quantity}" if one.quantity else "")
        for one in remarks
    )


def _tick(text: str, *, ticked: bool) -> str:
    return f"[{'x' if ticked else ' '}] {text}"


def _told_ticks(found: Captured) -> str:
    pages = set(found.reading.pages) if found.reading else set()
    return _listed(
        _tick(one.text, ticked=one.ticked)
        for page in found.pages
        if page.number in pages
        for one in page.ticks
    )


def _told_acceptance(found: Captured) -> str:
    acceptance = found.reading.acceptance if found.reading else None
    return f"{acceptance.status.value} {acceptance.grade.value} ({acceptance.why})" if acceptance else _NONE


_SUBJECTS = (
    _Subject("documents", ("captured",), lambda _: "1", lambda found: str(found.pieces)),
    _Subject(
        "signed",
        ("signed,", "unsigned,"),
        lambda line: "signed" if line["signature"]["present"] else "not signed",
        _presence,
    ),
    _Subject(
        "places to sign", ("signature of", "role", "customer's", "other's"), _wanted_regions, _told_regions
    ),
    *map(_field, (FieldName.PRINTED_NAME, FieldName.RECEIVED_DATE, FieldName.RECEIVED_TIME)),
    _Subject("remarks", ("remark", "no remark", "quantity"), _wanted_remarks, _told_remarks),
    _Subject(
        "ticks",
        ("tick box", "words of a tick"),
        lambda line: _listed(_tick(one["text"], ticked=one["ticked"]) for one in line["ticks"]),
        _told_ticks,
    ),
    _Subject(
        "acceptance",
        ("acceptance", "status", "grade", "called"),
        lambda line: " or ".join(" ".join(way) for way in line["acceptance"]),
        _told_acceptance,
    ),
)
