"""Disputes and contacts from the page of an invoice to the list, the pack, the file and the command."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from countersign.cli import run
from flows.desk import Stores
from flows.disputes import (
    Change,
    Said,
    Table,
    Wanted,
    change_dispute,
    contact_log,
    note_contact,
    open_dispute,
    set_table,
    with_case,
)
from models.decision import Status
from models.dispute import Channel, DisputeState, Promise, PromiseState
from models.errors import ExitCode, WrongUse
from models.evidence import PackWish, Tongue
from models.ledger import InvoiceStatus, Ledger
from models.people import Grant, Role
from models.reading import Acceptance, AcceptanceStatus, Grade, Remark, RemarkClass
from models.sending import Reason
from tests.doors.console_visits import EVIL, Visitor, stores_in
from tests.values.ledger_values import BILLS, LEDGER
from tests.values.register_values import BOX, NOW, captured, decision_of, reading_of

DAY = date(2026, 3, 31)
A3 = ("C-1", "A3")
COLLECTOR, LOOKER = Grant(Role.COLLECTOR, "default"), Grant(Role.CLIENT_VIEWER, "default")


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    """The seeded ledger, on its day of answers, and a proof of delivery that says short."""
    with stores_in(tmp_path / "home") as opened:
        at = replace(opened, clock=lambda: NOW + timedelta(days=29))
        at.register.load_ledger("default", LEDGER, NOW)
        (bill,) = (one for one in BILLS if one.number == "A3")
        claused = Acceptance(AcceptanceStatus.SIGNED_CLAUSED, Grade.C, "Signed.")
        remark = Remark(RemarkClass.SHORT, "2 missing", 1, BOX)
        reading = replace(reading_of({}), acceptance=claused, remarks=(remark,))
        captured(at.register, "short.pdf", decision_of(Status.FILED, bill), reading)
        yield at


def plain(page: str) -> str:
    """The words of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_a_remark_proposes_and_a_person_opens(stores: Stores) -> None:
    visitor = Visitor(stores, COLLECTOR, login="cleo")
    assert "The proof of delivery has a remark: short delivery" in plain(visitor.get("/invoices/C-1/A3").text)
    listed = plain(visitor.get("/disputes").text)
    assert "Proposed by remarks 1" in listed
    assert "There is no dispute that fits" in listed
    form = {"reason": "short", "contested": "100.10", "claim": EVIL, "raised": "2026-03-07", "note": "N-1"}
    assert visitor.post("/invoices/C-1/A3/disputes", form).status_code == 303
    page = visitor.get("/invoices/C-1/A3").text
    assert EVIL not in page
    assert "half of the time is gone" not in plain(page)
    assert "four fifths of the time are gone" in plain(page)
    assert "the proof may speak against us" in plain(page)
    listed = plain(visitor.get("/disputes?alarm=most&owner=CLEO").text)
    assert "1 dispute." in listed
    assert "6 days left" in listed
    assert "Proposed by remarks 0" in listed
    assert "There is no dispute that fits" in plain(visitor.get("/disputes?reason=price").text)
    (row,) = csv.DictReader(io.StringIO(visitor.get("/disputes.csv").text))
    assert (row["x12_426"], row["amount"], row["due"]) == ("06", "100.10", "2026-04-06")
    assert (row["alarm"], row["ready"], row["contradicted"]) == ("most", "yes", "yes")


def test_a_dispute_is_changed_by_collectors_alone_and_keeps_its_past(stores: Stores) -> None:
    case = open_dispute(stores, "default", Wanted(A3, Reason.SHORT, Decimal("100.10")), "cleo")
    cleo, viewer = Visitor(stores, COLLECTOR, login="cleo"), Visitor(stores, LOOKER, login="vic")
    at = f"/disputes/{case.id}"
    assert "Change" not in plain(viewer.get(at).text)
    assert viewer.post(at, {"state": "won"}).status_code == 403
    answer = cleo.post(at, {"state": "settled", "owner": "ann", "claim": "X-9"})
    assert answer.status_code == 400
    assert "a settled dispute needs an amount" in plain(answer.text)
    assert cleo.post(at, {"state": "settled", "owner": "ann", "recovered": "40.01"}).status_code == 303
    page = plain(cleo.get(at).text)
    for told in ("settled", "Owner: ann", "Paid of it: 40.01", "cleo : opened"):
        assert told in page
    told = plain(cleo.get("/disputes?show=closed").text)
    assert "How disputes ended" in told
    assert "40.01 EUR" in told
    assert cleo.post(at, {"state": "open"}).status_code == 303
    again = stores.register.disputes.one("default", case.id)
    assert again is not None
    assert (again.recovered, again.closed_at, again.state) == (None, None, DisputeState.OPEN)
    assert [one.changes.get("state") for one in stores.register.disputes.history("default", case.id)] == [
        "open",
        "settled",
        "open",
    ]


