"""Reminders, plans, limits and bad debts: pages, contact log, pack, file and command."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from countersign.cli import run
from flows.desk import Stores
from flows.disputes import Said, Wanted, note_contact, open_dispute, with_case
from flows.plans import WantedPlan, agree_plan, plan_standings
from flows.receivables import Whose
from flows.reminders import Went, letter_of, letter_pdf, mark_sent, reminders_due, schedule_of, shown_mark
from models.credit import PlanState
from models.dispute import Failure, Promise
from models.errors import ExitCode, WrongUse
from models.evidence import PackWish, Tongue
from models.ledger import Ledger
from models.people import Grant, Role
from models.sending import Reason
from tests.doors.console_visits import EVIL, Visitor, stores_in
from tests.values.ledger_values import BILLS, DAY, LEDGER
from tests.values.register_values import NOW

COLLECTOR, LOOKER = Grant(Role.COLLECTOR, "default"), Grant(Role.CLIENT_VIEWER, "default")
ADMIN = Grant(Role.ADMIN, "default")
C1 = Whose("default", None, "C-1")


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    """The seeded ledger, on its day of answers."""
    with stores_in(tmp_path / "home") as opened:
        at = replace(opened, clock=lambda: NOW + timedelta(days=29))
        at.register.load_ledger("default", LEDGER, NOW)
        yield at


def later(stores: Stores, days: int) -> Stores:
    """The same stores so many days after the day of answers."""
    return replace(stores, clock=lambda: NOW + timedelta(days=29 + days))


def plain(page: str) -> str:
    """The words of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def numbers(stores: Stores) -> list[str]:
    """Invoices of today's letter to C-1."""
    letter = reminders_due(stores, C1, stores.clock().date(), 0).calendar.of("C-1")
    return [one.invoice.number for one in letter.items] if letter else []


def test_what_was_sent_stands_in_the_contact_log_and_does_not_come_again(stores: Stores) -> None:
    cleo = Visitor(stores, COLLECTOR, login="cleo")
    assert cleo.get("/reminders/next").headers["location"] == "/reminders/to/C-1?left=2"
    page = cleo.get("/reminders/to/C-1?left=2").text
    assert "2 letters left today" in plain(page)
    (mark,) = re.findall(r'name="shown" value="(\w+)"', page)
    answer = cleo.post("/reminders/to/C-1/sent", {"shown": mark, "channel": "letter", "language": "de"})
    assert answer.headers["location"] == "/reminders/next"
    assert numbers(stores) == []
    again = cleo.post("/reminders/to/C-1/sent", {"shown": mark})
    assert again.status_code == 400
    assert "has changed since it was shown" in plain(again.text)
    assert cleo.get("/reminders/next").headers["location"].startswith("/reminders/to/C-2")
    log = plain(cleo.get("/invoices/C-1/A3").text)
    assert "Reminder (level 2 of 7) over EUR 1,150.96" in log
    made = with_case(stores, "default", PackWish((("C-1", "A3"),), DAY)).contacts
    assert [one.outcome[:8] for one in made] == ["Reminder"]
    assert numbers(later(stores, 4)) == []
    assert numbers(later(stores, 5)) == ["A6", "A5", "A4", "A3", "A1"]
    account = plain(cleo.get("/customers/C-1").text)
    assert "1 reminder sent" in account
    assert cleo.post("/reminders/1/withdraw", {}).status_code == 303
    assert numbers(stores) == ["A6", "A5", "A4", "A3", "A2", "A1"]
    assert cleo.post("/reminders/1/withdraw", {}).status_code == 400
    assert with_case(stores, "default", PackWish((("C-1", "A3"),), DAY)).contacts == ()


