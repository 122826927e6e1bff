"""What wrote each word: a machine, a hand or a stamp."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import log

from extractors.page.inks import InkMap, Label
from extractors.page.penned import Looks
from extractors.page.signing.label_runs import is_label_word
from models.paper import Ink, Word

_INKS = ((Ink.HAND, (Label.HAND, Label.SIGNATURE)), (Ink.STAMP, (Label.STAMP,)))
_MOST = 0.5
"""Of a word's ink."""
_LOOKED = 0.03
"""Share of a word's ink, least, that may be a hand's where the word is looked at more closely."""
_SURE, _NEVER = 4.5, -6.0
"""Log-odds, least, of a word by hand; most, of one that is by none."""
_BEFORE, _BEHIND = 2.0, 0.0
"""Log-odds, least, of a word by hand beside one that is: before it stands what asks for it, in print."""
_SIGNS = 2
"""Letters and figures, least, of a word that its own look makes a hand's."""
_APART = 1.2
"""Heights, most, between two words that one hand wrote at once."""
_ROOM = 0.003
"""Of a share from 0 and 1."""
_LETTERS = re.compile(r"[^\W\d_]+")


def with_ink(words: Sequence[Word], inks: InkMap) -> tuple[Word, ...]:
    """The words with what most of their ink is."""
    return _told(words, [_most(word, share) for word, share in zip(words, _shares(words, inks), strict=True)])


def with_pens(words: Sequence[Word], inks: InkMap, looks: Looks) -> tuple[Word, ...]:
    """The same for the words of an upright page, in reading order, single ones also looked at closely.

    By hand is what looks so, where a part of its ink may be a hand's; what looks by no means so is print.

    Raises:
        Missing: the weights of the network for that look are not there.
    """
    shares = _shares(words, inks)
    told = [_most(word, share) for word, share in zip(words, shares, strict=True)]
    looked = {
        place: 0.0 if _is_single(words[place].text) else _log_odds(share[Ink.HAND])
        for place, share in enumerate(shares)
        if (share[Ink.HAND] >= _LOOKED or _is_single(words[place].text)) and told[place] is not Ink.STAMP
    }
    odds = dict(zip(looked, looks.odds([words[place].box for place in looked]), strict=True))
    both = {place: odds[place] + looked[place] for place in looked if not _ends_label(words[place])}
    hands = {place for place in looked if told[place] is Ink.HAND and odds[place] > _NEVER}
    hands |= {place for place in both if both[place] > _SURE and _stands_alone(words[place].text)}
    for one, other in _neighbours(words, looks.flat.shape):
        least = _BEHIND if one < other else _BEFORE
        if one in hands and both.get(other, least) > least:
            hands.add(other)
    changed = {place: Ink.HAND if place in hands else Ink.PRINT for place in looked}
    return _told(words, [changed.get(place, ink) for place, ink in enumerate(told)])


def _told(words: Sequence[Word], inks: Sequence[Ink]) -> tuple[Word, ...]:
    return tuple(
        word if word.ink is ink else replace(word, ink=ink) for word, ink in zip(words, inks, strict=True)
    )


def _is_single(text: str) -> bool:
    """True for an initial or a number of one figure, of which the ink tells least."""
    return sum(map(str.isalnum, text)) == 1


def _ends_label(word: Word) -> bool:
    """True for "Name:", at which a pen often begins."""
    return word.text.endswith(":")


def _stands_alone(text: str) -> bool:
    """False for a letter, and for words of labels, which a pen may cross: those need a neighbour by hand."""
    return sum(map(str.isalnum, text)) >= _SIGNS and not any(map(is_label_word, _LETTERS.findall(text)))


def _shares(words: Sequence[Word], inks: InkMap) -> list[dict[Ink, float]]:
    """Of the ink of each word."""
    chances = {ink: inks.of(*labels) for ink, labels in _INKS}
    every = inks.of(*(label for label in Label if label not in {Label.PAPER, Label.RULE}))
    shares = []
    for word in words:
        part = inks.within(word.box)
        total = float(every[part].sum())
        shares.append(
            {ink: float(chance[part].sum()) / total if total else 0.0 for ink, chance in chances.items()}
        )
    return shares


def _most(word: Word, shares: dict[Ink, float]) -> Ink:
    ink = max(shares, key=lambda one: shares[one])
    return ink if shares[ink] > _MOST else word.ink


def _neighbours(words: Sequence[Word], shape: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    """Places of words close beside each other on a line: from left to right, then from right to left."""
    most = _APART * shape[0] / shape[1]
    pairs = [
        (place, place + 1)
        for place, (one, other) in enumerate(pairwise(words))
        if one.line == other.line
        and other.box.x0 - one.box.x1 <= most * max(one.box.height, other.box.height)
    ]
    yield from pairs
    for one, other in reversed(pairs):
        yield other, one


def _log_odds(share: float) -> float:
    kept = min(max(share, _ROOM), 1 - _ROOM)
    return log(kept / (1 - kept))
