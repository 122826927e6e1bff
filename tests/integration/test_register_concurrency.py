"""Many write to PostgreSQL at once; what one decides on, nobody else changes under it."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
import sqlalchemy as sa

from models.decision import Status
from models.errors import Unreachable
from models.reading import FieldName
from models.record import Claim, DocumentRecord, Drop, Settled
from storage.register import Received, Register, Transaction, open_register
from storage.register.database.postgresql import KEPT_CONNECTIONS, MORE_CONNECTIONS
from tests.servers.postgres import Postgres
from tests.values.register_values import (
    LEASE,
    NOW,
    arrival_of,
    captured,
    claimed,
    decision_of,
    drop_of,
    invoice_of,
    later,
    ledger_of,
    reading_of,
    record_of,
    settings_in,
    settled_of,
)

T = TypeVar("T")
PAPER = reading_of({FieldName.PO_NUMBER: "4711"})
SECONDS = 20


def begun(register: Register, name: str, client: str = "default", content: str = "") -> tuple[Claim, Drop]:
    drop = drop_of(name, client, content or name)
    claim = claimed(register, name, client)
    register.receive(claim, drop, NOW)
    return claim, drop


def scanned_again(register: Register, claim: Claim, drop: Drop) -> Future[Status]:
    """Settle a scan in a thread of its own: a duplicate where another paper shows the same number."""

    def decide(lookups: Transaction) -> Settled:
        earlier = lookups.earlier_like(drop.client, {FieldName.PO_NUMBER: "4711"})
        decided.append(Status.DUPLICATE if earlier else Status.PARKED)
        looked.set()
        if not earlier:
            pause.wait(0.5)
        return settled_of(drop, record_of(drop, decision_of(decided[-1]), PAPER))

    decided: list[Status] = []
    pause, looked = threading.Event(), threading.Event()
    return in_thread(lambda: (register.settle(claim, decide, NOW), decided[-1])[1])


def in_thread(work: Callable[[], T]) -> Future[T]:
    """A thread of its own, for work that waits for what this thread holds."""
    threads = ThreadPoolExecutor(1)
    outcome = threads.submit(work)
    threads.shutdown(wait=False)
    return outcome


def test_of_two_scans_of_a_paper_settled_at_once_one_is_the_duplicate(register: Register) -> None:
    begins = [begun(register, f"{n}.pdf") for n in range(3)]
    outcomes = [scanned_again(register, *begin) for begin in begins]
    found = sorted(outcome.result(SECONDS) for outcome in outcomes)
    assert found == [Status.DUPLICATE, Status.DUPLICATE, Status.PARKED]


def test_of_two_files_with_the_same_bytes_one_is_first(register: Register) -> None:
    for number in range(8):
        names = [f"{number}-{copy}.pdf" for copy in range(4)]
        begins = [(claimed(register, name), drop_of(name, content=f"same {number}")) for name in names]
        with ThreadPoolExecutor(4) as threads:
            answers: list[Received] = list(threads.map(lambda begin: register.receive(*begin, NOW), begins))
        assert len({answer.first for answer in answers}) == 1
        assert answers[0].first in {drop.id for _, drop in begins}
    assert [event.kind for event in register.events()] == ["received"] * 32


def test_two_workers_on_the_same_drop_settle_it_once(register: Register) -> None:
    drop = drop_of("a.pdf")
    claims = [claimed(register, name) for name in ("a.pdf", "copy of a.pdf")]
    for claim in claims:
        register.receive(claim, drop, NOW)
    record = record_of(drop, decision_of(Status.PARKED))
    with ThreadPoolExecutor(2) as threads:
        settle = [threads.submit(register.settle, c, lambda _: settled_of(drop, record), NOW) for c in claims]
        assert [each.result(SECONDS).documents for each in settle] == [(record,)] * 2
    assert register.page_ledger().received == 1
    assert [event.kind for event in register.events("default", record.id)] == ["parked"]


def test_of_many_that_redecide_a_document_one_is_heard(register: Register) -> None:
    record = captured(register, "a.pdf", decision_of(Status.PARKED))
    filed = replace(record, decision=decision_of(Status.FILED, invoice_of("INV-1")))
    with ThreadPoolExecutor(6) as threads:
        heard = list(threads.map(lambda _: register.redecide(filed, 1, NOW), range(6)))
    assert heard.count(True) == 1
    assert [event.kind for event in register.events("default", record.id)] == ["parked", "matched again"]


def test_ledgers_loaded_at_once_are_loaded_one_after_the_other(register: Register) -> None:
    ledgers = [ledger_of(*(invoice_of(f"{load}-{n}") for n in range(30))) for load in range(6)]
    with ThreadPoolExecutor(6) as threads:
        results = list(
            threads.map(lambda ledger: register.load_ledger("default", ledger, NOW, delta=True), ledgers)
        )
    assert sorted(result.load for result in results) == [1, 2, 3, 4, 5, 6]
    assert len(register.ledger("default").invoices) == 180


def test_sweeps_that_note_the_same_in_any_order_end_and_note_each_once(register: Register) -> None:
    names = [f"{n}.pdf" for n in range(300)]
    forth, back = [[arrival_of(name) for name in order] for order in (names, names[::-1])]
    with ThreadPoolExecutor(4) as threads:
        noted = list(threads.map(lambda seen: register.note_arrivals(seen, NOW), [forth, back] * 2))
    assert sum(noted) == register.unfinished() == 300


@pytest.fixture
def on_server(postgres: Postgres, tmp_path: Path) -> Iterator[Register]:
    """A register on PostgreSQL."""
    with open_register(settings_in(tmp_path, postgres.new_database())) as opened:
        yield opened


def test_a_claim_passes_by_what_another_is_about_to_take(on_server: Register) -> None:
    on_server.note_arrivals([arrival_of(name) for name in ("a.pdf", "b.pdf")], NOW)
    with on_server.database.write() as connection:
        connection.exec_driver_sql("SELECT id FROM arrivals ORDER BY id LIMIT 1 FOR UPDATE")
        claim = on_server.claim("worker", NOW, LEASE)
    assert claim is not None
    assert claim.arrival.source == "b.pdf"


def test_a_claim_cannot_be_taken_over_while_its_holder_settles(on_server: Register) -> None:
    claim, drop = begun(on_server, "a.pdf")
    record = record_of(drop, decision_of(Status.PARKED))

    def decide(_: Transaction) -> Settled:
        assert on_server.claim("other", later(10 * LEASE), LEASE) is None
        return settled_of(drop, record)

    on_server.settle(claim, decide, NOW)
    assert list(on_server.documents()) == [record]


def test_a_lease_can_be_renewed_while_another_file_of_the_client_settles(on_server: Register) -> None:
    claim, drop = begun(on_server, "a.pdf")
    other, waiting = begun(on_server, "b.pdf")
    outcomes: list[Future] = []

    def decide(_: Transaction) -> Settled:
        outcomes.append(in_thread(lambda: on_server.settle(other, lambda _: settled(waiting), NOW)))
        threading.Event().wait(0.3)
        on_server.renew(other, later(1), LEASE)
        return settled(drop)

    on_server.settle(claim, decide, NOW)
    assert outcomes[0].result(SECONDS).drop == waiting


def settled(drop: Drop) -> Settled:
    record: DocumentRecord = record_of(drop, decision_of(Status.PARKED))
    return settled_of(drop, record)


def test_clients_do_not_wait_for_each_other(on_server: Register) -> None:
    claim, drop = begun(on_server, "a.pdf", "acme")
    other, theirs = begun(on_server, "b.pdf", "bolt")

    def decide(_: Transaction) -> Settled:
        on_server.settle(other, lambda _: settled(theirs), NOW)
        return settled(drop)

    on_server.settle(claim, decide, NOW)
    assert on_server.page_ledger().received == 2


def test_a_transaction_that_another_was_in_the_way_of_is_done_again(on_server: Register) -> None:
    on_server.note_arrivals([arrival_of(name) for name in ("a.pdf", "b.pdf")], NOW)
    both = threading.Barrier(2)

    def crossing(connection: sa.Connection, first: int, second: int) -> str:
        lock = "UPDATE arrivals SET attempts = attempts + 1 WHERE id = %s"
        connection.exec_driver_sql(lock, (first,))
        if not both.broken:
            with contextlib.suppress(threading.BrokenBarrierError):
                both.wait(2)
        connection.exec_driver_sql(lock, (second,))
        both.abort()
        return "done"

    with ThreadPoolExecutor(2) as threads:
        work = [threads.submit(on_server.database.change, crossing, *ids) for ids in ((1, 2), (2, 1))]
        assert [each.result(SECONDS) for each in work] == ["done", "done"]
    with on_server.database.read() as connection:
        assert connection.exec_driver_sql("SELECT attempts FROM arrivals").scalars().all() == [2, 2]


def test_sixty_four_threads_share_a_few_connections(on_server: Register, postgres: Postgres) -> None:
    on_server.note_arrivals([arrival_of(f"{n}.pdf") for n in range(200)], NOW)

    def claim_some(worker: int) -> list[str]:
        claims = (on_server.claim(f"w{worker}", NOW, LEASE) for _ in range(4))
        return [claim.arrival.key for claim in claims if claim]

    with ThreadPoolExecutor(64) as threads:
        keys = [key for taken in threads.map(claim_some, range(64)) for key in taken]
    assert len(keys) == len(set(keys)) == 200
    query = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND application_name = 'countersign'"
    with postgres.session("postgres") as session:
        (held,) = session.execute(query, (on_server.database.url.database,)).fetchone() or (0,)
    assert 0 < held <= KEPT_CONNECTIONS + MORE_CONNECTIONS


def test_who_waits_too_long_for_a_lock_is_told_to_try_again(on_server: Register) -> None:
    claim = claimed(on_server, "a.pdf")
    with on_server.database.write() as holder:
        holder.exec_driver_sql("SELECT id FROM arrivals FOR UPDATE")
        with pytest.raises(Unreachable, match="not free within"), on_server.database.write() as connection:
            connection.exec_driver_sql("SET LOCAL lock_timeout = '100ms'; SELECT id FROM arrivals FOR UPDATE")
    on_server.renew(claim, NOW, LEASE)
