"""Labels that people taught: wordings of one client's papers, beside the labels that every paper may have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from rapidfuzz.distance import Levenshtein

from extractors.fields.dates import is_month
from extractors.fields.grammar import announces, understood
from extractors.fields.labels import Label, find_label
from extractors.fields.sense import Sense
from extractors.fields.text import blurred, fold, has_digit, letters, strip_edges
from models.reading import FieldName

NOTHING_TAUGHT: Mapping[str, Label] = MappingProxyType({})
MOST_WORDS = 4
_LONGEST = 40
_SHORTEST, _SHORTEST_ALONE = 3, 4
"""Letters of a label of several words, and of one that is a single word."""
_STRENGTH, _MISREAD = 0.9, 0.85
_FUZZY_LENGTH = 9
_SENSES = {
    FieldName.CUSTOMER_NUMBER: Sense.CUSTOMER_NUMBER,
    FieldName.CUSTOMER_NAME: Sense.CUSTOMER,
    FieldName.INVOICE_NUMBER: Sense.INVOICE_NUMBER,
    FieldName.PO_NUMBER: Sense.PO_NUMBER,
    FieldName.DELIVERY_NUMBER: Sense.DELIVERY_NUMBER,
    FieldName.DOCUMENT_DATE: Sense.PLAIN_DATE,
    FieldName.RECEIVED_DATE: Sense.RECEIVED_DATE,
    FieldName.RECEIVED_TIME: Sense.RECEIVED_TIME,
    FieldName.PRINTED_NAME: Sense.PRINTED_NAME,
}


def sense_of(field: FieldName) -> Sense:
    """What a label announces that people taught for a field."""
    return _SENSES[field]


def wording(text: str) -> str:
    """A label as printed, folded so that all its spellings compare: lower case, no accents, single blanks."""
    return " ".join(filter(None, (strip_edges(word).strip("/") for word in fold(text).split())))


def may_be_taught(text: str) -> bool:
    """True for a wording that can be learned as a label.

    Not what is a label already, whatever of; not a word that labels are made of, or a name of a month,
    alone; nothing with figures, and nothing longer than a few words.
    """
    words = wording(text).split()
    forms = [form for word in words if (form := letters(word))]
    whole = "".join(forms)
    if has_digit(text) or not 1 <= len(words) <= MOST_WORDS or len(text) > _LONGEST:
        return False
    if len(whole) < (_SHORTEST if len(forms) > 1 else _SHORTEST_ALONE) or len(forms) < len(words):
        return False
    if len(words) == 1 and (announces(whole) or is_month(words[0])):
        return False
    return find_label(whole) is None and understood(forms) is None


def taught_labels(wordings: Iterable[tuple[FieldName, str]]) -> Mapping[str, Label]:
    """Labels by their letter form; those that were taught for two fields, or are known anyhow, are none."""
    fields: dict[str, set[FieldName]] = {}
    for field, text in wordings:
        if may_be_taught(text):
            fields.setdefault(form_of(text), set()).add(field)
    return {
        form: Label(sense_of(next(iter(several))), _STRENGTH)
        for form, several in fields.items()
        if len(several) == 1
    }


def form_of(text: str) -> str:
    """The form in which a wording is compared."""
    return blurred(letters(text))


def taught_label(form: str, taught: Mapping[str, Label]) -> Label | None:
    """The taught label with this letter form, or with one letter misread in a form of 9 letters or more."""
    key = blurred(form)
    exact = taught.get(key)
    if exact is not None or len(key) < _FUZZY_LENGTH or not taught:
        return exact
    alike = (known for known in taught if abs(len(known) - len(key)) <= 1 and len(known) >= _FUZZY_LENGTH)
    near = [known for known in alike if Levenshtein.distance(known, key, score_cutoff=1) == 1]
    return Label(taught[near[0]].sense, _STRENGTH * _MISREAD) if len(near) == 1 else None
