"""`countersign hold`: papers that must not be destroyed, whatever their age."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from countersign.cli.common import Client, err, known_client, stores
from countersign.cli.people import user
from countersign.output.tables import shown
from models.plain import to_plain
from models.record import DEFAULT_CLIENT

app = typer.Typer(help="Holds: papers that must not be destroyed, whatever their age.", no_args_is_help=True)

Why = Annotated[str, typer.Option(help="Why, such as the number of the case.", show_default=False)]


@app.command("set")
def set_one(
    reason: Why,
    customer: Annotated[str, typer.Option(help="Number of the customer.", metavar="NO")] = "",
    invoice: Annotated[str, typer.Option(help="Number of one invoice of the customer.", metavar="NO")] = "",
    dispute: Annotated[int, typer.Option(help="Number of a dispute, in place of both.", metavar="N")] = 0,
    client: Client = DEFAULT_CLIENT,
) -> None:
    """Hold the papers of an invoice, of a dispute, or of a whole customer.

    Example: countersign hold set --customer C-10442 --invoice INV-2026-004412 --reason "case 7 O 112/26"
    """
    from flows.retention import Wanted, set_hold

    wanted = Wanted(customer, invoice, dispute, reason)
    made = set_hold(stores(), known_client(client), wanted, user())
    err().print(f"Hold {made.id} is in force: nothing under it is destroyed until it is lifted.")


@app.command()
def lift(
    number: Annotated[int, typer.Argument(help="Number of the hold, as `list` shows it.")],
    reason: Why,
    client: Client = DEFAULT_CLIENT,
) -> None:
    """Lift one hold; papers on which there are others stay held.

    Example: countersign hold lift 3 --reason "settled"
    """
    from flows.retention import lift_hold

    lift_hold(stores(), known_client(client), number, reason, user())
    err().print(f"Hold {number} is lifted.")


@app.command("list")
def listed(
    client: Client = DEFAULT_CLIENT,
    *,
    lifted: Annotated[bool, typer.Option("--all", help="Lifted ones too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object for each hold.")] = False,
) -> None:
    """Holds of a client firm, newest first.

    Example: countersign hold list --client acme
    """
    found = stores().register.holds.listed(known_client(client), lifted=lifted)
    for one in found:
        if as_json:
            typer.echo(json.dumps(to_plain(one), ensure_ascii=False))
            continue
        about = f"invoice {one.invoice} of {one.customer}" if one.invoice else f"customer {one.customer}"
        case = f" (dispute {one.dispute})" if one.dispute else ""
        state = f"lifted {one.lifted_at:%Y-%m-%d} by {one.lifted_by}" if one.lifted_at else "in force"
        told = (str(one.id), shown(about + case), f"{one.set_at:%Y-%m-%d}", one.set_by, state)
        typer.echo("\t".join((*told, shown(one.reason))))
    if not found:
        err().print("No hold is in force.")
