"""Damaged and hostile files end in a reason, within their limits, and leave their neighbours alone."""

from __future__ import annotations

import io
import os
import struct
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import img2pdf
import pikepdf
import pytest
from PIL import Image, ImageDraw

from extractors.opening import Limits, copy_for_people, open_pages, page_png, survey
from extractors.opening.tiff import directories
from extractors.opening.warm import WarmProcess
from models.errors import ReaderKilled, UnreadableFile

LIMITS = Limits(seconds=20)


def page(number: int = 0) -> Image.Image:
    picture = Image.new("L", (600, 800), 255)
    draw = ImageDraw.Draw(picture)
    for y in range(20, 780, 20):
        draw.text((30, y), f"page {number} line {y} of a delivery note " * 2, fill=0)
    return picture


def jpeg(number: int = 0) -> bytes:
    out = io.BytesIO()
    page(number).save(out, "JPEG")
    return out.getvalue()


def tiff(compression: str, count: int = 3) -> bytes:
    mode = "1" if compression.startswith("group") else "L"
    first, *rest = (page(n).convert(mode) for n in range(count))
    out = io.BytesIO()
    first.save(out, "TIFF", compression=compression, save_all=True, append_images=rest)
    return out.getvalue()


def pdf_of(*images: dict[str, object]) -> bytes:
    """A PDF of one picture a page; `data` and the entries of each picture's dictionary are given."""
    with pikepdf.new() as pdf:
        for image in images:
            entries = {
                "Type": pikepdf.Name.XObject,
                "Subtype": pikepdf.Name.Image,
                "Width": 600,
                "Height": 800,
            }
            entries |= {"BitsPerComponent": 8, "ColorSpace": pikepdf.Name.DeviceGray, **image}
            data = entries.pop("data")
            assert isinstance(data, bytes)
            shown = pdf.add_blank_page(page_size=(432, 576))
            stream = pikepdf.Stream(pdf, data, **entries)
            shown.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=pdf.make_indirect(stream)))
            shown.Contents = pdf.make_stream(b"q 432 0 0 576 0 0 cm /Im0 Do Q")
        out = io.BytesIO()
        pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
        return out.getvalue()


def put(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def refusal(path: Path, data: bytes) -> str:
    with pytest.raises(UnreadableFile) as refused:
        survey(put(path, data), LIMITS)
    assert str(path) not in str(refused.value)
    return str(refused.value)


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


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 and no more", "zip is damaged"),
        (b"%PDF-1.7 and no more", "beyond repair"),
        (b"<svg><!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'>&b;</svg>", "SVG drawing"),
        (b"<html><body>POD</body></html>", "web page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "office document"),
        (bytes(5000), "no format that can be read"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(tmp_path: Path, data: bytes, words: str) -> None:
    reason = refusal(tmp_path / "x", data)
    assert words in reason
    assert any(step in reason for step in ("drop", "send it again", "scan"))


def png_bomb() -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0"))
        + chunk(b"IEND", b"")
    )


def test_a_picture_of_too_many_pixels_is_refused_unread(tmp_path: Path) -> None:
    assert "100000 x 100000 pixels" in refusal(tmp_path / "x", png_bomb())
    bomb = {
        "data": zlib.compress(bytes(1000)),
        "Filter": pikepdf.Name.FlateDecode,
        "Width": 90_000,
        "Height": 90_000,
    }
    assert "90000 x 90000 pixels" in refusal(tmp_path / "y", pdf_of(bomb))


def test_a_page_of_the_largest_size_is_shown_small_and_one_of_no_size_is_refused(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(14_400, 14_400))
        pdf.add_blank_page().mediabox = [0, 0, 600, 2_000_000]
        pdf.save(tmp_path / "x")
    (sheet,) = open_pages(tmp_path / "x", 1, 1, tmp_path, LIMITS)
    assert sheet.width * sheet.height <= LIMITS.pixels * 1.001
    for show in (
        lambda: open_pages(tmp_path / "x", 2, 2, tmp_path, LIMITS),
        lambda: page_png(tmp_path / "x", 2, 0, LIMITS),
    ):
        with pytest.raises(UnreadableFile, match="inches is no paper"):
            show()


def test_a_file_beyond_the_limits_on_size_or_pages_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path / "x", tiff("group4", 4))
    with pytest.raises(UnreadableFile, match="more than 3 pages"):
        survey(path, Limits(pages=3))
    with (tmp_path / "large").open("wb") as file:
        file.truncate(3 << 20)
    with pytest.raises(UnreadableFile, match="3 MB, more than 2 MB"):
        survey(tmp_path / "large", Limits(file_megabytes=2))


def nested_forms(depth: int) -> bytes:
    """Each form paints the next ten times: ten to the power of `depth` strokes from two kilobytes."""
    with pikepdf.new() as pdf:
        inner = pdf.make_stream(b"0 0 m 600 800 l S", Subtype=pikepdf.Name.Form, BBox=[0, 0, 600, 800])
        for _ in range(depth):
            resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=inner))
            inner = pdf.make_stream(
                b"/F Do " * 10, Subtype=pikepdf.Name.Form, BBox=[0, 0, 600, 800], Resources=resources
            )
        shown = pdf.add_blank_page(page_size=(600, 800))
        shown.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=inner))
        shown.Contents = pdf.make_stream(b"/F Do")
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()


