"""`countersign webhook`: programs elsewhere that are told what happens."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from countersign.cli.common import Client, err, known_client, out, stores
from countersign.cli.people import user
from models.errors import ExitCode, WrongUse
from models.record import DEFAULT_CLIENT
from models.webhook import CHOSEN, Notice

if TYPE_CHECKING:
    from flows.desk import Stores
    from models.webhook import Webhook
    from storage.register import Deed

app = typer.Typer(help="Programs elsewhere that are told what happens to papers.", no_args_is_help=True)

Number = Annotated[int, typer.Argument(help="Number of the webhook, as `list` shows it.")]


@app.command()
def add(
    url: Annotated[str, typer.Argument(help="Where the other program takes messages: https://HOST/PATH.")],
    notice: Annotated[
        list[Notice] | None, typer.Option(help="What it is told of; may stand several times. Default: all.")
    ] = None,
    client: Client = DEFAULT_CLIENT,
) -> None:
    """Add a webhook, and print the secret that signs what it is sent, once.

    Example: countersign webhook add https://erp.firm.example/hook --notice document.filed --client acme
    """
    from flows.webhooks import make_webhook

    made, secret = make_webhook(stores(), known_client(client), url, notice or CHOSEN, user())
    out().print(secret, soft_wrap=True)
    err().print(f"Webhook {made.id}. Give the secret to the other program; it is not shown again.")


@app.command("list")
def listed(
    client: Client = DEFAULT_CLIENT,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object for each webhook.")] = False,
) -> None:
    """Webhooks of a client firm, and how they are doing.

    Example: countersign webhook list --client acme
    """
    opened = stores()
    for one in opened.register.webhooks.of(known_client(client)):
        counts = {state.value: number for state, number in opened.register.webhooks.counts(one).items()}
        told = sorted(notice.value for notice in one.notices)
        if as_json:
            plain = {"id": one.id, "url": one.url, "state": _state(one), "notices": told, **counts}
            typer.echo(json.dumps(plain, ensure_ascii=False))
        else:
            waits = f"{counts['waiting']} waiting, {counts['failed']} given up"
            typer.echo(f"{one.id}  {one.url}  {_state(one)}  {waits}  {','.join(told)}")


@app.command("test")
def sent_test(number: Number, client: Client = DEFAULT_CLIENT) -> None:
    """Send a test now, and tell how that went.

    Example: countersign webhook test 1
    """
    from flows.webhooks import send_test

    opened = stores()
    attempt = send_test(opened, _known(opened, client, number), user())
    if attempt.problem:
        err().print(attempt.problem)
        raise typer.Exit(ExitCode.FAULT)
    typer.echo(f"It arrived: {attempt.status} after {attempt.seconds:.2f} s.")


@app.command()
def secret(number: Number, client: Client = DEFAULT_CLIENT) -> None:
    """Print a new secret, once; for a day the old one signs too.

    Example: countersign webhook secret 1
    """
    from flows.webhooks import renew_secret

    opened = stores()
    out().print(renew_secret(opened, _known(opened, client, number), user()), soft_wrap=True)


@app.command()
def again(number: Number, client: Client = DEFAULT_CLIENT) -> None:
    """Send again what was given up.

    Example: countersign webhook again 1
    """
    opened = stores()
    sent = opened.register.webhooks.send_again(_known(opened, client, number), _deed(opened))
    typer.echo(f"{sent} to be sent again; `countersign up` does it.")


@app.command()
def disable(
    number: Number,
    client: Client = DEFAULT_CLIENT,
    *,
    undo: Annotated[bool, typer.Option("--undo", help="Send to it again.")] = False,
) -> None:
    """Send nothing more to a webhook.

    Example: countersign webhook disable 1
    """
    opened = stores()
    webhooks = opened.register.webhooks
    (webhooks.enable if undo else webhooks.disable)(_known(opened, client, number), _deed(opened))


@app.command()
def remove(number: Number, client: Client = DEFAULT_CLIENT) -> None:
    """Remove a webhook with its secrets; that it was there stays in the audit trail.

    Example: countersign webhook remove 1
    """
    opened = stores()
    opened.register.webhooks.remove(_known(opened, client, number), _deed(opened))


def _known(opened: Stores, client: str, number: int) -> Webhook:
    found = opened.register.webhooks.one(known_client(client), number)
    if found is None:
        raise WrongUse(f"Client {client} has no webhook {number}: `countersign webhook list` names all.")
    return found


def _deed(opened: Stores) -> Deed:
    from storage.register import Deed

    return Deed(user(), opened.clock())


def _state(one: Webhook) -> str:
    if one.disabled_at:
        return "disabled"
    return f"failing since {one.failing_since:%Y-%m-%d %H:%M}" if one.failing_since else "active"
