"""Titles: the words on a page that say what kind of paper it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extractors.fields.cues import TITLES
from extractors.fields.find import Found
from extractors.fields.grammar import titled
from extractors.fields.labels import Kind, Label, kind_of
from extractors.fields.layout import Run, Token
from extractors.fields.text import NUMBER_FORMS, blurred, forms_of, letters

_MOST_WORDS, _TWO = 6, 2
_LARGEST = 2.5
_HIGH, _MIDDLE = 0.3, 0.5
_LOWER, _LOWEST = 0.6, 0.3
_AS_LABEL, _LARGE = 0.25, 1.35
_MOST_BESIDE = 3
"""Runs in the row of a title; more are the heads of columns."""
_WITHIN = 0.6
_LAST_WORDS = {
    letters("bestellung"): "purchase_order",
    letters("lieferschein"): "delivery_note",
    letters("frachtbrief"): "waybill",
}
"""Of compounds such as "Warenbestellung"."""
_NOT_YET = tuple(forms_of("ab fehl storno retour ruck vor leih muster nach um teil"))
"""First parts of compounds that name another paper."""
_SUBJECTS = forms_of("oggetto betreff betrifft betr objet asunto onderwerp subject re assunto dotyczy temat")
_REFERRED = frozenset({"quotation", "order_confirmation", "price_list", "contract", "requisition", "claim"})
"""Papers that others refer to by number and date."""
_OURS = forms_of("ns nostro nostra our unsere unser notre nuestro nuestra onze ons nossa nosso nasze")
_IN_SUBJECT = 0.8
"""Share of a title in the subject line of a letter."""
_NUMBERED, _LONG_TITLE = re.compile("(?:no|nr|n)$"), 8
_UNLISTED = 0.85
"""Share of a title that is only understood from its words."""
_LONE_ORDER = 0.45
"""Share of the word "Order" alone, which also heads boxes of delivery notes."""
_IN_PROSE = 0.3
"""Share of a title in running text."""
_YOURS = forms_of("your ihr ihre ihrem ihrer vos votre v su sus s vostro vostra vs uw vossa sua wasze")
"""In front of the name of a paper: another's, which this one only speaks of."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title cue on a page and how much it looks like a title."""

    kind: str
    run: Run
    weight: float
    """About 1 for a line of its own in text size high on the page; more when large."""
    is_label: bool = False
    """True where it rather says what stands beside or below it."""


def titles(page: Found) -> Iterator[Title]:
    """Title cues on a page in reading order; those in running text have little weight."""
    labelled = {finding.span.run for finding in page.findings}
    labelled |= {span.run for span in page.page.spans if _names_value(span.label)}
    for run in page.page.sheet.runs:
        cue = _longest_cue(run)
        if cue is None:
            continue
        kind, share = cue
        height = max(token.level.height for token in run.tokens) / page.page.sheet.em
        subject = kind == "purchase_order" and _announces_order(run)
        share = _IN_SUBJECT if subject else share
        told = (
            run in labelled or run.text.endswith(":") or (kind in _REFERRED and page.page.sheet.numbered(run))
        )
        told = told or len(page.page.sheet.rows[run.row]) > _MOST_BESIDE
        as_label = told and height < _LARGE and not subject
        weight = share * min(max(height, 1.0), _LARGEST) * _by_height(run) * (_AS_LABEL if as_label else 1.0)
        yield Title(kind, run, weight, as_label)


def _announces_order(run: Run) -> bool:
    """True for the subject of a letter that is but the writer's own order: "Oggetto: Ns. ordine 12"."""
    words = [token.form for token in run.tokens if token.form]
    named = len(words) > _TWO and words[0] in _SUBJECTS and words[1] in _OURS
    return named and titled(words[2:3]) == "purchase_order" and set(words[3:]) <= NUMBER_FORMS


def is_title(form: str) -> bool:
    """True for a word, as a letter form, that is a title or the last word of one."""
    return bool(titled((form,))) or any(known.endswith(blurred(form)) for known in _title_forms())


def _names_value(label: Label) -> bool:
    """True for labels such as "invoice no" and "invoice date", which are no titles."""
    return label.numbered or kind_of(label.sense) is Kind.DATE


def _by_height(run: Run) -> float:
    middle = run.level.middle[1]
    if middle < _HIGH:
        return 1.0
    return _LOWER if middle < _MIDDLE else _LOWEST


def _longest_cue(run: Run) -> tuple[str, float] | None:
    """Kind and share of the longest title in a run: 1 where it is all the run says, else less."""
    cues = [cue for part in _parts(run) for cue in (*_cues_in(part), *_put_together(part))]
    longest = max(cues, key=lambda cue: cue[1], default=None)
    return (longest[0], longest[1] * _IN_PROSE) if longest and run.is_prose else longest


def _put_together(tokens: Sequence[Token]) -> Iterator[tuple[str, float]]:
    """A title of a line of its own that no list holds; its number may stand behind it."""
    words = [token for token in tokens if token.form]
    if list(tokens[: len(words)]) == words and len(words) <= _MOST_WORDS and len(tokens) - len(words) < _TWO:
        kind = titled([token.form for token in words])
        if kind:
            yield kind, _UNLISTED if len(words) > 1 or kind != "purchase_order" else _LONE_ORDER


def _parts(run: Run) -> Iterator[tuple[Token, ...]]:
    """The run between dashes, bars and strokes: "Invoice - customer copy" has two parts."""
    part: list[Token] = []
    for token in run.tokens:
        if part and (token.text.startswith("/") or not _says(token)):
            yield tuple(part)
            part = []
        part += [token] if _says(token) else []
        if part and token.text.endswith("/"):
            yield tuple(part)
            part = []
    yield from [tuple(part)] if part else []


def _says(token: Token) -> bool:
    return any(c.isalnum() for c in token.text)


def _cues_in(tokens: Sequence[Token]) -> Iterator[tuple[str, float]]:
    whole = max(sum(len(token.form) for token in tokens), 1)
    for start in range(len(tokens)):
        if start and tokens[start - 1].form in _YOURS:
            continue
        form = ""
        for token in tokens[start : start + _MOST_WORDS]:
            form += token.form
            kind = _kind_of(form) if token.form else None
            kind = _compound(form) if kind is None and form and form == token.form else kind
            if kind:
                yield kind, 1.0 if len(form) == whole else len(form) / whole * _WITHIN


def _compound(word: str) -> str | None:
    """The kind that the last part of one word names: "Warenbestellung"; not "Abbestellung"."""
    parts = ((word.removesuffix(last), told) for last, told in _LAST_WORDS.items() if word.endswith(last))
    return next((told for first, told in parts if first and not first.startswith(_NOT_YET)), None)


def _kind_of(form: str) -> str | None:
    """The kind that a title names, be it with a sign for "number" stuck to it."""
    stuck = _NUMBERED.sub("", form)
    kind = _title_forms().get(blurred(form))
    if kind is None and len(stuck) >= _LONG_TITLE:
        kind = _title_forms().get(blurred(stuck))
    return kind


@cache
def _title_forms() -> dict[str, str]:
    return {
        blurred(letters(phrase)): kind for kind, phrases in TITLES.items() for phrase in phrases.split("|")
    }
