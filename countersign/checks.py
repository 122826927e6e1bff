"""What is installed, reachable and writable, and what to do about what is not; every setting."""

from __future__ import annotations

import ast
import inspect
import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from countersign.wording.settings import unknown_settings
from models.counts import counted
from models.errors import CountersignError, IntegrityFault, Missing
from models.settings import Settings
from storage.objects import ObjectStore, Weight, open_store, probe
from storage.register import open_register

PROBE_KEY, PROBE = "probe/countersign", b"Written by `countersign check` to see whether it can.\n"
SPARE_GIGABYTES = 1.0
"""Less free space than this is a fault: the register refuses to write on a full disk."""
FONTS = Path("/usr/share/fonts/truetype")
SECRETS = frozenset(
    {"s3_access_key", "s3_secret_key", "oidc_client_secret", "imap_password", "smtp_password"}
    | {"backup_s3_access_key", "backup_s3_secret_key"}
)
_PASSWORD = re.compile(r"(://[^:/@]*:).*@|((?:password|secret|token)=)[^&]*", re.IGNORECASE)


class Verdict(StrEnum):
    """What became of one check."""

    OK = "ok"
    NOTE = "note"
    """Works, but less well than it could."""
    MISSING = "missing"


WEIGHTS = {Weight.GOOD: Verdict.OK, Weight.WEAKER: Verdict.NOTE, Weight.HARMFUL: Verdict.MISSING}


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing that was looked at."""

    subject: str
    verdict: Verdict
    words: str
    """What was found, or what is wrong and what to do."""


def look(settings: Settings, client: str, variables: Iterable[str]) -> Iterator[Checked]:
    """Everything that is needed, one after the other, whatever fails.

    Args:
        settings: of this installation.
        client: whose pages are counted.
        variables: names of the environment, among which those that mean a setting and miss it are told.
    """
    checks: dict[str, Callable[[], str]] = {
        "neural reader": _neural,
        "Tesseract": _tesseract,
        "Prefect": _prefect,
        "register": partial(_register, settings, client),
    }
    for subject, do in checks.items():
        yield _judged(subject, do)
    yield from _objects(settings)
    yield _judged("inbox", partial(_inbox, settings))
    if settings.imap_url:
        yield _judged("mailbox", partial(_mailbox, settings))
    if settings.smtp_url:
        yield _judged("mail server", partial(_mail_server, settings))
    if settings.webhook_networks:
        yield _judged("webhooks", partial(_webhooks, settings))
    yield _judged("disk", partial(_disk, settings.home))
    yield from _indexes(settings.home / "index")
    yield _walls(settings)
    yield _fonts(FONTS)
    yield from (Checked("setting", Verdict.NOTE, words) for words in unknown_settings(variables))


def _judged(subject: str, do: Callable[[], str]) -> Checked:
    try:
        return Checked(subject, Verdict.OK, do())
    except (CountersignError, OSError) as fault:
        return Checked(subject, Verdict.MISSING, masked(str(fault)))


def _neural() -> str:
    from extractors.page.engines.neural import open_neural

    open_neural()
    return "networks and their runtime load."


def _tesseract() -> str:
    from extractors.page.engines.tesseract import open_tesseract

    return f"reads {open_tesseract().languages}."


def _prefect() -> str:
    try:
        return f"version {version('prefect')}."
    except PackageNotFoundError:
        raise Missing("it is not installed: `make run` installs what is needed.") from None


def _register(settings: Settings, client: str) -> str:
    with open_register(settings) as register:
        ledger = register.page_ledger(client)
    return (
        f"{masked(settings.database_url)} answers, at its newest version; "
        f"{counted(ledger.received, 'page')} received from {client}."
    )


def _objects(settings: Settings) -> Iterator[Checked]:
    """Whether the storage takes and gives objects, and what else its server honours."""
    subject = "object storage"
    try:
        store = open_store(settings.objects_url, settings)
        words = _written_and_read(store, settings.objects_url)
    except (CountersignError, OSError) as fault:
        yield Checked(subject, Verdict.MISSING, masked(str(fault)))
        return
    yield Checked(subject, Verdict.OK, words)
    for finding in probe(store):
        yield Checked(f"{subject}, {finding.subject}", WEIGHTS[finding.weight], finding.words)


def _written_and_read(store: ObjectStore, url: str) -> str:
    """The probe stays: what is in the archive is never removed."""
    store.put_new(PROBE_KEY, PROBE)
    _must_be(store.get(PROBE_KEY), PROBE, url)
    return f"{masked(url)} was written to and read from."


def _inbox(settings: Settings) -> str:
    """The scratch file is hidden, so that no watcher takes it for a paper."""
    store = open_store(settings.inbox_url, settings)
    key = f".check-{secrets.token_hex(8)}.tmp"
    content = key.encode()
    stat = store.put_new(key, content)
    _must_be(store.get(key), content, settings.inbox_url)
    if not store.remove(key, stat.version):
        raise Missing(f"{key} in {settings.inbox_url} could not be removed: give this user the right to.")
    return f"{masked(settings.inbox_url)} was written to, read from and cleared."


def _must_be(found: bytes, wanted: bytes, url: str) -> None:
    if found != wanted:
        raise IntegrityFault(f"{url} gave back other bytes than were written: do not use this storage.")


def _disk(home: Path) -> str:
    """Free space where the home lies, or will lie."""
    place = next(folder for folder in (home, *home.parents) if folder.exists())
    free = shutil.disk_usage(place).free / 1e9
    if free < SPARE_GIGABYTES:
        raise Missing(f"{free:.1f} GB free at {place}: free some, or move COUNTERSIGN_HOME to a larger disk.")
    return f"{free:.1f} GB free at {place}."


def _mailbox(settings: Settings) -> str:
    from flows.mailbox import mails_waiting

    number, name = mails_waiting(settings)
    return f"{name} is open; {counted(number, 'mail')} not taken yet."


def _mail_server(settings: Settings) -> str:
    from flows.sending import server_name

    return f"{server_name(settings)} takes mails from us."


def _webhooks(settings: Settings) -> str:
    from flows.webhooks import reach_of

    named = ", ".join(map(str, reach_of(settings).networks))
    return f"reach the public internet and {named}."


def _indexes(folder: Path) -> Iterator[Checked]:
    """Where none can be kept each process builds its own: right, but slow."""
    for path in sorted((folder, *folder.glob("*/"))):
        if path.exists() and not (path.is_dir() and os.access(path, os.W_OK | os.X_OK)):
            words = f"none can be kept in {path}: make it a folder that this account may write."
            yield Checked("ledger index", Verdict.NOTE, words)


def _walls(settings: Settings) -> Checked:
    """What keeps a hostile file from the network while it is opened."""
    from extractors.opening import limits_of, walls_around

    subject = "opening files"
    try:
        found = walls_around(limits_of(settings))
    except CountersignError as fault:
        return Checked(subject, Verdict.MISSING, str(fault))
    if found.no_interface and found.no_socket:
        words = "in children without network: their own network namespace, and system calls filtered."
        return Checked(subject, Verdict.OK, words)
    if found.without_network:
        which = "their own network namespace" if found.no_interface else "system calls filtered"
        return Checked(subject, Verdict.OK, f"in children without network: {which}.")
    words = (
        "children that open files are limited in time and memory, but could reach the network: let this "
        "account filter system calls (seccomp) or make user namespaces."
    )
    return Checked(subject, Verdict.NOTE, words)


def _fonts(folder: Path) -> Checked:
    """Only the demo's papers are drawn with them."""
    if (folder / "liberation").is_dir() and (folder / "dejavu").is_dir():
        return Checked("fonts", Verdict.OK, "Liberation and DejaVu.")
    words = "the demo has one typeface only: `apt-get install fonts-liberation fonts-dejavu-core`."
    return Checked("fonts", Verdict.NOTE, words)


