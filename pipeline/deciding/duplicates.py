"""The same paper scanned again. Conservative: what differs in anything that counts is another paper."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from models.decision import Status
from models.paper import Role
from models.reading import DocumentType, FieldName, Found, Reading, RemarkClass
from models.record import DocumentRecord
from pipeline.deciding.additions import adds_words
from pipeline.folding import fold

_OF_ONE_DELIVERY = (FieldName.INVOICE_NUMBER, FieldName.DELIVERY_NUMBER)
_KEYS = (*_OF_ONE_DELIVERY, FieldName.PO_NUMBER)
_NUMBERS = (*_KEYS, FieldName.CUSTOMER_NUMBER)
_DATES = (FieldName.DOCUMENT_DATE, FieldName.RECEIVED_DATE)
_SAME_TEXT = 90.0
"""Similarity 0..100 of the folded texts; two readings of one paper differ by noise alone."""
_SAME_DELIVERY = 0.85
_SAME_ORDER = 0.95
"""Share of all printed digits that both readings hold, for figures that may have been misread. A changed
order differs from the first in a few of them; where two deliveries of one order print no number of their own,
all must agree."""
_SAME_PICTURE = 20
"""Bits of 64 in which the fingerprints of two scans of one page may differ."""
_WELL_READ = 0.8
"""Confidence of a handwritten date from which it counts as written there."""
_ENOUGH_TEXT = 40
"""Characters below which a paper counts as unreadable."""
_NEVER = frozenset({Status.DUPLICATE, Status.QUARANTINED, Status.BLANK})
_DIGITS = re.compile(r"\d+")
_OTHER_SIDE = frozenset({Role.DRIVER, Role.SHIPPER})
_COPY = re.compile(
    r"copy|revis|amend|änderung|copia|copie|cópia|ausfertigung|durchschlag|exemplaire|ejemplar|exemplar",
    re.IGNORECASE,
)


def rescan_of(reading: Reading, earlier: Sequence[DocumentRecord]) -> DocumentRecord | None:
    """The first received of `earlier` that is the same paper as `reading`; None when none surely is.

    A signed copy of an unsigned note, or a note with another remark, is another paper.
    """
    if len(fold(reading.text)) < _ENOUGH_TEXT:
        return None
    candidates = (record for record in earlier if record.decision.status not in _NEVER)
    same = (record for record in candidates if _same_paper(reading, record.reading))
    return min(same, key=lambda record: (record.received_at, record.id), default=None)


def _same_paper(one: Reading, other: Reading) -> bool:
    return (
        one.type is other.type
        and len(one.pages) == len(other.pages)
        and any(_texts(one, name) & _texts(other, name) for name in _KEYS)
        and all(_agree(one, other, name) for name in _NUMBERS)
        and all(_same_day(one, other, name) for name in _DATES)
        and _written(one) == _written(other)
        and _same_picture(one, other)
        and _same_text(one, other)
        and not adds_words(one.text, other.text)
        and not adds_words(other.text, one.text)
    )


def _agree(one: Reading, other: Reading, name: FieldName) -> bool:
    """True for equal values; a label may have been missed in one of the readings if the number is there."""
    mine, theirs = _texts(one, name), _texts(other, name)
    if mine and theirs:
        return mine == theirs
    values = (*one.fields.get(name, ()), *other.fields.get(name, ()))
    if all(value.found is Found.LEDGER for value in values):
        return True
    return all(_is_printed(text, other) for text in mine) and all(_is_printed(text, one) for text in theirs)


def _is_printed(number: str, reading: Reading) -> bool:
    """True when a folded number stands somewhere on the paper, but for one misread character."""
    return fuzz.partial_ratio(number, fold(reading.text)) >= 100 * (1 - 1 / max(len(number), 1))


def _same_day(one: Reading, other: Reading, name: FieldName) -> bool:
    """True for the same date, in either order of day and month, and where one reading has hardly any.

    A handwritten date that was read well and is missing on the other paper was added to this one.
    """
    mine, theirs = _days(one, name), _days(other, name)
    if mine and theirs:
        return bool(mine & theirs)
    values = (*one.fields.get(name, ()), *other.fields.get(name, ()))
    return name is FieldName.DOCUMENT_DATE or all(value.confidence < _WELL_READ for value in values)


def _days(reading: Reading, name: FieldName) -> set[str]:
    """The dates, each with what else it may be."""
    values = reading.fields.get(name, ())
    days = {day for value in values for day in (value.text, *value.alternatives)}
    return days | {_turned(day) for day in days}


def _turned(day: str) -> str:
    """An ISO date with day and month exchanged."""
    year, _, rest = day.partition("-")
    month, _, number = rest.partition("-")
    return f"{year}-{number}-{month}"


def _texts(reading: Reading, name: FieldName) -> set[str]:
    return {fold(value.text) for value in reading.fields.get(name, ())}


def _written(reading: Reading) -> tuple[bool, Counter[RemarkClass]]:
    """What the customer added to the paper: whether it is signed, and remarks by exception."""
    signed = any(region.present for region in reading.signatures if region.role not in _OTHER_SIDE)
    return signed, Counter(remark.about for remark in reading.remarks)


def _same_picture(one: Reading, other: Reading) -> bool:
    if not one.fingerprints or len(one.fingerprints) != len(other.fingerprints):
        return False
    return all(map(_alike, one.fingerprints, other.fingerprints))


def _alike(one: str, other: str) -> bool:
    if not one or not other:
        return False
    return (int(one, 16) ^ int(other, 16)).bit_count() <= _SAME_PICTURE


def _same_text(one: Reading, other: Reading) -> bool:
    if fuzz.ratio(fold(one.text), fold(other.text)) < _SAME_TEXT:
        return False
    share = _shared_digits(one, other)
    return share >= _needed(one, other) and _same_copy(one.text, other.text) and not other_figures(one, other)


def other_figures(one: Reading, other: Reading) -> bool:
    """True where both papers surely print figures in one place, and not the same.

    Of an earlier paper whose certainty was not kept, all that it says is taken as it was read.
    """
    pages = zip(one.text.split("\f"), other.text.split("\f"), strict=False)
    return any(_is_changed(pair, one, other) for mine, theirs in pages for pair in _changes(mine, theirs))


def _changes(one: str, other: str) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Words of two pages that stand in one place and differ, word by word where they can be paired.

    What only stands elsewhere on the other page is no change.
    """
    mine, theirs = one.split(), other.split()
    counts, others = Counter(mine), Counter(theirs)
    new, old = counts - others, others - counts
    for same, group in groupby(Levenshtein.opcodes(mine, theirs), lambda step: step.tag == "equal"):
        steps = list(group)
        here = mine[steps[0].src_start : steps[-1].src_end]
        there = theirs[steps[0].dest_start : steps[-1].dest_end]
        if same or not here or not there:
            continue
        paired = len(here) == len(there)
        pairs = [([a], [b]) for a, b in zip(here, there, strict=True)] if paired else [(here, there)]
        yield from (
            pair for pair in pairs if any(a in new for a in pair[0]) and any(b in old for b in pair[1])
        )


