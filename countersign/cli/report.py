"""`countersign report`: aging, statements of account, evidence gaps, as of any day."""

from __future__ import annotations

from typing import Annotated

import typer

from countersign.cli.common import Client, err, known_client, stores
from countersign.cli.report_periods import add_periods_to
from countersign.cli.reporting import (
    USUAL_LIMITS,
    AsOf,
    ByBasis,
    Format,
    InFormat,
    InLanguage,
    InPlain,
    Limits,
    OfCustomer,
    Output,
    Plain,
    Ways,
    day_named,
    hand_out,
    letterhead,
    tell_day,
)
from models.errors import WrongUse
from models.record import DEFAULT_CLIENT
from receivables.aging import Basis, Credits, Terms
from receivables.gaps import Desk

app = typer.Typer(help="Receivables from the ledger and the archive, as of any day.", no_args_is_help=True)


@app.callback()
def several() -> None:
    """Receivables from the ledger and the archive, as of any day."""


add_periods_to(app)


@app.command("aging")
def aging(
    *,
    as_of: AsOf = "",
    customer: OfCustomer = "",
    basis: ByBasis = Basis.DUE,
    buckets: Limits = USUAL_LIMITS,
    credit: Annotated[
        Credits, typer.Option("--credits", help="Credits apart, or aged with the rest.")
    ] = Credits.APART,
    form: InFormat = Format.TABLE,
    language: InLanguage = None,
    output: Output = None,
    client: Client = DEFAULT_CLIENT,
) -> None:
    """Who owes what, by how long it is overdue; disputed items and credits apart, each currency by itself.

    Example: countersign report aging --as-of 2026-10-31 --buckets 15,30,60,90 --format csv -o aging.csv
    """
    from countersign.reports.aging import aging_csv, aging_json, aging_lines
    from countersign.reports.words import limits_in
    from flows.receivables import Aged, Whose
    from flows.receivables import aging as made

    def pdf(told: Aged) -> bytes:
        from countersign.printing.reports import aging_pdf

        return aging_pdf(told, letterhead(opened, told.whose.client), language)

    opened = stores()
    terms = Terms(day_named(as_of, opened.clock().date()), basis, limits_in(buckets), credit)
    told = made(opened.register, Whose(known_client(client), None, customer), terms)
    tell_day(told, terms.as_of, form)
    hand_out(form, told, Ways(aging_lines, aging_csv, aging_json, pdf), output)


@app.command("statement")
def statement(
    *,
    customer: Annotated[str, typer.Option("--customer", help="Whose statement.", metavar="NO")],
    as_of: AsOf = "",
    basis: ByBasis = Basis.DUE,
    buckets: Limits = USUAL_LIMITS,
    first: Annotated[
        str,
        typer.Option("--from", help="Since when movements are told: balance forward.", metavar="DATE"),
    ] = "",
    last: Annotated[str, typer.Option("--to", help="The day, another name of --as-of.", metavar="DATE")] = "",
    form: InFormat = Format.TABLE,
    language: InLanguage = None,
    output: Output = None,
    client: Client = DEFAULT_CLIENT,
) -> None:
    """A customer's open items with a running balance, each with the proofs of delivery that are on file.

    With --from it begins with the balance before that day and what moved it since. As PDF it is a letter.

    Example: countersign report statement --customer C-10442 --from 2026-10-01 --to 2026-10-31 --format pdf
    """
    from countersign.reports.statement import statement_csv, statement_json, statement_lines
    from countersign.reports.words import limits_in
    from flows.receivables import Stated, Whose
    from flows.receivables import statement as made

    def pdf(told: Stated) -> bytes:
        from countersign.printing.reports import statement_pdf

        return statement_pdf(told, letterhead(opened, told.whose.client), language)

    if as_of and last:
        raise WrongUse("Give --as-of or --to, not both: they name the same day.")
    opened = stores()
    today = opened.clock().date()
    terms = Terms(day_named(as_of or last, today), basis, limits_in(buckets))
    since = day_named(first, today, "--from") if first else None
    told = made(opened.register, Whose(known_client(client), None, customer), terms, since)
    tell_day(told, terms.as_of, form)
    hand_out(form, told, Ways(statement_lines, statement_csv, statement_json, pdf), output)


