"""`countersign report` writes agings, statements and gaps; `export pods` what is on file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from countersign.cli import run
from models.errors import ExitCode
from storage.register import open_register
from tests.values.ledger_values import LEDGER
from tests.values.register_values import NOW, settings_in

DAY = ["--as-of", "2026-03-31"]


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("report")
    monkeypatch.setenv("COUNTERSIGN_HOME", str(folder))
    with open_register(settings_in(folder)) as register:
        register.load_ledger("default", LEDGER, NOW)
        yield folder


def test_an_aging_is_a_table_csv_or_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "aging", *DAY]) == ExitCode.DONE
    told = capsys.readouterr()
    assert "Aging of default as of 2026-03-31, by due date" in told.out
    assert "Agrees with the ledger: 2,573.99 EUR and 5.00 EUR issued later are the 2,578.99 EUR" in told.out
    assert run(["report", "aging", *DAY, "--format", "csv", "--buckets", "7,365"]) == ExitCode.DONE
    told = capsys.readouterr()
    first, *_ = csv.DictReader(io.StringIO(told.out))
    assert (first["customer_number"], first["1-7"], first["8-365"]) == ("C-1", "200.20", "950.76")
    assert "As of 2026-03-31. From ledger load 1" in told.err
    assert run(["report", "aging", *DAY, "--format", "json", "--basis", "invoice"]) == ExitCode.DONE
    aging = json.loads(capsys.readouterr().out)
    assert (aging["basis"], aging["totals"][0]["buckets"]["0-30"]) == ("invoice", "1395.26")
    assert aging["control"][0]["agrees"] is True


def test_a_statement_is_of_one_customer(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "statement", "--customer", "C-1", *DAY]) == ExitCode.DONE
    assert "Balance 1,278.83 EUR, of which overdue 1,150.96 EUR." in capsys.readouterr().out
    assert run(["report", "statement", "--customer", "C-1", *DAY, "--format", "json"]) == ExitCode.DONE
    items = json.loads(capsys.readouterr().out)["accounts"][0]["items"]
    assert (items[-1]["invoice_number"], items[-1]["balance"]) == ("A1", "1278.83")
    assert run(["report", "statement", "--customer", "C-9", *DAY]) == ExitCode.WRONG_USE
    assert "The ledger has no customer C-9" in capsys.readouterr().err


def test_gaps_are_a_chase_list_for_one_desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "gaps", *DAY]) == ExitCode.DONE
    assert "Rhein Metall" in capsys.readouterr().out
    file = tmp_path / "chase.csv"
    asked = ["--ask", "carrier", "--format", "csv", "-o", str(file)]
    assert run(["report", "gaps", *DAY, *asked]) == ExitCode.DONE
    rows = list(csv.DictReader(io.StringIO(file.read_text())))
    assert [row["invoice_number"] for row in rows][:2] == ["A6", "A5"]
    assert {row["task"] for row in rows} == {"Ask for the signed proof of delivery."}
    assert run(["report", "gaps", *DAY, "--format", "json", "--ask", "mailroom"]) == ExitCode.DONE
    assert json.loads(capsys.readouterr().out)["gaps"] == []


def test_the_ledger_is_told_what_is_on_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "pods"]) == ExitCode.DONE
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["pod_on_file"] for row in rows} == {"no"}
    assert rows[0]["link"].endswith(f"/invoices/{rows[0]['customer_number']}/{rows[0]['invoice_number']}")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (["aging", "--as-of", "yesterday"], "write it as 2026-11-30"),
        (["aging", "--buckets", "x"], "write them as 30,60,90"),
        (["aging", "--buckets", "60,30"], "such as 30,60,90"),
        (["gaps", "--customer", "C-9"], "a search for the name finds it"),
    ],
)
def test_wrong_use_says_what_to_write(
    asked: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["report", *asked]) == ExitCode.WRONG_USE
    assert words in " ".join(capsys.readouterr().err.split())
