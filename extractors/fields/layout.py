"""A page's words as pieces of text in rows and runs, straightened so that a skewed scan has level rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from extractors.fields.labels import split_after_label
from extractors.fields.text import has_digit, letters
from models.paper import Box, Page, Word, around

_COLUMN_GAP = 1.2
_ROW_REACH = 0.55
_WORDS_OVERLAP = 0.4
_STEEPEST = 0.12
_LONG_LINE = 0.15
_USUAL_HEIGHT = 0.012
_SIGN = re.compile(r"(?<=[A-Za-z.º°])(?:[:=]+|#)(?=[^\W_])(?!//)|(?<=[A-Za-z.]:)(?=\S)(?!//)")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, or a piece of one where label and value were glued."""

    text: str
    box: Box
    """On the page."""
    level: Box
    """The same, moved up or down so that the rows of a skewed page are level."""
    confidence: float
    form: str
    """`text` as compared with labels: letters only; empty for numbers and punctuation."""


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens of one row without a wide gap between them: a label, a table cell, part of a sentence."""

    tokens: tuple[Token, ...]
    row: int
    """0-based index of its row in the sheet."""

    @property
    def text(self) -> str:
        """The words with single blanks."""
        return " ".join(token.text for token in self.tokens)

    @property
    def form(self) -> str:
        """The words as compared with labels and cues."""
        return "".join(token.form for token in self.tokens)

    @property
    def level(self) -> Box:
        """Box around the straightened tokens."""
        return around(token.level for token in self.tokens)

    @property
    def box(self) -> Box:
        """Box on the page."""
        return around(token.box for token in self.tokens)

    @property
    def confidence(self) -> float:
        """The least sure token's."""
        return min(token.confidence for token in self.tokens)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page laid out for reading."""

    number: int
    """1-based page of the received file."""
    rows: tuple[tuple[Run, ...], ...]
    """Top to bottom; the runs of each left to right."""
    em: float
    """Usual height of a word, as a fraction of the page height."""
    aspect: float
    """Width over height of the page."""

    @property
    def runs(self) -> Iterator[Run]:
        """All runs in reading order."""
        return (run for row in self.rows for run in row)

    def wide(self, fraction: float) -> float:
        """A fraction of the page width in ems."""
        return fraction * self.aspect / self.em

    def high(self, fraction: float) -> float:
        """A fraction of the page height in ems."""
        return fraction / self.em


def lay_out(page: Page, only: Sequence[Word] | None = None) -> Sheet:
    """The sheet of a page, or of some of its words; without words it has no rows."""
    slope = _slope(page)
    tokens = [token for word in (page.words if only is None else only) for token in _pieces(word, slope)]
    em = median(token.level.height for token in tokens) if tokens else _USUAL_HEIGHT
    em = em or _USUAL_HEIGHT
    rows = (tuple(_runs(row, index, page.aspect, em)) for index, row in enumerate(_rows(tokens)) if row)
    return Sheet(page.number, tuple(rows), em, page.aspect)


def _slope(page: Page) -> float:
    """Page heights that a line falls over one page width; 0 where it cannot be told."""
    slopes = [
        (line[-1].level.middle[1] - line[0].level.middle[1])
        / (line[-1].level.middle[0] - line[0].level.middle[0])
        for line in page.lines
        if len(line) > 1 and line[-1].level.middle[0] - line[0].level.middle[0] > _LONG_LINE
    ]
    slope = median(slopes) if slopes else 0.0
    return slope if abs(slope) < _STEEPEST else 0.0


def _pieces(word: Word, slope: float) -> Iterator[Token]:
    """The word, cut where a label is glued to its value."""
    cuts = [0, *_cuts(word.text), len(word.text)]
    for start, end in pairwise(cuts):
        text = word.text[start:end]
        part = start / len(word.text), end / len(word.text)
        box, level = _part(word.box, *part), _part(word.level, *part)
        fall = slope * level.middle[0]
        level = replace(level, y0=level.y0 - fall, y1=level.y1 - fall)
        yield Token(text, box, level, word.confidence, letters(text))


def _cuts(text: str) -> list[int]:
    if not has_digit(text):
        colon = text.find(":", 0, len(text) - 1)
        return [colon + 1] if colon > 1 and not text.startswith("://", colon) else []
    sign = _SIGN.search(text)
    if sign and not has_digit(text[: sign.start()]):
        return [sign.end()]
    glued = split_after_label(text)
    return [glued] if glued else []


def _part(box: Box, start: float, end: float) -> Box:
    return replace(box, x0=box.x0 + box.width * start, x1=box.x0 + box.width * end)


def _rows(tokens: Iterable[Token]) -> list[list[Token]]:
    rows: list[list[Token]] = []
    for token in sorted(tokens, key=lambda token: token.level.middle[1]):
        if rows and _same_row(rows[-1], token):
            rows[-1].append(token)
        else:
            rows.append([token])
    return rows


def _same_row(row: Sequence[Token], token: Token) -> bool:
    middle = sum(other.level.middle[1] for other in row) / len(row)
    height = min(token.level.height, median(other.level.height for other in row))
    level = abs(token.level.middle[1] - middle) <= _ROW_REACH * height
    return level and not any(_in_the_way(other, token) for other in row)


def _in_the_way(one: Token, other: Token) -> bool:
    """True where two words overlap from left to right, as words under one another do."""
    shared = min(one.level.x1, other.level.x1) - max(one.level.x0, other.level.x0)
    return shared > _WORDS_OVERLAP * min(one.level.width, other.level.width)


def _runs(row: Sequence[Token], index: int, aspect: float, em: float) -> Iterator[Run]:
    ordered = sorted(row, key=lambda token: token.level.x0)
    run = ordered[:1]
    for before, token in pairwise(ordered):
        size = max((before.level.height + token.level.height) / 2, em / 2)
        if (token.level.x0 - before.level.x1) * aspect > _COLUMN_GAP * size:
            yield Run(tuple(run), index)
            run = []
        run.append(token)
    yield Run(tuple(run), index)
