"""Evidence packs are the same every time, prove each of their bytes, and show one customer's papers alone."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image

from extractors.opening import exhibit_copy, limits_of
from flows.desk import Desk
from flows.evidence import evidence, faults_of
from flows.evidence.verifier import faults_of_zip
from flows.evidence.zipping import zipped
from models.errors import IntegrityFault, WrongField, WrongUse
from models.evidence import Dispute, Form, Letterhead, Tongue
from models.people import Grant, Role
from models.sending import Reason
from pipeline.filing import original_key
from receivables.evidence import sums_of
from storage.register import open_register
from tests.papers.evidence_packs import (
    DAY,
    OURS,
    THEIRS,
    filed,
    filled_desk,
    wish,
)
from tests.papers.review_papers import FIRST, SECOND, note
from tests.values.register_values import settings_in

PATH = "/evidence/pack.{form}?invoice=C-1/INV-100417&on=2026-03-09"
COLLECTOR = Grant(Role.COLLECTOR, "default")
HEAD = Letterhead("Brandt Logistik", ("Speicherstraße 14", "20457 Hamburg"), "Małgorzata Šimková")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    settings = settings_in(tmp_path_factory.mktemp("packs") / "home")
    with open_register(settings) as register, filled_desk(settings, register) as opened:
        yield opened


@pytest.fixture(scope="module")
def packed(desk: Desk) -> bytes:
    return evidence(desk.stores, "default", wish(dispute=Dispute(Reason.SHORT)), Form.ZIP).data


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        return {name: pack.read(name) for name in pack.namelist()}


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def pictures_of(pdf: bytes) -> list[Image.Image]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        found = [
            pikepdf.PdfImage(one).as_pil_image()
            for one in document.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"
        ]
        return [one.convert("L") for one in found]


@pytest.mark.parametrize("form", list(Form))
def test_two_runs_give_the_same_bytes(desk: Desk, form: Form):
    first, second = (evidence(desk.stores, "default", wish(), form).data for _ in range(2))
    assert first == second


def test_another_date_gives_another_letter(desk: Desk):
    asked = wish()
    later = replace(asked, on=asked.on.replace(day=10))
    made = [text_of(evidence(desk.stores, "default", one, Form.PDF).data) for one in (asked, later)]
    assert "9 March 2026" in made[0]
    assert "10 March 2026" in made[1]


def test_the_pdf_holds_letter_exhibits_and_custody_record(desk: Desk):
    said = text_of(evidence(desk.stores, "default", wish(dispute=Dispute(Reason.SHORT)), Form.PDF).data)
    for words in (
        *("Brandt Logistik", "Małgorzata Šimková", "Müller & Söhne GmbH", "Invoice INV-100417", "EUR 100.50"),
        *("short delivery", "23 March 2026", "Exhibit A", "Exhibit B", "Index of exhibits", "Custody record"),
    ):
        assert words in said, words


def test_a_letter_is_written_in_german_where_that_is_asked_for(desk: Desk):
    said = text_of(evidence(desk.stores, "default", wish(language=Tongue.GERMAN), Form.PDF).data)
    assert "Sehr geehrte Damen und Herren," in said
    assert "Verwahrungsnachweis" in said
    assert "Dear Sir" not in said


def test_pages_of_a_scan_lie_in_the_pdf_as_they_were_scanned(desk: Desk, packed: bytes):
    """A TIFF's picture is taken over: the same pixels, not a picture of a picture."""
    originals = [data for name, data in members(packed).items() if name.startswith("originals/")]
    with Image.open(io.BytesIO(originals[0])) as scan:
        pixels = np.asarray(scan.convert("L"))
    shown = pictures_of(members(packed)["evidence.pdf"])
    assert any(one.size == pixels.shape[::-1] and (np.asarray(one) == pixels).all() for one in shown)


