"""Causes, promises, evidence sent, notes for ourselves, and forms that keep what was typed."""

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
from flows.disputes import Said, Wanted, note_contact, open_dispute
from flows.disputes.causes import Explained, causes, set_cause
from flows.receivables import Whose
from flows.sending import Wish, send
from models.cause import Cause
from models.decision import Status
from models.dispute import Channel, DisputeState, Promise
from models.errors import ExitCode, WrongUse
from models.ledger import Ledger
from models.people import Grant, Role
from models.reading import Acceptance, AcceptanceStatus, Grade
from models.sending import Reason
from tests.doors.console_visits import Visitor, stores_in
from tests.values.ledger_values import BILLS, LEDGER
from tests.values.register_values import NOW, captured, decision_of, reading_of

DAY = date(2026, 3, 31)
A3, A6 = ("C-1", "A3"), ("C-1", "A6")
COLLECTOR, LOOKER = Grant(Role.COLLECTOR, "default"), Grant(Role.CLIENT_VIEWER, "default")
SECRET = "the buyer drinks"


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    """The seeded ledger on its day of answers, and a bill of lading that names its carrier."""
    with stores_in(tmp_path / "home") as opened:
        at = replace(opened, clock=lambda: NOW + timedelta(days=29))
        at.register.load_ledger("default", LEDGER, NOW)
        (bill,) = (one for one in BILLS if one.number == "A3")
        clean = Acceptance(AcceptanceStatus.SIGNED_CLEAN, Grade.A, "Signed.")
        text = "STRAIGHT BILL OF LADING\nCARRIER NAME: Blue Heron Freightways LLC\nTrailer 7\n"
        reading = replace(reading_of({}), acceptance=clean, kind="bill_of_lading", text=text)
        captured(at.register, "bol.png", decision_of(Status.FILED, bill), reading)
        yield at


