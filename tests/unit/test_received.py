"""Payments that the ledger has not booked: what they take off reminders, agings and statements, by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from models.cash import PROGRAM, Application, Share
from models.evidence import Letterhead, Tongue
from models.ledger import Customer, Invoice
from receivables.aging import Terms, age
from receivables.cash.received import Part, Received, received, settled_since, waiting
from receivables.reminders import USUAL_SCHEDULE, Cover, Why, calendar, reminder_letter
from receivables.reminders.calendar import Account, Calendar
from receivables.statement import state
from tests.values.ledger_values import BILLS, DAY, DISPUTED, bill
from tests.values.register_values import NOW


def applied(
    invoice: str,
    paid: str,
    discount: str = "0",
    *,
    customer: str = "C-1",
    currency: str = "EUR",
    load: int = 1,
) -> Application:
    share = Share(customer, invoice, Decimal(paid), Decimal(discount))
    return Application(1, "p", share, currency, DAY, Decimal(0), load, NOW, PROGRAM)


def asked(received: Received, *items: Invoice, covers: tuple[Cover, ...] = ()) -> Calendar:
    return calendar(Account(items, {}, {}, covers, received), USUAL_SCHEDULE, DAY, 0)


def test_what_was_received_is_told_by_item_and_never_more_than_is_open() -> None:
    items = bill("X1", "100.00", rest="60.00"), bill("X2", "50.00"), bill("X3", "-20.00"), bill("X4", "9.00")
    found = received(
        items,
        [
            applied("X1", "70.00", "3.00"),
            applied("X2", "30.01"),
            applied("X2", "10.00", "1.00"),
            applied("X3", "-20.00"),
            applied("X4", "9.00", currency="USD"),
            applied("gone", "5.00"),
            applied("", "12.34"),
        ],
    )
    assert found.parts == {
        ("C-1", "X1"): Part(Decimal("57.00"), Decimal("3.00")),
        ("C-1", "X2"): Part(Decimal("40.01"), Decimal("1.00")),
        ("C-1", "X3"): Part(Decimal("-20.00")),
    }
    assert found.on_account == {("C-1", "EUR"): Decimal("12.34")}


def test_money_on_account_counts_until_the_next_ledger() -> None:
    both = applied("X1", "1.00"), applied("", "2.00")
    assert waiting(both, 1) == both
    assert waiting(both, 2) == both[:1]


def test_what_met_a_promise_is_what_was_applied_since_it_was_made() -> None:
    parts = applied("X1", "1.10", "0.40"), applied("X2", "2.20"), applied("", "4.00"), applied("X1", "8.00")
    known = (*parts[:3], replace(parts[3], at=NOW - timedelta(seconds=1)))
    one = frozenset({"X1"})
    assert settled_since(known, "C-1", one, "EUR", NOW) == Decimal("1.50")
    assert settled_since(known, "C-1", frozenset(), "EUR", NOW) == Decimal("7.70")
    assert settled_since(known, "C-2", frozenset(), "EUR", NOW) == 0
    assert settled_since(known, "C-1", one, "USD", NOW) == 0


def test_reminders_leave_out_what_was_paid_and_only_that() -> None:
    items = bill("X1", "100.00", 12), bill("X2", "50.00", 8), bill("X3", "40.00", 4, status=DISPUTED)
    paid = received(items, [applied("X1", "60.00"), applied("X2", "49.00", "1.00"), applied("X3", "15.01")])
    covers = (Cover(Why.DISPUTED, "C-1", frozenset({"X1"}), Decimal("30.01"), "EUR"),)
    found = asked(paid, *items, covers=covers)
    (letter,) = found.letters
    assert letter.totals == {"EUR": Decimal("9.99")}
    assert [(part.why, part.amount) for part in letter.items[0].held] == [
        (Why.PAID, Decimal("60.00")),
        (Why.DISPUTED, Decimal("30.01")),
    ]
    assert [(one.invoice.number, [(part.why, part.amount) for part in one.held]) for one in found.paused] == [
        ("X2", [(Why.PAID, Decimal("50.00"))]),
        ("X3", [(Why.PAID, Decimal("15.01")), (Why.DISPUTED, Decimal("24.99"))]),
    ]
    head = Letterhead("Brandt GmbH", ("Speicherstr. 14", "20457 Hamburg"))
    for tongue, words in ((Tongue.ENGLISH, "your payment has reached us"), (Tongue.GERMAN, "eingegangen")):
        made = reminder_letter(letter, USUAL_SCHEDULE, Customer("C-1", "Firm"), head, tongue)
        assert any("60" in note and words in note for note in made.notes)


def test_a_credit_note_that_a_payment_took_covers_nothing_else_and_money_on_account_does() -> None:
    items = bill("X1", "100.00", 12), bill("X2", "50.00", 8), bill("N1", "-50.00", 8)
    assert not asked(Received(), *items[1:]).letters
    netted = received(items, [applied("X1", "100.00"), applied("N1", "-50.00")])
    (letter,) = asked(netted, *items).letters
    assert (letter.totals, letter.credits) == ({"EUR": Decimal("50.00")}, {})
    (letter,) = asked(received(items[:1], [applied("", "99.99")]), *items[:1]).letters
    assert (letter.totals, letter.credits) == ({"EUR": Decimal("100.00")}, {"EUR": Decimal("-99.99")})
    even = asked(received(items[:1], [applied("", "100.00")]), *items[:1])
    assert not even.letters
    assert [part.why for part in even.paused[0].held] == [Why.CREDIT]


def test_no_amount_of_an_aging_depends_on_what_was_received() -> None:
    terms = Terms(DAY)
    paid = received(BILLS, [applied("A2", "198.20", "2.00"), applied("A8", "-50.00"), applied("B2", "1.00")])
    bare = age(BILLS, terms)
    told = age(BILLS, terms, None, {key: part.settles for key, part in paid.parts.items()})
    assert told.totals["EUR"].received == Decimal("150.20")
    assert [replace(line, received=Decimal(0)) for line in told.lines] == list(bare.lines)
    assert told.controls == bare.controls


def test_a_statement_tells_what_was_received_beside_the_balance_of_the_ledger() -> None:
    paid = received(BILLS, [applied("A2", "196.20", "4.00"), applied("", "10.05")])
    (bare,) = state("C-1", BILLS, {}, Terms(DAY)).accounts
    (account,) = state("C-1", BILLS, {}, Terms(DAY), paid).accounts
    assert account.received == Part(Decimal("206.25"), Decimal("4.00"))
    assert account.left == Decimal("1278.83") - Decimal("210.25")
    assert replace(account, received=Part()) == bare
    assert state("C-2", BILLS, {}, Terms(DAY), paid).accounts[0].received == Part()
