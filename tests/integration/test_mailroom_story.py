"""Somebody in the mailroom, at a real browser: hand in, watch, look at the pages, find, save."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from fixtures.batch import write_batch
from flows.desk import open_stores
from pipeline.ledger_files.file import parse_ledger
from tests.doors.browsing import Served, barriers, browser, served_at_work, visit
from tests.values.register_values import NOW, settings_in

WORKED = 60_000
"""Milliseconds until papers are read, on a busy machine."""


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    write_batch(folder, seed=51, count=2, damage="clean", layouts=["delivery_note", "order_form"])
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 this is no more of it")
    return folder


@pytest.fixture(scope="module")
def console(papers: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    settings = settings_in(tmp_path_factory.mktemp("home"))
    ledger = papers / "ledger"
    files = (ledger / "customers.csv").read_bytes(), (ledger / "invoices.csv").read_bytes()
    with open_stores(settings).register as register:
        register.load_ledger("default", parse_ledger(*files), NOW)
    with served_at_work(settings) as running:
        yield running


@pytest.fixture
def page(console: Served) -> Iterator[Page]:
    with browser() as opened, visit(opened, console) as page:
        page.goto("/mailroom")
        yield page


def test_from_the_chooser_to_the_download(page: Page, papers: Path, tmp_path: Path):
    scans = sorted((papers / "scans").iterdir())
    assert barriers(page) == []
    page.get_by_label("PDF, TIFF, JPEG, PNG, zip or mail").set_input_files(scans)
    page.get_by_role("button", name="Hand in").click()
    expect(page.locator("#sending li.filed")).to_have_count(len(scans))
    expect(page.locator("#sent")).to_have_text(f"{len(scans)} of {len(scans)} files sent.")

    rows = page.locator(".batches tbody tr", has=page.get_by_text("done", exact=True))
    expect(rows).to_have_count(len(scans), timeout=WORKED)
    assert barriers(page) == []
    page.get_by_role("link", name=scans[0].name).click()
    expect(page.get_by_text("Every page has its end state.")).to_be_visible()
    picture = page.get_by_role("img", name="Page 1").first
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") > 100
    assert barriers(page) == []

    page.locator(".thumbnails a").first.click()
    expect(page.get_by_role("heading", name=scans[0].name)).to_be_visible()
    number = page.locator("tr", has_text="Delivery number").locator(".value").first.inner_text()
    page.get_by_label("Find invoices, customers and documents").fill(number)
    page.get_by_role("button", name="Find", exact=True).click()
    expect(page.locator("mark").first).to_have_text(number)
    assert barriers(page) == []
    page.locator(".paper a").first.click()

    with page.expect_download() as saving:
        page.get_by_role("link", name="Save as searchable PDF").click()
    target = tmp_path / "note.pdf"
    saving.value.save_as(target)
    document = pypdfium2.PdfDocument(target)
    text = document[0].get_textpage()
    assert number in text.get_text_range()
    text.close()
    document.close()


def test_what_cannot_be_read_is_told_and_tried_again(page: Page, papers: Path):
    page.get_by_label("PDF, TIFF, JPEG, PNG, zip or mail").set_input_files(papers / "broken.pdf")
    page.get_by_role("button", name="Hand in").click()
    row = page.locator(".batches tr", has_text="broken.pdf")
    expect(row.get_by_text("quarantined")).to_be_visible(timeout=WORKED)
    page.get_by_role("link", name="Quarantine").click()
    assert barriers(page) == []
    page.get_by_role("button", name="Read again").click()
    expect(page.get_by_role("heading", name="broken.pdf")).to_be_visible()
    expect(page.locator(".history").get_by_text("Read again").first).to_be_visible(timeout=WORKED)


def test_files_are_dropped_on_the_form(page: Page):
    page.evaluate(
        """() => {
            const carried = new DataTransfer();
            carried.items.add(new File(["not a paper"], "dropped.txt"));
            carried.items.add(new File(["x"], ".hidden"));
            const drop = new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true });
            document.getElementById("handing-in").dispatchEvent(drop);
        }"""
    )
    expect(page.locator("#sending li.filed")).to_have_text("dropped.txttaken")
    expect(page.locator("#sending li.review")).to_contain_text("not taken: hidden")


def test_sheets_are_printed(page: Page):
    page.get_by_role("link", name="Separator sheets").click()
    assert barriers(page) == []
    page.get_by_label("Copies").fill("3")
    with page.expect_download() as saving:
        page.get_by_role("button", name="Make the PDF").first.click()
    assert saving.value.suggested_filename == "separators.pdf"
