"""Boxes to be ticked that are set in type: two brackets with room between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from extractors.page.ticking.frame_looks import Frame, Inked

_HIGH = (0.07, 0.25)
"""Inches: height of a bracket."""
_NARROW = 0.6
"""Of its height: the greatest width."""
_APART = (0.7, 2.2)
"""The same: from the outside of one to the outside of the other."""
_LEVEL = 0.2
"""The same: how far the two may differ at top and bottom."""
_STEM, _ARMS, _OPEN = 0.85, 0.5, 0.15
"""Share of stem and arms that is inked, and of what lies between the arms, most."""
_SURE = 0.9


def bracketed(page: Inked, pieces: npt.NDArray[np.int32]) -> Iterator[Frame]:
    """Pairs of brackets among pieces of ink (left, top, width, height, pixels)."""
    wide, high = pieces[:, 2], pieces[:, 3]
    least, most = (round(side * page.dpi) for side in _HIGH)
    sized = (high >= least) & (high <= most) & (wide <= _NARROW * high)
    narrow = pieces[sized].tolist()
    opening = [piece for piece in narrow if _is_bracket(page, piece, opens=True)]
    closing = [piece for piece in narrow if _is_bracket(page, piece, opens=False)]
    for one in opening:
        pair = min(
            (other for other in closing if _go_together(one, other)), key=lambda other: other[0], default=None
        )
        if pair:
            side = pair[0] + pair[2] - one[0]
            middle = one[1] + one[3] // 2
            yield Frame(one[0], middle - side // 2, side, round=False, sureness=_SURE, bracketed=True)


def _go_together(one: Sequence[int], other: Sequence[int]) -> bool:
    high = one[3]
    apart = other[0] + other[2] - one[0]
    level = abs(one[1] - other[1]) <= _LEVEL * high and abs(other[3] - high) <= _LEVEL * high
    return level and _APART[0] * high <= apart <= _APART[1] * high


def _is_bracket(page: Inked, piece: Sequence[int], *, opens: bool) -> bool:
    """True for a stem with an arm at either end, and nothing between the arms."""
    left, top, wide, high, _ = piece
    cut = page.dark[top : top + high, left : left + wide]
    cut = cut if opens else cut[:, ::-1]
    rows, columns = np.flatnonzero(cut.any(axis=1)), np.flatnonzero(cut.any(axis=0))
    if not rows.size:
        return False
    cut = cut[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    high, wide = cut.shape
    if wide < 3:  # noqa: PLR2004 # a stem and an arm
        return False
    stem, end = max(1, wide // 3), max(2, high // 6)
    arms = (cut[:end, stem:].any(axis=0).mean(), cut[-end:, stem:].any(axis=0).mean())
    between = cut[2 * end : -2 * end, -max(1, wide // 3) :]
    return bool(
        cut[:, :stem].any(axis=1).mean() >= _STEM
        and min(arms) >= _ARMS
        and (not between.size or between.mean() <= _OPEN)
    )
