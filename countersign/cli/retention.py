"""`countersign retention`: how long papers are kept, which are due, and destruction by two people."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from countersign.cli.common import Client, err, known_client, stores
from countersign.cli.people import user
from countersign.output.tables import shown
from models.counts import counted
from models.errors import ExitCode, WrongUse
from models.plain import to_plain
from models.record import DEFAULT_CLIENT

if TYPE_CHECKING:
    from models.retention import Destruction

app = typer.Typer(
    help="How long papers are kept, and their destruction when that is over.", no_args_is_help=True
)

Number = Annotated[int, typer.Argument(help="Number of the destruction, as `list` shows it.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object for each.")]
Most = Annotated[int, typer.Option(min=1, max=10_000, help="Most groups of files.")]


@app.command()
def load(
    table: Annotated[
        Path | None, typer.Argument(help="The schedule as CSV.", show_default=False, metavar="FILE")
    ] = None,
    client: Client = DEFAULT_CLIENT,
    *,
    example: Annotated[bool, typer.Option("--example", help="Print a schedule to begin with.")] = False,
    jurisdiction: Annotated[
        str, typer.Option(help="Country under whose law the books are kept, such as DE.", metavar="CODE")
    ] = "",
    year_end: Annotated[
        str, typer.Option(help="Last day of the fiscal year: 12-31 unless given.", metavar="MM-DD")
    ] = "",
) -> None:
    """Load the schedule of a client firm, or say where and by which year its books are kept.

    Without a schedule nothing is ever due. The example is no legal advice: have each row that you use looked
    at, and write down by whom and when.

    Example: countersign retention load schedule.csv --jurisdiction DE --year-end 12-31
    """
    from flows.retention import load_schedule, schedule_of, set_year
    from receivables.retention import EXAMPLE

    if example:
        typer.echo(EXAMPLE, nl=False)
        return
    if table is None and not (jurisdiction or year_end):
        raise WrongUse("retention load: name a CSV file, or --example to print one to begin with.")
    opened, name = stores(), known_client(client)
    if table is not None:
        count = load_schedule(opened, name, _text(table), user())
        err().print(f"{counted(count, 'rule')} in force for {name}.")
    if jurisdiction or year_end:
        old = schedule_of(opened, name)
        ends = year_end or f"{old.month:02d}-{old.day:02d}"
        new = set_year(opened, name, jurisdiction or old.jurisdiction, ends, user())
        where = new.jurisdiction or "no country named"
        err().print(f"Books of {name}: {where}, fiscal years end on {new.month:02d}-{new.day:02d}.")


@app.command("list")
def listed(client: Client = DEFAULT_CLIENT, limit: Most = 50, *, as_json: AsJson = False) -> None:
    """The schedule in force, and what was proposed, approved and rejected, newest first.

    Example: countersign retention list --client acme
    """
    from flows.retention import schedule_of, schedule_text

    opened, name = stores(), known_client(client)
    if not as_json:
        schedule = schedule_of(opened, name)
        text = schedule_text(opened, name)
        typer.echo(text or "No schedule is loaded: nothing is ever due.\n", nl=False)
        where = schedule.jurisdiction or "none named"
        typer.echo(f"Books: {where}; fiscal years end on {schedule.month:02d}-{schedule.day:02d}.")
    for one in opened.register.destructions.listed(name, limit):
        typer.echo(json.dumps(to_plain(one)) if as_json else "\t".join(_told(one)))


@app.command()
def due(client: Client = DEFAULT_CLIENT, limit: Most = 100, *, as_json: AsJson = False) -> None:
    """Files whose time is over today, and which of them have to stay all the same.

    Example: countersign retention due --client acme
    """
    from flows.retention import due as what_is_due

    found = what_is_due(stores(), known_client(client), limit)
    for one in found:
        if as_json:
            typer.echo(json.dumps(to_plain(one)))
            continue
        file = one.files[0]
        state = f"stays: {one.blocked}" if one.blocked else "may go"
        told = (file.expired_on.isoformat(), shown(", ".join(one.sources)), shown(state))
        typer.echo("\t".join((*told, shown(f"{file.last} on {file.last_on}; {file.years} years"))))
    may = sum(not one.blocked for one in found)
    err().print(f"{counted(len(found), 'group')} of files over their time, {may} may go.")


@app.command()
def propose(client: Client = DEFAULT_CLIENT, limit: Most = 100) -> None:
    """Propose everything that may go; somebody else has to approve it.

    Example: countersign retention propose --client acme
    """
    from flows.retention import propose as propose_all

    made = propose_all(stores(), known_client(client), user(), limit)
    err().print(
        f"Destruction {made.id} proposed, {counted(len(made.files), 'file')}. Somebody else runs: "
        f"countersign retention approve {made.id}"
    )


@app.command()
def approve(number: Number, client: Client = DEFAULT_CLIENT) -> None:
    """Destroy what somebody else proposed. This cannot be undone.

    Example: countersign retention approve 4 --client acme
    """
    from flows.retention import approve as destroy

    done = destroy(stores(), known_client(client), number, user())
    err().print(f"{counted(len(done.files), 'file')} destroyed; certificate {done.id} is written.")


@app.command()
def reject(
    number: Number,
    reason: Annotated[str, typer.Option(help="Why they stay.", show_default=False)],
    client: Client = DEFAULT_CLIENT,
) -> None:
    """Let the files of a proposal stay.

    Example: countersign retention reject 4 --reason "wait for the audit"
    """
    from flows.retention import reject as let_stay

    let_stay(stores(), known_client(client), number, reason, user())
    err().print(f"Destruction {number} is rejected: all its files stay.")


@app.command()
def finish(client: Annotated[str, typer.Option(help="Only this client firm.", metavar="NAME")] = "") -> int:
    """Go on with approved destructions that were broken off, or that a lock held up.

    Example: countersign retention finish
    """
    from flows.retention import finish_all

    for one in finish_all(stores(), client or None):
        err().print(f"Destruction {one.id} of {one.client} is finished.")
    return ExitCode.DONE


@app.command()
def certificate(
    number: Number,
    output: Annotated[Path, typer.Option("-o", "--output", help="File, by suffix .pdf or .json.")],
    client: Client = DEFAULT_CLIENT,
) -> None:
    """Write the certificate of a destruction to a file.

    Example: countersign retention certificate 4 -o certificate-4.pdf
    """
    from flows.retention import certificate_of

    opened, name = stores(), known_client(client)
    one = opened.register.destructions.one(name, number)
    if one is None or one.done_at is None:
        raise WrongUse(f"Destruction {number} has no certificate: `countersign retention list` names all.")
    plain, pdf = certificate_of(opened, one)
    try:
        output.write_bytes(plain if output.suffix == ".json" else pdf)
    except OSError as fault:
        raise WrongUse(f"{output} cannot be written ({fault.strerror}): name another file.") from None


def _told(one: Destruction) -> tuple[str, ...]:
    decided = (
        f"{one.decided_by} on {one.decided_at:%Y-%m-%d}" if one.decided_at else "waits for somebody else"
    )
    state = "certified" if one.done_at else one.state.value
    proposed = f"proposed by {one.proposed_by} on {one.proposed_at:%Y-%m-%d}"
    return f"destruction {one.id}", state, counted(len(one.files), "file"), proposed, decided


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise WrongUse(f"{path} cannot be read as a table ({fault}): give a CSV in UTF-8.") from None