def plain(page: str) -> str:
    """The words of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def promised(stores: Stores, days: int, invoice: str = "A3", by: str = "cleo", money: str = "300.30") -> None:
    promise = Promise(DAY + timedelta(days=days), Decimal(money), "EUR")
    note_contact(stores, "default", Said("C-1", invoice, outcome="Pays.", note=SECRET, promise=promise), by)


def later(stores: Stores, days: int) -> Stores:
    return replace(stores, clock=lambda: NOW + timedelta(days=29 + days))


def cause_of(stores: Stores, number: str, day: date = DAY) -> Cause:
    found = causes(stores.register, Whose("default"), day).causes
    (one,) = (item for item in found.items if item.invoice.number == number)
    return one.cause


def test_what_a_person_says_counts_first_and_ends_when_the_item_changes(stores: Stores) -> None:
    assert cause_of(stores, "A3") is Cause.UNEXPLAINED
    open_dispute(stores, "default", Wanted(A3, Reason.PRICE), "cleo")
    assert cause_of(stores, "A3") is Cause.DISPUTED
    cleo = Visitor(stores, COLLECTOR, login="cleo")
    assert cleo.post("/invoices/C-1/A3/cause", {"cause": "in_approval", "note": SECRET}).status_code == 303
    assert cause_of(stores, "A3") is Cause.IN_APPROVAL
    page = plain(cleo.get("/invoices/C-1/A3").text)
    assert "in approval said by cleo" in page
    assert SECRET in page
    assert cleo.post("/invoices/C-1/A3/cause", {"cause": ""}).status_code == 303
    assert cause_of(stores, "A3") is Cause.DISPUTED
    set_cause(stores, "default", Explained(A3, Cause.UNAPPLIED_CASH), "cleo")
    part = tuple(replace(one, open_amount=Decimal("100.10")) if one.key == A3 else one for one in BILLS)
    stores.register.load_ledger("default", Ledger(LEDGER.customers, part), later(stores, 1).clock())
    assert cause_of(stores, "A3", DAY + timedelta(days=1)) is Cause.DISPUTED
    told = [one.kind for one in stores.register.events("default") if one.kind.startswith("cause")]
    assert told == ["cause set", "cause taken back", "cause set"]


def test_a_cause_that_is_found_cannot_be_set_nor_one_of_a_paid_invoice(stores: Stores) -> None:
    with pytest.raises(WrongUse, match="is found, not set"):
        set_cause(stores, "default", Explained(A3, Cause.UNPROVEN), "cleo")
    with pytest.raises(WrongUse, match="no open invoice"):
        set_cause(stores, "default", Explained(("C-1", "A99"), Cause.CASH_FLOW), "cleo")
    refused = Visitor(stores, COLLECTOR, login="cleo").post(
        "/invoices/C-1/A3/cause", {"cause": "unproven", "note": "kept words"}
    )
    assert refused.status_code == 400
    assert "kept words" in refused.text
    assert 'id="cause-cause-wrong"' in refused.text


def test_a_broken_promise_is_a_cause_until_a_newer_one_runs(stores: Stores) -> None:
    promised(stores, 1)
    assert cause_of(stores, "A3", DAY + timedelta(days=2)) is Cause.UNEXPLAINED
    behind = later(stores, 6)
    assert cause_of(behind, "A3", DAY + timedelta(days=6)) is Cause.BROKEN_PROMISE
    promised(behind, 20, "")
    assert cause_of(behind, "A3", DAY + timedelta(days=6)) is Cause.UNEXPLAINED


def test_causes_are_weighed_by_carrier_and_site_and_unknown_ones_are_said(stores: Stores) -> None:
    cleo = Visitor(stores, COLLECTOR, login="cleo")
    page = cleo.get("/receivables/causes?by=carrier").text
    assert "Blue Heron Freightways LLC" in page
    assert "carrier not known" in plain(page)
    assert '<svg class="pareto"' in page
    told = cleo.get("/api/v1/receivables/causes").json()
    for by in ("cause", "customer", "carrier", "site"):
        rows = [one for one in told[f"by_{by}"] if one["currency"] == "EUR"]
        assert sum(one["items"] for one in rows) == sum(one["currency"] == "EUR" for one in told["items"])
        assert [one["cumulative"] for one in rows][-1] == 1.0
        weights = [Decimal(one["money_days"]) for one in rows]
        assert weights == sorted(weights, reverse=True)
    (item,) = (one for one in told["items"] if one["invoice_number"] == "A3")
    assert (item["carrier"], item["days_overdue"]) == ("Blue Heron Freightways LLC", 30)
    (row,) = (
        one
        for one in csv.DictReader(io.StringIO(cleo.get("/receivables/causes.csv").text))
        if one["invoice_number"] == "A3"
    )
    assert row["carrier"] == "Blue Heron Freightways LLC"
    only = plain(cleo.get("/receivables/causes?cause=unproven").text)
    assert "Items: delivery not proven" in only


def test_promises_are_listed_by_what_became_of_them_and_by_owner(
    stores: Stores, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    promised(stores, 1)
    promised(stores, 20, "A4", by="ann", money="10.00")
    visitor = Visitor(later(stores, 2), COLLECTOR, login="cleo")
    page = plain(visitor.get("/receivables/promises").text)
    assert "promise overdue 1" in page
    assert "2 promises." in page
    assert "1 promise." in plain(visitor.get("/receivables/promises?owner=Ann").text)
    told = visitor.get(f"/api/v1/receivables/promises?as_of={DAY + timedelta(days=6)}&state=broken").json()
    assert [one["invoice_number"] for one in told["promises"]] == ["A3"]
    assert told["counts"]["due"] == 1
    monkeypatch.setenv("COUNTERSIGN_HOME", str(stores.settings.home))
    assert run(["report", "promises", "--as-of", "2026-04-06", "--format", "csv"]) == ExitCode.DONE
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(one["state"], one["noted_by"]) for one in rows] == [("broken", "cleo"), ("due", "ann")]
    assert run(["report", "promises", "--as-of", "2026-04-06", "--owner", "ann"]) == ExitCode.DONE
    assert "promise broken" not in capsys.readouterr().out


def test_a_link_tells_the_dispute_and_the_contact_log_once(stores: Stores) -> None:
    case = open_dispute(stores, "default", Wanted(A3, Reason.SHORT), "cleo")
    (record,) = stores.register.documents("default")
    send(stores, [record], Wish(A3, ["Ann Lee"]), "cleo")
    now = stores.register.disputes.one("default", case.id)
    assert now is not None
    assert now.state is DisputeState.EVIDENCE_SENT
    (entry,) = stores.register.contacts.of_invoices("default", [A3], 9)
    assert (entry.channel, entry.person, entry.origin) == (Channel.LINK, "Ann Lee", "sending 1")
    assert [one.changes for one in stores.register.disputes.history("default", case.id)][1:] == [
        {"evidence": "sending 1", "state": "evidence_sent"}
    ]
    page = plain(
        Visitor(stores, LOOKER, login="vic").get(f"/disputes/{case.id}", **{"accept-language": "de"}).text
    )
    assert "Link 1" in page


@pytest.mark.parametrize(
    ("path", "form", "field"),
    [
        ("/invoices/C-1/A3/disputes", {"reason": "price", "contested": "9,9x", "claim": "K-1"}, "contested"),
        ("/invoices/C-1/A3/disputes", {"reason": "price", "contested": "900", "claim": "K-1"}, "contested"),
        ("/invoices/C-1/A3/disputes", {"due": "2026-01-01", "claim": "K-1"}, "due"),
        ("/invoices/C-1/A3/contacts", {"outcome": "K-1", "promised": "5"}, "promised_on"),
        (
            "/customers/C-1/contacts",
            {"outcome": "K-1", "promised": "5", "promised_on": "2026-04-02"},
            "currency",
        ),
        ("/disputes/1", {"state": "settled", "claim": "K-1"}, "recovered"),
    ],
)
def test_a_refused_form_keeps_what_was_typed_and_points_at_the_field(
    stores: Stores, path: str, form: dict[str, str], field: str
) -> None:
    open_dispute(stores, "default", Wanted(A3, Reason.SHORT), "cleo")
    answer = Visitor(stores, COLLECTOR, login="cleo").post(path, form)
    assert answer.status_code == 400
    assert "K-1" in answer.text
    assert re.search(rf'name="{field}"[^>]* aria-invalid="true"', answer.text)
    assert answer.text.count('role="alert"') == 1


ROUTES = (
    *("/invoices/C-1/A3", "/customers/C-1", "/disputes", "/disputes/1", "/disputes.csv?show=all"),
    *("/receivables/causes", "/receivables/causes.csv", "/receivables/promises", "/receivables/promises.csv"),
    *("/api/v1/disputes", "/api/v1/contacts?customer=C-1", "/api/v1/receivables/causes"),
    "/api/v1/receivables/promises",
)


def test_notes_for_ourselves_are_never_shown_to_who_only_looks(stores: Stores) -> None:
    open_dispute(stores, "default", Wanted(A3, Reason.SHORT, note=SECRET), "cleo")
    promised(stores, 5)
    set_cause(stores, "default", Explained(A3, Cause.CASH_FLOW, SECRET), "cleo")
    viewer, cleo = Visitor(stores, LOOKER, login="vic"), Visitor(stores, COLLECTOR, login="cleo")
    auditor = viewer.beside("aud", Grant(Role.AUDITOR, "default"))
    for path in ROUTES:
        answer = viewer.get(path)
        assert answer.status_code == 200, path
        assert SECRET not in answer.text, path
    assert viewer.get("/evidence?invoice=C-1/A3").status_code == 403
    for path in ("/invoices/C-1/A3", "/disputes/1", "/api/v1/disputes", "/api/v1/contacts?customer=C-1"):
        assert SECRET in cleo.get(path).text, path
        assert SECRET in auditor.get(path).text or path == "/disputes/1", path
    assert SECRET in auditor.get("/disputes/1").text
    (told,) = viewer.get("/api/v1/disputes").json()["disputes"]
    assert told["note"] is None


def test_tables_are_carried_by_command_and_api(
    stores: Stores, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COUNTERSIGN_HOME", str(stores.settings.home))
    rows = "customer_number,days,source,reviewed_on\nC-1,10,=1+1,2026-01-01\n"
    (tmp_path / "table.csv").write_text(rows, encoding="utf-8-sig")
    load = ["disputes", "table", "deadlines", "--load", str(tmp_path / "table.csv")]
    assert run(load) == ExitCode.DONE
    assert "has 1 row now" in capsys.readouterr().err
    assert run(["disputes", "table", "deadlines"]) == ExitCode.DONE
    shown = capsys.readouterr().out
    assert "C-1,10,'=1+1,2026-01-01" in shown
    boss = Visitor(stores, Grant(Role.ADMIN, "default"), login="boss")
    headers = {"X-CSRF-Token": boss.csrf}
    at = "/api/v1/disputes/tables/deadlines"
    assert boss.ask("PUT", at, json={"csv": shown}, headers=headers).json() == {"rows": 1}
    assert boss.get(at).json() == {"csv": shown}
    answer = boss.ask("PUT", at, json={"csv": "customer_number,days\nC-1,x\n"}, headers=headers)
    assert answer.status_code == 400
    assert "no number of days" in answer.text
    for wrong in (["disputes", "table", "nothing"], [*load[:-1], str(tmp_path / "none.csv")]):
        assert run(wrong) == ExitCode.WRONG_USE
    assert run(["disputes", "cause", "A3", "in_approval"]) == ExitCode.DONE
    assert cause_of(stores, "A3") is Cause.IN_APPROVAL
    assert run(["disputes", "cause", "A3"]) == ExitCode.DONE
    assert run(["disputes", "cause", "A3", "unproven"]) == ExitCode.WRONG_USE


def test_programs_say_why_an_item_is_not_paid(stores: Stores) -> None:
    cleo = Visitor(stores, COLLECTOR, login="cleo")
    body = {"customer_number": "C-1", "invoice_number": "A3", "cause": "credit_pending"}
    headers = {"X-CSRF-Token": cleo.csrf}
    answer = cleo.ask("POST", "/api/v1/receivables/causes", json=body, headers=headers)
    assert answer.json() == body
    assert cause_of(stores, "A3") is Cause.CREDIT_PENDING
    cleo.ask("POST", "/api/v1/receivables/causes", json={**body, "cause": None}, headers=headers)
    assert cause_of(stores, "A3") is Cause.UNEXPLAINED


def test_the_report_on_causes_has_every_way_of_putting_items_together(
    stores: Stores, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COUNTERSIGN_HOME", str(stores.settings.home))
    assert run(["report", "causes", "--as-of", "2026-03-31"]) == ExitCode.DONE
    told = capsys.readouterr().out
    for words in ("delivery not proven", "Blue Heron Freightways LLC", "carrier not known", "100%"):
        assert words in told
    assert run(["report", "causes", "--as-of", "2026-03-31", "--format", "json"]) == ExitCode.DONE
    assert {"by_cause", "by_customer", "by_carrier", "by_site", "items"} <= set(
        json.loads(capsys.readouterr().out)
    )
