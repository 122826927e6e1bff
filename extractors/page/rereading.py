"""Settles doubtful words by looking at their pixels again with a stronger recogniser."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

from extractors.page.engines.port import Look, Picture, RawWord, Reader
from extractors.page.words import in_order
from models.paper import Page, PageKind

Doubts: TypeAlias = Callable[[Page], Sequence[int]]
"""Places in `Page.words` of the words that are worth another look."""

_READABLE = 0.5
"""Confidence below which a look says nothing."""
_CLEARLY = 0.5
"""A look overrules what was read first where its doubt is at most so many times the first reading's."""
_AGREED = 0.95
"""Most confidence that a second look gives."""
DISPUTED = 0.89
"""Most confidence of a word of which two looks made different things."""
_SURE_OF_ACCENTS = 0.9
_EDGES = "|[](){}_~'`\u00b7"
"""What rules and frames beside a word are read as."""
_SPILT = 2
"""Characters of a neighbour that a look may have taken in."""
_MARKS_WITHIN = re.compile(r"(?<=\w)\W+(?=\w)")


def reread(picture: Picture, raw: Sequence[RawWord], reader: Reader, doubts: Doubts) -> tuple[RawWord, ...]:
    """The words of an upright picture, the doubtful ones as two looks together see them."""
    placed = in_order(raw, picture.shape)
    words = tuple(word for word, _ in placed)
    page = Page(1, PageKind.CONTENT, words, aspect=picture.shape[1] / picture.shape[0])
    chosen = [placed[index][1] for index in doubts(page)]
    looks = reader.look(picture, [word.corners for word in chosen]) if chosen else ()
    seen = {word.corners: settled(word, look) for word, look in zip(chosen, looks, strict=True)}
    return tuple(seen.get(word.corners, word) for word in raw)


def settled(word: RawWord, look: Look) -> RawWord:
    """The word after a second look.

    Where both agree it is surer, though no surer than words that raised no doubt. Where they differ,
    the second reading stands only if it is clearly surer; the other stays beside it, and neither is sure.
    """
    text = _fitted(look.text, word.text)
    if look.confidence < _READABLE or not text:
        return word
    if text == word.text:
        both = 1 - (1 - word.confidence) * (1 - look.confidence)
        return replace(word, confidence=max(word.confidence, min(both, _AGREED)))
    if _without_accents(text) == word.text and look.confidence >= _SURE_OF_ACCENTS:
        return replace(word, text=text)
    first, second = (text, word.text) if _overrules(text, look, word) else (word.text, text)
    sure = min(max(look.confidence, word.confidence), DISPUTED)
    return replace(word, text=first, confidence=sure, alternatives=(second,))


def _overrules(text: str, look: Look, word: RawWord) -> bool:
    """True where the look is clearly surer and has lost nothing, as off the edge or within a date."""
    if 1 - look.confidence > _CLEARLY * (1 - word.confidence):
        return False
    new, old = _bare(text), _bare(word.text)
    if new == old:
        return _marks(text) > _marks(word.text) or not word.text[0].isalnum()
    return len(new) >= len(old)


def _fitted(text: str, like: str) -> str:
    """`text` as one word: no rules at its ends, nothing of its neighbours; empty where it is several."""
    strange = "".join(mark for mark in _EDGES if mark not in like)
    pieces = text.strip(strange + " ").split()
    joined = "".join(pieces)
    if len(pieces) <= 1 or _bare(joined) == _bare(like):
        return joined
    own = max(pieces, key=len)
    spilt = len(joined) - len(own)
    return own.strip(strange) if spilt <= _SPILT < len(own) else ""


def _bare(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def _marks(text: str) -> int:
    return len(_MARKS_WITHIN.findall(text))


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
