"""A file's pages -> documents: at separators, and where a new document visibly begins. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.fields import Found, find, has_receipt, titles
from extractors.fields.sense import Sense
from models.paper import Page, PageKind
from models.reading import Section
from pipeline.page_numbers import PageNumber, page_number

_NUMBERS = (
    Sense.PO_NUMBER,
    Sense.DELIVERY_NUMBER,
    Sense.INVOICE_NUMBER,
    Sense.ORDER,
    Sense.SELLER_ORDER,
    Sense.OWN_NUMBER,
    Sense.CARRIER,
    Sense.CUSTOMER_NUMBER,
)
_OWN = {
    "purchase_order": (Sense.PO_NUMBER, Sense.ORDER),
    "delivery_note": (Sense.DELIVERY_NUMBER,),
    "packing_slip": (Sense.DELIVERY_NUMBER,),
    "invoice": (Sense.INVOICE_NUMBER,),
    "bill_of_lading": (Sense.CARRIER,),
    "carrier_delivery_receipt": (Sense.CARRIER,),
    "carrier_pod_letter": (Sense.CARRIER,),
}
_DATES = (Sense.INVOICE_DATE, Sense.ORDER_DATE, Sense.NOTE_DATE, Sense.PLAIN_DATE)
_LOOKALIKES = str.maketrans("OQILSBZ", "0011582")
_TITLE_WEIGHT, _TITLE_BOTTOM = 0.9, 0.35
_SURE_ENOUGH = 0.5
_MANY = 2


@dataclass(frozen=True, slots=True)
class Clues:
    """What a page tells of where documents begin."""

    numbered: PageNumber | None
    title: str
    """Kind that a title high on the page names, empty where there is none."""
    numbers: Mapping[Sense, frozenset[str]]
    """Labelled numbers, look-alike characters made one."""
    receipt: bool
    """True where the page has a receipt block."""
    dated: bool
    """True where the page carries a labelled date of its own."""


def split(pages: Sequence[Page]) -> tuple[Section, ...]:
    """The documents of a file in order; blank and separator pages are left out.

    Pages that say nothing of a new document belong to the running one.
    """
    sections: list[Section] = []
    running: list[Clues] = []
    reason = "first page"
    for page in pages:
        if page.kind is PageKind.SEPARATOR:
            running, reason = [], "separator"
        if page.kind is not PageKind.CONTENT:
            continue
        clues = _clues(page)
        told = f"separator: {page.separator}" if page.separator else _begins(clues, running)
        if told or not running:
            sections.append(Section((page,), told if running or page.separator else reason))
            running = [clues]
        else:
            sections[-1] = Section((*sections[-1].pages, page), sections[-1].started_by)
            running.append(clues)
    return tuple(sections)


def _clues(page: Page) -> Clues:
    found = find(page)
    dated = any(date.confidence >= _SURE_ENOUGH for date in found.of(*_DATES))
    return Clues(page_number(found), _title(found), _numbers(found), has_receipt(found), dated)


def _title(page: Found) -> str:
    high = [t for t in titles(page) if t.weight >= _TITLE_WEIGHT and t.run.level.y0 < _TITLE_BOTTOM]
    return max(high, key=lambda title: title.weight).kind if high else ""


def _numbers(page: Found) -> Mapping[Sense, frozenset[str]]:
    numbers: dict[Sense, set[str]] = {}
    for finding in page.of(*_NUMBERS):
        if finding.confidence >= _SURE_ENOUGH:
            numbers.setdefault(finding.sense, set()).add(_folded(finding.value.text))
    return {sense: frozenset(values) for sense, values in numbers.items()}


def _folded(text: str) -> str:
    return "".join(c for c in text.upper() if c.isalnum()).translate(_LOOKALIKES)


def _begins(page: Clues, running: Sequence[Clues]) -> str:
    """Why a document begins on this page; empty when it belongs to the running one."""
    if not running:
        return ""
    last = next((clues.numbered for clues in reversed(running) if clues.numbered), None)
    if page.numbered is not None:
        return _begins_by_number(page.numbered, last)
    pages_to_come = last is not None and 0 < last.number < last.total
    if pages_to_come:
        return ""
    return _begins_by_content(page, running, complete=last is not None and last.is_last)


def _begins_by_number(numbered: PageNumber, last: PageNumber | None) -> str:
    continues = numbered.number > 1 and (last is None or numbered.continues(last))
    return "" if continues else str(numbered)


def _begins_by_content(page: Clues, running: Sequence[Clues], *, complete: bool) -> str:
    first = running[0]
    own = _compared(page, running, _OWN.get(page.title, ()))
    every = _compared(page, running, _NUMBERS)
    if own.agree:
        return ""
    if page.title and (own.differ or (every.differ and not every.agree)):
        return f"another number on a {_words(page.title)}"
    if page.title and first.title and page.title != first.title and page.numbers:
        return f"a {_words(page.title)} begins"
    if not every.agree and (every.differ >= _MANY or _closes_and_reopens(page, running, complete=complete)):
        return "other numbers" if every.differ else "the document before it is complete"
    return ""


def _closes_and_reopens(page: Clues, running: Sequence[Clues], *, complete: bool) -> bool:
    """True where the running document is complete and the page looks like the first of another."""
    receipted = page.receipt and any(clues.receipt for clues in running)
    dated = page.dated and not page.receipt
    looks_first = bool(page.title or page.numbers or dated)
    return bool(page.title and receipted) or (complete and looks_first)


@dataclass(frozen=True, slots=True)
class _Comparison:
    """How many sorts of number a page shares with the running document, by whether they agree."""

    agree: int
    differ: int


def _compared(page: Clues, running: Sequence[Clues], senses: Sequence[Sense]) -> _Comparison:
    agree = differ = 0
    for sense in senses:
        earlier = frozenset[str]().union(*(clues.numbers.get(sense, frozenset()) for clues in running))
        here = page.numbers.get(sense, frozenset())
        if here and earlier:
            agree, differ = (agree + 1, differ) if here & earlier else (agree, differ + 1)
    return _Comparison(agree, differ)


def _words(kind: str) -> str:
    return kind.replace("_", " ")
