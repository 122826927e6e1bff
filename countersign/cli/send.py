"""`countersign send`: documents for people outside, by links that end, can be revoked and are logged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from countersign.cli.common import Client, err, known_client, out, stores, whoever
from models.errors import WrongUse
from models.record import DEFAULT_CLIENT
from models.sending import USUAL_LIFE, Reason

if TYPE_CHECKING:
    from flows.desk import Stores
    from flows.sending import Made
    from models.record import DocumentRecord
    from models.sending import InvoiceKey


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(send)


def send(  # noqa: PLR0917 options are given by name
    document: Annotated[list[str], typer.Argument(help="Document ids, all filed under one invoice.")],
    to: Annotated[
        list[str], typer.Option(help="Recipient: ann@firm.example or 'Ann <ann@firm.example>'; may repeat.")
    ],
    invoice: Annotated[
        str, typer.Option(help="Invoice to send them with, where they are filed under several.", metavar="NO")
    ] = "",
    days: Annotated[int, typer.Option(help="How long the links are good for.")] = USUAL_LIFE,
    reason: Annotated[Reason | None, typer.Option(help="What the documents answer.")] = None,
    note: Annotated[str, typer.Option(help="A word for the recipients.")] = "",
    client: Client = DEFAULT_CLIENT,
    *,
    downloads: Annotated[bool, typer.Option(help="Whether recipients may save the files.")] = True,
) -> None:
    """Give filed documents to people outside, each recipient by a link of their own.

    With a mail server set, links go out by mail while `countersign up` runs; else they are printed, once.

    Example: countersign send 3f9a0c1d2e4b5a6978877665 --to ann@firm.example --days 30 --reason short
    """
    from flows.sending import Wish
    from flows.sending import send as give

    opened = stores()
    records = [_record(opened, known_client(client), one) for one in document]
    wish = Wish(_key(records, invoice), to, days, reason, note, downloads)
    _tell(give(opened, records, wish, whoever()))


def _record(opened: Stores, client: str, document: str) -> DocumentRecord:
    record = opened.register.document(client, document)
    if record is None:
        raise WrongUse(f"Client {client} has no document {document}: `countersign find` names them.")
    return record


def _key(records: list[DocumentRecord], invoice: str) -> InvoiceKey:
    """The invoice that all are filed under."""
    from flows.sending import invoices_of

    common = set(invoices_of(records[0])).intersection(*map(invoices_of, records[1:]))
    fitting = sorted(key for key in common if not invoice or key[1] == invoice)
    if not fitting:
        raise WrongUse(
            "These documents are not filed under one invoice together, or show several customers: look at "
            "them with `countersign find`."
        )
    if len(fitting) > 1:
        named = ", ".join(number for _, number in fitting)
        raise WrongUse(f"They are filed under {named}: name one with --invoice.")
    return fitting[0]


def _tell(made: Made) -> None:
    sending = made.sending
    for recipient in sending.recipients:
        link = made.links.get(recipient.id)
        if link:
            out().print(link, soft_wrap=True)
        err().print(f"{recipient.addressee.shown}: {'link above' if link else 'by mail'}", markup=False)
    err().print(f"Sending {sending.id}, good until {sending.until:%Y-%m-%d}. The console shows who opens it.")
