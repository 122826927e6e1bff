"""A backup has all that its register names, takes only what is new, and comes back whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from flows.backup import Vault, back_up, check, vault_to_fill, vault_to_read
from flows.desk import Stores
from flows.inbox.sweeping import Sightings, sweep
from flows.likeness import differences, likeness
from models.decision import Status
from models.errors import IntegrityFault, WrongUse
from pipeline.filing import original_key
from storage.register import Register
from tests.conftest import NewDatabase
from tests.installations.backups import (
    AFTER,
    faults,
    file_one,
    filled,
    interrupt,
    leave_waiting,
    once,
    quietly,
    restored,
    settings_for,
    take_in,
    vault_at,
)
from tests.servers.postgres import Postgres
from tests.servers.services import s3_server


@pytest.fixture
def stores(new_database: NewDatabase, tmp_path: Path) -> Iterator[Stores]:
    home = tmp_path / "home"
    url = new_database(home)
    with filled(settings_for(home, url)) as opened:
        yield opened
    new_database.drop(url)


@pytest.fixture
def light(tmp_path: Path) -> Iterator[Stores]:
    """The same on SQLite alone, for what does not depend on the database."""
    with filled(settings_for(tmp_path / "home", "")) as opened:
        yield opened


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return vault_at(tmp_path / "vault", settings_for(tmp_path / "home", ""))


def test_what_was_backed_up_comes_back_in_a_database_of_the_other_kind(
    stores: Stores, vault: Vault, postgres: Postgres, tmp_path: Path
):
    made = back_up(stores, vault, quietly).manifest
    from_sqlite = stores.register.database.url.get_backend_name() == "sqlite"
    other = postgres.new_database() if from_sqlite else ""
    there, done = restored(vault, made, settings_for(tmp_path / "there", other))
    with there.register as register:
        assert differences(likeness(stores.register), likeness(register)) == ()
        assert faults(there) == []
        assert (done.faults, done.inbox) == ((), 1)
        kinds = [event.kind for event in register.events() if event.subject == "register"]
        assert kinds == ["restored"]
    assert [event.kind for event in stores.register.events()][-1] == "backed up"


def test_what_waited_in_the_inbox_waits_again_under_the_name_it_came_with(
    light: Stores, vault: Vault, tmp_path: Path
):
    made = back_up(light, vault, quietly).manifest
    there, _ = restored(vault, made, settings_for(tmp_path / "there", ""))
    with there.register as register:
        seen = Sightings()
        assert [sweep(there, seen, moment) for moment in (0.0, 1.0)] == [0, 1]
        claim = register.claim("worker", AFTER, 60)
        assert claim is not None
        announced = register.announced("default", claim.arrival.key)
        assert announced is not None
        assert announced.source == "caf%E9.pdf"
        assert there.inbox.get(claim.arrival.key) == b"waits"


def test_the_next_backup_copies_only_what_is_new(stores: Stores, vault: Vault):
    first = back_up(stores, vault, quietly).manifest
    take_in(stores, "new.pdf")
    second = back_up(stores, vault, quietly).manifest
    assert first.counts["copied"] == 6
    assert second.counts["objects"] == first.counts["objects"] + 1
    assert second.counts["copied"] == 1
    assert vault.ids() == tuple(sorted((first.id, second.id)))


def test_each_backup_stays_what_it_was(light: Stores, vault: Vault, tmp_path: Path):
    first = back_up(light, vault, quietly).manifest
    take_in(light, "new.pdf")
    vault_clock = replace(light, clock=lambda: AFTER.replace(hour=1))
    back_up(vault_clock, vault, quietly)
    there, _ = restored(vault, first, settings_for(tmp_path / "there", ""))
    with there.register as register:
        assert {record.source for record in register.documents()} == {"a.pdf", "b.pdf", "c.pdf"}


def test_an_interrupted_backup_is_none_and_the_next_one_reads_on(light: Stores, vault: Vault):
    with pytest.raises(KeyboardInterrupt):
        back_up(light, vault, once("register", interrupt))
    assert vault.ids() == ()
    assert vault.interrupted()
    made = back_up(light, vault, quietly).manifest
    assert made.counts["copied"] == 0
    assert not vault.interrupted()
    assert not made.faults


def test_what_is_filed_and_taken_back_meanwhile_makes_no_backup_lie(
    stores: Stores, vault: Vault, tmp_path: Path
):
    """The register of the backup is read while the copy is still there; then it goes."""
    key = next(link.shelf_key for link, _ in stores.register.copies())
    seen: list[int] = []

    def tell(what: str, done: int, _all: int) -> None:
        seen.append(done)
        if what == "objects" and done == 1 and seen.count(1) == 2:  # the first object of the second look
            stat = stores.objects.stat(key)
            assert stat is not None
            stores.objects.remove(key, stat.version)

    made = back_up(stores, vault, tell).manifest
    assert stores.objects.stat(key) is None
    assert not made.faults
    there, _ = restored(vault, made, settings_for(tmp_path / "there", ""))
    with there.register:
        assert there.objects.get(key) == b"copy of c.pdf"
        assert faults(there) == []


def test_what_comes_between_the_looks_is_in_the_backup_with_its_papers(
    stores: Stores, vault: Vault, tmp_path: Path
):
    def meanwhile() -> None:
        take_in(stores, "late.pdf")
        leave_waiting(stores, "latest.pdf", b"waits too")

    made = back_up(stores, vault, once("objects", meanwhile, after=4)).manifest
    there, done = restored(vault, made, settings_for(tmp_path / "there", ""))
    with there.register as register:
        assert "late.pdf" in [record.source for record in register.documents()]
        assert faults(there) == []
        assert done.inbox == 2


def test_what_is_gone_already_is_named_and_was_not_caused_by_the_restore(
    light: Stores, vault: Vault, tmp_path: Path
):
    lost = light.settings.objects_url + "/" + original_of(light.register, "b.pdf")
    Path(lost).unlink()
    made = back_up(light, vault, quietly).manifest
    assert list(made.faults) == [original_of(light.register, "b.pdf")]
    there, done = restored(vault, made, settings_for(tmp_path / "there", ""))
    there.register.close()
    assert len(done.faults) == 1


def test_a_copy_that_cannot_be_made_keeps_no_restore_from_its_end(
    light: Stores, vault: Vault, tmp_path: Path
):
    """Nothing of the paper can be copied for people, there as here; its original is safe."""
    take_in(light, "no pdf at all.pdf", Status.FILED)
    made = back_up(light, vault, quietly).manifest
    there, done = restored(vault, made, settings_for(tmp_path / "there", ""))
    with there.register as register:
        assert [link.invoice_number for _, link in register.unshelved()] == ["INV-1"]
        (told,) = done.faults
        assert "its copy under invoice INV-1 is not stored yet" in told
        assert faults(there) == faults(light)


def original_of(register: Register, name: str) -> str:
    drop = next(drop for drop in register.drops() if drop.source == name)
    return original_key("default", drop.sha256)


def test_an_original_that_was_damaged_since_is_sound_in_the_backup(
    light: Stores, vault: Vault, tmp_path: Path
):
    back_up(light, vault, quietly)
    key = original_of(light.register, "a.pdf")
    damaged = Path(light.settings.objects_url, key)
    damaged.chmod(0o600)
    damaged.write_bytes(b"not what it was")
    taken = back_up(light, vault, quietly)
    assert taken.healed == (key,)
    there, done = restored(vault, taken.manifest, settings_for(tmp_path / "there", ""))
    there.register.close()
    assert there.objects.get(key) == b"paper a.pdf"
    assert done.faults == ()


def test_a_sound_backup_is_found_sound_and_every_change_is_named(light: Stores, vault: Vault, tmp_path: Path):
    back_up(light, vault, quietly)
    assert [fault for _, fault in check(vault, tmp_path) if fault] == []
    for path in sorted((tmp_path / "vault" / "kept").rglob("*")):
        if path.is_file():
            whole = path.read_bytes()
            path.chmod(0o600)
            path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
            assert [fault for _, fault in check(vault, tmp_path) if path.name in fault], path
            path.write_bytes(whole)


def test_a_manifest_that_was_changed_is_refused(light: Stores, vault: Vault, tmp_path: Path):
    made = back_up(light, vault, quietly).manifest
    path = tmp_path / "vault" / "manifests" / f"{made.id}.json"
    plain = json.loads(path.read_text())
    plain["received"] += 1
    path.chmod(0o600)
    path.write_text(json.dumps(plain))
    with pytest.raises(IntegrityFault, match="was changed"):
        vault.manifest(made.id)


def test_a_place_that_holds_something_else_takes_no_backups(light: Stores, tmp_path: Path):
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.jpg").write_bytes(b"cat")
    with pytest.raises(WrongUse, match="holds something else"):
        vault_to_fill(str(tmp_path / "photos"), light.settings)
    with pytest.raises(WrongUse, match="No backups lie"):
        vault_to_read(str(tmp_path / "photos"), light.settings)
    with pytest.raises(WrongUse, match="No backups lie"):
        vault_to_read(str(tmp_path / "nowhere"), light.settings)
    assert not (tmp_path / "nowhere").exists()


def test_backups_lie_in_a_bucket_with_keys_of_their_own(light: Stores, tmp_path: Path):
    with s3_server(tmp_path / "s3") as server:
        keys = {
            "backup_s3_access_key": server.access_key,
            "backup_s3_secret_key": server.secret_key,
            "s3_access_key": "another",
            "s3_secret_key": "another key of eight",
        }
        settings = replace(light.settings, **keys)  # type: ignore[arg-type]
        url = f"s3+{server.server}/backups/firm"
        made = back_up(replace(light, settings=settings), vault_to_fill(url, settings), quietly).manifest
        file_one(light, "d.pdf")
        back_up(replace(light, settings=settings), vault_to_fill(url, settings), quietly)
        vault = vault_to_read(url, settings)
        assert [fault for _, fault in check(vault, tmp_path) if fault] == []
        there, done = restored(vault, vault.manifest(made.id), settings_for(tmp_path / "there", ""))
        there.register.close()
        assert done.faults == ()