@app.command("gaps")
def gaps(
    *,
    as_of: AsOf = "",
    customer: OfCustomer = "",
    ask: Annotated[
        list[Desk] | None,
        typer.Option("--ask", help="Only what they can close: the chase list of a desk. May repeat."),
    ] = None,
    form: InFormat = Format.TABLE,
    language: InLanguage = None,
    output: Output = None,
    client: Client = DEFAULT_CLIENT,
) -> None:
    """Open invoices with no proof of delivery, or one that is unsigned, remarked or illegible.

    As CSV it is the chase list; `countersign export pods` tells the ledger's own system what is on file.

    Example: countersign report gaps --ask carrier --format csv -o chase.csv
    """
    from countersign.reports.gaps import chase_csv, gap_lines, gaps_json
    from flows.receivables import Gapped, Whose
    from flows.receivables import gaps as made

    def pdf(told: Gapped) -> bytes:
        from countersign.printing.reports import gaps_pdf

        return gaps_pdf(told, letterhead(opened, told.whose.client), desks, language)

    opened = stores()
    day, desks = day_named(as_of, opened.clock().date()), tuple(ask or ())
    told = made(opened.register, Whose(known_client(client), None, customer), day)
    tell_day(told, day, form)
    ways = Ways[Gapped](
        lambda one: gap_lines(one, desks),
        lambda one: chase_csv(one, desks),
        lambda one: gaps_json(one, desks),
        pdf,
    )
    hand_out(form, told, ways, output)


@app.command("disputes")
def disputes(
    *,
    as_of: AsOf = "",
    customer: OfCustomer = "",
    ended: Annotated[bool, typer.Option("--all", help="Closed ones too.")] = False,
    form: InPlain = Plain.TABLE,
    output: Output = None,
    client: Client = DEFAULT_CLIENT,
) -> None:
    """What customers say against invoices, soonest due first, with alarms and what is missing; win rates.

    Alarms count up to the day; states are as they are now.

    Example: countersign report disputes --customer C-10442 --format csv -o disputes.csv
    """
    from countersign.reports.disputes import dispute_lines, disputes_csv, disputes_json
    from flows.disputes import Cases, cases, codes_of
    from flows.receivables import Whose

    opened, firm = stores(), known_client(client)
    day = day_named(as_of, opened.clock().date())
    told = cases(opened, Whose(firm, None, customer), day, is_open=None if ended else True)
    codes = codes_of(opened, firm)
    if form is not Plain.TABLE:
        err().print(f"As of {day}.", markup=False)
    ways = Ways[Cases](
        dispute_lines, lambda one: disputes_csv(one, codes), lambda one: disputes_json(one, codes)
    )
    hand_out(form, told, ways, output)


@app.command("cash")
def cash(
    *,
    customer: OfCustomer = "",
    form: InPlain = Plain.TABLE,
    output: Output = None,
    client: Client = DEFAULT_CLIENT,
) -> None:
    """Payments as they stand now: applied, to be decided, waiting; and what the ledger has not booked yet.

    Example: countersign report cash --format csv -o payments.csv
    """
    from countersign.reports.cash import cash_csv, cash_json, cash_lines
    from flows.cash import cash_report
    from storage.register import AskedPayments

    opened = stores()
    asked = AskedPayments(known_client(client), None, None, customer)
    told = cash_report(opened, asked, opened.clock().date())
    hand_out(form, told, Ways(cash_lines, cash_csv, cash_json), output)


@app.command("causes")
def causes(
    *,
    as_of: AsOf = "",
    customer: OfCustomer = "",
    form: InPlain = Plain.TABLE,
    output: Output = None,
    client: Client = DEFAULT_CLIENT,
) -> None:
    """Why items are overdue: what a person said, else what papers, promises and books tell.

    By cause, customer, carrier and delivery site, in count, money, and money times days overdue, each
    currency by itself. As CSV it is item by item. Disputes are as they are now.

    Example: countersign report causes --as-of 2026-10-31 --format csv -o causes.csv
    """
    from countersign.reports.causes import cause_lines, causes_csv, causes_json
    from flows.disputes.causes import causes as made
    from flows.receivables import Whose

    opened = stores()
    day = day_named(as_of, opened.clock().date())
    told = made(opened.register, Whose(known_client(client), None, customer), day)
    tell_day(told, day, form)
    hand_out(form, told, Ways(cause_lines, causes_csv, causes_json), output)


@app.command("promises")
def promises(
    *,
    as_of: AsOf = "",
    customer: OfCustomer = "",
    owner: Annotated[str, typer.Option("--owner", help="Only what this person noted.", metavar="LOGIN")] = "",
    form: InPlain = Plain.TABLE,
    output: Output = None,
    client: Client = DEFAULT_CLIENT,
) -> None:
    """Promises to pay: broken, overdue, running and kept, as the ledger tells.

    Of the year before the day and the year behind it.

    Example: countersign report promises --owner cleo --format csv -o promises.csv
    """
    from dataclasses import replace

    from countersign.reports.promises import promise_lines, promises_csv, promises_json
    from flows.disputes import promises as made
    from flows.receivables import Whose

    opened = stores()
    day = day_named(as_of, opened.clock().date())
    told = made(opened.register, Whose(known_client(client), None, customer), day)
    mine = tuple(one for one in told.noted if owner in {"", one.contact.noted_by})
    if form is not Plain.TABLE:
        err().print(f"As of {day}.", markup=False)
    hand_out(form, replace(told, noted=mine), Ways(promise_lines, promises_csv, promises_json), output)
