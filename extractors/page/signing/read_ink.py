"""What was read in a pen's ink: a word, a day or a number is hardly a signature."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.page.strokes import Stroke, box_of
from models.paper import Word

READ = 0.7
"""Confidence, least, of a word that was read and not made out of a signature."""
_LETTERS, _SIGNS = 4, 3
"""Letters, least, of a longer word; letters and figures of what was read well and is no initials."""
_HALF = 0.5
_DATED = re.compile(r"\W*\d{1,4}(?:[./:,-]\d{1,4}){1,2}\W*|\W*\d{4,}\W*")
"""Days, times and long numbers."""


def is_dated(stroke: Stroke, words: Sequence[Word], shape: tuple[int, ...]) -> bool:
    """True for ink that was read as a day, a time or a number and as nothing else."""
    box = box_of(stroke, shape)
    read = [
        word
        for word in words
        if box.overlap(word.box) >= _HALF * min(word.box.width * word.box.height, box.width * box.height)
    ]
    return bool(read) and all(word.confidence >= READ and _DATED.fullmatch(word.text) for word in read)


def is_read(stroke: Stroke, words: Sequence[Word], shape: tuple[int, ...]) -> bool:
    """True for ink in which a longer word was read well."""
    box = box_of(stroke, shape)
    return any(
        word.confidence >= READ
        and sum(map(str.isalpha, word.text)) >= _LETTERS
        and word.box.overlap(box) >= _HALF * word.box.width * word.box.height
        for word in words
    )


def is_told(stroke: Stroke, words: Sequence[Word], shape: tuple[int, ...]) -> bool:
    """True for ink in which some letters or figures were read well."""
    box = box_of(stroke, shape)
    return any(
        word.confidence >= READ
        and sum(map(str.isalnum, word.text)) >= _SIGNS
        and word.box.overlap(box) >= _HALF * min(word.box.width * word.box.height, box.width * box.height)
        for word in words
    )
