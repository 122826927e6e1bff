"""Makes what people look at: a PDF with just some pages of the original, and one page as PNG."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import img2pdf
import pikepdf
from PIL import Image

from extractors.opening import pdf, picture, tone

_KEPT_ON_PAGE = frozenset(
    {
        "/Type",
        "/MediaBox",
        "/CropBox",
        "/TrimBox",
        "/BleedBox",
        "/ArtBox",
        "/Rotate",
        "/Resources",
        "/Contents",
        "/Group",
        "/UserUnit",
        "/Annots",
        "/Parent",
    }
)
_KEPT_NOTES = frozenset(
    {
        "/Text",
        "/FreeText",
        "/Line",
        "/Square",
        "/Circle",
        "/Polygon",
        "/PolyLine",
        "/Highlight",
        "/Underline",
        "/Squiggly",
        "/StrikeOut",
        "/Stamp",
        "/Caret",
        "/Ink",
        "/Widget",
        "/Redact",
        "/Watermark",
    }
)
_KEPT_ON_NOTE = frozenset(
    {"/Type", "/Subtype", "/Rect", "/AP", "/AS", "/F", "/C", "/CA", "/Contents", "/BS", "/Border", "/OC"}
)


def pdf_copy(source: pdf.Source, pages: Sequence[int], turned: Mapping[int, int]) -> bytes:
    """The `pages` (1-based) of the PDF, untouched but for /Rotate, without actions and attachments.

    `turned` holds degrees clockwise by page, as `models.paper.Page.turned`. The same input gives
    the same bytes.
    """
    with pikepdf.new() as copy:
        for number in pages:
            copy.pages.append(source.pdf.pages[number - 1])
            page = copy.pages[-1]
            page.rotate(turned.get(number, 0), relative=True)
            _only_what_shows(page.obj)
        copy.remove_unreferenced_resources()  # pages may share a dictionary that names pictures of others
        out = io.BytesIO()
        copy.save(
            out,
            deterministic_id=True,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
        return out.getvalue()


def picture_pdf(page: picture.Frame, data: bytes) -> bytes:
    """One page of a picture file as a PDF, its data taken over as it is wherever PDF has a word for it.

    `data` is a picture file of that page alone.
    """
    layout = img2pdf.get_fixed_dpi_layout_fun(_dots_an_inch(page))
    try:
        return _as_pdf(data, layout)
    except Exception:  # noqa: BLE001 - img2pdf raises bare ones on files that Pillow decodes to the end
        return _as_pdf(_plain_png(page), layout)


def _as_pdf(data: bytes, layout: object) -> bytes:
    converted = img2pdf.convert(
        data,
        layout_fun=layout,
        nodate=True,
        engine=img2pdf.Engine.internal,
        rotation=img2pdf.Rotation.ifvalid,
    )
    return bytes(converted)


def _plain_png(page: picture.Frame) -> bytes:
    return picture.png(tone.on_white(page.picture, colour=True))


def _dots_an_inch(page: picture.Frame) -> tuple[float, float]:
    """Across and down, as stored."""
    size = tone.squared_size(page.picture.size, page.resolution)
    dpi = tone.credible_dpi(size, page.resolution)
    across, down = dpi * page.picture.width / size[0], dpi * page.picture.height / size[1]
    return (down, across) if page.sideways else (across, down)


def join(parts: Sequence[bytes], target: Path) -> None:
    """Writes PDFs one after the other to `target`."""
    with pikepdf.new() as whole:
        for part in parts:
            with pikepdf.open(io.BytesIO(part)) as one:
                whole.pages.extend(one.pages)
        whole.save(target)


def turned_png(shown: Image.Image, turned: int, long_side: int) -> bytes:
    """The picture turned clockwise by `turned` degrees, its longer side at most `long_side` pixels."""
    scale = min(1.0, long_side / max(shown.size))
    smaller = tone.resized(shown, (round(shown.width * scale), round(shown.height * scale)))
    return picture.png(smaller.rotate(-turned, expand=True) if turned else smaller)


def _only_what_shows(page: pikepdf.Object) -> None:
    for key in list(page.keys()):
        if key not in _KEPT_ON_PAGE:
            del page[key]
    notes = page.get("/Annots")
    if notes is None:
        return
    kept = [
        note for note in notes if isinstance(note, pikepdf.Dictionary) and note.get("/Subtype") in _KEPT_NOTES
    ]
    for note in kept:
        for key in list(note.keys()):
            if key not in _KEPT_ON_NOTE:
                del note[key]
    page["/Annots"] = pikepdf.Array(kept)
