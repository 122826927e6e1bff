"""`countersign evidence`: the evidence pack of one or several invoices, and the check of one."""

from __future__ import annotations

import sys
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from countersign.cli.common import Client, err, known_client, stores, whoever
from countersign.days import day_of
from models.counts import counted
from models.dispute import Channel
from models.errors import ExitCode, WrongUse
from models.evidence import USUAL_REPLY_DAYS, Dispute, Form, Letterhead, PackWish, Tongue
from models.record import DEFAULT_CLIENT
from models.sending import Reason

if TYPE_CHECKING:
    from flows.desk import Stores
    from flows.evidence import MadePack
    from models.sending import InvoiceKey

MOST_SHOWN = 20


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(evidence)
    app.command()(letterhead)


def evidence(  # noqa: PLR0917 options are given by name
    invoice: Annotated[
        list[str], typer.Argument(help="Invoice numbers, all of one customer.", show_default=False)
    ] = [],  # noqa: B006 typer takes it as it is
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="File to write, .pdf or .zip.", metavar="FILE")
    ] = None,
    customer: Annotated[
        str, typer.Option(help="Customer number, where several have an invoice of that number.", metavar="NO")
    ] = "",
    reason: Annotated[Reason | None, typer.Option(help="What the customer says against it.")] = None,
    claim: Annotated[str, typer.Option(help="The customer's number of the dispute.")] = "",
    contested: Annotated[str, typer.Option(help="Contested amount, such as 120.50.", metavar="AMOUNT")] = "",
    reply_by: Annotated[
        str, typer.Option(help="Day by which a reply is asked for; else by the letterhead.", metavar="DAY")
    ] = "",
    on: Annotated[str, typer.Option("--date", help="Date of the letter; today if none.", metavar="DAY")] = "",
    language: Annotated[Tongue | None, typer.Option(help="Of the letter; else the letterhead's.")] = None,
    note: Annotated[str, typer.Option(help="A paragraph of your own.")] = "",
    sent: Annotated[
        Channel | None,
        typer.Option(help="Note it as sent by this way, in the contact log and in open disputes, once."),
    ] = None,
    sent_to: Annotated[str, typer.Option(help="To whom, with --sent.", metavar="NAME")] = "",
    verify: Annotated[
        Path | None, typer.Option(help="Check a ZIP, or an unpacked one, and make none.", metavar="FILE")
    ] = None,
    client: Client = DEFAULT_CLIENT,
) -> int:
    """Make the evidence pack of an invoice: letter, exhibits, annotated receipts, custody record.

    The suffix of FILE says whether it is the PDF alone or a ZIP with originals, manifest and verifier. The
    same papers and the same --date give the same bytes. Without -o the PDF goes to standard output.

    Example: countersign evidence INV-2026-004412 --reason short --reply-by 2026-12-15 -o pack.zip
    """
    if verify is not None:
        return _verify(verify, alone=not invoice and output is None)
    if not invoice:
        raise WrongUse("evidence: name at least one invoice, or a pack with --verify FILE.")
    form = _form(output)
    opened = stores()
    name = known_client(client)
    wish = PackWish(
        keys=tuple(key_of(opened, name, one, customer) for one in dict.fromkeys(invoice)),
        on=day_of(on) or opened.clock().date(),
        language=language,
        reply_by=day_of(reply_by),
        note=" ".join(note.split()),
        dispute=Dispute(reason, claim.strip(), _amount(contested)),
    )
    from flows.disputes import Way, pack_sent, with_case
    from flows.evidence import evidence as make

    made = make(opened, name, with_case(opened, name, wish), form)
    _hand_out(made, output)
    _note(opened, made)
    if sent is not None and not pack_sent(opened, made, Way(sent, sent_to), whoever()):
        err().print("That this pack was sent is noted already.")
    _tell(made, output)
    return ExitCode.DONE


