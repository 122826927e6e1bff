"""Payments from the file to the invoice and back: applied, decided, taken back, booked, exported."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from fixtures.payments import advice_csv, camt_xml, mt940_text, payments_csv
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
from models.errors import LeaseLost, WrongUse
from models.ledger import Customer, InvoiceStatus, Ledger
from models.people import Grant, Role
from models.sending import Reason
from pipeline.ledger_files.importing.given import Export, Wishes
from storage.register import AskedPayments
from tests.benchmarks.payments import dealt, score
from tests.doors.console_visits import stores_in
from tests.values.ledger_values import bill
from tests.values.register_values import NOW

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


def statement(*paid: Given, numbered: str = "NtryRef") -> Export:
    """A camt.053 whose entries are numbered from 1, as every statement does anew."""
    text = camt_xml([replace(one, bank_reference=str(at)) for at, one in enumerate(paid, 1)])
    return Export("statement.xml", text.replace("AcctSvcrRef", numbered).encode())


JANUARY = replace(PAID, reference="INV-2026-102", amount=Decimal("100.10"))
FEBRUARY = replace(JANUARY, payer="Molen Techniek B.V.", account="", value_day=DAY + timedelta(days=31))


def test_the_number_of_an_entry_in_its_statement_is_no_number_of_a_payment(desk: Desk) -> None:
    for paid in (JANUARY, FEBRUARY):
        loaded = load_payments(desk, "default", statement(paid), Wishes(), "ann")
        assert (loaded.file.payments, loaded.file.repeated) == (1, 0)
    zeros = [replace(one, bank_reference="0000000000", line=9) for one in (JANUARY, FEBRUARY)]
    told = load_payments(desk, "default", Export("x.sta", mt940_text(zeros).encode()), Wishes(), "ann")
    assert (told.file.payments, told.file.repeated) == (0, 2)


def test_what_an_earlier_version_took_by_such_a_number_is_known_again(desk: Desk) -> None:
    """Which gave the id that the same number of the bank itself gives."""
    load_payments(desk, "default", statement(JANUARY, numbered="AcctSvcrRef"), Wishes(), "ann")
    again = load_payments(desk, "default", statement(JANUARY), Wishes(), "ann")
    assert (again.file.payments, again.file.repeated) == (0, 1)
    later = load_payments(desk, "default", statement(FEBRUARY), Wishes(), "ann")
    assert (later.file.payments, later.file.repeated) == (1, 0)


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
    assert (one.state, one.why) == (PaymentState.REVIEW, Why.NO_NUMBER)
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
