"""Tells whether the words of a text layer are those that the picture of the page shows."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from extractors.page.engines.port import Corners, Look, Picture, Reader
from models.paper import Box, Word

_LOOKED_AT = 6
_LONG = 5
"""Letters and digits of a word that is looked at; shorter ones are alike by chance."""
_PAPER = 0.2
"""Heights of a word by which its box is let out: a text layer draws it tight around the ink."""
_READABLE = 0.8
_ALIKE = 0.7
_FEWEST = 3
"""Readable looks below which nothing speaks against the layer."""
_SHARE = 0.6
"""Of the readable looks that must find the layer's own words."""


def agrees(picture: Picture, words: Sequence[Word], reader: Reader) -> bool:
    """True where a few words, taken from all parts of the page, are read from the picture as `words` say.

    Every second one has a digit, or else is any: a layer may be right in its short words alone.
    """
    long = [word for word in words if sum(map(str.isalnum, word.text)) >= _LONG]
    step = max(len(long) / _LOOKED_AT, 1.0)
    parts = [long[int(place * step) : int((place + 1) * step)] for place in range(min(_LOOKED_AT, len(long)))]
    chosen = [_chosen(part, numbers=bool(place % 2)) for place, part in enumerate(parts)]
    looks = reader.look(picture, [_corners(word.box, picture.shape) for word in chosen]) if chosen else ()
    told = [_alike(word.text, look) for word, look in zip(chosen, looks, strict=True) if _is_told(look)]
    return len(told) < _FEWEST or sum(told) >= _SHARE * len(told)


def _chosen(part: Sequence[Word], *, numbers: bool) -> Word:
    if not numbers:
        return min(part, key=_narrow)
    return min((one for one in part if any(map(str.isdigit, one.text))), key=_narrow, default=part[0])


def _narrow(word: Word) -> float:
    """Widths of its height: a narrow word is read sooner."""
    return word.box.width / max(word.box.height, 1e-6)


def _is_told(look: Look) -> bool:
    return look.confidence >= _READABLE and bool(look.text)


def _alike(text: str, look: Look) -> bool:
    return SequenceMatcher(None, _bare(text), _bare(look.text)).ratio() >= _ALIKE


def _bare(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _corners(box: Box, shape: tuple[int, ...]) -> Corners:
    """Pixels of a word with some paper above and below."""
    high, wide = shape[:2]
    paper = _PAPER * box.height * high
    left, right = box.x0 * wide, box.x1 * wide
    top, bottom = box.y0 * high - paper, box.y1 * high + paper
    return (left, top), (right, top), (right, bottom), (left, bottom)
