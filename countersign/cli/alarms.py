"""`countersign alarms`: what is wrong now, from which limits on, and who is written to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from countersign.cli.common import err, out, stores
from countersign.cli.people import user
from models.alarm import UNITS, AlarmKind
from models.counts import counted
from models.errors import ExitCode

if TYPE_CHECKING:
    from models.alarm import Alarm, Rule
    from storage.register import Deed

app = typer.Typer(help="What is wrong now, from which limits on, and who is written to.")

Kind = Annotated[AlarmKind, typer.Argument(help="Kind of alarm, as `countersign alarms limits` names it.")]


@app.callback(invoke_without_command=True)
def listed(
    context: typer.Context,
    *,
    now: Annotated[
        bool, typer.Option("--now", help="Look first, as `countersign up` does every minute.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object for each alarm.")] = False,
) -> int:
    """What is wrong now, of all client firms; the exit code is 1 where anything is.

    Example: countersign alarms

    Example: countersign alarms --now --json
    """
    if context.invoked_subcommand:
        return ExitCode.DONE
    opened = stores()
    if now:
        from flows.alarms import Lookout, look

        look(opened, Lookout())
    found = opened.register.alarms.open()
    for alarm in found:
        if as_json:
            typer.echo(json.dumps(_plain(alarm), ensure_ascii=False))
        else:
            of = f" ({alarm.client})" if alarm.client else ""
            out().print(
                f"{alarm.kind.value}{of}, since {alarm.raised_at:%Y-%m-%d %H:%M} UTC: {alarm.words}",
                markup=False,
                soft_wrap=True,
            )
    err().print(f"{counted(len(found), 'alarm')}.")
    return ExitCode.FAULT if found else ExitCode.DONE


@app.command()
def limits() -> None:
    """From when on each kind of alarm is raised, and who is written to.

    Example: countersign alarms limits
    """
    kept = stores().register.alarms
    for rule in kept.rules().values():
        state = f"{rule.limit:g} {UNITS[rule.kind]}" if rule.enabled else "off"
        typer.echo(f"{rule.kind.value:12} {state}{_changed(rule)}")
    typer.echo(f"mail to      {', '.join(kept.addresses()) or 'nobody'}")


@app.command("set")
def set_limit(
    kind: Kind,
    limit: Annotated[str, typer.Argument(help="A number above zero in the unit of the kind, or: off.")],
) -> None:
    """Set from when on a kind of alarm is raised, or switch it off.

    Example: countersign alarms set ledger 5

    Example: countersign alarms set backup off
    """
    from dataclasses import replace

    from models.alarm import rule_of

    kept = stores().register.alarms
    if limit.strip().casefold() == "off":
        kept.set_rule(replace(kept.rules()[kind], enabled=False), _deed())
    else:
        kept.set_rule(rule_of(kind, limit), _deed())


@app.command()
def mail(
    addresses: Annotated[list[str] | None, typer.Argument(help="E-mail addresses; none: to nobody.")] = None,
) -> None:
    """Set who is written to of alarms; COUNTERSIGN_SMTP_URL says by which server.

    Example: countersign alarms mail it@firm.example ann@firm.example
    """
    from models.sending import addressee

    stores().register.alarms.address([addressee(one).email for one in addresses or ()], _deed())


def _changed(rule: Rule) -> str:
    return f"  (set by {rule.changed_by}, {rule.changed_at:%Y-%m-%d})" if rule.changed_at else ""


def _plain(alarm: Alarm) -> dict[str, object]:
    from models.plain import to_plain

    return dict(to_plain(alarm))


def _deed() -> Deed:
    from flows.desk import utc_now
    from storage.register import Deed

    return Deed(user(), utc_now())
