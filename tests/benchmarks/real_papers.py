"""Real orders, invoices and receipts, held against a ledger made from a real list of orders."""

from __future__ import annotations

import csv
import json
import tempfile
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

from extractors.fields.dates import find_dates
from tests.installations.homes import Home

INVOICE_COLUMNS = (
    *("invoice_number", "customer_number", "po_number", "invoice_date", "due_date"),
    *("amount", "currency", "delivery_number", "status"),
)
UNKNOWN_DAY = "2020-01-01"
FOLDERS = ("fcc_orders_invoices", "documents")
RECEIPTS = "sroie_receipts"
"""Till receipts with their dates, all day first: the order is set for the client."""


def measure(papers: Path) -> None:
    """Say how many papers were matched, filed, sent to review, parked, and wrong; name each wrong one.

    Then how many dates of receipts were read, those apart that can be read in two ways.
    """
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder, "home"))
        write_ledger(papers / "ar_master" / "fcc_open_orders.csv", Path(folder, "ledger"))
        home.load(Path(folder, "ledger"))
        for name in (*FOLDERS, RECEIPTS):
            home.done("ingest", str(papers / name))
        documents = home.documents()
    tell_dates(json.loads((papers / RECEIPTS / "labels.json").read_text()), documents)
    for name in FOLDERS:
        labels = json.loads((papers / name / "labels.json").read_text())
        _tell(name, labels, [document for document in documents if _label(labels, document)])


def tell_dates(labels: dict[str, dict], documents: list[dict]) -> None:
    """Count the document dates that are as labelled, and name every other one."""
    read = {Path(document["source"]).stem: document["fields"].get("document_date") for document in documents}
    right, of = Counter[bool](), Counter[bool]()
    for name, label in sorted(labels.items()):
        (expected, *_) = find_dates(label["date"], "dmy")
        field = read.get(name) or {"value": None}
        ambiguous = bool(expected.alternatives)
        of[ambiguous] += 1
        right[ambiguous] += field["value"] == expected.chosen.isoformat()
        if field["value"] != expected.chosen.isoformat():
            print(f"  date not read: {RECEIPTS}/{name} {label['date']}: {field['value']}")
    print(f"\n{RECEIPTS}: dates that can be read in one way {right[False]}/{of[False]}", end="")
    print(f", in two ways {right[True]}/{of[True]}")


def write_ledger(orders: Path, folder: Path) -> None:
    """The list of orders as customers.csv and invoices.csv: contract number as invoice number."""
    folder.mkdir(parents=True)
    with orders.open(newline="", encoding="utf-8") as file:
        rows = {
            row["contract_num"]: row
            for row in csv.DictReader(file)
            if row["contract_num"].strip() and _plain(row["advertiser"])
        }
    names = {_plain(row["advertiser"]): row["advertiser"] for row in rows.values()}
    numbers = {plain: f"A{place:04d}" for place, plain in enumerate(sorted(names), start=1)}
    with (folder / "customers.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["customer_number", "name", "aliases", "address", "city", "country"])
        writer.writerows([number, names[plain], "", "", "", "US"] for plain, number in numbers.items())
    with (folder / "invoices.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(INVOICE_COLUMNS)
        writer.writerows(_invoice(row, numbers[_plain(row["advertiser"])]) for row in rows.values())


def _invoice(row: dict[str, str], customer: str) -> list[str]:
    amount = Decimal(row["gross_amount"].strip("$ ").replace(",", "") or "0")
    return [row["contract_num"], customer, "", _date(row["flight_from"]), "", str(amount), "USD", "", "open"]


def _date(text: str) -> str:
    """The list is as people typed it; a date that is none of this form becomes the year's first day."""
    try:
        month, day, year = (int(part) for part in text.split("/"))
        return date(year % 2000 + 2000, month, day).isoformat()
    except ValueError:
        return UNKNOWN_DAY


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _label(labels: dict[str, dict], document: dict) -> dict | None:
    source = document["source"]
    return labels.get(source) or labels.get(Path(source).stem)


def _tell(name: str, labels: dict[str, dict], documents: list[dict]) -> None:
    states = Counter(document["status"] for document in documents)
    print(f"\n{name}: {len(labels)} files, {len(documents)} documents: {dict(states)}")
    print(f"  types: {dict(Counter(document['type'] for document in documents))}")
    first = right = wrong = found = 0
    for document in documents:
        label = _label(labels, document) or {}
        number = label.get("contract_num") or label.get("invoice_number")
        matched = [match["invoice_number"] for match in document["matches"]]
        read = {field["value"] for field in document["fields"].values()}
        found += number is not None and number in read
        first += bool(matched) and matched[0] == number
        filed = [match["invoice_number"] for match in document["matches"] if match["filed"]]
        right += bool(filed) and filed == [number]
        if filed and filed != [number]:
            wrong += 1
            print(f"  WRONG {document['source']}: filed under {filed}, labelled {number}")
        elif number and number not in read:
            print(
                f"  not read: {document['source']} {number}: {sorted(read)[:6]} ({document['reason'][:90]})"
            )
    print(f"  number read {found}, right invoice first {first}, filed {right + wrong}, wrong {wrong}")
