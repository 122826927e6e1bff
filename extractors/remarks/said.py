"""What a remark's text says: classes with their quantities, negations heeded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.remarks.beside import PERIODS, WORKING
from extractors.remarks.clauses import (
    CONTRARY,
    JOINING,
    LONGEST,
    NEGATORS,
    NUMBERS,
    OF,
    TAKEN,
    UNITS,
    Phrase,
    shape,
)
from extractors.remarks.fitting import INSIDE, SPLIT, by_form, fitting
from extractors.remarks.tokens import Token, tokens_of
from models.reading import RemarkClass

_ERROR_COST = 2
"""Letters of a phrase that one misread letter outweighs."""
_LIKE_A_NAME = 7
"""Letters below which a misread phrase may as well be a name, and needs a number or a unit beside it."""
_OF_SOME = 3
"""Figures, most, of the whole behind a stroke: "23/3126" is a day that was read wrongly."""
_SHARE = 3
"""Tokens of "2 of 12"."""
_REACH = 3
"""Words between a remark and its negation or number."""
_DOUBT = 0.85
"""What one misread letter leaves of the confidence."""
_COUNT_ALONE = 0.6
"""Confidence of a number that stands where a remark should, with a sign or "of"."""
_COUNTED = frozenset(
    {
        RemarkClass.SHORT,
        RemarkClass.OVER,
        RemarkClass.DAMAGED,
        RemarkClass.REFUSED,
        RemarkClass.WRONG_ITEM,
    }
)
_SIGNS = {"-": RemarkClass.SHORT, "\u2013": RemarkClass.SHORT, "+": RemarkClass.OVER}


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing said."""

    about: RemarkClass | None
    """None: that nothing is wrong."""
    start: int
    end: int
    """Tokens."""
    confidence: float
    weak: bool
    line: int
    quantity: str = ""
    none: bool = False
    """Denied: "no damage", "0 short"."""


def said(text: str) -> tuple[Clause, ...]:
    """What `text` (lines parted by line breaks) says, in order; denied clauses are told as such.

    >>> [(clause.about.value, clause.quantity) for clause in said("2 ctn short") if not clause.none]
    [('short', '2')]
    """
    tokens = tokens_of(text)
    clauses = _clear_of_overlap(_candidates(tokens))
    taken: set[int] = set()
    told: list[Clause] = []
    for number, clause in enumerate(clauses):
        before = clauses[number - 1].end if number else 0
        after = clauses[number + 1].start if number + 1 < len(clauses) else len(tokens)
        counted, used = _quantity(tokens, clause, (before, after), taken)
        taken |= used
        wrong = next((other.start for other in clauses[number + 1 :] if other.about), len(tokens))
        none = _denied(tokens, clause, told) or _denied_after(tokens, clause, wrong) or counted in {"0", "00"}
        if not clause.weak or counted or _with_unit(tokens, clause):
            shown = counted if clause.about in _COUNTED and not none else ""
            told.append(replace(clause, quantity=shown, none=none))
    return tuple(told) if any(clause.about for clause in told) else (*told, *_counts(tokens))


def _candidates(tokens: Sequence[Token]) -> Iterator[tuple[int, Clause]]:
    """Every phrase wherever it fits, with its weight."""
    for start, token in enumerate(tokens):
        for end in range(start + 1, min(start + LONGEST + SPLIT, len(tokens)) + 1):
            if not _is_text(tokens, start, end):
                break
            for phrase, errors in fitting(tokens[start:end]):
                weight = len(phrase.form) - _ERROR_COST * errors
                clause = _clause(phrase, (start, end), errors, token.line)
                doubtful = errors > 0 and shape(token.text)[:1] != phrase.form[:1]
                yield weight, replace(clause, weak=clause.weak or doubtful)
        yield from _glued(token, start)


def _clause(phrase: Phrase, place: tuple[int, int], errors: int, line: int) -> Clause:
    weak = phrase.weak or (errors > 0 and len(phrase.form) < _LIKE_A_NAME)
    return Clause(phrase.about, *place, _DOUBT**errors, weak, line)


def _is_text(tokens: Sequence[Token], start: int, end: int) -> bool:
    """True for words, and figures that are part of one."""
    last, following = tokens[end - 1], tokens[end : end + 1]
    glued = last.glued or (bool(following) and following[0].glued and following[0].is_word)
    return last.line == tokens[start].line and (last.is_word or (last.is_number and glued))


def _glued(token: Token, place: int) -> Iterator[tuple[int, Clause]]:
    """Phrases at the end of a word that begins with a unit or a negation: "ctnshort", "nodamage"."""
    if not token.is_word or len(token.text) <= INSIDE:
        return
    for at in range(1, len(token.text) - INSIDE + 1):
        head = token.text[:at]
        if head not in UNITS and head not in NEGATORS:
            continue
        rest = shape(token.text)[len(shape(head)) :]
        for size in range(INSIDE, len(rest) + 1):
            for phrase in by_form().get(rest[:size], ()):
                if phrase.open or size == len(rest):
                    clause = _clause(phrase, (place, place + 1), 0, token.line)
                    yield len(phrase.form), replace(clause, none=head in NEGATORS)