def letterhead(  # noqa: PLR0917 options are given by name
    name: Annotated[str, typer.Option(help="The firm that the letters come from.")] = "",
    line: Annotated[
        list[str], typer.Option(help="Line of its address; may repeat.", show_default=False)
    ] = [],  # noqa: B006 typer takes it as it is
    contact: Annotated[str, typer.Option(help="Whom customers may ask.")] = "",
    email: Annotated[str, typer.Option(help="Their e-mail address.")] = "",
    phone: Annotated[str, typer.Option(help="Their telephone.")] = "",
    language: Annotated[Tongue, typer.Option(help="Of letters, unless said otherwise.")] = Tongue.ENGLISH,
    reply_days: Annotated[int, typer.Option(help="Days for a reply.")] = USUAL_REPLY_DAYS,
    remit: Annotated[
        list[str],
        typer.Option("--remit-to", help="Line of where payments go; may repeat.", show_default=False),
    ] = [],  # noqa: B006 typer takes it as it is
    client: Client = DEFAULT_CLIENT,
) -> int:
    """Set who letters, statements and reports come from, and where payments go; without --name, show it.

    Example: countersign letterhead --name "Brandt GmbH" --line "Speicherstr. 14" --line "20457 Hamburg"
    """
    from flows.evidence import letterhead_of, set_letterhead

    opened, firm = stores(), known_client(client)
    if name.strip():
        head = Letterhead(name, tuple(line), contact, email, phone, language, reply_days, tuple(remit))
        set_letterhead(opened, firm, head, whoever())
    elif line or contact or email or phone or remit:
        raise WrongUse("letterhead: give --name too, all of it is set anew.")
    head = letterhead_of(opened, firm)
    if not head.name:
        err().print(
            'No letterhead is set: countersign letterhead --name "FIRM" --line "STREET" --line "CITY"'
        )
        return ExitCode.DONE
    told = (head.name, *head.address, head.contact, head.email, head.phone)
    typer.echo("\n".join(part for part in told if part))
    for one in head.remit:
        typer.echo(f"remit to: {one}")
    typer.echo(f"language {head.language.value}, reply within {counted(head.reply_days, 'day')}")
    return ExitCode.DONE


def _verify(path: Path, *, alone: bool) -> int:
    from flows.evidence import faults_of

    if not alone:
        raise WrongUse("evidence: --verify checks one pack, and takes no invoices and no -o beside it.")
    if not path.exists():
        raise WrongUse(f"{path} is not there: name a pack, a ZIP or the folder it was unpacked into.")
    faults = faults_of(path)
    for fault in faults[:MOST_SHOWN]:
        typer.echo(f"CHANGED: {fault}")
    if faults:
        err().print(f"{path} is not as it was made: ask its sender for it again.", markup=False)
        return ExitCode.FAULT
    typer.echo(f"OK: {path} is as it was made.")
    return ExitCode.DONE


def _form(output: Path | None) -> Form:
    if output is None:
        if sys.stdout.isatty():
            raise WrongUse("evidence: name a file with -o, such as -o pack.pdf or -o pack.zip.")
        return Form.PDF
    suffix = output.suffix.lower().lstrip(".")
    if suffix not in set(Form):
        raise WrongUse(f"{output} is neither .pdf nor .zip: its suffix says what is made.")
    return Form(suffix)


def key_of(opened: Stores, client: str, number: str, customer: str) -> InvoiceKey:
    """The invoice of a number; raises WrongUse where there is none, or several customers have one."""
    if customer:
        return customer, number
    found = opened.register.lookups.invoices(client, number, MOST_SHOWN)
    exact = [one for one in found if one.number == number]
    if not exact:
        near = ", ".join(dict.fromkeys(one.number for one in found[:5]))
        raise WrongUse(f"There is no invoice {number}{f'; near it: {near}' if near else ''}.")
    if len(exact) > 1:
        theirs = ", ".join(one.customer_number for one in exact)
        raise WrongUse(f"Customers {theirs} have an invoice {number}: name one with --customer.")
    return exact[0].key


def _amount(text: str) -> Decimal | None:
    try:
        amount = Decimal(text) if text else None
    except InvalidOperation:
        amount = Decimal("NaN")
    if amount is not None and not amount.is_finite():
        raise WrongUse(f"{text!r} is no amount: write it as 120.50.")
    return amount


def _hand_out(made: MadePack, output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.write(made.data)
        sys.stdout.buffer.flush()
    else:
        output.write_bytes(made.data)


def _note(opened: Stores, made: MadePack) -> None:
    """Who saves a pack is told in the history of each of its papers, as any other saving is."""
    from flows.evidence import told_of

    for event in told_of(made, whoever(), opened.clock()):
        opened.register.add_event(event)


def _tell(made: MadePack, output: Path | None) -> None:
    pack = made.pack
    where = f"{output}: " if output else ""
    size = f"{len(made.data):,} bytes"
    err().print(
        f"{where}{counted(len(pack.exhibits), 'exhibit')}, {size}, SHA-256 {made.sha256}", markup=False
    )
    err().print(f"Letter of {pack.wish.on}, reply by {pack.reply_by}.", markup=False)
    if any(page.covered for one in pack.exhibits for page in one.shown):
        err().print(
            "Parts of other customers were blacked out: look at these pages before you send the pack."
        )
    hidden = len(pack.picked.hidden) + sum(len(one.left_out) for one in pack.exhibits)
    if hidden:
        err().print("Pages of other customers were left out: the index says which.")
    if not pack.letterhead.name:
        err().print("The letter names no sender: set one with `countersign letterhead`.")
