"""Picture data is whole, or is found not to be, where decoders let it pass."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from extractors.opening import fax, jbig2, tiff
from extractors.opening.pdf_streams import deflate_fault


def bilevel(height: int = 400) -> Image.Image:
    page = Image.new("1", (600, height), 1)
    draw = ImageDraw.Draw(page)
    for y in range(10, height, 25):
        draw.text((20, y), f"delivery note line {y} " * 4, fill=0)
    return page


def tiff_of(*pages: Image.Image, compression: str) -> bytes:
    out = io.BytesIO()
    pages[0].save(out, "TIFF", compression=compression, save_all=True, append_images=pages[1:])
    return out.getvalue()


def strip_of(data: bytes, directory: tiff.Directory) -> fax.FaxStrip:
    start, size = directory.strips[0]
    options = directory.number(293 if directory.compression == 4 else 292)
    return fax.FaxStrip(data[start : start + size], *directory.size, directory.compression, options)


@pytest.mark.parametrize("compression", ["group3", "group4"])
@pytest.mark.parametrize("share", [0.2, 0.6, 0.95])
def test_fax_data_is_whole_until_some_of_it_is_cut_away(compression: str, share: float) -> None:
    data = tiff_of(bilevel(), compression=compression)
    (directory,) = tiff.directories(data, 10)
    strip = strip_of(data, directory)
    assert fax.is_whole(strip)
    cut = strip.data[: int(len(strip.data) * share)]
    assert not fax.is_whole(fax.FaxStrip(cut, strip.width, strip.rows, strip.compression, strip.options))


def test_g4_data_without_an_end_mark_is_whole_when_all_rows_are_there() -> None:
    data = tiff_of(bilevel(), compression="group4")
    strip = strip_of(data, tiff.directories(data, 10)[0])
    bits = "".join(f"{byte:08b}" for byte in strip.data)
    rows_only = bits[: bits.rindex("000000000001" * 2)]
    shorter = int(rows_only.ljust(len(bits), "0"), 2).to_bytes(len(strip.data), "big")[
        : -(-len(rows_only) // 8)
    ]
    assert fax.is_whole(fax.FaxStrip(shorter, strip.width, strip.rows, 4))


def test_all_pages_of_a_tiff_are_found_in_order() -> None:
    pages = [bilevel(100 + 10 * n) for n in range(5)]
    found = tiff.directories(tiff_of(*pages, compression="group4"), 10)
    assert [directory.size[1] for directory in found] == [100, 110, 120, 130, 140]
    assert [directory.place for directory in found] == [0, 1, 2, 3, 4]


def test_a_chain_of_pages_that_leaves_the_file_is_an_error() -> None:
    data = tiff_of(bilevel(), bilevel(), compression="group4")
    first = tiff.directories(data, 10)[0]
    cut = data[: tiff.directories(data, 10)[1].offset]
    with pytest.raises(ValueError, match="ends within its list of pages"):
        tiff.directories(cut, 10)
    circle = bytearray(data)
    struct.pack_into("<I", circle, first.next_at, first.offset)
    with pytest.raises(ValueError, match="circle"):
        tiff.directories(bytes(circle), 10)


def test_one_page_of_a_tiff_stands_alone_with_the_same_pixels() -> None:
    pages = [bilevel(100), bilevel(200), bilevel(300)]
    data = tiff_of(*pages, compression="tiff_lzw")
    with Image.open(io.BytesIO(tiff.alone(data, tiff.directories(data, 10)[1]))) as alone:
        assert getattr(alone, "n_frames", 1) == 1
        assert alone.tobytes() == pages[1].tobytes()


@given(st.binary(max_size=200))
def test_no_bytes_break_the_tiff_walk(data: bytes) -> None:
    try:
        tiff.directories(b"II*\0" + data, 10)
    except (ValueError, struct.error):
        return


def segment(number: int, data: bytes) -> bytes:
    return struct.pack(">IBBBI", number, 38, 0, 1, len(data)) + data


def test_jbig2_segments_are_whole_until_one_is_cut() -> None:
    data = segment(0, b"dictionary") + segment(1, b"region of text")
    assert jbig2.is_whole(data)
    assert jbig2.is_whole(data + b"\r\n")
    assert not any(jbig2.is_whole(data[:cut]) for cut in (8, 15, len(data) - 1))


@given(st.binary(min_size=1, max_size=2000), st.data())
def test_deflated_data_passes_whole_and_is_found_cut(content: bytes, data: st.DataObject) -> None:
    packed = zlib.compress(content)
    assert deflate_fault(packed) == ""
    cut = data.draw(st.integers(3, len(packed) - 5))
    assert deflate_fault(packed[:cut]) != ""


def test_a_wrong_checksum_is_a_fault_and_a_missing_one_is_not() -> None:
    packed = zlib.compress(b"a page of pixels" * 100)
    assert deflate_fault(packed[:-1] + bytes([packed[-1] ^ 1])) == "its data fails its checksum"
    assert deflate_fault(packed[:-4]) == ""
