"""`countersign report reminders`, `credit` and `bad-debt`; a reminder's letter as PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from countersign.cli.common import Client, err, known_client, stores
from countersign.cli.reporting import (
    AsOf,
    InPlain,
    OfCustomer,
    Output,
    Plain,
    Ways,
    day_named,
    hand_out,
    tell_day,
)
from models.errors import WrongUse
from models.evidence import Tongue
from models.record import DEFAULT_CLIENT

USUAL_DAYS = 14


def add_to(app: typer.Typer) -> None:
    """Add the commands to `countersign report`."""
    app.command("reminders")(reminders)
    app.command("credit")(credit)
    app.command("bad-debt")(bad_debt)


def reminders(
    *,
    as_of: AsOf = "",
    days: Annotated[int, typer.Option(min=0, max=92, help="How many days to look ahead.")] = USUAL_DAYS,
    customer: OfCustomer = "",
    letter: Annotated[
        Path | None, typer.Option("--letter", help="Write the letter of --customer to this PDF file.")
    ] = None,
    language: Annotated[
        Tongue | None, typer.Option(help="Of the letter; that of the letterhead unless given.")
    ] = None,
    form: InPlain = Plain.TABLE,
    output: Output = None,
    client: Client = DEFAULT_CLIENT,
) -> None:
    """Which customers are to be reminded of what, today and on the next days; what is paused and why.

    What was sent is marked at the console, under Reminders, so that its level does not come again.
    Disputes are as they are now.

    Example: countersign report reminders --as-of 2026-10-31 --days 14 --format csv -o reminders.csv
    """
    from countersign.reports.reminders import reminder_lines, reminders_csv, reminders_json
    from flows.receivables import Whose
    from flows.reminders import letter_of, letter_pdf, reminders_due

    opened, firm = stores(), known_client(client)
    day = day_named(as_of, opened.clock().date())
    if letter is not None:
        if not customer:
            raise WrongUse("A letter is to one customer: name it, as in --customer C-10442.")
        made = letter_pdf(opened, letter_of(opened, firm, customer, day, language)[1])
        letter.write_bytes(made.data)
        err().print(f"{letter}: {made.letter.letter.subject}, {len(made.data)} bytes.", markup=False)
        return
    told = reminders_due(opened, Whose(firm, None, customer), day, days)
    tell_day(told, day, form)
    hand_out(form, told, Ways(reminder_lines, reminders_csv, reminders_json), output)


def credit(
    *,
    as_of: AsOf = "",
    customer: OfCustomer = "",
    form: InPlain = Plain.TABLE,
    output: Output = None,
    client: Client = DEFAULT_CLIENT,
) -> None:
    """Credit limits held against what is open, the most exceeded first; payment plans, kept or broken.

    Limits and plans are recorded on the page of the customer; each currency stands by itself.

    Example: countersign report credit --as-of 2026-10-31 --format csv -o credit.csv
    """
    from countersign.reports.credit import credit_csv, credit_json, credit_lines
    from flows.plans import credit as made
    from flows.receivables import Whose

    opened = stores()
    day = day_named(as_of, opened.clock().date())
    told = made(opened, Whose(known_client(client), None, customer), day)
    tell_day(told, day, form)
    hand_out(form, told, Ways(credit_lines, credit_csv, credit_json), output)


def bad_debt(
    *,
    as_of: AsOf = "",
    customer: OfCustomer = "",
    form: InPlain = Plain.TABLE,
    output: Output = None,
    client: Client = DEFAULT_CLIENT,
) -> None:
    """Overdue invoices that may be bad debts, each with the sentences that explain it.

    It is a list for a person: nothing is written off here. An administrator sets the thresholds at the
    console, under Bad debts.

    Example: countersign report bad-debt --as-of 2026-12-31 --format csv -o doubtful.csv
    """
    from countersign.reports.bad_debt import bad_debt_csv, bad_debt_json, bad_debt_lines
    from flows.receivables import Whose
    from flows.reminders.bad_debt import doubtful

    opened = stores()
    day = day_named(as_of, opened.clock().date())
    told = doubtful(opened, Whose(known_client(client), None, customer), day)
    tell_day(told, day, form)
    hand_out(form, told, Ways(bad_debt_lines, bad_debt_csv, bad_debt_json), output)
