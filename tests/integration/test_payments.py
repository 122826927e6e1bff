"""Payments from the file to the invoice and back: applied, decided, taken back, booked, exported."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from countersign.cli import run
from fixtures.payments import advice_csv, mt940_text, payments_csv
from flows.cash import (
    Wanted,
    accept,
    apply_by_hand,
    cash_report,
    leave_elsewhere,
    load_payments,
    open_deduction,
    resolve_payments,
    take_back,
)
from flows.cash.telling import paid_on
from flows.desk import Desk, desk_over
from models.cash import Given, GivenAdvice, Payment, PaymentState, RemittanceLine, Share, Why
from models.errors import ExitCode, LeaseLost, WrongUse
from models.ledger import Customer, InvoiceStatus, Ledger
from models.people import Grant, Role
from models.sending import Reason
from pipeline.ledger_import.given import Export, Wishes
from storage.register import AskedPayments
from tests.benchmarks.payments import dealt, score
from tests.console_visits import EVIL, Visitor, stores_in
from tests.ledger_values import bill
from tests.register_values import NOW

PEOPLE = (Customer("C-1", "Harbour Supplies Ltd"), Customer("C-2", "Molen Techniek B.V."))
BILLS = (
    bill("INV-2026-100", "100.10"),
    bill("INV-2026-101", "200.20"),
    bill("INV-2026-102", "300.30"),
    bill("INV-2026-201", "500.00", 3, "C-2"),
)
DAY = NOW.date()
PAID = Given(
    2, DAY, Decimal("100.10"), "EUR", "Harbour Supplies Ltd", "DE89370400440532013000", "INV-2026-100"
)
BOOKS = Ledger(PEOPLE, BILLS)
KEY = ("C-1", "INV-2026-100")
COLLECTOR = Grant(Role.COLLECTOR, "default")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with stores_in(tmp_path / "home") as opened:
        made = desk_over(replace(opened, clock=lambda: NOW + timedelta(days=1)))
        made.register.load_ledger("default", BOOKS, NOW)
        yield made


def load(desk: Desk, *paid: Given, client: str = "default", text: str = "") -> list[Payment]:
    """Load these; all payments of the client, by line."""
    content = text or payments_csv(paid)
    load_payments(desk, client, Export("paid.csv", content.encode()), Wishes(), "ann")
    found = desk.register.payments.listed(AskedPayments(client), 100)
    return sorted(found, key=lambda one: one.line)


def wanted(payment: Payment) -> Wanted:
    return Wanted(payment.id, payment.version, "ann")


def test_what_is_certain_is_applied_once_whatever_file_tells_of_it(desk: Desk) -> None:
    (one,) = load(desk, replace(PAID, bank_reference="B-1"))
    assert (one.state, one.why, one.customer) == (PaymentState.APPLIED, Why.AGREES, "C-1")
    again = load_payments(
        desk,
        "default",
        Export("paid.csv", payments_csv([replace(PAID, bank_reference="B-1")]).encode()),
        Wishes(),
        "ann",
    )
    assert again.again
    swift = mt940_text([replace(PAID, bank_reference="B-1")], own="")
    told = load_payments(desk, "default", Export("x.sta", swift.encode()), Wishes(), "ann")
    assert (told.file.payments, told.file.repeated) == (0, 1)
    (part,) = desk.register.cash.of_payment("default", one.id)
    assert (part.share.key, part.share.paid, part.by) == (KEY, Decimal("100.10"), "countersign")


def test_two_equal_payments_of_one_file_are_two(desk: Desk) -> None:
    first, second = load(desk, PAID, replace(PAID, line=3))
    assert first.id != second.id
    assert {first.state, second.state} == {PaymentState.APPLIED, PaymentState.REVIEW}


def test_clients_are_apart_and_no_account_number_is_kept(desk: Desk) -> None:
    (mine,) = load(desk, PAID)
    desk.register.load_ledger("other", BOOKS, NOW)
    (theirs,) = load(desk, PAID, client="other")
    assert theirs.id != mine.id
    assert theirs.account_key != mine.account_key
    assert mine.account_tail == "3000"
    assert desk.register.payments.one("other", mine.id) is None
    assert "370400440532013000" not in repr(mine)
    home = desk.stores.settings.home
    assert all(b"370400440532013000" not in file.read_bytes() for file in home.rglob("*") if file.is_file())


def test_what_waits_is_applied_when_its_invoice_comes(desk: Desk) -> None:
    stranger = replace(PAID, payer="", account="", amount=Decimal("77.70"), reference="INV-2026-777")
    (one,) = load(desk, stranger)
    assert one.state is PaymentState.WAITING
    new = Ledger(PEOPLE, (*BILLS, bill("INV-2026-777", "77.70")))
    desk.register.load_ledger("default", new, NOW)
    assert resolve_payments(desk, "default") == 1
    assert resolve_payments(desk, "default") == 0
    assert paid_on(desk.stores, "default", ("C-1", "INV-2026-777")).unbooked == Decimal("77.70")


def test_a_payer_that_a_person_confirmed_is_known_until_that_is_taken_back(desk: Desk) -> None:
    third = replace(PAID, payer="Kontor Finanz", amount=Decimal("200.20"), reference="thanks")
    (one,) = load(desk, third)
    assert one.state is PaymentState.REVIEW or not one.proposals
    share = Share("C-1", "INV-2026-101", Decimal("200.20"))
    done = apply_by_hand(desk, "default", wanted(one), [share])
    late = replace(third, amount=Decimal("300.30"), reference="again")
    found = load(desk, late)
    next_one = next(one for one in found if one.amount == Decimal("300.30"))
    assert {"account", "learned_name"} <= {clue.sign.value for clue in next_one.proposals[0].clues}
    assert next_one.proposals[0].shares[0].invoice == "INV-2026-102"
    take_back(desk, "default", wanted(done))
    assert desk.register.cash.unbooked("default") == ()
    known = desk.register.payments.one("default", done.id)
    assert known is not None
    assert known.state is PaymentState.REVIEW
    assert resolve_payments(desk, "default", anew=True) == 0
    forgotten = desk.register.payments.one("default", next_one.id)
    assert forgotten is not None
    assert "account" not in {clue.sign.value for one in forgotten.proposals for clue in one.clues}


def test_nobody_decides_on_what_was_decided_meanwhile(desk: Desk) -> None:
    (one,) = load(desk, replace(PAID, amount=Decimal("50.00")))
    accept(desk, "default", wanted(one), 0)
    with pytest.raises(LeaseLost):
        leave_elsewhere(desk, "default", wanted(one))
    now = desk.register.payments.one("default", one.id)
    assert now is not None
    with pytest.raises(WrongUse, match="take that back first"):
        accept(desk, "default", wanted(now), 0)


@pytest.mark.parametrize(
    ("shares", "words"),
    [
        ([], "Say where it belongs"),
        ([Share("C-1", "INV-2026-100", Decimal("50.00"))], "add up to 50.00"),
        ([Share("C-1", "INV-2026-100", Decimal("600.00"))], "only 100.10 EUR are left"),
        ([Share("C-1", "none", Decimal("600.00"))], "has no invoice none"),
        ([Share("C-9", "", Decimal("600.00"))], "has no customer C-9"),
        ([Share("C-1", "", Decimal("300.00")), Share("C-1", "", Decimal("300.00"))], "twice"),
        ([Share("C-1", "", Decimal("700.00")), Share("C-2", "", Decimal("-100.00"))], "above zero"),
    ],
)
def test_parts_that_cannot_be_are_refused_and_nothing_is_written(
    desk: Desk, shares: list[Share], words: str
) -> None:
    (one,) = load(desk, replace(PAID, amount=Decimal("600.00")))
    with pytest.raises(WrongUse, match=words):
        apply_by_hand(desk, "default", wanted(one), shares)
    assert desk.register.payments.one("default", one.id) == one
    assert desk.register.cash.of_payment("default", one.id) == ()


def test_the_ledger_stays_the_master_and_books_what_it_shows(desk: Desk) -> None:
    load(desk, PAID)
    invoice = desk.register.invoice("default", KEY)
    assert invoice is not None
    assert invoice.balance == Decimal("100.10")
    assert paid_on(desk.stores, "default", KEY).unbooked == Decimal("100.10")
    settled = replace(BILLS[0], status=InvoiceStatus.PAID)
    desk.register.load_ledger("default", Ledger(PEOPLE, (settled, *BILLS[1:])), NOW)
    resolve_payments(desk, "default")
    told = paid_on(desk.stores, "default", KEY)
    assert (told.unbooked, told.paid[0].booked_load) == (Decimal(0), 2)


def test_an_advice_before_or_after_its_payment_explains_it_and_its_deduction_becomes_a_dispute(
    desk: Desk,
) -> None:
    lines = (
        RemittanceLine("INV-2026-101", Decimal("180.20"), Decimal(0), Decimal("20.00"), "06"),
        RemittanceLine("INV-2026-102", Decimal("300.30")),
    )
    text = advice_csv([GivenAdvice(2, "AV-77", "C-1", "Harbour Supplies Ltd", "EUR", lines)])
    (one,) = load(desk, replace(PAID, amount=Decimal("480.50"), reference="Avis AV-77"))
    assert one.state is PaymentState.REVIEW
    (one,) = load(desk, text=text)
    assert one.state is PaymentState.APPLIED
    part = next(one for one in desk.register.cash.of_payment("default", one.id) if one.share.deduction)
    case = open_deduction(desk, "default", part, "ann")
    assert (case.reason, case.amount, case.claim, case.raised) == (Reason.SHORT, Decimal("20.00"), "06", DAY)
    assert open_deduction(desk, "default", part, "ann").id == case.id


def test_a_collector_parts_leaves_on_account_and_takes_back_on_the_page(desk: Desk) -> None:
    visitor = Visitor(desk.stores, COLLECTOR, login="cleo")
    (one,) = load(desk, replace(PAID, amount=Decimal("150.00"), payer=EVIL, reference=f"INV-2026-100 {EVIL}"))
    page = visitor.get(f"/payments/{one.id}").text
    assert EVIL not in page
    assert "It is 49.90 EUR more than is open." in page
    rows = {
        "version": str(one.version),
        "key": ["C-1/INV-2026-100", "C-1/"],
        "paid": ["100.10", "49,90"],
        **{name: ["", ""] for name in ("discount", "deduction", "reason")},
    }
    answer = visitor.post(f"/payments/{one.id}/split", rows)
    assert answer.headers["location"].startswith("/payments/next")
    parts = desk.register.cash.of_payment("default", one.id)
    assert [(part.share.invoice, part.by) for part in parts] == [("INV-2026-100", "cleo"), ("", "cleo")]
    assert "paid and not booked yet" in visitor.get("/invoices/C-1/INV-2026-100").text
    assert "Payments that the ledger has not booked yet" in visitor.get("/customers/C-1").text
    now = desk.register.payments.one("default", one.id)
    assert now is not None
    assert visitor.post(f"/payments/{one.id}/undo", {"version": str(now.version)}).status_code == 303
    rows = list(csv.DictReader(io.StringIO(visitor.get("/payments/applications.csv").text)))
    assert [row["invoice_number"] for row in rows] == ["INV-2026-100", ""]
    assert all(row["taken_back_at"] for row in rows)


def test_who_sees_one_customer_sees_its_payments_alone(desk: Desk) -> None:
    other = replace(
        PAID, line=3, amount=Decimal("500.00"), payer="Molen Techniek B.V.", reference="INV-2026-201"
    )
    unknown = replace(PAID, line=4, amount=Decimal("7.77"), payer="Nobody", account="", reference="x")
    mine, theirs, nobodys = load(desk, PAID, other, unknown)
    visitor = Visitor(desk.stores, Grant(Role.COLLECTOR, "default", frozenset({"C-1"})))
    assert visitor.get(f"/payments/{mine.id}").status_code == 200
    for one in (theirs, nobodys):
        assert visitor.get(f"/payments/{one.id}").status_code == 404
        assert visitor.get(f"/api/v1/payments/{one.id}").status_code == 404
    listed = visitor.get("/api/v1/payments").json()["payments"]
    assert [one["payment"] for one in listed] == [mine.id]
    assert "Molen" not in visitor.get("/payments").text
    assert "C-2" not in visitor.get("/payments/applications.csv").text
    assert visitor.post("/payments", {}).status_code == 403


def test_programs_hand_in_look_and_decide(desk: Desk) -> None:
    visitor = Visitor(desk.stores, COLLECTOR, login="cleo")
    csrf = {"X-CSRF-Token": visitor.csrf}
    content = payments_csv([PAID, replace(PAID, amount=Decimal("60.00"), reference="INV-2026-101")])
    sent = {"files": ("bank.csv", content + "x,y,EUR,,,,\n"), "more": ("a.xml", "<a/>")}
    told = visitor.ask(
        "POST", "/api/v1/payments", files=[("files", one) for one in sent.values()], headers=csrf
    ).json()
    first, second = told["files"]
    assert (first["new"], first["applied_at_once"], len(first["refused_rows"])) == (2, 1, 1)
    assert "no camt.053" in second["refused"]
    (one,) = visitor.get("/api/v1/payments?state=review").json()["payments"]
    shown = visitor.get(f"/api/v1/payments/{one['payment']}").json()
    assert shown["proposals"][0]["parts"][0]["invoice_number"] == "INV-2026-101"
    decision = {"deed": "accept", "version": one["version"], "proposal": 0}
    done = visitor.ask("POST", f"/api/v1/payments/{one['payment']}", json=decision, headers=csrf).json()
    assert (done["state"], done["applications"][0]["applied_by"]) == ("applied", "cleo")
    stale = visitor.ask("POST", f"/api/v1/payments/{one['payment']}", json=decision, headers=csrf)
    assert stale.status_code == 409


def test_the_commands_load_list_report_and_export(
    desk: Desk, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTERSIGN_HOME", str(desk.stores.settings.home))
    file = tmp_path / "paid.csv"
    half = replace(PAID, line=3, amount=Decimal("60.00"), reference="INV-2026-101", payer="=1+1")
    file.write_text(payments_csv([PAID, half]) + "never,1.00,EUR,,,,\n", encoding="utf-8")
    assert run(["payments", "load", str(file)]) == ExitCode.FAULT
    told = capsys.readouterr().err
    assert "line 4" in told
    assert "1 payment applied at once" in told
    assert run(["payments", "list", "--state", "review"]) == ExitCode.DONE
    (review,) = desk.register.payments.listed(AskedPayments("default", None, PaymentState.REVIEW), 9)
    assert review.id in capsys.readouterr().out
    run(["payments", "show", review.id])
    assert "Invoice number INV-2026-101 stands in the reference." in capsys.readouterr().out
    assert run(["payments", "show", "nothing"]) == ExitCode.WRONG_USE
    run(["report", "cash", "--format", "json"])
    report = json.loads(capsys.readouterr().out)
    assert (report["applied"], report["applied_at_once"]) == (1, 1)
    assert report["unbooked"] == [{"currency": "EUR", "amount": "100.10"}]
    run(["report", "cash", "--format", "csv"])
    assert "'=1+1" in capsys.readouterr().out
    run(["export", "applications"])
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert (row["invoice_number"], row["paid"], row["applied_by"]) == (
        "INV-2026-100",
        "100.10",
        "Countersign",
    )


def test_the_report_counts_what_is_open_to_decide(desk: Desk) -> None:
    load(desk, PAID, replace(PAID, line=3, amount=Decimal("60.00"), reference="INV-2026-101"))
    told = cash_report(desk.stores, AskedPayments("default"), DAY + timedelta(days=9))
    assert [told.age(one) for one in told.payments] == [9]
    assert {(one.state.value, one.count, one.amount) for one in told.tallies} == {
        ("applied", 1, Decimal("100.10")),
        ("review", 1, Decimal("60.00")),
    }


def test_of_generated_payments_none_is_applied_wrongly(desk: Desk) -> None:
    outcomes = [score(paid, payment, desk) for paid, payment in dealt(desk, 70_001, 120)]
    assert outcomes.count("wrong") == 0
    assert outcomes.count("right") >= len(outcomes) * 0.45
