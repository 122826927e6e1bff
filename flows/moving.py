"""A home to other places: objects, register and inbox are copied, proved, and only then the old one closed.

Nothing is ever removed from the old places. Every step may run twice: a move that was killed goes on when it
is started again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from flows.desk import Stores
from flows.inbox.carrying import (
    Inbox,
    Left,
    carry_inbox,
    copy_objects,
    dropped_since,
    inboxes_within,
    kept_objects,
)
from flows.likeness import ABOUT_REGISTER, Likeness, differences, likeness
from flows.machine.workers import is_gone
from flows.verifying import verify
from models.errors import IntegrityFault, Missing, NotYet, WrongUse
from models.record import Event
from models.settings import lie_within, would_take
from pipeline.filing import original_key

LOOKED_AT = 20
"""Originals that are looked for before anything is copied."""

Tell = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and how much there is; 0 where that is not known."""


@dataclass(frozen=True, slots=True)
class Move:
    """From where to where. Both sides are open."""

    old: Stores
    new: Stores

    @property
    def objects(self) -> bool:
        """Whether the object storage lies elsewhere."""
        return self.old.settings.objects_url != self.new.settings.objects_url

    @property
    def inbox(self) -> bool:
        """Whether the inbox lies elsewhere."""
        return self.old.settings.inbox_url != self.new.settings.inbox_url

    @property
    def register(self) -> bool:
        """Whether the register lies elsewhere."""
        return self.old.settings.database_url != self.new.settings.database_url


@dataclass(frozen=True, slots=True)
class Moved:
    """What was done."""

    objects: int
    megabytes: float
    rows: int
    """Of the register; 0 where it stays, or was copied before."""
    inbox: int
    """Files dropped into the new inbox."""
    checked: int
    """Things verified in the new place."""
    faults: tuple[str, ...]
    """What is wrong in the old place as well."""
    left: tuple[Left, ...]
    """Files that stay in the old place only."""


def move(plan: Move, tell: Tell) -> Moved:
    """Copy, prove, close the old register.

    Raises:
        WrongUse: somebody works; or the target holds something else.
        IntegrityFault: what is in the new place is not what is in the old one. The old one stays in force.
        NotYet: somebody worked during the move.
        Missing: a place refuses, or does not answer. The same command goes on where it ended.
    """
    _must_lie_apart(plan)
    must_rest(plan.old)
    _must_fit(plan)
    objects, size, left = _objects(plan, tell)
    events = _events(plan.old)
    before = likeness(plan.old.register)
    rows, counted = _register(plan, before, tell)
    inbox = _inbox(plan, tell)
    checked, faults = _prove(plan, tell)
    left += inbox.left + (dropped_since(plan.old, inbox) if plan.inbox else ())
    _close(plan, before, counted or {"events": events})
    return Moved(objects, size / 1e6, rows, inbox.carried, checked, faults, left)


def _must_lie_apart(plan: Move) -> None:
    """What is put into one place must not turn up in another, as a paper or to be copied once more."""
    old, new = plan.old.settings, plan.new.settings
    meetings = (
        (old.objects_url, new.objects_url, plan.objects and lie_within(old.objects_url, new.objects_url)),
        (old.inbox_url, new.inbox_url, plan.inbox and lie_within(old.inbox_url, new.inbox_url)),
        (old.objects_url, new.inbox_url, would_take(new.inbox_url, old.objects_url)),
        (old.inbox_url, new.objects_url, would_take(old.inbox_url, new.objects_url)),
    )
    for one, other, meet in meetings:
        if meet:
            raise WrongUse(f"{one} and {other} lie one within the other: name a place of its own.")


def must_rest(old: Stores) -> None:
    """Check that nobody works with the register.

    Raises:
        WrongUse: somebody holds a file; the message names them.
    """
    at_work = sorted(worker for worker in old.register.workers() if not is_gone(worker))
    if at_work:
        raise WrongUse(
            f"{', '.join(at_work)} (host/process) hold files: stop `up`, `ingest` and the workers of every "
            "machine, then try again. If one of them is dead, run `countersign up` until nothing waits."
        )


