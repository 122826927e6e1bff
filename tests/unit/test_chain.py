"""The audit chain as values: hashes that bind, short paths, heads as text."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.chain import (
    GENESIS,
    Head,
    Leaf,
    Node,
    detail_digest,
    earlier_than,
    head_from,
    head_text,
    path,
    tied_later,
)
from models.errors import WrongUse

HEAD = Head(4711, "ab" * 32, datetime(2026, 11, 30, 6, tzinfo=UTC))
LEAF = Leaf(7, "2026-03-02T08:30:00.000000+00:00", "default", "filed", "d" * 24, True, "", "cd" * 32)


def test_the_first_hash_is_this_one_for_good() -> None:
    """What was sealed once is checked by every later program: another hash needs another format."""
    assert LEAF.hash == "1ea4f50181b67c82909d72720ce01fd19e1b4e42f1c3fb50180492164454f45f"
    assert (
        Node(1, GENESIS, GENESIS, LEAF.hash).hash
        == "e851ea1a9c313a853f22d3046141d3cafee3982a917a25ba7c7827986b420682"
    )
    assert (
        detail_digest("00", {"by": "x", "a": [1, True, None, "\u00e9"]})
        == "be38aafaf9e4e683e6e8e43dfa385d163ebf9d8bae59478cad5ffc6f4273d90d"
    )


@given(st.integers(1, 2_000_000).flatmap(lambda head: st.tuples(st.just(head), st.integers(1, head))))
def test_a_path_is_short_and_each_step_is_a_tie(ends: tuple[int, int]) -> None:
    head, target = ends
    steps = list(path(head, target))
    assert (steps[0], steps[-1]) == (head, target)
    assert all(later in {one - 1, earlier_than(one)} for one, later in pairwise(steps))
    assert len(steps) <= 3 * head.bit_length()


@given(st.integers(1, 100_000), st.integers(1, 5000))
def test_what_comes_later_is_tied_to_few_positions(last: int, further: int) -> None:
    """So that whoever walks the chain needs few hashes at a time."""
    kept = set(tied_later(last))
    assert len(kept) <= 2 * last.bit_length() + 1
    assert earlier_than(last + further) > last or earlier_than(last + further) in kept


@pytest.mark.parametrize("around", ["{}", "Dear Ann,\n\nthe head of today:\n{}\nRegards\n"])
def test_a_head_is_found_in_a_file_and_in_a_mail(around: str) -> None:
    assert head_from(around.replace("{}", head_text(HEAD))) == HEAD


@pytest.mark.parametrize(
    "text", ["", "{}", "hello", '{"format": "other", "position": 1, "hash": "", "at": ""}']
)
def test_what_is_no_head_is_refused(text: str) -> None:
    with pytest.raises(WrongUse, match="countersign head"):
        head_from(text)
