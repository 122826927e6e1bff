"""The collector's stories whole: from a number to a verified pack and its causes; and who sees less."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from models.decision import Status
from models.ledger import Customer, Ledger
from models.people import Grant, Role
from storage.register import open_register
from tests.doors.browsing import Looks, Served, barriers, browser, fits, served, visit
from tests.papers.evidence_packs import OURS, filled_desk, signed
from tests.papers.review_papers import note, waiting
from tests.values.register_values import NOW, invoice_of, settings_in

COLLECTOR, VIEWER = Grant(Role.COLLECTOR, "default"), Grant(Role.CLIENT_VIEWER, "default")
ELSEWHERE = Grant(Role.CLIENT_VIEWER, "other")
SECRET = "The buyer is new."
PAGES = (
    *("/receivables/causes", "/receivables/promises", "/disputes", "/disputes/1", "/receivables/chase"),
    *("/invoices/C-1/INV-100417", "/evidence?invoice=C-1/INV-100417"),
)


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The papers of a customer, one of them signed with a remark; and another client firm's ledger."""
    settings = settings_in(tmp_path_factory.mktemp("stories") / "home")
    with open_register(settings) as register, filled_desk(settings, register) as desk:
        waiting(desk, "signed.tif", [note("INV-100417")], chosen=(OURS,), status=Status.FILED, read=signed)
        other = Ledger((Customer("C-1", "Elsewhere Ltd"),), (invoice_of("INV-100417"),))
        register.load_ledger("other", other, NOW)
        late = replace(invoice_of("INV-777"), due_date=date(2026, 2, 15))
        register.load_ledger("default", Ledger((), (late,)), NOW, delta=True)
        with served(desk.stores) as running:
            yield running


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


def test_a_collector_goes_from_a_number_to_a_sent_pack_and_a_promise(
    chromium: Browser, console: Served, tmp_path: Path
) -> None:
    with visit(chromium, console, COLLECTOR, login="cleo") as page:
        page.goto("/receivables/gaps")
        page.keyboard.press("/")
        page.keyboard.type("INV-100417")
        page.keyboard.press("Enter")
        page.locator('a[href="/invoices/C-1/INV-100417"]').first.click()
        expect(page.get_by_role("heading", name="Proof of delivery")).to_be_visible()
        expect(page.locator(".on-file .crops img").first).to_be_visible()
        open_a_dispute(page)
        page.locator(
            'a[href="/evidence?invoice=C-1/INV-100417"], a[href="/evidence?invoice=C-1%2FINV-100417"]'
        ).first.click()
        pack = save_the_pack(page, tmp_path)
        assert checked(pack, tmp_path) == 0
        page.goto("/invoices/C-1/INV-100417")
        expect(page.get_by_text("evidence sent", exact=True)).to_be_visible()
        expect(page.get_by_text("Evidence pack sent.")).to_be_visible()
        note_a_promise(page)
        page.goto("/receivables/promises")
        expect(page.get_by_role("row").filter(has_text="INV-100417")).to_contain_text("promise runs")
        page.goto("/three-way?customer=C-1&invoice=INV-100417")
        expect(page.get_by_role("heading", name="Ordered, delivered, received, invoiced")).to_be_visible()
        page.goto("/receivables/causes")
        expect(page.locator("svg.pareto").first).to_be_visible()
        page.goto("/receivables/gaps")
        page.get_by_role("link", name="To print").click()
        assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF-")


def open_a_dispute(page: Page) -> None:
    page.get_by_text("Open a dispute").click()
    page.get_by_label("The customer's number of it").fill("D-77")
    page.get_by_label("Note for ourselves").first.fill(SECRET)
    page.get_by_role("button", name="Open the dispute").click()
    expect(page.get_by_role("heading", name="Disputes")).to_be_visible()


def save_the_pack(page: Page, folder: Path) -> Path:
    """Save the ZIP, noted as sent by letter."""
    page.get_by_text("Note it as sent").click()
    page.get_by_label("Goes out by").select_option("letter")
    page.get_by_label("To whom").fill("Ann Lee")
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save the ZIP with originals").click()
    path = folder / "pack.zip"
    saving.value.save_as(path)
    return path


def checked(pack: Path, folder: Path) -> int:
    """What the verifier in the pack says of it, with nothing else of ours in reach."""
    with zipfile.ZipFile(pack) as members:
        (folder / "verify.py").write_bytes(members.read("verify.py"))
    command = [sys.executable, "-I", str(folder / "verify.py"), str(pack)]
    return subprocess.run(command, check=False, cwd=folder, env={}).returncode


def note_a_promise(page: Page) -> None:
    page.get_by_text("Note a contact").click()
    page.get_by_label("With whom").fill("J. Redmond")
    page.get_by_label("What came of it").fill("Pays the rest.")
    page.get_by_label("Promised amount").fill("10.00")
    page.get_by_label("Promised until").fill("2026-03-20")
    page.get_by_role("button", name="Note it").click()
    expect(page.get_by_text("promise runs")).to_be_visible()


@pytest.mark.parametrize(
    "looks", [Looks(), Looks(scheme="dark", size=(820, 900), locale="de-DE")], ids=["desk", "tablet"]
)
def test_nobody_is_kept_out_and_nothing_runs_over(chromium: Browser, console: Served, looks: Looks) -> None:
    with visit(chromium, console, COLLECTOR, login="cleo", looks=looks) as page:
        for path in PAGES:
            page.goto(path)
            for one in page.locator("main details:not(.menu)").all():
                one.evaluate("it => it.open = true")
            assert barriers(page) == []
            assert fits(page), path


def test_a_client_viewer_sees_its_own_firm_and_no_note(chromium: Browser, console: Served) -> None:
    with visit(chromium, console, VIEWER, login="vic") as page:
        page.goto("/disputes/1")
        expect(page.get_by_role("heading", name="History")).to_be_visible()
        assert SECRET not in page.content()
        assert page.locator("main form[method=post]").count() == 0
        assert page.request.get("/invoices/C-1/INV-100417?client=other").status == 403
    with visit(chromium, console, ELSEWHERE, login="eve") as page:
        assert page.request.get("/disputes/1").status in {403, 404}
        page.goto("/invoices/C-1/INV-100417?client=other")
        expect(page.get_by_text("Elsewhere Ltd").first).to_be_visible()
        expect(page.get_by_text("There is no dispute.")).to_be_visible()
        assert page.request.get("/disputes/1?client=other").status == 404
