"""`countersign restore`: a backup into an empty home, with the proof that all of it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from countersign.cli.common import bars, begin, err
from models.counts import counted
from models.errors import ExitCode, WrongUse
from models.settings import place_url

if TYPE_CHECKING:
    from flows.backup import Manifest, Restored, Vault
    from models.settings import Settings

SHOWN = 20


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(restore)


def restore(
    source: Annotated[
        str,
        typer.Argument(
            help="What `countersign backup` was given. Default: COUNTERSIGN_BACKUP_URL.",
            metavar="[SOURCE]",
            show_default=False,
        ),
    ] = "",
    one: Annotated[
        str,
        typer.Option(
            "--backup", help="Which one, as `backup --list` names it; else the newest.", metavar="ID"
        ),
    ] = "",
) -> int:
    """Restore a backup into the empty places that the settings name, and prove that all of it is there.

    The register may go to another kind of database than it came from, the papers from a folder to S3, or
    back. Nothing is overwritten. Killed in the middle, start it again and it goes on.

    Example: COUNTERSIGN_HOME=/srv/new countersign restore /mnt/backups/countersign
    """
    from countersign import logs
    from flows.backup import vault_to_read

    settings = begin(logs.WORKING)
    url = place_url("the place of the backup", source) if source else settings.backup_url
    if not url:
        raise WrongUse("Name where backups lie: `countersign restore FOLDER`, or set COUNTERSIGN_BACKUP_URL.")
    vault = vault_to_read(url, settings)
    chosen = vault.manifest(one) if one else vault.newest()
    if chosen is None:
        raise WrongUse(f"{url} holds no backup that was finished: `countersign backup` makes one.")
    done = _restore(vault, chosen, settings)
    return _report(done, chosen)


def _restore(vault: Vault, chosen: Manifest, settings: Settings) -> Restored:
    from flows import backup
    from flows.desk import open_stores
    from flows.machine.presence import alone

    with alone(settings.home):
        stores = open_stores(settings, restoring=True)
        with stores.register, bars() as tell:
            return backup.restore(vault, chosen, stores, tell)


def _report(done: Restored, chosen: Manifest) -> int:
    say = err().print
    objects, documents = counted(done.objects, "object"), counted(chosen.rows["documents"], "document")
    say(
        f"Restored the backup of {chosen.register_at:%Y-%m-%d %H:%M:%S} UTC: {objects}, {documents}, "
        f"{counted(chosen.received, 'page')} received; {counted(done.inbox, 'file')} of the inbox wait. "
        f"{counted(done.checked, 'thing')} verified."
    )
    for fault in done.faults[:SHOWN]:
        say(f"Wrong when the backup was made, and now: {fault}", markup=False)
    for left in done.left[:SHOWN]:
        say(f"Cannot be named here: {left.name} ({left.reason})", markup=False)
    say("Mails and messages that waited then go out when `countersign up` starts.")
    return ExitCode.FAULT if done.faults or done.left else ExitCode.DONE
