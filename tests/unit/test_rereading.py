"""What becomes of a word that is looked at twice."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.page.engines.port import Corners, Look, RawWord
from extractors.page.rereading import reread, settled

PLACE: Corners = ((10, 10), (90, 10), (90, 30), (10, 30))


def read(text: str, confidence: float) -> RawWord:
    return RawWord(text, PLACE, confidence)


def test_two_looks_that_agree_make_a_word_surer_but_no_surer_than_one_without_doubt() -> None:
    word = settled(read("INV-4711", 0.6), Look("INV-4711", 0.8))
    assert (word.text, word.alternatives) == ("INV-4711", ())
    assert word.confidence == pytest.approx(0.92)
    assert settled(read("INV-4711", 0.9), Look("INV-4711", 0.95)).confidence == pytest.approx(0.95)
    assert settled(read("INV-4711", 0.99), Look("INV-4711", 0.95)).confidence == pytest.approx(0.99)


def test_a_clearly_surer_look_overrules_and_keeps_the_first_reading_beside_it() -> None:
    word = settled(read("WHO5887A", 0.95), Look("WH05887A", 0.998))
    assert (word.text, word.alternatives) == ("WH05887A", ("WHO5887A",))


def test_a_look_that_is_hardly_surer_overrules_nothing() -> None:
    word = settled(read("408446", 0.987), Look("108446", 0.99))
    assert (word.text, word.alternatives) == ("408446", ("108446",))


def test_a_disputed_word_is_not_sure() -> None:
    assert settled(read("408446", 0.987), Look("108446", 0.99)).confidence < 0.9
    assert settled(read("PE0/017", 0.95), Look("PED/017", 0.999)).confidence < 0.9


@pytest.mark.parametrize("look", [Look("", 0.0), Look("4712", 0.4), Look("||", 0.9)])
def test_a_look_that_reads_nothing_changes_nothing(look: Look) -> None:
    assert settled(read("4711", 0.8), look) == read("4711", 0.8)


def test_rules_and_neighbours_beside_a_word_are_no_part_of_it() -> None:
    assert settled(read("COE008389", 0.87), Look("|CDE008389", 0.99)).text == "CDE008389"
    assert settled(read("Gcrdens", 0.8), Look("Gardens C", 0.99)).text == "Gardens"


def test_a_look_at_several_words_says_nothing_of_one() -> None:
    assert settled(read("Gcrdens", 0.8), Look("Larkhill Gardens", 0.99)).text == "Gcrdens"


def test_accents_that_the_first_look_does_not_know_are_put_back() -> None:
    assert settled(read("Ferreterias", 0.99), Look("Ferreterías", 0.97)).text == "Ferreterías"


def test_a_look_that_lost_the_edge_of_a_word_overrules_nothing() -> None:
    assert settled(read("013027", 0.8), Look("13027", 0.999)).text == "013027"
    assert settled(read("johnson", 0.8), Look("hnsor", 0.999)).text == "johnson"


def test_marks_within_a_date_are_found_but_never_lost() -> None:
    assert settled(read("21126", 0.9), Look("21.1.26", 0.99)).text == "21.1.26"
    assert settled(read("26.1.26", 0.9), Look("26.126", 0.99)).text == "26.1.26"


def test_specks_before_a_number_go_and_the_full_stop_of_a_name_stays() -> None:
    assert settled(read(".16406", 0.9), Look("16406", 0.999)).text == "16406"
    assert settled(read("Ges.m.b.H.", 0.9), Look("Ges.m.b.H", 0.999)).text == "Ges.m.b.H."


@given(
    first=st.text("AB01/-.", min_size=1, max_size=8),
    second=st.text("AB01/-. |", max_size=8),
    confidences=st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_a_word_is_always_one_of_its_two_readings(
    first: str, second: str, confidences: tuple[float, float]
) -> None:
    word = settled(read(first, confidences[0]), Look(second, confidences[1]))
    assert word.text == first or word.text in second.replace(" ", "")
    assert 0 <= word.confidence <= 1
    assert word.text not in word.alternatives


class _Sure:
    """A reader whose closer look always reads the same."""

    name = "sure"

    def turn(self, _picture: np.ndarray) -> int:
        return 0

    def read(self, _picture: np.ndarray) -> tuple[RawWord, ...]:
        return ()

    def look(self, _picture: np.ndarray, places: Sequence[Corners]) -> tuple[Look, ...]:
        return tuple(Look("4711", 1.0) for _ in places)

    def handwriting(self, _picture: np.ndarray, places: Sequence[Corners]) -> tuple[tuple[RawWord, ...], ...]:
        return ((),) * len(places)


def test_only_doubtful_words_are_looked_at_again() -> None:
    raw = [
        RawWord(text, tuple((x, y + 40 * row) for x, y in PLACE), 0.6)  # type: ignore[arg-type] # four corners
        for row, text in enumerate(("471l", "472l"))
    ]
    seen = reread(np.zeros((200, 100), np.uint8), raw, _Sure(), lambda _: (1,))
    assert [word.text for word in seen] == ["471l", "4711"]