def _is_changed(pair: tuple[Sequence[str], Sequence[str]], one: Reading, other: Reading) -> bool:
    mine, theirs = ([word for word in words if _DIGITS.search(word)] for words in pair)
    doubtful = {*(one.unsure or ()), *(other.unsure or ())}
    if not mine or not theirs or any(word in doubtful for word in (*mine, *theirs)):
        return False
    return _figures(mine) != _figures(theirs)


def _figures(words: Sequence[str]) -> str:
    return "".join(_DIGITS.findall("".join(words)))


def _shared_digits(one: Reading, other: Reading) -> float:
    """Share 0..1 of all printed groups of digits that both readings hold."""
    mine, theirs = (Counter(_DIGITS.findall(reading.text)) for reading in (one, other))
    return (mine & theirs).total() / max(mine.total(), theirs.total(), 1)


def _needed(one: Reading, other: Reading) -> float:
    """The share of digits that must agree."""
    if any(_texts(one, name) & _texts(other, name) for name in _OF_ONE_DELIVERY):
        return _SAME_DELIVERY
    return _SAME_ORDER if one.type is DocumentType.PURCHASE_ORDER else 1.0


def _same_copy(one: str, other: str) -> bool:
    """True where both say which copy they are in about the same words, or neither does."""
    mine, theirs = list(_copies(one)), list(_copies(other))
    return len(mine) == len(theirs) and all(map(_reads_alike, mine, theirs))


def _reads_alike(one: str, other: str) -> bool:
    return fuzz.ratio(one, other) >= _SAME_TEXT


def _copies(text: str) -> Iterator[str]:
    """Lines that say which copy or which state of the paper this is, such as "driver's copy"."""
    yield from (fold(line) for line in text.splitlines() if _COPY.search(line))
