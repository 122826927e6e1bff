"""A restore fills empty places only, lets nobody work before it has ended, and goes on when it was killed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.backup import Vault, back_up, check, restore
from flows.desk import Stores, open_desk
from flows.likeness import differences, likeness
from models.errors import IntegrityFault, WrongUse
from tests.installations.backups import (
    faults,
    filled,
    interrupt,
    leave_waiting,
    once,
    quietly,
    settings_for,
    stores_of,
    take_in,
    vault_at,
)


@pytest.fixture
def light(tmp_path: Path) -> Iterator[Stores]:
    """The same on SQLite alone, for what does not depend on the database."""
    with filled(settings_for(tmp_path / "home", "")) as opened:
        yield opened


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return vault_at(tmp_path / "vault", settings_for(tmp_path / "home", ""))


def test_a_damaged_backup_restores_nothing_that_is_wrong(light: Stores, vault: Vault, tmp_path: Path):
    made = back_up(light, vault, quietly).manifest
    content = _holding(tmp_path / "vault", b"paper a.pdf")
    content.chmod(0o600)
    content.write_bytes(b"paper x.pdf")
    there = stores_of(settings_for(tmp_path / "there", ""))
    with there.register, pytest.raises(IntegrityFault, match="other bytes than were stored"):
        restore(vault, made, there, quietly)
    content.unlink()
    mended = back_up(light, vault, quietly).manifest
    assert mended.counts["copied"] == 1
    assert [fault for _, fault in check(vault, tmp_path) if fault] == []


def _holding(folder: Path, content: bytes) -> Path:
    return next(p for p in (folder / "kept").rglob("*") if p.is_file() and p.read_bytes() == content)


@pytest.mark.parametrize("what", ["objects", "register", "verified"])
def test_an_interrupted_restore_lets_nobody_work_and_goes_on(
    light: Stores, vault: Vault, tmp_path: Path, what: str
):
    made = back_up(light, vault, quietly).manifest
    settings = settings_for(tmp_path / "there", "")
    there = stores_of(settings)
    with there.register as register:
        with pytest.raises(KeyboardInterrupt):
            restore(vault, made, there, once(what, interrupt, after=0 if what == "register" else 2))
        with pytest.raises(WrongUse, match="has not ended"), open_desk(settings):
            pass
        restore(vault, made, there, quietly)
        assert differences(likeness(light.register), likeness(register)) == ()
        assert faults(there) == []


def test_another_backup_is_not_mixed_into_a_restore_that_was_begun(
    light: Stores, vault: Vault, tmp_path: Path
):
    first = back_up(light, vault, quietly).manifest
    second = back_up(light, vault, quietly).manifest
    there = stores_of(settings_for(tmp_path / "there", ""))
    with there.register:
        with pytest.raises(KeyboardInterrupt):
            restore(vault, first, there, once("objects", interrupt, after=1))
        with pytest.raises(WrongUse, match=f"go on with --backup {first.id}"):
            restore(vault, second, there, quietly)


@pytest.mark.parametrize("holding", ["register", "archive", "inbox"])
def test_nothing_is_restored_over_what_is_there(light: Stores, vault: Vault, tmp_path: Path, holding: str):
    made = back_up(light, vault, quietly).manifest
    there = stores_of(settings_for(tmp_path / "there", ""))
    with there.register:
        if holding == "register":
            take_in(there, "mine.pdf")
        elif holding == "archive":
            there.objects.put_new("archive/default/mine", b"mine")
        else:
            leave_waiting(there, "mine.pdf", b"mine")
        with pytest.raises(WrongUse, match="nothing is overwritten"):
            restore(vault, made, there, quietly)
