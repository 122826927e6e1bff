"""What a form prints is known from earlier papers of it, and nothing that people wrote."""

from __future__ import annotations

from dataclasses import replace

from models.paper import Box, Ink, Page, Word
from pipeline.forms import Shown, known_print, print_of
from tests.papers.drawn_forms import FORM, box_of, note, scanned, with_word

SCANS = ((0.4, (6, -9)), (-0.7, (-12, 4)), (0.1, (3, 3)), (1.1, (10, 14)), (-0.3, (0, -7)))
REMARK = box_of(420, 1790, 560, 1830)


def papers(*numbers: int) -> list[Page]:
    """Scans of notes of one form, each lying as it will."""
    return [
        scanned(*note(number, (number, number + 30, number * 3)), *SCANS[place % len(SCANS)])[1]
        for place, number in enumerate(numbers)
    ]


def known(page: Page, earlier: list[Page]) -> list[str]:
    return [
        page.words[place].text for place in known_print(page, [Shown.by(other.words) for other in earlier])
    ]


def test_labels_and_small_print_are_known_after_three_papers():
    found = known(note(9)[1], papers(1, 2, 3))
    assert set(" ".join(text for text, _, _ in FORM).split()) <= set(found)


def test_two_papers_are_too_few():
    assert known(note(9)[1], papers(1, 2)) == []


def test_numbers_and_quantities_of_a_delivery_are_not_the_forms():
    page = note(9, (11, 22, 33))[1]
    found = known(page, papers(1, 2, 3, 4))
    assert not [text for text in found if any(sign.isdigit() for sign in text)]


def test_a_remark_is_never_the_forms_print():
    page = with_word(note(9)[1], "damaged", REMARK)
    assert "damaged" not in known(page, papers(1, 2, 3, 4))


def test_a_remark_made_once_before_in_the_same_place_is_still_a_remark():
    page = with_word(note(9)[1], "damaged", REMARK)
    earlier = [with_word(papers(1)[0], "damaged", REMARK), *papers(2, 3, 4)]
    assert "damaged" not in known(page, earlier)


def test_a_habit_of_the_hand_is_no_print():
    """The same word by hand on every paper, about where it was before."""
    stray = [
        Box(REMARK.x0 + s, REMARK.y0, REMARK.x1 + s * 1.4, REMARK.y1) for s in (0.01, -0.012, 0.02, 0.008)
    ]
    earlier = [
        with_word(note(number)[1], "unchecked", at) for number, at in zip((1, 2, 3, 4), stray, strict=True)
    ]
    assert "unchecked" not in known(with_word(note(9)[1], "unchecked", REMARK), earlier)


def test_what_is_known_to_be_handwriting_is_no_print_wherever_it_stands():
    def by_hand(page: Page) -> Page:
        written = with_word(page, "unchecked", REMARK)
        return replace(written, words=(*page.words, replace(written.words[-1], ink=Ink.HAND)))

    earlier = [by_hand(note(number)[1]) for number in (1, 2, 3)]
    assert "unchecked" not in known(by_hand(note(9)[1]), earlier)
    assert "unchecked" not in known(with_word(note(9)[1], "unchecked", REMARK), earlier)


def test_scans_of_one_paper_count_once():
    page = note(9)[1]
    again = [scanned(*note(1), *way)[1] for way in SCANS]
    assert known(page, again) == []


def _upside_down(word: Word) -> Word:
    return replace(word, box=Box(word.box.x0, 1 - word.box.y1, word.box.x1, 1 - word.box.y0))


def test_a_paper_of_another_form_tells_nothing():
    page = note(9)[1]
    mirrored = [replace(other, words=tuple(map(_upside_down, other.words))) for other in papers(1, 2, 3)]
    assert known(page, mirrored) == []


def test_words_that_the_reader_joined_or_misread_are_still_print():
    earlier = papers(1, 2, 3)
    page = note(9)[1]
    at = next(place for place, word in enumerate(page.words) if word.text == "Report")
    glued = replace(
        page.words[at], text="Report5hortage", box=page.words[at].box.union(page.words[at + 1].box)
    )
    joined = replace(page, words=(*page.words[:at], glued, *page.words[at + 2 :]))
    assert "Report5hortage" in known(joined, earlier)


def test_the_note_as_issued_prints_its_numbers_too():
    issued, page = note(9)[1], with_word(scanned(*note(9), 0.6, (8, -5))[1], "damaged", REMARK)
    printed = {page.words[place].text for place in print_of(page, issued.words)}
    assert printed == {word.text for word in issued.words}
