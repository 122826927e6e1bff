"""`countersign sheets`: separator sheets, batch headers and rescan slips, to be printed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from countersign.cli.common import Client, err, known_client, stores
from models.counts import counted
from models.errors import ExitCode
from models.record import DEFAULT_CLIENT
from models.sheets import Separator

app = typer.Typer(help="Print sheets for the scanner: separators, batch headers, rescan slips.")

Output = Annotated[Path, typer.Option("-o", "--output", help="PDF to write.", metavar="FILE")]


@app.command()
def separator(
    output: Output,
    kind: Annotated[Separator, typer.Option(help="How the sheet is known again.")] = Separator.PATCH,
    copies: Annotated[int, typer.Option(help="Sheets.")] = 1,
) -> int:
    """Sheets to be laid before each document of a stack.

    Example: countersign sheets separator --copies 20 -o separators.pdf
    """
    from countersign import printing

    return _written(output, printing.separators(kind, copies))


@app.command()
def batch(
    output: Output,
    documents: Annotated[int, typer.Option(help="Documents in the stack.")],
    pages: Annotated[int, typer.Option(help="Printed pages in the stack.")],
) -> int:
    """A sheet to be laid on top of a stack: what does not come as it says is told.

    Example: countersign sheets batch --documents 12 --pages 31 -o header.pdf
    """
    from countersign import printing

    return _written(output, printing.batch_header(documents, pages))


@app.command()
def rescan(
    documents: Annotated[list[str], typer.Argument(help="Ids of documents to be scanned again.")],
    output: Output,
    client: Client = DEFAULT_CLIENT,
) -> int:
    """Slips to be laid on papers that are to be scanned again: the new scan is linked with the old one.

    Example: countersign sheets rescan 3f9a0c1d2e4b5a6978877665 -o slips.pdf
    """
    from countersign import printing

    return _written(output, printing.slips_for(stores().register, known_client(client), documents))


def _written(path: Path, pdf: bytes) -> int:
    path.write_bytes(pdf)
    err().print(f"{path}: {counted(len(pdf), 'byte')}.", markup=False)
    return ExitCode.DONE
