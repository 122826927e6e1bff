"""What of a page belongs to other customers: left out, or blacked out row by row; doubt hides.

A consolidated note shows several customers' deliveries. A page that names this customer alone is shown whole;
one that names nobody, or only others, is left out; of one that names both, every row that names another, and
what follows until a row names this customer again, are blacked out: a receiver's name may stand there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from functools import lru_cache

from models.paper import Barcode, Box, Page, Word, around
from receivables.evidence.folding import folded_letters

_ALIKE = 0.84
"""Likeness from which a word is taken for a word of a name: a misread name must not stay uncovered."""
_SHORTEST_NUMBER, _SHORTEST_WORD, _SHORTEST_ALIKE = 4, 4, 5
_WINDOW = 5
"""Words of a line that a number may be broken into."""
_PAD = 0.004
"""Of the page height, around what is covered."""
_LEGAL = frozenset(
    [
        "gmbh",
        "mbh",
        "ag",
        "kg",
        "kgaa",
        "ohg",
        "gbr",
        "ug",
        "ek",
        "se",
        "inc",
        "incorporated",
        "corp",
        "corporation",
        "co",
        "company",
        "llc",
        "llp",
        "lp",
        "plc",
        "ltd",
        "limited",
        "pty",
        "pte",
        "sa",
        "sas",
        "sarl",
        "eurl",
        "snc",
        "srl",
        "spa",
        "bv",
        "nv",
        "vof",
        "ab",
        "as",
        "asa",
        "aps",
        "oy",
        "oyj",
        "sp",
        "zoo",
        "spzoo",
        "sro",
        "doo",
        "kft",
        "zrt",
        "lda",
        "ltda",
        "the",
        "and",
        "und",
        "et",
        "sons",
        "group",
        "holding",
        "holdings",
    ]
)


class Owner(Enum):
    """Whose a row is, by what it names."""

    OURS = "ours"
    OTHERS = "others"
    BOTH = "both"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Party:
    """By what a customer is known on a page."""

    numbers: frozenset[str] = frozenset()
    """Of its invoices, orders and deliveries, and its own; as the ledger has them."""
    names: tuple[str, ...] = ()
    """Its name and aliases."""
    address: str = ""
    """Street and house as the ledger has them."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What may be shown of a page."""

    whole: bool
    covered: tuple[Box, ...] = ()
    """What is blacked out, where the page is shown in part."""
    why_not: str = ""
    """A key of the letter's words, where nothing of it is shown: "others", "nobody" or "unread"."""

    @property
    def shown(self) -> bool:
        """True where any of it is."""
        return not self.why_not


WHOLE = Seen(whole=True)


@dataclass(frozen=True, slots=True)
class _Row:
    """Words at one height."""

    words: tuple[Word, ...]
    box: Box
    owner: Owner


def seen_of(page: Page, own: Party, others: Party) -> Seen:
    """What of `page` may be shown to the customer `own`, given all that names `others` on it."""
    if not page.words:
        return Seen(whole=False, why_not="unread")
    rows = _rows(page, own, others)
    owners = {row.owner for row in rows}
    codes = [code for code in page.barcodes if not _names_own(code, own)]
    ours, theirs = owners & {Owner.OURS, Owner.BOTH}, owners & {Owner.OTHERS, Owner.BOTH}
    if not ours:
        return Seen(whole=False, why_not="others" if theirs else "nobody")
    if not theirs:
        named = [code for code in codes if _hits(code.text, others)]
        return Seen(whole=False, covered=tuple(code.box for code in named)) if named else WHOLE
    return Seen(whole=False, covered=(*_bands(rows, others), *(_padded(code.box) for code in codes)))


def _names_own(code: Barcode, own: Party) -> bool:
    return _hits(code.text, own)


def _rows(page: Page, own: Party, others: Party) -> list[_Row]:
    """Words grouped by height, top to bottom; each row with whose it is."""
    groups: list[list[Word]] = []
    for word in sorted(page.words, key=lambda one: (one.box.middle[1], one.box.x0)):
        if groups and _level(groups[-1], word):
            groups[-1].append(word)
        else:
            groups.append([word])
    return [_row(sorted(group, key=lambda one: one.box.x0), own, others) for group in groups]


def _level(group: Sequence[Word], word: Word) -> bool:
    box = around(one.box for one in group[-3:])
    shared = min(box.y1, word.box.y1) - max(box.y0, word.box.y0)
    return shared > 0.4 * min(box.height, word.box.height)


