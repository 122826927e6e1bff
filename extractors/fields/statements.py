"""Who received the goods, and when, in a sentence: "I, J Smith, hereby confirm receipt on 9 March 2026"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.fields.label_words import PART_WORDS, Part
from extractors.fields.layout import Sheet, Token
from extractors.fields.sense import Sense
from extractors.fields.text import forms_of, letters
from extractors.fields.values import Printed, read_value

_OPENINGS = frozenset(
    map(
        letters,
        (
            *("I", "I the undersigned", "the undersigned", "I undersigned", "received by me"),
            *(
                "ich",
                "ich der unterzeichnende",
                "der unterzeichnende",
                "hiermit bestatige ich",
                "bestatige ich",
            ),
            *("je soussigne", "je soussignee", "je soussigne e", "je", "le soussigne"),
            *("yo", "el abajo firmante", "el que suscribe", "el firmante", "yo el abajo firmante"),
            *("il sottoscritto", "io sottoscritto", "la sottoscritta", "io", "il la sottoscritto a"),
            *("ondergetekende", "de ondergetekende", "ik ondergetekende", "ik"),
            *("eu", "o abaixo assinado", "eu abaixo assinado", "eu abaixo assinado a"),
            *("ja", "ja nizej podpisany", "ja nizej podpisana", "nizej podpisany", "nizej podpisana"),
            *("ja nizej podpisany a", "nizej podpisany a"),
        ),
    )
)
_VERBS = forms_of(
    "hereby confirm confirms acknowledge acknowledges certify certifies declare declares "
    "hiermit bestatige bestatigt bescheinige bescheinigt erklare erklart "
    "certifie confirme reconnais reconnait atteste declare confirmo confirma declaro declara certifico "
    "certifica acuso acusa reconozco dichiara dichiaro conferma confermo attesto attesta verklaart "
    "verklaar bevestig bevestigt erken atesto recebi reconheco potwierdzam potwierdza oswiadczam "
    "oswiadcza kwituje stwierdzam"
)
_AUXILIARY = forms_of("have habe ai he ho heb")
"""Verbs behind a name that commas part from the rest: "I, J Smith, have received"."""
_OBJECT = forms_of("den die das dass")
"""What follows the name where the verb stands in front: "Hiermit bestätige ich, J Schmidt, den Empfang"."""
_RECEIVED = forms_of(
    PART_WORDS[Part.RECEIVED] + " empfang erhalten recebimento recebida odbior recibir recibida"
)
_OTHERS = forms_of(PART_WORDS[Part.DRIVER])
_ON = forms_of("on am le el il op em dnia data dniu dated den this at del dia")
_LONGEST_OPENING, _LONGEST_SENTENCE = 5, 40
_RISE = 1.4
"""Ems that people write above or below the line of a sentence."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A name or day that a sentence states."""

    value: Printed
    tokens: tuple[Token, ...]


def stated(sheet: Sheet, order: str) -> Iterator[Stated]:
    """The name and the day in sentences of receipt; `order` (dmy, mdy) decides ambiguous dates."""
    tokens = [token for run in sheet.runs for token in run.tokens]
    for start, end in _openings(tokens):
        sentence = tokens[start : start + _LONGEST_SENTENCE]
        said = {token.form for token in sentence}
        verbs = _verbs_behind(tokens[start:end])
        verb = next((token for token in tokens[end:] if token.form in verbs), None)
        if verb is None or verb not in sentence or not said & _RECEIVED or said & _OTHERS:
            continue
        name = _name(sheet, tokens[end - 1], verb, order)
        if name is not None:
            yield name
        yield from _day(sheet, sentence[sentence.index(verb) :], order)
        return


def _verbs_behind(opening: Sequence[Token]) -> frozenset[str]:
    if any(token.form in _VERBS for token in opening):
        return _OBJECT
    return _VERBS | _AUXILIARY if opening[-1].text.endswith(",") else _VERBS


def _openings(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """First and last (exclusive) word of what may open such a sentence, the longest from each word."""
    for start in range(len(tokens)):
        ends = range(min(start + _LONGEST_OPENING, len(tokens)), start, -1)
        whole = (end for end in ends if "".join(t.form for t in tokens[start:end]) in _OPENINGS)
        end = next(whole, None)
        if end is not None:
            yield start, end


def _name(sheet: Sheet, opening: Token, verb: Token, order: str) -> Stated | None:
    """What stands between the opening and the verb, be it written a little off the line."""
    between = [
        token
        for token in _along(sheet, opening)
        if token.level.x0 >= opening.level.x1 and token.level.x1 <= verb.level.x0
    ]
    named = [token for token in between if token.form and letters(token.text) not in {"the", "undersigned"}]
    value = read_value(Sense.PRINTED_NAME, [token.text.strip(",;_.") or "" for token in named], order)
    whole = value is not None and value.last == len(named) - 1
    return Stated(value, tuple(named)) if value is not None and whole else None


def _day(sheet: Sheet, sentence: Sequence[Token], order: str) -> Iterator[Stated]:
    """The first day behind an "on" of the sentence."""
    for token in sentence:
        if token.form not in _ON:
            continue
        behind = [other for other in _along(sheet, token) if other.level.x0 >= token.level.x1]
        value = read_value(Sense.RECEIVED_DATE, [other.text for other in behind[:5]], order)
        if value is not None and not value.first:
            yield Stated(value, tuple(behind[: value.last + 1]))
            return


def _along(sheet: Sheet, token: Token) -> list[Token]:
    """The words in the line of a word, left to right."""
    line = [
        other
        for run in sheet.runs
        for other in run.tokens
        if sheet.high(abs(other.level.middle[1] - token.level.middle[1])) <= _RISE / 2
    ]
    return sorted((other for other in line if other is not token), key=lambda other: other.level.x0)