def test_disputes_promises_and_plans_hold_only_their_amounts_back(stores: Stores) -> None:
    open_dispute(stores, "default", Wanted(("C-1", "A3"), Reason.SHORT, Decimal("100.10")), "cleo")
    promise = Promise(DAY + timedelta(days=3), Decimal("400.40"), "EUR")
    note_contact(stores, "default", Said("C-1", "A4", outcome="Pays.", promise=promise), "cleo")
    agree_plan(stores, "default", WantedPlan("C-1", ("A6",), count=2, first=DAY), "cleo")
    rows = csv.DictReader(io.StringIO(Visitor(stores, LOOKER).get("/reminders.csv?customer=C-1&days=0").text))
    told = {row["invoice_number"]: (row["state"], row["asked_for"], row["why"]) for row in rows}
    assert told["A3"] == ("due", "200.20", "disputed")
    assert told["A4"] == ("paused", "0.00", "promised")
    assert told["A6"] == ("paused", "0.00", "planned")
    assert told["A7"] == ("paused", "0.00", "disputed")
    paid = [replace(one, open_amount=Decimal("300.40")) if one.number == "A4" else one for one in BILLS]
    stores.register.load_ledger("default", Ledger(LEDGER.customers, tuple(paid)), NOW + timedelta(days=30))
    (letter,) = reminders_due(later(stores, 1), C1, DAY + timedelta(days=1), 0).calendar.letters
    assert "A4" not in [one.invoice.number for one in letter.items]
    broken = later(stores, 10)
    assert {"A4", "A6"} <= set(numbers(broken))
    (plan,) = plan_standings(broken, C1, broken.clock().date())
    assert (plan.state, plan.paid) == (PlanState.BROKEN, Decimal(0))


def test_plans_and_limits_are_recorded_on_the_page_of_the_customer(stores: Stores) -> None:
    cleo, viewer = Visitor(stores, COLLECTOR, login="cleo"), Visitor(stores, LOOKER, login="vic")
    form = {"invoice": ["A3", "A4"], "instalments": "2026-04-10 300\n2026-05-10 400.70", "note": EVIL}
    assert viewer.post("/customers/C-1/plans", form).status_code == 403
    assert cleo.post("/customers/C-1/plans", form).status_code == 303
    answer = cleo.post("/customers/C-1/plans", {**form, "instalments": "2026-04-10 1"})
    assert answer.status_code == 400
    assert "in payment plan 1 already" in plain(answer.text)
    assert cleo.post("/customers/C-1/plans", {"invoice": "A1", "instalments": "soon"}).status_code == 400
    limit = {"limit": "1000", "currency": "eur", "source": EVIL}
    assert cleo.post("/customers/C-1/limits", limit).status_code == 303
    page = cleo.get("/customers/C-1").text
    assert EVIL not in page
    for told in ("plan is kept", "700.70 EUR", "278.83 EUR", "exceeded only by a running payment plan"):
        assert told in plain(page)
    assert cleo.post("/plans/1/end", {}).status_code == 303
    listed = plain(cleo.get("/credit?show=exceeded").text)
    assert "Limit exceeded 1" in listed
    assert "Harbour Supplies Ltd" in listed
    assert cleo.post("/plans/1/end", {}).status_code == 400
    assert cleo.post("/customers/C-1/limits", {**limit, "limit": ""}).status_code == 303
    (row, *_) = csv.DictReader(io.StringIO(cleo.get("/credit.csv?customer=C-1").text))
    assert (row["use"], row["limit"], row["open"]) == ("none", "", "1278.83")


