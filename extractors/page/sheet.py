"""Reads one sheet: its picture becomes a Page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.page.agreement import agrees
from extractors.page.barcodes import barcodes
from extractors.page.blank import is_blank
from extractors.page.by_hand import read_by_hand
from extractors.page.engines.orientation import turned
from extractors.page.engines.port import Picture, RawWord, Reader
from extractors.page.fingerprint import fingerprint
from extractors.page.inks import label_ink
from extractors.page.made import with_ink, with_pens
from extractors.page.penned import Looks
from extractors.page.rereading import Doubts, reread
from extractors.page.rules import find_rules
from extractors.page.separators import is_only_a_separator, separator_mark
from extractors.page.signing.anchors import spotted
from extractors.page.signing.shapes import described
from extractors.page.signing.signature import Sheet, signatures
from extractors.page.straightening.flatten import flatten
from extractors.page.straightening.straight import View, as_received, view_of
from extractors.page.straightening.upright import read_upright
from extractors.page.ticking.ticks import ticks
from extractors.page.typed import Beside, Left, left_over
from extractors.page.unread import unread_words
from extractors.page.words import from_text_layer, in_order, read_order
from models.drawn import Drawn
from models.paper import TEXT_LAYER, Box, Page, PageKind, Word

HARDLY_ANYTHING = 3
"""Characters that may be read on a blank page."""


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """What is known of a page before it is read."""

    number: int
    """1-based in the received file."""
    dpi: float
    """Pixels an inch of the picture, the same both ways."""
    text_words: tuple[tuple[str, Box], ...] = ()
    """Words of a text layer in fractions of the page as shown; empty for a scan. Not believed unseen."""
    drawn: Drawn | None = None
    """What is drawn beside those words; None where that is not known."""
    likeness: bool = True
    """Whether the shape of signatures is described."""
    turned: int | None = None
    """Degrees clockwise that bring it upright, as a person says; None where the reader is to find out."""


def no_doubts(_: Page) -> tuple[int, ...]:
    """Leaves every word as it was read first."""
    return ()


def read_page(picture: Picture, sheet: SheetInfo, reader: Reader, doubts: Doubts = no_doubts) -> Page:
    """Read a gray picture (rows by columns, as a viewer shows the page) of about 200 dpi.

    The words that `doubts` names are looked at again.
    """
    typed = _typed(picture, sheet, reader) if sheet.text_words and sheet.turned is None else None
    view, words = typed or (view_of(picture, sheet.dpi), ())
    flat, turn = view.flat, 0
    raw: tuple[RawWord, ...] = ()
    if not typed:
        turn, raw = _read(flat, sheet, reader)
        flat = turned(flat, turn)
        raw = reread(flat, raw, reader, doubts)
        words = read_order(raw, flat.shape)
    rules, labels = find_rules(flat, view.dpi), spotted(words, flat.shape)
    found = Beside(sheet.drawn, words, labels, rules) if typed and sheet.drawn else None
    left = left_over(flat, view.dpi, found) if found else Left(None, flat)
    inks = label_ink(flat, view.dpi, left.pens)
    words, looks = with_ink(words, inks), Looks(flat)
    if not typed:
        raw = read_by_hand(
            flat,
            words,
            with_pens(words, inks, looks),
            [word for _, word in in_order(raw, flat.shape)],
            reader,
        )
        words = with_pens(read_order(raw, flat.shape), inks, looks)
    signed = signatures(Sheet(flat, view.dpi, sheet.number, words, labels, rules, inks))
    overlooked = () if typed else unread_words(flat, words, signed, reader)
    if overlooked:
        words = with_pens(read_order((*raw, *overlooked), flat.shape), inks, looks)
    regions = described(signed.signatures, flat, view.dpi, words) if sheet.likeness else signed.signatures
    codes = barcodes(left.marks)
    mark = separator_mark(left.marks, view.dpi, words, codes)
    blank = _says_nothing(words) and not codes and is_blank(flat, view.dpi)
    page = Page(
        number=sheet.number,
        kind=_kind(words, mark, blank=blank),
        words=words,
        barcodes=codes,
        signatures=regions,
        marks=signed.marks,
        ticks=() if blank else ticks(left.marks, view.dpi, words, codes),
        turned=turn,
        aspect=flat.shape[1] / flat.shape[0],
        reader=TEXT_LAYER if typed else reader.name,
        separator=mark,
        fingerprint=fingerprint(flat),
    )
    return as_received(page, view.lens) if view.lens else page


def _read(flat: Picture, sheet: SheetInfo, reader: Reader) -> tuple[int, tuple[RawWord, ...]]:
    """Degrees clockwise that bring the page upright, and the words as they stand then."""
    if sheet.turned is None:
        return read_upright(flat, reader)
    return sheet.turned, reader.read(turned(flat, sheet.turned))


def _typed(picture: Picture, sheet: SheetInfo, reader: Reader) -> tuple[View, tuple[Word, ...]] | None:
    """The page with the words of its text layer; None where the picture shows other words."""
    words, flat = from_text_layer(sheet.text_words, picture.shape[1] / picture.shape[0]), flatten(picture)
    return (View(flat, sheet.dpi), words) if words and agrees(flat, words, reader) else None


def _says_nothing(words: Sequence[Word]) -> bool:
    """A punch hole is easily read as a 0."""
    return sum(len(word.text) for word in words) <= HARDLY_ANYTHING


def _kind(words: Sequence[Word], mark: str, *, blank: bool) -> PageKind:
    """A code that parts documents on a page full of content makes no separator sheet of it."""
    if is_only_a_separator(mark, words):
        return PageKind.SEPARATOR
    return PageKind.BLANK if blank else PageKind.CONTENT