def _must_fit(plan: Move) -> None:
    """Look before hours of copying whether both sides are what they are taken for."""
    first = list(islice(plan.old.register.drops(), LOOKED_AT))
    keys = (original_key(drop.client, drop.sha256) for drop in first)
    if first and not any(plan.old.objects.stat(key) for key in keys):
        raise Missing(
            "No original of this register lies in COUNTERSIGN_OBJECTS_URL: set it to where the papers are."
        )
    filled = plan.register and any(True for _ in plan.new.register.drops())
    if filled and likeness(plan.new.register) != likeness(plan.old.register):
        raise WrongUse("The new database holds another register already: name an empty one.")


def _objects(plan: Move, tell: Tell) -> tuple[int, int, tuple[Left, ...]]:
    """How many objects were copied, how many bytes, and what cannot be named in the new place."""
    if not plan.objects:
        return 0, 0, ()
    inboxes = inboxes_within(plan.old.settings, plan.new.settings)
    total = sum(1 for _ in kept_objects(plan.old.objects, inboxes))
    count = size = 0
    left: list[Left] = []
    tell("objects", 0, total)
    for copied in copy_objects(kept_objects(plan.old.objects, inboxes), plan.old.objects, plan.new.objects):
        if isinstance(copied, Left):
            left.append(copied)
        else:
            count, size = count + 1, size + copied.size
        tell("objects", count, total)
    return count, size, tuple(left)


def _register(plan: Move, before: Likeness, tell: Tell) -> tuple[int, Mapping[str, int]]:
    """How many rows were copied, by table too; none when an earlier attempt had."""
    tell("register", 0, 0)
    if not plan.register:
        return 0, {}
    if likeness(plan.new.register) == before:
        events = _events(plan.old)
        _note(plan)
        if _events(plan.old) != events:
            raise WrongUse("The register is there already: it is the one that the settings name now.")
        return 0, {}
    copied = plan.old.register.copy_to(plan.new.register)
    unlike = differences(before, likeness(plan.new.register))
    if unlike:
        raise IntegrityFault(
            f"The copy of the register differs in {', '.join(unlike)}. The old home stays in force; "
            "empty the new database and run the same command again."
        )
    _note(plan)
    return sum(copied.values()), copied


def _note(plan: Move) -> None:
    now = plan.new.clock()
    plan.new.register.add_event(Event(now, "", "came from another place", ABOUT_REGISTER))


def _events(stores: Stores) -> int:
    return sum(1 for _ in stores.register.events())


def _inbox(plan: Move, tell: Tell) -> Inbox:
    if not plan.inbox:
        return Inbox(0, 0, (), {})
    looked = 0

    def done(more: int) -> None:
        nonlocal looked
        looked += more
        tell("inbox", looked, 0)

    return carry_inbox(plan.old, plan.new, done)


def _prove(plan: Move, tell: Tell) -> tuple[int, tuple[str, ...]]:
    """How many things were verified in the new place, and faults that the old place has as well.

    Raises:
        IntegrityFault: the new place has a fault that the old one has not.
    """
    checked = 0
    faults: set[str] = set()
    for finding in verify(plan.new, None):
        checked += 1
        tell("verified", checked, 0)
        faults |= {f"{finding.subject}: {finding.fault}"} if finding.fault else set()
    caused = faults - set(_faults(plan.old)) if faults else faults
    if caused:
        raise IntegrityFault(
            f"In the new place {len(caused)} things are not as in the old one, such as {min(caused)} "
            "The old home stays in force: run the same command again, or look at the new storage."
        )
    return checked, tuple(sorted(faults))


def _faults(stores: Stores) -> Iterator[str]:
    return (f"{found.subject}: {found.fault}" for found in verify(stores, None) if found.fault)


def _close(plan: Move, before: Likeness, counted: Mapping[str, int]) -> None:
    """Let nobody work in the old home any more; what somebody did during the move is not in the new one."""
    if plan.register:
        plan.old.register.retire(plan.new.settings.database_url, plan.old.clock(), counted)
    elif likeness(plan.old.register) != before:
        raise NotYet("Somebody worked during the move: stop them, and run the same command again.")