def test_the_schedule_is_an_administrators(stores: Stores) -> None:
    boss, cleo = Visitor(stores, ADMIN, login="boss"), Visitor(stores, COLLECTOR, login="cleo")
    assert cleo.get("/reminders/schedule").status_code == 403
    example = {"statute": "eu", "reference": "2.15", "since": "2026-01-01"}
    assert boss.post("/reminders/schedule/example", example).status_code == 303
    kept = schedule_of(stores, "default")
    assert (kept.rates[0].percent, kept.charges[0].amount) == (Decimal("10.15"), Decimal(40))
    letter = letter_of(stores, "default", "C-1", DAY)[1]
    # Flat for the three that fell due since, interest from 1 January on: 6.26 + 0 + 3.45 + 2.51 + 0.06.
    assert letter.charged == {"EUR": Decimal("132.28")}
    level = {
        "days": ["3", ""],
        "step": ["final", "reminder"],
        "channel": ["portal", "letter"],
        "subject_en": ["Now", ""],
        "text_en": ["Pay {total} by {pay_by}.", ""],
        "subject_de": ["Jetzt", ""],
        "text_de": ["Zahlen.", ""],
        "gap": "1",
        "pay_within": "3",
    }
    broken = boss.post("/reminders/schedule", {**level, "text_de": ["{name}", ""]})
    assert broken.status_code == 400
    assert "Pay {total} by {pay_by}." in broken.text
    assert boss.post("/reminders/schedule", {**level, "needs_proof": "true"}).status_code == 303
    assert numbers(stores) == []
    assert boss.post("/reminders/schedule", level).status_code == 303
    told = letter_of(stores, "default", "C-1", DAY, Tongue.ENGLISH)[1]
    assert told.letter.before == ("Pay EUR 950.76 by 3 April 2026.",)


def test_two_who_send_the_same_letter_send_it_once(stores: Stores) -> None:
    due = reminders_due(stores, C1, DAY, 0).calendar.of("C-1")
    assert due is not None
    went = Went(shown_mark(due))
    mark_sent(stores, "default", "C-1", went, "cleo")
    with pytest.raises(WrongUse, match="has changed"):
        mark_sent(stores, "default", "C-1", went, "ann")
    assert len(stores.register.reminders.of_customer("default", "C-1", 9)) == 1


def test_a_letter_is_the_same_bytes_and_its_printing_is_told(stores: Stores) -> None:
    letter = letter_of(stores, "default", "C-1", DAY)[1]
    first = letter_pdf(stores, letter)
    assert first.data == letter_pdf(stores, letter).data
    answer = Visitor(stores, COLLECTOR, login="cleo").get("/reminders/to/C-1/letter.pdf")
    assert answer.headers["x-content-sha256"] == first.sha256
    assert answer.headers["content-disposition"].startswith('inline; filename="reminder-C-1-2026-03-31.pdf"')


def test_bad_debts_are_explained(stores: Stores) -> None:
    for _ in range(3):
        said = Said("C-1", outcome="Nobody answers.", failure=Failure.UNREACHABLE)
        note_contact(stores, "default", said, "cleo")
    boss = Visitor(stores, ADMIN, login="boss")
    page = plain(boss.get("/bad-debt").text)
    assert "Nobody was reached in the last 3 tries (threshold: 3)." in page
    assert "91 days after the due date no proof of delivery proves it" in page
    assert boss.post("/bad-debt/thresholds", {"unreached": "0"}).status_code == 303
    assert "No overdue invoice has grounds enough" in plain(boss.get("/bad-debt").text)
    assert boss.post("/bad-debt/thresholds", {"fewest": "0"}).status_code == 400


def test_the_command_line_tells_the_same(
    stores: Stores, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTERSIGN_HOME", str(stores.settings.home))
    day = ["--as-of", "2026-03-31"]
    assert run(["report", "reminders", *day, "--days", "5"]) == ExitCode.DONE
    told = capsys.readouterr().out
    assert "Harbour Supplies Ltd" in told
    assert "the ledger has no due date" in told
    assert run(["report", "reminders", *day, "--format", "json"]) == ExitCode.DONE
    found = json.loads(capsys.readouterr().out)
    assert found["letters"][0]["totals"] == [{"currency": "EUR", "amount": "1150.96"}]
    file = tmp_path / "letter.pdf"
    letter = ["report", "reminders", *day, "--letter", str(file)]
    assert run(letter) == ExitCode.WRONG_USE
    assert run([*letter, "--customer", "C-1", "--language", "de"]) == ExitCode.DONE
    assert file.read_bytes().startswith(b"%PDF")
    capsys.readouterr()
    for name in ("credit", "bad-debt"):
        for form in ("table", "csv", "json"):
            assert run(["report", name, *day, "--format", form]) == ExitCode.DONE
    assert "No overdue invoice has grounds enough." in capsys.readouterr().out
