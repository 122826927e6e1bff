"""`countersign token`: what programs sign in with at the REST API."""

from __future__ import annotations

from typing import Annotated

import typer

from countersign.cli.common import err, out, stores
from countersign.cli.people import Login, OfClient, user
from models.errors import WrongUse
from models.people import EVERY_CLIENT, Right, Scope
from models.record import DEFAULT_CLIENT, client_name

app = typer.Typer(help="Tokens for programs that use the REST API.", no_args_is_help=True)


@app.command()
def add(
    login: Login,
    name: Annotated[str, typer.Argument(help="What the token is for.")],
    right: Annotated[
        list[Right] | None, typer.Option(help="What it may do; may stand several times.")
    ] = None,
    client: OfClient = DEFAULT_CLIENT,
    days: Annotated[int, typer.Option(help="How long it is good for.")] = 365,
) -> None:
    """Make a token for a program that acts for an account, and print it, once.

    Example: countersign token add ann "ERP import" --right look --client acme
    """
    from flows.credentials import make_token

    opened = stores()
    account = opened.register.people.account(login)
    if account is None:
        raise WrongUse(f"There is no account {login!r}: `countersign people list` names all.")
    of = client if client == EVERY_CLIENT else client_name(client)
    scope = Scope(of, frozenset(right or (Right.LOOK,)))
    out().print(make_token(opened, account, name, (scope,), days), soft_wrap=True)
    err().print("Send it as `Authorization: Bearer TOKEN`. It is not shown again.")


@app.command("list")
def listed(login: Login) -> None:
    """Tokens of an account, newest first.

    Example: countersign token list ann
    """
    for token in stores().register.sessions.tokens_of(login):
        scopes = "; ".join(f"{','.join(sorted(one.rights))}:{one.client}" for one in token.scopes)
        used = f"last used {token.used_at:%Y-%m-%d %H:%M}" if token.used_at else "never used"
        typer.echo(f"{token.id}  {token.name}  {scopes}  until {token.until:%Y-%m-%d}  {used}")


@app.command()
def revoke(
    login: Login, token: Annotated[str, typer.Argument(help="Id of the token, as `list` shows it.")]
) -> None:
    """End a token.

    Example: countersign token revoke ann 5f0c1e0b8a7d
    """
    from storage.register import Deed

    opened = stores()
    if not opened.register.sessions.revoke_token(login, token, Deed(user(), opened.clock())):
        raise WrongUse(f"{login} has no token {token}: `countersign token list {login}` names them.")
