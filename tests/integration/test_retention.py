"""Papers go when their time is over, nothing holds them, and two people say so; a certificate stays."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest

from flows import retention
from flows.desk import Stores, open_stores
from flows.proof import chain_faults, keep_head
from flows.retention import Wanted
from flows.verifying import verify
from models.decision import Status
from models.dispute import DisputeCase
from models.errors import NotYet, WrongUse
from models.ledger import Customer, InvoiceStatus, Ledger
from models.record import DocumentRecord
from models.retention import Happened, Rule, Schedule
from models.sending import Reason
from models.settings import Settings
from pipeline.filing import original_key, pages_key
from receivables.retention import EXAMPLE, expiry_of, rules_from, year_end
from tests.servers.services import MotoServer, s3_server, s3_store
from tests.values.proof_values import destroy
from tests.values.register_values import NOW, captured, decision_of, drop_of, invoice_of, reading_of

INVOICE = replace(invoice_of("INV-1"), status=InvoiceStatus.PAID)
LATER = datetime(2036, 1, 2, 8, tzinfo=UTC)
"""The papers came in 2026: eight years after the end of that year are over."""
SECRET = "Harbour dock, received by Hinrich Kuhlmann"


@pytest.fixture
def clock() -> list[datetime]:
    return [NOW]


@pytest.fixture
def stores(register_settings: Settings, clock: list[datetime]) -> Iterator[Stores]:
    opened = open_stores(register_settings, lambda: clock[-1])
    with opened.register:
        people = (Customer("C-1", "Müller GmbH", country="DE"),)
        opened.register.load_ledger("default", Ledger(people, (INVOICE,)), NOW)
        yield opened


@pytest.fixture
def paper(stores: Stores) -> DocumentRecord:
    return kept(stores, "note.pdf")


def kept(stores: Stores, name: str, status: Status = Status.FILED) -> DocumentRecord:
    """A paper with its original and its pages as read."""
    decision = decision_of(status, *((INVOICE,) if status is Status.FILED else ()))
    record = captured(stores.register, name, decision, reading_of({}, text=SECRET))
    data = name.encode()
    stores.objects.put_new(original_key("default", record.sha256), data)
    stores.objects.put_new(pages_key("default", record.sha256, "neural-1"), b"[]")
    return record


def over(stores: Stores, clock: list[datetime]) -> None:
    """A schedule is in force, and its time is over."""
    retention.load_schedule(stores, "default", EXAMPLE, "ann")
    retention.set_year(stores, "default", "DE", "12-31", "ann")
    clock.append(LATER)


def test_a_paper_goes_by_two_people_and_leaves_a_certificate(
    stores: Stores, paper: DocumentRecord, clock: list[datetime]
) -> None:
    over(stores, clock)
    (due,) = retention.due(stores, "default")
    assert (due.blocked, due.files[0].jurisdiction, due.files[0].expired_on) == ("", "DE", date(2035, 1, 1))
    proposed = retention.propose(stores, "default", "ann")
    with pytest.raises(WrongUse, match="somebody else has to approve"):
        retention.approve(stores, "default", proposed.id, "ann")
    done = retention.approve(stores, "default", proposed.id, "bob")
    assert done.done_at == LATER
    assert list(retention.objects_of(stores, "default", paper.sha256)) == []
    plain, pdf = retention.certificate_of(stores, done)
    told = json.loads(plain)
    assert (told["proposed"]["by"], told["approved"]["by"]) == ("ann", "bob")
    assert told["files"][0]["sha256"] == paper.sha256
    sealed = stores.register.chain.of_event("default", "destruction approved", "destruction 1")
    assert sealed is not None
    assert told["chain"] == {"position": sealed.node.position, "hash": sealed.node.hash}
    assert paper.sha256[:40] in pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()


def test_after_a_destruction_everything_adds_up(
    stores: Stores, paper: DocumentRecord, clock: list[datetime]
) -> None:
    other = kept(stores, "new.pdf", Status.PARKED)
    over(stores, clock)
    destroy(stores.register, paper)
    retention.finish(stores, next(stores.register.destructions.approved()))
    keep_head(stores)
    ledger = stores.register.page_ledger()
    assert ledger.balanced
    assert (ledger.by_state["destroyed"], ledger.by_state["parked"]) == (1, 1)
    assert [one.fault for one in verify(stores, None) if one.fault and other.sha256 not in one.subject] == []
    assert list(chain_faults(stores)) == []


def test_nothing_that_was_read_is_left(stores: Stores, paper: DocumentRecord, clock: list[datetime]) -> None:
    assert stores.register.search("default", "Kuhlmann")
    over(stores, clock)
    destroy(stores.register, paper)
    left = stores.register.document("default", paper.id)
    assert left is not None
    assert (left.decision.status, left.reading.text, left.decision.chosen) == (Status.DESTROYED, "", ())
    assert left.decision.reason == "Destroyed under certificate 1."
    assert stores.register.search("default", "Kuhlmann") == ()
    assert stores.register.search("default", "INV-1") == ()


def test_a_hold_keeps_a_paper_until_every_one_is_lifted(
    stores: Stores, paper: DocumentRecord, clock: list[datetime]
) -> None:
    first = retention.set_hold(stores, "default", Wanted("C-1", reason="case 1"), "ann")
    second = retention.set_hold(stores, "default", Wanted("C-1", "INV-1", reason="case 2"), "ann")
    over(stores, clock)
    for one in (first, second):
        assert retention.due(stores, "default")[0].blocked.startswith(f"hold {one.id} is on it: case")
        with pytest.raises(WrongUse, match="Nothing was named"):
            retention.propose(stores, "default", "ann")
        retention.lift_hold(stores, "default", one.id, "settled", "bob")
    assert retention.due(stores, "default")[0].blocked == ""
    assert paper.sha256 in stores.register.holds.files("default", "C-1")


def test_a_hold_after_the_proposal_stops_the_approval(
    stores: Stores, paper: DocumentRecord, clock: list[datetime]
) -> None:
    over(stores, clock)
    proposed = retention.propose(stores, "default", "ann")
    retention.set_hold(stores, "default", Wanted("C-1", reason="case 1"), "eve")
    with pytest.raises(WrongUse, match="has to stay: hold 1 is on it"):
        retention.approve(stores, "default", proposed.id, "bob")
    assert stores.objects.get(original_key("default", paper.sha256)) == b"note.pdf"


def test_an_open_dispute_keeps_a_paper(stores: Stores, paper: DocumentRecord, clock: list[datetime]) -> None:
    del paper
    raised = NOW.date()
    case = DisputeCase(0, "default", INVOICE.key, Reason.SHORT, Decimal(5), "EUR", raised, raised, NOW, "ann")
    stores.register.disputes.add(case)
    over(stores, clock)
    assert retention.due(stores, "default")[0].blocked == "dispute 1 is open."


def test_an_invoice_that_is_not_paid_keeps_its_papers(
    stores: Stores, paper: DocumentRecord, clock: list[datetime]
) -> None:
    del paper
    still = replace(INVOICE, status=InvoiceStatus.OPEN, amount=Decimal(99))
    stores.register.load_ledger("default", Ledger((Customer("C-1", "Müller GmbH"),), (still,)), NOW)
    over(stores, clock)
    assert retention.due(stores, "default")[0].blocked == "invoice INV-1 is not paid."


def test_without_a_schedule_nothing_is_ever_due(
    stores: Stores, paper: DocumentRecord, clock: list[datetime]
) -> None:
    del paper
    clock.append(LATER)
    assert retention.due(stores, "default") == ()


def test_a_destruction_that_was_broken_off_is_told_and_goes_on(
    stores: Stores, paper: DocumentRecord, clock: list[datetime]
) -> None:
    over(stores, clock)
    destroy(stores.register, paper)
    told = [one.fault for one in verify(stores, None) if one.fault]
    assert any(
        "it was to be destroyed under destruction 1: run `countersign retention finish`" in one
        for one in told
    )
    (finished,) = retention.finish_all(stores, None)
    assert finished.done_at is not None
    assert [one.fault for one in verify(stores, None) if one.fault] == []
    assert list(retention.finish_all(stores, None)) == []


@pytest.mark.parametrize(
    ("end", "last", "expected"),
    [
        ((12, 31), date(2026, 3, 1), date(2026, 12, 31)),
        ((12, 31), date(2026, 12, 31), date(2026, 12, 31)),
        ((3, 31), date(2026, 4, 1), date(2027, 3, 31)),
        ((2, 28), date(2026, 3, 1), date(2027, 2, 28)),
    ],
)
def test_the_clock_runs_from_the_end_of_the_fiscal_year(
    end: tuple[int, int], last: date, expected: date
) -> None:
    assert year_end(Schedule(month=end[0], day=end[1]), last) == expected


def rule(where: str, years: int, limitation: int = 0, kind: str = "*") -> Rule:
    return Rule(where, kind, years, limitation, "", None)


@pytest.mark.parametrize(
    ("rules", "countries", "years"),
    [
        ([rule("*", 7)], [], 7),
        ([rule("*", 7), rule("DE", 8)], [], 8),
        ([rule("*", 7), rule("DE", 8), rule("FR", 10)], ["fr"], 10),
        ([rule("DE", 8), rule("DE", 6, kind="other")], [], 6),
        ([rule("DE", 2, limitation=3)], [], 3),
    ],
)
def test_of_several_rules_the_longest_counts(rules: list[Rule], countries: list[str], years: int) -> None:
    schedule = Schedule("DE", rules=tuple(rules))
    found = expiry_of(schedule, ["other"], countries, [Happened(date(2026, 5, 1), "x")])
    assert found is not None
    assert (found.rule.kept, found.on) == (years, date(2027 + years, 1, 1))


def test_papers_without_a_rule_for_them_stay() -> None:
    schedule = Schedule("DE", rules=(rule("FR", 10),))
    assert expiry_of(schedule, ["other"], ["FR"], [Happened(date(2000, 5, 1), "x")]) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b\n1,2", "names the columns"),
        ("jurisdiction,type,years\nGermany,*,8", "Line 2: 'Germany' is no country code"),
        ("jurisdiction,type,years\nDE,note,8", "Line 2: 'note' is no type"),
        ("jurisdiction,type,years\nDE,*,0", "Line 2: '0' is no number of years"),
        ("jurisdiction,type,years\nDE,*,8\nDE,*,9", "Line 3: DE with type \\* stands there twice"),
    ],
)
def test_a_schedule_that_cannot_be_is_refused(text: str, said: str) -> None:
    with pytest.raises(WrongUse, match=said):
        rules_from(text)


def test_a_lock_of_the_store_holds_a_destruction_up(tmp_path: Path) -> None:
    with s3_server(tmp_path / "moto", MotoServer) as server:
        s3_store(server, tmp_path / "home").client.make_bucket("locked", object_lock=True)
        settings = replace(
            server.settings(tmp_path / "home", "locked"), object_lock="governance", object_lock_days=36500.0
        )
        clock = [NOW]
        opened = open_stores(settings, lambda: clock[-1])
        with opened.register:
            opened.register.load_ledger("default", Ledger((), (INVOICE,)), NOW)
            record = kept(opened, "note.pdf")
            key = original_key("default", record.sha256)
            assert opened.objects.lock(key, "governance", LATER.replace(year=2090))
            over(opened, clock)
            proposed = retention.propose(opened, "default", "ann")
            with pytest.raises(NotYet, match="countersign retention finish"):
                retention.approve(opened, "default", proposed.id, "bob")
            assert any("was to be destroyed" in one.fault for one in verify(opened, None))
            assert drop_of("note.pdf").sha256 == record.sha256
