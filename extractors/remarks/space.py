"""Printed labels that ask for remarks, the space beside and below them, and what else stands beside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from extractors.fields.remark_labels import LONGEST, asks_for_remarks
from extractors.fields.text import letters
from extractors.remarks.plain import plainly_wrong
from models.paper import Box, Ink, Page, Word, around

_STATEMENTS = frozenset(
    map(
        letters,
        [
            "status",
            "delivery status",
            "left at",
            "left with",
            "delivery location",
            "location",
            "drop location",
            "reason",
            "exception code",
            "exception reason",
            "delivered to",
            "placed at",
            "zustellstatus",
            "abstellort",
            "statut",
            "lieu de depot",
            "estado",
            "motivo",
            "stato",
            "esito",
            "grund",
            "motif",
            "reden",
            "powod",
        ],
    )
)
"""What a carrier's machine prints its own remarks beside."""
_PARTED = 1.5
"""Word heights between a label and other print on its line."""
_RISE, _FALL = 1.0, 8.0
"""Label heights above a label and below it that its space may take up."""
_OVER = 3.0
"""The same above a caption that stands under its line."""


@dataclass(frozen=True, slots=True)
class Space:
    """Where people answer a label, as level places."""

    label: tuple[Word, ...]
    beside: Box
    below: Box
    ahead: Box
    """Left of a label that stands behind its line."""
    above: Box
    """Over a caption that stands under its line."""

    @property
    def height(self) -> float:
        """Of the label, as a fraction of the page."""
        return around(word.level for word in self.label).height

    def holds(self, place: Box) -> bool:
        """True where the middle of `place` lies in it."""
        x, y = place.middle
        return any(b.x0 <= x <= b.x1 and b.y0 <= y <= b.y1 for b in (self.beside, self.below))

    def may_hold(self, place: Box) -> bool:
        """True also where the label stands behind or under the line for its answer."""
        x, y = place.middle
        others = (self.ahead, self.above)
        return self.holds(place) or any(b.x0 <= x <= b.x1 and b.y0 <= y <= b.y1 for b in others)


def remark_spaces(page: Page) -> tuple[Space, ...]:
    """The spaces for remarks."""
    return tuple(_space(page, label) for label in _found(page, asks_for_remarks))


def statement_spaces(page: Page) -> tuple[Space, ...]:
    """The spaces for remarks, and those where a carrier's machine states what happened."""
    return tuple(_answer(label) for label in _found(page, _asks_or_states))


def _answer(label: tuple[Word, ...]) -> Space:
    """The line behind a label, whatever is printed there."""
    own = around(word.level for word in label)
    line = Box(own.x1, own.y0, 1.0, own.y1)
    return Space(label, line, line, line, line)


def _asks_or_states(words: Sequence[str]) -> bool:
    return asks_for_remarks(words) or letters(" ".join(words)) in _STATEMENTS


def segments(page: Page) -> Iterator[tuple[Word, ...]]:
    """Printed words of one line that no wide gap parts."""
    for line in page.lines:
        run: list[Word] = []
        for word in line:
            if word.ink is Ink.PRINT and run and not _apart(run[-1], word, page.aspect):
                run.append(word)
                continue
            if run:
                yield tuple(run)
            run = [word] if word.ink is Ink.PRINT else []
        if run:
            yield tuple(run)


def beside(page: Page, place: Box, reach: float) -> tuple[Word, ...]:
    """The printed words that end left of a level place on its line, nearest group; `reach` in its heights."""
    near = [
        (place.x0 - run[-1].level.x1, run)
        for run in segments(page)
        if run[-1].level.y0 < place.middle[1] < run[-1].level.y1 + place.height / 2
        and -place.width / 2 <= (place.x0 - run[-1].level.x1) * page.aspect <= reach * place.height
    ]
    return min(near, key=lambda one: one[0], default=(0.0, ()))[1]


def _apart(one: Word, other: Word, aspect: float) -> bool:
    gap = (other.level.x0 - one.level.x1) * aspect
    return gap > _PARTED * max(one.level.height, other.level.height)


def _found(page: Page, asks: Callable[[Sequence[str]], bool]) -> Iterator[tuple[Word, ...]]:
    """Labels at the head of a segment, which is theirs alone or goes on behind a colon or in another hand."""
    for run in segments(page):
        size = label_size(run, asks)
        if size and not _is_option(page, run[:size]):
            yield run[:size]


def label_size(run: Sequence[Word], asks: Callable[[Sequence[str]], bool] = asks_for_remarks) -> int:
    """Words at the head of a run that are a label; 0 where none is."""
    return next(
        (
            size
            for size in range(min(LONGEST, len(run)), 0, -1)
            if asks([word.text for word in run[:size]]) and _is_ended(run[:size], run[size:])
        ),
        0,
    )


def _is_ended(label: Sequence[Word], rest: Sequence[Word]) -> bool:
    """True where a label ends before the rest: a colon, a leader, or capitals that say what was wrong."""
    if not rest or label[-1].text.endswith((":", "...", "__", "\u2026")):
        return True
    text = " ".join(word.text for word in rest)
    if any(map(str.islower, text)) or not any(map(str.isupper, text)):
        return False
    return any(map(str.islower, "".join(word.text for word in label))) or bool(plainly_wrong(text))


def _is_option(page: Page, label: Sequence[Word]) -> bool:
    """True for the words of a box to be ticked."""
    own, form = around(word.box for word in label), letters(" ".join(word.text for word in label))
    return any(
        form == letters(tick.text) and tick.box.y0 - own.height <= own.middle[1] <= tick.box.y1 + own.height
        for tick in page.ticks
    )


def _space(page: Page, label: tuple[Word, ...]) -> Space:
    own = around(word.level for word in label)
    print_ = [word.level for word in page.words if word.ink is Ink.PRINT and word not in label]
    row = [b for b in print_ if b.y0 < own.middle[1] < b.y1 and b.x0 >= own.x1]
    right = min((b.x0 for b in row if (b.x0 - own.x1) * page.aspect > own.height), default=1.0)
    floor = own.y1 + _FALL * own.height
    under = [b.y0 for b in print_ if b.y0 >= own.y1 and b.x0 < right and b.x1 > own.x0]
    left = own.x0 - own.height / page.aspect
    beside_ = Box(own.x1, own.y0 - _RISE * own.height, right, own.y1 + _RISE * own.height)
    ahead = Box(0.0, own.y0 - _RISE * own.height, own.x0, own.y1 + own.height / 2)
    above = Box(left, own.y0 - _OVER * own.height, 1.0, own.y0)
    return Space(label, beside_, Box(left, own.y1, right, min([floor, *under])), ahead, above)
