"""What was found and decided, in words for people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from countersign.console import charted
from countersign.console.event_words import event_detail, told, told_kind
from countersign.language import (
    amount,
    day,
    decimal,
    figure,
    moment,
    number,
    percent,
    said,
    second,
    share,
    to_say,
)
from countersign.reports import (
    cash_words,
    cause_words,
    collecting_words,
    dispute_words,
    kpi_words,
    statement_words,
)
from countersign.reports import words as reports
from countersign.sentences import retold
from countersign.wording import letters as letter_words
from countersign.wording import lines as line_words
from countersign.wording import reviews as review_words
from countersign.wording.alarms import name_of, words_of
from countersign.wording.pages import pages
from countersign.wording.receipts import receipt_words
from countersign.wording.values import plain, value_word
from extractors.likeness import Familiarity, familiar_from
from models.decision import Agreement, Evidence
from models.paper import Manner, Role, SignatureRegion
from models.reading import Acceptance, FieldName, Found, Grade, Remark, Source, Value
from models.record import PAGE_STATES

_ROLES = {
    Role.CUSTOMER: to_say("Customer"),
    Role.DRIVER: to_say("Driver"),
    Role.SHIPPER: to_say("Shipper"),
    Role.UNKNOWN: to_say("Signer unknown"),
}
_VERDICTS_BY_MANNER = {
    Manner.CAPTURE: to_say("signed on a hand-held"),
    Manner.STAMP: to_say("stamped, not signed"),
    Manner.TYPED: to_say("a typed name, not signed"),
}
_SOURCES = {
    Source.HAND: to_say("by hand"),
    Source.STAMP: to_say("stamped"),
    Source.TICK: to_say("ticked"),
    Source.PRINT: to_say("printed at the delivery"),
}
_TONES = {Grade.A: "filed", Grade.B: "parked", Grade.C: "review", Grade.D: "quarantined"}
"""Class of the style sheets whose colours a grade takes."""
_AGREEMENTS = {
    Agreement.EXACT: to_say("{key} {read} is on the page."),
    Agreement.FOLDED: to_say("{key}: the page says {read}, {expected} but for look-alikes such as O and 0."),
    Agreement.EDITED: to_say("{key}: the page says {read}, one character away from {expected}."),
    Agreement.CLOSE: to_say("{key}: the page says {read}, which reads like {expected}."),
    Agreement.CONTRADICTS: to_say("{key}: the page says {read}, but the ledger has {expected}."),
}
_AT_LABELS = {
    Agreement.EXACT: to_say("{key} {read} is on the page, at its label."),
    Agreement.FOLDED: to_say(
        "{key}: the page says {read}, {expected} but for look-alikes such as O and 0, at its label."
    ),
    Agreement.EDITED: to_say(
        "{key}: the page says {read}, one character away from {expected}, at its label."
    ),
    Agreement.CLOSE: to_say("{key}: the page says {read}, which reads like {expected}, at its label."),
    Agreement.CONTRADICTS: to_say(
        "{key}: the page says {read}, but the ledger has {expected}, at its label."
    ),
}
_DAYS = frozenset({FieldName.DOCUMENT_DATE.value, FieldName.RECEIVED_DATE.value})
_VERDICT_WORDS = {
    "agrees": to_say("agrees"),
    "nearly": to_say("nearly"),
    "contradicts": to_say("contradicts"),
}
_VERDICTS = {Agreement.EXACT: to_say("agrees"), Agreement.CONTRADICTS: "contradicts"}
_FAMILIARITIES = {
    Familiarity.FAMILIAR: to_say(
        "Familiar: it looks like one of the signatures that this customer gave before."
    ),
    Familiarity.UNFAMILIAR: to_say("Unfamiliar: it looks like none of them. A new colleague's does so too."),
    Familiarity.NO_REFERENCE: to_say(
        "No reference: there are too few earlier signatures to compare it with."
    ),
}
_SOMEWHAT = 0.45
"""Similarity from which two signatures share something; most of strangers lie below."""


def browser(agent: str) -> str:
    """What a browser calls itself, in a word or two; the rest of it tells people nothing."""
    known = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
    systems = ("Windows", "Android", "iPhone", "iPad", "Mac OS", "Linux")
    name = next((name for mark, name in known if mark in agent), agent.partition("/")[0] or said("A browser"))
    system = next((system for system in systems if system in agent), "")
    return said("{browser}, {system}", browser=name, system=system) if system else name


def found(value: Value) -> str:
    """How a value was found."""
    if value.found is Found.BARCODE:
        return said("in a barcode")
    if value.found is Found.PERSON:
        return said("by a person")
    if value.found is Found.LEDGER:
        return said("without a label; the ledger knows it in this role")
    return said("at the label “{label}”", label=value.label) if value.label else said("at its label")


def signer(region: SignatureRegion) -> str:
    """Whose signature a place is for."""
    return said(_ROLES[region.role])


def verdict(region: SignatureRegion) -> str:
    """Whether ink lies there, or what does instead."""
    known = _VERDICTS_BY_MANNER.get(region.manner)
    if known is not None:
        return said(known)
    return said("signed") if region.present else said("not signed")


def source(remark: Remark) -> str:
    """How a remark was made."""
    return said(_SOURCES[remark.source])


def toned(grade: Grade) -> str:
    """The colours of a grade; its letter always stands beside them."""
    return _TONES[grade]


def graded(found: Acceptance) -> str:
    """The colours of a receipt's grade."""
    return toned(found.grade)


