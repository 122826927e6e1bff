"""A ledger that cannot be loaded ends with exit code 2 and names the user's own paths; nothing is loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.errors import ExitCode
from tests.installations.homes import Home
from tests.values.ledger_exports import ubl

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


def items(folder: Path, day: str = "04/03/2026") -> tuple[str, ...]:
    """Arguments of a load of a list as a system exports it."""
    head = "Customer No;Customer Name;Invoice No;Invoice Date;Amount;Currency\n"
    (folder / "items.csv").write_text(f"{head}7;Acme;INV-1;{day};1.120,50;EUR\n")
    return ("ledger", "load", "--invoices", "items.csv")


def test_a_list_shows_how_it_is_read_and_a_dry_run_loads_nothing(home: Home, tmp_path: Path) -> None:
    shown = home.run(*items(tmp_path, "25/03/2026"), "--dry-run")
    assert shown.returncode == ExitCode.DONE, shown.stderr
    assert shown.stdout == ""
    for words in (
        "items.csv: plain list (plain)",
        "ASCII, separated by semicolon",
        "invoice_number from 'Invoice No'",
        "dates: day first (line 2 has 25/03/2026); decimal mark: comma (line 2 has 1.120,50)",
        "no column for: po_number, delivery_number",
        "Nothing was loaded (--dry-run). Ledger of default: it would be 1 invoice added",
    ):
        assert words in shown.stderr
    loaded = home.run(*items(tmp_path, "25/03/2026"), "--control-total", "1120.50", "--control-count", "1")
    assert "load 1: 1 invoice added" in loaded.stderr
    again = home.run(*items(tmp_path, "25/03/2026"), "--column", "delivery_number=Invoice No", "--dry-run")
    assert again.returncode == ExitCode.WRONG_USE
    assert "The ledger was so already." in home.run(*items(tmp_path, "25/03/2026")).stderr


def test_only_a_date_order_that_somebody_set_decides_dates_that_do_not_tell(tmp_path: Path) -> None:
    plain, told = Home(tmp_path / "plain"), Home(tmp_path / "told", {"COUNTERSIGN_DATE_ORDER": "mdy"})
    refused = plain.run(*items(tmp_path))
    assert refused.returncode == ExitCode.WRONG_USE
    assert "say --date-order dmy or --date-order mdy" in refused.stderr
    assert "month first (as COUNTERSIGN_DATE_ORDER says" in told.run(*items(tmp_path), "--dry-run").stderr
    assert (
        "day first (as --date-order says)"
        in plain.run(*items(tmp_path), "--date-order", "dmy", "--dry-run").stderr
    )


@pytest.mark.parametrize("wrong", [("--date-order", "ymd"), ("--column", "amount"), ("--profile", "lotus")])
def test_options_that_say_nothing_are_refused(home: Home, tmp_path: Path, wrong: tuple[str, str]) -> None:
    refused = home.run(*items(tmp_path), *wrong)
    assert refused.returncode == ExitCode.WRONG_USE
    assert wrong[1] in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_folder_of_messages_closes_nothing(home: Home, tmp_path: Path) -> None:
    (tmp_path / "ubl").mkdir()
    (tmp_path / "ubl" / "a.xml").write_bytes(ubl())
    assert "1 invoice added" in home.run(*items(tmp_path, "25/03/2026")).stderr
    loaded = home.run("ledger", "load", "--invoices", "ubl")
    assert "1 file: UBL invoices (ubl)" in loaded.stderr
    assert "1 invoice added, 0 changed, 0 closed" in loaded.stderr
