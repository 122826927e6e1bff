"""Words written with one letter in each box of a row: read one by one, they are put together again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from models.paper import Word, around

_FEWEST = 4
"""Single letters on end, least."""
_EVEN, _BLANK = 0.35, 1.6
"""Share of the usual pitch by which a box may be off, and times of it from which a box was left blank."""
_WIDEST = 4.0
"""Heights of a letter from one box to the next."""
_AS_LETTERS = str.maketrans("015", "OIS")


def put_together(words: Sequence[Word], aspect: float) -> tuple[Word, ...]:
    """`words` with the letters of such rows joined, one word for each run of filled boxes."""
    lines: dict[int, list[Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    joined: dict[Word, tuple[Word, ...]] = {}
    for line in lines.values():
        for row in _rows(sorted(line, key=lambda word: word.level.x0), aspect):
            joined[row[0]] = tuple(_words(row))
            joined.update(dict.fromkeys(row[1:], ()))
    return tuple(one for word in words for one in joined.get(word, (word,))) if joined else tuple(words)


def _rows(line: Sequence[Word], aspect: float) -> Iterator[list[Word]]:
    """Stretches of a line that are single letters in evenly spaced boxes."""
    row: list[Word] = []
    for word in (*line, None):
        if (
            word is not None
            and _is_letter(word)
            and (not row or _apart(row[-1], word, aspect) <= _WIDEST * 2)
        ):
            row.append(word)
            continue
        if _is_boxed(row, aspect):
            yield row
        row = [word] if word is not None and _is_letter(word) else []


def _is_letter(word: Word) -> bool:
    return len(word.text) == 1 and word.text.isalnum()


def _apart(one: Word, other: Word, aspect: float) -> float:
    """From one letter to the next, in heights of theirs."""
    height = (one.level.height + other.level.height) / 2
    return (other.level.middle[0] - one.level.middle[0]) * aspect / height if height else _WIDEST * 3


def _is_boxed(row: Sequence[Word], aspect: float) -> bool:
    if len(row) < _FEWEST or sum(word.text.isalpha() for word in row) * 4 < len(row) * 3:
        return False
    steps = [_apart(one, other, aspect) for one, other in pairwise(row)]
    pitch = median(steps)
    return pitch <= _WIDEST and all(abs(step / pitch - round(step / pitch)) <= _EVEN for step in steps)


def _words(row: Sequence[Word]) -> Iterator[Word]:
    """The words of a row; a box that was left blank is a space between them, however wide it is."""
    steps = [other.level.middle[0] - one.level.middle[0] for one, other in pairwise(row)]
    pitch, word = median(steps), [row[0]]
    for step, letter in zip(steps, row[1:], strict=True):
        if step > _BLANK * pitch:
            yield _word(word, letter.level.x0 - pitch / 2)
            word = []
        word.append(letter)
    yield _word(word, word[-1].level.x1)


def _word(row: Sequence[Word], end: float) -> Word:
    text = "".join(word.text for word in row)
    read = text.translate(_AS_LETTERS) if any(map(str.isalpha, text)) else text
    level = around(word.level for word in row)
    return replace(
        row[0],
        text=read,
        box=around(word.box for word in row),
        laid_flat=replace(level, x1=max(end, level.x1)),
        confidence=min(word.confidence for word in row),
        alternatives=(),
    )
