"""The value that a row of words begins with, by the sort of value a label announces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.fields.dates import find_dates, read_strokes
from extractors.fields.form_words import is_form_text
from extractors.fields.grammar import says_nothing, understood
from extractors.fields.labels import Kind, find_label, is_label, kind_of
from extractors.fields.numbers import is_identifier, read_identifier
from extractors.fields.remark_labels import REMARK_LABELS
from extractors.fields.sense import Sense
from extractors.fields.text import has_digit, letters, strip_edges, tidy_name
from extractors.fields.times import find_times

_FILLERS = frozenset(map(letters, ("is", "was", "of", "no", "nr", "ist", "est", "es", "the")))
_JOINERS = frozenset(map(letters, ("and", "und", "et", "y", "e", "en", "i", "plus")))
_STAMP_WORDS = tuple(
    map(
        letters,
        (
            *("received", "goods in", "wareneingang", "eingegangen", "warenannahme", "reception", "recibido"),
            *("entrada almacen", "merce arrivata", "ricevuto", "ontvangen", "rececao", "przyjeto", "eingang"),
        ),
    )
)
_LATEST_DATE, _LATEST_BEHIND_PLACE, _LATEST_TIME = 14, 40, 14
_FEWEST_LETTERS, _LONGEST_NAME = 2, 60
_FURTHEST = 2
_LETTERS, _MOST_FIGURES = str.maketrans("01568", "olsbb"), 2
_SHORTEST_FAMILY_NAME, _MOST_NAMES, _MOST_SMALL = 3, 5, 2
_FEWEST_SMALL = 4
_INITIAL, _CAPITALS = re.compile(r"[0158|]\."), str.maketrans("0158|", "OISBI")
_PERSON = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][^\d_:;/@#(){}\[\]<>=*+]*")


@dataclass(frozen=True, slots=True)
class Printed:
    """A value as the words `first`..`last` (0-based) of a row print it."""

    sense: Sense
    text: str
    """Dates in ISO 8601, else as printed."""
    first: int
    last: int
    alternatives: tuple[str, ...] = ()


def read_value(sense: Sense, words: Sequence[str], order: str) -> Printed | None:
    """The value for a label of this sense at the head of `words`; None where there is none."""
    kind = kind_of(sense)
    if kind is Kind.DATE:
        return _read_date(sense, words, order)
    if kind is Kind.TIME:
        return _read_time(words)
    if kind is Kind.NUMBER:
        return _read_number(sense, words)
    if sense is Sense.CUSTOMER and words and is_identifier(strip_edges(words[0])):
        return _read_number(Sense.CUSTOMER_NUMBER, words)
    return _read_name(sense, words)


def read_list(sense: Sense, words: Sequence[str]) -> Printed | None:
    """The next number of a list: commas and words for "and" in front of it are passed over."""
    for first, word in enumerate(words[:_FURTHEST]):
        if letters(word) in _JOINERS or not any(c.isalnum() for c in word):
            continue
        value = _read_number(sense, words[first:])
        return Printed(sense, value.text, first, first + value.last) if value else None
    return None


def is_stamped(text: str) -> bool:
    """True for the words of a goods-in stamp, which often lies over the place for the name."""
    form = letters(text)
    return any(word in form for word in _STAMP_WORDS)


def _read_number(sense: Sense, words: Sequence[str]) -> Printed | None:
    first = 1 if len(words) > 1 and letters(words[0]) in _FILLERS else 0
    found = read_identifier(words[first:])
    if found is None or _is_label(found.text):
        return None
    return Printed(sense, found.text, first, first + found.words - 1)


def _is_label(text: str) -> bool:
    """True for a label with a letter or two misread as figures, such as "L5-Nr"."""
    figures = sum(c.isdigit() for c in text)
    return figures <= _MOST_FIGURES and is_label(letters(text.translate(_LETTERS)))


def _read_date(sense: Sense, words: Sequence[str], order: str) -> Printed | None:
    line = " ".join(words)
    found = next(iter(find_dates(line, order)), None) or read_strokes(line, order)
    if found is None or (found.start > _LATEST_DATE and not _closes(line, found.start, found.end)):
        return None
    first = line.count(" ", 0, found.start)
    last = line.count(" ", 0, found.end)
    others = tuple(other.isoformat() for other in found.alternatives)
    return Printed(sense, found.chosen.isoformat(), first, last, others)


def _read_time(words: Sequence[str]) -> Printed | None:
    line = " ".join(words)
    found = next(iter(find_times(line, labelled=True)), None)
    if found is None or found.start > _LATEST_TIME:
        return None
    first, last = line.count(" ", 0, found.start), line.count(" ", 0, found.end)
    return Printed(Sense.RECEIVED_TIME, found.chosen, first, last, found.alternatives)


def _closes(line: str, start: int, end: int) -> bool:
    """True for a date at the end of its line behind a place: "Leeds LS11 5QN 6/23/26"."""
    return start <= _LATEST_BEHIND_PLACE and not any(c.isalnum() for c in line[end:])


def _read_person(words: Sequence[str]) -> Printed | None:
    """A person's name at the head of `words`: a few words of letters that are no label, stamp or sentence."""
    words = (_initial(words[0]), *words[1:]) if len(words) > 1 else words
    size = next((at for at, word in enumerate(words) if has_digit(word) or word[:1] == "("), len(words))
    text = tidy_name(" ".join(words[:size])).rstrip(".")
    forms = [form for word in words[:size] if (form := letters(word))]
    small = sum(word.islower() for word in words[:size])
    longest = max(map(len, forms), default=0)
    if (
        longest < _SHORTEST_FAMILY_NAME
        or len(forms) > _MOST_NAMES
        or small > _MOST_SMALL
        or len(text) > _LONGEST_NAME
    ):
        return None
    whole = "".join(forms)
    unlike = (
        is_stamped(text)
        or understood(forms)
        or find_label(whole)
        or whole in REMARK_LABELS
        or is_form_text(forms)
        or not _PERSON.fullmatch(text)
    )
    return None if unlike else Printed(Sense.PRINTED_NAME, text, 0, size - 1)


def _initial(word: str) -> str:
    """An initial that was read as a figure: "1." for "I."."""
    return word.translate(_CAPITALS) if _INITIAL.fullmatch(word) else word


def _is_sentence(words: Sequence[str]) -> bool:
    """True for running text, most of whose words are small ones: "Use the ship-to address at the top"."""
    spelled = [word for word in words if word[:1].isalpha()]
    small = sum(word[0].islower() for word in spelled)
    return small >= _FEWEST_SMALL and small * 2 > len(spelled)


def _read_name(sense: Sense, words: Sequence[str]) -> Printed | None:
    if sense is Sense.PRINTED_NAME:
        return _read_person(words)
    text = tidy_name(" ".join(words))
    alphabetic = sum(c.isalpha() for c in text)
    forms = [form for word in words if (form := letters(word))]
    if understood(forms) or says_nothing(forms):
        return None
    if _is_sentence(words):
        return None
    if alphabetic < _FEWEST_LETTERS or len(text) > _LONGEST_NAME or alphabetic * 2 < len(text):
        return None
    return Printed(sense, text, 0, len(words) - 1)
