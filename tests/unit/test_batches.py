"""A batch header's counts against what came."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.fields.batch_header import BatchHeader, batch_header
from models.paper import Page, PageKind
from models.reading import Section
from pipeline.batches import shortfalls
from tests.values.builders import At, blank, page_from_lines


def header(*texts: str, number: int = 1) -> Page:
    lines = [At(0.1, 0.1 + 0.05 * row, text) for row, text in enumerate(texts)]
    return page_from_lines(lines, number, PageKind.SEPARATOR)


def content(*numbers: int) -> list[Page]:
    return [page_from_lines([At(0.1, 0.1, "goods")], number) for number in numbers]


def each(pages: list[Page]) -> list[Section]:
    return [Section((page,), "") for page in pages]


@pytest.mark.parametrize(
    ("texts", "documents", "pages"),
    [
        (("BATCH HEADER", "Batch 123", "Documents 14", "Pages 23"), 14, 23),
        (("Batch 123, 14 documents, 23 pages",), 14, 23),
        (("Stapeldeckblatt", "Anzahl Belege: 14", "Anzahl Seiten: 23"), 14, 23),
        (("En-tête de lot 7", "Nombre de documents : 14", "Nombre de pages : 23"), 14, 23),
        (("Cabecera de lote", "14 documentos", "23 páginas"), 14, 23),
        (("Testata lotto", "documenti 14", "pagine 23"), 14, 23),
        (("Batchvoorblad", "documenten 14", "pagina's 23"), 14, 23),
        (("Nagłówek partii", "dokumentów 14", "stron 23"), 14, 23),
        (("BATCH COVER", "Pages", "23"), None, 23),
    ],
)
def test_counts_are_read_beside_before_and_under_their_words(
    texts: tuple[str, ...], documents: int | None, pages: int
):
    assert batch_header(header(*texts)) == BatchHeader(documents, pages)


@pytest.mark.parametrize(
    "texts", [("DOCUMENT SEPARATOR",), ("Page 1",), ("Batch 123",), ("Invoice", "Pages 2")]
)
def test_other_sheets_are_no_headers(texts: tuple[str, ...]):
    assert batch_header(header(*texts)) is None


def test_a_batch_that_agrees_is_not_told():
    pages = content(2, 3)
    assert shortfalls([header("Batch 9", "Documents 2", "Pages 2"), *pages], each(pages)) == ()


def test_blank_backs_may_be_counted_or_not():
    front = content(2)
    for told in ("1", "2"):
        batch = [header("Batch 9", f"Pages {told}"), *front, blank(3)]
        assert shortfalls(batch, each(front)) == ()


def test_a_missing_page_is_told_with_both_counts():
    pages = content(2, 3)
    (found,) = shortfalls([header("Batch 9", "Documents 2", "Pages 3"), *pages], each(pages))
    said = "The batch header on page 1 says 2 documents and 3 pages, but 2 documents and 2 pages came."
    assert str(found) == said


def test_every_header_speaks_for_the_pages_up_to_the_next():
    first, second = content(2), content(4, 5)
    pages = [header("Batch 1", "Pages 2"), *first, header("Batch 2", "Pages 2", number=3), *second]
    assert [found.header for found in shortfalls(pages, each([*first, *second]))] == [1]


def test_a_page_of_content_is_no_header():
    page = replace(header("Batch 1", "Pages 2"), kind=PageKind.CONTENT)
    assert shortfalls([page], each([page])) == ()
