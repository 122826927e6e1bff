"""Which words of a page are worth a closer look: what key fields rest on and may have been misread."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from extractors.fields import find
from extractors.fields.find import Found
from extractors.fields.labels import Kind, kind_of
from extractors.fields.layout import Token
from extractors.fields.places import places
from extractors.fields.sense import Sense
from models.paper import Box, Page, Word

MOST = 14
"""Words of a page that are looked at again."""
_NO_FIELDS = frozenset(
    {
        *(Sense.DECOY, Sense.CARRIER, Sense.LADING, Sense.OTHER_DATE, Sense.OTHER_NAME, Sense.SELLER),
        *(Sense.OTHER_SIGNATURE, Sense.SIGNATURE, Sense.CUSTOMER_SIGNATURE, Sense.RECEIVED_TIME),
    }
)
_SURE = {Kind.NUMBER: 0.997, Kind.DATE: 0.98, Kind.NAME: 0.97}
"""Confidence from which a word of such a value is left as it is."""
_LOOSE_SURE = 0.93
_MIXED_SURE = 1.1
"""A number with letters in it, of which some look like digits, is always looked at."""
_ALIKE = frozenset("O0QDI1LSBZG")
_PAIR = 2
_FEWEST_DIGITS, _FEWEST_CHARACTERS = 3, 4
_SIZE = re.compile(r"[\d.,]+[xX\u00d7][\dxX\u00d7.,]+|\d+[.,]\d\d")
"""Sizes of goods and amounts of money."""
_AT_A_PLACE = 3
"""Words of a place that holds nothing fitting."""


def doubtful(page: Page) -> tuple[int, ...]:
    """Places in `page.words` of the words to look at again, those that matter most first, at most `MOST`."""
    found = find(page)
    chosen = dict.fromkeys((*_of_fields(page, found), *_unread(page, found), *_loose(page.words)))
    return tuple(islice(chosen, MOST))


def _of_fields(page: Page, found: Found) -> list[int]:
    """Words of labelled values that were not read surely; numbers first, the least sure first."""
    doubts: dict[int, tuple[bool, float]] = {}
    for finding in found.findings:
        if finding.sense in _NO_FIELDS:
            continue
        kind = kind_of(finding.sense)
        for index in _words_of(page.words, finding.tokens):
            word = page.words[index]
            if word.confidence < _wanted(kind, word.text) and _can_be_told(word.text):
                doubts[index] = kind is not Kind.NUMBER, word.confidence
    return sorted(doubts, key=lambda index: doubts[index])


def _wanted(kind: Kind, text: str) -> float:
    """Confidence from which a word is left as it is."""
    mixed = any(c.isalpha() for c in text) and any(c.isdigit() for c in text)
    return _MIXED_SURE if kind is Kind.NUMBER and mixed and _ALIKE & set(text.upper()) else _SURE[kind]


def _can_be_told(text: str) -> bool:
    """False for a sign or two digits, which say more in their line than alone."""
    letters, digits = sum(map(str.isalpha, text)), sum(map(str.isdigit, text))
    return letters + digits > 1 and (letters > 0 or digits > _PAIR)


def _unread(page: Page, found: Found) -> Iterator[int]:
    """Words in the places of labels that announce nothing: handwriting is often misread beyond use."""
    served = {finding.span for finding in found.findings}
    claimed = found.page.label_tokens.union(*(finding.tokens for finding in found.findings))
    for span in found.page.spans:
        if span in served or span.label.sense in _NO_FIELDS:
            continue
        for place in places(found.page, span):
            free = (token for token in place.tokens if token not in claimed)
            for index in _words_of(page.words, islice(free, _AT_A_PLACE)):
                word = page.words[index]
                if word.confidence < _SURE[kind_of(span.label.sense)] and _can_be_told(word.text):
                    yield index


def _loose(words: Sequence[Word]) -> list[int]:
    """Words without a label that may be a number of the ledger and were read poorly; least sure first."""
    poor = [index for index, word in enumerate(words) if word.confidence < _LOOSE_SURE and _telling(word)]
    return sorted(poor, key=lambda index: words[index].confidence)


def _telling(word: Word) -> bool:
    digits = sum(c.isdigit() for c in word.text)
    long = sum(c.isalnum() for c in word.text) >= _FEWEST_CHARACTERS
    return digits >= _FEWEST_DIGITS and long and not _SIZE.fullmatch(word.text)


def _words_of(words: Sequence[Word], tokens: Iterable[Token]) -> Iterator[int]:
    """Places of the words that `tokens` are, or are pieces of."""
    for token in tokens:
        yield from (index for index, word in enumerate(words) if _is_part(token.box, word.box))


def _is_part(piece: Box, whole: Box) -> bool:
    level = piece.y0 == whole.y0 and piece.y1 == whole.y1
    return level and whole.x0 <= piece.middle[0] <= whole.x1