def test_what_cannot_be_is_refused(stores: Stores) -> None:
    for wanted in (
        Wanted(("C-1", "A99"), Reason.SHORT),
        Wanted(A3, Reason.SHORT, Decimal("300.31")),
        Wanted(A3, Reason.SHORT, Decimal(0)),
        Wanted(A3, Reason.SHORT, raised=DAY + timedelta(days=1)),
        Wanted(A3, Reason.SHORT, due=DAY - timedelta(days=1)),
        Wanted(A3, Reason.SHORT, note="n" * 1001),
    ):
        with pytest.raises(WrongUse):
            open_dispute(stores, "default", wanted, "cleo")
    with pytest.raises(WrongUse, match="no dispute 1"):
        change_dispute(stores, "default", 1, Change(state=DisputeState.WON), "cleo")
    for said in (
        Said("C-1", "A3"),
        Said("C-9", outcome="x"),
        Said("C-1", "A99", outcome="x"),
        Said("C-1", outcome="x", at=NOW + timedelta(days=30)),
        Said("C-1", outcome="x", promise=Promise(DAY - timedelta(days=1), Decimal(1), "EUR")),
        Said("C-1", outcome="x", promise=Promise(DAY, Decimal("NaN"), "EUR")),
    ):
        with pytest.raises(WrongUse):
            note_contact(stores, "default", said, "cleo")


def test_the_tables_of_a_firm_count_from_then_on(stores: Stores) -> None:
    boss = Visitor(stores, Grant(Role.ADMIN, "default"), login="boss")
    page = boss.get("/disputes/tables").text
    assert "short,06 59 42,,logistics" in page
    assert (
        boss.post("/disputes/tables/deadlines", {"text": "customer_number,days\nC-1,x\n"}).status_code == 400
    )
    table = {"text": "customer_number,days,source,reviewed_on\nC-1,10,Contract,2026-01-01\n"}
    assert boss.post("/disputes/tables/deadlines", table).status_code == 303
    set_table(stores, "default", Table.REASONS, "reason,own_code,department\nshort,SH1,Dock 4\n", "boss")
    case = open_dispute(stores, "default", Wanted(A3, Reason.SHORT), "cleo")
    assert (case.due, case.department, case.amount) == (DAY + timedelta(days=10), "Dock 4", Decimal("300.30"))
    (row,) = csv.DictReader(io.StringIO(boss.get("/disputes.csv").text))
    assert row["own_code"] == "SH1"


def test_a_pack_says_what_the_open_dispute_says_and_no_note(stores: Stores) -> None:
    wanted = Wanted(A3, Reason.SHORT, Decimal("100.10"), claim="X-9", note="secret one")
    open_dispute(stores, "default", wanted, "cleo")
    promise = Promise(DAY + timedelta(days=7), Decimal("200.20"), "EUR")
    told = Said("C-1", "A3", outcome="Pays the rest.", note="secret two", person="Joyce", promise=promise)
    note_contact(stores, "default", told, "cleo")
    note_contact(stores, "default", Said("C-1", "A4", outcome="About another one."), "cleo")
    made = with_case(stores, "default", PackWish((A3,), DAY, Tongue.GERMAN))
    assert (made.dispute.reason, made.dispute.claim, made.dispute.amount) == (
        Reason.SHORT,
        "X-9",
        Decimal("100.10"),
    )
    assert made.reply_by == DAY + timedelta(days=30)
    (contact,) = made.contacts
    assert contact.channel == "Anruf"
    assert contact.outcome == "Pays the rest. Zusage: 200,20 EUR bis 7. April 2026."
    assert "secret" not in repr(made)
    assert with_case(stores, "default", PackWish((A3,), DAY - timedelta(days=1))).contacts == ()
    page = Visitor(stores, COLLECTOR, login="cleo").get("/evidence?invoice=C-1/A3").text
    assert 'value="X-9"' in page


