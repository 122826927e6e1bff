"""A remark's text as words, numbers and signs; dates and times are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.fields.dates import find_dates
from extractors.fields.text import fold
from extractors.remarks.clauses import NEGATORS, UNITS

_PIECES = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+|[^\w\s]")
_DATES = re.compile(
    r"(?<!\d)\d{1,4}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4}(?!\d)|\b\d{1,2}[:h.]\d{2}(?:[:.]\d{2})?\s?(?:uhr|h|am|pm)?\b(?!\d)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
"""In figures all four: without them "2 out of 12" may be a day of October."""
_POSSESSIVE = re.compile(r"(?<=[a-z])['\u2019`](?=[a-z])")
_IN_A_WORD = re.compile(r"(?<=[a-z])[015|](?=[a-z])")
_LETTERS = str.maketrans("015|", "oisi")
_GLUED = re.compile(r"(?<=[a-z]{2})\.(?=[a-z]{2})|(?<=\d)\.(?=[a-z]{2})")
"""A blank read as a full stop: "no.damage"."""
_DOTTED = re.compile(r"(?<!\S)\.+(?=[^\W\d])")
"""Dots in front of a word, of the line it is written on: a full stop stands behind one."""
_COUNTED = re.compile(
    r"(?<![a-z0-9])(?:(?P<one>[ilt|])|(?P<two>z) ?)"
    r"(?=(?:ctns?|box(?:es)?|pcs?|plts?|pkgs?|cartons?|cases?|pallets?)\b)"
)
"""A figure read as a letter right before what it counts: "tctn short", "z box short"."""
_ENDED = re.compile(r"\b([a-z]{3,})([015])(?![a-z0-9])")
"""The last letter of a unit read as a figure: "coli5"."""
_RUN_ON = re.compile(r"(?<=\d)([a-z]{5,})\b")
"""What stands right behind a number: "4pcsnot"."""
_NUMBERED = re.compile(r"(\d{1,3})\. (?=[a-z]\D*$)")
"""A full stop that a speck made of the blank behind a number: the only one, in front of all. Elsewhere it
ends a sentence, or makes a day of the number."""
_NEGATED = re.compile(rf"(^|[:;]\s?)({'|'.join(map(re.escape, sorted(NEGATORS)))})\. (?=[a-z]+\.?$)")
"""The same behind a negation, where that and the next word are all that is said: "no. shortages"."""
_ITEM = re.compile(r"(?<!\S)(\d{1,2})\. (?=[a-z])")
"""The number of an item of a list."""
_TAIL = 2
"""Letters, most, of the last piece of a unit read in two."""
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
    found = [
        Token(piece[0], piece.start() > 0 and not line[piece.start() - 1].isspace(), number)
        for number, line in enumerate(_plain_lines(text))
        for piece in _PIECES.finditer(line)
    ]
    return tuple(_with_whole_units(found))


def _with_whole_units(tokens: list[Token]) -> Iterator[Token]:
    """Units that were read in two pieces put together: "coll i"."""
    place = 0
    while place < len(tokens):
        one, two = tokens[place], tokens[place + 1] if place + 1 < len(tokens) else tokens[place]
        whole = one.text + two.text
        parted = two is not one and one.line == two.line and one.is_word and len(two.text) <= _TAIL
        if parted and len(one.text) > _TAIL and one.text not in UNITS and whole in UNITS:
            yield Token(whole, one.glued, one.line)
            place += 2
        else:
            yield one
            place += 1


def is_date(text: str) -> bool:
    """True for text that is nothing but dates and times."""
    return not any(c.isalnum() for c in without_dates(text))


def without_dates(text: str) -> str:
    """The text with blanks for its dates and times; letters keep their case."""
    return _DATES.sub(" ", _without_named(text, " "))


def _without_named(text: str, instead: str, *, whole: bool = False) -> str:
    """The text without the dates that `find_dates` knows; `whole` leaves those with two figures of a year."""
    for date in reversed(find_dates(text)):
        if not whole or _YEAR.search(text, date.start, date.end):
            text = f"{text[: date.start]}{instead}{text[date.end :]}"
    return text


def _plain_lines(text: str) -> list[str]:
    folded = _POSSESSIVE.sub(" ", _DOTTED.sub("", fold(text.replace("#", " ").replace("\u00b0", " "))))
    if _is_list(folded):
        folded = _ITEM.sub("; ", folded)
    numbered = _NUMBERED.match(folded)
    lines = (f"{numbered[1]} {folded[numbered.end() :]}" if numbered else folded).split("\n")
    return [_plain(line) for line in lines]


def _is_list(text: str) -> bool:
    """True where the numbers of its items count from one on."""
    items = _ITEM.findall(text)
    return len(items) > 1 and items == [str(number) for number in range(1, len(items) + 1)]


def _plain(line: str) -> str:
    undated = _without_named(line, " ; ", whole=True) if _YEAR.search(line) else line
    counted = _COUNTED.sub(lambda letter: "1 " if letter["one"] else "2 ", undated)
    spelled = _IN_A_WORD.sub(lambda figure: figure[0].translate(_LETTERS), counted)
    ended = _ENDED.sub(_as_unit, spelled)
    parted = _NEGATED.sub(r"\1\2 ", _GLUED.sub(" ", _RUN_ON.sub(_behind_unit, ended)))
    return _DATES.sub(" ; ", parted)


def _as_unit(match: re.Match[str]) -> str:
    whole = match[1] + match[2].translate(_LETTERS)
    return whole if whole in UNITS else match[0]


def _behind_unit(match: re.Match[str]) -> str:
    """A unit and the negation behind it, parted."""
    word = match[0]
    parted = (f"{word[:at]} {word[at:]}" for at in range(len(word) - 1, 1, -1) if word[:at] in UNITS)
    return next((two for two in parted if two.split()[1] in NEGATORS), word)
