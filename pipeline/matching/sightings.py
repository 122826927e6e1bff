"""Everything on a document's pages that may be a number of the ledger, with what gives it a role."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from extractors.fields.find import find
from models.decision import Key
from models.paper import Barcode, Box, Page, Word, around
from models.reading import FieldName, Found, Reading, Value
from pipeline.folding import plain
from pipeline.matching.mentions import is_anothers, is_mention, of_another

FIELD_OF = {
    Key.INVOICE_NUMBER: FieldName.INVOICE_NUMBER,
    Key.PO_NUMBER: FieldName.PO_NUMBER,
    Key.DELIVERY_NUMBER: FieldName.DELIVERY_NUMBER,
    Key.CUSTOMER_NUMBER: FieldName.CUSTOMER_NUMBER,
}
HEARD = 0.4
"""Confidence from which a labelled value counts as said: it may contradict, and it must find its invoice."""
_OF_ONE_DELIVERY = frozenset({Key.INVOICE_NUMBER, Key.DELIVERY_NUMBER})
_JOINED = 3
"""Pieces that one number may have come apart into."""
_GAP = 0.8
"""Widest blank within a number, in heights of its words."""
_SHORTEST_LOOSE = 4
_SHORTEST_DIGITS = 5
_FEWEST_DIGITS = _SHORTEST_LOOSE - 1
_LONGEST = 40
_MARKS = ".,;:()[]'\""
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
    """True where its label is part of a sentence, or vague: the paper speaks of it, and may be another's."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A loose text and the words that it is made of."""

    text: str
    bare: str
    """See `folding.plain`."""
    page: int
    words: tuple[Word, ...]

    def sighting(self) -> Sighting:
        """What it is where nothing else claims its words."""
        confidence = min(word.confidence for word in self.words)
        return Sighting(self.text, self.page, around(word.box for word in self.words), confidence)


@dataclass(frozen=True)
class Sheet:
    """A page and what of it is no loose text; the decoy labels are looked for only where they matter."""

    page: Page
    labelled: tuple[Box, ...]

    @cached_property
    def _told(self) -> tuple[tuple[Box, ...], frozenset[str]]:
        found = find(self.page)
        forbidden = tuple(token.box for token in found.forbidden)
        named = {plain(one.value.text) for one in found.findings}
        return forbidden, frozenset({*named, *(plain(token.text) for token in found.forbidden)})

    @property
    def decoys(self) -> tuple[Box, ...]:
        """Boxes of what decoy labels claim: phone, tax, bank, vendor and item numbers."""
        return self._told[0]

    @property
    def named(self) -> frozenset[str]:
        """Plain texts of what any label on the page names, decoys among them."""
        return self._told[1]

    def claims(self, one: Piece) -> bool:
        """True for words of a labelled value, of a decoy label, and of another paper's number."""
        box = around(word.box for word in one.words)
        if any(_inside(labelled, box) for labelled in self.labelled) or is_anothers(box, self.page):
            return True
        return any(_inside(decoy, word.box) for word in one.words for decoy in self.decoys)


