"""Papers are compared line by line, and a pack says what somebody chose, in English and in German."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from models.ledger import Ledger
from models.people import Grant, Role
from storage.register import open_register
from tests.doors.browsing import Looks, Served, barriers, browser, fits, served, visit
from tests.papers.compared_papers import INVOICE, file_papers
from tests.papers.evidence_packs import filled_desk
from tests.values.register_values import NOW, settings_in

COLLECTOR = Grant(Role.COLLECTOR, "default")
GERMAN = Looks(scheme="dark", size=(820, 900), locale="de-DE")
PACK, GOODS = "/evidence?invoice=C-1/INV-100417", "/three-way?customer=C-1&invoice=INV-1"


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    settings = settings_in(tmp_path_factory.mktemp("proofs") / "home")
    with open_register(settings) as register, filled_desk(settings, register) as desk:
        register.load_ledger("default", Ledger((), (INVOICE,)), NOW, delta=True)
        file_papers(desk.stores)
        with served(desk.stores) as running:
            yield running


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


def words_of(page: Page, button: str, folder: Path) -> str:
    """What stands in the PDF behind a button."""
    with page.expect_download() as waited:
        page.get_by_role("button", name=button, exact=True).click()
    path = folder / "pack.pdf"
    waited.value.save_as(path)
    with pypdfium2.PdfDocument(path) as pdf:
        return " ".join(sheet.get_textpage().get_text_range() for sheet in pdf).replace("\r\n", " ")


@pytest.mark.parametrize(
    ("looks", "short", "note"),
    [
        (Looks(), "Short of goods", "1 fewer received than invoiced."),
        (GERMAN, "Fehlmenge", "1 weniger erhalten als berechnet."),
    ],
    ids=["english", "german"],
)
def test_the_line_that_differs_is_told_with_the_paper_behind_it(
    chromium: Browser, console: Served, looks: Looks, short: str, note: str
) -> None:
    with visit(chromium, console, COLLECTOR, login="cleo", looks=looks) as page:
        page.goto(GOODS)
        row = page.get_by_role("row").filter(has_text="VB-A044")
        expect(row).to_contain_text(short)
        expect(row).to_contain_text(note)
        crop = row.locator("a.proof img").first
        crop.scroll_into_view_if_needed()
        page.wait_for_function("image => image.naturalWidth > 0", arg=crop.element_handle())
        assert barriers(page) == []
        assert fits(page)
        row.locator("a.proof").first.click()
        expect(page.get_by_text("order.png").first).to_be_visible()
        assert page.url.endswith("#page-1")


def test_a_pack_says_what_was_chosen(chromium: Browser, console: Served, tmp_path: Path) -> None:
    with visit(chromium, console, COLLECTOR, login="cleo") as page:
        page.goto(PACK)
        page.get_by_text("What the letter says").click()
        page.get_by_label("What the customer says against it").select_option("short")
        page.get_by_label("The customer's number of it").fill("CL-4711")
        page.get_by_label("Date of the letter").fill("2026-03-09")
        page.get_by_label("Reply by").fill("2026-03-30")
        page.get_by_label("Contested amount").fill("12.50")
        assert barriers(page) == []
        said = words_of(page, "Save the PDF", tmp_path)
    for words in ("CL-4711", "short delivery", "30 March 2026", "12.50"):
        assert words in said


def test_a_pack_is_made_in_german_on_a_german_page(
    chromium: Browser, console: Served, tmp_path: Path
) -> None:
    with visit(chromium, console, COLLECTOR, login="cleo", looks=GERMAN) as page:
        page.goto(PACK)
        page.get_by_text("Was im Anschreiben steht").click()
        page.get_by_label("Sprache des Anschreibens").select_option("de")
        page.get_by_label("Datum des Anschreibens").fill("2026-03-09")
        page.get_by_label("Ein eigener Absatz").fill("Wie am Telefon besprochen.")
        assert barriers(page) == []
        assert fits(page)
        said = words_of(page, "PDF sichern", tmp_path)
    for words in ("Wie am Telefon besprochen.", "9. März 2026", "Anlage"):
        assert words in said
