"""Claims on arrivals: one holder at a time, whoever crashes."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import pytest

from models.decision import Status
from models.errors import ClaimLost
from models.record import Claim, DocumentRecord
from models.settings import Settings
from storage.register import Register, open_register
from tests.values.register_values import (
    LEASE,
    NOW,
    arrival_of,
    captured,
    claimed,
    decision_of,
    drop_of,
    later,
    record_of,
    settled_of,
)


def claim_all(register: Register, worker: str) -> list[str]:
    taken = []
    while (claim := register.claim(worker, NOW, LEASE)) is not None:
        taken.append(claim.arrival.key)
    return taken


def claim_all_in(settings: Settings, worker: str) -> list[str]:
    with open_register(settings) as register:
        return claim_all(register, worker)


def test_an_arrival_seen_again_is_the_same_arrival(register: Register) -> None:
    assert register.note_arrivals([arrival_of("a.pdf"), arrival_of("b.pdf")], NOW) == 2
    assert register.note_arrivals([arrival_of("a.pdf"), arrival_of("c.pdf")], later(1)) == 1
    assert register.unfinished() == 3


def test_another_version_of_an_object_is_another_arrival(register: Register) -> None:
    register.note_arrivals([arrival_of("a.pdf", version="v1")], NOW)
    assert register.note_arrivals([arrival_of("a.pdf", version="v2")], NOW) == 1


def test_the_oldest_arrival_is_claimed_first(register: Register) -> None:
    register.note_arrivals([arrival_of("z.pdf")], NOW)
    register.note_arrivals([arrival_of("a.pdf")], NOW)
    assert claim_all(register, "worker") == ["default/z.pdf", "default/a.pdf"]


def test_nothing_to_claim_is_none(register: Register) -> None:
    assert register.claim("worker", NOW, LEASE) is None


def test_a_worker_for_one_client_never_gets_the_files_of_another(register: Register) -> None:
    register.note_arrivals([arrival_of("a.pdf", "acme"), arrival_of("a.pdf", "bolt")], NOW)
    claim = register.claim("worker", NOW, LEASE, "bolt")
    assert claim is not None
    assert claim.arrival == arrival_of("a.pdf", "bolt")
    assert register.claim("worker", NOW, LEASE, "bolt") is None


def test_threads_never_claim_the_same_arrival(register: Register) -> None:
    names = [f"{n}.pdf" for n in range(60)]
    register.note_arrivals([arrival_of(name) for name in names], NOW)
    with ThreadPoolExecutor(4) as pool:
        taken = [key for keys in pool.map(claim_all, [register] * 4, "abcd") for key in keys]
    assert sorted(taken) == sorted(f"default/{name}" for name in names)


def test_eight_processes_claim_every_arrival_exactly_once(
    register: Register, register_settings: Settings
) -> None:
    register.note_arrivals([arrival_of(f"{n}.pdf") for n in range(200)], NOW)
    context = get_context("forkserver")
    context.set_forkserver_preload(["tests.values.register_values"])
    with ProcessPoolExecutor(8, mp_context=context) as pool:
        taken = [key for keys in pool.map(claim_all_in, [register_settings] * 8, "abcdefgh") for key in keys]
    assert sorted(taken) == sorted(f"default/{n}.pdf" for n in range(200))


def test_an_expired_lease_is_taken_over_with_a_higher_token(register: Register) -> None:
    old = claimed(register, "a.pdf")
    assert register.claim("other", later(LEASE - 1), LEASE) is None
    new = register.claim("other", later(LEASE), LEASE)
    assert new is not None
    assert (new.arrival, new.token > old.token, new.attempts) == (old.arrival, True, 2)


def taken_over(register: Register) -> Claim:
    """A claim whose lease ran out and that another worker holds by now."""
    old = claimed(register, "a.pdf")
    register.receive(old, drop_of("a.pdf"), NOW)
    assert register.claim("other", later(LEASE), LEASE) is not None
    return old


def test_an_outlived_token_is_refused_everywhere(register: Register) -> None:
    old, drop = taken_over(register), drop_of("a.pdf")
    calls = (
        lambda: register.renew(old, later(LEASE), LEASE),
        lambda: register.release(old, later(LEASE), 0),
        lambda: register.receive(old, drop, later(LEASE)),
        lambda: register.settle(old, lambda _: pytest.fail("was asked to decide"), later(LEASE)),
        lambda: register.done(old, later(LEASE)),
    )
    for call in calls:
        with pytest.raises(ClaimLost, match=r"default/a\.pdf"):
            call()


def test_a_renewed_lease_is_not_taken_over(register: Register) -> None:
    claim = claimed(register, "a.pdf")
    register.renew(claim, later(LEASE - 1), LEASE)
    assert register.claim("other", later(LEASE + 1), LEASE) is None


def test_a_released_arrival_comes_back_after_the_delay_and_the_attempt_does_not_count(
    register: Register,
) -> None:
    register.release(claimed(register, "a.pdf"), NOW, 10)
    assert register.claim("other", later(9), LEASE) is None
    claim = register.claim("other", later(10), LEASE)
    assert claim is not None
    assert claim.attempts == 1


def test_what_was_released_cannot_be_renewed(register: Register) -> None:
    claim = claimed(register, "a.pdf")
    register.release(claim, NOW, 0)
    with pytest.raises(ClaimLost):
        register.renew(claim, NOW, LEASE)


def test_a_finished_arrival_is_never_claimed_again_and_may_be_finished_twice(register: Register) -> None:
    claim = claimed(register, "a.pdf")
    register.done(claim, NOW)
    register.done(claim, NOW)
    assert register.claim("other", later(10 * LEASE), LEASE) is None
    assert register.note_arrivals([arrival_of("a.pdf")], NOW) == 0


def test_objects_left_behind_after_their_work_was_done_are_told_apart(register: Register) -> None:
    register.done(claimed(register, "a.pdf"), NOW)
    seen = [arrival_of("a.pdf"), arrival_of("b.pdf"), arrival_of("a.pdf", version="v2")]
    register.note_arrivals(seen, NOW)
    assert register.done_among(seen) == (arrival_of("a.pdf"),)


def test_keys_and_sources_come_back_as_they_were_whatever_bytes_they_hold(register: Register) -> None:
    odd = arrival_of("caf\udce9\\0041 \x00 ☃ 請求書 %FF.pdf")
    register.note_arrivals([odd], NOW)
    claim = register.claim("worker", NOW, LEASE)
    assert claim is not None
    assert claim.arrival == odd
    register.receive(claim, drop_of(odd.source), NOW)
    assert [drop.source for drop in register.drops()] == [odd.source]


def test_an_announced_source_is_found_by_key_and_client(register: Register) -> None:
    drop = drop_of("batch.zip/müller.pdf", parent="feed")
    assert register.announce(drop, "k1", NOW)
    assert register.announce(drop, "k1", NOW)
    found = register.announced("default", "k1")
    assert found is not None
    assert (found.source, found.parent) == (drop.source, "feed")
    assert register.announced("acme", "k1") is None


def test_a_drop_with_an_end_state_is_not_put_again_but_noted(register: Register) -> None:
    record = captured(register, "a.pdf", decision_of(Status.PARKED))
    assert not register.announce(drop_of("a.pdf"), "k1", later(1))
    assert [e.kind for e in register.events("default", record.drop_id)] == ["received", "dropped again"]


def finished(register: Register, record: DocumentRecord) -> bool:
    return record.drop_id in register.settled_drops([record.drop_id, "unknown"])


def test_waiting_files_are_those_without_an_end_state(register: Register) -> None:
    drop = drop_of("a.pdf")
    record = record_of(drop, decision_of(Status.PARKED))
    claim = claimed(register, "a.pdf")
    register.receive(claim, drop, NOW)
    assert (register.unfinished(), finished(register, record)) == (1, False)
    register.settle(claim, lambda _: settled_of(drop, record), NOW)
    assert (register.unfinished(), finished(register, record)) == (0, True)
