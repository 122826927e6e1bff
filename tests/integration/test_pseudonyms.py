"""Events name people by numbers; who is erased is a number from then on, and the chain stays whole."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from flows.desk import Stores, open_stores
from flows.proof import chain_faults
from models.errors import WrongUse
from models.record import Event
from models.settings import Settings
from storage.register import Deed, Register, Trail
from storage.register.access.erasing import NAMED
from storage.register.tables import events, metadata
from tests.values.people_values import ANN, BOSS
from tests.values.register_values import NOW, later

COUNT = 9


@pytest.fixture
def stores(register_settings: Settings) -> Iterator[Stores]:
    opened = open_stores(register_settings, lambda: NOW)
    with opened.register:
        for n in range(COUNT):
            told = {"by": "ann", "n": n} if n % 3 != 1 else {"reason": "Filed under INV-1 by ann."}
            opened.register.add_event(Event(later(n), "default", "noted", f"s{n % 5}", told))
        yield opened


def faults(stores: Stores) -> list[str]:
    return list(chain_faults(stores))


def test_people_stand_in_events_by_numbers_and_are_shown_by_name(stores: Stores) -> None:
    with stores.register.database.read() as connection:
        rows = connection.execute(sa.select(events)).all()
    assert not any("ann" in str(tuple(row)) for row in rows)
    assert {one.detail.get("by") for one in stores.register.events()} == {"ann", None}
    found = stores.register.audit.piece(Trail("default", by="ann"), 100)
    assert len(found) == sum(1 for n in range(COUNT) if n % 3 != 1)


def test_an_erased_person_is_a_number_and_the_chain_stays_whole(stores: Stores) -> None:
    register, deed = stores.register, Deed("boss", NOW)
    register.people.add(BOSS, deed)
    register.people.add(ANN, deed)
    register.people.disable("ann", deed)
    name = register.erasures.erase("ann", deed)
    assert name.startswith("erased person ")
    assert register.people.account("ann") is None
    assert faults(stores) == []
    told = [str((one.subject, dict(one.detail))) for one in register.events()]
    assert not any("'ann'" in one or "Ann Lee" in one or "by ann." in one for one in told)
    assert any(f"Filed under INV-1 by {name}." in one for one in told)
    assert register.audit.piece(Trail("default", by=name), 1)
    assert register.audit.piece(Trail("default", by="ann"), 1) == ()
    with register.database.read() as connection:
        for table in metadata.sorted_tables:
            for row in connection.execute(sa.select(table)):
                assert "Ann Lee" not in str(tuple(row)), table.name


def test_a_name_that_is_a_word_is_told_as_it_was(register: Register) -> None:
    """Somebody may be called like a word of the program, or like a mark of ours."""
    told = {"by": "may", "reason": "it may be \u27e6person 1\u27e7, or \u27e6, or may.", "list": ["a may b"]}
    register.add_event(Event(NOW, "default", "noted", "may", told))
    (event,) = register.events()
    assert (event.subject, event.detail) == ("may", told)


def test_who_still_signs_in_is_not_erased(register: Register) -> None:
    register.people.add(BOSS, Deed("boss", NOW))
    with pytest.raises(WrongUse, match="people disable boss"):
        register.erasures.erase("boss", Deed("boss", NOW))


KEPT_ELSEWHERE = {
    *(("people", "login"), ("grants", "login"), ("sessions", "login"), ("sign_in_links", "login")),
    *(("tokens", "login"), ("corrections", "login"), ("events", "by")),
}
"""Columns with a login that erasing removes or renames by itself."""
NOBODYS = {("fields", "found_by"), ("learned", "ended_by")}
"""Columns of such a name that hold no login."""


def test_every_column_with_a_login_is_known_to_whoever_erases() -> None:
    named = {(table.name, column) for table, columns in NAMED for column in columns}
    found = {
        (table.name, column.name)
        for table in metadata.sorted_tables
        for column in table.columns
        if column.name.endswith("_by") or column.name in {"by", "login", "holder", "owner"}
    }
    assert found - KEPT_ELSEWHERE - NOBODYS == named
