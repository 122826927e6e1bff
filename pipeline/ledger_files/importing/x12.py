"""X12 810 invoices, with delivery numbers from 856 ship notices that come with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from models.errors import LedgerRefused
from pipeline.ledger_files.encoding import decode
from pipeline.ledger_files.importing.given import Export
from pipeline.ledger_files.importing.messages import Message
from pipeline.ledger_files.importing.profile import Profile

X12 = Profile(name="x12", title="X12 invoices (810)", headers={})
_HEADER_LENGTH = 106
"""Characters of an ISA segment with its terminator; all of its elements have a fixed length."""
_SEPARATOR_PLACE = 3
_MOST_SEGMENTS = 20_000_000
_BILLED = ("BT", "BY", "SO")
_PARTIES = (*_BILLED, "ST")
"""Whose invoice it is: bill-to, buying party, sold-to, and the ship-to where no other is named."""
_OUR_CODE = "91"
"""Qualifier of a number that the seller gave."""
_CREDITS = frozenset({"CR", "CN"})
_DAYS = {8: (4, 6), 6: (2, 4)}
_DELIVERY = ("PK", "SI", "DO", "BM")
"""Qualifiers of packing list, shipper's number, delivery order and bill of lading, the best first."""

_LINKS = ("invoice_number", "po_number")
"""What ties a ship notice to an invoice, the surer one first."""

Segment = list[str]
_Link = tuple[str, str]
"""One of `_LINKS`, and its number."""


@dataclass(frozen=True, slots=True)
class _Set:
    """One transaction set: its kind, the segment where it begins (from 1), and its segments."""

    file: str
    kind: str
    line: int
    segments: tuple[Segment, ...]

    def first(self, name: str, element: int, **where: str) -> str:
        """Element `element`, from 1, of the first segment of this name; `e1="ZZ"` must be its first."""
        for segment in self.segments:
            wanted = all(_element(segment, int(place[1:])) == value for place, value in where.items())
            if segment[0] == name and wanted:
                return _element(segment, element)
        return ""


def x12_messages(exports: Sequence[Export]) -> Iterator[Message]:
    """What each 810 says; sets of other kinds than 810 and 856 are left out.

    Raises:
        LedgerRefused: an interchange is damaged, or there is no 810 in it.
    """
    sets = [one for export in exports for one in _sets(export)]
    invoices = [one for one in sets if one.kind == "810"]
    if not invoices:
        raise LedgerRefused(f"{exports[0].name} holds no invoice (810). Nothing was loaded; add one.")
    told = [_said(one) for one in invoices]
    shipments = _Shipments([one for one in sets if one.kind == "856"], told)
    for one, said in zip(invoices, told, strict=True):
        yield one.file, one.line, {**said, "delivery_number": said["delivery_number"] or shipments.of(said)}


def _sets(export: Export) -> Iterator[_Set]:
    text, _ = decode(export.content, export.name)
    text = text.lstrip()
    if not text.startswith("ISA") or len(text) < _HEADER_LENGTH:
        raise LedgerRefused(f"{export.name} does not begin with a whole ISA segment. Nothing was loaded.")
    between, end = text[_SEPARATOR_PLACE], text[_HEADER_LENGTH - 1]
    if text.count(end) > _MOST_SEGMENTS:
        raise LedgerRefused(f"{export.name} has more than {_MOST_SEGMENTS} segments. Nothing was loaded.")
    begun: tuple[int, list[Segment]] | None = None
    for number, raw in enumerate(text.split(end), start=1):
        segment = [element.strip() for element in raw.strip("\r\n ").split(between)]
        if segment[0] == "ST":
            begun = number, [segment]
        elif begun is not None:
            begun[1].append(segment)
            if segment[0] == "SE":
                yield _whole(export.name, *begun)
                begun = None
    if begun is not None or not _closed(text, end):
        raise LedgerRefused(
            f"{export.name} ends within a set. Nothing was loaded; fetch the whole file again."
        )


def _closed(text: str, end: str) -> bool:
    last = [raw.strip() for raw in text.rsplit(end, 3)[1:]]
    return any(raw.startswith("IEA") for raw in last)


def _whole(file: str, line: int, segments: list[Segment]) -> _Set:
    """The set, when it has as many segments as its last one says, and the same control number.

    Raises:
        LedgerRefused: it has not.
    """
    said, number = _element(segments[-1], 1), _element(segments[-1], 2)
    if said != str(len(segments)) or number != _element(segments[0], 2):
        raise LedgerRefused(
            f"{file}, segment {line}: the set {_element(segments[0], 2)} has {len(segments)} segments, its "
            f"SE says {said} of {number}. Nothing was loaded; fetch the whole file again."
        )
    return _Set(file, _element(segments[0], 1), line, tuple(segments))


