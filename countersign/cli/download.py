"""`countersign download`: the file that a document came in, or the document as a searchable PDF."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from countersign.cli.common import Client, err, known_client, stores
from models.counts import counted
from models.errors import ExitCode, WrongUse
from models.record import DEFAULT_CLIENT


class Form(StrEnum):
    """What of a document is wanted."""

    ORIGINAL = "original"
    """The file it came in, byte by byte."""
    SEARCHABLE = "searchable"
    """A PDF of just this document, upright, with the words that were read."""


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(download)


def download(
    document: Annotated[str, typer.Argument(help="Document id, as `find` and the console show it.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="File to write.", metavar="FILE")],
    form: Annotated[Form, typer.Option("--as", help="What of it.")] = Form.ORIGINAL,
    client: Client = DEFAULT_CLIENT,
) -> int:
    """Save a document: the file as it came, or a searchable PDF.

    Example: countersign download 3f9a0c1d2e4b5a6978877665 --as searchable -o note.pdf
    """
    from flows.searchable import searchable
    from pipeline.filing import original_key

    kept = stores()
    record = kept.register.document(known_client(client), document)
    if record is None:
        raise WrongUse(f"Client {client} has no document {document}: `countersign find` names them.")
    if form is Form.SEARCHABLE:
        output.write_bytes(searchable(kept, record))
    else:
        kept.objects.fetch(original_key(record.client, record.sha256), output)
    err().print(f"{output}: {counted(output.stat().st_size, 'byte')}.", markup=False)
    return ExitCode.DONE
