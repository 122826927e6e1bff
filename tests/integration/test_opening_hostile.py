"""Hostile files end in a reason, within their limits, and leave their neighbours alone."""

from __future__ import annotations

import io
import os
import struct
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from extractors.opening import Limits, open_pages, page_png, survey
from extractors.opening.warm import WarmProcess
from models.errors import ReaderKilled, UnreadableFile
from tests.papers.damaged_papers import LIMITS, jpeg, pdf_of, put, refusal, tiff


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
        open_pages(path, 1, 1, tmp_path, Limits(seconds=2, megabytes=4096))
    time.sleep(0.2)
    assert family() == before


def test_a_file_that_needs_too_much_memory_is_stopped(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("RGB", (8000, 8000), "white").save(out, "PNG")
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
