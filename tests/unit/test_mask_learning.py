"""What filings teach about the shape of delivery numbers that the ledger does not have."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.fields.masked import mask_of
from models.decision import Key
from models.learned import Lesson, LessonKind
from models.paper import Page
from models.reading import FieldName, Reading, Section
from pipeline.index.ledger_index import index_of
from pipeline.learning.masks import masks_of, masks_taught, with_masks
from pipeline.matching.match import match
from pipeline.read import Preferences, read
from tests.values.builders import At, page_from_lines
from tests.values.register_values import invoice_of

DELIVERY = FieldName.DELIVERY_NUMBER
LESSON = Lesson(LessonKind.MASK, "delivery_number", "AA-99999/9")
MASKS = masks_of([LESSON])
UNKNOWN = replace(invoice_of("INV-7"), delivery_number="")
RECEIPT = At(0.1, 0.8, "Goods received in good order and condition")


def paper(*lines: str, title: str = "Delivery note") -> Page:
    printed = (At(0.1, 0.2 + 0.05 * place, line) for place, line in enumerate(lines))
    return page_from_lines((At(0.1, 0.05, title, size=0.03), *printed, RECEIPT))


def reading(page: Page, masks: frozenset[str] = MASKS) -> Reading:
    return read(Section((page,), "test"), Preferences(masks=masks))


def numbers(page: Page, masks: frozenset[str] = MASKS) -> list[str]:
    return [value.text for value in reading(page, masks).fields.get(DELIVERY, ())]


@pytest.mark.parametrize(
    ("number", "mask"),
    [
        ("LS-48213/7", "AA-99999/9"),
        ("D4821377", "A9999999"),
        ("48213779", ""),
        ("LS-12", ""),
        ("LS 482137", ""),
    ],
)
def test_only_a_shape_that_tells_something_is_a_mask(number: str, mask: str):
    assert mask_of(number) == mask


def test_a_labelled_number_on_a_paper_that_a_person_filed_teaches_its_shape():
    labelled = reading(paper("Delivery note no.: LS-48213/7"), frozenset())
    assert masks_taught(labelled, [UNKNOWN]) == (LESSON,)
    assert masks_taught(labelled, [replace(UNKNOWN, delivery_number="LS-48213/7")]) == ()
    assert masks_taught(reading(paper("LS-48213/7")), [UNKNOWN]) == ()


def test_an_unlabelled_number_of_the_shape_is_a_candidate_where_it_is_the_only_one():
    assert numbers(paper("LS-51999/2"), frozenset()) == []
    assert numbers(paper("LS-51999/2", "INV-7")) == ["LS-51999/2"]
    assert numbers(paper("LS-51999/2", "LS-52000/1")) == []
    assert numbers(paper("LS-51999/2", "Phone: LS-52000/1")) == ["LS-51999/2"]
    assert numbers(paper("LS-51999/2", title="Purchase order")) == []


def test_a_labelled_number_is_doubted_until_its_shape_is_known():
    page = paper("Invoice no.: INV-7", "Delivery note no.: LS-48213/7", "Customer no.: C-1")
    index = index_of([], [UNKNOWN])
    before, after = (
        match(reading(page), (page,), one).reading for one in (index, with_masks(index, [LESSON]))
    )
    assert [one.value(DELIVERY).confidence < 0.4 for one in (before, after)] == [True, False]
    other = with_masks(index, [LESSON])
    assert not other.looks_like(Key.DELIVERY_NUMBER, "774410")
    assert other.changed(invoices=[UNKNOWN]).looks_like(Key.DELIVERY_NUMBER, "LS-51999/2")
