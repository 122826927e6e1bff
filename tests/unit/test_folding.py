"""Identifiers compare as a scanner may have misread them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.decision import Agreement
from pipeline.folding import compare, fold, forms_of_all, mask, masks_of_all, near, plain, stem, tail
from pipeline.index.hashing import codes, hash_of, hashes, neighbour_hashes

identifiers = st.text("0123456789ABCOISZ", min_size=5, max_size=14)


@pytest.mark.parametrize(
    ("read", "expected", "agreement"),
    [
        ("INV-1004", "INV-1004", Agreement.EXACT),
        ("inv 1004", "INV-1004", Agreement.EXACT),
        ("INV-1OO4", "INV-1004", Agreement.FOLDED),
        ("lNV-1004", "INV-1004", Agreement.FOLDED),
        ("8B123S", "BB1235", Agreement.FOLDED),
        ("90001234", "0090001234", Agreement.FOLDED),
        ("2026-004412", "INV-2026-004412", Agreement.FOLDED),
        ("INV-1004", "1004", Agreement.FOLDED),
        ("INV-1007", "INV-1004", Agreement.EDITED),
        ("INV-104", "INV-1004", Agreement.EDITED),
        ("4412", "INV-2026-004412", Agreement.EDITED),
        ("004412", "INV-2026-004412", Agreement.EDITED),
        ("INV-1077", "INV-1004", None),
        ("RE-1004", "INV-1004", None),
        ("C-18", "C-17", None),
        ("2026", "INV-2026-004412", None),
    ],
)
def test_a_read_number_agrees_with_the_ledgers_as_far_as_misreading_goes(
    read: str, expected: str, agreement: Agreement | None
) -> None:
    assert compare(read, expected) is agreement


@given(identifiers)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(identifiers, st.data())
def test_every_single_misread_character_is_among_the_neighbours(text: str, data: st.DataObject) -> None:
    at, kept = data.draw(st.integers(0, len(text) - 1)), data.draw(st.sampled_from([0, 1]))
    misread = text[:at] + data.draw(st.sampled_from(["", *"0123456789ABC"])) + text[at + kept :]
    around = neighbour_hashes(fold(misread), codes("".join(sorted(set(fold(text))))))
    assert hash_of(fold(text)) in around


@given(st.lists(st.text(max_size=8), max_size=6))
def test_many_texts_have_the_forms_and_hashes_of_each(texts: list[str]) -> None:
    folded, stems, tails = forms_of_all(texts)
    assert list(zip(folded, stems, tails, strict=True)) == [(fold(t), stem(t), tail(t)) for t in texts]
    assert masks_of_all(texts) == {mask(text) for text in texts}
    assert hashes(texts).tolist() == [int(hash_of(text)) for text in texts]


@given(identifiers, identifiers)
def test_nearness_goes_both_ways(one: str, other: str) -> None:
    assert near(one, other) == near(other, one)


def test_short_numbers_are_near_each_other_although_one_edit_proves_nothing() -> None:
    assert near("4711", "4712")
    assert compare("4711", "4712") is None


def test_a_number_is_not_near_itself_in_another_spelling() -> None:
    assert not near("INV-1004", "inv 1004")
    assert near("INV-1O04", "INV-1004")


@pytest.mark.parametrize(("text", "shortened"), [("INV-00441", "441"), ("000441", "441"), ("INV-07", "")])
def test_a_stem_is_what_is_left_without_prefix_and_zeros(text: str, shortened: str) -> None:
    assert stem(text) == shortened


@pytest.mark.parametrize(("text", "last"), [("INV-2026-004412", "4412"), ("INV-004412", ""), ("26/12", "")])
def test_a_tail_is_the_last_group_of_a_number_of_several_groups(text: str, last: str) -> None:
    assert tail(text) == last


def test_full_width_digits_are_digits() -> None:
    assert plain("ＩＮＶ-１００４") == "INV1004"  # noqa: RUF001 - the look-alikes are what is tested
