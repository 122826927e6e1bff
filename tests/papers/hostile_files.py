"""Hostile files by seed: our own small papers with bits flipped, pieces cut, moved, swollen or spliced."""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import img2pdf
import pikepdf

from tests.papers.bombs import mail, mail_part, zip_of
from tests.papers.damaged_papers import jpeg, page, pdf_of, tiff
from tests.papers.hostile_pdfs import acting, contents

Chance = random.Random
NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"65535",
    b"2147483647",
    b"4294967295",
    b"99999999999999999999",
    b"1e400",
    b"0.0000001",
)
EDGES = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)


@dataclass(frozen=True, slots=True)
class Hostile:
    """One file; `name` says how it was made, and makes it again."""

    name: str
    data: bytes


def _saved(kind: str, mode: str = "L", **options: object) -> bytes:
    out = io.BytesIO()
    page().convert(mode).save(out, kind, **options)
    return out.getvalue()


def _flate_pdf() -> bytes:
    pixels = {"data": zlib.compress(page().tobytes()), "Filter": pikepdf.Name.FlateDecode}
    return pdf_of(pixels, {"data": jpeg(), "Filter": pikepdf.Name.DCTDecode})


def _letter() -> bytes:
    lines = b"".join(b"(Delivery note 4711 for order 4500%03d) Tj 0 -20 Td " % line for line in range(30))
    return contents(b"BT /F1 12 Tf 50 780 Td " + lines + b"ET")


def _packed_objects() -> bytes:
    """The same letter as a program of today writes it: objects in streams, a packed table."""
    with pikepdf.open(io.BytesIO(_letter())) as pdf:
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def _locked() -> bytes:
    with pikepdf.open(io.BytesIO(_letter())) as pdf:
        out = io.BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="", R=6))
        return out.getvalue()


PAPERS: Mapping[str, Callable[[], bytes]] = {
    "letter.pdf": _letter,
    "packed.pdf": _packed_objects,
    "pictures.pdf": _flate_pdf,
    "locked.pdf": _locked,
    "acting.pdf": acting,
    "fax.pdf": lambda: bytes(img2pdf.convert(_saved("TIFF", "1", compression="group4"))),
    "jpeg2000.pdf": lambda: pdf_of({"data": _saved("JPEG2000"), "Filter": pikepdf.Name.JPXDecode}),
    "group4.tif": lambda: tiff("group4"),
    "group3.tif": lambda: tiff("group3"),
    "lzw.tif": lambda: tiff("tiff_lzw"),
    "deflate.tif": lambda: tiff("tiff_adobe_deflate"),
    "jpeg.tif": lambda: tiff("jpeg"),
    "packbits.tif": lambda: tiff("packbits"),
    "plain.tif": lambda: tiff("raw", 1),
    "scan.jpg": jpeg,
    "progressive.jpg": lambda: _saved("JPEG", "RGB", progressive=True),
    "scan.png": lambda: _saved("PNG"),
    "palette.png": lambda: _saved("PNG", "P"),
    "alpha.png": lambda: _saved("PNG", "RGBA"),
    "scan.bmp": lambda: _saved("BMP"),
    "scan.gif": lambda: _saved("GIF"),
    "scan.webp": lambda: _saved("WEBP", "RGB"),
    "scan.jp2": lambda: _saved("JPEG2000"),
    "papers.zip": lambda: zip_of({"a.jpg": jpeg(), "b/c.pdf": _letter()}, zipfile.ZIP_DEFLATED),
    "papers.eml": lambda: mail(mail_part(b"=?utf-8?q?a=C3=A9.jpg?=") + mail_part(b"b.pdf", _letter())),
}


@cache
def paper(name: str) -> bytes:
    return PAPERS[name]()


def _flip(data: bytearray, chance: Chance) -> None:
    for _ in range(chance.choice((1, 1, 4, 40))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _cut(data: bytearray, chance: Chance) -> None:
    del data[chance.randrange(1, len(data)) :]


def _lose(data: bytearray, chance: Chance) -> None:
    start, size = _piece(data, chance)
    del data[start : start + size]


def _repeat(data: bytearray, chance: Chance) -> None:
    start, size = _piece(data, chance)
    data[start:start] = data[start : start + size] * chance.choice((1, 2, 50))


def _splice(data: bytearray, chance: Chance) -> None:
    other = paper(chance.choice(sorted(PAPERS)))
    start, size = _piece(bytearray(other), chance)
    at = chance.randrange(len(data))
    data[at : at + chance.choice((0, size))] = other[start : start + size]


def _blank(data: bytearray, chance: Chance) -> None:
    start, size = _piece(data, chance)
    data[start : start + size] = bytes([chance.choice((0, 0xFF, 0x20))]) * len(data[start : start + size])


def _overflow(data: bytearray, chance: Chance) -> None:
    """A field of two or four bytes becomes a number at the edge of its range; mostly in the head or tail."""
    size, order = chance.choice((2, 4)), chance.choice(("little", "big"))
    reach = min(len(data), chance.choice((64, 512, len(data))))
    at = chance.randrange(reach)
    at = chance.choice((at, len(data) - 1 - at))
    value = chance.choice(EDGES) & ((1 << 8 * size) - 1)
    data[at : at + size] = value.to_bytes(size, "little" if order == "little" else "big")


def _number(data: bytearray, chance: Chance) -> None:
    """A number written in digits becomes another."""
    found = [match.span() for match in re.finditer(rb"(?<![\w.])\d+(?![\w.])", data)]
    if found:
        start, end = chance.choice(found)
        data[start:end] = chance.choice(NUMBERS)


def _name(data: bytearray, chance: Chance) -> None:
    """One name of a PDF, or one word of a mail's header, becomes another of the same file."""
    found = [match.span() for match in re.finditer(rb"/[A-Za-z]\w+|^[A-Za-z-]+(?=:)", data, re.MULTILINE)]
    if found:
        (start, end), (first, last) = chance.choice(found), chance.choice(found)
        data[start:end] = data[first:last]


def _junk(data: bytearray, chance: Chance) -> None:
    data[0:0] = chance.choice(
        (b"\0" * 100, b"%!PS\n", b"<html>", b"From: a@b.example\r\nTo: c@d.example\r\n\r\n", b"MZ")
    )


def _behind(data: bytearray, chance: Chance) -> None:
    data += paper(chance.choice(sorted(PAPERS)))


MUTATIONS = (
    _flip,
    _flip,
    _cut,
    _lose,
    _repeat,
    _splice,
    _blank,
    _overflow,
    _overflow,
    _number,
    _number,
    _name,
    _junk,
    _behind,
)


def _piece(data: bytearray, chance: Chance) -> tuple[int, int]:
    start = chance.randrange(len(data))
    return start, chance.choice((1, 4, 64, max(len(data) // 8, 1)))


def mutated(seed: int, number: int) -> Hostile:
    """The `number`-th file of a seed; the same arguments give the same bytes."""
    chance = random.Random(f"{seed}/{number}")
    kind = chance.choice(sorted(PAPERS))
    data, done = bytearray(paper(kind)), []
    for mutate in chance.choices(MUTATIONS, k=chance.choice((1, 1, 2, 3))):
        if data:
            mutate(data, chance)
            done.append(mutate.__name__.strip("_"))
    return Hostile(f"{seed}-{number:04d}-{'-'.join(done)}-{kind}", bytes(data))


def hostile_files(seed: int, count: int) -> Iterator[Hostile]:
    return (mutated(seed, number) for number in range(count))
