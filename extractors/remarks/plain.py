"""Whether words plainly say what was wrong, and are no heading, address or name that holds such a word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.remarks.beside import PARTICLES, PLACING, STRUNG, TITLES
from extractors.remarks.clauses import JOINING, NEGATORS, NUMBERS, OF, UNITS
from extractors.remarks.said import Clause, said
from extractors.remarks.tokens import Token, tokens_of
from models.reading import RemarkClass

LONGEST = 8
"""Words of a remark; more are conditions."""
_PIECES = 3.0
"""Letters of a word, least, as they count for the length of a remark."""
_PERSON = 2, 4
"""Words of a person's name."""
_INITIAL = re.compile(r"[A-Z]\.?|[A-Z]\.?-[A-Z]\.?|[A-Z]\.[A-Z]\.")
_PLACE = 3
"""Words, most, that tell where goods were left, or with whom."""
_BETWEEN = STRUNG | JOINING | OF | UNITS | NUMBERS | NEGATORS


def plainly_wrong(text: str) -> tuple[Clause, ...]:
    """What was wrong, where no word had to be guessed; nothing for what is too long for a remark."""
    if _is_long(text):
        return ()
    return tuple(one for one in said(text) if one.about and not one.none and one.confidence == 1)


def surely_wrong(text: str) -> tuple[Clause, ...]:
    """What was wrong, where no word had to be guessed or several together say it; `LONGEST` words at most."""
    if _is_long(text):
        return ()
    told = (one for one in said(text) if one.about and not one.none)
    return tuple(one for one in told if one.confidence == 1 or (_is_borne_out(one) and not one.weak))


def _is_borne_out(clause: Clause) -> bool:
    return clause.end - clause.start > 1 or bool(clause.quantity)


def _is_long(text: str) -> bool:
    """True for more words than a remark has; words read letter by letter are not counted by their pieces."""
    return min(len(text.split()), sum(map(str.isalpha, text)) / _PIECES) > LONGEST


def says_nothing_else(text: str) -> bool:
    """True where what was wrong, numbers, units and words that join them are the whole text.

    "12 SHORT STREET" and "WET ROOM PANELS" say something else; "PALLETS RETURNED 4" fills in a field.
    """
    tokens, clauses = tokens_of(text), said(text)
    inside = {place for one in clauses if one.confidence == 1 for place in range(one.start, one.end)}
    left = any(one.about is RemarkClass.UNATTENDED for one in clauses)
    placed = 0
    for place, token in enumerate(tokens):
        placing = left and token.text in PLACING
        joins = token.is_number or not token.text.isalnum() or token.text in _BETWEEN
        if not (placing or placed or joins or place in inside):
            return False
        placed = _PLACE if placing else max(placed - 1, 0)
    return not _is_field(tokens)


def _is_field(tokens: Sequence[Token]) -> bool:
    """True for a number behind the unit that it counts, as a form prints it: "cartons short 2"."""
    numbers = [place for place, token in enumerate(tokens) if token.is_number]
    return numbers == [len(tokens) - 1] and any(token.text in UNITS for token in tokens)


def is_named(text: str) -> bool:
    """True for the shape of a person's name, all in capitals or none: "J. Short", "Rui Falta"."""
    words = text.split()
    if not _PERSON[0] <= len(words) <= _PERSON[1]:
        return False
    beside = [_is_initial(word) or _folded(word) in TITLES | PARTICLES for word in words]
    names = [word for word, short in zip(words, beside, strict=True) if not short]
    alike = len({word.isupper() for word in names}) == 1
    if beside[-1] or not alike or not all(map(_is_capitalised, names)):
        return False
    units = any(token.text in UNITS | NUMBERS | NEGATORS for token in tokens_of(text))
    return not units and (_is_initial(words[0]) or not says_nothing_else(text))


def is_counted(text: str) -> bool:
    """True where a number of goods goes with what was wrong: "3 cartons crushed", "short 2"."""
    tokens = tokens_of(text)
    return any(
        one.about and not one.none and one.quantity and _beside_number(tokens, one) for one in said(text)
    )


def _beside_number(tokens: Sequence[Token], clause: Clause) -> bool:
    """True where nothing but units and joining words parts the two."""
    ahead, behind = tokens[: clause.start][::-1], tokens[clause.end :]
    return any(_meets_number(side, clause.line) for side in (ahead, behind))


def _meets_number(side: Sequence[Token], line: int) -> bool:
    for token in side:
        if token.line != line:
            return False
        if token.is_number or token.text in NUMBERS:
            return True
        if token.is_word and token.text not in _BETWEEN - NEGATORS:
            return False
    return False


def _is_initial(word: str) -> bool:
    return bool(_INITIAL.fullmatch(word))


def _is_capitalised(word: str) -> bool:
    return word[0].isupper() and all(letter.isalpha() or letter in "'\u2019-" for letter in word)


def _folded(word: str) -> str:
    return word.lower().strip(".")
