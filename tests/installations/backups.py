"""Stores filled as work fills them, and places to back them up to, for tests of backups."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flows.backup import Manifest, Restored, Vault, restore, vault_to_fill
from flows.desk import Stores, open_stores
from flows.moving import Tell
from flows.verifying import verify
from models.decision import Status
from models.record import DocumentRecord
from models.settings import Settings, load
from pipeline.filing import original_key
from tests.values.register_values import capture, decision_of, drop_of, invoice_of, ledger_of, record_of

INVOICE = invoice_of("INV-1")
AFTER = datetime(2026, 3, 3, tzinfo=UTC)
"""What the clock of the stores says."""


def quietly(_what: str, _done: int, _all: int) -> None:
    """Nobody watches."""


def settings_for(home: Path, database_url: str, **more: str) -> Settings:
    """Settings of a home; its inbox takes files at once."""
    home.mkdir(exist_ok=True)
    given = {"COUNTERSIGN_HOME": str(home), "COUNTERSIGN_DATABASE_URL": database_url, **more}
    return load({**given, "COUNTERSIGN_SETTLE_SECONDS": "0.001"})


def stores_of(settings: Settings) -> Stores:
    return open_stores(settings, lambda: AFTER, restoring=True)


def vault_at(folder: Path, settings: Settings) -> Vault:
    return vault_to_fill(str(folder), settings)


def take_in(stores: Stores, name: str, status: Status = Status.PARKED) -> DocumentRecord:
    """One received paper: its original in the archive, then its row in the register."""
    content = f"paper {name}".encode()
    sha256 = hashlib.sha256(content).hexdigest()
    stores.objects.put_new(original_key("default", sha256), content)
    drop = replace(drop_of(name), sha256=sha256)
    chosen = (INVOICE,) if status is Status.FILED else ()
    return capture(stores.register, record_of(drop, decision_of(status, *chosen)), drop)


def file_one(stores: Stores, name: str) -> str:
    """A filed paper with its copy for people; the key of the copy."""
    take_in(stores, name, Status.FILED)
    ((_, link),) = list(stores.register.unshelved())
    copy = f"copy of {name}".encode()
    key = f"archive/default/customers/C-1/2026/INV-1/{name}"
    stores.objects.put_new(key, copy)
    stores.register.shelved(link, key, hashlib.sha256(copy).hexdigest(), AFTER)
    return key


def leave_waiting(stores: Stores, name: str, content: bytes) -> None:
    """A file in the inbox that has come to rest."""
    path = Path(stores.settings.inbox_url, "default", name)
    path.write_bytes(content)
    before = (AFTER - timedelta(hours=1)).timestamp()
    os.utime(path, (before, before))


def fill(stores: Stores) -> None:
    """Two parked papers and a filed one, and a file that waits."""
    stores.register.load_ledger("default", ledger_of(INVOICE), AFTER)
    take_in(stores, "a.pdf")
    take_in(stores, "b.pdf")
    file_one(stores, "c.pdf")
    stores.objects.put_new("archive/default/pages/aa/bb/neural-1.json", b"[]")
    leave_waiting(stores, os.fsdecode(b"caf\xe9.pdf"), b"waits")


@contextmanager
def filled(settings: Settings) -> Iterator[Stores]:
    """An installation with something of everything."""
    opened = stores_of(settings)
    with opened.register:
        fill(opened)
        yield opened


def restored(vault: Vault, manifest: Manifest, settings: Settings) -> tuple[Stores, Restored]:
    there = stores_of(settings)
    return there, restore(vault, manifest, there, quietly)


def faults(stores: Stores) -> list[str]:
    return [finding.fault for finding in verify(stores, None) if finding.fault]


def interrupt() -> None:
    raise KeyboardInterrupt


def once(what: str, do: Callable[[], None], after: int = 0) -> Tell:
    """Tells nobody, and does something the first time that `what` is told."""
    left = [do]

    def tell(told: str, done: int, _all: int) -> None:
        if told == what and done >= after and left:
            left.pop()()

    return tell