def warm_processes() -> list[int]:
    """The warm processes that this one started."""
    return [pid for pid, parent, _ in _running() if parent == os.getpid()]


def family() -> list[int]:
    """Warm processes and all that they started: these stay in their sessions even when orphaned."""
    own = warm_processes()
    return [pid for pid, _, session in _running() if session in own]


def _running() -> list[tuple[int, int, int]]:
    """(process, parent, session) of all that run the nursery."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            words = (entry / "cmdline").read_bytes()
            state, parent, _, session = (entry / "stat").read_text().rpartition(")")[2].split()[:4]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if b"extractors.opening.nursery" in words and state != "Z":
            found.append((int(entry.name), int(parent), int(session)))
    return found


def test_a_nested_form_bomb_is_stopped_by_the_clock_and_leaves_no_process(tmp_path: Path) -> None:
    survey(put(tmp_path / "good", jpeg()), LIMITS)
    before = family()
    path = put(tmp_path / "x", nested_forms(9))
    assert survey(path, LIMITS).pages == 1
    with pytest.raises(ReaderKilled, match=r"longer than 2 seconds"):
        open_pages(path, 1, 1, tmp_path, Limits(seconds=2))
    time.sleep(0.2)
    assert family() == before


def test_a_file_that_needs_too_much_memory_is_stopped(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("RGB", (9000, 9000), "white").save(out, "PNG")
    path = put(tmp_path / "x", out.getvalue())
    with pytest.raises(ReaderKilled, match=r"memory|crash"):
        open_pages(path, 1, 1, tmp_path, Limits(megabytes=500))


def test_many_threads_open_good_and_hostile_files_at_once(tmp_path: Path) -> None:
    good = put(tmp_path / "good", tiff("group4"))
    bomb = put(tmp_path / "bomb", nested_forms(9))
    cut = put(tmp_path / "cut", jpeg()[:2000])

    def outcome(number: int) -> str:
        folder = tmp_path / str(number)
        folder.mkdir()
        try:
            return str(len(open_pages((good, bomb, cut)[number % 3], 1, 1, folder, Limits(seconds=3))))
        except (ReaderKilled, UnreadableFile) as error:
            return type(error).__name__

    with ThreadPoolExecutor(6) as pool:
        outcomes = list(pool.map(outcome, range(9)))
    assert outcomes == ["1", "ReaderKilled", "UnreadableFile"] * 3


def test_the_warm_process_is_started_again_after_it_was_killed(tmp_path: Path) -> None:
    path = put(tmp_path / "good", jpeg())
    assert survey(path, LIMITS).pages == 1
    own = warm_processes()
    assert own
    for pid in own:
        os.kill(pid, 9)
    time.sleep(0.2)
    assert survey(path, LIMITS).pages == 1


def test_no_process_that_opens_files_sees_the_callers_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTERSIGN_S3_SECRET_KEY", "hunter22")
    before = warm_processes()
    warm = WarmProcess()
    try:
        warm.call(b"{}", 5)
        (own,) = set(warm_processes()) - set(before)
        environment = Path(f"/proc/{own}/environ").read_bytes()
    finally:
        warm.close()
    assert b"PYTHONPATH" in environment
    assert b"hunter22" not in environment


def test_the_page_and_the_copy_of_a_damaged_file_are_refused_too(tmp_path: Path) -> None:
    path = put(tmp_path / "x", jpeg()[:2000])
    with pytest.raises(UnreadableFile, match="Page 1 is damaged"):
        page_png(path, 1, 0, LIMITS)
    with pytest.raises(UnreadableFile, match="Page 1 is damaged"):
        copy_for_people(path, (1,), {}, LIMITS)
