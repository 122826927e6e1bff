"""`countersign backup`: everything into another place while work goes on; and what lies there already."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from countersign.cli.common import bars, begin, err, out
from models.counts import counted
from models.errors import ExitCode, IntegrityFault, WrongUse
from models.settings import lie_within, place_url

if TYPE_CHECKING:
    from flows.backup import Keep, Manifest, Taken, Vault
    from models.settings import Settings

SHOWN = 20
"""Most faults that are named one by one."""

Named = Annotated[
    str, typer.Option("--backup", help="One backup, as --list names it; else the newest.", metavar="ID")
]


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(backup)


def backup(
    target: Annotated[
        str,
        typer.Argument(
            help="Folder, or s3+https://HOST/BUCKET, for backups alone; else COUNTERSIGN_BACKUP_URL.",
            metavar="[TARGET]",
            show_default=False,
        ),
    ] = "",
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Make none: read what lies there again, and hash all of it.")
    ] = False,
    listed: Annotated[bool, typer.Option("--list", help="Make none: name those that lie there.")] = False,
    keep: Annotated[
        str,
        typer.Option(
            "--keep",
            help="Then remove old ones but for these: daily=7,weekly=5,monthly=12. Never the last whole one.",
            metavar="RULE",
        ),
    ] = "",
    one: Annotated[
        str, typer.Option("--backup", help="With --check: only this one, as --list names it.", metavar="ID")
    ] = "",
    as_json: Annotated[
        bool, typer.Option("--json", help="The manifest, or with --list one object for each backup.")
    ] = False,
) -> int:
    """Copy register, papers and inbox to another place, while everything runs.

    The next backup to the same place copies only what is new. It counts once its last file, the manifest, is
    written; killed before, start it again and it goes on. Settings and secrets of the environment are not in
    it.

    Example: countersign backup /mnt/backups/countersign

    Example: countersign backup /mnt/backups/countersign --keep daily=7,weekly=5,monthly=12

    Example: countersign backup s3+https://s3.elsewhere.example/backups --check
    """
    from flows.backup import keep_of, vault_to_fill, vault_to_read

    rule = keep_of(keep) if keep else None
    if rule is not None and (check or listed):
        raise WrongUse("--keep goes with making a backup: leave --check and --list out.")

    settings = begin()
    url = _place(target, settings)
    if check or listed:
        vault = vault_to_read(url, settings)
        return _check(vault, settings, one) if check else _list(vault, as_json=as_json)
    for used in (settings.objects_url, settings.inbox_url):
        if lie_within(url, used):
            raise WrongUse(f"{url} and {used} lie one within the other: name a place of its own.")
    vault = vault_to_fill(url, settings)
    taken = _take(vault, settings)
    code = _report(taken, as_json=as_json)
    if rule is not None:
        _thin(vault, rule)
    return code


def _place(target: str, settings: Settings) -> str:
    if not (target or settings.backup_url):
        raise WrongUse("Name where backups lie: `countersign backup FOLDER`, or set COUNTERSIGN_BACKUP_URL.")
    return place_url("the place of the backup", target) if target else settings.backup_url


def _take(vault: Vault, settings: Settings) -> Taken:
    from flows.backup import back_up
    from flows.desk import open_stores
    from flows.machine.presence import at_work

    stores = open_stores(settings)
    with stores.register, at_work(settings.home), bars() as tell:
        return back_up(stores, vault, tell)


def _thin(vault: Vault, rule: Keep) -> None:
    from flows.backup import thin
    from flows.desk import utc_now

    done, say = thin(vault, rule, utc_now()), err().print
    say(
        f"{counted(len(done.backups), 'old backup')} removed, with {counted(done.objects, 'object')} of "
        f"{done.size / 1e6:.1f} MB that no other names."
    )
    if done.left:
        say(f"What no backup names stays for now: {done.left}.", markup=False)


def _report(taken: Taken, *, as_json: bool) -> int:
    made, say = taken.manifest, err().print
    if as_json:
        typer.echo(_line(made))
    else:
        typer.echo(made.id)
    counts, copied = made.counts, counted(made.counts["copied"], "object")
    say(
        f"Backup of {made.register_at:%Y-%m-%d %H:%M:%S} UTC: {counted(counts['objects'], 'object')}, "
        f"{counted(made.rows['documents'], 'document')}, {counted(counts['inbox'], 'file')} of the inbox. "
        f"New: {copied}, {counts['copied_bytes'] / 1e6:.1f} MB in all."
    )
    for key in taken.healed:
        say(f"Damaged where it lies, sound in the backup: {key}. Run `countersign verify`.", markup=False)
    for key, fault in list(made.faults.items())[:SHOWN]:
        say(f"Not in the backup: {key}: {fault}", markup=False)
    if made.faults:
        say(f"{counted(len(made.faults), 'fault')}. Run `countersign verify`: it says what to do.")
    return ExitCode.FAULT if made.faults or taken.healed else ExitCode.DONE


def _line(made: Manifest) -> str:
    from models.plain import to_plain

    left_out = {"register", "objects", "beside", "inbox"}
    plain = {name: value for name, value in to_plain(made).items() if name not in left_out}
    return json.dumps(plain, ensure_ascii=False)


def _list(vault: Vault, *, as_json: bool) -> int:
    faults = 0
    for name in vault.ids():
        try:
            made = vault.manifest(name)
        except IntegrityFault as fault:
            faults += 1
            out().print(f"{name}  {fault}", markup=False, soft_wrap=True)
            continue
        if as_json:
            typer.echo(_line(made))
        else:
            what = (
                f"{counted(made.rows['documents'], 'document')}, {counted(made.counts['objects'], 'object')}"
            )
            typer.echo(f"{name}  {made.register_at:%Y-%m-%d %H:%M} UTC  {what}, program {made.program}")
    return ExitCode.FAULT if faults else ExitCode.DONE


def _check(vault: Vault, settings: Settings, one: str) -> int:
    from flows import backup as backups

    settings.home.mkdir(parents=True, exist_ok=True)
    checked = faults = 0
    with bars() as tell:
        for subject, fault in backups.check(vault, settings.home, one):
            checked += 1
            tell("checked", checked, 0)
            if fault:
                faults += 1
                out().print(f"{subject}: {fault}", markup=False, soft_wrap=True)
    err().print(f"{counted(checked, 'thing')} checked, {counted(faults, 'fault')}.")
    return ExitCode.FAULT if faults else ExitCode.DONE
