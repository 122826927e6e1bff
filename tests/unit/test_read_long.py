"""A document of hundreds of pages: both its ends and its signed pages are read, and a person looks."""

from __future__ import annotations

from models.paper import Box, Page, Role, SignatureRegion
from models.reading import AcceptanceStatus, FieldName, Reading, Section
from pipeline.read import Preferences, read
from tests.values.builders import At, page_from_lines, with_signatures

F = FieldName
DMY = Preferences(date_order="dmy")


def reading(*pages: Page) -> Reading:
    return read(Section(pages, "first page"), DMY)


def paper(title: str, *lines: str, number: int = 1) -> Page:
    placed = [At(0.06, 0.1 + 0.02 * row, line) for row, line in enumerate(lines)]
    return page_from_lines([At(0.55, 0.04, title, size=0.02), *placed], number)


def texts(found: Reading, name: FieldName) -> list[str]:
    return [value.text for value in found.fields.get(name, ())]


def test_of_a_document_without_measure_both_ends_are_read_and_a_person_looks() -> None:
    pages = [paper("", f"Delivery note no: {80000000 + number}", number=number) for number in range(1, 203)]
    long, measured = reading(*pages), reading(*pages[:200])
    found = texts(long, F.DELIVERY_NUMBER)
    assert {"80000001", "80000202"} <= set(found)
    assert not {"80000101", "80000102"} & set(found)
    assert long.pages == tuple(range(1, 203))
    assert "80000101" in long.text
    assert long.doubt == "only the first, the last and the signed of its 202 pages were searched"
    assert "80000101" in texts(measured, F.DELIVERY_NUMBER)
    assert not measured.doubt


def test_of_a_document_without_measure_signed_pages_are_read_too() -> None:
    lines = [f"Delivery note no: {80000000 + number}" for number in range(1, 203)]
    pages = [paper("DELIVERY NOTE", line, number=number) for number, line in enumerate(lines, 1)]
    box = Box(0.1, 0.8, 0.3, 0.85)
    pages[100] = with_signatures(
        pages[100], SignatureRegion(Role.CUSTOMER, 101, box, True, 0.98, "Received by")
    )
    section = Section(tuple(pages), "first page", 0.5, "page 7 may begin another document")
    found = read(section, DMY)
    assert "80000101" in texts(found, F.DELIVERY_NUMBER)
    assert found.acceptance is not None
    assert found.acceptance.status is not AcceptanceStatus.UNSIGNED
    assert found.doubt.startswith("page 7 may begin another document; only the first")
