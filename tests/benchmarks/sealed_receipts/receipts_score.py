"""Receipts as captured held against what is true of them: one count for each question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from rapidfuzz import fuzz

from countersign.evaluation.normal import normal
from models.paper import Box, Role, SignatureRegion, Tick
from models.reading import FieldName, RemarkClass
from tests.benchmarks.sealed.faces import latin
from tests.benchmarks.sealed_receipts.receipts_reading import Captured
from tests.benchmarks.signatures import likeness

Line = dict[str, Any]
Answers = dict[str, list[bool]]
"""Every answer to a question, by the question."""
ROLES = {
    "customer": {Role.CUSTOMER},
    "driver": {Role.DRIVER},
    "shipper": {Role.SHIPPER},
    "engineer": {Role.DRIVER, Role.SHIPPER},
}
_TOUCHES = 0.25
"""Share of the smaller of two boxes from which on they speak of the same ink."""
_ALIKE = 80
"""Of 100: a name with a letter or two misread."""


def answers(line: Line, found: Captured) -> Iterator[tuple[str, bool]]:
    """Question and whether the answer is right, for one paper."""
    for ask in (_presence, _regions, _fields, _remarks, _ticks, _acceptance):
        yield from ask(line, found)


def gather(pairs: list[tuple[Line, Captured]]) -> Answers:
    """All answers of these papers."""
    told: Answers = defaultdict(list)
    for line, found in pairs:
        for question, right in answers(line, found):
            told[question].append(right)
    return told


def _presence(line: Line, found: Captured) -> Iterator[tuple[str, bool]]:
    yield "captured as one document", found.pieces == 1
    if line["signature"]["present"]:
        called = found.reading is not None and found.signed
        yield "signed, called signed", called
        yield "signed, called signed or unsure", called or found.unsure
    else:
        caught = found.reading is not None and not found.signed
        yield "unsigned, not called signed", caught
        yield "unsigned, not called signed or unsure", caught or (found.reading is not None and found.unsure)
    yield "unsure (share of all)", found.unsure


def _regions(line: Line, found: Captured) -> Iterator[tuple[str, bool]]:
    regions = found.reading.signatures if found.reading else ()
    for told in line["signatures"]:
        here = [one for one in regions if one.page == told["page"] and touch(one.box, box_of(told))]
        if told["present"]:
            seen = max(
                (one for one in here if one.present),
                key=lambda one: likeness(one.box, box_of(told)),
                default=None,
            )
            yield from _ink(told, seen)
        elif told["role"] == "customer":
            yield f"customer's manner right: {told['manner']}", _manner(told["manner"], here)
        else:
            yield "other's empty place, not called signed", not any(one.present for one in here)


def _ink(told: Line, seen: SignatureRegion | None) -> Iterator[tuple[str, bool]]:
    yield "signature of any role found", seen is not None
    if seen is not None:
        yield "role right, of those found", seen.role in ROLES[told["role"]]
    if told["role"] == "customer":
        overlap = likeness(seen.box, box_of(told)) if seen else 0.0
        yield "customer's signature, IoU >= 0.5", overlap >= 0.5
        yield "customer's signature, IoU >= 0.3", overlap >= 0.3
        yield f"customer's manner right: {told['manner']}", seen is not None and seen.manner == told["manner"]


def _manner(manner: str, here: list[SignatureRegion]) -> bool:
    """An empty place has nothing present on it; a stamp or a typed name is called so by a region."""
    if manner == "none":
        return not any(one.present for one in here)
    return any(one.manner == manner for one in here) and not any(one.present for one in here)


def _fields(line: Line, found: Captured) -> Iterator[tuple[str, bool]]:
    ways: dict[FieldName, Callable[[str], bool]] = {
        FieldName.PRINTED_NAME: lambda text: _same_name(text, line["printed_name"]),
        FieldName.RECEIVED_DATE: lambda text: text in {line["received_date"], *line["received_date_or"]},
        FieldName.RECEIVED_TIME: lambda text: text == line["received_time"],
    }
    for name, right in ways.items():
        if line[name.value] is None:
            continue
        value = found.reading.value(name) if found.reading else None
        if line[name.value]:
            yield f"{name.value} right", value is not None and right(value.text)
        else:
            yield f"{name.value} absent, none said", value is None
        if name is FieldName.PRINTED_NAME and line["printed_name"]:
            yield (
                "printed_name alike",
                value is not None and fuzz.ratio(*_folded(value.text, line["printed_name"])) >= _ALIKE,
            )


def _same_name(text: str, told: str) -> bool:
    one, other = _folded(text, told)
    return one == other


def _folded(text: str, told: str) -> tuple[str, str]:
    """Without case, points, spaces and accents, which hands in capitals leave out."""
    one, other = (normal("printed_name", latin(name)).replace(" ", "") for name in (text, told))
    return one, other


def _remarks(line: Line, found: Captured) -> Iterator[tuple[str, bool]]:
    said = found.reading.remarks if found.reading else ()
    classes = {remark.about for remark in said} - {RemarkClass.OTHER}
    true = {RemarkClass(one["class"]): one for one in line["remarks"]}
    for about, one in true.items():
        yield "remark found (recall)", about in classes
        yield f"remark found: {about.value}", about in classes
        yield f"remark found, by {one['source']}", about in classes
        if one["quantity"]:
            numbers = {_number(remark.quantity) for remark in said if remark.about is about}
            yield "quantity right", _number(one["quantity"]) in numbers
    for about in classes:
        yield "remark said is true (precision)", about in true
        yield f"remark said is true: {about.value}", about in true
    if not true:
        yield "no remark there, none said", not classes


def _number(text: str) -> str:
    return next(iter("".join(sign if sign.isdigit() else " " for sign in text).split()), "")


def _ticks(line: Line, found: Captured) -> Iterator[tuple[str, bool]]:
    pages = set(found.reading.pages) if found.reading else set()
    seen = [(page.number, one) for page in found.pages if page.number in pages for one in page.ticks]
    used: set[int] = set()
    for told in line["ticks"]:
        hit = _tick_at(told, seen)
        yield "tick box found", hit is not None
        state = hit is not None and seen[hit][1].ticked == told["ticked"]
        yield "tick box right, of all", state
        if hit is not None:
            used.add(hit)
            yield "tick box right, of those found", state
            yield "words of a tick box right", fuzz.ratio(*_folded(seen[hit][1].text, told["text"])) >= _ALIKE
    for place in range(len(seen)):
        yield "tick box said is there", place in used


def _tick_at(told: Line, seen: list[tuple[int, Tick]]) -> int | None:
    best = [
        (likeness(one.box, box_of(told)), place)
        for place, (page, one) in enumerate(seen)
        if page == told["page"] and touch(one.box, box_of(told))
    ]
    return max(best)[1] if best else None


def _acceptance(line: Line, found: Captured) -> Iterator[tuple[str, bool]]:
    acceptance = found.reading.acceptance if found.reading else None
    told = [tuple(one) for one in line["acceptance"]]
    status, grade = (acceptance.status.value, acceptance.grade.value) if acceptance else ("", "")
    yield "acceptance given", acceptance is not None
    yield "status right", status in {one for one, _ in told}
    yield f"status right: {told[0][0]}", status in {one for one, _ in told}
    yield "grade right", grade in {one for _, one in told}
    yield f"grade right: {told[0][1]}", grade in {one for _, one in told}
    if grade == "A":
        yield "called A, is A", "A" in {one for _, one in told}


def box_of(told: Line) -> Box:
    """The box of a line of the key."""
    return Box(*told["bbox"])


def touch(one: Box, other: Box) -> bool:
    """They share a good part of the smaller of them."""
    least = min(one.width * one.height, other.width * other.height)
    return least > 0 and one.overlap(other) >= _TOUCHES * least
