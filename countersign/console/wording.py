"""What was found and decided, in words for people."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from countersign.receipt_words import receipt_words
from extractors.likeness import Familiarity, familiar_from
from models.decision import Agreement, Evidence
from models.paper import Manner, Role, SignatureRegion
from models.reading import Acceptance, Found, Grade, Remark, Source, Value
from models.record import Event

_ROLES = {
    Role.CUSTOMER: "Customer",
    Role.DRIVER: "Driver",
    Role.SHIPPER: "Shipper",
    Role.UNKNOWN: "Signer unknown",
}
_VERDICTS_BY_MANNER = {
    Manner.CAPTURE: "signed on a hand-held",
    Manner.STAMP: "stamped, not signed",
    Manner.TYPED: "a typed name, not signed",
}
_SOURCES = {
    Source.HAND: "by hand",
    Source.STAMP: "stamped",
    Source.TICK: "ticked",
    Source.PRINT: "printed at the delivery",
}
_TONES = {Grade.A: "filed", Grade.B: "parked", Grade.C: "review", Grade.D: "quarantined"}
"""Class of the style sheets whose colours a grade takes."""
_AGREEMENTS = {
    Agreement.EXACT: "{key} {read} is on the page{place}.",
    Agreement.FOLDED: "{key}: the page says {read}, {expected} but for look-alikes such as O and 0{place}.",
    Agreement.EDITED: "{key}: the page says {read}, one character away from {expected}{place}.",
    Agreement.CLOSE: "{key}: the page says {read}, which reads like {expected}{place}.",
    Agreement.CONTRADICTS: "{key}: the page says {read}, but the ledger has {expected}{place}.",
}
_VERDICTS = {Agreement.EXACT: "agrees", Agreement.CONTRADICTS: "contradicts"}
_FAMILIARITIES = {
    Familiarity.FAMILIAR: "Familiar: it looks like one of the signatures that this customer gave before.",
    Familiarity.UNFAMILIAR: "Unfamiliar: it looks like none of them. A new colleague's does so too.",
    Familiarity.NO_REFERENCE: "No reference: there are too few earlier signatures to compare it with.",
}
_LEFT_OUT = {"drop", "sha256", "size", "key"}
"""Details of events that say nothing to a reader of the page."""
_SOMEWHAT = 0.45
"""Similarity from which two signatures share something; most of strangers lie below."""
_DETAIL_LENGTH = 300


def plain(name: str) -> str:
    """A name from the code as words: delivery_note gives Delivery note, po_number PO number."""
    words = re.sub(r"\bpo\b", "PO", name.replace("_", " "))
    return words[:1].upper() + words[1:]


def percent(fraction: float | None) -> str:
    """A fraction 0..1 as a whole percentage; never 100 % unless it is."""
    if fraction is None:
        return ""
    return "100 %" if fraction >= 1 else f"{min(max(round(fraction * 100), 0), 99)} %"


def moment(time: datetime) -> str:
    """A time for people, in UTC."""
    return f"{time.astimezone(UTC):%d %b %Y, %H:%M}"


def pages(numbers: tuple[int, ...]) -> str:
    """Page numbers as "page 3", "pages 2-4" or "pages 1, 3"; "whole file" where there are none."""
    if not numbers:
        return "whole file"
    if len(numbers) == 1:
        return f"page {numbers[0]}"
    in_a_row = numbers == tuple(range(numbers[0], numbers[-1] + 1))
    return f"pages {numbers[0]}-{numbers[-1]}" if in_a_row else f"pages {', '.join(map(str, numbers))}"


def found(value: Value) -> str:
    """How a value was found."""
    if value.found is Found.BARCODE:
        return "in a barcode"
    if value.found is Found.LEDGER:
        return "without a label; the ledger knows it in this role"
    return f"at the label “{value.label}”" if value.label else "at its label"


def signer(region: SignatureRegion) -> str:
    """Whose signature a place is for."""
    return _ROLES[region.role]


def verdict(region: SignatureRegion) -> str:
    """Whether ink lies there, or what does instead."""
    return _VERDICTS_BY_MANNER.get(region.manner, "signed" if region.present else "not signed")


def source(remark: Remark) -> str:
    """How a remark was made."""
    return _SOURCES[remark.source]


def toned(grade: Grade) -> str:
    """The colours of a grade; its letter always stands beside them."""
    return _TONES[grade]


def graded(found: Acceptance) -> str:
    """The colours of a receipt's grade."""
    return toned(found.grade)


def familiarity(said: Familiarity) -> str:
    """How a signature looks beside earlier ones, in a sentence."""
    return _FAMILIARITIES[said]


def alike(similarity: float) -> str:
    """A similarity 0..1 in words."""
    if similarity >= familiar_from(1):
        return "alike"
    return "somewhat alike" if similarity >= _SOMEWHAT else "not alike"


def agreement(evidence: Evidence) -> str:
    """One word for how a key compares: agrees, nearly or contradicts."""
    return _VERDICTS.get(evidence.agreement, "nearly")


def sentence(evidence: Evidence) -> str:
    """One key of an invoice held against the page."""
    key = evidence.key.value[:1].upper() + evidence.key.value[1:]
    place = ", at its label" if evidence.labelled else ""
    read, expected = evidence.read or "nothing", evidence.expected or "nothing"
    return _AGREEMENTS[evidence.agreement].format(key=key, read=read, expected=expected, place=place)


def event_detail(event: Event) -> str:
    """What an event says beyond its name, on one line."""
    parts = (
        f"{plain(name)}: {_flat(detail)}" for name, detail in event.detail.items() if name not in _LEFT_OUT
    )
    line = "; ".join(part for part in parts if not part.endswith(": "))
    return line if len(line) <= _DETAIL_LENGTH else f"{line[: _DETAIL_LENGTH - 1]}…"


def _flat(detail: object) -> str:
    if isinstance(detail, list | tuple):
        return ", ".join(map(_flat, detail))
    return "" if detail is None else str(detail)


FILTERS: Mapping[str, Callable[..., Any]] = {
    "agreement": agreement,
    "alike": alike,
    "event_detail": event_detail,
    "familiarity": familiarity,
    "found": found,
    "graded": graded,
    "moment": moment,
    "pages": pages,
    "percent": percent,
    "plain": plain,
    "sentence": sentence,
    "signer": signer,
    "source": source,
    "receipt": receipt_words,
    "toned": toned,
    "verdict": verdict,
}
"""What templates may call."""
