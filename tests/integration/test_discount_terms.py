"""Discounts for paying early: one table for payments and for letters, and those of older schedules kept."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from flows.cash import cash_terms, set_cash_terms
from flows.reminders import schedule_of, set_schedule
from models.payers import CashTerms
from models.people import Grant, Role
from models.plain import to_plain
from models.record import Event
from models.reminder import Discount, Schedule
from receivables.reminders import USUAL_SCHEDULE
from tests.doors.console_visits import Visitor, stores_in
from tests.values.ledger_values import LEDGER
from tests.values.register_values import NOW

OLD = Discount(date(2026, 1, 1), Decimal("2.5"), 14, "Terms, § 3")
ROW = CashTerms("", Decimal("2.5"), 14, 0, "Terms, § 3", date(2026, 1, 1))


def test_discounts_of_an_older_schedule_count_for_payments_and_outlive_it(tmp_path: Path) -> None:
    with stores_in(tmp_path / "home") as stores:
        old = Schedule(USUAL_SCHEDULE.levels, discounts=(OLD,))
        detail = {"by": "boss", "schedule": to_plain(old)}
        stores.register.add_event(Event(NOW, "default", "reminder schedule set", "reminder schedule", detail))
        assert cash_terms(stores, "default") == (ROW,)
        set_schedule(stores, "default", USUAL_SCHEDULE, "boss")
        assert cash_terms(stores, "default") == (ROW,)
        assert schedule_of(stores, "default").discounts == (OLD,)
        set_cash_terms(stores, "default", "customer_number,percent,days,grace_days\nC-1,3,10,2\n", "boss")
        (one,) = schedule_of(stores, "default").discounts
        assert (one.customer, one.percent, one.days) == ("C-1", Decimal(3), 10)


def test_the_page_of_the_schedule_edits_the_table_that_payments_go_by(tmp_path: Path) -> None:
    with stores_in(tmp_path / "home") as stores:
        stores.register.load_ledger("default", LEDGER, NOW)
        boss = Visitor(stores, Grant(Role.ADMIN, "default"), login="boss")
        form = {
            "days": "1", "step": "reminder", "channel": "letter", "subject_en": "S", "text_en": "T",
            "subject_de": "S", "text_de": "T", "gap": "5", "pay_within": "7",
        }  # fmt: skip
        table = 'customer_number,percent,days,source,invoiced_from\n,2.5,14,"Terms, § 3",2026-01-01\n'
        answer = boss.post("/reminders/schedule", {**form, "discounts": table})
        assert answer.status_code == 303, answer.text
        assert cash_terms(stores, "default") == (ROW,)
        assert "2026-01-01" in boss.get("/reminders/schedule").text
        assert boss.post("/reminders/schedule", form).status_code == 303
        assert cash_terms(stores, "default") == (ROW,)
        wrong = boss.post("/reminders/schedule", {**form, "discounts": table.replace("14", "x")})
        assert wrong.status_code == 400
        assert "Line 2" in wrong.text
        assert cash_terms(stores, "default") == (ROW,)
