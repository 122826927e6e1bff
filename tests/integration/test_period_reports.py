"""A seeded March: key figures, the client's report, balance forward, PDFs; by page, API and command."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest

from countersign.cli import run
from countersign.printing.reports import aging_pdf, client_pdf, gaps_pdf, statement_pdf
from flows.desk import Stores
from flows.receivables import Whose, aging, gaps, statement
from flows.reports.client_report import client_report
from flows.reports.kpis import kpis
from models.errors import ExitCode
from models.evidence import Tongue
from models.people import Grant, Role
from models.period import Period
from models.runs import Step
from receivables.aging import Terms
from receivables.gaps import Sum
from receivables.kpi import Kpi, Why
from tests.doors.console_visits import Visitor, stores_in
from tests.values.period_values import HEAD, IN_APRIL, MARCH, at, filled, load

ALL = Whose("default")
MARCH_PAGE = "from=2026-03-01&to=2026-03-31"


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    with stores_in(tmp_path_factory.mktemp("march") / "home") as opened:
        yield filled(opened)


@pytest.fixture(scope="module")
def visitor(stores: Stores) -> Visitor:
    return Visitor(stores)


def values(stores: Stores, whose: Whose = ALL, period: Period = MARCH) -> dict[tuple[str, str], str]:
    figures = kpis(stores, whose, period).figures
    return {(one.kpi.value, one.currency): str(one.value) for one in figures if one.value is not None}


def plain(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def text_of(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as pdf:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())


EXPECTED = {
    ("dso", "EUR"): "38.9",
    ("best_possible_dso", "EUR"): "27.0",
    ("average_days_delinquent", "EUR"): "11.9",
    ("collection_effectiveness", "EUR"): "79.46",
    ("deduction_days_outstanding", "EUR"): "21.9",
    ("pod_coverage_count", "EUR"): "25.00",
    ("pod_coverage_value", "EUR"): "30.02",
    ("disputes_won_count", "EUR"): "33.33",
    ("disputes_won_value", "EUR"): "64.67",
    ("disputes_expired", "EUR"): "1",
    ("promises_kept", ""): "50.00",
    ("hours_to_filed", ""): "90.5",
    ("days_to_proof", ""): "0.5",
    ("auto_filed", ""): "50.00",
    ("first_pass_match", ""): "50.00",
    ("rescans", ""): "0.00",
}


def test_the_key_figures_of_march_are_those_worked_out_by_hand(stores: Stores) -> None:
    found = values(stores)
    assert {key: found.get(key) for key in EXPECTED} == EXPECTED
    assert found["dso", "USD"] == "31.0"


def test_what_the_register_cannot_know_is_not_made_up(stores: Stores) -> None:
    february = kpis(stores, ALL, Period(at(1, month=2).date(), at(28, month=2).date())).figures
    why = {one.kpi: one.why for one in february if one.currency == "EUR"}
    assert (why[Kpi.DSO], why[Kpi.CEI]) == (Why.BEGIN, Why.BEFORE)
    january = kpis(stores, ALL, Period(at(1, month=1).date(), at(31, month=1).date())).figures
    assert {one.why for one in january if one.kpi is Kpi.DSO} == {Why.NO_LEDGER}


def test_figures_of_one_customer_are_its_own(stores: Stores) -> None:
    mine = Whose("default", None, "C-2")
    found = values(stores, mine)
    assert found["disputes_won_count", "EUR"] == "50.00"
    assert ("disputes_expired", "EUR") not in found or found["disputes_expired", "EUR"] == "0"
    misfiles = next(one for one in kpis(stores, mine, MARCH).figures if one.kpi is Kpi.MISFILES)
    assert misfiles.why is Why.WHOLE_FIRM


def test_the_report_counts_each_document_and_each_amount_once(stores: Stores) -> None:
    told = client_report(stores, ALL, MARCH)
    assert told.handed is not None
    assert (told.handed.files, told.intake.received) == (5, 5)
    assert sum(told.intake.became.values()) == 5
    assert told.opening is not None
    assert told.closing is not None
    ends = told.opening.totals["EUR"].total, told.closing.totals["EUR"].total
    assert [str(one) for one in ends] == ["3400.00", "2450.00"]
    tally = told.disputes["EUR"]
    assert (tally.before.count, tally.opened.count, tally.ended, tally.still_open.count) == (1, 4, 3, 2)
    assert (str(tally.recovered), str(tally.expired.money)) == ("420.00", "500.00")


def test_what_happens_later_changes_nothing_of_march(stores: Stores) -> None:
    before = client_pdf(client_report(stores, ALL, MARCH))
    load(stores, IN_APRIL[:4], at(18, month=4))
    assert client_pdf(client_report(stores, ALL, MARCH)) == before


def test_the_aging_says_what_is_disputed_here_and_whether_it_ties(stores: Stores) -> None:
    told = aging(stores.register, ALL, Terms(MARCH.last))
    assert str(told.aging.totals["EUR"].covered) == "100.00"
    assert [(tie.currency, str(tie.difference)) for tie in told.ties] == [("EUR", "0.00"), ("USD", "-10.00")]
    assert told.ties_load == 3
    assert aging(stores.register, Whose("default", frozenset({"C-1"})), Terms(MARCH.last)).ties == ()


def test_a_statement_carries_the_balance_forward(stores: Stores) -> None:
    told = statement(stores.register, Whose("default", None, "C-1"), Terms(MARCH.last), MARCH.first)
    (forward,) = told.forward
    assert [str(one) for one in (forward.opening, forward.closing)] == ["1400.00", "2250.50"]
    assert forward.closing == told.statement.accounts[0].aged.total
    early = statement(
        stores.register, Whose("default", None, "C-1"), Terms(MARCH.last), at(1, month=2).date()
    )
    assert (early.lacking, early.forward) == (True, ())


def test_pdfs_are_the_same_bytes_twice_and_say_what_they_should(stores: Stores) -> None:
    register, terms = stores.register, Terms(MARCH.last)
    letter = statement(register, Whose("default", None, "C-1"), terms, MARCH.first)
    made = {
        "Report on evidence and receivables": lambda: client_pdf(client_report(stores, ALL, MARCH)),
        "Ties to the control total": lambda: aging_pdf(aging(register, ALL, terms), HEAD),
        "IBAN DE02 1203 0000 0000 2020 51": lambda: statement_pdf(letter, HEAD),
        "Chase list": lambda: gaps_pdf(gaps(register, ALL, MARCH.last), HEAD),
    }
    for words, make in made.items():
        data = make()
        assert data == make()
        told = text_of(data)
        assert words in told
        assert "Brandt Forderungsdienste GmbH" in told
        assert "?" not in told, words
    german = text_of(statement_pdf(letter, HEAD, Tongue.GERMAN))
    assert "Kontoauszug zum 31.03.2026" in german
    assert "2.250,50" in german


def test_pages_tell_it_with_charts_and_tables(visitor: Visitor) -> None:
    page = visitor.get(f"/receivables/report?{MARCH_PAGE}").text
    assert page.count("<svg") >= 5
    told = plain(page)
    for words in ("Receivables in EUR, by days overdue", "-950.00", "Open at the end 2 600.00", "38.9 days"):
        assert words in told
    figures = plain(visitor.get("/receivables/kpi?period=2026-03").text)
    for words in ("79.5%", "Receivables before: 3,400.00 EUR", "not known: there was none in the period"):
        assert words in figures
    aged = plain(visitor.get("/receivables/aging?as_of=2026-03-31").text)
    assert "Does not tie to the control total that came with load 3: the ledger has 10.00 USD less" in aged
    moved = plain(visitor.get("/receivables/statement?customer=C-1&as_of=2026-03-31&since=2026-03-01").text)
    assert "Balance before 1 Mar 2026 1,400.00" in moved
    assert visitor.get("/receivables/kpi?period=2026-99").status_code == 400


def test_files_are_handed_out_under_a_name(visitor: Visitor) -> None:
    for path, name in (
        (f"/receivables/report.pdf?{MARCH_PAGE}", "report-default-2026-03.pdf"),
        ("/receivables/statement.pdf?customer=C-1&as_of=2026-03-31", "statement-default-C-1-2026-03-31.pdf"),
        ("/receivables/aging.pdf?as_of=2026-03-31", "aging-default-2026-03-31.pdf"),
        ("/receivables/gaps.pdf?as_of=2026-03-31&language=de", "gaps-default-2026-03-31.pdf"),
    ):
        answer = visitor.get(path)
        assert answer.content.startswith(b"%PDF-")
        assert f'filename="{name}"' in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(visitor.get(f"/receivables/kpi.csv?{MARCH_PAGE}").text)))
    assert next(row["value"] for row in rows if row["kpi"] == "dso" and row["currency"] == "EUR") == "38.9"
    rows = list(csv.DictReader(io.StringIO(visitor.get(f"/receivables/report.csv?{MARCH_PAGE}").text)))
    assert {row["section"] for row in rows} >= {"received", "aging_before", "disputes", "contacts"}


def test_who_sees_one_customer_is_told_of_it_alone(visitor: Visitor) -> None:
    other = visitor.beside("rita", Grant(Role.COLLECTOR, "default", frozenset({"C-2"})))
    told = json.loads(other.get(f"/api/v1/receivables/client-report?{MARCH_PAGE}").text)
    assert told["received"]["files"] is None
    assert told["aging_after"][0]["total"] == "199.50"
    assert [one["opened"]["count"] for one in told["disputes"]] == [1]
    assert told["contacts"] == {"email": 1}
    assert "C-1" not in other.get("/receivables/gaps.pdf").text
    assert other.get(f"/receivables/report.pdf?{MARCH_PAGE}&customer=C-1").status_code == 404


def test_the_command_line_writes_each_format(
    stores: Stores, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COUNTERSIGN_HOME", str(stores.settings.home))
    days = ["--from", "2026-03-01", "--to", "2026-03-31"]
    assert run(["report", "kpi", *days]) == ExitCode.DONE
    assert "38.9 days" in capsys.readouterr().out
    assert run(["report", "client", "--period", "2026-03", "--format", "json"]) == ExitCode.DONE
    assert json.loads(capsys.readouterr().out)["received"]["documents"] == 5
    file = tmp_path / "report.pdf"
    assert run(["report", "client", *days, "--format", "pdf", "-o", str(file)]) == ExitCode.DONE
    assert file.read_bytes() == client_pdf(client_report(stores, ALL, MARCH))
    forward = ["report", "statement", "--customer", "C-1", *days, "--format", "csv"]
    capsys.readouterr()
    assert run(forward) == ExitCode.DONE
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["entry"] for row in rows] == ["opening", "invoice", "paid", "invoice", "used", "closing"]
    assert run(["report", "kpi", "--period", "2026-Q7"]) == ExitCode.WRONG_USE
    assert "a quarter as 2026-Q1" in " ".join(capsys.readouterr().err.split())


def test_a_control_total_of_a_day_goes_before_that_of_a_load(
    stores: Stores, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COUNTERSIGN_HOME", str(stores.settings.home))
    day = ["--as-of", "2026-03-30"]
    assert run(["ledger", "control-total", *day, "EUR 2500.00"]) == ExitCode.DONE
    capsys.readouterr()
    assert run(["report", "aging", *day]) == ExitCode.DONE
    told = " ".join(capsys.readouterr().out.split())
    assert "control total of the day: the ledger has 400.00 EUR more than 2,500.00 EUR." in told
    assert run(["ledger", "control-total", *day, "12.00"]) == ExitCode.WRONG_USE
    assert "Name the currency" in capsys.readouterr().err


def test_a_load_keeps_the_control_total_that_it_was_held_against(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COUNTERSIGN_HOME", str(tmp_path / "home"))
    invoices = tmp_path / "invoices.csv"
    invoices.write_text(
        "invoice_number,customer_number,po_number,invoice_date,due_date,amount,currency,delivery_number,status\n"
        "A1,C-1,P1,2026-03-01,2026-03-31,100.50,EUR,D1,open\n"
    )
    people = tmp_path / "customers.csv"
    people.write_text("customer_number,name,aliases,address,city,country\nC-1,Harbour,,,,\n")
    files = ["--invoices", str(invoices), "--customers", str(people)]
    assert run(["ledger", "load", *files, "--control-total", "100.50"]) == ExitCode.DONE
    capsys.readouterr()
    assert run(["report", "aging", "--format", "json"]) == ExitCode.DONE
    told = json.loads(capsys.readouterr().out)
    assert told["control_totals"] == [
        {"currency": "EUR", "load": 1, "stated": "100.50", "ledger": "100.50", "difference": "0.00"}
    ]


def test_a_fresh_client_firm_has_a_report_that_says_what_is_not_known(stores: Stores) -> None:
    told = client_report(replace(stores), Whose("new-firm"), MARCH)
    assert (told.opening, told.closing, told.gaps) == (None, None, None)
    assert "No ledger was loaded yet" in text_of(client_pdf(told))


def test_each_period_of_a_trend_says_what_its_own_key_figures_say(stores: Stores) -> None:
    """The months before the first ledger are left out; what was not known then is not known here."""
    told = client_report(stores, ALL, MARCH)
    assert told.trend is not None
    assert told.trend.left_out == 10
    for point in told.trend.points:
        figures = {(one.kpi, one.currency): one for one in kpis(stores, ALL, point.period).figures}
        assert point.alone == figures[Kpi.AUTO_FILED, ""]
        assert point.days_to_proof == figures[Kpi.DAYS_TO_PROOF, ""]
        for currency, money in point.money.items():
            assert money.dso == figures[Kpi.DSO, currency]
            assert money.covered == figures.get((Kpi.POD_COUNT, currency))
    march = told.trend.points[-1]
    assert (march.won, march.lost, march.settled) == (1, 1, 1)
    eur = march.money["EUR"]
    assert (eur.gaps, eur.open) == (Sum(3, Decimal("1749.50")), Sum(4, Decimal("2500.00")))
    quarters = client_report(stores, ALL, MARCH, Step.QUARTERS).trend
    assert quarters is not None
    assert [one.period.name for one in quarters.points] == ["2026-Q1"]
    assert client_report(stores, ALL, MARCH, trended=False).trend is None
