"""What runs in the disposable child: one job on one received file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from extractors.opening import (
    archive,
    copies,
    drawn,
    exhibits,
    formats,
    isolation,
    layering,
    mail,
    pdf,
    pdf_damage,
    picture,
    picture_damage,
    text_layer,
    tiff,
)
from extractors.opening.formats import Format
from extractors.opening.limits import MEGABYTE, Limits
from extractors.opening.places import result_path, sheet_path
from extractors.opening.text_layer import TextWords
from extractors.opening.values import Placement
from models.errors import UnreadableFile, WrongUse

Answer = dict[str, Any]
"""JSON values only."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked of the child."""

    path: Path
    folder: Path
    """Where results are written; not the child's to choose."""
    limits: Limits
    asked: Mapping[str, Any]
    """The job's own arguments."""

    @property
    def format(self) -> Format:
        """The file's format.

        Raises:
            UnreadableFile: it is none that can be read, or the file is too large.
        """
        size = self.path.stat().st_size
        if size > self.limits.file_megabytes * MEGABYTE:
            raise UnreadableFile(
                f"The file has {size // MEGABYTE} MB, more than {self.limits.file_megabytes} MB: "
                "split it and drop the parts."
            )
        with self.path.open("rb") as file:
            found = formats.format_of(file.read(formats.HEAD_BYTES), size)
        if advice := formats.advice(found):
            raise UnreadableFile(advice)
        return found

    @property
    def pages(self) -> range:
        """The 1-based pages asked for."""
        return range(self.asked["first"], self.asked["last"] + 1)


def perform(job: str, request: Job) -> Answer:
    """Does the job of this name.

    Raises:
        UnreadableFile: the file is refused; the reason is for people.
    """
    picture.unlock()
    pdf.hold(request.limits)
    return _JOBS[job](request)


def _survey(job: Job) -> Answer:
    found = job.format
    if found in formats.ARCHIVES:
        list_members = archive.listed_zip if found is Format.ZIP else mail.listed_mail
        members = list_members(job.path, job.limits)
        return {"format": found, "pages": 0, "members": [asdict(member) for member in members]}
    return {"format": found, "pages": _count(job, found), "members": []}


def _count(job: Job, found: Format) -> int:
    if found is Format.PDF:
        with pdf.opened(job.path, job.folder, job.limits) as source:
            return len(source.pdf.pages)
    pages = picture.pages_of(job.path, found, job.limits)
    if pages > job.limits.pages:
        raise UnreadableFile(f"The file has more than {job.limits.pages} pages: split it and drop the parts.")
    return pages


def _check(job: Job) -> Answer:
    found = job.format
    if found is Format.PDF:
        with pdf.opened(job.path, job.folder, job.limits) as source:
            return {"faults": pdf_damage.faults(source, job.pages, job.limits)}
    return {"faults": picture_damage.faults(job.path, found, job.pages, job.limits)}


def _open_pages(job: Job) -> Answer:
    found = job.format
    if found is Format.PDF:
        return {"sheets": _pdf_sheets(job)}
    sheets = []
    for number, page in _frames(job, found, job.pages):
        gray, dpi = picture.fine_gray(page, job.limits)
        sheets.append(_sheet(job, number, gray, dpi) | {"words": None, "drawn": None})
    return {"sheets": sheets}


def _pdf_sheets(job: Job) -> list[Answer]:
    with (
        pdf.opened(job.path, job.folder, job.limits) as source,
        pdf.shown(source.path) as document,
    ):
        _need(job.pages, len(source.pdf.pages))
        return [_pdf_sheet(job, document, number) for number in job.pages]


def _pdf_sheet(job: Job, document: pdf.Document, number: int) -> Answer:
    with pdf.page_of(document, number) as page:
        images = pdf.images_on(page)
        page_dpi, dpi = pdf.reading_dpi(page, images, job.limits)
        gray = pdf.rendered(page, page_dpi)
        words = text_layer.trusted_words(page, np.asarray(gray), images)
        others = drawn.drawn_on(page) if words is not None else None
    found = {"words": _plain(words), "drawn": asdict(others) if others else None}
    return _sheet(job, number, gray, dpi) | found


def _frames(job: Job, found: Format, numbers: Sequence[int]) -> Iterator[tuple[int, picture.Frame]]:
    """(page, decoded) for pages of a picture file."""
    directories = picture.tiff_pages(job.path, job.limits) if found is Format.TIFF else ()
    _need(numbers, len(directories) or 1)
    with picture.Frames(job.path, found, job.limits) as frames:
        for number in numbers:
            try:
                yield number, frames.decode(directories[number - 1].place if directories else 0)
            except picture.FAULTS as fault:
                raise UnreadableFile(
                    f"Page {number} is damaged ({picture.said(fault)}): scan or send it again."
                ) from fault


