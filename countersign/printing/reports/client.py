"""The report to a client firm as PDF."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from reportlab.lib.units import mm
from reportlab.platypus import KeepTogether, Spacer

from countersign.language import said
from countersign.printing.reports.paper import Front, firm_words, opening, printed, written_in
from countersign.printing.reports.parts import flowing, tiled
from countersign.printing.reports.styles import NOTE
from countersign.reports.client_sections import sections, sources, tiles
from countersign.reports.kpis import period_words
from flows.evidence.sheets.style import para
from models.evidence import Tongue

if TYPE_CHECKING:
    from flows.reports.client_report import ClientReport


def client_pdf(told: ClientReport, tongue: Tongue | None = None) -> bytes:
    """The report, in the language of the letterhead unless `tongue` says otherwise."""
    head = told.letterhead
    with written_in(tongue or head.language):
        front = Front(
            said("Report on evidence and receivables"), period_words(told.period), head, _whose(told)
        )
        return printed(front, lambda: list(_story(told, front)))


def _story(told: ClientReport, front: Front) -> Iterator[Any]:
    yield from opening(front)
    yield from tiled(tuple(tiles(told)), front.inner)
    for section in sections(told):
        yield from flowing(section, front.inner)
    yield KeepTogether([Spacer(0, 6 * mm), *(para(line, NOTE) for line in sources(told))])


def _whose(told: ClientReport) -> tuple[str, ...]:
    """The client firm, where it has a name; and the customer, where one is meant."""
    customer, named = told.whose.customer, firm_words(told.whose.client)
    return (*named, said("Customer {number} only", number=customer)) if customer else named
