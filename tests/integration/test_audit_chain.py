"""Whatever is altered in the audit trail past the program is found and named, on every database."""

from __future__ import annotations

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from flows.desk import Stores, open_stores
from flows.proof import HEADS, chain_faults, daily_head, keep_head, kept_heads
from models.chain import Head, path
from models.record import Event
from models.settings import Settings
from storage.register import Register, open_register
from storage.register.database.sealing import extend
from storage.register.tables import events
from storage.register.tables.chain import chain
from storage.register.trail import events as log
from tests.values.register_values import NOW, later

COUNT = 40
COPIED = "INSERT INTO events (id, at, client, kind, subject, detail)"
GUARDS = {
    "events": ("events_not_updated", "events_not_deleted", "events_not_replaced"),
    "chain": ("chain_not_updated", "chain_not_deleted", "chain_not_replaced"),
}


@pytest.fixture
def clock() -> list[datetime]:
    """What the clock says: the last of them."""
    return [NOW]


@pytest.fixture
def empty(register_settings: Settings, clock: list[datetime]) -> Iterator[Stores]:
    opened = open_stores(register_settings, lambda: clock[-1])
    with opened.register:
        yield opened


@pytest.fixture
def stores(empty: Stores) -> Stores:
    """Forty events, one after the other."""
    for n in range(COUNT):
        told = {"by": "ann", "n": n} if n % 3 != 1 else {"n": n, "reason": "Filed under INV-1 by ann."}
        empty.register.add_event(Event(later(n), "default", "noted", f"s{n % 5}", told))
    return empty


def past_the_program(register: Register, *statements: str) -> None:
    """What somebody does who owns the database."""
    with register.database.write() as connection:
        for table, names in GUARDS.items():
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            else:
                for name in names:
                    connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
        for statement in statements:
            connection.exec_driver_sql(statement)


def faults(stores: Stores, *heads: Head) -> list[str]:
    return list(chain_faults(stores, [("the head of the firm", head) for head in heads]))


def test_what_nobody_touched_has_no_fault(stores: Stores) -> None:
    assert keep_head(stores) is not None
    assert faults(stores) == []


def test_a_head_whose_keeper_ended_before_it_was_stored_is_stored_with_the_next(stores: Stores) -> None:
    left = stores.register.chain.take_head(NOW)
    assert left is not None
    stores.register.add_event(Event(NOW, "default", "viewed", "s1", {}))
    taken = keep_head(stores)
    assert [head for _, head in kept_heads(stores)] == [left, taken]


def test_an_edited_event_is_named(stores: Stores) -> None:
    past_the_program(stores.register, "UPDATE events SET kind = 'filed' WHERE id = 7")
    (fault,) = faults(stores)
    assert fault.startswith("event 7 at position 7 ('filed' of 2026-03-02 08:30:06 UTC, about 's1') is not")
    assert "compare it with a backup" in fault


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET detail = '{\"n\": 6}' WHERE id = 7",
        "UPDATE events SET subject = 's4' WHERE id = 7",
        "UPDATE events SET client = 'acme' WHERE id = 7",
        "UPDATE chain SET salt = 'aa' WHERE position = 7",
    ],
)
def test_every_part_of_an_event_is_bound(stores: Stores, statement: str) -> None:
    past_the_program(stores.register, statement)
    (fault,) = faults(stores)
    assert "event 7 at position 7" in fault


def test_a_deleted_event_is_named(stores: Stores) -> None:
    past_the_program(stores.register, "DELETE FROM events WHERE id = 7")
    assert ["event 7 at position 7 is gone" in one for one in faults(stores)] == [True]


def test_events_deleted_with_their_places_leave_a_gap(stores: Stores) -> None:
    past_the_program(
        stores.register,
        "DELETE FROM events WHERE id IN (7, 8)",
        "DELETE FROM chain WHERE event_id IN (7, 8)",
    )
    assert faults(stores)[0].startswith("positions 7 to 8 are missing")


def test_an_inserted_event_is_named(stores: Stores) -> None:
    past_the_program(
        stores.register,
        COPIED + " SELECT 1000, at, client, 'checked', subject, detail FROM events WHERE id = 3",  # noqa: S608 fixed words
    )
    (fault,) = faults(stores)
    assert fault.startswith("event 1000 ('checked', about 's2') has no place in it")


def test_events_in_another_order_are_named(stores: Stores) -> None:
    past_the_program(
        stores.register,
        "UPDATE chain SET event_id = -1 WHERE position = 7",
        "UPDATE chain SET event_id = 7 WHERE position = 8",
        "UPDATE chain SET event_id = 8 WHERE position = 7",
    )
    found = faults(stores)
    assert ["event 8 at position 7" in found[0], "event 7 at position 8" in found[1]] == [True, True]


CUT = ("DELETE FROM chain WHERE position > 30", "DELETE FROM events WHERE id > 30")


def test_an_end_that_was_cut_off_is_found_by_a_head_in_the_object_storage(stores: Stores) -> None:
    keep_head(stores)
    past_the_program(stores.register, *CUT, "DELETE FROM heads")
    (fault,) = faults(stores)
    assert fault.startswith(f"it ends at position 30, but the head in {HEADS}")
    assert "10 events were cut off" in fault


