"""The form's own text that passes for handwriting: conditions, and lines of goods that a pen went over."""

from __future__ import annotations

from statistics import median

from extractors.remarks.beside import LIMITING, OBLIGING, PERIODS, REPORTING
from extractors.remarks.blocks import Block
from extractors.remarks.plain import is_counted
from extractors.remarks.tokens import Token, tokens_of
from models.paper import Ink

_PRINTED = 1.15
"""Times the usual height of print up to which words may be printed."""
_MOST, _ROWS = 16, 3
"""Words and lines of a block beyond which few people write."""
_SENTENCE = 5
"""Words, least, of a condition."""
_EVEN = 1.25
"""How much taller than the lowest the tallest line of print is, at most."""
_TERM = 4
"""Tokens within which "within" has its days."""


def may_be_printed(block: Block, usual: float) -> bool:
    """True for conditions, and for more than people write, no taller than print and without a count of goods.

    `usual` is the height of the page's print, 0 where there is none. Stamps and what counts goods never are.
    """
    low = max(word.level.height for word in block.words) <= _PRINTED * usual
    like = _is_condition(block) or is_long(block)
    return block.ink is Ink.HAND and low and like and not is_counted(block.text)


def is_surely_printed(block: Block) -> bool:
    """True where what may be printed is a condition, or has lines as even as type."""
    heights = [median(word.level.height for word in line) for line in block.lines]
    return _is_condition(block) or max(heights) <= _EVEN * min(heights)


def is_long(block: Block) -> bool:
    """True for more than few people write on receipt: conditions, or goods listed by hand."""
    return len(block.words) > _MOST and len(block.lines) > _ROWS


def _is_condition(block: Block) -> bool:
    """True where the block says what has to be done, or until when something has to be reported."""
    tokens = tokens_of(block.text)
    words = {token.text for token in tokens if token.is_word}
    told = bool(words & OBLIGING) or (bool(words & REPORTING) and _has_term(tokens))
    return len(block.words) >= _SENTENCE and told


def _has_term(tokens: tuple[Token, ...]) -> bool:
    return any(
        token.text in LIMITING and any(t.text in PERIODS for t in tokens[place + 1 : place + 1 + _TERM])
        for place, token in enumerate(tokens)
    )
