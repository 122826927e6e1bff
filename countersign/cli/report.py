"""`countersign report`: aging, statements of account, evidence gaps, as of any day."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from countersign.cli.common import Client, err, known_client, stores, write_lines
from models.errors import WrongUse
from models.record import DEFAULT_CLIENT
from receivables.aging import USUAL, Basis, Credits, Terms
from receivables.gaps import Desk

if TYPE_CHECKING:
    from flows.receivables import Told

app = typer.Typer(help="Receivables from the ledger and the archive, as of any day.", no_args_is_help=True)
Made = TypeVar("Made")


class Format(StrEnum):
    """How a report is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


AsOf = Annotated[
    str, typer.Option("--as-of", help="The day, as 2026-11-30; today (UTC) unless given.", metavar="DATE")
]
OfCustomer = Annotated[str, typer.Option("--customer", help="Only this customer.", metavar="NO")]
InFormat = Annotated[Format, typer.Option("--format", help="How it is written.")]
Output = Annotated[Path | None, typer.Option("-o", help="File to write; standard output unless given.")]
ByBasis = Annotated[Basis, typer.Option(help="From which date on an invoice grows old: due or invoice.")]
Limits = Annotated[str, typer.Option("--buckets", help="Last day of each bucket but the last one.")]
_LIMITS = ",".join(map(str, USUAL))


@app.callback()
def several() -> None:
    """Receivables from the ledger and the archive, as of any day."""


@app.command("aging")
def aging(
    *,
    as_of: AsOf = "",
    customer: OfCustomer = "",
    basis: ByBasis = Basis.DUE,
    buckets: Limits = _LIMITS,
    credit: Annotated[
        Credits, typer.Option("--credits", help="Credits apart, or aged with the rest.")
    ] = Credits.APART,
    form: InFormat = Format.TABLE,
    output: Output = None,
    client: Client = DEFAULT_CLIENT,
) -> None:
    """Who owes what, by how long it is overdue; disputed items and credits apart, each currency by itself.

    Example: countersign report aging --as-of 2026-10-31 --buckets 15,30,60,90 --format csv -o aging.csv
    """
    from countersign.reports.aging import aging_csv, aging_json, aging_lines
    from countersign.reports.words import limits_in
    from flows.receivables import Whose
    from flows.receivables import aging as made

    opened = stores()
    terms = Terms(_day(as_of, opened.clock().date()), basis, limits_in(buckets), credit)
    told = made(opened.register, Whose(known_client(client), None, customer), terms)
    _tell(told, terms.as_of, form)
    write_lines(output, _formed(form, told, aging_lines, aging_csv, aging_json))


@app.command("statement")
def statement(
    *,
    customer: Annotated[str, typer.Option("--customer", help="Whose statement.", metavar="NO")],
    as_of: AsOf = "",
    basis: ByBasis = Basis.DUE,
    buckets: Limits = _LIMITS,
    form: InFormat = Format.TABLE,
    output: Output = None,
    client: Client = DEFAULT_CLIENT,
) -> None:
    """A customer's open items with a running balance, each with the proofs of delivery that are on file.

    Example: countersign report statement --customer C-10442 --as-of 2026-10-31
    """
    from countersign.reports.statement import statement_csv, statement_json, statement_lines
    from countersign.reports.words import limits_in
    from flows.receivables import Whose
    from flows.receivables import statement as made

    opened = stores()
    terms = Terms(_day(as_of, opened.clock().date()), basis, limits_in(buckets))
    told = made(opened.register, Whose(known_client(client), None, customer), terms)
    _tell(told, terms.as_of, form)
    write_lines(output, _formed(form, told, statement_lines, statement_csv, statement_json))


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
    output: Output = None,
    client: Client = DEFAULT_CLIENT,
) -> None:
    """Open invoices with no proof of delivery, or one that is unsigned, remarked or illegible.

    As CSV it is the chase list; `countersign export pods` tells the ledger's own system what is on file.

    Example: countersign report gaps --ask carrier --format csv -o chase.csv
    """
    from countersign.reports.gaps import chase_csv, gap_lines, gaps_json
    from flows.receivables import Whose
    from flows.receivables import gaps as made

    opened = stores()
    day, desks = _day(as_of, opened.clock().date()), tuple(ask or ())
    told = made(opened.register, Whose(known_client(client), None, customer), day)
    _tell(told, day, form)
    written = _formed(
        form,
        told,
        lambda one: gap_lines(one, desks),
        lambda one: chase_csv(one, desks),
        lambda one: gaps_json(one, desks),
    )
    write_lines(output, written)


