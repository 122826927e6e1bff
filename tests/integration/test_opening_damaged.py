"""A file that lacks picture data is refused, and the reason names the pages."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import img2pdf
import pikepdf
import pytest

from extractors.opening import copy_for_people, page_png, survey
from extractors.opening.tiff import directories
from models.errors import UnreadableFile
from tests.papers.damaged_papers import LIMITS, jpeg, page, pdf_of, put, refusal, tiff


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) // 2],
        lambda data: data[: len(data) // 2] + b"\xff\xd9",
        lambda data: data[: len(data) // 3] + data[len(data) // 2 :],
    ],
    ids=["cut", "cut and closed", "a piece missing"],
)
def test_a_jpeg_that_lacks_blocks_is_refused(tmp_path: Path, damage: object) -> None:
    assert callable(damage)
    assert "page 1 is missing or damaged" in refusal(tmp_path / "x", damage(jpeg()))


def test_a_jpeg_with_harmless_bytes_after_its_last_block_is_not(tmp_path: Path) -> None:
    data = jpeg()
    assert survey(put(tmp_path / "x", data[:-2] + b"\0\0" + data[-2:] + b"\0" * 100), LIMITS).pages == 1


def test_a_png_with_a_wrong_checksum_or_a_cut_end_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    page().save(out, "PNG")
    data = out.getvalue()
    wrong = bytearray(data)
    wrong[data.index(b"IEND") - 6] ^= 1
    assert "page 1" in refusal(tmp_path / "wrong", bytes(wrong))
    assert "page 1" in refusal(tmp_path / "cut", data[: len(data) // 2])


@pytest.mark.parametrize(
    "compression", ["group3", "group4", "tiff_lzw", "tiff_adobe_deflate", "jpeg", "packbits"]
)
def test_a_tiff_names_the_page_whose_strip_is_short(tmp_path: Path, compression: str) -> None:
    data = tiff(compression)
    second = directories(data, 9)[1]
    _, size = second.strips[0]
    announced = struct.pack("<I", size)
    entry = data.index(struct.pack("<HH", 279, 4), second.offset)
    many = len(second.strips) > 1
    at = struct.unpack_from("<I", data, entry + 8)[0] if many else entry + 8
    assert data[at : at + 4] == announced
    short = data[:at] + struct.pack("<I", size // 2) + data[at + 4 :]
    assert "page 2 is missing or damaged" in refusal(tmp_path / "x", short)


def test_a_tiff_cut_short_is_refused_though_its_first_pages_are_whole(tmp_path: Path) -> None:
    data = tiff("group4")
    assert survey(put(tmp_path / "whole", data), LIMITS).pages == 3
    assert refusal(tmp_path / "x", data[: int(len(data) * 0.8)])


def test_a_pdf_names_all_pages_with_damaged_pictures(tmp_path: Path) -> None:
    pixels = zlib.compress(page().tobytes())
    whole = {"data": pixels, "Filter": pikepdf.Name.FlateDecode}
    cut = {"data": pixels[: len(pixels) // 2], "Filter": pikepdf.Name.FlateDecode}
    wrong = {"data": pixels[:-1] + bytes([pixels[-1] ^ 1]), "Filter": pikepdf.Name.FlateDecode}
    short = {"data": page().tobytes()[:-5000]}
    photo = {"data": jpeg()[:-3000], "Filter": pikepdf.Name.DCTDecode}
    assert survey(put(tmp_path / "whole", pdf_of(whole, whole)), LIMITS).pages == 2
    reason = refusal(tmp_path / "x", pdf_of(whole, cut, whole, wrong, short, photo))
    assert "pages 2, 4-6 is missing" in reason.replace("are missing", "is missing")


def test_a_picture_packed_twice_is_checked_to_its_core(tmp_path: Path) -> None:
    both = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.DCTDecode])
    good = {"data": zlib.compress(jpeg()), "Filter": both}
    bad = {"data": zlib.compress(jpeg()[:-3000]), "Filter": both}
    assert "page 2 " in refusal(tmp_path / "x", pdf_of(good, bad))


def test_fax_and_jbig2_pictures_in_a_pdf_are_checked_to_their_last_row(tmp_path: Path) -> None:
    out = io.BytesIO()
    page().convert("1").save(out, "TIFF", compression="group4")
    pdf = put(tmp_path / "fax", img2pdf.convert(out.getvalue()))
    assert survey(pdf, LIMITS).pages == 1
    with pikepdf.open(pdf) as opened:
        (image,) = opened.pages[0].get_images().values()
        data, parms = image.read_raw_bytes(), image.DecodeParms
        cut = {
            "data": data[: len(data) // 2],
            "Filter": pikepdf.Name.CCITTFaxDecode,
            "DecodeParms": pikepdf.Dictionary({key: parms[key] for key in parms.keys()}),  # noqa: SIM118
            "BitsPerComponent": 1,
        }
        assert "page 1 " in refusal(tmp_path / "x", pdf_of(cut))
    segment = struct.pack(">IBBBI", 0, 48, 0, 1, 19) + bytes(10)
    jbig2 = {"data": segment, "Filter": pikepdf.Name.JBIG2Decode, "BitsPerComponent": 1}
    assert "page 1 " in refusal(tmp_path / "y", pdf_of(jbig2))


def test_a_pdf_cut_short_is_refused_and_one_that_lost_its_index_is_read(tmp_path: Path) -> None:
    data = pdf_of(*({"data": jpeg(n), "Filter": pikepdf.Name.DCTDecode} for n in range(4)))
    assert survey(put(tmp_path / "no index", data[: data.rindex(b"xref")]), LIMITS).pages == 4
    for share in (0.3, 0.6, 0.9):
        assert refusal(tmp_path / "x", data[: int(len(data) * share)])


def test_a_page_whose_picture_object_is_gone_is_refused(tmp_path: Path) -> None:
    data = pdf_of({"data": jpeg(), "Filter": pikepdf.Name.DCTDecode})
    assert "page 1 " in refusal(tmp_path / "x", data.replace(b"/Im0", b"/Im9", 1))


def test_the_page_and_the_copy_of_a_damaged_file_are_refused_too(tmp_path: Path) -> None:
    path = put(tmp_path / "x", jpeg()[:2000])
    with pytest.raises(UnreadableFile, match="Page 1 is damaged"):
        page_png(path, 1, 0, LIMITS)
    with pytest.raises(UnreadableFile, match="Page 1 is damaged"):
        copy_for_people(path, (1,), {}, LIMITS)
