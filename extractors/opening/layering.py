"""An invisible layer of text over the pages of a PDF: what was read can be found, marked and copied.

Its letters are empty glyphs of Type 3 fonts, half as wide as they are high, stretched to the width of each
word. So they need no font file, hold any script, and show nothing.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

import pikepdf

Placed = tuple[str, float, float, float, float]
"""A word, and its box as fractions of the page as it is shown; the origin is the top left corner."""
Layer = Sequence[Placed]
_CODES = 256
"""Letters of one font."""
_WIDTH, _BELOW = 500, 200
"""Of a glyph, and of its part below the line, in thousandths of its height."""
_SHOWS = frozenset({"Tj", "TJ", "'", '"'})
_INVISIBLE = 3
_TURNS = {0: (1, 0, 0, 1), 90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}
"""Where a page turned by /Rotate has its right and its top, in its own coordinates."""


@dataclass(frozen=True, slots=True)
class _Letters:
    """Which letter has which place in which font."""

    places: Mapping[str, int]

    @property
    def fonts(self) -> int:
        return -(-len(self.places) // _CODES)

    def runs(self, text: str) -> Iterator[tuple[int, bytes]]:
        """`text` as (font, codes), cut where the font changes."""
        font, codes = -1, bytearray()
        for letter in text:
            place = self.places[letter]
            if place // _CODES != font and codes:
                yield font, bytes(codes)
                codes = bytearray()
            font = place // _CODES
            codes.append(place % _CODES)
        yield font, bytes(codes)


def layered(pdf: bytes, layers: Mapping[int, Layer]) -> bytes:
    """The PDF with these words over its pages, by 1-based page; a page that is not named stays as it is.

    Text that was invisible there before goes: it is what another program read.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        letters = _letters(layers)
        fonts = [document.make_indirect(_font(document, letters, at)) for at in range(letters.fonts)]
        for number, layer in layers.items():
            page = document.pages[number - 1]
            _forget_invisible(document, page)
            if layer:
                _put(page, layer, letters, fonts)
        out = io.BytesIO()
        document.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def _letters(layers: Mapping[int, Layer]) -> _Letters:
    used = {" ", *(letter for layer in layers.values() for text, *_ in layer for letter in text)}
    return _Letters({letter: place for place, letter in enumerate(sorted(used))})


def _font(document: pikepdf.Pdf, letters: _Letters, at: int) -> pikepdf.Dictionary:
    mine = [letter for letter, place in letters.places.items() if place // _CODES == at]
    names = [pikepdf.Name(f"/g{code}") for code in range(len(mine))]
    box = [0, -_BELOW, _WIDTH, 1000 - _BELOW]
    glyph = document.make_stream(f"{_WIDTH} 0 {' '.join(map(str, box))} d1".encode())
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type3,
        FontBBox=box,
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        FirstChar=0,
        LastChar=len(mine) - 1,
        Widths=[_WIDTH] * len(mine),
        Encoding=pikepdf.Dictionary(Type=pikepdf.Name.Encoding, Differences=[0, *names]),
        CharProcs=pikepdf.Dictionary({str(name): glyph for name in names}),
        Resources=pikepdf.Dictionary(),
        ToUnicode=document.make_stream(_to_unicode(mine)),
    )


def _to_unicode(mine: Sequence[str]) -> bytes:
    """The letter that each code stands for, in the form that viewers ask for."""
    lines = [f"<{code:02x}> <{_utf16(letter)}>" for code, letter in enumerate(mine)]
    pieces = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    told = "\n".join(f"{len(piece)} beginbfchar\n" + "\n".join(piece) + "\nendbfchar" for piece in pieces)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /read def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <ff> endcodespacerange\n{told}\nendcmap end end"
    ).encode()


def _utf16(letter: str) -> str:
    return letter.encode("utf-16-be", "replace").hex()


def _put(page: pikepdf.Page, layer: Layer, letters: _Letters, fonts: Sequence[pikepdf.Object]) -> None:
    names = [page.add_resource(font, pikepdf.Name.Font) for font in fonts]
    shown = _Shown.of(page)
    lines = [line for word in layer for line in shown.words(word, letters, names)]
    page.contents_add(b"q\n", prepend=True)
    page.contents_add("\n".join(["Q q BT 3 Tr", *lines, "ET Q"]).encode("ascii"))


@dataclass(frozen=True, slots=True)
class _Shown:
    """The page as a viewer shows it, and how that lies in the page's own coordinates."""

    corner: tuple[float, float]
    """Its top left corner as shown."""
    turn: tuple[int, int, int, int]
    size: tuple[float, float]
    """Width and height as shown."""

    @classmethod
    def of(cls, page: pikepdf.Page) -> _Shown:
        x0, y0, x1, y1 = (float(edge) for edge in page.cropbox)
        left, right, bottom, top = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        rotated = int(page.obj.get("/Rotate", 0)) % 360
        corners = {0: (left, top), 90: (left, bottom), 180: (right, bottom), 270: (right, top)}
        wide, high = right - left, top - bottom
        size = (wide, high) if rotated % 180 == 0 else (high, wide)
        return cls(corners[rotated], _TURNS[rotated], size)

    def words(self, word: Placed, letters: _Letters, names: Sequence[pikepdf.Name]) -> Iterator[str]:
        """What draws a word, and the space behind it, over its box."""
        text, x0, y0, x1, y1 = word
        high = (y1 - y0) * self.size[1]
        natural = len(text) * high * _WIDTH / 1000
        if not text or high <= 0 or natural <= 0:
            return
        stretch = (x1 - x0) * self.size[0] / natural
        a, b, c, d = self.turn
        across, down = x0 * self.size[0], y1 * self.size[1] - high * _BELOW / 1000
        x = self.corner[0] + a * across - c * down
        y = self.corner[1] + b * across - d * down
        matrix = (a * stretch, b * stretch, c, d, x, y)
        yield f"{' '.join(f'{one:.4f}' for one in matrix)} Tm"
        for font, codes in letters.runs(f"{text} "):
            yield f"{names[font]} {high:.3f} Tf <{codes.hex()}> Tj"


def _forget_invisible(document: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Take out what shows text in the invisible mode; a stream that cannot be parsed stays as it is."""
    with suppress(pikepdf.PdfError, ValueError, TypeError):
        kept = list(_visible(pikepdf.parse_content_stream(page)))
        page.obj["/Contents"] = document.make_stream(pikepdf.unparse_content_stream(kept))


def _visible(
    instructions: Sequence[pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage],
) -> Iterator[pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage]:
    mode, outer = 0, list[int]()
    for instruction in instructions:
        operator = str(instruction.operator)
        if operator == "Tr":
            mode = int(instruction.operands[0])
        elif operator == "q":
            outer.append(mode)
        elif operator == "Q":
            mode = outer.pop() if outer else 0
        if not (mode == _INVISIBLE and operator in _SHOWS):
            yield instruction
