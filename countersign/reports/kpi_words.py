"""What key figures are called, how they are made, and why one is not known; for people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from countersign.language import amount, decimal, number, said, said_of, share, to_say
from receivables.kpi import Figure, Input, Kpi, Unit, Why

_NAMES = {
    Kpi.DSO: to_say("Days sales outstanding (DSO)"),
    Kpi.BEST_DSO: to_say("Best possible DSO"),
    Kpi.ADD: to_say("Average days delinquent (ADD)"),
    Kpi.CEI: to_say("Collection effectiveness (CEI)"),
    Kpi.DDO: to_say("Deduction days outstanding (DDO)"),
    Kpi.POD_COUNT: to_say("Proof of delivery on file, by invoices"),
    Kpi.POD_VALUE: to_say("Proof of delivery on file, by amount"),
    Kpi.WIN_COUNT: to_say("Disputes won, by count"),
    Kpi.WIN_VALUE: to_say("Disputes won, by amount"),
    Kpi.EXPIRED: to_say("Disputes expired unanswered"),
    Kpi.PROMISES: to_say("Promises kept"),
    Kpi.HOURS_TO_FILED: to_say("From receipt to filed"),
    Kpi.DAYS_TO_PROOF: to_say("From invoice to proof of delivery"),
    Kpi.AUTO_FILED: to_say("Filed without a person"),
    Kpi.FIRST_PASS: to_say("Matched at first sight"),
    Kpi.RESCANS: to_say("Scanned again"),
    Kpi.MISFILES: to_say("Filed wrongly"),
}
_FORMULAS = {
    Kpi.DSO: to_say("Receivables at the end ÷ sales of the period × its days"),
    Kpi.BEST_DSO: to_say("Receivables not overdue at the end ÷ sales of the period × its days"),
    Kpi.ADD: to_say("DSO − best possible DSO"),
    Kpi.CEI: to_say(
        "(Receivables before + sales − receivables at the end) ÷ (receivables before + sales − receivables "
        "not overdue)"
    ),
    Kpi.DDO: to_say("Contested by open disputes ÷ contested by disputes opened in the period × its days"),
    Kpi.POD_COUNT: to_say("Open invoices proven with grade A or B ÷ all old enough to be proven"),
    Kpi.POD_VALUE: to_say("The same by what is still to be paid"),
    Kpi.WIN_COUNT: to_say("Disputes won ÷ disputes won, lost and settled in the period"),
    Kpi.WIN_VALUE: to_say("Paid of disputes that ended in the period ÷ contested by them"),
    Kpi.EXPIRED: to_say("Disputes whose last day for our answer passed in the period without one"),
    Kpi.PROMISES: to_say("Promises kept ÷ promises that were to be kept in the period"),
    Kpi.HOURS_TO_FILED: to_say("Median over documents received in the period"),
    Kpi.DAYS_TO_PROOF: to_say("Median over invoices whose first proof came in the period"),
    Kpi.AUTO_FILED: to_say("Documents filed by the program ÷ documents received, duplicates left out"),
    Kpi.FIRST_PASS: to_say("Filed just where the first look put or proposed them ÷ documents filed"),
    Kpi.RESCANS: to_say("Documents behind a rescan slip ÷ documents received"),
    Kpi.MISFILES: to_say("Filings found wrong ÷ filings checked in the period"),
}
_INPUTS = {
    "receivables": to_say("Receivables at the end"),
    "receivables_before": to_say("Receivables before"),
    "not_overdue": to_say("Not overdue"),
    "sales": to_say("Sales of the period"),
    "days": to_say("Days"),
    "dso": to_say("DSO"),
    "best_possible_dso": to_say("Best possible DSO"),
    "disputes_open": to_say("Contested, open"),
    "disputes_opened": to_say("Contested, opened"),
    "invoices_proven": to_say("Invoices proven"),
    "invoices": to_say("Invoices"),
    "proven": to_say("Proven"),
    "open": to_say("To be proven"),
    "disputes_won": to_say("Won"),
    "disputes_ended": to_say("Ended"),
    "recovered": to_say("Paid"),
    "contested": to_say("Contested"),
    "promises_kept": to_say("Kept"),
    "promises": to_say("To be kept"),
    "promises_unknown": to_say("Not known"),
    "documents": to_say("Documents"),
    "documents_filed": to_say("Filed"),
    "filed_by_program": to_say("Filed by the program"),
    "matched_at_once": to_say("Matched at first sight"),
    "rescans": to_say("Scanned again"),
    "found_wrong": to_say("Found wrong"),
    "filings_checked": to_say("Checked"),
}
_WHY = {
    Why.NO_LEDGER: to_say("no ledger was loaded by then"),
    Why.BEFORE: to_say("the ledger of the evening before the period is not in the register"),
    Why.BEGIN: to_say("the first ledger came after the first day, so what was settled before it is missing"),
    Why.END: to_say("the register does not know in full how the ledger stood then"),
    Why.NO_SALES: to_say("nothing was invoiced in the period, or no more than was credited"),
    Why.NOTHING_DUE: to_say("nothing was to be collected"),
    Why.NONE: to_say("there was none in the period"),
    Why.WHOLE_FIRM: to_say("checks are drawn from the whole client firm"),
}


def kpi_words(kpi: Kpi) -> str:
    """Its name."""
    return said(_NAMES[kpi])


def formula_words(kpi: Kpi) -> str:
    """How it is made."""
    return said(_FORMULAS[kpi])


def why_words(why: Why) -> str:
    """Why something is not known, to be put behind a comma."""
    return said(_WHY[why])


def value_words(figure: Figure) -> str:
    """The figure with its unit; why it is not known where it is not."""
    if figure.value is None:
        return said("not known: {why}", why=why_words(figure.why)) if figure.why else said("not known")
    return measured(figure.value, figure.unit, figure.currency, places=1)


def measured(value: Decimal, unit: Unit, currency: str, *, places: int = 0) -> str:
    """A value with its unit; days and hours with so many decimal places at least."""
    if unit is Unit.MONEY:
        return amount(value, currency)
    if unit is Unit.PERCENT:
        return share(float(value) / 100, 1)
    if unit is Unit.COUNT:
        return number(int(value))
    whole = value == int(value) and not places
    figures, one = decimal(float(value), 0 if whole else 1), int(value) if whole else 2
    if unit is Unit.DAYS:
        return said_of("{number} day", "{number} days", one, number=figures)
    return said_of("{number} hour", "{number} hours", one, number=figures)


def input_words(one: Input, currency: str) -> str:
    """A number that goes into a formula, with its name."""
    return said(
        "{name}: {value}", name=said(_INPUTS[one.name]), value=measured(one.value, one.unit, currency)
    )


def inputs_words(figure: Figure) -> str:
    """All of them in a line."""
    return "; ".join(input_words(one, figure.currency) for one in figure.inputs)


def bound_words(figure: Figure) -> str:
    """The upper bound of a share; empty where there is none."""
    if figure.bound is None:
        return ""
    most = share(float(figure.bound) / 100, 2)
    return said("at most {share}, with 95 % certainty", share=most)


FILTERS: Mapping[str, Callable[..., Any]] = {
    "kpi": kpi_words,
    "formula": formula_words,
    "figure_value": value_words,
    "figure_inputs": inputs_words,
    "figure_bound": bound_words,
}
"""What templates may call."""
