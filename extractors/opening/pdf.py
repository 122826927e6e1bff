"""The door to pikepdf and pdfium: opens a PDF, repairing what can be, and shows its pages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image

from extractors.opening import formats, tone
from extractors.opening.limits import Limits
from models.errors import UnreadableFile

Document = pypdfium2.PdfDocument
POINTS = 72.0
"""PDF units an inch."""
_MOST_FILTERS = 4
"""Of one stream; what packs harmless data needs two."""
_MOST_WARNINGS = 10_000
_COARSEST_DPI = 20.0
_SCAN_COVERS = 0.5
_STRIP_COVERS = 0.02
_SLACK = 0.2
"""Pixels: pdfium's binding rounds sizes up, and would stretch a scan of 3236 rows to 3237."""
_PASSWORD = "The PDF needs a password: remove it and drop the file again."  # noqa: S105 - a message
_SPOILT = "The PDF is damaged beyond repair: scan or send it again."
_REPAIRED = "repaired.pdf"
_UNWRAPPED = "unwrapped.pdf"


@dataclass(frozen=True, slots=True)
class Source:
    """An opened PDF."""

    pdf: pikepdf.Pdf
    path: Path
    """A file with the same pages that any reader opens: the original, or a repaired copy of it."""
    repaired: bool
    """True where the table of contents had to be rebuilt."""


@dataclass(frozen=True, slots=True)
class Images:
    """How much of a page is pictures."""

    covered: float
    """Sum of their areas as a fraction of the page."""
    dpi: float
    """Finest resolution among those that matter; 0 where there are none."""

    @property
    def is_scan(self) -> bool:
        """True where pictures make up the page."""
        return self.covered >= _SCAN_COVERS


def hold(limits: Limits) -> None:
    """Bounds, for this process, what qpdf unpacks and how deep it looks."""
    most = limits.source_bytes
    pikepdf.settings.set_qpdf_limits(
        flate_max_memory=most,
        png_max_memory=most,
        tiff_max_memory=most,
        run_length_max_memory=most,
        dct_max_memory=most,
        max_stream_filters=_MOST_FILTERS,
        doc_max_warnings=_MOST_WARNINGS,
    )


@contextmanager
def opened(path: Path, scratch: Path, limits: Limits) -> Iterator[Source]:
    """The PDF at `path`, without leading junk and decrypted; copies go to the folder `scratch`.

    Raises:
        UnreadableFile: it needs a password, is beyond repair, has no or too many pages, or shows
            only a wrapper of what it carries.
    """
    path = _unwrapped(path, scratch)
    with _open(path) as pdf:
        pages = _count(pdf, limits)
        repaired = bool(pdf.get_warnings())
        _refuse_wrappers(pdf)
        if repaired or pdf.is_encrypted:
            path = scratch / _REPAIRED
            pdf.save(path)
        _check_kids(pdf, pages, repaired=repaired)
        yield Source(pdf, path, repaired)


@contextmanager
def shown(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    """The PDF at `path` ready to be rendered, filled-in forms included.

    Raises:
        UnreadableFile: pdfium cannot open it.
    """
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as fault:
        raise UnreadableFile(_SPOILT) from fault
    try:
        document.init_forms()
        yield document
    finally:
        document.close()


@contextmanager
def page_of(document: pypdfium2.PdfDocument, number: int) -> Iterator[pypdfium2.PdfPage]:
    """One page by its 1-based number.

    Raises:
        UnreadableFile: pdfium cannot make anything of the page.
    """
    try:
        page = document[number - 1]
    except (pypdfium2.PdfiumError, IndexError) as fault:
        raise UnreadableFile(f"Page {number} of the PDF is damaged: scan or send it again.") from fault
    try:
        yield page
    finally:
        page.close()


def images_on(page: pypdfium2.PdfPage) -> Images:
    """What pictures the page holds, on its own level and in its forms."""
    area = page.get_width() * page.get_height()
    covered, finest = 0.0, 0.0
    for image in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]):
        share, dpi = _image_size(image, area)
        covered += share
        if share >= _STRIP_COVERS:
            finest = max(finest, dpi)
    return Images(covered, finest)


