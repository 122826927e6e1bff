"""A page's words as pieces of text in rows and runs, straightened so that a skewed scan has level rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from extractors.fields.glue import cut_after_label, cut_before_label, cut_between_labels
from extractors.fields.grammar import is_whole
from extractors.fields.letter_boxes import put_together
from extractors.fields.text import letters, spoken_out
from models.paper import Box, Ink, Page, Word, around

_COLUMN_GAP, _WIDE_SPACING, _WIDEST_SPACE = 1.2, 1.8, 2.0
"""Heights of a word, and times the usual space between words, from which a gap parts two columns."""
_GOES_ON = 1.5
"""Times that gap behind a comma."""
_RUNNING = 5
"""Words in small letters from which a run is running text."""
_ROW_REACH = 0.55
_WORDS_OVERLAP = 0.4
_STEEPEST = 0.12
_LONG_LINE = 0.15
_USUAL_HEIGHT = 0.012
_LEAST = 1e-6


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
    ink: Ink = Ink.PRINT
    """What wrote it."""


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
    def is_prose(self) -> bool:
        """True for part of a running sentence."""
        return sum(token.text.islower() for token in self.tokens if token.form) >= _RUNNING

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

    def numbered(self, run: Run) -> bool:
        """True where a number or date stands next to a run in its row, to the right."""
        beside = next((other for other in self.rows[run.row] if other.level.x0 > run.level.x1), None)
        return beside is not None and any(map(str.isdigit, beside.text))

    def wide(self, fraction: float) -> float:
        """A fraction of the page width in ems."""
        return fraction * self.aspect / self.em

    def high(self, fraction: float) -> float:
        """A fraction of the page height in ems."""
        return fraction / self.em


def lay_out(page: Page, only: Sequence[Word] | None = None) -> Sheet:
    """The sheet of a page, or of some of its words; without words it has no rows."""
    slope = slope_of(page)
    words = put_together(page.words if only is None else only, page.aspect)
    tokens = [token for word in words for token in _pieces(word, slope)]
    em = median(token.level.height for token in tokens) if tokens else _USUAL_HEIGHT
    em = em or _USUAL_HEIGHT
    rows = [sorted(row, key=lambda token: token.level.x0) for row in _rows(tokens)]
    gap = max(_COLUMN_GAP, _WIDE_SPACING * _usual_space(rows, page.aspect))
    runs = (tuple(_runs(row, index, page.aspect / gap, em)) for index, row in enumerate(rows))
    return Sheet(page.number, tuple(runs), em, page.aspect)


def _usual_space(rows: Iterable[Sequence[Token]], aspect: float) -> float:
    """The usual space between words, in heights of the words beside it; 0 where there are no neighbours."""
    gaps = (
        (right.level.x0 - left.level.x1) * aspect / max(_height(left, right), _LEAST)
        for row in rows
        for left, right in pairwise(row)
    )
    return median([gap for gap in gaps if 0 < gap < _WIDEST_SPACE] or [0.0])


def _height(one: Token, other: Token) -> float:
    return (one.level.height + other.level.height) / 2


def slope_of(page: Page) -> float:
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
    """The word, cut where a label is glued to its value or to another label."""
    glued = cut_after_label(word.text) or cut_between_labels(word.text) or cut_before_label(word.text)
    cuts = sorted({0, glued, len(word.text)})
    for start, end in pairwise(cuts):
        text = word.text[start:end]
        part = start / len(word.text), end / len(word.text)
        box, level = _part(word.box, *part), _part(word.level, *part)
        fall = slope * level.middle[0]
        level = replace(level, y0=level.y0 - fall, y1=level.y1 - fall)
        yield Token(text, box, level, word.confidence, _form(text), word.ink)


def _form(text: str) -> str:
    """The letter form; a "#" behind "Date" or "Number" joins it to its value and says nothing."""
    bare = letters(text[:-1]) if text.endswith("#") else ""
    return bare if bare and is_whole(bare) else letters(spoken_out(text))


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
    """The runs of a row; `aspect` is the page's, over the widest gap in a run in heights of its words."""
    run = [*row[:1]]
    for before, token in pairwise(row):
        reach = _GOES_ON if before.text.endswith(",") else 1.0
        if (token.level.x0 - before.level.x1) * aspect > max(_height(before, token), em / 2) * reach:
            yield Run(tuple(run), index)
            run = []
        run.append(token)
    yield Run(tuple(run), index)
