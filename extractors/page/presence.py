"""How likely ink is somebody's signature: by how much of it there is, and what the network takes it for."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.page.strokes import Stroke

_NOTHING = 0.02
"""Probability of a signature where there is no ink that could be one; a pen may have failed."""
_OTHER = 0.1
"""What a square millimetre of other handwriting counts for in the place of a signature."""
_EVEN, _STEEP = {True: 4.0, False: 18.0}, {True: 2.5, False: 3.0}
"""Square millimetres of ink at which a signature is as likely as none, with a label and without; and how
quickly that changes."""


def chance_of(found: Sequence[Stroke], dpi: float, *, labelled: bool) -> float:
    """Probability 0..1 that the ink found together is a signature; `labelled` where a label asks for one."""
    millimetre = (dpi / 25.4) ** 2
    other = _OTHER if labelled else 0.0
    amount = sum(
        stroke.ink / millimetre * stroke.sure * (stroke.signed + other * (1 - stroke.signed))
        for stroke in found
    )
    if amount <= 0:
        return _NOTHING
    return max(
        _NOTHING, min(float(1 / (1 + (amount / _EVEN[labelled]) ** -_STEEP[labelled])), 1 - _NOTHING / 2)
    )
