"""Which known wordings read words may be, with the letters that were then misread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from extractors.remarks.clauses import NEGATORS, NUMBERS, PHRASES, UNITS, Phrase, shape, signs
from extractors.remarks.closeness import allowance, misread
from extractors.remarks.tokens import Token

Numbers = npt.NDArray[np.int64]
_PLAIN = UNITS | NUMBERS
"""Words that no other word is misread for."""
_ALL = 32
"""More letters than there are."""
_FOR_ONE = 10
"""Letters of a phrase for each that may be misread where blanks were, too."""
INSIDE = 5
"""Letters, least, of a phrase that may be glued to another word."""
SPLIT = 2
"""Pieces more than words that a phrase may be read in."""
_PIECE = 2.6
"""Letters of a token, at most on average, where words were read letter by letter: "e x tr a"."""


def fitting(tokens: Sequence[Token]) -> Iterator[tuple[Phrase, int]]:
    """Phrases that the tokens, put together, may be, with the letters that were then misread."""
    read, head = (shape("".join(t.text for t in some)) for some in (tokens, tokens[:-1]))
    letters, size = signs(read), len(tokens)
    negators = [token.text for token in tokens if token.text in NEGATORS]
    figures = not all(token.is_word for token in tokens)
    known, masks, allowed, extra = _as_long(size, len(read))
    lacking, added = (
        np.bitwise_count(masks & ~np.int64(letters)),
        np.bitwise_count(~masks & np.int64(letters)),
    )
    near = np.flatnonzero((lacking <= allowed) & (added <= extra))
    is_other = size == 1 and tokens[0].text in _PLAIN
    for phrase in (known[place] for place in near.tolist()):
        if figures and phrase.open:
            continue
        if size > 1 and len(head) >= len(phrase.form):
            continue
        if size != phrase.count and len(phrase.form) < INSIDE:
            continue
        if any(negator not in phrase.words for negator in negators):
            continue
        errors = misread(read, phrase.form, open_end=phrase.open)
        if errors and is_other:
            continue
        if errors is not None and (size == phrase.count or errors <= len(phrase.form) // _FOR_ONE):
            yield phrase, errors


@lru_cache(maxsize=1024)
def _as_long(size: int, letters: int) -> tuple[tuple[Phrase, ...], Numbers, Numbers, Numbers]:
    """Phrases of so many tokens and letters; which letters they have, and may lack or add."""
    loose = size > SPLIT + 1 and letters <= _PIECE * size
    counted = (p for p in PHRASES if p.count - 1 <= size and (loose or size <= p.count + SPLIT))
    known = tuple(phrase for phrase in counted if not _is_far(letters, phrase))
    masks = np.array([phrase.letters for phrase in known], np.int64)
    allowed = np.array([allowance(p.form, open_end=p.open) for p in known], np.int64)
    extra = np.array(
        [_ALL if p.open else most for p, most in zip(known, allowed.tolist(), strict=True)], np.int64
    )
    return known, masks, allowed, extra


def _is_far(letters: int, phrase: Phrase) -> bool:
    """True where so many letters are too few or too many for the phrase."""
    most = allowance(phrase.form, open_end=phrase.open)
    return letters < len(phrase.form) - most or (letters > len(phrase.form) + most and not phrase.open)


@lru_cache(maxsize=1)
def by_form() -> dict[str, list[Phrase]]:
    """All phrases by their letters."""
    forms: dict[str, list[Phrase]] = {}
    for phrase in PHRASES:
        forms.setdefault(phrase.form, []).append(phrase)
    return forms