def _element(segment: Segment, place: int) -> str:
    return segment[place] if place < len(segment) else ""


def _said(one: _Set) -> Mapping[str, str]:
    due = one.first("ITD", 6) or one.first("DTM", 2, e1="814") or one.first("DTM", 2, e1="446")
    delivery = (one.first("REF", 2, e1=qualifier) for qualifier in _DELIVERY)
    return {
        **_party(one),
        "invoice_number": one.first("BIG", 2),
        "invoice_date": _day(one.first("BIG", 1)),
        "po_number": one.first("BIG", 4) or one.first("REF", 2, e1="PO"),
        "kind": "credit note" if one.first("BIG", 7) in _CREDITS else "invoice",
        "currency": one.first("CUR", 2),
        "due_date": _day(due),
        "amount": _hundredths(one.first("TDS", 1)),
        "delivery_number": next(filter(None, delivery), ""),
    }


def _party(one: _Set) -> Mapping[str, str]:
    """The customer: the party with a number that the seller gave, else the first; all of it from one loop."""
    loops: dict[str, list[Segment]] = {}
    current: list[Segment] = []
    for segment in one.segments:
        if segment[0] == "N1":
            current = loops.setdefault(_element(segment, 1), [])
        if segment[0] in {"N1", "N3", "N4"}:
            current.append(segment)
    named = [loops[role] for role in _PARTIES if role in loops]
    billed = [loops[role] for role in _BILLED if role in loops]
    ours = (loop for loop in billed if _element(loop[0], 3) == _OUR_CODE)
    if not named:
        return {}
    return _customer(next(ours, named[0]))


def _customer(loop: Sequence[Segment]) -> Mapping[str, str]:
    """What the first segment of each name in the loop of a party says."""
    first = {segment[0]: segment for segment in reversed(loop)}
    street, town = first.get("N3", ["N3"]), first.get("N4", ["N4"])
    return {
        "customer_number": _element(first["N1"], 4),
        "customer_name": _element(first["N1"], 2),
        "address": _element(street, 1),
        "city": " ".join(filter(None, (_element(town, place) for place in (1, 2, 3)))),
        "country": _element(town, 4),
    }


def _day(text: str) -> str:
    """CCYYMMDD or YYMMDD as ISO 8601; anything else as it is, for the reader of dates to refuse."""
    cuts = _DAYS.get(len(text)) if text.isdecimal() else None
    if cuts is None:
        return text
    year = text[: cuts[0]] if len(text) == max(_DAYS) else f"20{text[: cuts[0]]}"
    return f"{year}-{text[cuts[0] : cuts[1]]}-{text[cuts[1] :]}"


def _hundredths(text: str) -> str:
    """An amount that has two decimals without a point, as TDS has them: 12050 is 120.50."""
    if "." in text:
        return text
    try:
        return str(Decimal(text) / 100)
    except InvalidOperation:
        return text


class _Shipments:
    """Delivery numbers of ship notices: by the invoice they name, else by an order that has but one.

    An order may be invoiced in parts, and a notice that names only the order does not say for which.
    """

    def __init__(self, notices: Sequence[_Set], invoices: Iterable[Mapping[str, str]]) -> None:
        self._deliveries: dict[_Link, set[str]] = defaultdict(set)
        self._invoices: dict[_Link, set[tuple[str, str]]] = defaultdict(set)
        for notice in notices:
            for link in _links(notice):
                self._deliveries[link].add(notice.first("BSN", 2))
        for said in invoices:
            for column in _LINKS:
                customer = said.get("customer_number") or said.get("customer_name", "")
                self._invoices[column, said[column]].add((customer, said["invoice_number"]))

    def of(self, said: Mapping[str, str]) -> str:
        """The one delivery of an invoice; empty where there is none, or it may be another's."""
        for link in ((column, said[column]) for column in _LINKS if said[column]):
            found = self._deliveries.get(link, set())
            if len(found) == len(self._invoices[link]) == 1:
                return next(iter(found))
        return ""


def _links(notice: _Set) -> set[_Link]:
    """The invoices that a ship notice names; its orders where it names none."""
    invoices = {_element(segment, 2) for segment in notice.segments if segment[:2] == ["REF", "IV"]}
    orders = {_element(segment, 1) for segment in notice.segments if segment[0] == "PRF"}
    return {("invoice_number", one) for one in invoices} or {("po_number", one) for one in orders}
