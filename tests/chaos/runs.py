"""One run after the other: which scene, which faults; what did not hold."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from random import Random

from flows import retention
from flows.backup import back_up, check, restore
from flows.backup.vault import Vault, vault_to_fill
from flows.desk import Desk
from flows.inbox.dropping import drop_paths
from flows.loading import load_books
from flows.proof import keep_head
from models.errors import WrongUse
from models.ledger import InvoiceStatus, Ledger
from models.settings import Settings
from receivables.retention import EXAMPLE
from tests.chaos.holding import accounted, faults_of, no_orphans, told_once, whole
from tests.chaos.ports import Actor, FaultyStore
from tests.chaos.quick_papers import CLIENT, Paper, few_of, pile_of
from tests.chaos.scene import Scene, Script, draining, scratch, to_the_end, told
from tests.chaos.weather import Kind, Met, Weather
from tests.installations.backups import quietly

Settle = Callable[[Path], contextlib.AbstractContextManager[Settings]]
"""Makes an empty installation with a home below a folder."""
CHANCES = (0.05, 0.1, 0.25)
"""At a crossing; statements and looks at the clock have a fifth of it."""
MOST = 160
"""Faults of one run; then it comes to its end."""


@dataclass
class Ran:
    """What one run did."""

    name: str
    met: list[Met] = field(default_factory=list)
    crossings: int = 0
    starts: int = 0
    failures: list[str] = field(default_factory=list)
    weather: Weather | None = None


@dataclass
class UntilMost(Weather):
    """Calm after so many faults."""

    most: int = MOST

    def meet(self, actor: str, place: str, kinds: tuple[Kind, ...], weight: float = 1.0) -> Kind | None:
        if len(self.met) >= self.most:
            self.calm = True
        return super().meet(actor, place, kinds, weight)


def run(settle: Settle, seed: int, number: int, most: int = MOST) -> Ran:
    """The run of this number: many faults, at random places."""
    name = f"{seed} {number}"
    rng = Random(name)
    play = rng.choices((intake, destruction, restoring), (8, 1, 1))[0]
    return _ran(settle, name, UntilMost(name, rng.choice(CHANCES), most=most), play)


def single(settle: Settle, seed: int, target: int, choice: int) -> Ran:
    """One worker alone, and one fault, at the crossing of this number."""
    weather = Weather(f"{seed}", target=target, choice=choice)
    return _ran(settle, f"{seed} single", weather, alone)


def _ran(settle: Settle, name: str, weather: Weather, play: Callable[[Scene], Iterator[str]]) -> Ran:
    rng = Random(name)
    rng.random()
    with scratch() as folder, settle(folder) as settings:
        scene = Scene.of(settings, pile_of(rng), weather, rng)
        try:
            failures = [*play(scene)]
        except Exception as fault:  # noqa: BLE001 - told, whatever it is
            failures = [told(fault)]
    return Ran(name, weather.met, weather.crossings, scene.starts, [*scene.failures, *failures], weather)


def alone(scene: Scene) -> Iterator[str]:
    """One process that drops, drains, loads, keeps a head and drains again."""
    scene.pile = few_of(scene.pile)
    scene.calmly(loading(scene.pile.ledger))
    later = [loading(scene.pile.later), _head, *draining(1)]
    scene.play({"worker": [*dropping(scene), *draining(2), *later]})
    yield from _at_the_end(scene)


def intake(scene: Scene) -> Iterator[str]:
    """Two workers, somebody who drops, and an office that loads, keeps heads and backs up."""
    scene.calmly(loading(scene.pile.ledger))
    office = [_head, loading(scene.pile.later), _backup(scene), _head]
    scene.rng.shuffle(office)
    scene.play(
        {
            "scanner": dropping(scene),
            "first worker": draining(4),
            "second worker": draining(4),
            "office": office,
        }
    )
    yield from _at_the_end(scene)
    yield from _backups_hold(scene)


def destruction(scene: Scene) -> Iterator[str]:
    """Ten years later two people destroy what is over its time, while others work and back up.

    One of the papers comes again under another name, before or after it is gone.
    """
    _work_calmly(scene)
    scene.calmly(loading(_paid(scene)))
    scene.calmly(_schedule)
    scene.clock.jump(timedelta(days=3653))
    new = Paper("new.pdf", ("DN-0000001",), number=77)
    scanned = replace(scene.rng.choice(scene.pile.papers), name="scanned again.pdf")
    scene.play(
        {
            "ann": [_proposes, _head],
            "bob": [_approves] * 3,
            "office": [_backup(scene), _finishes],
            "worker": [*dropping(scene, (new, scanned)), *draining(3)],
        }
    )
    scene.weather.calm = True
    scene.calmly(_traced(scene))
    for deed in (_approves, _rejects, _proposes, _approves, _finishes, to_the_end, _head):
        scene.calmly(deed)

    def hold(desk: Desk, _actor: Actor) -> None:
        expected = scene.pile.expected() | new.family() | scanned.family()
        found = [*accounted(desk, expected), *told_once(desk), *no_orphans(desk), *whole(desk)]
        scene.failures += found
        if not desk.register.page_ledger().by_state["destroyed"]:
            scene.failures.append("nothing was destroyed")

    scene.calmly(hold)
    yield from _backups_hold(scene)


def restoring(scene: Scene) -> Iterator[str]:
    """A backup taken in the middle of the work is restored into an empty home, which is broken off again."""
    scene.calmly(loading(scene.pile.ledger))
    scene.play(
        {"scanner": dropping(scene), "worker": draining(2), "office": [_backup(scene), _backup(scene)]}
    )
    there = replace(scene.settings, **_elsewhere(scene))
    other = Scene(there, scene.pile, scene.weather, scene.rng, scene.folder, scene.clock)

    def restores(desk: Desk, _actor: Actor) -> None:
        vault = vault_to_fill(str(scene.folder / "vault"), scene.settings)
        newest = vault.newest()
        assert newest is not None
        mark = there.home / "restored"
        if not mark.exists():
            restore(vault, newest, desk.stores, quietly)
            mark.touch()

    other.play({"restorer": [restores]})
    scene.weather.calm = True
    for deed in (to_the_end, loading(scene.pile.ledger), loading(scene.pile.later)):
        other.calmly(deed)

    def hold(desk: Desk, _actor: Actor) -> None:
        other.failures += [*told_once(desk), *no_orphans(desk), *whole(desk)]

    other.calmly(hold)
    scene.failures += other.failures
    scene.starts += other.starts
    yield from _at_the_end(scene)


def _elsewhere(scene: Scene) -> dict[str, object]:
    home = scene.folder / "other"
    home.mkdir()
    objects = str(home / "objects")
    url = f"sqlite:///{home}/register.sqlite"
    return {"home": home, "database_url": url, "objects_url": objects, "inbox_url": f"{objects}/inbox"}


def _at_the_end(scene: Scene) -> Iterator[str]:
    scene.weather.calm = True
    scene.calmly(loading(scene.pile.later))
    scene.calmly(to_the_end)
    scene.calmly(_head)
    found: list[str] = []
    scene.calmly(lambda desk, _: found.extend(faults_of(desk, scene.pile)))
    yield from found


def _backups_hold(scene: Scene) -> Iterator[str]:
    """Whatever calls itself a backup is whole."""
    if not (scene.folder / "vault" / "backups").exists():
        return
    vault = vault_to_fill(str(scene.folder / "vault"), scene.settings)
    yield from (f"backup: {what}: {fault}" for what, fault in check(vault, scene.folder) if fault)
    for name in vault.ids():
        manifest = vault.manifest(name)
        yield from (f"backup {name}: {what}: {fault}" for what, fault in manifest.faults.items())


def dropping(scene: Scene, papers: tuple[Paper, ...] = ()) -> list[Script]:
    """One file after the other into the inbox: all of the pile, or these."""

    def drop(path: Path) -> Script:
        return lambda desk, _: drop_paths(desk.stores, CLIENT, [path]) and None

    return [drop(path) for path in scene.laid(papers or scene.pile.papers)]


def _work_calmly(scene: Scene) -> None:
    scene.calmly(loading(scene.pile.ledger))
    for deed in (*dropping(scene), to_the_end, loading(scene.pile.later), to_the_end):
        scene.calmly(deed)


def loading(ledger: Ledger) -> Script:
    """The ledger, on top of what there is."""
    return lambda desk, _: load_books(desk, CLIENT, ledger, delta=True) and None


def _paid(scene: Scene) -> Ledger:
    both = (*scene.pile.ledger.invoices, *scene.pile.later.invoices)
    paid = tuple(replace(one, status=InvoiceStatus.PAID) for one in both)
    return Ledger(scene.pile.ledger.customers, paid)


def _head(desk: Desk, _actor: Actor) -> None:
    keep_head(desk.stores)


def _backup(scene: Scene) -> Script:
    def backup(desk: Desk, actor: Actor) -> None:
        vault = vault_to_fill(str(scene.folder / "vault"), scene.settings)
        faulty = FaultyStore(actor, "vault", vault.store, scene.folder / "vault")
        back_up(desk.stores, Vault(faulty), quietly)

    return backup


def _schedule(desk: Desk, _actor: Actor) -> None:
    retention.load_schedule(desk.stores, CLIENT, EXAMPLE, "ann")
    retention.set_year(desk.stores, CLIENT, "DE", "12-31", "ann")


def _proposes(desk: Desk, _actor: Actor) -> None:
    with contextlib.suppress(WrongUse):
        retention.propose(desk.stores, CLIENT, "ann", limit=4)


def _approves(desk: Desk, actor: Actor) -> None:
    actor.step()
    for one in desk.register.destructions.listed(CLIENT, 10):
        if one.decided_at is None:
            with contextlib.suppress(WrongUse):
                retention.approve(desk.stores, CLIENT, one.id, "bob")


def _rejects(desk: Desk, _actor: Actor) -> None:
    """What may not be approved any more, because the same bytes came again, is proposed anew."""
    for one in desk.register.destructions.listed(CLIENT, 10):
        if one.decided_at is None:
            retention.reject(desk.stores, CLIENT, one.id, "others belong to it", "bob")


def _finishes(desk: Desk, _actor: Actor) -> None:
    list(retention.finish_all(desk.stores, CLIENT))


def _traced(scene: Scene) -> Script:
    """Before anybody finishes it: what was broken off is named by `verify`."""

    def traced(desk: Desk, _actor: Actor) -> None:
        said = "\n".join(whole(desk))
        for one in desk.register.destructions.approved():
            if one.done_at is None and one.name not in said:
                scene.failures.append(f"{one.name} was broken off, and nothing says so")

    return traced
