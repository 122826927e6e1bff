"""What a printed label says about the value beside it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from extractors.fields.label_words import PART_WORDS, Part
from extractors.fields.number_labels import BARE_LABELS, NUMBER_LABELS
from extractors.fields.place_labels import PLACE_LABELS
from extractors.fields.receipt_labels import LONE_DATES, RECEIPT_LABELS
from extractors.fields.sense import Sense
from extractors.fields.text import NUMBER_WORDS, blurred, letters, spellings

_FUZZY_LENGTH = 9
_LOWER_HALVES = (
    "id",
    "code",
    "date",
    "datum",
    "to",
    "name",
    "ref",
    "reference",
    "order number",
    "note number",
)
_FRAGMENTS = frozenset(
    map(letters, (*NUMBER_WORDS, *_LOWER_HALVES, "order no", "note no", "slip no", "po no"))
)


class Kind(StrEnum):
    """What sort of value stands beside a label."""

    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    NAME = "name"
    MARK = "mark"
    """No value of its own: a signature place."""


_DAY_WORDS = tuple(map(letters, ("dated", "datum", "fecha")))
_AT_AN_HOUR = frozenset(map(letters, ("received at", "delivered at", "accepted at", "signed at")))
_BY_WHOM = ("by", "par", "por", "von", "durch", "da", "door", "przez")
"""Ends of labels behind which a name stands, as in "received by", in the eight languages."""
_RECEIVERS = frozenset(PART_WORDS[Part.RECEIVER].split())


@dataclass(frozen=True, slots=True)
class Label:
    """A known label. `strength` 0..1 says how sure the words alone make its sense."""

    sense: Sense
    strength: float
    numbered: bool = False
    """True where the label names a number outright, as in "invoice no"."""


_DATES = frozenset(
    {
        Sense.INVOICE_DATE,
        Sense.ORDER_DATE,
        Sense.NOTE_DATE,
        Sense.PLAIN_DATE,
        Sense.DELIVERY_DATE,
        Sense.RECEIVED_DATE,
        Sense.OTHER_DATE,
    }
)
_NAMES = frozenset(
    {Sense.SHIP_TO, Sense.BILL_TO, Sense.CUSTOMER, Sense.SELLER, Sense.PRINTED_NAME, Sense.OTHER_NAME}
)
_MARKS = frozenset({Sense.SIGNATURE, Sense.CUSTOMER_SIGNATURE, Sense.OTHER_SIGNATURE})


def kind_of(sense: Sense) -> Kind:
    """The sort of value that a label of this sense announces."""
    if sense in _DATES:
        return Kind.DATE
    if sense is Sense.RECEIVED_TIME:
        return Kind.TIME
    if sense in _NAMES:
        return Kind.NAME
    return Kind.MARK if sense in _MARKS else Kind.NUMBER


@cache
def _index() -> dict[str, Label]:
    """Letter form -> label; where two lists hold a form, the first list of `Sense` wins."""
    index: dict[str, Label] = {}
    for sense in Sense:
        _enter(index, sense, NUMBER_LABELS.get(sense, "") or PLACE_LABELS.get(sense, ""), strength=1.0)
    for sense, phrases in BARE_LABELS.items():
        _enter(index, sense, phrases, strength=0.8)
    for sense, phrases in RECEIPT_LABELS.items():
        _enter(index, sense, phrases, strength=1.0)
    return index


def _enter(index: dict[str, Label], sense: Sense, phrases: str, strength: float) -> None:
    for entry in filter(None, map(str.strip, phrases.split("|"))):
        phrase, _, weaker = entry.partition("~")
        label = Label(sense, float(weaker or strength), numbered="#" in phrase)
        for form in spellings(phrase):
            index.setdefault(blurred(form), label)


@cache
def _deletions() -> dict[str, str]:
    """Forms of the long labels with one letter missing -> the form."""
    forms = [form for form in _index() if len(form) >= _FUZZY_LENGTH and not _is_clipped(form)]
    return {form[:i] + form[i + 1 :]: form for form in reversed(forms) for i in range(len(form))}


def _is_clipped(form: str) -> bool:
    """True for a form with "n" for "number", one letter away from the same words without a number."""
    return _index()[form].numbered and (form[:-1] + "no" in _index() or "no" + form[1:] in _index())


def find_label(form: str) -> Label | None:
    """The label with this letter form, or with one letter misread in a form of 9 letters or more."""
    key = blurred(form)
    exact = _index().get(key)
    if exact is not None or len(key) < _FUZZY_LENGTH:
        return exact
    return _misread(key)


@cache
def _lone_dates() -> frozenset[str]:
    return frozenset(blurred(letters(phrase)) for phrase in LONE_DATES.split("|"))


def lone_date(form: str) -> Label | None:
    """The label of a date that a word such as "am" or "Tag" is where it stands by itself."""
    known = blurred(form) in _lone_dates() or any(_is_slip(form, word) for word in _DAY_WORDS)
    return Label(Sense.PLAIN_DATE, 1.0) if known else None


def _is_slip(form: str, word: str) -> bool:
    """True for a word with one letter read as another."""
    return len(form) == len(word) and sum(a != b for a, b in zip(form, word, strict=True)) == 1


def is_label(form: str) -> bool:
    """True when the letter form is a label letter for letter."""
    return blurred(form) in _index()


def _misread(form: str) -> Label | None:
    shortened = (form[:i] + form[i + 1 :] for i in range(len(form)))
    for variant in (form, *shortened):
        known = variant if variant in _index() else _deletions().get(variant)
        if known and len(known) >= _FUZZY_LENGTH:
            label = _index()[known]
            return Label(label.sense, label.strength * 0.85, label.numbered)
    return None


def is_fragment(form: str) -> bool:
    """True for the lower half of a label printed on two lines, such as "number" or "date"."""
    return form in _FRAGMENTS


def asks_hour(form: str) -> bool:
    """True for the letters of a label such as "received at", behind which a day may stand or an hour."""
    return form in _AT_AN_HOUR


def asks_by_whom(form: str) -> bool:
    """True for the letters of a label such as "received by" or "angenommen von"."""
    return form.endswith(_BY_WHOM)


def asks_receiver(form: str) -> bool:
    """True for the letters of a label such as "recipient" or "Empfänger"."""
    return form in _RECEIVERS
