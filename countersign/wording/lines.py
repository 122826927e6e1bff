"""The comparison of papers line by line, in words for people."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from countersign.language import amount, quantity, said, to_say
from models.paper import Box
from models.three_way import Doubt, Row, Tally, ThreeWay, Verdict

_WIDEST, _ABOVE = 0.11, 0.002
"""Fractions of the page: how wide a crop is at least, and what it shows above and below."""
_VERDICTS = {
    Verdict.AGREES: to_say("Agrees"),
    Verdict.SHORT: to_say("Short of goods"),
    Verdict.OVER: to_say("Too much"),
    Verdict.PRICE: to_say("Price differs"),
    Verdict.NOT_ORDERED: to_say("Not ordered"),
    Verdict.NOT_DELIVERED: to_say("Not delivered"),
    Verdict.CANNOT_TELL: to_say("Cannot tell"),
}
_TONES = {
    Verdict.AGREES: "filed",
    Verdict.SHORT: "quarantined",
    Verdict.NOT_DELIVERED: "quarantined",
    Verdict.OVER: "review",
    Verdict.PRICE: "review",
    Verdict.NOT_ORDERED: "review",
    Verdict.CANNOT_TELL: "parked",
}
"""Class of the style sheets whose colours a verdict takes."""
_DOUBTS = {
    Doubt.WRITTEN_OVER: to_say("A count is written over by hand: look at it."),
    Doubt.NOT_READ: to_say("A number could not be read: look at it."),
    Doubt.UNITS: to_say("The papers count in different units."),
    Doubt.NOT_SIGNED: to_say("Nobody is known to have signed for it, so received is not known."),
    Doubt.ONE_PAPER: to_say("Only one paper has this line."),
    Doubt.REMARK: to_say("A remark on receipt does not say which line it is about."),
    Doubt.SEVERAL_INVOICES: to_say("A delivery belongs to other invoices too; its lines may be theirs."),
}
_SUMS = {
    Verdict.AGREES: to_say("All that could be compared agrees."),
    Verdict.SHORT: to_say("Less was received than is to be paid for."),
    Verdict.OVER: to_say("More was received or invoiced than agreed."),
    Verdict.PRICE: to_say("A price is not the one that was ordered."),
    Verdict.NOT_ORDERED: to_say("Something was delivered or invoiced that was not ordered."),
    Verdict.NOT_DELIVERED: to_say("Something was not delivered."),
    Verdict.CANNOT_TELL: to_say("It cannot be told whether all agrees."),
}


def line_verdict(verdict: Verdict) -> str:
    """A verdict in a word or two."""
    return said(_VERDICTS[verdict])


def line_tone(verdict: Verdict) -> str:
    """The class of its colours."""
    return _TONES[verdict]


def doubt(one: Doubt) -> str:
    """Why it cannot be told, as a sentence."""
    return said(_DOUBTS[one])


def summed_up(result: ThreeWay) -> str:
    """The verdict on all, as a sentence."""
    return said(_SUMS[result.verdict])


def reasons(row: Row, currency: str) -> tuple[str, ...]:
    """What is wrong with a row, and what to look at, a sentence each."""
    return tuple(_reasons(row, currency))


def _reasons(row: Row, currency: str) -> Iterator[str]:
    found = (row.verdict, *row.also)
    if Verdict.SHORT in found or Verdict.OVER in found:
        yield from _counts(row)
    if Verdict.PRICE in found:
        yield _price(row, currency)
    elif _differ(row.ordered_price, row.invoiced_price):
        yield said("The prices differ within the tolerance.")
    got = row.received if row.received.figures else row.delivered
    if row.verdict is Verdict.AGREES and (_differ(row.invoiced, got) or _differ(row.invoiced, row.ordered)):
        yield said("The counts differ within the tolerance.")
    yield from map(doubt, row.doubts)


def _differ(one: Tally, other: Tally) -> bool:
    return one.value is not None and other.value is not None and one.value != other.value


def _counts(row: Row) -> Iterator[str]:
    got = row.received.value if row.received.figures else row.delivered.value
    invoiced, ordered = row.invoiced.value, row.ordered.value
    if invoiced is not None and got is not None and got != invoiced:
        yield said(_AGAINST_INVOICE[got < invoiced], count=quantity(abs(invoiced - got)))
    elif not row.invoiced.figures and got is not None and got == row.differs:
        yield said("{count} received that the invoice does not bill.", count=quantity(got))
    elif not row.invoiced.figures and got is not None and ordered is not None and got != ordered:
        yield said(_AGAINST_ORDER[got < ordered], count=quantity(abs(ordered - got)))
    if invoiced is not None and ordered is not None and invoiced > ordered:
        yield said("{count} more invoiced than ordered.", count=quantity(invoiced - ordered))


_AGAINST_INVOICE = {
    True: to_say("{count} fewer received than invoiced."),
    False: to_say("{count} more received than invoiced."),
}
_AGAINST_ORDER = {
    True: to_say("{count} fewer received than ordered."),
    False: to_say("{count} more received than ordered."),
}


def _price(row: Row, currency: str) -> str:
    ordered, invoiced = row.ordered_price.value or Decimal(0), row.invoiced_price.value or Decimal(0)
    difference = amount(abs(invoiced - ordered), currency)
    if invoiced > ordered:
        return said("{amount} more for one than ordered.", amount=difference)
    return said("{amount} less for one than ordered.", amount=difference)


def around(box: Box) -> str:
    """A place on a page with enough beside it to be known again, as an address takes it."""
    middle, wide = box.middle[0], max(box.width, _WIDEST)
    edges = (middle - wide / 2, box.y0 - _ABOVE, middle + wide / 2, box.y1 + _ABOVE)
    return ",".join(f"{min(max(edge, 0.0), 1.0):.4f}" for edge in edges)


FILTERS: Mapping[str, Callable[..., Any]] = {
    "around": around,
    "doubt": doubt,
    "line_reasons": reasons,
    "line_tone": line_tone,
    "line_verdict": line_verdict,
    "quantity": quantity,
    "summed_up": summed_up,
}
"""What templates may call."""
