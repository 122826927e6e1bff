"""`countersign review`: what waits for a person, by reason, and where to settle it."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from countersign.cli.common import Client, err, known_client, out, stores
from countersign.wording.reviews import cause, cause_help
from models.counts import counted
from models.errors import ExitCode
from models.record import DEFAULT_CLIENT


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(review)


def review(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of lines.")] = False,
    client: Client = DEFAULT_CLIENT,
) -> int:
    """What waits for a person, by reason; the page that it names settles a document with a few keys.

    Example: countersign review
    """
    opened = stores()
    counts = opened.register.reviews.counts(known_client(client))
    if as_json:
        typer.echo(json.dumps(counts))
        return ExitCode.DONE
    for name, number in counts.items():
        out().print(f"{number:>7}  {cause(name)}: {cause_help(name)}", soft_wrap=True)
    query = "" if client == DEFAULT_CLIENT else f"?client={client}"
    total = sum(number for name, number in counts.items() if name != "parked")
    words = f"{counted(total, 'document')} to settle" if total else "Nothing waits for a person"
    err().print(f"{words}: {opened.settings.console_url}/review{query}, while `countersign up` runs.")
    return ExitCode.DONE
