"""Payments on the pages, for programs and at the command line: who sees and decides what."""

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
from fixtures.payments import payments_csv
from flows.cash import (
    load_payments,
)
from flows.desk import Desk, desk_over
from models.cash import Given, Payment, PaymentState
from models.errors import ExitCode
from models.ledger import Customer, Ledger
from models.people import Grant, Role
from pipeline.ledger_files.importing.given import Export, Wishes
from storage.register import AskedPayments
from tests.doors.console_visits import EVIL, Visitor, stores_in
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
