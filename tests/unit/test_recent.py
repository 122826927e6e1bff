"""What came last is kept by what it weighs; what was asked for again stays longest."""

from __future__ import annotations

from flows.machine.recent import Recent


def made(kept: Recent[str], *keys: str) -> list[str]:
    """The keys whose value had to be made."""
    making = list[str]()
    for key in keys:
        kept.of(key, lambda key=key: making.append(key) or key)
    return making


def test_the_last_values_are_kept() -> None:
    kept = Recent[str](2)
    assert made(kept, "a", "b", "a", "c", "a", "b") == ["a", "b", "c", "b"]


def test_heavy_values_leave_place_for_fewer() -> None:
    kept = Recent[str](4, len)
    assert made(kept, "a", "b", "ccc", "b", "a") == ["a", "b", "ccc", "a"]
    assert made(kept, "ccc", "a", "dddd", "a") == ["ccc", "dddd", "a"]


def test_what_is_heavier_than_all_is_not_kept_and_leaves_nothing_behind() -> None:
    kept = Recent[str](2, len)
    assert made(kept, "abc", "abc") == ["abc", "abc"]
    assert made(kept, "a", "b", "a", "b") == ["a", "b"]