def familiarity(found: Familiarity) -> str:
    """How a signature looks beside earlier ones, in a sentence."""
    return said(_FAMILIARITIES[found])


def alike(similarity: float) -> str:
    """A similarity 0..1 in words."""
    if similarity >= familiar_from(1):
        return said("alike")
    return said("somewhat alike") if similarity >= _SOMEWHAT else said("not alike")


def agreement(evidence: Evidence) -> str:
    """How a key compares, as the class of the style sheets: agrees, nearly or contradicts."""
    return _VERDICTS.get(_as_read(evidence), "nearly")


def agreed(evidence: Evidence) -> str:
    """The same in a word for people."""
    return said(_VERDICT_WORDS[agreement(evidence)])


def sentence(evidence: Evidence) -> str:
    """One key of an invoice held against the page."""
    key = value_word(evidence.key.value)
    texts = _AT_LABELS if evidence.labelled else _AGREEMENTS
    nothing = said("nothing")
    how = _as_read(evidence)
    read = evidence.read if how is evidence.agreement else evidence.expected
    return said(
        texts[how],
        key=key[:1].upper() + key[1:],
        read=read or nothing,
        expected=evidence.expected or nothing,
    )


def _as_read(evidence: Evidence) -> Agreement:
    """How a key agrees, to a reader: a name that differs in capitals and spaces alone is the same."""
    read, expected = (" ".join(text.split()).casefold() for text in (evidence.read, evidence.expected))
    same = evidence.agreement is Agreement.CLOSE and read == expected
    return Agreement.EXACT if same else evidence.agreement


def value_of(text: str, field: str) -> str:
    """The value of a field; a day as the reader writes it."""
    return day(text) if field in _DAYS else text


def page_states(states: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """Pages by end state in the order of the page ledger, those that there are."""
    return tuple((state, states[state]) for state in PAGE_STATES if states.get(state))


FILTERS: Mapping[str, Callable[..., Any]] = {
    **line_words.FILTERS,
    **review_words.FILTERS,
    **reports.FILTERS,
    **charted.FILTERS,
    **cash_words.FILTERS,
    **dispute_words.FILTERS,
    **kpi_words.FILTERS,
    **statement_words.FILTERS,
    **collecting_words.FILTERS,
    **cause_words.FILTERS,
    **letter_words.FILTERS,
    "alarm_name": name_of,
    "alarm_words": words_of,
    "agreed": agreed,
    "agreement": agreement,
    "alike": alike,
    "amount": amount,
    "browser": browser,
    "day": day,
    "decimal": decimal,
    "event_detail": event_detail,
    "familiarity": familiarity,
    "figure": figure,
    "found": found,
    "told": told,
    "told_kind": told_kind,
    "graded": graded,
    "moment": moment,
    "number": number,
    "pages": pages,
    "page_states": page_states,
    "percent": percent,
    "plain": plain,
    "retold": retold,
    "second": second,
    "sentence": sentence,
    "share": share,
    "signer": signer,
    "source": source,
    "state": value_word,
    "receipt": receipt_words,
    "toned": toned,
    "value_of": value_of,
    "verdict": verdict,
}
"""What templates may call."""