def test_what_belongs_to_others_is_not_in_the_pack(packed: bytes):
    files = members(packed)
    manifest = json.loads(files["manifest.json"])
    assert "INV-300500" not in text_of(files["evidence.pdf"])
    (tour,) = [one for one in manifest["exhibits"] if one["left_out"]]
    assert [(one["page"], one["why"]) for one in tour["left_out"]] == [(2, "others"), (3, "nobody")]
    (withheld,) = [one for one in manifest["originals"] if "withheld" in one]
    assert withheld["sha256"] == tour["original_sha256"]
    assert withheld["sha256"] not in {hashlib.sha256(data).hexdigest() for data in files.values()}
    assert f"pages/exhibit-{tour['exhibit']}.pdf" not in files


def test_what_is_blacked_out_is_gone_from_the_picture(desk: Desk, packed: bytes):
    files = members(packed)
    (tour,) = [one for one in json.loads(files["manifest.json"])["exhibits"] if one["left_out"]]
    boxes = tour["pages"][0]["blacked_out"]
    covered = [one for one in pictures_of(files["evidence.pdf"]) if _is_black(one, boxes)]
    assert boxes
    assert len(covered) == 1
    shown = np.asarray(covered[0])
    above = shown[: round(0.3 * covered[0].height)]
    assert above.min() < 100 < above.max()


def _is_black(picture: Image.Image, boxes: list[list[float]]) -> bool:
    pixels = np.asarray(picture)
    high, wide = pixels.shape
    parts = [
        pixels[round(y0 * high) + 6 : round(y1 * high) - 6, round(x0 * wide) + 6 : round(x1 * wide) - 6]
        for x0, y0, x1, y1 in boxes
    ]
    return all(part.size == 0 or part.max() < 40 for part in parts)


def test_of_a_scan_with_papers_of_others_the_pages_come_without_the_file(desk: Desk):
    files = members(evidence(desk.stores, "default", wish(SECOND), Form.ZIP).data)
    (original,) = json.loads(files["manifest.json"])["originals"]
    assert original["withheld"] == "others"
    assert not [name for name in files if name.startswith("originals/")]
    assert len(pictures_of(files["pages/exhibit-A.pdf"])) == 1


def test_an_unpacked_pack_is_checked_by_its_own_script_and_by_sha256sum(packed: bytes, tmp_path: Path):
    with zipfile.ZipFile(io.BytesIO(packed)) as pack:
        pack.extractall(tmp_path / "u")
    alone = [sys.executable, "-I", str(tmp_path / "u/verify.py")]
    assert subprocess.run(alone, check=False, cwd=tmp_path).returncode == 0
    sums = ["sha256sum", "-c", "SHA256SUMS"]
    assert subprocess.run(sums, check=False, cwd=tmp_path / "u", capture_output=True).returncode == 0
    (tmp_path / "u/more.txt").write_text("x")
    told = subprocess.run(alone, check=False, cwd=tmp_path, capture_output=True, text=True)
    assert (told.returncode, "more.txt" in told.stdout) == (1, True)


def test_flipped_bits_of_a_real_pack_are_found(packed: bytes):
    """A sample of all bytes, closer at the ends, where manifest and tables of the ZIP lie."""
    assert faults_of_zip(packed) == []
    places = {*range(200), *range(len(packed) - 6000, len(packed)), *range(0, len(packed), 2003)}
    data = bytearray(packed)
    missed = []
    for place in sorted(places):
        data[place] ^= 1 << (place % 8)
        if not faults_of_zip(bytes(data)):
            missed.append(place)
        data[place] ^= 1 << (place % 8)
    assert missed == []


def test_a_flipped_bit_of_any_byte_is_found():
    """All bytes, each with another bit of it."""
    files = {"a.pdf": b"%PDF-1.7 page", "verify.py": b"print('ok')"}
    told = [{"name": n, "sha256": hashlib.sha256(d).hexdigest(), "bytes": len(d)} for n, d in files.items()]
    manifest = {"format": "countersign-evidence-1", "files": told, "originals": []}
    files["manifest.json"] = json.dumps(manifest).encode()
    small = zipped({**files, "SHA256SUMS": sums_of(files)}, DAY)
    assert faults_of_zip(small) == []
    flipped = (small[:n] + bytes([small[n] ^ 1 << n % 8]) + small[n + 1 :] for n in range(len(small)))
    assert [n for n, data in enumerate(flipped) if not faults_of_zip(data)] == []