def _clear_of_overlap(candidates: Iterable[tuple[int, Clause]]) -> list[Clause]:
    """The weightiest reading of every token, in order."""
    kept: list[Clause] = []
    for _, clause in sorted(
        candidates, key=lambda one: (-one[0], -one[1].confidence, one[1].start - one[1].end, one[1].start)
    ):
        if all(clause.end <= other.start or clause.start >= other.end for other in kept):
            kept.append(clause)
    return sorted(kept, key=lambda clause: clause.start)


def _denied(tokens: Sequence[Token], clause: Clause, before: Sequence[Clause]) -> bool:
    """A negation stands before it, or before the clause that it is joined to."""
    if clause.none:
        return True
    steps = 0
    for place in range(clause.start - 1, -1, -1):
        token, other = tokens[place], next((c for c in before if c.start <= place < c.end), None)
        if other:
            between = tokens[other.end : clause.start]
            joined = all(
                t.text in JOINING or t.text in {"/", ",", "&", "+"} or t.text in UNITS for t in between
            )
            return (other.none or (other.about is None and _is_negator(tokens[other.start]))) and joined
        if _is_negator(token):
            return not (place + 1 < len(tokens) and tokens[place + 1].is_number)
        steps += token.is_word
        if token.line != clause.line or token.text in {".", ";"} or token.text in CONTRARY or steps > _REACH:
            return False
        if token.is_number:
            return False
    return False


def _is_negator(token: Token) -> bool:
    return token.text in NEGATORS


def _denied_after(tokens: Sequence[Token], clause: Clause, last: int) -> bool:
    """A negation follows, as in "shortage: none", "damage - nil", "fehlt nichts"."""
    rest = [token for token in tokens[clause.end : last] if token.text not in {":", "-", "=", "\u2013"}]
    if not rest or rest[0].line != clause.line or not _is_negator(rest[0]):
        return False
    return len(rest) == 1 or not rest[1].is_word or rest[1].line != clause.line


def _with_unit(tokens: Sequence[Token], clause: Clause) -> bool:
    rest = [token.text for token in (*tokens[: clause.start], *tokens[clause.end :]) if token.text.isalnum()]
    return bool(rest) and all(text in UNITS for text in rest)


def _quantity(
    tokens: Sequence[Token], clause: Clause, room: tuple[int, int], taken: set[int]
) -> tuple[str, set[int]]:
    """The number that belongs to a clause, as written, and its tokens; the one before it is likelier."""
    ahead = list(range(clause.start - 1, room[0] - 1, -1))
    behind = list(range(clause.end, room[1]))
    for side in (ahead, behind):
        for place in side[: _REACH + 1]:
            if tokens[place].line != clause.line or tokens[place].text in {".", ";"}:
                break
            if place not in taken and _counts_something(tokens, place):
                return _written(tokens, place)
            if tokens[place].text == "," or tokens[place].text in CONTRARY:
                break
    return "", set()


def _counts_something(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    behind = [other.text for other in tokens[place + 1 : place + 3]]
    if any(word in PERIODS for word in (behind[1:] if behind[:1] and behind[0] in WORKING else behind[:1])):
        return False
    if token.text not in NUMBERS:
        return token.is_number
    near = tokens[place + 1 : place + 2]
    return bool(near) and near[0].is_word


def _written(tokens: Sequence[Token], place: int) -> tuple[str, set[int]]:
    """The number at `place`, with the other number of "2 of 12"."""
    for first in (place, place - 2):
        pair = tokens[max(first, 0) : first + 3]
        if first >= 0 and _is_share(pair):
            between = pair[1].text if pair[1].text == "/" else f" {pair[1].text} "
            return f"{pair[0].text}{between}{pair[2].text}", set(range(first, first + 3))
    return tokens[place].text, {place}


def _is_share(three: Sequence[Token]) -> bool:
    if len(three) != _SHARE:
        return False
    first, middle, last = three
    if not (first.is_number and last.is_number and (middle.text in OF or middle.text == "/")):
        return False
    small = middle.text != "/" or len(last.text) <= _OF_SOME
    return small and first.text.isdigit() and last.text.isdigit() and int(first.text) < int(last.text)


def _counts(tokens: Sequence[Token]) -> tuple[Clause, ...]:
    """Numbers that say it alone: "-2 ctn", "10 of 12 rec'd"."""
    for place in range(len(tokens)):
        three = tokens[place : place + 3]
        words = {token.text for token in tokens if token.is_word}
        if _is_share(three) and words & (TAKEN | UNITS):
            written, _ = _written(tokens, place)
            line, end = tokens[place].line, place + _SHARE
            return (
                Clause(RemarkClass.SHORT, place, end, _COUNT_ALONE, weak=False, line=line, quantity=written),
            )
    sign, number = tokens[:1], tokens[1:2]
    if not (sign and number and sign[0].text in _SIGNS and number[0].is_number and number[0].text.strip("0")):
        return ()
    if not all(token.text in UNITS for token in tokens[2:]):
        return ()
    about = _SIGNS[sign[0].text]
    return (Clause(about, 0, 2, _COUNT_ALONE, weak=False, line=sign[0].line, quantity=number[0].text),)
