"""`countersign evaluate`: what was captured, scored by an answer key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from countersign.cli.common import Client, out
from countersign.evaluation import Report, evaluate, read_documents
from models.counts import counted
from models.errors import ExitCode
from models.plain import to_plain


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("evaluate")(score)


def score(
    truth: Annotated[Path, typer.Argument(help="Answer key: JSONL in the shape of `export documents`.")],
    predictions: Annotated[Path, typer.Argument(help="JSONL as `export documents` writes it.")],
    client: Client = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of lines.")] = False,
) -> int:
    """Score what was captured: splitting, type, fields, signature, match, misfiles.

    Example: countersign evaluate truth.jsonl documents.jsonl
    """
    found = [one for one in read_documents(predictions) if client in {"", one.get("client", client)}]
    report = evaluate(read_documents(truth), found)
    if as_json:
        typer.echo(json.dumps(to_plain(report)))
    else:
        _print(report)
    return ExitCode.FAULT if report.misfiles or report.lost else ExitCode.DONE


def _print(report: Report) -> None:
    for line in report.scores:
        out().print(f"{line.name:32} {line.right:5} of {line.of:5}  {line.share:7.1%}", markup=False)
    for misfile in report.misfiles:
        out().print(f"MISFILED {misfile}", markup=False, soft_wrap=True)
    for source in report.lost:
        out().print(f"LOST {source}", markup=False, soft_wrap=True)
    out().print(f"{len(report.misfiles)} misfiled, {counted(len(report.lost), 'file')} lost.")
