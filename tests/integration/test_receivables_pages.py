"""What a collector sees: an invoice with what proves it, a customer, gaps, aging and statements."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from countersign.console.invoice_keys import customer_path, invoice_path
from flows.desk import Stores
from models.decision import Status
from models.ledger import Customer, Ledger
from models.people import Grant, Role
from models.reading import Acceptance, AcceptanceStatus, FieldName, Grade, Remark, RemarkClass
from models.record import DocumentRecord
from tests.doors.console_visits import EVIL, Visitor, stores_in
from tests.values.ledger_values import BILLS, DAY, LEDGER, bill
from tests.values.register_values import BOX, NOW, captured, decision_of, reading_of

ODD = bill("7/1 %2F", "3.00", 0, "A/B & Co")
HOSTILE = bill(EVIL, "4.00", 0, EVIL)
PEOPLE = (*LEDGER.customers, Customer("A/B & Co", "A/B & Co"), Customer(EVIL, EVIL, (EVIL,), EVIL, EVIL))


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    """The seeded ledger, loaded on the first day and on its day of answers, and three papers."""
    with stores_in(tmp_path_factory.mktemp("pages") / "home") as opened:
        at = replace(opened, clock=lambda: NOW + timedelta(days=29))
        books = Ledger(PEOPLE, (*BILLS, ODD, HOSTILE))
        at.register.load_ledger("default", books, NOW)
        signed(at, "clean.pdf", AcceptanceStatus.SIGNED_CLEAN, "A1")
        signed(at, "short.pdf", AcceptanceStatus.SIGNED_CLAUSED, "A3")
        captured(at.register, "waits.pdf", decision_of(Status.REVIEW, find("A6")))
        yield at


def find(number: str):
    return next(one for one in BILLS if one.number == number)


def signed(stores: Stores, name: str, status: AcceptanceStatus, number: str) -> DocumentRecord:
    clean = status is AcceptanceStatus.SIGNED_CLEAN
    reading = replace(
        reading_of({FieldName.PRINTED_NAME: "Joyce Redmond", FieldName.RECEIVED_DATE: "2026-03-01"}),
        acceptance=Acceptance(status, Grade.A if clean else Grade.C, "Signed by Joyce Redmond."),
        remarks=() if clean else (Remark(RemarkClass.SHORT, "2 missing", 1, BOX),),
    )
    return captured(stores.register, name, decision_of(Status.FILED, find(number)), reading)


@pytest.fixture(scope="module")
def visitor(stores: Stores) -> Visitor:
    return Visitor(stores)


def plain(page: str) -> str:
    """The words of a page."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_an_invoice_shows_its_ledger_line_its_papers_and_its_past(visitor: Visitor) -> None:
    page = plain(visitor.get("/invoices/C-1/A3").text)
    for told in ("A3 300.30 EUR", "Harbour Supplies Ltd", "30 days overdue", "PO-A3", "D-A3", "with remarks"):
        assert told in page
    for told in (
        "Signed by Joyce Redmond",
        "Short : “ 2 missing ”",
        "In the ledger by ledger load 1",
        "Filed",
    ):
        assert told in page
    waits = plain(visitor.get("/invoices/C-1/A6").text)
    assert "Still open: 250.05 EUR" in waits
    assert "None is filed yet; what waits for review stands below" in waits


def test_an_invoice_that_is_not_there_or_not_ones_own_is_not_found(stores: Stores, visitor: Visitor) -> None:
    assert visitor.get("/invoices/C-1/A33").status_code == 404
    other = visitor.beside("other", Grant(Role.COLLECTOR, "default", frozenset({"C-2"})))
    assert other.get("/invoices/C-1/A3").status_code == 404
    assert other.get("/customers/C-1").status_code == 404
    assert other.get("/invoices/C-2/B1").status_code == 200
    assert "C-1" not in other.get("/receivables/aging").text
    assert "A3" not in other.get("/?q=300.30").text


@pytest.mark.parametrize("invoice", [ODD, HOSTILE], ids=["slash", "markup"])
def test_numbers_with_slashes_or_markup_have_a_page_and_do_no_harm(visitor: Visitor, invoice) -> None:
    for path in (invoice_path(invoice.key, "default"), customer_path(invoice.customer_number, "default")):
        answer = visitor.get(path)
        assert answer.status_code == 200, path
        assert EVIL not in answer.text
    assert EVIL not in visitor.get("/receivables/gaps").text
    assert EVIL not in visitor.get("/?q=%3Cscript").text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("A3", 'href="/invoices/C-1/A3"'),
        ("PO-A3", 'href="/invoices/C-1/A3"'),
        ("D-A3", 'href="/invoices/C-1/A3"'),
        ("300,30", 'href="/invoices/C-1/A3"'),
        ("harbour", 'href="/customers/C-1"'),
        ("Redmond", "<bdi>clean.pdf</bdi>"),
    ],
)
def test_one_box_finds_invoices_customers_and_documents(visitor: Visitor, query: str, found: str) -> None:
    assert found in visitor.get(f"/?q={query}").text
    assert found not in visitor.get("/?q=nothing+like+it").text