def test_an_end_that_was_cut_off_is_found_by_a_head_that_the_firm_kept(stores: Stores) -> None:
    head = stores.register.chain.head(NOW)
    assert head is not None
    past_the_program(stores.register, *CUT)
    assert faults(stores) == []
    assert "the head of the firm of 2026-03-02 has 40" in faults(stores, head)[0]


def test_a_chain_that_was_written_anew_is_found_by_any_head(stores: Stores) -> None:
    """Who owns the database can hash everything again; only what lies elsewhere speaks against it."""
    head = stores.register.chain.head(NOW)
    assert head is not None
    past_the_program(stores.register, "UPDATE events SET kind = 'filed' WHERE id = 7")
    written_anew(stores.register)
    assert faults(stores) == []
    (fault,) = faults(stores, head)
    assert fault.startswith("at position 40 it has another hash than the head of the firm")


def written_anew(register: Register) -> None:
    with register.database.write() as connection:
        rows = connection.execute(sa.select(events).order_by(events.c.id)).all()
        connection.execute(sa.delete(chain))
        extend(connection, [row._asdict() for row in rows])


TAMPERINGS = (
    ("UPDATE events SET kind = 'x' WHERE id = :one",),
    ("UPDATE events SET subject = 'x' WHERE id = :one",),
    ("UPDATE events SET detail = '{}' WHERE id = :one",),
    ("UPDATE chain SET hash = :hash WHERE position = :one",),
    ("DELETE FROM events WHERE id = :one",),
    ("DELETE FROM events WHERE id = :one", "DELETE FROM chain WHERE position = :one"),
    ("DELETE FROM events WHERE id >= :one", "DELETE FROM chain WHERE position >= :one"),
    (
        "UPDATE chain SET event_id = -1 WHERE position = :one",
        "UPDATE chain SET event_id = :one WHERE position = :other",
        "UPDATE chain SET event_id = :other WHERE position = :one",
    ),
    (COPIED + " SELECT :other + 1000, at, client, kind, subject, detail FROM events WHERE id = :one",),  # noqa: S608 fixed words
)


def test_whatever_is_altered_is_found(stores: Stores) -> None:
    """Changes drawn at random, each looked for alone and taken back again."""
    drawn = random.Random(20261130)
    head = stores.register.chain.head(NOW)
    assert head is not None
    past_the_program(stores.register)
    with stores.register.database.write() as connection:
        kept = [connection.execute(sa.select(table)).all() for table in (events, chain)]
    for _ in range(30):
        one, other = drawn.sample(range(1, COUNT + 1), 2)
        given = {"one": one, "other": other, "hash": drawn.randbytes(32).hex()}
        statements = drawn.choice(TAMPERINGS)
        with stores.register.database.write() as connection:
            for statement in statements:
                named = {name: given[name] for name in given if f":{name}" in statement}
                connection.execute(sa.text(statement), named)
        assert faults(stores, head), (statements, given)
        with stores.register.database.write() as connection:
            for table, rows in zip((events, chain), kept, strict=True):
                connection.execute(sa.delete(table))
                connection.execute(sa.insert(table), [row._asdict() for row in rows])
        assert faults(stores, head) == []


def test_many_writers_at_once_make_one_chain(empty: Stores, register_settings: Settings) -> None:
    stores = empty

    def write(n: int) -> None:
        with open_register(register_settings) as mine:
            for m in range(15):
                mine.add_event(Event(later(m), f"client{n % 2}", "noted", f"s{n}", {"by": f"p{m % 4}"}))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    assert faults(stores) == []
    head = stores.register.chain.head(NOW)
    assert head is not None
    assert head.position == 60


def test_a_transaction_that_fails_leaves_no_place_behind(stores: Stores) -> None:
    def fail(connection: sa.Connection) -> None:
        log.add(connection, [Event(NOW, "default", "noted", "never")])
        raise RuntimeError

    with pytest.raises(RuntimeError):
        stores.register.database.change(fail)
    stores.register.add_event(Event(NOW, "default", "noted", "after"))
    assert faults(stores) == []
    assert not list(stores.register.events("default", "never"))


def test_any_event_is_reached_from_a_head(stores: Stores) -> None:
    (one, *_) = stores.register.chain.sealed("default", ["s3"])
    nodes = {node.position: node for node in stores.register.chain.nodes(COUNT, [one.node.position])}
    assert sorted(nodes, reverse=True) == list(path(COUNT, one.node.position))
    assert nodes[one.node.position].leaf == one.leaf.hash
    head = stores.register.chain.head(NOW)
    assert head is not None
    assert nodes[COUNT].hash == head.hash


def test_a_head_is_kept_once_a_day(empty: Stores, clock: list[datetime]) -> None:
    stores = empty
    assert daily_head(stores) is None
    stores.register.add_event(Event(NOW, "default", "noted", "s"))
    first = daily_head(stores)
    assert first is not None
    clock.append(NOW + timedelta(hours=23))
    stores.register.add_event(Event(NOW, "default", "noted", "s"))
    assert daily_head(stores) is None
    clock.append(NOW + timedelta(hours=24))
    second = daily_head(stores)
    assert second is not None
    assert [head for _, head in kept_heads(stores)] == [first, second]
