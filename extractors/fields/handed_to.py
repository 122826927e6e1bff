"""Who took the goods, where a carrier's slip or page states it over the time of delivery."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.fields.find import Finding, Found
from extractors.fields.layout import Token
from extractors.fields.names import is_legal_name
from extractors.fields.places import Side
from extractors.fields.sense import Sense
from extractors.fields.text import forms_of
from extractors.fields.values import Printed, read_value

_PITCH, _INDENT = 4.5, 2.0
"""Ems down to the statement of the time, at most, and between the beginnings of the two lines."""
_ASKS = forms_of(
    "recipient receiver empfanger destinataire destinatario receptor receptionnaire ricevente ontvanger "
    "odbiorca recetor recebedor ubernehmer"
)
"""Labels of who took the goods; "consignee" and "ship to" head an address."""
_FEWEST, _MOST = 2, 4
"""Words of a person's name; a firm's may have as many, but says its legal form or stands in an address."""


def handed_to(page: Found) -> Iterator[tuple[Finding, Printed]]:
    """Receivers stated by name in a line of their own right over "Delivered on:" with its day."""
    days = page.of(Sense.RECEIVED_DATE)
    for finding in page.of(Sense.SHIP_TO):
        asked = finding.span.form in _ASKS and finding.side is Side.RIGHT
        if not asked or not any(_is_over(page, finding, day) for day in days):
            continue
        tokens: tuple[Token, ...] = (*finding.tokens, *finding.rest)
        name = read_value(Sense.PRINTED_NAME, [token.text for token in tokens], page.order)
        alone = name is not None and name.last == len(tokens) - 1
        if name is not None and alone and _FEWEST <= len(tokens) <= _MOST and not is_legal_name(name.text):
            yield finding, name


def _is_over(page: Found, finding: Finding, day: Finding) -> bool:
    sheet, one, other = page.page.sheet, finding.span.level, day.span.level
    rows = page.page.sheet.rows[finding.span.run.row + 1 : day.span.run.row]
    if any(run.level.x0 < one.x1 for row in rows for run in row):
        return False
    below = 0 < sheet.high(other.middle[1] - one.middle[1]) <= _PITCH
    return below and sheet.wide(abs(other.x0 - one.x0)) <= _INDENT and day.side is Side.RIGHT
