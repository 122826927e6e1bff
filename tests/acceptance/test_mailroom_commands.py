"""Sheets are printed, documents saved and quarantined files read again from the command line."""

from __future__ import annotations

from pathlib import Path

import pypdfium2

from fixtures.batch import write_batch
from models.record import drop_id
from tests.installations.homes import Home


def test_a_paper_is_saved_and_sheets_are_printed(tmp_path: Path):
    write_batch(tmp_path / "papers", seed=51, count=1, damage="clean", layouts=["delivery_note"])
    (scan,) = (tmp_path / "papers" / "scans").iterdir()
    home = Home(tmp_path / "home")
    home.done("ingest", str(scan))
    (document,) = home.documents()
    home.done("download", document["id"], "-o", str(tmp_path / "original"))
    assert (tmp_path / "original").read_bytes() == scan.read_bytes()
    home.done("download", document["id"], "--as", "searchable", "-o", str(tmp_path / "note.pdf"))
    home.done("sheets", "rescan", document["id"], "-o", str(tmp_path / "slip.pdf"))
    home.done("sheets", "separator", "--copies", "3", "-o", str(tmp_path / "separators.pdf"))
    home.done("sheets", "batch", "--documents", "2", "--pages", "5", "-o", str(tmp_path / "header.pdf"))
    counts = {name: pages_of(tmp_path / f"{name}.pdf") for name in ("note", "slip", "separators", "header")}
    assert counts == {"note": len(document["pages"]), "slip": 1, "separators": 3, "header": 1}


def pages_of(path: Path) -> int:
    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


def test_a_quarantined_file_is_read_again_and_a_strange_one_refused(tmp_path: Path):
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 no more of it")
    home = Home(tmp_path / "home")
    home.done("ingest", str(tmp_path / "broken.pdf"))
    (document,) = home.documents()
    drop = drop_id("default", document["source"], document["sha256"])
    assert "quarantined" in home.done("retry", drop)
    assert [one["status"] for one in home.documents()] == ["quarantined"]
    strange = home.run("retry", "0" * 24)
    assert strange.returncode == 2
    assert "No file of client default" in strange.stderr
