"""What a value that a person points at teaches about the label beside it."""

from __future__ import annotations

import pytest

from models.learned import Lesson, LessonKind
from models.ledger import Customer
from models.paper import Box, Page
from models.reading import FieldName as F
from models.reading import Found, Section, Value
from pipeline.corrections import NO_BOX, Pointed, typed
from pipeline.index.ledger_index import index_of
from pipeline.learning.labels import Given, labels_of, labels_taught
from pipeline.read import Preferences, read
from tests.values.builders import At, page_from_lines

PLAIN = Preferences()
INDEX = index_of([Customer("C-1", "Müller & Söhne GmbH")], [])
NUMBER = "LS-48213/7"
RIGHT = 0.4


def paper(*lines: At) -> Page:
    return page_from_lines(
        (At(0.1, 0.05, "Delivery note", size=0.03), At(0.1, 0.12, "Invoice number: INV-7"), *lines)
    )


def beside(label: str, value: str = NUMBER, y: float = 0.15) -> tuple[At, At]:
    return At(0.1, y, label), At(RIGHT, y, value)


def taught(page: Page, text: str = NUMBER, field: F = F.DELIVERY_NUMBER, box: Box = NO_BOX) -> list[str]:
    """The wordings that are learned when a person gives this value."""
    given = Given(field, typed(field, Pointed(text, 1, box), "dmy"))
    return [one.value for one in labels_taught(Section((page,), "test"), given, PLAIN, INDEX)]


def read_with(page: Page, *lessons: tuple[F, str]) -> dict[F, list[str]]:
    """What the next document says to a reader that knows these."""
    labels = labels_of([Lesson(LessonKind.LABEL, field.value, text) for field, text in lessons])
    fields = read(Section((page,), "test"), Preferences(taught=labels)).fields
    return {name: [value.text for value in values] for name, values in fields.items()}


@pytest.mark.parametrize(
    ("lines", "text", "field", "wording"),
    [
        (beside("Brasko Zundo"), NUMBER, F.DELIVERY_NUMBER, "brasko zundo"),
        (beside("BRASKO:"), NUMBER, F.DELIVERY_NUMBER, "brasko"),
        ([At(0.1, 0.15, f"Brasko Nr. {NUMBER}")], NUMBER, F.DELIVERY_NUMBER, "brasko nr"),
        ([At(0.5, 0.2, "Krawe"), At(0.5, 0.22, "774410")], "774410", F.PO_NUMBER, "krawe"),
        (
            [*beside("Date", "1.3.2026", 0.5), *beside("Zundel", "12.03.2026")],
            "12.3.26",
            F.DOCUMENT_DATE,
            "zundel",
        ),
        (beside("Wolbert", "K-4471"), "K-4471", F.CUSTOMER_NUMBER, "wolbert"),
    ],
)
def test_the_words_beside_in_front_of_or_above_a_value_are_its_label(
    lines: list[At], text: str, field: F, wording: str
):
    assert taught(paper(*lines), text, field) == [wording]
    assert field in read_with(paper(*lines), (field, wording))


@pytest.mark.parametrize(
    "label",
    [
        *("Your order", "Phone", "Number", "please", "May", "Ab1 Brasko"),
        *("Not one label of five words", "Müller & Söhne", "Brasko B.V.", "-"),
    ],
)
def test_labels_of_other_fields_common_words_and_names_are_not_learned(label: str):
    assert taught(paper(*beside(label))) == []


def test_what_the_reader_finds_anyhow_teaches_nothing():
    assert taught(paper(*beside("Delivery note no."))) == []


def test_a_value_that_stands_nowhere_or_twice_teaches_nothing_unless_it_is_pointed_at():
    page = paper(*beside("Brasko"), *beside("Vlekno", y=0.2))
    assert taught(page, "LS-99999/9") == []
    assert taught(page) == []
    assert taught(page, box=Box(0.35, 0.14, 0.7, 0.17)) == ["brasko"]


def test_words_that_stand_elsewhere_on_the_page_too_are_no_label():
    assert taught(paper(*beside("Brasko"), At(0.1, 0.6, "All Brasko goods remain ours"))) == []


def test_where_a_label_beside_and_a_head_above_are_as_likely_nothing_is_learned():
    assert taught(paper(At(RIGHT, 0.13, "Krawe"), *beside("Brasko"))) == []


def test_words_in_front_of_a_known_label_may_make_another_of_it_but_no_label_s_value_is_one():
    assert taught(paper(At(0.1, 0.15, "Brasko order no. 774410")), "774410") == ["brasko order no"]
    assert taught(paper(*beside("Customer: Brasko"))) == []


def test_a_learned_label_is_known_with_one_letter_misread_where_it_is_long():
    lesson = (F.DELIVERY_NUMBER, "branskozundo")
    assert read_with(paper(*beside("Branskozvndo")), lesson)[F.DELIVERY_NUMBER] == [NUMBER]
    assert F.DELIVERY_NUMBER not in read_with(paper(*beside("Brunskozvndo")), lesson)


def test_a_label_learned_for_two_fields_counts_for_neither():
    lessons = (F.DELIVERY_NUMBER, "brasko"), (F.PO_NUMBER, "brasko")
    assert F.DELIVERY_NUMBER not in read_with(paper(*beside("Brasko")), *lessons)


def test_a_value_without_a_place_is_a_person_s():
    given = typed(F.DELIVERY_NUMBER, Pointed(NUMBER, 1), "dmy")
    assert given == Value(NUMBER, 1.0, 1, NO_BOX, Found.PERSON)
