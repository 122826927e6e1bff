"""What people write on a receipt: remarks that are no signature, rows that were overlooked, what strays."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from extractors.page.by_hand import read_by_hand
from extractors.page.engines.port import Corners, Look, Picture, RawWord, Reader
from extractors.page.engines.spread import spread
from extractors.page.signing.remarked import remark_boxes
from extractors.page.signing.signature import Signed
from extractors.page.unread import unread_words
from models.paper import Box, Ink, Mark, Role, Word
from pipeline.acceptance import SURE
from tests.papers.signed_forms import COLUMNS, ROWS, Form

HIGH = 26 / ROWS


def written(text: str, *, ink: Ink = Ink.HAND, confidence: float = 0.95, gap: float = 0.01) -> list[Word]:
    """Words of one line."""
    words, x = [], 0.2
    for part in text.split():
        words.append(Word(part, Box(x, 0.7, x + 0.012 * len(part), 0.7 + HIGH), confidence, 0, ink=ink))
        x += 0.012 * len(part) + gap
    return words


LABEL = [Word("Remarks:", Box(0.1, 0.7, 0.18, 0.7 + HIGH), 0.99, 0)]


@pytest.mark.parametrize("ink", [Ink.HAND, Ink.PRINT])
def test_a_remark_that_was_read_has_one_box_around_it(ink: Ink) -> None:
    words = written("3 CTN SHORT", ink=ink)
    (box,) = remark_boxes([*LABEL, *words], 0.77)
    assert box == words[0].box.union(words[-1].box)


@pytest.mark.parametrize("text", ["J. Short", "Rui Falta", "Tom Wet", "A. Torn", "Kurt Bruch", "MR SHORT"])
def test_a_name_that_is_a_word_of_remarks_too_is_none(text: str) -> None:
    assert remark_boxes(written(text), 0.77) == ()


@pytest.mark.parametrize("text", ["Short Shipped", "Carton Wet", "NOT DELIVERED", "Annahme Verweigert"])
def test_what_says_nothing_but_what_was_wrong_is_no_name(text: str) -> None:
    assert len(remark_boxes(written(text), 0.77)) == 1


@pytest.mark.parametrize("text", ["3 CTN SHORT", "12 SHORT STREET"])
def test_capitals_that_pass_for_print_and_are_no_remark_of_the_page_take_no_ink(text: str) -> None:
    assert remark_boxes(written(text, ink=Ink.PRINT), 0.77) == ()


@pytest.mark.parametrize(
    "words",
    [
        written("J. SMITH"),
        written("no damage"),
        written("3 CTN SHORT", confidence=0.5),
        written("Short shipped", ink=Ink.PRINT),
        written("REFUSED:", ink=Ink.PRINT),
        written("NOT DELIVERED", gap=0.2),
    ],
    ids=["a name", "a denial", "badly read", "print", "a label", "far apart"],
)
def test_other_words_are_none(words: list[Word]) -> None:
    assert remark_boxes(words, 0.77) == ()


def to_sign() -> Form:
    form = Form().print("Delivery note 80012345", 150, 200).print("Received by:", 150, 1500)
    return form.rule(480, 1522, 1200)


def read_as(form: Form, text: str) -> tuple[Box, Signed]:
    """The form once the ink in its place was read as that."""
    (signed,) = form.read()
    assert signed.present
    parts, box = text.split(), signed.box
    wide = box.width / len(parts)
    lefts = [box.x0 + place * wide for place in range(len(parts))]
    form.words += [
        Word(part, Box(left, box.y0, left + wide, box.y1), 0.95, 7, ink=Ink.HAND)
        for part, left in zip(parts, lefts, strict=True)
    ]
    return box, form.signed()


def test_a_remark_in_the_place_of_a_signature_is_none_but_a_mark() -> None:
    box, found = read_as(to_sign().write(520, 1515, "REFUSED"), "REFUSED")
    assert not any(region.present for region in found.signatures)
    assert any(mark.ink is Ink.HAND and mark.box.overlap(box) > 0 for mark in found.marks)


def test_ink_that_looks_signed_all_through_is_in_doubt_where_a_remark_was_read_in_it() -> None:
    _, found = read_as(to_sign().sign(520, 1515), "Voorbehoud")
    assert [(one.present, one.confidence < SURE) for one in found.signatures] == [(True, True)]


def test_a_legible_signature_of_somebody_called_short_is_surely_one() -> None:
    _, found = read_as(to_sign().sign(520, 1515), "J. Short")
    assert [(one.present, one.confidence >= SURE) for one in found.signatures] == [(True, True)]


def test_ink_that_strays_from_every_place_is_sure_where_it_looks_signed_and_nobodys_where_it_does_not() -> (
    None
):
    def strayed(form: Form) -> list[tuple[bool, bool]]:
        regions = form.frame(140, 1400, 400, 1480).print("Received by", 150, 1410).read()
        return [(one.present, one.confidence >= 0.8) for one in regions if one.role is Role.CUSTOMER]

    assert strayed(Form().sign(430, 1560)) == [(True, True)]
    assert (True, True) not in strayed(Form().write(430, 1560, "14 May 2026"))


class OneLine(Reader):
    """A reader that sees the same in every place it is shown."""

    @property
    def name(self) -> str:
        return "one line"

    def __init__(self, text: str, confidence: float) -> None:
        self.seen = Look(text, confidence)
        self.asked: list[Corners] = []

    def turn(self, _picture: Picture) -> int:
        return 0

    def read(self, _picture: Picture) -> tuple[RawWord, ...]:
        return ()

    def look(self, _picture: Picture, places: Sequence[Corners]) -> tuple[Look, ...]:
        return (self.seen,) * len(places)

    def handwriting(self, _picture: Picture, places: Sequence[Corners]) -> tuple[tuple[RawWord, ...], ...]:
        self.asked += places
        return tuple(tuple(spread(self.seen, place)) for place in places)


PAGE = np.full((ROWS, COLUMNS), 255, np.uint8)
PRINT = [Word("Remarks", Box(0.1, 0.5, 0.17, 0.5 + HIGH), 0.99, 0)]
ROW = Box(0.2, 0.5, 0.28, 0.515), Box(0.285, 0.502, 0.35, 0.516)


def overlooked(reader: OneLine, *boxes: Box, ink: Ink = Ink.HAND) -> tuple[RawWord, ...]:
    return unread_words(PAGE, PRINT, Signed((), tuple(Mark(ink, box, 0.9) for box in boxes)), reader)


def test_marks_beside_each_other_are_looked_at_as_one_row_and_give_its_words() -> None:
    reader = OneLine("5 BOXES WET", 0.98)
    words = overlooked(reader, *ROW)
    assert len(reader.asked) == 1
    assert [word.text for word in words] == ["5", "BOXES", "WET"]
    lefts = [word.corners[0][0] for word in words]
    assert lefts == sorted(lefts)
    assert words[0].corners[0][0] < ROW[0].x0 * COLUMNS
    assert words[-1].corners[1][0] > ROW[1].x1 * COLUMNS


@pytest.mark.parametrize("text", [("5 BOXES WET", 0.8), ("wet", 0.99), ("", 0.0)])
def test_what_is_not_surely_read_or_too_short_is_left_unread(text: tuple[str, float]) -> None:
    assert overlooked(OneLine(*text), *ROW) == ()


@pytest.mark.parametrize(
    ("box", "ink"),
    [
        (PRINT[0].box, Ink.HAND),
        (Box(0.2, 0.5, 0.35, 0.516), Ink.STAMP),
        (Box(0.2, 0.5, 0.205, 0.516), Ink.HAND),
        (Box(0.2, 0.5, 0.6, 0.7), Ink.HAND),
    ],
    ids=["read already", "a stamp", "a stroke", "too high"],
)
def test_other_ink_is_not_looked_at(box: Box, ink: Ink) -> None:
    reader = OneLine("5 BOXES WET", 0.98)
    assert overlooked(reader, box, ink=ink) == ()
    assert reader.asked == []


def read_again(reader: OneLine, words: Sequence[Word]) -> list[str]:
    raw = [RawWord(word.text, _corners(word.box), word.confidence) for word in words]
    return [word.text for word in read_by_hand(PAGE, words, words, raw, reader)]


def _corners(box: Box) -> Corners:
    left, right, top, bottom = (
        box.x0 * COLUMNS, box.x1 * COLUMNS, box.y0 * ROWS, box.y1 * ROWS,
    )  # fmt: skip
    return (left, top), (right, top), (right, bottom), (left, bottom)


@pytest.mark.parametrize("sure", [0.9, 0.55])
def test_words_of_a_hand_are_read_once_more_together(sure: float) -> None:
    reader = OneLine("2 boxes torn", sure)
    assert read_again(reader, [*LABEL, *written("Z bqxes tom", confidence=0.6)]) == [
        "Remarks:", "2", "boxes", "torn",
    ]  # fmt: skip
    assert len(reader.asked) == 1


@pytest.mark.parametrize(
    ("first", "second", "sure", "others"),
    [
        ("4711", "4717", 0.89, ("4711",)),
        ("Z", "2", 0.89, ("Z",)),
        ("4711", "4711", 0.99, ()),
        ("tom", "torn", 0.99, ()),
        ("47 11", "4711", 0.89, ()),
    ],
)
def test_a_figure_that_two_looks_read_differently_is_not_sure(
    first: str, second: str, sure: float, others: tuple[str, ...]
) -> None:
    words = written(first, confidence=0.8)
    raw = [RawWord(word.text, _corners(word.box), word.confidence) for word in words]
    (seen,) = read_by_hand(PAGE, words, words, raw, OneLine(second, 0.99))
    assert (seen.text, seen.confidence, seen.alternatives) == (second, sure, others)


def test_a_figure_that_was_in_dispute_before_stays_so() -> None:
    (word,) = written("4711", confidence=0.8)
    raw = [RawWord("4711", _corners(word.box), 0.8, ("4717",))]
    (seen,) = read_by_hand(PAGE, [word], [word], raw, OneLine("4711", 0.99))
    assert (seen.text, seen.confidence, seen.alternatives) == ("4711", 0.89, ("4717",))


def test_a_look_that_is_far_less_sure_or_reads_nothing_changes_nothing() -> None:
    words = [*LABEL, *written("Z bqxes tom", confidence=0.9)]
    assert read_again(OneLine("2 boxes torn", 0.6), words) == ["Remarks:", "Z", "bqxes", "tom"]
    assert read_again(OneLine("", 0.0), words) == ["Remarks:", "Z", "bqxes", "tom"]


def test_words_far_apart_are_looked_at_apart() -> None:
    reader = OneLine("ok", 0.9)
    assert read_again(reader, written("Z bqxes", confidence=0.6, gap=0.2)) == ["ok", "ok"]


@pytest.mark.parametrize("ink", [Ink.PRINT, Ink.STAMP])
def test_what_no_hand_wrote_is_not_looked_at(ink: Ink) -> None:
    reader = OneLine("2 boxes torn", 0.99)
    assert read_again(reader, written("Z bqxes tom", ink=ink, confidence=0.6)) == ["Z", "bqxes", "tom"]
    assert reader.asked == []
