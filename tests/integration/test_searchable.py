"""A searchable PDF shows the page as it came; its text lies over the words, however they are turned."""

from __future__ import annotations

import io
from pathlib import Path

import img2pdf
import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image

from extractors.opening import Limits, searchable_copy

WORDS = [
    ("Lieferschein", 0.1, 0.1, 0.35, 0.12),
    ("№", 0.4, 0.1, 0.43, 0.12),
    ("Łódź-4711", 0.6, 0.5, 0.8, 0.53),
    ("發票", 0.1, 0.9, 0.2, 0.93),
]


def picture(path: Path, size: tuple[int, int] = (600, 900)) -> Path:
    page = np.full(size[::-1], 255, np.uint8)
    page[100:200, 50:300] = 0
    Image.fromarray(page).save(path, dpi=(100, 100))
    return path


def told(pdf: bytes, number: int = 0) -> list[tuple[str, tuple[float, ...]]]:
    """Each word with its box as fractions of the page as it is shown, as a viewer marks it."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[number]
    text = page.get_textpage()
    words = text.get_text_range().split()
    found = []
    for word in words:
        start, count = next_place(text, word)
        boxes = [text.get_charbox(at) for at in range(start, start + count)]
        found.append((word, as_shown(page, boxes)))
    text.close()
    document.close()
    return found


def next_place(text: pypdfium2.PdfTextPage, word: str) -> tuple[int, int]:
    search = text.search(word)
    place = search.get_next()
    search.close()
    return place


def as_shown(page: pypdfium2.PdfPage, boxes: list) -> tuple[float, ...]:
    left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, top = max(box[2] for box in boxes), max(box[3] for box in boxes)
    x0, y0, x1, y1 = page.get_cropbox()
    across, up = (
        ((left - x0) / (x1 - x0), (right - x0) / (x1 - x0)),
        ((bottom - y0) / (y1 - y0), (top - y0) / (y1 - y0)),
    )
    turned = {
        0: (across[0], 1 - up[1], across[1], 1 - up[0]),
        90: (up[0], across[0], up[1], across[1]),
        180: (1 - across[1], up[0], 1 - across[0], up[1]),
        270: (1 - up[1], 1 - across[1], 1 - up[0], 1 - across[0]),
    }
    return turned[page.get_rotation()]


def shown(pdf: bytes) -> np.ndarray:
    document = pypdfium2.PdfDocument(pdf)
    page = document[0].render(scale=0.5, grayscale=True).to_numpy()
    document.close()
    return page.reshape(page.shape[:2]).astype(int)


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_every_word_lies_over_its_place(tmp_path: Path, turned: int):
    path = picture(tmp_path / "page.png")
    pdf = searchable_copy(path, (1,), {1: turned}, {1: WORDS}, Limits())
    found = told(pdf)
    assert [word for word, _ in found] == [word for word, *_ in WORDS]
    for (_, box), (_, *wanted) in zip(found, WORDS, strict=True):
        assert np.allclose(box, wanted, atol=0.006)


def test_nothing_of_the_text_is_seen(tmp_path: Path):
    path = picture(tmp_path / "page.png")
    bare = searchable_copy(path, (1,), {}, {}, Limits())
    assert np.abs(shown(searchable_copy(path, (1,), {}, {1: WORDS}, Limits())) - shown(bare)).max() <= 2


def test_the_picture_data_stays_as_it_came(tmp_path: Path):
    path = tmp_path / "page.jpg"
    Image.open(picture(tmp_path / "page.png")).save(path, quality=80, dpi=(100, 100))
    pdf = searchable_copy(path, (1,), {}, {1: WORDS}, Limits())
    with pikepdf.open(io.BytesIO(pdf)) as document:
        (image,) = document.pages[0].Resources.XObject.values()
        with pikepdf.open(io.BytesIO(img2pdf.convert(path.read_bytes()))) as plain:
            (original,) = plain.pages[0].Resources.XObject.values()
            assert image.read_raw_bytes() == original.read_raw_bytes()


def test_what_another_program_read_goes_and_what_is_printed_stays(tmp_path: Path):
    """A page with printed text and an invisible layer of an earlier reader."""
    path = tmp_path / "page.pdf"
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(600, 900))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        name = page.add_resource(document.make_indirect(font), pikepdf.Name.Font)
        content = (
            f"BT {name} 20 Tf 60 800 Td (printed) Tj ET q BT 3 Tr {name} 20 Tf 60 700 Td (garbage) Tj ET Q"
        )
        page.contents_add(content.encode())
        document.save(path)
    text = [word for word, _ in told(searchable_copy(path, (1,), {}, {1: WORDS[:1]}, Limits()))]
    assert sorted(text) == ["Lieferschein", "printed"]


def test_more_letters_than_one_font_holds(tmp_path: Path):
    letters = "".join(chr(0x4E00 + at) for at in range(600))
    words = [(letters[at : at + 20], 0.1, 0.02 + at / 700, 0.9, 0.03 + at / 700) for at in range(0, 600, 20)]
    path = picture(tmp_path / "page.png")
    found = told(searchable_copy(path, (1,), {}, {1: words}, Limits()))
    assert "".join(word for word, _ in found) == letters
