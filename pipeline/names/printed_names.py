"""A name of the ledger where the page prints it, to the letter as far as the letters could be read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import lru_cache, partial
from itertools import pairwise

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from extractors.fields.layout import Run, Sheet, Token, lay_out
from extractors.fields.text import blurred
from models.paper import Page, Word, around
from models.reading import Found, Value
from pipeline.names.name_words import LEGAL_FORMS

ALIKE = 80.0
"""Similarity 0..100 from which printed words may be the name."""
TEXT_LAYER = "text layer"
"""What `Page.reader` says where the words were not read but are in the file."""
_SURE = 0.97
"""Reader's confidence from which a word is taken as it was read, look-alike letters apart."""
_NOISY, _UNSURE = 0.1, 0.9
"""Share of words read with less confidence than this from which no word of a page is sure."""
_SHORTEST_PART, _ALIKE_PART = 3, 70.0
"""Letters of a word, and its similarity 0..100, from which it may be one of a name's."""
_LONG_WORD = 7
_MOST_WORDS, _MOST_BEHIND = 10, 3
_MOST_RUNS = 4
_MARGIN = 3.0
"""So much less alike is as good: then the place with a label, or the higher one, counts."""
_INDENT, _PITCH, _APART = 1.5, 2.0, 4.0
_EDGES = " ,;:|"
_LOOKALIKES = str.maketrans(
    {"0": "o", "1": "i", "l": "i", "|": "i", "!": "i", "5": "s", "8": "b", "2": "z", "6": "g"}
)
_LATIN = str.maketrans({"ß": "ss", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d"})
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Spot:
    """Printed words that read like a name."""

    name: str
    tokens: tuple[Token, ...]
    page: int
    score: float
    noisy: bool = False
    """True on a page of which much was read with doubt."""
    typed: bool = False
    """True where the words are in the file and were not read from pixels."""

    @property
    def text(self) -> str:
        """The words as read."""
        return " ".join(token.text for token in self.tokens).strip(_EDGES)


def spots(names: Iterable[str], pages: Iterable[Page]) -> tuple[Spot, ...]:
    """Every line, or two lines on end, that prints one of `names`; only the best words of each."""
    wanted = [(name, bare(name)) for name in dict.fromkeys(names) if bare(name)]
    sheets, parts = list(pages), [part for name, _ in wanted for part in _parts(name)]
    likely = (spot for page in sheets for spot in _spots(wanted, page, _likely_words(page, parts)))
    return tuple(likely) or tuple(spot for page in sheets for spot in _spots(wanted, page, page.words))


def _spots(wanted: Sequence[tuple[str, str]], page: Page, words: Sequence[Word]) -> Iterator[Spot]:
    if not words:
        return
    noisy = sum(word.confidence < _UNSURE for word in page.words) > _NOISY * len(page.words)
    for cell in _cells(lay_out(page, words)):
        spot = _best(wanted, cell, page.number)
        if spot is not None:
            yield replace(spot, noisy=noisy, typed=page.reader == TEXT_LAYER)


def _parts(name: str) -> Iterator[str]:
    """The words of a name that may be looked for by themselves."""
    return (part for word in _WORD.findall(name) if len(part := bare(word)) >= _SHORTEST_PART)


def _likely_words(page: Page, parts: Sequence[str]) -> tuple[Word, ...]:
    """The lines of a page on which some word reads like one of `parts`, or holds it."""
    lines = [[bare(word.text) for word in line] for line in page.lines]
    texts = list(dict.fromkeys(text for line in lines for text in line if len(text) >= _SHORTEST_PART))
    if not parts or not texts:
        return ()
    alike = process.cdist(texts, parts, scorer=fuzz.ratio, score_cutoff=_ALIKE_PART).max(axis=1)
    telling = {text for text, like in zip(texts, alike.tolist(), strict=True) if like}
    telling |= {text for text in texts for part in parts if part in text}
    return tuple(
        word
        for line, spelled in zip(page.lines, lines, strict=True)
        if not telling.isdisjoint(spelled)
        for word in line
    )


def chosen(found: Sequence[Spot], labelled: Sequence[Value]) -> Value | None:
    """The spot that counts, as a value: nearly the likest, there one with a label first, then the highest.

    It keeps the label and confidence of the labelled value that it lies in.
    """
    if not found:
        return None
    most = max(spot.score for spot in found)
    good = [spot for spot in found if spot.score >= most - _MARGIN]
    spot = min(good, key=partial(_place, labelled))
    holder = _holder(spot, labelled)
    confidence = max(spot.score / 100, holder.confidence if holder else 0.0)
    place = around(token.box for token in spot.tokens)
    label = holder.label if holder else ""
    text = f"{spelled(spot)} {_behind(spot, holder.text if holder else '')}".strip()
    return Value(text, min(confidence, 1.0), spot.page, place, Found.LEDGER, label)


def _place(labelled: Sequence[Value], spot: Spot) -> tuple[bool, int, int, float]:
    """Where a label stands first, then the fuller of two names, then the higher place."""
    return _holder(spot, labelled) is None, -len(bare(spot.name)), spot.page, spot.tokens[0].level.y0


def _behind(spot: Spot, whole: str) -> str:
    """The few words that a labelled value has behind the name, such as a branch."""
    _, name, rest = whole.partition(spot.text)
    words = rest.split()
    return " ".join(words).strip(_EDGES) if name and len(words) <= _MOST_BEHIND else ""


def first_of(labelled: Sequence[Value], value: Value | None) -> tuple[Value, ...]:
    """`labelled` with `value` first, in place of the one that it is a better reading of."""
    if value is None:
        return ()
    there = (v for v in labelled if v.page == value.page and v.box.overlap(value.box) > 0)
    same = next(there, next((v for v in labelled if v.text == value.text), None))
    others = [other for other in labelled if other is not same]
    if same is None:
        return (replace(value, alternatives=()), *others)
    if same.text == value.text:
        return (same, *others)
    chosen = replace(same, text=value.text, found=Found.LEDGER, alternatives=(same.text,))
    return (chosen, *others)


def _holder(spot: Spot, labelled: Sequence[Value]) -> Value | None:
    place = around(token.box for token in spot.tokens)
    return next((v for v in labelled if v.page == spot.page and v.box.overlap(place) > 0), None)


def spelled(spot: Spot) -> str:
    """The words as printed: as read, but as the ledger spells them where the reader was unsure of a word.

    Letters that only look alike (0 for O, 1 for l) are the ledger's in any case.
    """
    read, known = spot.text, spot.name
    if spot.typed:
        return read
    theirs, ours = _WORD.findall(read), _WORD.findall(known)
    confidence = {word: token.confidence for token in spot.tokens for word in _WORD.findall(token.text)}
    words: list[str] = []
    steps = SequenceMatcher(None, [*map(bare, theirs)], [*map(bare, ours)], autojunk=False).get_opcodes()
    for _, i1, i2, j1, j2 in steps:
        sure = min((confidence.get(word, 1.0) for word in theirs[i1:i2]), default=1.0)
        take = _meant(" ".join(theirs[i1:i2]), " ".join(ours[j1:j2]), sure=sure >= _SURE and not spot.noisy)
        words += ours[j1:j2] if take else theirs[i1:i2]
    text = " ".join(words)
    return text.upper() if read.isupper() and not known.isupper() else text


def _meant(read: str, known: str, *, sure: bool) -> bool:
    """True where the pixels may as well say what the ledger says."""
    if not read or not known or (_plain(read) in LEGAL_FORMS and _plain(read) != _plain(known)):
        return False
    if _folded(read) == _folded(known):
        torn = len(_WORD.findall(read)) != len(_WORD.findall(known))
        parted = "," in read[:-1] and "," not in known
        return torn or parted or _plain(read) != _plain(known) or _accents(read) != _accents(known)
    if _slipped(_plain(read), _plain(known)):
        return True
    return not sure and fuzz.ratio(_folded(read), _folded(known)) >= ALIKE - 20


def _slipped(read: str, known: str) -> bool:
    """True for a long word with one letter missing or added: readers do that quite surely to thin letters."""
    differ = abs(len(read) - len(known)) == 1 and min(len(read), len(known)) >= _LONG_WORD
    return differ and (read + known).isalpha() and Levenshtein.distance(read, known) == 1


def _best(wanted: Sequence[tuple[str, str]], cell: Sequence[Token], page: int) -> Spot | None:
    texts = [bare(token.text) for token in cell]
    spots = [
        Spot(name, tuple(cell[first:last]), page, score)
        for name, letters in wanted
        for first, last, score in _windows(letters, texts)
    ]
    return max(spots, key=lambda spot: (spot.score, len(spot.name)), default=None)


def _windows(name: str, texts: Sequence[str]) -> Iterator[tuple[int, int, float]]:
    """First and last (exclusive) word of what reads like `name`, with the likeness."""
    for first in range(len(texts)):
        joined = ""
        for last in range(first, min(first + _MOST_WORDS, len(texts))):
            joined += texts[last]
            if len(joined) > len(name) * 1.4 + 2:
                break
            score = fuzz.ratio(joined, name, score_cutoff=ALIKE)
            if texts[first] and texts[last] and score:
                yield first, last + 1, score


def _cells(sheet: Sheet) -> Iterator[tuple[Token, ...]]:
    """The runs of a sheet, and such as stand side by side, or two under one another at the same indent."""
    for row in sheet.rows:
        yield from (run.tokens for run in row)
        yield from _side_by_side(sheet, row)
    for upper, lower in pairwise(sheet.rows):
        under = ((one, other) for one in upper for other in lower if _continues(sheet, one, other))
        yield from ((*one.tokens, *other.tokens) for one, other in under)


def _side_by_side(sheet: Sheet, row: Sequence[Run]) -> Iterator[tuple[Token, ...]]:
    """Two to four runs of a row without much between them: damage tears words apart."""
    for first in range(len(row)):
        joined = row[first].tokens
        for one, other in pairwise(row[first : first + _MOST_RUNS]):
            if not _is_beside(sheet, one, other):
                break
            joined = (*joined, *other.tokens)
            yield joined


def _is_beside(sheet: Sheet, one: Run, other: Run) -> bool:
    return sheet.wide(other.level.x0 - one.level.x1) < _APART


def _continues(sheet: Sheet, one: Run, other: Run) -> bool:
    aside = sheet.wide(abs(other.level.x0 - one.level.x0))
    return aside < _INDENT and sheet.high(other.level.middle[1] - one.level.middle[1]) < _PITCH


@lru_cache(maxsize=1 << 14)
def bare(text: str) -> str:
    """Letters and digits alone, lower case, without accents, look-alike ones made one."""
    return _folded(text)


def _plain(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text.casefold().translate(_LATIN))
    return "".join(c for c in spread if c.isalnum())


def _folded(text: str) -> str:
    return blurred(_plain(text.replace("$", "s")).translate(_LOOKALIKES))


def _accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFC", text.casefold()) if c.isalnum())
