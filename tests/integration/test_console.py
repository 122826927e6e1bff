"""The console shows what was captured, changes nothing, and never trusts what a paper or a file name says."""

from __future__ import annotations

import asyncio
import io
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from PIL import Image

from countersign.console import STATIC, create_console
from countersign.console.marks import Mark
from countersign.console.wording import FILTERS, sentence
from flows.desk import Stores
from flows.keeping import PAGES_FORMAT
from models.decision import Agreement, Evidence, Key, Status
from models.paper import Box, Page, PageKind, Role, SignatureRegion
from models.plain import to_plain
from models.reading import FieldName, Found, Remark, Value
from models.record import DocumentRecord, PageRow, Settled
from pipeline.filing import original_key, pages_key
from storage.objects import open_store
from storage.register import open_register
from tests.register_values import (
    BOX,
    NOW,
    candidate_of,
    capture,
    captured,
    claimed,
    decision_of,
    drop_of,
    invoice_of,
    reading_of,
    record_of,
    settings_in,
    value_of,
)

LOCAL = "http://127.0.0.1:8080"
EVIL = '<script>alert("1")</script>'
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
}


class Visitor:
    """Somebody at a browser, on the machine that the console runs on."""

    def __init__(self, stores: Stores) -> None:
        self._app = create_console(stores)

    def get(self, path: str, site: str = LOCAL) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self._app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url=site) as client:
                return await client.get(path)

        return asyncio.run(ask())


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    settings = settings_in(tmp_path / "home")
    objects, inbox = open_store(settings.objects_url, settings), open_store(settings.inbox_url, settings)
    with open_register(settings) as register:
        yield Stores(settings, inbox, objects, register)


@pytest.fixture
def visitor(stores: Stores) -> Visitor:
    return Visitor(stores)


