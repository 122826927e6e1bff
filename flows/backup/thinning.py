"""Old backups go by a rule: some of the last days, weeks and months stay, and never the last whole one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from itertools import islice

from flows.backup.inventory import entries_of
from flows.backup.manifest import Manifest
from flows.backup.vault import Vault, short
from models.errors import IntegrityFault, WrongUse

GRACE = timedelta(days=2)
"""What was stored since may belong to a backup that somebody is making."""
MOST = 1000


@dataclass(frozen=True, slots=True)
class Keep:
    """How many stay: the newest backup of each of so many days, weeks and months that have any."""

    daily: int = 0
    weekly: int = 0
    monthly: int = 0


@dataclass(frozen=True, slots=True)
class Thinned:
    """What went."""

    backups: tuple[str, ...]
    """Ids, oldest first."""
    objects: int
    size: int
    """Bytes of all objects that no backup named any more."""
    left: str = ""
    """Why objects that no backup names stay for now; empty where they went."""


_PERIODS: dict[str, Callable[[datetime], tuple[int, ...]]] = {
    "daily": lambda at: (at.year, at.month, at.day),
    "weekly": lambda at: at.isocalendar()[:2],
    "monthly": lambda at: (at.year, at.month),
}


def keep_of(text: str) -> Keep:
    """The rule that `text` writes as daily=7,weekly=5,monthly=12.

    Raises:
        WrongUse: it is none, or would keep nothing.
    """
    given: dict[str, int] = {}
    for part in text.split(","):
        name, _, number = part.strip().partition("=")
        if name not in _PERIODS or name in given or not number.isdecimal() or int(number) > MOST:
            raise WrongUse(f"{text!r} is no rule for backups: write it as daily=7,weekly=5,monthly=12.")
        given[name] = int(number)
    keep = Keep(**given)
    if not any(getattr(keep, field.name) for field in fields(keep)):
        raise WrongUse("That rule would keep no backup: let it keep at least one.")
    return keep


def staying(backups: Iterable[tuple[str, datetime]], keep: Keep) -> frozenset[str]:
    """Ids that the rule keeps, of backups (id, time in UTC) in any order."""
    newest = sorted(backups, key=lambda one: (one[1], one[0]), reverse=True)
    found: set[str] = set()
    for name, period in _PERIODS.items():
        latest: dict[tuple[int, ...], str] = {}
        for one, at in newest:
            latest.setdefault(period(at), one)
        found |= set(islice(latest.values(), getattr(keep, name)))
    return frozenset(found)


def thin(vault: Vault, keep: Keep, now: datetime) -> Thinned:
    """Remove the backups that the rule does not keep, then what none of the others names.

    The newest backup stays, and the newest whole one: that of which everything lies here, and which lacked
    nothing when it was made. Killed in between, the next call goes on.

    Raises:
        IntegrityFault: a manifest or an inventory is damaged, so that nobody knows what the others need.
        Denied: the keys of the place may not remove.
    """
    manifests = [vault.manifest(name) for name in vault.ids()]
    safe = _last_whole(vault, manifests)
    if safe is None:
        return Thinned((), 0, 0, "no backup here is whole: run `countersign backup --check`")
    wanted = staying(((one.id, one.register_at) for one in manifests), keep) | {safe, manifests[-1].id}
    gone = tuple(one.id for one in manifests if one.id not in wanted)
    needed = _needed(vault, [one for one in manifests if one.id in wanted])
    for name in gone:
        vault.forget(name)
    if vault.is_being_filled(now - GRACE):
        return Thinned(gone, 0, 0, "another backup is being made, or was interrupted lately")
    objects, size = vault.sweep(needed, now - GRACE)
    return Thinned(gone, objects, size)


def _last_whole(vault: Vault, manifests: Sequence[Manifest]) -> str | None:
    present = vault.present()
    for one in reversed(manifests):
        try:
            if not one.faults and _needed(vault, [one]) <= present:
                return one.id
        except IntegrityFault:
            continue
    return None


def _needed(vault: Vault, manifests: Iterable[Manifest]) -> set[int]:
    """Short hashes of all that these backups name."""
    found: set[int] = set()
    for one in manifests:
        parts = (*one.objects, *one.beside, *one.inbox)
        new = [part for part in dict.fromkeys(parts) if short(part) not in found]
        found |= {short(each) for each in (*one.register, *parts)}
        found |= {short(entry.sha256) for entry in entries_of(vault, new)}
    return found
