"""The demo set reaches every end state, and every kind of broken file is as broken as it says."""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter
from pathlib import Path
from random import Random

import pikepdf
import pytest
from PIL import Image

from fixtures.broken import BROKEN
from fixtures.damage import Scan
from fixtures.demo import write_demo
from fixtures.desk import Wish, compose, plain_fate, put_through
from fixtures.ledger import demo_books

CONTAINERS = (".zip/", ".eml/")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    write_demo(folder)
    return folder


@pytest.fixture(scope="module")
def paper() -> Scan:
    books, rng = demo_books(7), Random(1)
    answer = compose(books, Wish("delivery_note", books.ledger.invoices[5:6]), Random(1))
    return put_through(answer, "office", plain_fate("office", rng, "grey"), rng).scans[0]


def truth(folder: Path) -> list[dict]:
    return [json.loads(line) for line in (folder / "truth.jsonl").read_text("utf-8").splitlines()]


def test_the_demo_reaches_every_end_state(demo: Path):
    told = Counter(line.get("status", "open") for line in truth(demo))
    assert told["open"] >= 20
    assert {state: told[state] for state in ("parked", "duplicate", "blank", "quarantined", "review")} == {
        "parked": 1,
        "duplicate": 2,
        "blank": 1,
        "quarantined": 3,
        "review": 2,
    }


def test_every_file_of_the_demo_is_in_the_key_and_the_other_way_round(demo: Path):
    named = {_file(line["source"]) for line in truth(demo)}
    dropped = {p.relative_to(demo / "scans").as_posix() for p in (demo / "scans").rglob("*") if p.is_file()}
    assert named == dropped


def _file(source: str) -> str:
    """The dropped file that a source lies in."""
    for mark in CONTAINERS:
        if mark in source:
            return source.split(mark, 1)[0] + mark[:-1]
    return source


def test_the_demo_shows_each_kind_of_separator_a_blank_back_and_turned_pages(demo: Path):
    batches = [line for line in truth(demo) if line["source"].startswith("batch-")]
    assert {line["source"]: line["batch"]["documents"] for line in batches} == {
        "batch-017.pdf": 3,
        "batch-018.tif": 4,
        "batch-019.tif": 3,
    }
    assert batches[0]["batch"]["blanks"] == [3, 6, 9]
    assert [len(line["pages"]) for line in batches].count(2) == 2


def test_the_later_ledger_knows_the_parked_delivery(demo: Path):
    parked = next(line for line in truth(demo) if line.get("status") == "parked")
    number = parked["fields"]["delivery_number"]["value"]
    assert parked["matches"] == []
    assert number not in (demo / "ledger" / "invoices.csv").read_text("utf-8")
    assert number in (demo / "ledger" / "invoices-later.csv").read_text("utf-8")


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_the_same_each_time(name: str, paper: Scan):
    assert BROKEN[name].spoil(paper) == BROKEN[name].spoil(paper)


@pytest.mark.parametrize("name", ["owner_locked", "without_contents", "leading_junk"])
def test_a_repairable_pdf_still_shows_its_page(name: str, paper: Scan):
    with pikepdf.open(io.BytesIO(BROKEN[name].spoil(paper))) as pdf:
        assert len(pdf.pages) == 1
        (picture,) = pdf.pages[0].get_images().values()
        assert pikepdf.PdfImage(picture).as_pil_image().size == paper.picture.shape[1::-1]


def test_an_encrypted_pdf_asks_for_its_password(paper: Scan):
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(BROKEN["encrypted"].spoil(paper)))


@pytest.mark.parametrize("name", ["words_only", "web_page", "empty", "wrong_extension"])
def test_what_only_calls_itself_a_pdf_does_not_open_as_one(name: str, paper: Scan):
    with pytest.raises(pikepdf.PdfError):
        pikepdf.open(io.BytesIO(BROKEN[name].spoil(paper)))


@pytest.mark.parametrize("name", ["truncated_jpeg", "truncated_tiff", "wrong_checksum"])
def test_a_picture_with_missing_data_cannot_be_read_whole(name: str, paper: Scan):
    with pytest.raises((OSError, SyntaxError, UserWarning)):
        _read_all(BROKEN[name].spoil(paper))


def _read_all(content: bytes) -> None:
    with Image.open(io.BytesIO(content)) as image:
        for frame in range(getattr(image, "n_frames", 1)):
            image.seek(frame)
            image.load()


def test_the_huge_picture_is_small_as_a_file(paper: Scan):
    bomb = BROKEN["huge_picture"].spoil(paper)
    assert len(bomb) < 1_000_000
    assert bomb[16:24] == (60_000).to_bytes(4, "big") * 2


def test_the_zip_bomb_unfolds_beyond_the_limit(paper: Scan):
    with zipfile.ZipFile(io.BytesIO(BROKEN["zip_bomb"].spoil(paper))) as archive:
        assert sum(member.file_size for member in archive.infolist()) > 2048 * 2**20
        with archive.open("pod-scan.tif") as member:
            assert member.read(50_000_000) == bytes(50_000_000)


def test_the_path_trick_names_a_place_outside(paper: Scan):
    with zipfile.ZipFile(io.BytesIO(BROKEN["path_trick"].spoil(paper))) as archive:
        assert "../../outside/pod-2.jpg" in archive.namelist()
