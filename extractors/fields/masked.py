"""A number without a label that has the shape of a client's numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.fields.find import Found
from extractors.fields.layout import Token
from extractors.fields.numbers import is_identifier, shape
from extractors.fields.text import strip_edges
from models.reading import Found as HowFound
from models.reading import Value

_CONFIDENCE = 0.6
_FEWEST_DIGITS = 4
_BARE = re.compile("9+")


def mask_of(number: str) -> str:
    """The shape of a number; empty where others have the same: a few digits, or digits alone."""
    mask = shape(strip_edges(number))
    common = mask.count("9") < _FEWEST_DIGITS or bool(_BARE.fullmatch(mask)) or " " in mask
    return mask if not common and is_identifier(number) else ""


def masked_number(pages: Sequence[Found], masks: frozenset[str]) -> Iterator[Value]:
    """The one number of the paper with such a shape that no label claims; nothing where there are several."""
    found = [value for page in pages for value in _on(page, masks)] if masks else []
    if len({value.text for value in found}) == 1:
        yield found[0]


def _on(page: Found, masks: frozenset[str]) -> Iterator[Value]:
    claimed = page.page.label_tokens.union(*(finding.tokens for finding in page.findings))
    for run in page.page.sheet.runs:
        for token in run.tokens:
            if token not in claimed and mask_of(token.text) in masks:
                yield _value(page, token)


def _value(page: Found, token: Token) -> Value:
    sure = round(_CONFIDENCE * token.confidence, 4)
    return Value(strip_edges(token.text), sure, page.page.sheet.number, token.box, HowFound.LABEL)