def picture_bytes(size: tuple[int, int] = (60, 90)) -> bytes:
    """A white page with a black left half."""
    page = Image.new("L", size, 255)
    page.paste(0, (0, 0, size[0] // 2, size[1]))
    stream = io.BytesIO()
    page.save(stream, "PNG")
    return stream.getvalue()


def filed(stores: Stores, name: str = "scan.png") -> DocumentRecord:
    """A filed document whose original is a picture in the archive."""
    invoice = invoice_of("INV-1")
    reading = reading_of({FieldName.INVOICE_NUMBER: "INV-1", FieldName.DOCUMENT_DATE: "2026-02-27"})
    record = captured(stores.register, name, decision_of(Status.FILED, invoice), reading)
    stores.objects.put_new(original_key(record.client, record.sha256), picture_bytes())
    return record


def sources(page: str) -> list[str]:
    return re.findall(r'class="paper"><a [^>]*><bdi>([^<]*)</bdi>', page)


def test_the_first_page_proves_that_every_page_is_accounted_for(stores: Stores, visitor: Visitor):
    captured(stores.register, "a.pdf", decision_of(Status.FILED, invoice_of("INV-1")))
    captured(stores.register, "b.pdf", decision_of(Status.PARKED), reading_of({}, pages=(1, 2)))
    page = visitor.get("/").text
    numbers = dict(re.findall(r"<dt>(\w+)</dt><dd>(\d+)</dd>", page))
    assert numbers["received"] == "3"
    assert (numbers["filed"], numbers["parked"], numbers["review"]) == ("1", "2", "0")
    assert "Every page is accounted for" in page


def test_files_that_wait_are_told(stores: Stores, visitor: Visitor):
    claimed(stores.register, "slow.pdf")
    assert "<strong>1</strong> file is waiting" in visitor.get("/").text


def test_an_empty_installation_says_where_to_drop_scans(stores: Stores, visitor: Visitor):
    assert stores.settings.inbox_url in visitor.get("/").text


def test_documents_come_newest_first_in_pieces_of_fifty(stores: Stores, visitor: Visitor):
    names = [f"scan-{number:02d}.pdf" for number in range(52)]
    for number, name in enumerate(names):
        drop = replace(drop_of(name), received_at=NOW + timedelta(minutes=number))
        capture(stores.register, record_of(drop, decision_of(Status.PARKED)), drop)
    first, second = visitor.get("/").text, visitor.get("/?page=2").text
    assert sources(first) + sources(second) == names[::-1]
    assert "51-52 of 52" in second
    assert sources(visitor.get("/?page=3").text) == []


def test_documents_are_filtered_by_status(stores: Stores, visitor: Visitor):
    captured(stores.register, "a.pdf", decision_of(Status.FILED, invoice_of("INV-1")))
    captured(stores.register, "b.pdf", decision_of(Status.PARKED))
    assert sources(visitor.get("/?status=parked").text) == ["b.pdf"]
    assert sorted(sources(visitor.get("/?status=").text)) == ["a.pdf", "b.pdf"]


@pytest.mark.parametrize(
    ("query", "found"), [("INV-1", ["scan.png"]), ("inv", ["scan.png"]), ("nothing", [])]
)
def test_the_search_box_finds_documents(stores: Stores, visitor: Visitor, query: str, found: list[str]):
    filed(stores)
    captured(stores.register, "other.pdf", decision_of(Status.PARKED))
    assert sources(visitor.get(f"/?q={query}").text) == found


def test_a_search_and_a_status_narrow_each_other(stores: Stores, visitor: Visitor):
    filed(stores)
    assert sources(visitor.get("/?q=INV-1&status=parked").text) == []


def test_a_client_never_sees_the_papers_of_another(stores: Stores, visitor: Visitor):
    record = filed(stores)
    assert sources(visitor.get("/?client=acme").text) == []
    for path in ("", "/original", "/pages/1.png"):
        assert visitor.get(f"/documents/{record.id}{path}").status_code == 200
        assert visitor.get(f"/documents/{record.id}{path}?client=acme").status_code == 404


def test_links_stay_with_the_client(stores: Stores, visitor: Visitor):
    drop = drop_of("a.pdf", client="acme")
    record = capture(stores.register, record_of(drop, decision_of(Status.PARKED)), drop)
    assert f'href="/documents/{record.id}?client=acme"' in visitor.get("/?client=acme").text
    page = visitor.get(f"/documents/{record.id}?client=acme").text
    inner = re.findall(r'(?:href|src)="(/(?!static|health)[^"]*)"', page)
    assert inner
    assert all("client=acme" in link for link in inner)


def test_a_document_shows_its_reason_fields_evidence_and_history(stores: Stores, visitor: Visitor):
    record = filed(stores)
    page = visitor.get(f"/documents/{record.id}").text
    assert record.decision.reason in page
    assert '<bdi class="value">2026-02-27</bdi>' in page
    assert "90 %" in page
    assert "Invoice number INV-1 is on the page, at its label." in page
    assert "100.50 EUR" in page
    assert re.findall(r"<span><strong>([^<]*)</strong>", page)[-2:] == ["received", "filed"]


def test_a_field_is_boxed_where_it_stands_on_the_page(stores: Stores, visitor: Visitor):
    page = visitor.get(f"/documents/{filed(stores).id}").text
    assert '<rect x="10.00%" y="20.00%" width="20.00%" height="20.00%"' in page
    assert 'id="mark-1"' in page
    assert 'id="row-1"' in page


def test_a_document_of_a_quarantined_file_has_its_reason_and_no_pictures(stores: Stores, visitor: Visitor):
    decision = replace(decision_of(Status.QUARANTINED), reason="It needs a password: remove it.")
    drop = drop_of("locked.pdf")
    claim = claimed(stores.register, drop.source)
    stores.register.receive(claim, drop, NOW)
    record = record_of(drop, decision, reading_of({}, pages=()))
    settled = Settled(drop, (PageRow(1, PageKind.CONTENT, record.id),), (record,))
    stores.register.settle(claim, lambda _: settled, NOW)
    page = visitor.get(f"/documents/{record.id}").text
    assert "It needs a password: remove it." in page
    assert "/pages/" not in page
    assert visitor.get(f"/documents/{record.id}/pages/1.png").status_code == 404


def hostile(stores: Stores) -> DocumentRecord:
    """A document in which every text that comes from outside is markup."""
    invoice = replace(invoice_of(EVIL, customer=EVIL), currency=EVIL)
    value = Value(EVIL, 0.9, 1, BOX, Found.LABEL, label=EVIL, alternatives=(EVIL,))
    evidence = Evidence(Key.CUSTOMER_NAME, Agreement.CONTRADICTS, EVIL, EVIL)
    reading = replace(
        reading_of({}),
        kind=EVIL,
        fields={FieldName.CUSTOMER_NAME: (value,)},
        signatures=(SignatureRegion(Role.CUSTOMER, 1, BOX, present=True, confidence=1, label=EVIL),),
        remarks=(Remark("damaged", EVIL, 1, BOX),),
        text=EVIL,
    )
    decision = replace(
        decision_of(Status.FILED, invoice),
        reason=EVIL,
        candidates=(replace(candidate_of(invoice), evidence=(evidence,)),),
    )
    return captured(stores.register, f"{EVIL}.pdf", decision, reading)


def test_nothing_from_a_paper_or_a_file_name_becomes_markup(stores: Stores, visitor: Visitor):
    record = hostile(stores)
    for path in (f"/documents/{record.id}", "/", f"/?q={EVIL}", f"/?client={EVIL}", f"/{EVIL}"):
        page = visitor.get(path).text
        assert "<script" not in page.lower()
        assert 'alert("1")' not in page
    assert visitor.get(f"/documents/{record.id}").text.count("&lt;script&gt;") > 10


@pytest.mark.parametrize("name", ["half \udc80 a pair.pdf", "\u202efdp.exe", "line\nbreak\0.pdf"])
def test_any_file_name_can_be_shown(stores: Stores, visitor: Visitor, name: str):
    record = captured(stores.register, name, decision_of(Status.PARKED))
    assert visitor.get("/").status_code == 200
    assert visitor.get(f"/documents/{record.id}").status_code == 200


def test_a_page_is_shown_as_a_picture(stores: Stores, visitor: Visitor):
    answer = visitor.get(f"/documents/{filed(stores).id}/pages/1.png")
    assert answer.headers["content-type"] == "image/png"
    shown = Image.open(io.BytesIO(answer.content)).convert("L")
    assert shown.getpixel((2, shown.height // 2)) < 50
    assert shown.getpixel((shown.width - 2, shown.height // 2)) > 200


def test_a_page_is_shown_upright_as_it_was_read(stores: Stores, visitor: Visitor):
    record = filed(stores)
    turned = Page(number=1, kind=PageKind.CONTENT, turned=90)
    kept = json.dumps([to_plain(turned)]).encode()
    stores.objects.put_new(pages_key(record.client, record.sha256, f"neural-{PAGES_FORMAT}"), kept)
    answer = visitor.get(f"/documents/{record.id}/pages/1.png")
    shown = Image.open(io.BytesIO(answer.content)).convert("L")
    assert shown.width > shown.height
    assert shown.getpixel((shown.width // 2, 2)) < 50


def test_a_picture_shown_before_is_kept_for_a_while(stores: Stores, visitor: Visitor):
    record = filed(stores)
    first = visitor.get(f"/documents/{record.id}/pages/1.png")
    (Path(stores.settings.objects_url) / original_key(record.client, record.sha256)).unlink()
    assert visitor.get(f"/documents/{record.id}/pages/1.png").content == first.content


@pytest.mark.parametrize("number", ["0", "2", "-1", "99999"])
def test_only_pages_of_the_document_are_rendered(stores: Stores, visitor: Visitor, number: str):
    assert visitor.get(f"/documents/{filed(stores).id}/pages/{number}.png").status_code == 404


def test_the_original_is_saved_byte_by_byte_and_never_shown(stores: Stores, visitor: Visitor):
    answer = visitor.get(f"/documents/{filed(stores).id}/original")
    assert answer.content == picture_bytes()
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-length"] == str(len(picture_bytes()))


@pytest.mark.parametrize(
    ("source", "stem", "suffix"),
    [
        ("scans/Monday 1.PDF", "Monday-1", ".pdf"),
        ("../../etc/passwd", "passwd", ".bin"),
        ('a"b\r\nSet-Cookie: x.tif', "a-b-Set-Cookie-x", ".tif"),
        ("C:\\scans\\evil.html", "evil", ".bin"),
        ("Rechnung Größe.exe", "Rechnung-Gr-e", ".bin"),
        ("....", "original", ".bin"),
        ("\udcff\u202e.pdf", "original", ".pdf"),
    ],
)
def test_the_original_is_saved_under_a_safe_name(
    stores: Stores, visitor: Visitor, source: str, stem: str, suffix: str
):
    record = filed(stores, source)
    answer = visitor.get(f"/documents/{record.id}/original")
    expected = f'attachment; filename="{stem}-{record.id[:8]}{suffix}"'
    assert answer.headers["content-disposition"] == expected
    assert "set-cookie" not in answer.headers


def test_an_original_that_is_gone_is_named_with_the_next_step(stores: Stores, visitor: Visitor):
    record = captured(stores.register, "gone.pdf", decision_of(Status.PARKED))
    answer = visitor.get(f"/documents/{record.id}/original")
    assert answer.status_code == 500
    assert "countersign verify" in answer.text


def answers(stores: Stores, visitor: Visitor) -> list[httpx.Response]:
    record = hostile(stores)
    paths = ["/", f"/documents/{record.id}", "/nowhere", "/?page=x", "/health", "/openapi.json"]
    found = [visitor.get(path) for path in [*paths, "/static/console.css"]]
    return [*found, broken(stores, visitor)]


def broken(stores: Stores, visitor: Visitor) -> httpx.Response:
    """The answer of a console whose database was exchanged for an empty file."""
    stores.register.close()
    for path in stores.settings.home.glob("register.sqlite*"):
        path.unlink()
    return visitor.get("/")


def test_every_answer_carries_the_security_headers(stores: Stores, visitor: Visitor):
    for answer in answers(stores, visitor):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_no_page_needs_what_the_policy_forbids(stores: Stores, visitor: Visitor):
    record = hostile(stores)
    for path in ("/", f"/documents/{record.id}", "/nowhere"):
        page = visitor.get(path).text
        assert not re.search(r"<style|\sstyle=|<script|\son[a-z]+=", page)
        assert not re.search(r'(?:src|href|action)="(?!/|#)', page)


def test_papers_are_not_left_in_the_browsers_cache(stores: Stores, visitor: Visitor):
    record = filed(stores)
    for path in ("", "/original"):
        assert visitor.get(f"/documents/{record.id}{path}").headers["cache-control"] == "no-store"


def test_a_console_for_this_machine_answers_to_no_foreign_name(visitor: Visitor):
    assert visitor.get("/", site="http://evil.example").status_code == 421
    for site in ("http://localhost:8080", "http://127.0.0.1", "http://[::1]:8080"):
        assert visitor.get("/", site=site).status_code == 200


def test_a_console_for_others_answers_to_any_name(stores: Stores):
    visitor = Visitor(replace(stores, settings=replace(stores.settings, host="0.0.0.0")))
    assert visitor.get("/", site="http://papers.example").status_code == 200


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nowhere", 404, "Look for the document"),
        ("/documents/000000000000000000000000", 404, "Look for the document"),
        ("/?page=0", 400, "Go back"),
        ("/?client=UPPER", 400, "cannot name a client"),
    ],
)
def test_a_wrong_address_says_what_to_do(visitor: Visitor, path: str, status: int, words: str):
    answer = visitor.get(path)
    assert answer.status_code == status
    assert words in answer.text
    assert 'name="q"' in answer.text


def test_a_failure_of_the_console_shows_no_traceback(stores: Stores, visitor: Visitor):
    answer = broken(stores, visitor)
    assert answer.status_code == 500
    assert "countersign check" in answer.text
    assert not re.search("Traceback|sqlite3|OperationalError", answer.text)


def test_health_counts_what_waits(stores: Stores, visitor: Visitor):
    claimed(stores.register, "slow.pdf")
    answer = visitor.get("/health")
    assert answer.status_code == 200
    assert {**answer.json(), "version": ""} == {
        "status": "ok",
        "version": "",
        "waiting_files": 1,
        "balanced": True,
        "reason": None,
    }


def test_health_says_when_the_register_is_gone(stores: Stores, visitor: Visitor):
    stores.register.close()
    for path in stores.settings.home.glob("register.sqlite*"):
        path.unlink()
    Path(stores.settings.home, "register.sqlite").mkdir()
    answer = visitor.get("/health")
    assert answer.status_code == 503
    assert answer.json()["status"] == "fault"
    assert "COUNTERSIGN_DATABASE_URL" in answer.json()["reason"]


def test_health_says_when_the_object_storage_is_gone(stores: Stores, visitor: Visitor):
    shutil.rmtree(stores.settings.objects_url)
    answer = visitor.get("/health")
    assert answer.status_code == 503
    assert stores.settings.objects_url in answer.json()["reason"]


def test_the_programs_page_lists_health(visitor: Visitor):
    assert list(visitor.get("/openapi.json").json()["paths"]) == ["/health"]


@pytest.mark.parametrize(
    ("agreement", "words"),
    [
        (Agreement.EXACT, "PO number 4711 is on the page, at its label."),
        (
            Agreement.FOLDED,
            "PO number: the page says 4711, 47I1 but for look-alikes such as O and 0, at its label.",
        ),
        (Agreement.EDITED, "PO number: the page says 4711, one character away from 47I1, at its label."),
        (Agreement.CONTRADICTS, "PO number: the page says 4711, but the ledger has 47I1, at its label."),
    ],
)
def test_evidence_is_told_in_words(agreement: Agreement, words: str):
    assert sentence(Evidence(Key.PO_NUMBER, agreement, "47I1", "4711", labelled=True)) == words


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("percent", 0.999, "99 %"),
        ("percent", 1.0, "100 %"),
        ("percent", 0.0, "0 %"),
        ("percent", None, ""),
        ("pages", (), "whole file"),
        ("pages", (3,), "page 3"),
        ("pages", (2, 3, 4), "pages 2-4"),
        ("pages", (1, 3), "pages 1, 3"),
        ("plain", "po_number", "PO number"),
        ("found", value_of("x"), "at the label “No”"),
    ],
)
def test_values_are_told_in_words(name: str, value: object, words: str):
    assert FILTERS[name](value) == words


def test_a_mark_stays_on_the_picture():
    mark = Mark(1, "field", "po_number", 1, Box(-0.5, 0.25, 1.5, 0.75))
    assert (mark.left, mark.top, mark.middle, mark.width) == ("0.00%", "25.00%", "50.00%", "100.00%")


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    channels = (int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def schemes() -> list[dict[str, str]]:
    sheet = (STATIC / "console.css").read_text("utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", sheet, re.DOTALL)
    colours = re.compile(r"--([\w-]+): (#\w+);")
    return [dict(colours.findall(light)), dict(colours.findall(light)) | dict(colours.findall(dark))]


@pytest.mark.parametrize("colours", schemes(), ids=["light", "dark"])
def test_all_text_has_enough_contrast(colours: dict[str, str]):
    pairs = [(text, on) for text in ("text", "muted", "accent") for on in ("ground", "surface")]
    pairs += [(name, f"{name}-ground") for name in colours if f"{name}-ground" in colours]
    pairs += [(name, "surface") for name in colours if f"{name}-ground" in colours]
    pairs += [("on-accent", "accent"), ("text", "hint"), ("muted", "hint"), ("accent", "blank-ground")]
    weak = {pair: contrast(*(colours[name] for name in pair)) for pair in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}


def test_marks_can_be_read_on_paper():
    inks = re.findall(r"--ink: (#\w+);", (STATIC / "console.css").read_text("utf-8"))
    assert len(inks) == 3
    assert all(contrast(ink, "#fff") >= 4.5 for ink in inks)
