"""What the product made of the receipts: ingested by its command, then looked up where it keeps them."""

from __future__ import annotations

import subprocess
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from countersign.output.document_json import document_json
from flows import keeping
from flows.desk import open_stores
from models.paper import Page
from models.reading import Reading
from models.settings import load
from tests.benchmarks.sealed.books import firms
from tests.installations.homes import Home


@dataclass(frozen=True)
class Captured:
    """A document as captured, or None of it where the file gave none."""

    reading: Reading | None
    pages: tuple[Page, ...]
    signed: bool
    """The verdict that users see, at the product's own threshold."""
    pieces: int
    """Documents that were made of the file."""

    @property
    def unsure(self) -> bool:
        """It says that a person should look."""
        acceptance = self.reading.acceptance if self.reading else None
        return acceptance is not None and acceptance.unsure


ROOT = Path(__file__).parents[3]
"""The checkout that is measured, wherever the command is installed from."""
NOTHING = Captured(None, (), signed=False, pieces=0)


def capture(folder: Path, place: Path) -> None:
    """Load every client's ledger and ingest its scans in a fresh home at `place`.

    Raises:
        CalledProcessError: a command failed; its output is in the error.
    """
    place.mkdir(parents=True)
    home = Home(place, {"PYTHONPATH": str(ROOT)})
    for firm in firms():
        books, client = folder / firm.client, ("--client", firm.client)
        if not (books / "scans").exists():
            continue
        ledger = (str(books / f"ledger/{name}.csv") for name in ("customers", "invoices"))
        customers, invoices = ledger
        _run(home, "ledger", "load", *client, "--customers", customers, "--invoices", invoices)
        _run(home, "ingest", *client, str(books / "scans"))


def read_back(place: Path, key: list[dict[str, Any]]) -> list[Captured]:
    """What was captured for each line of the key; of several documents the one with most of its pages."""
    stores = open_stores(load({"COUNTERSIGN_HOME": str(place)}))
    found = defaultdict(list)
    for firm in firms():
        for record in stores.register.documents(firm.client):
            found[firm.client, record.source].append(record)
    told = []
    for line in key:
        records = [one for one in found[line["client"], line["source"]] if one.reading.pages]
        if not records:
            told.append(NOTHING)
            continue
        best = max(records, key=lambda record: len(set(record.reading.pages) & set(line["pages"])))
        pages = keeping.pages(stores, best.client, best.sha256) or ()
        signed = bool(document_json(best)["signature"]["present"])
        told.append(Captured(best.reading, pages, signed, len(records)))
    return told


def _run(home: Home, *arguments: str) -> None:
    process = home.start(*arguments)
    out, err = process.communicate()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, arguments, out, err)
