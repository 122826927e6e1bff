"""What stands between a label and its value and says nothing: punctuation, remarks in brackets."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.fields.layout import Token

_PARENTHESIS = ("(", "[")
_REMARK_ENDS, _LONGEST_REMARK = (")", "]", "):", "]:"), 6


def outspoken(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """`tokens` without punctuation and remarks in brackets at their head."""
    start = 0
    while start < len(tokens) and (size := _filler(tokens[start:])):
        start += size
    return tuple(tokens[start:])


def _filler(tokens: Sequence[Token]) -> int:
    """How many tokens at the head are punctuation or a remark in brackets: "(bitte stets angeben):"."""
    if is_filler(tokens[0].text):
        return 1
    if not tokens[0].text.startswith(_PARENTHESIS):
        return 0
    ends = (at for at, token in enumerate(tokens[:_LONGEST_REMARK], 1) if token.text.endswith(_REMARK_ENDS))
    return next(ends, 0)


def is_filler(text: str) -> bool:
    """True for a word of punctuation, or one in brackets."""
    return not any(c.isalnum() for c in text) or (text.startswith(_PARENTHESIS) and text[-1] in ")]:")
