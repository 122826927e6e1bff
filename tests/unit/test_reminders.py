"""What is reminded of when, what holds it back, and what is charged: worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from models.errors import WrongUse
from models.evidence import Letterhead, Tongue
from models.ledger import Customer, Invoice
from models.reading import AcceptanceStatus
from models.reminder import Charge, Discount, Rate, Reached, Schedule
from receivables.reminders import (
    USUAL_SCHEDULE,
    Cover,
    ReminderWords,
    Why,
    calendar,
    checked,
    reminder_letter,
)
from receivables.reminders.calendar import Account, Calendar, next_level
from receivables.reminders.charges import deduction, late_charges
from receivables.reminders.terms import (
    Statute,
    charges_from,
    charges_text,
    example_terms,
    rates_from,
    rates_text,
)
from tests.values.ledger_values import BILLS, DAY, bill, pod

HEAD = Letterhead("Brandt GmbH", ("Speicherstr. 14", "20457 Hamburg"), contact="J. Winter")


def account(*items: Invoice, covers: tuple[Cover, ...] = (), **reached: Reached) -> Account:
    return Account(items, {}, {("C-1", number): one for number, one in reached.items()}, covers)


def told(found: Calendar) -> list[tuple[str, int, list[tuple[str, int]]]]:
    """(customer, days from the first, items with their levels)."""
    return [
        (
            one.customer,
            (one.on - found.as_of).days,
            [(item.invoice.number, item.level.days) for item in one.items],
        )
        for one in found.letters
    ]


def test_a_ledger_never_reminded_begins_with_the_first_levels() -> None:
    found = calendar(account(*BILLS), USUAL_SCHEDULE, DAY, 14)
    assert told(found) == [
        ("C-1", 0, [("A6", 1), ("A5", 1), ("A4", 1), ("A3", 1), ("A2", 1), ("A1", -5)]),
        ("C-2", 0, [("B2", 1)]),
        ("C-2", 5, [("B1", -5)]),
    ]
    (first, *_) = found.letters
    assert first.level.days == 1
    assert first.totals == {"EUR": Decimal("1150.96")}
    assert [one.invoice.number for one in first.soon] == ["A1"]
    assert first.credits == {"EUR": Decimal("-50.00")}
    assert [(one.invoice.number, [held.why for held in one.held]) for one in found.paused] == [
        ("A7", [Why.DISPUTED]),
        ("B3", [Why.UNDATED]),
    ]


@pytest.mark.parametrize(
    ("overdue", "reached", "level", "wait"),
    [
        (-20, None, -5, 15),
        (-5, None, -5, 0),
        (0, None, -5, 0),
        (1, None, 1, 0),
        (50, None, 1, 0),
        (50, Reached(1, DAY), 10, 5),
        (50, Reached(1, DAY - timedelta(days=5)), 10, 0),
        (9, Reached(1, DAY - timedelta(days=8)), 10, 1),
        (-3, Reached(-5, DAY - timedelta(days=2)), 1, 4),
        (100, Reached(45, DAY - timedelta(days=30)), 60, 0),
    ],
)
def test_levels_follow_one_another_with_days_between(
    overdue: int, reached: Reached | None, level: int, wait: int
) -> None:
    found = next_level(DAY - timedelta(days=overdue), reached, USUAL_SCHEDULE, DAY)
    assert found is not None
    assert (found[0].days, (found[1] - DAY).days) == (level, wait)


def test_nothing_follows_the_last_level_and_the_highest_may_come_at_once() -> None:
    due = DAY - timedelta(days=50)
    assert next_level(due, Reached(60, DAY), USUAL_SCHEDULE, DAY) is None
    at_once = replace(USUAL_SCHEDULE, in_turn=False)
    found = next_level(due, None, at_once, DAY)
    assert found is not None
    assert found[0].days == 45


def test_a_letter_takes_the_highest_level_of_its_items() -> None:
    items = bill("X1", "10.00", 12), bill("X2", "20.00", 2)
    reached = {"X1": Reached(1, DAY - timedelta(days=11))}
    (letter,) = calendar(account(*items, **reached), USUAL_SCHEDULE, DAY, 0).letters
    assert letter.level.days == 10
    assert [(one.invoice.number, one.level.days) for one in letter.items] == [("X1", 10), ("X2", 1)]


def test_only_what_is_disputed_promised_or_planned_is_held_back() -> None:
    items = bill("X1", "100.00", 12), bill("X2", "50.00", 8), bill("X3", "30.00", 4)
    covers = (
        Cover(Why.PROMISED, "C-1", frozenset(), Decimal("95.00"), "EUR", DAY),
        Cover(Why.DISPUTED, "C-1", frozenset({"X1"}), Decimal("40.01"), "EUR"),
        Cover(Why.PLANNED, "C-1", frozenset({"X2"}), Decimal("60.00"), "EUR", DAY),
        Cover(Why.PROMISED, "C-1", frozenset({"X3"}), Decimal("500.00"), "USD", DAY),
        Cover(Why.PROMISED, "C-2", frozenset(), Decimal("500.00"), "EUR", DAY),
    )
    found = calendar(account(*items, covers=covers), USUAL_SCHEDULE, DAY, 0)
    assert [(one.invoice.number, [(part.why, part.amount) for part in one.held]) for one in found.paused] == [
        ("X1", [(Why.DISPUTED, Decimal("40.01")), (Why.PROMISED, Decimal("59.99"))]),
        ("X2", [(Why.PLANNED, Decimal("50.00"))]),
        ("X3", [(Why.PROMISED, Decimal("30.00"))]),
    ]
    less = (replace(covers[0], amount=Decimal("60.00")), *covers[1:])
    ((letter,), paused) = (
        (found := calendar(account(*items, covers=less), USUAL_SCHEDULE, DAY, 0)).letters,
        found.paused,
    )
    assert letter.totals == {"EUR": Decimal("29.99")}
    assert [one.invoice.number for one in paused] == ["X1", "X2"]


def test_what_is_not_proven_is_told_and_held_back_where_the_firm_wants_proof() -> None:
    items = bill("X1", "100.00", 12), bill("X2", "50.00", 8)
    pods = {("C-1", "X1"): (pod("X1", AcceptanceStatus.SIGNED_CLEAN),)}
    books = Account(items, pods, {})
    (letter,) = calendar(books, USUAL_SCHEDULE, DAY, 0).letters
    assert [one.invoice.number for one in letter.unproven] == ["X2"]
    strict = calendar(books, replace(USUAL_SCHEDULE, needs_proof=True), DAY, 0)
    assert [one.invoice.number for one in strict.letters[0].items] == ["X1"]
    assert [one.held[-1].why for one in strict.paused] == [Why.UNPROVEN]


def test_credits_that_are_as_much_hold_a_letter_back() -> None:
    items = bill("X1", "50.00", 12), bill("X2", "-50.00", 3), bill("X3", "7.00", 3, currency="USD")
    found = calendar(account(*items), USUAL_SCHEDULE, DAY, 0)
    assert told(found) == [("C-1", 0, [("X3", 1)])]
    assert [(one.invoice.number, one.held[-1].why) for one in found.paused] == [("X1", Why.CREDIT)]


RATES = (
    Rate(date(2026, 1, 1), Decimal("10.15"), "S-1"),
    Rate(date(2026, 3, 22), Decimal("9.5"), "S-2"),
)


def test_interest_is_simple_to_the_cent_and_follows_the_rates() -> None:
    schedule = Schedule((), rates=RATES)
    found = late_charges(bill("X1", "1000.00", 30), Decimal("1000.00"), schedule, DAY)
    # 20 days of 10.15 % and 10 days of 9.5 %: 1000 * (203 + 95) / 36500 = 8.164...
    assert (found.interest, len(found.rates)) == (Decimal("8.16"), 2)
    fixed = late_charges(
        bill("X1", "1000.00", 30), Decimal("1000.00"), replace(schedule, fixed_rate=True), DAY
    )
    assert fixed.interest == Decimal("8.34")
    assert late_charges(bill("X1", "1000.00", 0), Decimal("1000.00"), schedule, DAY).total == 0
    assert late_charges(bill("X1", "99.00", 365), Decimal("99.00"), schedule, DAY).interest == Decimal("2.46")


def test_flat_charges_go_by_the_amount_of_the_invoice() -> None:
    _, charges = example_terms(Statute.UK, Decimal("3.75"), date(2026, 1, 1))
    schedule = Schedule((), charges=charges)
    flat = [
        late_charges(bill("X", amount, 10, currency=currency), Decimal(1), schedule, DAY).flat
        for amount, currency in (
            ("999.99", "GBP"),
            ("1000.00", "GBP"),
            ("10000.00", "GBP"),
            ("10000.00", "EUR"),
        )
    ]
    assert flat == [Decimal(40), Decimal(70), Decimal(100), Decimal(0)]
    rate, _ = example_terms(Statute.EU, Decimal("2.15"), date(2026, 1, 1))
    assert (rate.percent, rate.source) == (Decimal("10.15"), "ECB 2.15 % + 8: Directive 2011/7/EU, art. 2(6)")


def test_a_discount_is_for_who_pays_all_in_time() -> None:
    item = bill("X1", "333.33", -20)
    schedule = Schedule((), discounts=(Discount(date(2026, 1, 1), Decimal(2), 14, "Terms § 3"),))
    found = deduction(item, item.amount, schedule, DAY)
    assert found is not None
    assert (found.amount, found.until) == (Decimal("6.67"), date(2026, 4, 4))
    assert deduction(item, Decimal("100.00"), schedule, DAY) is None
    assert deduction(item, item.amount, schedule, date(2026, 4, 5)) is None
    own = Discount(date(2025, 1, 1), Decimal(3), 10, "Contract § 4", "C-1")
    other = Discount(date(2026, 2, 1), Decimal(5), 30, "", "C-2")
    found = deduction(item, item.amount, replace(schedule, discounts=(*schedule.discounts, own, other)), DAY)
    assert found is not None
    assert (found.amount, found.discount) == (Decimal("10.00"), own)


def test_tables_of_terms_are_read_as_they_are_written() -> None:
    charges = (Charge(date(2026, 1, 1), "EUR", Decimal(0), Decimal("40.00"), "§ 288"),)
    assert rates_from(rates_text(RATES)) == RATES
    assert charges_from(charges_text(charges)) == charges
    assert rates_from("") == ()
    for text, said in (
        ("from,percent_a_year\n", "names the columns"),
        (f"{rates_text(())}soon,9,x\n", "Line 2"),
    ):
        with pytest.raises(WrongUse, match=said):
            rates_from(text)


def test_a_schedule_that_cannot_be_is_refused() -> None:
    first, second, *_ = USUAL_SCHEDULE.levels
    broken = {tongue: replace(text, text="{password}") for tongue, text in first.texts.items()}
    for levels, said in (
        ((), "1 to 12 levels"),
        ((first, replace(second, days=-5)), "same day"),
        ((replace(first, days=9999),), "730 days"),
        ((replace(first, texts={}),), "both languages"),
        ((replace(first, texts=broken),), "pay_by and total"),
    ):
        with pytest.raises(WrongUse, match=said):
            checked(Schedule(levels))
    with pytest.raises(WrongUse, match="need a source"):
        checked(replace(USUAL_SCHEDULE, rates=(Rate(DAY, Decimal(9), " "),)))
    turned = replace(USUAL_SCHEDULE, levels=USUAL_SCHEDULE.levels[::-1])
    assert checked(turned) == USUAL_SCHEDULE


def test_a_letter_lists_what_is_asked_and_what_is_left_out() -> None:
    items = bill("X1", "1000.00", 30), bill("X2", "50.00", 12, currency="USD")
    reached = {"X1": Reached(20, DAY - timedelta(days=10)), "X2": Reached(1, DAY - timedelta(days=11))}
    covers = (Cover(Why.DISPUTED, "C-1", frozenset({"X1"}), Decimal("100.00"), "EUR"),)
    schedule = replace(USUAL_SCHEDULE, rates=RATES)
    books = replace(
        account(*items, covers=covers, **reached),
        pods={("C-1", "X1"): (pod("X1", AcceptanceStatus.SIGNED_CLEAN),)},
    )
    (dunned,) = calendar(books, schedule, DAY, 0).letters
    made = reminder_letter(dunned, schedule, Customer("C-1", "Harbour Ltd"), HEAD, Tongue.ENGLISH)
    assert made.letter.subject == "Final reminder before further steps"
    assert made.rows == (
        (
            *("X1\n30 January 2026", "PO-X1", "1 March 2026\n30 days overdue", "on file, grade A"),
            *("EUR 900.00", "EUR 7.35"),
        ),
        (
            *("X2\n17 February 2026", "PO-X2", "19 March 2026\n12 days overdue", "\u2013"),
            *("USD 50.00", "USD 0.16"),
        ),
    )
    assert made.sums == (
        ("Total", "EUR 900.00", "EUR 7.35"),
        ("Total", "USD 50.00", "USD 0.16"),
        ("Total with late charges", "", "EUR 907.35"),
        ("Total with late charges", "", "USD 50.16"),
    )
    assert made.letter.ask.startswith(
        "Please pay EUR 907.35 and USD 50.16, late charges included, by 7 April 2026"
    )
    assert made.notes[0] == (
        "Of invoice X1, EUR 100.00 is left out: you have disputed it, and we are looking into it."
    )
    plain = reminder_letter(dunned, USUAL_SCHEDULE, Customer("C-1", ""), HEAD, Tongue.GERMAN)
    assert len(plain.heads) == 5
    assert plain.letter.subject == "Letzte Mahnung vor weiteren Schritten"


def test_what_is_not_due_yet_is_told_and_not_asked_for() -> None:
    items = bill("X1", "10.00", 12), bill("X2", "20.00", -2)
    (dunned,) = calendar(account(*items), USUAL_SCHEDULE, DAY, 0).letters
    made = reminder_letter(dunned, USUAL_SCHEDULE, Customer("C-1", ""), HEAD, Tongue.ENGLISH)
    assert [row[0].split()[0] for row in made.rows] == ["X1"]
    assert made.sums == (("Total", "EUR 10.00"),)
    assert made.notes == (
        "Not due yet, for your information: invoice X2 over EUR 20.00 falls due on 2 April 2026.",
    )


def test_both_languages_say_the_same_things() -> None:
    english, german = (ReminderWords(tongue) for tongue in (Tongue.ENGLISH, Tongue.GERMAN))
    assert set(english._texts) == set(german._texts)
    for level in USUAL_SCHEDULE.levels:
        assert set(level.texts) == set(Tongue)
