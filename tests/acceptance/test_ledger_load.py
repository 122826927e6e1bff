"""A ledger that cannot be loaded ends with exit code 2 and names the user's own paths; nothing is loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import ExitCode
from tests.homes import Home

PEOPLE = "customer_number,name,aliases,address,city,country\nC-17,Acme East,,,Leeds,GB\n"
COLUMNS = (
    "invoice_number,customer_number,po_number,invoice_date,due_date,amount,currency,delivery_number,status\n"
)
BILL = "INV-1,C-17,PO-88,2026-03-10,,120.50,GBP,,open\n"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def export(folder: Path, bills: str) -> tuple[str, ...]:
    """Arguments of a load of files that are not called as the manual calls them."""
    (folder / "debtors.txt").write_text(PEOPLE)
    (folder / "open items.txt").write_text(COLUMNS + bills)
    return ("ledger", "load", "--customers", "debtors.txt", "--invoices", "open items.txt")


def test_one_invoice_is_told_in_the_singular(home: Home, tmp_path: Path) -> None:
    loaded = home.run(*export(tmp_path, BILL))
    assert loaded.returncode == ExitCode.DONE, loaded.stderr
    assert "1 invoice added" in loaded.stderr
    assert "0 waiting documents were filed" in loaded.stderr


def test_faulty_rows_are_refused_by_path_and_line(home: Home, tmp_path: Path) -> None:
    refused = home.run(*export(tmp_path, BILL + BILL.replace("INV-1", "INV-2").replace("GBP", "quid")))
    assert refused.returncode == ExitCode.WRONG_USE
    assert "Nothing was loaded: 1 row does not add up." in refused.stderr
    assert "open items.txt, line 3: currency 'quid' is no three-letter code" in refused.stderr
    assert "invoices.csv" not in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_file_that_is_not_there_is_named_before_anything_is_opened(home: Home, tmp_path: Path) -> None:
    arguments = export(tmp_path, BILL)
    (tmp_path / "open items.txt").unlink()
    refused = home.run(*arguments)
    assert refused.returncode == ExitCode.WRONG_USE
    assert "open items.txt cannot be read (No such file or directory): name the CSV file." in refused.stderr
    assert not home.folder.exists()
