"""Old backups go by a rule, with what they alone need; those that stay can be restored to the last byte."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.backup import Keep, Vault, back_up, check, keep_of, thin
from flows.backup.thinning import staying
from flows.backup.vault import key_of
from flows.desk import Stores
from models.errors import IntegrityFault, WrongUse
from tests.installations.backups import AFTER, filled, quietly, settings_for, take_in, vault_at

SOON = datetime.now(UTC) + timedelta(days=30)
"""When nothing of what the tests store is so new that somebody may still be at it."""
FIRST, LAST = (datetime(year, 1, 1, tzinfo=UTC).replace(tzinfo=None) for year in (2024, 2027))
NIGHTS = [AFTER + timedelta(days=n) for n in range(60)]


@pytest.fixture
def light(tmp_path: Path) -> Iterator[Stores]:
    with filled(settings_for(tmp_path / "home", "")) as opened:
        yield opened


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return vault_at(tmp_path / "vault", settings_for(tmp_path / "home", ""))


def night(stores: Stores, vault: Vault, number: int) -> str:
    """A backup of a night, with a paper that came that day."""
    take_in(stores, f"day {number}.pdf")
    return back_up(replace(stores, clock=lambda: NIGHTS[number]), vault, quietly).manifest.id


def test_what_stays_is_whole_and_what_no_backup_names_is_gone(light: Stores, vault: Vault, tmp_path: Path):
    made = [night(light, vault, number) for number in range(4)]
    before = len(vault.present())
    done = thin(vault, Keep(daily=1), SOON)
    assert done.backups == tuple(made[:-1])
    assert vault.ids() == (made[-1],)
    assert done.objects == before - len(vault.present()) > 0
    assert [fault for _, fault in check(vault, tmp_path) if fault] == []
    assert thin(vault, Keep(daily=1), SOON) == replace(done, backups=(), objects=0, size=0)


def test_the_last_whole_backup_stays_whatever_the_rule_says(light: Stores, vault: Vault, tmp_path: Path):
    whole, *_ = [night(light, vault, number) for number in range(2)]
    newest = vault.manifest(vault.ids()[-1])
    vault.store.remove(*_stat(vault, key_of(newest.register[-1])))
    assert thin(vault, Keep(daily=1), SOON).backups == ()
    assert vault.ids() == (whole, newest.id)
    first = vault.manifest(whole)
    assert [fault for _, fault in check(vault, tmp_path, first.id) if fault] == []


def test_where_no_backup_is_whole_nothing_goes(light: Stores, vault: Vault):
    for number in range(2):
        night(light, vault, number)
    for name in vault.ids():
        key = key_of(vault.manifest(name).objects[-1])
        if vault.store.stat(key):
            vault.store.remove(*_stat(vault, key))
    done = thin(vault, Keep(daily=1), SOON)
    assert (done.backups, done.objects) == ((), 0)
    assert "no backup here is whole" in done.left


def test_a_manifest_that_cannot_be_read_stops_it(light: Stores, vault: Vault, tmp_path: Path):
    night(light, vault, 0)
    night(light, vault, 1)
    path = next((tmp_path / "vault" / "manifests").iterdir())
    path.chmod(0o600)
    path.write_text("{}")
    with pytest.raises(IntegrityFault, match="damaged"):
        thin(vault, Keep(daily=1), SOON)
    assert len(vault.ids()) == 2


def test_what_somebody_may_be_storing_now_stays(light: Stores, vault: Vault):
    night(light, vault, 0)
    night(light, vault, 1)
    before = vault.present()
    assert thin(vault, Keep(daily=1), datetime.now(UTC)).objects == 0
    assert vault.present() == before


def _stat(vault: Vault, key: str) -> tuple[str, str]:
    stat = vault.store.stat(key)
    assert stat is not None
    return stat.key, stat.version


@given(
    st.lists(st.datetimes(FIRST, LAST), unique=True, max_size=60),
    st.builds(Keep, st.integers(0, 9), st.integers(0, 6), st.integers(0, 14)),
)
def test_a_rule_keeps_the_newest_of_each_period(times: list[datetime], keep: Keep):
    backups = [(f"{at:%Y%m%dT%H%M%S.%f}", at.replace(tzinfo=UTC)) for at in times]
    kept = staying(backups, keep)
    days = {at.date() for _, at in backups}
    months = {(at.year, at.month) for _, at in backups}
    assert len(kept) >= max(min(keep.daily, len(days)), min(keep.monthly, len(months)))
    assert len(kept) <= keep.daily + keep.weekly + keep.monthly
    if backups and (keep.daily or keep.weekly or keep.monthly):
        assert max(backups, key=lambda one: one[1])[0] in kept
    assert staying([one for one in backups if one[0] in kept], keep) == kept


def test_a_rule_is_written_in_words():
    assert keep_of("daily=7, weekly=5,monthly=12") == Keep(7, 5, 12)
    for text in ("", "7", "daily=0", "daily=x", "hourly=3", "daily=1,daily=2", "daily=-1", "daily=100000"):
        with pytest.raises(WrongUse):
            keep_of(text)