def reading_dpi(page: pypdfium2.PdfPage, images: Images, limits: Limits) -> tuple[float, float]:
    """(pixels a page inch to render at for reading, pixels an inch of the paper this gives).

    They differ where a scan's page has an incredible size, such as one point a pixel.

    Raises:
        UnreadableFile: within the limit on pixels the page would be too coarse to read.
    """
    size = page.get_width(), page.get_height()
    wanted, of_paper = tone.BEST_DPI, tone.BEST_DPI
    if images.is_scan and images.dpi:
        pixels = round(size[0] / POINTS * images.dpi), round(size[1] / POINTS * images.dpi)
        stored = tone.credible_dpi(pixels, tone.Resolution(images.dpi, images.dpi))
        of_paper = tone.reading_dpi(stored)
        wanted = images.dpi * of_paper / stored
    dpi = tone.fitting(wanted / POINTS, size, limits.pixels) * POINTS
    if dpi < _COARSEST_DPI or min(size) * dpi < POINTS:
        raise _no_paper(size)
    return dpi, of_paper * dpi / wanted


def screen_dpi(page: pypdfium2.PdfPage, long_side: int) -> float:
    """The resolution at which the page's longer side has `long_side` pixels.

    Raises:
        UnreadableFile: the page is so long and thin that nothing of it would show.
    """
    size: tuple[float, float] = page.get_width(), page.get_height()
    if min(size) * long_side < max(size):
        raise _no_paper(size)
    return long_side / max(size) * POINTS


def rendered(page: pypdfium2.PdfPage, dpi: float, *, colour: bool = False) -> Image.Image:
    """The page as a viewer shows it, annotations and form values included, in gray or RGB."""
    scale = dpi / POINTS - _SLACK / max(page.get_width(), page.get_height())
    bitmap = page.render(scale=scale, grayscale=not colour, rev_byteorder=colour)
    try:
        picture: Image.Image = bitmap.to_pil().copy()
    finally:
        bitmap.close()
    return picture


def _unwrapped(path: Path, scratch: Path) -> Path:
    with path.open("rb") as file:
        start = formats.pdf_start(file.read(formats.HEAD_BYTES))
        if not start:
            return path
        file.seek(start)
        clean = scratch / _UNWRAPPED
        with clean.open("wb") as copy:
            shutil.copyfileobj(file, copy)
    return clean


def _open(path: Path) -> pikepdf.Pdf:
    try:
        return pikepdf.open(path)
    except pikepdf.PasswordError as fault:
        raise UnreadableFile(_PASSWORD) from fault
    except pikepdf.PdfError as fault:
        said = str(fault).replace(str(path), "")
        raise UnreadableFile(_PASSWORD if "crypt" in said else _SPOILT) from fault


def _count(pdf: pikepdf.Pdf, limits: Limits) -> int:
    try:
        pages = len(pdf.pages)
    except pikepdf.PdfError as fault:
        raise UnreadableFile(_SPOILT) from fault
    if not pages:
        raise UnreadableFile("The PDF has no page: scan or send it again.")
    if pages > limits.pages:
        raise UnreadableFile(
            f"The PDF has {pages} pages, more than {limits.pages}: split it and drop the parts."
        )
    return pages


def _refuse_wrappers(pdf: pikepdf.Pdf) -> None:
    """Portfolios and dynamic forms show a cover sheet in place of what they carry."""
    if "/Collection" in pdf.Root:
        raise UnreadableFile("The PDF is a portfolio of other files: drop those files one by one.")
    dynamic: object = pdf.Root.get("/NeedsRendering")
    if dynamic is True:
        raise UnreadableFile("The PDF is a dynamic form: print it to PDF and drop that.")


def _check_kids(pdf: pikepdf.Pdf, pages: int, *, repaired: bool) -> None:
    """In a repaired file, pages that its own table of contents counts may be gone."""
    announced = pdf.Root.Pages.get("/Count", 0)
    if repaired and isinstance(announced, int) and announced > pages:
        raise UnreadableFile(
            f"The PDF is damaged and only {pages} of its {announced} pages are left: scan or send it again."
        )


def _no_paper(size: tuple[float, float]) -> UnreadableFile:
    return UnreadableFile(
        f"A page of {size[0] / POINTS:,.0f} x {size[1] / POINTS:,.0f} inches is no paper: "
        "print it to A4 or Letter and drop that."
    )


def _image_size(image: pypdfium2.PdfObject, page_area: float) -> tuple[float, float]:
    """(fraction of the page, finest dots an inch) of one picture."""
    a, b, c, d, _, _ = image.get_matrix().get()
    across, down = (a * a + b * b) ** 0.5, (c * c + d * d) ** 0.5
    if not (across and down and page_area):
        return 0.0, 0.0
    width, height = image.get_px_size()
    left, bottom, right, top = image.get_bounds()
    share = abs((right - left) * (top - bottom)) / page_area
    return share, max(width / across, height / down) * POINTS
