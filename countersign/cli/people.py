"""`countersign people`: accounts and roles, also where nobody can sign in any more."""

from __future__ import annotations

import getpass
import json
from typing import TYPE_CHECKING, Annotated

import typer

from countersign.cli.common import err, out, stores
from models.people import EVERY_CLIENT, Role
from models.record import DEFAULT_CLIENT, client_name

if TYPE_CHECKING:
    from flows.desk import Stores
    from models.accounts import Account
    from models.people import Grant
    from storage.register import Deed

app = typer.Typer(help="Accounts of people, and what they may do.", no_args_is_help=True)

Login = Annotated[str, typer.Argument(help="Login of the account.")]
OfRole = Annotated[Role, typer.Argument(help="What the person is employed for.")]
OfClient = Annotated[
    str, typer.Option("--client", help="Client firm; '*' for every one.", metavar="NAME", show_default=True)
]
Customers = Annotated[
    list[str] | None,
    typer.Option("--customer", help="Only papers of this customer; may stand several times.", metavar="NO"),
]


@app.command()
def add(  # noqa: PLR0917 options are given by name
    login: Login,
    name: Annotated[str, typer.Option(help="Name for people; the login unless given.")] = "",
    email: Annotated[str, typer.Option(help="Needed for who signs in with a company account.")] = "",
    role: Annotated[Role | None, typer.Option(help="First role; more with `people grant`.")] = None,
    client: OfClient = DEFAULT_CLIENT,
    customer: Customers = None,
) -> None:
    """Add an account, and print the link by which its owner signs in first.

    Example: countersign people add ann --name "Ann Lee" --role operator --client acme
    """
    from flows.credentials import make_link
    from models.accounts import Account, email_address, login_name

    opened = stores()
    grants = (_grant(role, client, customer),) if role else ()
    new = Account(login_name(login), name, email_address(email), grants)
    opened.register.people.add(new, _deed(opened))
    out().print(make_link(opened, new.login, user()), soft_wrap=True)
    _tell_of_link(new.login)


@app.command("list")
def listed(
    *, as_json: Annotated[bool, typer.Option("--json", help="One JSON object for each account.")] = False
) -> None:
    """All accounts with their roles.

    Example: countersign people list
    """
    accounts = stores().register.people.accounts()
    for account in accounts:
        roles = [f"{one.role.value}:{_shown(one)}" for one in account.grants]
        if as_json:
            typer.echo(json.dumps(_plain(account) | {"roles": roles}, ensure_ascii=False))
        else:
            state = " (disabled)" if account.disabled_at else ""
            typer.echo(f"{account.login}{state}  {account.name}  {', '.join(roles) or 'no role'}")
    if not accounts:
        err().print("Nobody yet: `countersign up` makes the first administrator, `people add` anybody.")


@app.command()
def grant(login: Login, role: OfRole, client: OfClient = DEFAULT_CLIENT, customer: Customers = None) -> None:
    """Give a role for a client firm, or for some of its customers.

    Example: countersign people grant ann collector --client acme --customer C-10442
    """
    opened = stores()
    opened.register.people.grant(login, _grant(role, client, customer), _deed(opened))


@app.command()
def revoke(login: Login, role: OfRole, client: OfClient = DEFAULT_CLIENT, customer: Customers = None) -> None:
    """Take a role back.

    Example: countersign people revoke ann collector --client acme
    """
    opened = stores()
    opened.register.people.revoke(login, _grant(role, client, customer), _deed(opened))


@app.command()
def disable(
    login: Login, *, undo: Annotated[bool, typer.Option("--undo", help="Let it be used again.")] = False
) -> None:
    """Let nobody sign in with an account any more; what was done with it stays in the audit trail.

    Example: countersign people disable ann
    """
    opened = stores()
    people = opened.register.people
    (people.enable if undo else people.disable)(login, _deed(opened))


@app.command()
def erase(login: Login) -> None:
    """Forget a person for good: what they did stays in the audit trail, under a number and no name.

    The account has to be disabled first. Name, address, sessions and tokens go; the audit chain stays whole.

    Example: countersign people erase ann
    """
    opened = stores()
    name = opened.register.erasures.erase(login, _deed(opened))
    err().print(f"{login} is forgotten: the audit trail speaks of {name}. Older backups still have the name.")


@app.command()
def link(login: Login) -> None:
    """Print a link that signs in once: for somebody who is locked out, or has no password yet.

    Example: countersign people link admin
    """
    from flows.credentials import make_link

    out().print(make_link(stores(), login, user()), soft_wrap=True)
    _tell_of_link(login)


def user() -> str:
    """Who works at this command line, as events name it."""
    return f"{getpass.getuser()} (command line)"


def _plain(account: Account) -> dict[str, object]:
    return {
        "login": account.login,
        "name": account.name,
        "email": account.email,
        "disabled": account.disabled_at is not None,
        "password": account.has_password,
        "company_account": account.identity,
        "signed_in_at": account.signed_in_at.isoformat() if account.signed_in_at else None,
    }


def _tell_of_link(login: str) -> None:
    err().print(f"This link signs {login} in, once, within 24 hours. The console must be running.")


def _deed(opened: Stores) -> Deed:
    from storage.register import Deed

    return Deed(user(), opened.clock())


def _grant(role: Role, client: str, customers: list[str] | None) -> Grant:
    from models.people import Grant

    return Grant(role, client if client == EVERY_CLIENT else client_name(client), frozenset(customers or ()))


def _shown(one: Grant) -> str:
    return "/".join((one.client, *sorted(one.customers)))