def setting_lines(settings: Settings, given: set[str]) -> Iterator[str]:
    """Every setting: variable, value (secrets masked), whether it is one of the `given` ones; its purpose."""
    purposes = setting_purposes()
    for field in fields(Settings):
        variable = f"COUNTERSIGN_{field.name.upper()}"
        value = _shown(field.name, str(getattr(settings, field.name)))
        yield f"{variable}={value}{'' if variable in given else '  (default)'}"
        yield f"    {purposes[field.name]}"


def setting_purposes() -> dict[str, str]:
    """What each setting is for, by attribute: the docstring below it in the source, else its name."""
    (body,) = (
        node.body for node in ast.parse(inspect.getsource(Settings)).body if isinstance(node, ast.ClassDef)
    )
    purposes: dict[str, str] = {}
    for node, following in zip(body, [*body[1:], None], strict=True):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            name = node.target.id
            purposes[name] = _docstring(following) or f"{name.replace('_', ' ').capitalize()}."
    return purposes


def _docstring(node: ast.stmt | None) -> str:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return " ".join(str(node.value.value).split())
    return ""


def _shown(name: str, value: str) -> str:
    if name in SECRETS:
        return "***" if value else ""
    return masked(value) if name.endswith("_url") else value


def masked(text: str) -> str:
    """`text` with the passwords in its URLs left out."""
    return _PASSWORD.sub(lambda found: f"{found[1] or found[2]}***{'@' if found[1] else ''}", text)
