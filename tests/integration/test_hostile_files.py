"""Files by seed and bombs by name: each is opened whole or refused in words, within its limits."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image

from countersign.language import Reader, read_by
from countersign.sentences import retold
from extractors.opening import Limits, copy_for_people, open_pages, page_png, picture_of, survey, unpack
from extractors.opening.limits import STREAM_BYTES
from models.errors import ReaderKilled, UnreadableFile
from tests.hostile_runs import ended
from tests.papers.bombs import BOMBS, contents_pdf, mail, mail_part, png_chunk, zeros
from tests.papers.damaged_papers import put, refusal
from tests.papers.hostile_files import PAPERS, Hostile, hostile_files, mutated, paper

LIMITS = Limits(seconds=30)
GERMAN = Reader("de", "de_DE")
SEED, COUNT = 20_261_123, 42


def test_the_papers_that_are_spoilt_are_whole_to_begin_with(tmp_path: Path) -> None:
    for name in PAPERS:
        found = survey(put(tmp_path / "x", paper(name)), LIMITS)
        assert found.pages or found.members, name


def test_a_seed_gives_the_same_files_again() -> None:
    assert mutated(3, 4) == mutated(3, 4) != mutated(4, 3)


@pytest.mark.parametrize("part", range(3))
def test_a_spoilt_file_is_opened_whole_or_refused_with_a_remedy(tmp_path: Path, part: int) -> None:
    for number, hostile in enumerate(hostile_files(SEED, COUNT)):
        if number % 3 == part:
            assert ended(hostile, tmp_path, LIMITS).sound, hostile.name


QUICK = (
    "png 20,000 x 20,000",
    "png iCCP",
    "png one column",
    "tiff loop",
    "tiff tables",
    "tiff 65,535 tags",
    "pdf lzw",
    "pdf contents lzw",
    "pdf jbig2 lying",
    "pdf page tree 20,000 deep",
    "pdf page tree 10^9",
    "pdf page tree loop",
    "pdf tables loop",
    "pdf arrays 100,000 deep",
    "pdf huge unit",
    "pdf own letters",
    "pdf contents of itself",
    "pdf 2,600 pages",
    "zip overlapping",
    "zip long name",
    "zip empty name",
    "mail nested",
    "mail forwarded",
    "mail folded name",
    "mail half encoded name",
    "mail name trick",
    "svg",
    "html with a pdf in it",
    "jpeg with a zip behind",
    "xml bomb",
    *(name for name in BOMBS if "with the name" in name),
)


@pytest.mark.parametrize("name", QUICK)
def test_a_bomb_ends_in_words_and_not_in_a_stopped_reader(tmp_path: Path, name: str) -> None:
    end = ended(Hostile(name, BOMBS[name]()), tmp_path, LIMITS)
    assert end.sound
    assert "made its reader crash" not in end.words


def test_every_refusal_is_said_in_german_too(tmp_path: Path) -> None:
    names = ("png 20,000 x 20,000", "png one column", "tiff tables", "zip empty name", "mail nested", "svg")
    for name in names:
        reason = refusal(tmp_path / "x", BOMBS[name]())
        with read_by(GERMAN):
            assert retold(reason) != reason


def test_a_pdf_that_acts_is_copied_without_anything_that_acts(tmp_path: Path) -> None:
    copy = copy_for_people(put(tmp_path / "x", paper("acting.pdf")), (1,), {}, LIMITS)
    for word in (
        b"/JavaScript",
        b"/Launch",
        b"/EmbeddedFile",
        b"/XFA",
        b"/OpenAction",
        b"/SubmitForm",
        b"/GoToR",
    ):
        assert word not in copy
    with pikepdf.open(io.BytesIO(copy)) as opened:
        assert set(opened.Root.keys()) <= {"/Type", "/Pages", "/Version"}
        assert not len(opened.attachments)


def test_a_stream_that_swells_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    swollen = contents_pdf(zeros(STREAM_BYTES + 1), ["/FlateDecode"])
    assert "absurd size" in refusal(tmp_path / "x", swollen)


def test_a_large_photo_is_read_at_a_half_of_its_size_and_looks_the_same(tmp_path: Path) -> None:
    """A photo of 100 megapixels takes 400 MB in full; more than a picture may have."""
    out = io.BytesIO()
    shown = Image.new("RGB", (1200, 800), "white")
    shown.paste((0, 0, 0), (0, 0, 600, 400))
    shown.resize((3600, 2400)).save(out, "JPEG", dpi=(300, 300))
    path = put(tmp_path / "x", out.getvalue())
    (whole,) = open_pages(path, 1, 1, tmp_path, LIMITS)
    (tmp_path / "less").mkdir()
    (less,) = open_pages(path, 1, 1, tmp_path / "less", Limits(seconds=30, pixels=3_000_000))
    assert less.dpi < whole.dpi
    assert less.width / less.dpi == pytest.approx(whole.width / whole.dpi, rel=0.01)
    corner = picture_of(less)[: less.height // 3, : less.width // 3]
    assert int(np.max(corner)) < 40


def test_a_long_header_does_not_hide_a_mail(tmp_path: Path) -> None:
    data = mail(mail_part(b"a.jpg"), b"X-Trace: hop\r\n" * 6000)
    assert [one.name for one in survey(put(tmp_path / "x", data), LIMITS).members] == ["a.jpg"]
    assert len(unpack(tmp_path / "x", tmp_path, LIMITS)) == 1


def test_a_file_that_uses_up_its_time_delays_no_other(tmp_path: Path) -> None:
    slow = put(tmp_path / "slow", BOMBS["pdf tiles"]())
    assert survey(slow, LIMITS).pages == 1
    with pytest.raises(ReaderKilled, match="longer than 2 seconds"):
        open_pages(slow, 1, 1, tmp_path, Limits(seconds=2))
    assert survey(put(tmp_path / "good", paper("scan.jpg")), LIMITS).pages == 1


def test_a_picture_that_is_refused_for_its_memory_says_what_to_do(tmp_path: Path) -> None:
    head = png_chunk(b"IHDR", struct.pack(">IIBBBBB", 9000, 9000, 8, 6, 0, 0, 0))
    data = b"\x89PNG\r\n\x1a\n" + head + png_chunk(b"IDAT", zlib.compress(b"\0")) + png_chunk(b"IEND", b"")
    assert "scan the paper at 300 dpi" in refusal(tmp_path / "x", data)
    with pytest.raises(UnreadableFile):
        page_png(tmp_path / "x", 1, 0, LIMITS)
