"""The verdict on a row, and on all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from models.lines import Tolerances
from models.reading import Remark, RemarkClass
from models.three_way import Doubt, PaperKind, Row, Tally, Verdict
from receivables.three_way.units import differ

_WORST = (
    Verdict.SHORT,
    Verdict.NOT_DELIVERED,
    Verdict.OVER,
    Verdict.PRICE,
    Verdict.NOT_ORDERED,
    Verdict.CANNOT_TELL,
    Verdict.AGREES,
)
"""The one that a collector has to know of first comes first."""
_CLAIMS = {
    RemarkClass.SHORT: Verdict.SHORT,
    RemarkClass.REFUSED: Verdict.SHORT,
    RemarkClass.OVER: Verdict.OVER,
}
Finding = tuple[Verdict, Decimal | None]


def judged(row: Row, kinds: frozenset[PaperKind], tolerances: Tolerances) -> Row:
    """The row with its verdict; `kinds` are the papers whose lines are known."""
    doubts = tuple(dict.fromkeys(_doubts(row, kinds)))
    found = [] if Doubt.UNITS in doubts else sorted(_findings(row, kinds, tolerances), key=_rank)
    if found:
        also = tuple(verdict for verdict, _ in found[1:])
        return replace(row, verdict=found[0][0], also=also, differs=found[0][1], doubts=doubts)
    blocking = [doubt for doubt in doubts if doubt is not Doubt.NOT_SIGNED]
    return replace(row, verdict=Verdict.CANNOT_TELL if blocking else Verdict.AGREES, doubts=doubts)


def overall(rows: Sequence[Row], loose: Sequence[Remark], kinds: frozenset[PaperKind]) -> Verdict:
    """The worst of all rows and of the remarks that belong to none.

    Where the invoice's lines are known, what it does not bill counts for nothing.
    """
    counted = [row for row in rows if PaperKind.INVOICE not in kinds or row.invoiced.figures] or rows
    verdicts = {row.verdict for row in counted} | {_CLAIMS[remark.about] for remark in loose}
    if not rows or len(kinds) < 2:  # noqa: PLR2004
        verdicts |= {Verdict.CANNOT_TELL}
    return next((verdict for verdict in _WORST if verdict in verdicts), Verdict.CANNOT_TELL)


def _rank(found: Finding) -> int:
    return _WORST.index(found[0])


def _doubts(row: Row, kinds: frozenset[PaperKind]) -> Iterator[Doubt]:
    for tally in (row.ordered, row.delivered, row.received, row.invoiced):
        for figure in tally.figures:
            if figure.value is None:
                yield Doubt.WRITTEN_OVER if figure.by_hand else Doubt.NOT_READ
    units = [figure.unit for tally in (row.ordered, row.delivered, row.invoiced) for figure in tally.figures]
    if differ(units):
        yield Doubt.UNITS
    if row.delivered.figures and len(row.received.figures) < len(row.delivered.figures):
        yield Doubt.NOT_SIGNED
    there = [bool(row.ordered.figures), bool(row.delivered.figures), bool(row.invoiced.figures)]
    if sum(there) < 2 and len(kinds) < 2:  # noqa: PLR2004
        yield Doubt.ONE_PAPER


def _findings(row: Row, kinds: frozenset[PaperKind], tolerances: Tolerances) -> Iterator[Finding]:
    yield from _missing(row, kinds)
    yield from _counts(row, kinds, tolerances)
    price = _price(row, tolerances)
    if price is not None:
        yield Verdict.PRICE, price


def _missing(row: Row, kinds: frozenset[PaperKind]) -> Iterator[Finding]:
    """A line that one of the papers lacks."""
    if PaperKind.ORDER in kinds and not row.ordered.figures:
        yield Verdict.NOT_ORDERED, None
    wanted = row.invoiced if PaperKind.INVOICE in kinds else row.ordered
    if PaperKind.DELIVERY in kinds and not row.delivered.figures and wanted.figures:
        yield Verdict.NOT_DELIVERED, wanted.value
    elif PaperKind.DELIVERY in kinds and not row.delivered.figures and row.ordered.figures:
        yield Verdict.NOT_DELIVERED, row.ordered.value


def _counts(row: Row, kinds: frozenset[PaperKind], tolerances: Tolerances) -> Iterator[Finding]:
    got = row.received if row.received.figures else row.delivered
    if PaperKind.INVOICE in kinds:
        yield from _against(row.invoiced, got, tolerances)
        if not row.invoiced.figures and got.value:
            yield Verdict.OVER, got.value
        too_much = _difference(row.invoiced, row.ordered, tolerances)
        if too_much is not None and too_much > 0:
            yield Verdict.OVER, too_much
    else:
        yield from _against(row.ordered, got, tolerances)


def _against(wanted: Tally, got: Tally, tolerances: Tolerances) -> Iterator[Finding]:
    """Short or over, where both are known and differ."""
    difference = _difference(wanted, got, tolerances)
    if difference is not None and difference != 0:
        yield (Verdict.SHORT if difference > 0 else Verdict.OVER), abs(difference)


def _difference(one: Tally, other: Tally, tolerances: Tolerances) -> Decimal | None:
    """By how much the first is more; 0 within the tolerance, None where either is not known."""
    if one.value is None or other.value is None:
        return None
    allowed = max(tolerances.quantity, abs(one.value) * tolerances.quantity_percent / 100)
    difference = one.value - other.value
    return difference if abs(difference) > allowed else Decimal(0)


def _price(row: Row, tolerances: Tolerances) -> Decimal | None:
    """By how much the invoice's price is above the order's; None within the tolerance."""
    ordered, invoiced = row.ordered_price.value, row.invoiced_price.value
    if ordered is None or invoiced is None:
        return None
    difference = invoiced - ordered
    of_line = abs(difference) * abs(row.invoiced.value if row.invoiced.value is not None else Decimal(1))
    within = abs(difference) <= abs(ordered) * tolerances.price_percent / 100 or of_line <= tolerances.price
    return None if within else difference