def _need(numbers: Sequence[int], pages: int) -> None:
    """Passes on when the file has all these pages.

    Raises:
        WrongUse: it has fewer.
    """
    beyond = [number for number in numbers if not 0 < number <= pages]
    if beyond:
        raise WrongUse(f"There is no page {beyond[0]}: the file has {pages}, counted from 1.")


def _sheet(job: Job, number: int, gray: Image.Image, dpi: float) -> Answer:
    gray.save(sheet_path(job.folder, number), "PPM")
    return {"number": number, "dpi": round(dpi, 2), "width": gray.width, "height": gray.height}


def _plain(words: TextWords | None) -> list[tuple[str, float, float, float, float]] | None:
    if words is None:
        return None
    return [(text, box.x0, box.y0, box.x1, box.y1) for text, box in words]


def _unpack(job: Job) -> Answer:
    found = job.format
    if found not in formats.ARCHIVES:
        raise UnreadableFile(f"This is no archive but {found}: open its pages.")
    take = archive.unpack_zip if found is Format.ZIP else mail.unpack_mail
    return {"members": take(job.path, job.folder, job.limits)}


def _copy(job: Job) -> Answer:
    found = job.format
    pages: list[int] = job.asked["pages"]
    turned = {int(number): degrees for number, degrees in job.asked["turned"].items()}
    path = job.path
    if found is not Format.PDF:
        path = job.folder / "pictures.pdf"
        copies.join(
            [copies.picture_pdf(page, _alone(job, found, n)) for n, page in _frames(job, found, pages)], path
        )
        turned = {place: turned.get(number, 0) for place, number in enumerate(pages, 1)}
        pages = list(turned)
    with pdf.opened(path, job.folder, job.limits) as source:
        _need(pages, len(source.pdf.pages))
        result_path(job.folder).write_bytes(copies.pdf_copy(source, pages, turned))
    return {}


def _searchable(job: Job) -> Answer:
    _copy(job)
    result = result_path(job.folder)
    layers = {int(place): layer for place, layer in job.asked["layers"].items()}
    result.write_bytes(layering.layered(result.read_bytes(), layers))
    return {}


def _exhibit(job: Job) -> Answer:
    _copy(job)
    result = result_path(job.folder)
    made, sizes = exhibits.prepared(result.read_bytes())
    result.write_bytes(made)
    return {"sizes": sizes}


def _bind(job: Job) -> Answer:
    parts = [Path(path) for path in job.asked["copies"]]
    placements = [Placement(**one) for one in job.asked["placements"]]
    result_path(job.folder).write_bytes(exhibits.bound(job.path, parts, placements, job.asked["facts"]))
    return {}


def _alone(job: Job, found: Format, number: int) -> bytes:
    """A picture file of just this page, its data as received."""
    if found is not Format.TIFF:
        return job.path.read_bytes()
    directory = picture.tiff_pages(job.path, job.limits)[number - 1]
    with picture.mapped(job.path) as data:
        return tiff.alone(data, directory)


def _page_png(job: Job) -> Answer:
    found = job.format
    number, long_side = job.asked["number"], job.asked["long_side"]
    if found is Format.PDF:
        shown = _shown_page(job, number, long_side)
    else:
        ((_, page),) = _frames(job, found, [number])
        shown = picture.coloured(page, long_side)
    result_path(job.folder).write_bytes(copies.turned_png(shown, job.asked["turned"], long_side))
    return {}


def _shown_page(job: Job, number: int, long_side: int) -> Image.Image:
    with (
        pdf.opened(job.path, job.folder, job.limits) as source,
        pdf.shown(source.path) as document,
    ):
        _need([number], len(source.pdf.pages))
        with pdf.page_of(document, number) as page:
            return pdf.rendered(page, pdf.screen_dpi(page, long_side), colour=True)


def _walls(job: Job) -> Answer:
    del job
    return asdict(isolation.walls())


_JOBS: Mapping[str, Callable[[Job], Answer]] = {
    "survey": _survey,
    "check": _check,
    "open_pages": _open_pages,
    "unpack": _unpack,
    "copy": _copy,
    "searchable": _searchable,
    "exhibit": _exhibit,
    "bind": _bind,
    "page_png": _page_png,
    "walls": _walls,
}