def test_a_promise_is_kept_or_broken_as_the_ledger_tells(stores: Stores) -> None:
    promise = Promise(DAY + timedelta(days=2), Decimal("300.30"), "EUR")
    note_contact(stores, "default", Said("C-1", "A3", outcome="Pays.", promise=promise), "cleo")
    account = Promise(DAY + timedelta(days=2), Decimal("400.40"), "EUR")
    note_contact(stores, "default", Said("C-1", outcome="Pays all.", promise=account), "cleo")

    def states(at: Stores) -> list[PromiseState | None]:
        return [one.promise for one in contact_log(at, "default", "C-1", None)]

    assert states(stores) == [PromiseState.DUE, PromiseState.DUE]
    paid = [replace(one, status=InvoiceStatus.PAID) if one.number == "A3" else one for one in BILLS]
    later = replace(stores, clock=lambda: NOW + timedelta(days=30))
    later.register.load_ledger("default", Ledger(LEDGER.customers, tuple(paid)), later.clock())
    assert states(later) == [PromiseState.DUE, PromiseState.KEPT]
    behind = replace(stores, clock=lambda: NOW + timedelta(days=40))
    assert states(behind) == [PromiseState.BROKEN, PromiseState.KEPT]
    page = plain(Visitor(behind, LOOKER, login="vic").get("/customers/C-1").text)
    assert "promise broken" in page
    assert "promise kept" in page
    assert "Note a contact" not in page


def test_a_contact_is_noted_on_the_page_and_by_a_program(stores: Stores) -> None:
    cleo = Visitor(stores, COLLECTOR, login="cleo")
    form = {"channel": "letter", "outcome": "Sent the proof.", "on": "2026-03-20", "person": "Joyce"}
    assert cleo.post("/invoices/C-1/A3/contacts", form).status_code == 303
    assert cleo.post("/customers/C-1/contacts", {**form, "promised": "5"}).status_code == 400
    body = {"customer_number": "C-1", "outcome": "Called back.", "channel": "call"}
    promise = {"on": "2026-04-02", "amount": "5.00", "currency": "EUR"}
    asked = {"json": {**body, "promise": promise}, "headers": {"X-CSRF-Token": cleo.csrf}}
    answer = cleo.ask("POST", "/api/v1/contacts?client=default", **asked)
    assert answer.json()["promise"] == {**promise, "state": "due"}
    log = cleo.get("/api/v1/contacts?customer=C-1").json()["contacts"]
    assert [one["outcome"] for one in log] == ["Called back.", "Sent the proof."]
    assert [one["channel"] for one in log] == [Channel.CALL, Channel.LETTER]
    assert len(cleo.get("/api/v1/contacts?customer=C-1&invoice=A3").json()["contacts"]) == 1


def test_programs_open_and_win_a_dispute(stores: Stores) -> None:
    cleo = Visitor(stores, COLLECTOR, login="cleo")

    def send(path: str, body: dict[str, str]) -> dict[str, str]:
        answer = cleo.ask("POST", path, json=body, headers={"X-CSRF-Token": cleo.csrf})
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    made = send(
        "/api/v1/disputes",
        {"customer_number": "C-1", "invoice_number": "A3", "reason": "damaged", "amount": "12.50"},
    )
    assert send(f"/api/v1/disputes/{made['dispute']}", {"state": "won"})["recovered"] == "12.50"
    listed = cleo.get("/api/v1/disputes?show=all").json()
    assert listed["ended"][0]["win_rate"] == 1.0
    assert listed["disputes"][0]["state"] == "won"


def test_the_report_is_a_table_csv_or_json(
    stores: Stores, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COUNTERSIGN_HOME", str(stores.settings.home))
    open_dispute(stores, "default", Wanted(A3, Reason.SHORT, Decimal("100.10")), "cleo")
    day = ["--as-of", "2026-05-31"]
    assert run(["report", "disputes", *day]) == ExitCode.DONE
    told = capsys.readouterr().out
    assert "Disputes of default as of 2026-05-31" in told
    assert "31 days too late" in told
    assert run(["report", "disputes", *day, "--format", "csv"]) == ExitCode.DONE
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert (row["alarm"], row["days_left"]) == ("over", "-31")
    assert run(["report", "disputes", "--as-of", "2026-03-30", "--format", "json"]) == ExitCode.DONE
    assert json.loads(capsys.readouterr().out)["disputes"] == []


def test_causes_are_a_table_csv_or_json(
    stores: Stores, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COUNTERSIGN_HOME", str(stores.settings.home))
    open_dispute(stores, "default", Wanted(A3, Reason.SHORT), "cleo")
    asked = ["report", "causes", "--as-of", "2026-03-31"]
    assert run(asked) == ExitCode.DONE
    assert "Causes of delinquency of default as of 2026-03-31" in capsys.readouterr().out
    assert run([*asked, "--format", "csv"]) == ExitCode.DONE
    rows = {row["invoice_number"]: row for row in csv.DictReader(io.StringIO(capsys.readouterr().out))}
    assert (rows["A3"]["cause"], rows["A3"]["reason"]) == ("disputed", "short")
    assert rows["A3"]["money_days"] == "9009.00"
    assert run([*asked, "--format", "json"]) == ExitCode.DONE
    told = json.loads(capsys.readouterr().out)["by_cause"]
    assert {one["cause"] for one in told} == {"disputed", "unproven"}