@pytest.mark.parametrize("kept", [0, 1, 100, 0.5, -1])
def test_a_pack_that_was_cut_off_or_has_more_at_its_end_is_found(packed: bytes, kept: float):
    cut = packed[: int(len(packed) * kept)] if isinstance(kept, float) else packed[:kept]
    assert faults_of_zip(cut)
    assert faults_of_zip(packed + b"\n")


def test_what_was_changed_is_named(packed: bytes, tmp_path: Path):
    with zipfile.ZipFile(io.BytesIO(packed)) as pack:
        pack.extractall(tmp_path)
    path = tmp_path / "evidence.pdf"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 4
    path.write_bytes(data)
    assert faults_of(tmp_path) == ["evidence.pdf was changed"]


def test_invoices_of_several_customers_make_no_pack(desk: Desk):
    with pytest.raises(WrongUse, match="several customers"):
        evidence(desk.stores, "default", wish(OURS, THEIRS), Form.PDF)


def test_no_more_is_contested_than_was_invoiced(desk: Desk):
    most = FIRST.amount + SECOND.amount
    fits, beyond = (Dispute(Reason.SHORT, amount=most + more) for more in (Decimal(0), Decimal("0.01")))
    assert evidence(desk.stores, "default", wish(FIRST, SECOND, dispute=fits), Form.PDF).data
    with pytest.raises(WrongField, match="no more can be contested") as refused:
        evidence(desk.stores, "default", wish(FIRST, SECOND, dispute=beyond), Form.PDF)
    assert refused.value.field == "contested"


def test_several_invoices_of_one_customer_make_one(desk: Desk):
    made = evidence(desk.stores, "default", wish(FIRST, SECOND), Form.ZIP)
    assert made.name == "evidence-INV-100417-and-1-more.zip"
    assert {number for one in made.pack.exhibits for number in one.invoices} == {"INV-100417", "INV-100982"}


def test_an_original_that_is_not_as_it_was_received_makes_no_pack(desk: Desk):
    record = filed(desk, "other.tif", [note("INV-300500", 1, "C-2")], THEIRS)
    path = desk.stores.settings.home / "objects" / original_key(record.client, record.sha256)
    kept = path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(kept[:-1] + b"x")
    try:
        with pytest.raises(IntegrityFault, match="countersign verify"):
            evidence(desk.stores, "default", wish(THEIRS), Form.PDF)
    finally:
        path.write_bytes(kept)


def test_a_copy_of_some_pages_holds_no_pictures_of_others(tmp_path: Path):
    """Pages of one PDF may share a dictionary that names the pictures of all."""
    path = tmp_path / "shared.pdf"
    with pikepdf.new() as document:
        resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary())
        for number in range(2):
            page = document.add_blank_page(page_size=(200, 200))
            data = bytes([40 + 160 * number]) * 100
            picture = pikepdf.Stream(document, data)
            picture.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image})
            picture.update({"/Width": 10, "/Height": 10, "/BitsPerComponent": 8})
            picture["/ColorSpace"] = pikepdf.Name.DeviceGray
            resources.XObject[f"/Im{number}"] = document.make_indirect(picture)
            page.obj.Contents = document.make_stream(b"q 200 0 0 200 0 0 cm /Im%d Do Q" % number)
        shared = document.make_indirect(resources)
        for page in document.pages:
            page.obj.Resources = shared
        document.save(path)
    copied = exhibit_copy(path, [1], {}, limits_of(settings_in(tmp_path)))
    assert len(pictures_of(copied.pdf)) == 1