def _row(words: Sequence[Word], own: Party, others: Party) -> _Row:
    text = [word.text for word in words]
    theirs, ours = _named(text, others, own), _named(text, own, others)
    owner = {
        (True, True): Owner.BOTH,
        (True, False): Owner.OURS,
        (False, True): Owner.OTHERS,
        (False, False): Owner.NOBODY,
    }[bool(ours), bool(theirs)]
    return _Row(tuple(words), around(word.box for word in words), owner)


def _bands(rows: Sequence[_Row], others: Party) -> Iterator[Box]:
    """Bands over the whole width for rows of others and what hangs below; of shared rows only the words."""
    hangs = False
    for place, row in enumerate(rows):
        if row.owner is Owner.BOTH:
            yield from _cells(row, others)
        hangs = row.owner is Owner.OTHERS or (hangs and row.owner is Owner.NOBODY)
        if hangs:
            below = rows[place + 1].box.y0 if place + 1 < len(rows) else 1.0
            yield Box(0.0, max(row.box.y0 - _PAD, 0.0), 1.0, max(row.box.y1 + _PAD, below - _PAD))


def _cells(row: _Row, others: Party) -> Iterator[Box]:
    texts = [word.text for word in row.words]
    for place in _named(texts, others, Party()):
        yield _padded(row.words[place].box)


def _padded(box: Box) -> Box:
    return Box(
        max(box.x0 - _PAD, 0.0), max(box.y0 - _PAD, 0.0), min(box.x1 + _PAD, 1.0), min(box.y1 + _PAD, 1.0)
    )


def _named(texts: Sequence[str], party: Party, but: Party) -> set[int]:
    """Places of the words that name `party`, and do not name `but` as well."""
    return {*_numbered(texts, party, but), *_called(texts, party, but)}


def _hits(text: str, party: Party) -> bool:
    return bool(_numbered([text], party, Party()))


def _numbered(texts: Sequence[str], party: Party, but: Party) -> set[int]:
    mine, theirs = _folded_all(party.numbers), _folded_all(but.numbers)
    pieces = [folded_letters(text) for text in texts]
    found = set[int]()
    for start in range(len(pieces)):
        for end in range(start + 1, min(start + _WINDOW, len(pieces)) + 1):
            joined, shorter = "".join(pieces[start:end]), "".join(pieces[start + 1 : end])
            if _is_any(joined, mine) and not _is_any(shorter, mine):
                found.update(range(start, end) if joined not in theirs else ())
                break
    return found


def _is_any(text: str, numbers: Iterable[str]) -> bool:
    return any(_is(text, number) for number in numbers)


def _is(text: str, number: str) -> bool:
    """True where the text holds the number, or is one look-alike character away from it."""
    if number in text:
        return True
    differing = sum(a != b for a, b in zip(text, number, strict=False))
    return len(text) == len(number) > _SHORTEST_NUMBER + 1 and differing == 1


def _folded_all(numbers: Iterable[str]) -> frozenset[str]:
    folded = (folded_letters(number).lstrip("0") for number in numbers)
    return frozenset(one for one in folded if len(one) >= _SHORTEST_NUMBER)


def _called(texts: Sequence[str], party: Party, but: Party) -> set[int]:
    words = [folded_letters(text) for text in texts]
    common = {word for name in (*but.names, but.address) for word in _telling(name)}
    found = set[int]()
    for name in (*party.names, party.address):
        telling = tuple(word for word in _telling(name) if word not in common)[:2]
        places = [{at for at, word in enumerate(words) if _alike(word, one)} for one in telling]
        if places and all(places):
            found |= set().union(*places)
    return found


@lru_cache(maxsize=4096)
def _telling(name: str) -> tuple[str, ...]:
    """Words of a name that tell it from others, folded."""
    pieces = re.split(r"[\s,;/]+", name.casefold())
    kept = (piece for piece in pieces if re.sub(r"\W", "", piece) not in _LEGAL)
    folded = (folded_letters(piece) for piece in kept)
    return tuple(one for one in folded if len(one) >= _SHORTEST_WORD)


@lru_cache(maxsize=65536)
def _alike(word: str, other: str) -> bool:
    if word == other or (len(other) >= _SHORTEST_ALIKE and other in word):
        return True
    near = min(len(word), len(other)) >= _SHORTEST_ALIKE and abs(len(word) - len(other)) < len(other) / 3
    return near and SequenceMatcher(None, word, other).ratio() >= _ALIKE