def test_a_customer_shows_what_is_open_and_everything_on_file_by_year(visitor: Visitor) -> None:
    page = plain(visitor.get("/customers/C-1").text)
    for told in ("Open 1,278.83 EUR", "Overdue 1,150.96 EUR", "Disputed 77.77 EUR", "Credits -50.00 EUR"):
        assert told in page
    assert "2026 (3)" in page
    assert "clean.pdf" in page
    assert visitor.get("/customers/C-1?year=2019").status_code == 200


def test_the_gaps_are_told_by_when_they_fall_due_and_who_is_to_be_asked(visitor: Visitor) -> None:
    page = plain(visitor.get(f"/receivables/gaps?as_of={DAY}").text)
    assert "due in 8 to 14 days" in page
    assert "Carrier" in page
    chase = rows_of(visitor.get("/receivables/chase.csv?customer=C-1").text)
    asked = {row["invoice_number"]: (row["ask"], row["proof_of_delivery"], row["open"]) for row in chase}
    assert asked["A3"] == ("collector", "remarked", "300.30")
    assert asked["A6"] == ("review", "missing", "250.05")
    assert asked["A4"] == ("carrier", "missing", "400.40")
    assert "A1" not in asked
    only = rows_of(visitor.get("/receivables/chase.csv?ask=carrier").text)
    assert {row["ask"] for row in only} == {"carrier"}
    assert "Chase list" in visitor.get("/receivables/chase?ask=mailroom").text


def test_what_is_on_file_goes_back_to_the_ledger_with_its_address(stores: Stores, visitor: Visitor) -> None:
    rows = {row["invoice_number"]: row for row in rows_of(visitor.get("/receivables/pods.csv").text)}
    assert (rows["A1"]["pod_on_file"], rows["A1"]["grade"]) == ("yes", "A")
    assert rows["A1"]["link"] == f"{stores.settings.console_url}/invoices/C-1/A1"
    assert (rows["A4"]["pod_on_file"], rows["A4"]["documents"]) == ("no", "0")
    assert rows["7/1 %2F"]["link"].endswith("/invoices/A%252FB%20%26%20Co/7%252F1%20%25252F")


def test_the_aging_agrees_with_the_ledger(visitor: Visitor) -> None:
    page = plain(visitor.get("/receivables/aging").text)
    assert "Agrees with the ledger: 2,580.99 EUR and 5.00 EUR issued later are the 2,585.99 EUR" in page
    rows = rows_of(visitor.get("/receivables/aging.csv?customer=C-1").text)
    assert [(row["31-60"], row["disputed"], row["credits"], row["total"]) for row in rows] == [
        ("400.40", "77.77", "-50.00", "1278.83")
    ]
    refused = visitor.get("/receivables/aging?buckets=30,20")
    assert refused.status_code == 400
    assert "such as 30,60,90" in refused.text
    assert visitor.get("/receivables/aging?as_of=yesterday").status_code == 400


def test_a_statement_runs_its_balance_and_names_its_proofs(visitor: Visitor) -> None:
    page = plain(visitor.get("/receivables/statement?customer=C-1").text)
    assert "Balance on 31 Mar 2026 1,278.83 EUR" in page
    assert "on file, grade A" in page
    rows = rows_of(visitor.get("/receivables/statement.csv?customer=C-1").text)
    assert [row["balance"] for row in rows][-1] == "1278.83"
    assert visitor.get("/receivables/statement").status_code == 200
    assert visitor.get("/receivables/statement?customer=nobody").status_code == 400


def test_a_day_that_the_ledger_does_not_know_is_said_to_be_so(visitor: Visitor) -> None:
    assert "is not known" in visitor.get("/receivables/aging?as_of=2026-03-01").text
    assert "is not known" not in visitor.get("/receivables/aging?as_of=2026-03-02").text


def test_pages_speak_german(visitor: Visitor) -> None:
    page = plain(visitor.get("/receivables/gaps", **{"accept-language": "de"}).text)
    assert "Nachweislücken" in page
    assert "kein Abliefernachweis" in page
