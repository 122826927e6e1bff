"""Pages of received files as exhibits: copied as they are, and laid into drawn sheets, whole or enlarged."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pikepdf

from extractors.opening.values import Placement, Size

_BOXES = ("/TrimBox", "/ArtBox", "/BleedBox")


def prepared(copy: bytes) -> tuple[bytes, list[Size]]:
    """A copy of pages with their notes made part of the picture, and the size of each as shown."""
    with pikepdf.open(io.BytesIO(copy)) as document:
        document.flatten_annotations("screen")
        for page in document.pages:
            _only_what_is_shown(page)
        out = io.BytesIO()
        _save(document, out)
        return out.getvalue(), [_size(page) for page in document.pages]


def _only_what_is_shown(page: pikepdf.Page) -> None:
    x0, y0, x1, y1 = _visible(page)
    for name in (*_BOXES, "/Annots"):
        if name in page.obj:
            del page.obj[name]
    page.obj["/MediaBox"] = pikepdf.Array([x0, y0, x1, y1])
    page.obj["/CropBox"] = pikepdf.Array([x0, y0, x1, y1])


def _visible(page: pikepdf.Page) -> tuple[float, float, float, float]:
    """The part of the page that viewers show."""
    crop, media = _ordered(page.cropbox), _ordered(page.mediabox)
    left, bottom = max(crop[0], media[0]), max(crop[1], media[1])
    right, top = min(crop[2], media[2]), min(crop[3], media[3])
    return (left, bottom, right, top) if left < right and bottom < top else media


def _ordered(box: Any) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (float(edge) for edge in box)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _size(page: pikepdf.Page) -> Size:
    x0, y0, x1, y1 = _ordered(page.cropbox)
    unit = float(page.obj.get("/UserUnit", 1))
    wide, high = (x1 - x0) * unit, (y1 - y0) * unit
    return (high, wide) if int(page.obj.get("/Rotate", 0)) % 180 else (wide, high)


def bound(
    drawn: Path, copies: Sequence[Path], placements: Sequence[Placement], facts: Mapping[str, str]
) -> bytes:
    """The drawn sheets with pages of the copies under them; each page is held once, however often it shows.

    `facts` are the entries of the document's information, such as Title. The same input gives the same bytes.
    """
    with pikepdf.open(drawn) as document:
        opened = [pikepdf.open(io.BytesIO(path.read_bytes())) for path in copies]
        try:
            forms: dict[tuple[int, int], pikepdf.Object] = {}
            for one in placements:
                key = one.copy, one.page
                if key not in forms:
                    form = opened[one.copy].pages[one.page].as_form_xobject()
                    forms[key] = document.copy_foreign(form)
                _lay(document.pages[one.sheet], forms[key], one)
            for name, value in facts.items():
                document.docinfo[f"/{name}"] = value
            out = io.BytesIO()
            _save(document, out)
        finally:
            for source in opened:
                source.close()
        return out.getvalue()


def _save(document: pikepdf.Pdf, out: io.BytesIO) -> None:
    document.remove_unreferenced_resources()
    document.save(
        out,
        deterministic_id=True,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )


def _lay(sheet: pikepdf.Page, form: pikepdf.Object, one: Placement) -> None:
    name = sheet.add_resource(form, pikepdf.Name.XObject, pikepdf.Name(f"/Page{one.copy}-{one.page}"))
    rect = pikepdf.Rectangle(*one.at)
    placed = sheet.calc_form_xobject_placement(
        form, name, rect, invert_transformations=True, allow_shrink=True, allow_expand=True
    )
    clip = ""
    if one.window is not None:
        x0, y0, x1, y1 = one.window
        clip = f"{x0:.3f} {y0:.3f} {x1 - x0:.3f} {y1 - y0:.3f} re W n "
    sheet.contents_add(b"q " + clip.encode() + placed + b" Q\n", prepend=True)
