"""Reads once more what a hand wrote, with a recogniser that was fitted to handwriting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.page.engines.port import Corners, Picture, RawWord, Reader
from extractors.page.rereading import DISPUTED
from models.paper import Ink, Word

_READABLE, _LESS_SURE = 0.5, 0.05
"""Confidence, least, of a look that counts; by how much it may be less sure than the first, which is too sure
of what is by hand even by its ink."""
_APART = 1.5
"""Heights, most, between two words that are looked at as one."""


def read_by_hand(
    flat: Picture, inked: Sequence[Word], words: Sequence[Word], raw: Sequence[RawWord], reader: Reader
) -> tuple[RawWord, ...]:
    """The words of an upright page; what a hand wrote as a second look has it, if the first is not surer.

    Args:
        flat: the page.
        inked: its words in reading order, with what wrote them by their ink: of a first look at hands less
            is thought.
        words: the same, with what wrote them by their looks too.
        raw: what each of `words` was made from.
        reader: gives the second look.
    """
    runs = list(_runs(words, raw))
    looks = reader.handwriting(flat, [_around([raw[place] for place in run]) for run in runs]) if runs else ()
    kept: dict[int, tuple[RawWord, ...]] = {place: (word,) for place, word in enumerate(raw)}
    for run, all_seen in zip(runs, looks, strict=True):
        first = [raw[place] for place in run]
        look = [word for word in all_seen if _is_within(word, first)]
        less = _LESS_SURE if any(inked[place].ink is Ink.HAND for place in run) else 0
        if sureness(look) >= max(_READABLE, sureness(first) - less):
            kept |= dict.fromkeys(run, ()) | {run[0]: _disputed(look, first)}
    return tuple(word for place in sorted(kept) for word in kept[place])


def sureness(words: Sequence[RawWord]) -> float:
    """Mean confidence of their characters; 0 where there are none."""
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0


def _is_within(word: RawWord, run: Sequence[RawWord]) -> bool:
    """False for what is seen beside the run: the end of a label, say."""
    middle = (word.corners[0][0] + word.corners[1][0]) / 2
    return run[0].corners[0][0] <= middle <= run[-1].corners[1][0]


def _disputed(look: Sequence[RawWord], first: Sequence[RawWord]) -> tuple[RawWord, ...]:
    """The words of a look; none with figures is sure where the first reading, kept beside it, differs."""
    if len(look) != len(first):
        return tuple(_doubted(word, ()) for word in look)
    pairs = zip(look, first, strict=True)
    return tuple(
        word
        if (word.text, ()) == (other.text, other.alternatives)
        else _doubted(word, (other.text, *other.alternatives))
        for word, other in pairs
    )


def _doubted(word: RawWord, others: tuple[str, ...]) -> RawWord:
    if not any(sign.isdigit() for text in (word.text, *others) for sign in text):
        return word
    kept = tuple(text for text in others if text != word.text)
    return replace(word, confidence=min(word.confidence, DISPUTED), alternatives=kept)


def _runs(words: Sequence[Word], raw: Sequence[RawWord]) -> Iterator[list[int]]:
    """Places of words by hand that stand beside each other on a line."""
    run: list[int] = []
    for place, word in enumerate(words):
        if run and not (
            word.ink is Ink.HAND and word.line == words[run[-1]].line and _is_near(raw[run[-1]], raw[place])
        ):
            yield run
            run = []
        if word.ink is Ink.HAND:
            run.append(place)
    if run:
        yield run


def _is_near(one: RawWord, other: RawWord) -> bool:
    high = max(_high(one), _high(other))
    return other.corners[0][0] - one.corners[1][0] <= _APART * high


def _high(word: RawWord) -> float:
    return abs(word.corners[3][1] - word.corners[0][1])


def _around(run: Sequence[RawWord]) -> Corners:
    """Corners of what reaches from the first word of a run to its last."""
    first, last = run[0].corners, run[-1].corners
    return first[0], last[1], last[2], first[3]