@app.command("disputes")
def disputes(
    *,
    as_of: AsOf = "",
    customer: OfCustomer = "",
    ended: Annotated[bool, typer.Option("--all", help="Closed ones too.")] = False,
    form: InFormat = Format.TABLE,
    output: Output = None,
    client: Client = DEFAULT_CLIENT,
) -> None:
    """What customers say against invoices, soonest due first, with alarms and what is missing; win rates.

    Alarms count up to the day; states are as they are now.

    Example: countersign report disputes --customer C-10442 --format csv -o disputes.csv
    """
    from countersign.reports.disputes import dispute_lines, disputes_csv, disputes_json
    from flows.disputes import cases, codes_of
    from flows.receivables import Whose

    opened, firm = stores(), known_client(client)
    day = _day(as_of, opened.clock().date())
    told = cases(opened, Whose(firm, None, customer), day, is_open=None if ended else True)
    codes = codes_of(opened, firm)
    if form is not Format.TABLE:
        err().print(f"As of {day}.", markup=False)
    written = _formed(
        form,
        told,
        dispute_lines,
        lambda one: disputes_csv(one, codes),
        lambda one: disputes_json(one, codes),
    )
    write_lines(output, written)


@app.command("causes")
def causes(
    *,
    as_of: AsOf = "",
    customer: OfCustomer = "",
    form: InFormat = Format.TABLE,
    output: Output = None,
    client: Client = DEFAULT_CLIENT,
) -> None:
    """Why items are overdue: what a person said, else what papers, promises and books tell.

    By cause, customer, carrier and delivery site, in count, money, and money times days overdue, each
    currency by itself. As CSV it is item by item. Disputes are as they are now.

    Example: countersign report causes --as-of 2026-10-31 --format csv -o causes.csv
    """
    from countersign.reports.causes import cause_lines, causes_csv, causes_json
    from flows.causes import causes as made
    from flows.receivables import Whose

    opened = stores()
    day = _day(as_of, opened.clock().date())
    told = made(opened.register, Whose(known_client(client), None, customer), day)
    _tell(told, day, form)
    write_lines(output, _formed(form, told, cause_lines, causes_csv, causes_json))


@app.command("promises")
def promises(
    *,
    as_of: AsOf = "",
    customer: OfCustomer = "",
    owner: Annotated[str, typer.Option("--owner", help="Only what this person noted.", metavar="LOGIN")] = "",
    form: InFormat = Format.TABLE,
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
    day = _day(as_of, opened.clock().date())
    told = made(opened.register, Whose(known_client(client), None, customer), day)
    mine = tuple(one for one in told.noted if owner in {"", one.contact.noted_by})
    if form is not Format.TABLE:
        err().print(f"As of {day}.", markup=False)
    written = _formed(form, replace(told, noted=mine), promise_lines, promises_csv, promises_json)
    write_lines(output, written)


def _day(text: str, today: date) -> date:
    try:
        return date.fromisoformat(text) if text else today
    except ValueError:
        raise WrongUse(f"--as-of {text!r} is no day: write it as 2026-11-30.") from None


def _tell(told: Told, as_of: date, form: Format) -> None:
    """The day, and what is lacking; a table says both itself."""
    from countersign.reports.words import standing_words

    if form is not Format.TABLE:
        err().print(f"As of {as_of}. {standing_words(told.standing, as_of)}", markup=False)


def _formed(
    form: Format,
    told: Made,
    lines: Callable[[Made], Iterable[str]],
    csv: Callable[[Made], Iterable[str]],
    as_json: Callable[[Made], dict[str, Any]],
) -> Iterator[str]:
    if form is Format.TABLE:
        yield from (f"{line}\n" for line in lines(told))
    elif form is Format.CSV:
        yield from csv(told)
    else:
        yield json.dumps(as_json(told), ensure_ascii=False, indent=2) + "\n"
