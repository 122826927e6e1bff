"""A remark's text as words, numbers and signs; dates and times are left out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.fields.text import fold

_PIECES = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+|[^\w\s]")
_DATES = re.compile(
    r"\b\d{1,4}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4}\b|\b\d{1,2}[:h.]\d{2}(?:[:.]\d{2})?\s?(?:uhr|h|am|pm)?\b(?!\d)"
)
_POSSESSIVE = re.compile(r"(?<=[a-z])['\u2019`](?=[a-z])")
_IN_A_WORD = re.compile(r"(?<=[a-z])[015|](?=[a-z])")
_LETTERS = str.maketrans("015|", "oisi")
_GLUED = re.compile(r"(?<=[a-z]{2})\.(?=[a-z]{2})|(?<=\d)\.(?=[a-z]{2})")
"""A blank read as a full stop: "no.damage"."""
_COUNTED = re.compile(
    r"(?<![a-z0-9])(?:(?P<one>[ilt|])|(?P<two>z) ?)"
    r"(?=(?:ctns?|box(?:es)?|pcs?|plts?|pkgs?|cartons?|cases?|pallets?)\b)"
)
"""A figure read as a letter right before what it counts: "tctn short", "z box short"."""
_NUMBERED = re.compile(r"(?<!\d)(\d{1,3})\. (?=[a-z])")
"""A full stop that a speck made of the blank behind a number."""
_LONGEST = 4
"""Figures of a quantity; longer numbers name something."""


@dataclass(frozen=True, slots=True)
class Token:
    """A run of letters, a number, or one sign."""

    text: str
    """Folded."""
    glued: bool
    """No blank before it."""
    line: int
    """0-based line of the text."""

    @property
    def is_word(self) -> bool:
        """Made of letters."""
        return self.text[0].isalpha()

    @property
    def is_number(self) -> bool:
        """A number that may be a quantity."""
        return self.text[0].isdigit() and len(self.text) <= _LONGEST


def tokens_of(text: str) -> tuple[Token, ...]:
    """All tokens of `text`, whose lines are parted by line breaks."""
    return tuple(
        Token(piece[0], piece.start() > 0 and not line[piece.start() - 1].isspace(), number)
        for number, line in enumerate(map(_plain, text.split("\n")))
        for piece in _PIECES.finditer(line)
    )


def is_date(text: str) -> bool:
    """True for text that is nothing but dates and times."""
    return not any(c.isalnum() for c in _DATES.sub("", fold(text)))


def without_dates(text: str) -> str:
    """The text with blanks for its dates and times; letters keep their case."""
    return _DATES.sub(" ", text)


def _plain(line: str) -> str:
    folded = _POSSESSIVE.sub(" ", fold(line.replace("#", " ").replace("\u00b0", " ")))
    counted = _COUNTED.sub(lambda letter: "1 " if letter["one"] else "2 ", _NUMBERED.sub(r"\1 ", folded))
    spelled = _IN_A_WORD.sub(lambda figure: figure[0].translate(_LETTERS), counted)
    return _DATES.sub(" ; ", _GLUED.sub(" ", spelled))
