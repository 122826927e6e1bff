"""A batch whose header counts more than came: everything is processed, and it is told where people look."""

from __future__ import annotations

from pathlib import Path
from random import Random

from fixtures.books import wide_books
from fixtures.ledger import write_ledger
from fixtures.packaging import packed
from fixtures.piles import Feeder
from fixtures.separators import header_sheet
from fixtures.stack import Laid, with_document, with_sheet
from tests.installations.homes import Home


def test_ingest_says_that_a_page_of_a_batch_is_missing(tmp_path: Path):
    books = wide_books(5)
    feeder = Feeder(books, "clean", Random(5), "grey")
    stack = with_sheet(Laid(), header_sheet(1, 2, 17), "header", (feeder.fate(), Random(1)))
    file, content = packed("B1", with_document(stack, feeder.paper("advice_note")).scans, "pdf")
    write_ledger(tmp_path / "ledger", books.ledger)
    (tmp_path / file).write_bytes(content)
    home = Home(tmp_path / "home")
    home.load(tmp_path / "ledger")
    told = home.run("ingest", str(tmp_path / file))
    assert told.returncode == 0
    assert "says 1 document and 2 pages, but 1 document and 1 page came" in " ".join(told.stderr.split())
    assert len(home.done("export", "documents").splitlines()) == 1
