"""`countersign evaluate`: what was captured, scored by an answer key."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from countersign.cli.common import Client, out
from countersign.evaluation import Asked, evaluate, lines_of, read_key, read_predictions, shape
from countersign.evaluation.line import Line
from models.errors import ExitCode


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command("evaluate")(score)


def score(
    truth: Annotated[Path, typer.Argument(help="Answer key: JSONL in the shape of `export documents`.")],
    predictions: Annotated[Path, typer.Argument(help="JSONL as `export documents` writes it.")],
    *,
    client: Client = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of lines.")] = False,
    by: Annotated[
        list[str] | None,
        typer.Option("--by", help="Part by layout, damage, language, writer, tag, type or kind; repeatable."),
    ] = None,
    worst: Annotated[int, typer.Option("--worst", min=0, help="Name the N documents with most faults.")] = 0,
) -> int:
    """Score what was captured: splitting, type, fields, signature, match, misfiles.

    Example: countersign evaluate truth.jsonl documents.jsonl --by layout --worst 5
    """
    key, found = read_key(truth), read_predictions(predictions)
    report = evaluate(_of(client, key), _of(client, found), Asked(tuple(by or ()), worst))
    if as_json:
        typer.echo(json.dumps(shape(report)))
    else:
        for line in lines_of(report):
            out().print(line, markup=False, soft_wrap=True)
    return ExitCode.FAULT if report.misfiles or report.lost else ExitCode.DONE


def _of(client: str, lines: list[Line]) -> list[Line]:
    """Those of one client firm; a line that names none is of any."""
    return [replace(line, client="") for line in lines if line.client in {"", client}] if client else lines