@dataclass(frozen=True)
class Loose(Mapping[str, Sighting]):
    """Texts without a role of their own, by a spelling of theirs."""

    found: Mapping[str, tuple[Sighting | Piece, ...]]
    """Later ones first, those of barcodes before all others."""
    sheets: Mapping[int, Sheet]
    """By page number; empty where it does not matter what labels claim."""

    @classmethod
    def of(cls, found: Iterable[tuple[str, Sighting | Piece]], sheets: Mapping[int, Sheet]) -> Loose:
        """By spelling; of several with the same the last one counts."""
        same: dict[str, tuple[Sighting | Piece, ...]] = {}
        for spelled, one in found:
            same[spelled] = (one, *same[spelled]) if spelled in same else (one,)
        return cls(same, sheets)

    def __getitem__(self, spelled: str) -> Sighting:
        for one in self.found[spelled]:
            if isinstance(one, Sighting):
                return one
            if one.page not in self.sheets or not self.sheets[one.page].claims(one):
                return one.sighting()
        raise KeyError(spelled)

    def __iter__(self) -> Iterator[str]:
        return (spelled for spelled in self.found if not self.sheets or spelled in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def unchecked(self) -> Loose:
        """The same with what labels claim."""
        return Loose(self.found, {})


@dataclass(frozen=True, slots=True)
class Sightings:
    """All of them."""

    labelled: tuple[Sighting, ...]
    codes: tuple[Sighting, ...]
    """Pieces of barcodes."""
    loose: tuple[Piece, ...]
    """Loose words; labels may claim some of them."""
    sheets: Mapping[int, Sheet]
    """By page number."""


def sightings(reading: Reading, pages: Sequence[Page]) -> Sightings:
    """Labelled values, pieces of barcodes and loose words of the pages that `reading` was made from."""
    labelled = tuple(_labelled(reading, pages))
    own = [page for page in pages if page.number in reading.pages]
    sheets = {page.number: Sheet(page, _boxes(labelled, page.number)) for page in own}
    codes = (piece for page in own for code in page.barcodes for piece in _pieces(code, page.number))
    return Sightings(labelled, tuple(codes), tuple(loose for page in own for loose in _loose(page)), sheets)


def _boxes(labelled: Iterable[Sighting], page: int) -> tuple[Box, ...]:
    return tuple(one.box for one in labelled if one.page == page)


def _labelled(reading: Reading, pages: Sequence[Page]) -> Iterator[Sighting]:
    for key, name in FIELD_OF.items():
        for value in reading.fields.get(name, ()):
            if value.found is not Found.LEDGER and plain(value.text):
                yield _of_value(key, value, mentioned=_is_mentioned(key, value, pages))


def _is_mentioned(key: Key, value: Value, pages: Sequence[Page]) -> bool:
    """Orders are spoken of in sentences: "please deliver against our order 4711"."""
    if value.confidence < HEARD or (key in _OF_ONE_DELIVERY and is_mention(value, pages)):
        return True
    return key is not Key.CUSTOMER_NUMBER and of_another(value, pages)


def _of_value(key: Key, value: Value, *, mentioned: bool) -> Sighting:
    is_code = value.found is Found.BARCODE
    return Sighting(value.text, value.page, value.box, value.confidence, key, is_code, mentioned)


def _pieces(code: Barcode, page: int) -> Iterator[Sighting]:
    """The text of a barcode, whole and in parts (GS1 order numbers, fields of a QR code)."""
    parts = {code.text.strip(), *_CODE_PIECES.split(code.text)}
    orders = {part[3:] for part in parts if part.startswith("400")}
    for text in sorted(part for part in parts | orders if _telling(part)):
        yield Sighting(text, page, code.box, 1.0, code=True)


def _loose(page: Page) -> Iterator[Piece]:
    """Words and joined neighbours that could be a number of the ledger."""
    for line in page.lines:
        digits = [sum(map(str.isdigit, word.text)) for word in line]
        if sum(digits) < _FEWEST_DIGITS:
            continue
        for start, end in _spans(line, page.aspect):
            if sum(digits[start:end]) >= _FEWEST_DIGITS:
                yield from _seen(line[start:end], page.number)


def _seen(words: tuple[Word, ...], page: int) -> Iterator[Piece]:
    text = "".join([word.text for word in words])
    bare = _telling(text)
    if not bare:
        return
    yield Piece(text.strip(_MARKS), bare, page, words)
    part = _AFTER_SIGN.split(text)[-1]
    if part != text and (bare := _telling(part)):
        yield Piece(part.strip(_MARKS), bare, page, words)


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


def _telling(text: str) -> str:
    """Plain spelling of what may be a number by itself; empty for what is short, a date, amount or time."""
    bare = plain(text)
    shortest = _SHORTEST_DIGITS if bare.isdigit() else _SHORTEST_LOOSE
    if not shortest <= len(bare) <= _LONGEST or sum(map(str.isdigit, bare)) < _FEWEST_DIGITS:
        return ""
    return "" if _NO_NUMBER.fullmatch(text.strip("()")) else bare


def _inside(one: Box, other: Box) -> bool:
    """True when most of the smaller box lies in the other."""
    smaller = min(one.width * one.height, other.width * other.height)
    return one.overlap(other) > smaller / 2
