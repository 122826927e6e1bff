"""Everything on a document's pages that may be a number of the ledger, with what gives it a role."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.fields.find import find
from models.decision import Key
from models.paper import Barcode, Box, Page, Word, around
from models.reading import FieldName, Found, Reading, Value
from pipeline.folding import plain
from pipeline.mentions import is_mention

FIELD_OF = {
    Key.INVOICE_NUMBER: FieldName.INVOICE_NUMBER,
    Key.PO_NUMBER: FieldName.PO_NUMBER,
    Key.DELIVERY_NUMBER: FieldName.DELIVERY_NUMBER,
    Key.CUSTOMER_NUMBER: FieldName.CUSTOMER_NUMBER,
}
_OF_ONE_DELIVERY = frozenset({Key.INVOICE_NUMBER, Key.DELIVERY_NUMBER})
_JOINED = 3
"""Pieces that one number may have come apart into."""
_GAP = 0.8
"""Widest blank within a number, in heights of its words."""
_SHORTEST_LOOSE = 4
_SHORTEST_DIGITS = 5
_LONGEST = 40
_AFTER_SIGN = re.compile(r"[:#=]|(?<=[A-Za-z])\.(?=\d)")
_DIGITS = re.compile(r"[+(]?[\d][\d().,/\-]*")
_NO_NUMBER = re.compile(
    r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}|[\d.,']*\d[.,]\d{1,2}|\d{1,2}:\d{2}(:\d{2})?"
)
"""Dates, amounts and times of day."""
_CODE_PIECES = re.compile(r"[\s;|,\"{}=&?\x1d]+|:(?!//)|(?<=\D)/")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A text that may be a number of the ledger."""

    text: str
    page: int
    """1-based page of the received file."""
    box: Box
    confidence: float
    key: Key | None = None
    """The role a label gives it, None when only the ledger can tell."""
    code: bool = False
    """True when a barcode holds it."""
    mentioned: bool = False
    """True where its label is part of a sentence: the paper speaks of it, and may be another's."""


def sightings(reading: Reading, pages: Sequence[Page]) -> tuple[Sighting, ...]:
    """Labelled values, pieces of barcodes and loose words of the pages that `reading` was made from."""
    labelled = tuple(_labelled(reading, pages))
    found = list(labelled)
    for page in pages:
        if page.number in reading.pages:
            found += [piece for code in page.barcodes for piece in _pieces(code, page.number)]
            found += [loose for loose in _loose(page) if not any(_covers(one, loose) for one in labelled)]
    return tuple(found)


def _labelled(reading: Reading, pages: Sequence[Page]) -> Iterator[Sighting]:
    for key, name in FIELD_OF.items():
        for value in reading.fields.get(name, ()):
            if value.found is not Found.LEDGER and plain(value.text):
                mentioned = key in _OF_ONE_DELIVERY and is_mention(value, pages)
                yield _of_value(key, value, mentioned=mentioned)


def _of_value(key: Key, value: Value, *, mentioned: bool) -> Sighting:
    is_code = value.found is Found.BARCODE
    return Sighting(value.text, value.page, value.box, value.confidence, key, is_code, mentioned)


def _pieces(code: Barcode, page: int) -> Iterator[Sighting]:
    """The text of a barcode, whole and in parts (GS1 order numbers, fields of a QR code)."""
    parts = {code.text.strip(), *_CODE_PIECES.split(code.text)}
    orders = {part[3:] for part in parts if part.startswith("400")}
    for text in sorted(part for part in parts | orders if _telling(part)):
        yield Sighting(text, page, code.box, 1.0, code=True)


def _loose(page: Page) -> Iterator[Sighting]:
    """Words and joined neighbours that could be a number of the ledger and belong to no decoy label."""
    decoys = [token.box for token in find(page).forbidden]
    for line in page.lines:
        for start, end in _spans(line, page.aspect):
            words = line[start:end]
            text = "".join(word.text for word in words)
            if _telling(text) and not any(_inside(box, word.box) for word in words for box in decoys):
                yield from _seen(text, words, page.number)


def _seen(text: str, words: Sequence[Word], page: int) -> Iterator[Sighting]:
    box, confidence = around(word.box for word in words), min(word.confidence for word in words)
    for part in dict.fromkeys((text, _AFTER_SIGN.split(text)[-1])):
        if _telling(part):
            yield Sighting(part.strip(".,;:()[]'\""), page, box, confidence)


def _spans(line: Sequence[Word], aspect: float) -> Iterator[tuple[int, int]]:
    """Runs of one to three adjacent words that do not cut a longer string of digits."""
    close = [_adjacent(left, right, aspect) for left, right in pairwise(line)]
    digits = [_DIGITS.fullmatch(word.text) is not None for word in line]
    tied = [near and left and right for near, left, right in zip(close, digits, digits[1:], strict=False)]
    for start in range(len(line)):
        for end in range(start + 1, min(start + _JOINED, len(line)) + 1):
            if end - start > 1 and not close[end - 2]:
                break
            cut_before = start > 0 and tied[start - 1]
            if not cut_before and not (end < len(line) and tied[end - 1]):
                yield start, end


def _adjacent(left: Word, right: Word, aspect: float) -> bool:
    gap = (right.box.x0 - left.box.x1) * aspect
    return gap <= _GAP * max(left.box.height, right.box.height)


def _telling(text: str) -> bool:
    """True for what is long enough to be a number by itself, and no date, amount or time."""
    bare = plain(text)
    shortest = _SHORTEST_DIGITS if bare.isdigit() else _SHORTEST_LOOSE
    if not shortest <= len(bare) <= _LONGEST or sum(c.isdigit() for c in bare) < _SHORTEST_LOOSE - 1:
        return False
    return _NO_NUMBER.fullmatch(text.strip("()")) is None


def _covers(labelled: Sighting, loose: Sighting) -> bool:
    return labelled.page == loose.page and _inside(labelled.box, loose.box)


def _inside(one: Box, other: Box) -> bool:
    """True when most of the smaller box lies in the other."""
    smaller = min(one.width * one.height, other.width * other.height)
    return one.overlap(other) > smaller / 2
