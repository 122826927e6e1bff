"""The shape of a signature's ink: the same hand through any scanner, and never more than familiar."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from statistics import mean

import cv2
import numpy as np
import pytest

from extractors.likeness import (
    REFERENCES,
    Familiarity,
    Mask,
    familiar_from,
    familiarity,
    shape_of,
    similarity,
)
from extractors.page.signing.shapes import described
from models.paper import Box, Role, SignatureRegion
from models.reading import FieldName
from tests.papers.signers import Signed, signed
from tests.values.matching_cases import POD, customer, decided, invoice, ledger, paper

DPI = 200.0
PEOPLE, SAMPLES = range(7001, 7015), 3
SCRIPT = cv2.FONT_HERSHEY_SCRIPT_COMPLEX


def region(box: Box, *, present: bool = True) -> SignatureRegion:
    return SignatureRegion(Role.CUSTOMER, 1, box, present=present, confidence=0.9, label="")


def shape(one: Signed) -> str:
    (found,) = described([region(one.box)], one.page, one.dpi, one.words)
    return found.likeness


def mask(name: str, thick: int = 3) -> Mask:
    ink = np.zeros((160, 520), np.uint8)
    cv2.putText(ink, name, (30, 100), SCRIPT, 2.2, 1, thick)
    return ink


def alike(one: Mask, other: Mask) -> float:
    found = similarity(shape_of(one), shape_of(other))
    assert found is not None
    return found


@pytest.fixture(scope="module")
def shapes() -> list[tuple[int, str]]:
    """Person and shape of signatures through clean, used and copied scans."""
    found = signed(PEOPLE, SAMPLES, ("clean", "office", "copy"))
    return [(one.person, shape(one)) for one in found]


def test_one_hand_is_more_alike_than_two(shapes: list[tuple[int, str]]) -> None:
    same: list[float] = []
    other: list[float] = []
    for (one, first), (two, second) in combinations(shapes, 2):
        (same if one == two else other).append(similarity(first, second) or 0.0)
    ranked = mean(own > theirs for own in same for theirs in other[:: len(PEOPLE)])
    assert ranked > 0.9
    assert mean(same) > mean(other) + 0.2


def test_strangers_are_unfamiliar(shapes: list[tuple[int, str]]) -> None:
    known = {person: [one for whose, one in shapes if whose == person] for person in PEOPLE}
    said = [
        familiarity([similarity(one, other) or 0.0 for other in known[person]])
        for whose, one in shapes
        for person in PEOPLE
        if person != whose
    ]
    assert said.count(Familiarity.UNFAMILIAR) >= 0.9 * len(said)


def test_a_shape_is_like_itself_and_likeness_works_both_ways() -> None:
    assert alike(mask("A. Okafor"), mask("A. Okafor")) > 0.95
    assert alike(mask("A. Okafor"), mask("B. Lund")) == alike(mask("B. Lund"), mask("A. Okafor"))


def test_size_place_and_pen_do_not_matter() -> None:
    name = mask("A. Okafor")
    larger = cv2.resize(name, None, fx=1.7, fy=1.7, interpolation=cv2.INTER_NEAREST)
    moved = np.roll(name, (12, 40), axis=(0, 1))
    own = [alike(name, other) for other in (larger, moved, mask("A. Okafor", thick=5))]
    assert min(own) > 0.85
    assert alike(name, mask("Wim Bosch")) < min(own) - 0.15


def test_a_ruled_line_and_print_leave_the_shape_as_it_is() -> None:
    paper_, ink = np.full((600, 1600), 255, np.uint8), mask("A. Okafor")
    paper_[200:360, 400:920][ink > 0] = 40
    rows, columns = np.nonzero(ink)
    edges = (columns.min() + 400, rows.min() + 200, columns.max() + 401, rows.max() + 201)
    box = Box(edges[0] / 1600, edges[1] / 600, edges[2] / 1600, edges[3] / 600)
    (bare,) = described([region(box)], paper_, DPI, ())
    ruled = paper_.copy()
    cv2.line(ruled, (300, 300), (1300, 300), 30, 3)
    (crossed,) = described([region(box)], ruled, DPI, ())
    assert (similarity(bare.likeness, crossed.likeness) or 0) > 0.75


def test_where_the_pens_ink_is_known_nothing_else_is_looked_at() -> None:
    ink = mask("A. Okafor")
    whole = region(Box(0, 0, 1, 1))
    (found,) = described([whole], np.full(ink.shape, 255, np.uint8), DPI, (), ink)
    assert found.likeness == shape_of(ink)


def test_a_place_without_ink_has_no_shape() -> None:
    white = np.full((400, 800), 255, np.uint8)
    box = Box(0.2, 0.2, 0.8, 0.6)
    assert [one.likeness for one in described([region(box, present=False)], white, DPI, ())] == [""]
    assert [one.likeness for one in described([region(box)], white, DPI, ())] == [""]
    assert shape_of(np.zeros((50, 50), np.uint8)) == ""


@pytest.mark.parametrize("box", [Box(0, 0, 1, 1), Box(0.99, 0.99, 1, 1), Box(0, 0.5, 0.5, 0.5)])
def test_any_box_on_the_page_can_be_looked_at(box: Box) -> None:
    noise = np.random.default_rng(1).integers(0, 255, (300, 400)).astype(np.uint8)
    assert len(described([region(box)], noise, DPI, ())) == 1


def test_a_shape_is_short_text() -> None:
    text = shape_of(mask("A. Okafor"))
    assert bytes.fromhex(text)
    assert len(text) <= 1100


def test_shapes_of_another_version_are_not_compared() -> None:
    text = shape_of(mask("A. Okafor"))
    assert similarity(text, "02" + text[2:]) is None
    assert similarity(text, "") is None


def test_with_fewer_than_three_references_nothing_is_said() -> None:
    assert REFERENCES == 3
    assert familiarity([1.0, 1.0]) is Familiarity.NO_REFERENCE
    assert familiarity([]) is Familiarity.NO_REFERENCE


def test_one_close_reference_makes_a_signature_familiar() -> None:
    assert familiarity([0.1, 0.2, 0.9]) is Familiarity.FAMILIAR
    assert familiarity([0.1, 0.2, 0.3]) is Familiarity.UNFAMILIAR


def test_among_many_references_one_must_be_closer() -> None:
    enough = familiar_from(3)
    assert familiarity([enough, 0.0, 0.0]) is Familiarity.FAMILIAR
    assert familiarity([enough, *[0.0] * 30]) is Familiarity.UNFAMILIAR


def test_no_word_of_the_verdict_accuses_anybody() -> None:
    assert {one.value for one in Familiarity} == {"familiar", "unfamiliar", "no reference"}


def test_a_decision_is_the_same_whatever_a_signature_looks_like() -> None:
    books = ledger([customer("C-17", "Acme East Ltd")], invoice("INV-1004", "C-17", "PO-88123", "8001234"))
    item = paper(
        POD,
        "Invoice INV-1004 C-17",
        {FieldName.INVOICE_NUMBER: "INV-1004", FieldName.CUSTOMER_NUMBER: "C-17"},
    )
    seen = set()
    for name in ("", "A. Okafor", "Wim Bosch"):
        likeness = shape_of(mask(name)) if name else ""
        signed_ = replace(region(Box(0.1, 0.8, 0.4, 0.9)), likeness=likeness)
        reading = replace(item.reading, signatures=(signed_,))
        seen.add(repr(decided(replace(item, reading=reading), books)))
    assert len(seen) == 1
