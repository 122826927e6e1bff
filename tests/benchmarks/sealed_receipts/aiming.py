"""Where a signature comes to lie: in its place, outside it, over the label, the line, print or a stamp."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from tests.benchmarks.sealed.sheet import DOT, Box
from tests.benchmarks.sealed_receipts.blanks import Blank, Spot, Zone

SIZES = {"normal": (44.0, 12.0), "tiny": (13.0, 4.5), "huge": (84.0, 27.0)}
"""Width and height, millimetres."""
Aim = tuple[Spot, tuple[float, float], str, str]
"""The line to sign on, the size, and which place and size these are."""
_TRIES = 8
_MOST = 0.2
"""Share of a signature, or of somebody else's place, that may overlap: or nobody could say whose it is."""


def aim(blank: Blank, zone: Zone, wanted: tuple[str, str], rng: Random) -> Aim:
    """As is wanted (place, size), unless it would then lie in the place of another."""
    others = [around(one) for one in blank.zones if one is not zone and one.spot.page == zone.spot.page]
    for _ in range(_TRIES):
        place, size = wanted
        spot, extent = _moved(blank, zone, wanted, rng)
        if _foreign(spot, extent, others) <= _MOST:
            return spot, extent, place, size
    size = "tiny" if wanted[1] == "tiny" else "normal"
    spot, extent = _moved(blank, zone, ("in", size), rng)
    return spot, (min(extent[0], zone.spot.width), min(extent[1], zone.height)), "in", size


def around(zone: Zone) -> Box:
    """The empty place itself, millimetres."""
    spot = zone.spot
    return spot.x, spot.y - zone.height, spot.x + spot.width, spot.y


def pixels(box: Box) -> Box:
    """A box in millimetres as pixels."""
    a, b, c, d = (edge * DOT for edge in box)
    return a, b, c, d


def _moved(
    blank: Blank, zone: Zone, wanted: tuple[str, str], rng: Random
) -> tuple[Spot, tuple[float, float]]:
    (place, size), spot = wanted, zone.spot
    wide, high = SIZES[size]
    extent = (wide * rng.uniform(0.8, 1.15), high * rng.uniform(0.8, 1.2))
    stamp = blank.stamp
    if place == "stamp" and stamp and stamp.page == spot.page:
        return replace(stamp, x=stamp.x - extent[0] / 2, y=stamp.y + extent[1] / 2), extent
    across, down = {
        "in": (rng.uniform(0, max(spot.width - extent[0], 0)), 0.0),
        "outside": (rng.uniform(-18, 30), rng.choice((-1, 1)) * rng.uniform(9, 16)),
        "label": (zone.label[0] - spot.x, zone.label[3] + 1 - spot.y),
        "line": (rng.uniform(0, 12), extent[1] * 0.45),
        "print": (rng.uniform(-40, 20), -rng.uniform(16, 30)),
        "stamp": (rng.uniform(0, 8), 0.0),
    }[place]
    return replace(spot, x=spot.x + across, y=spot.y + down), extent


def _foreign(spot: Spot, extent: tuple[float, float], others: Sequence[Box]) -> float:
    """Largest overlap with another's place, as a share of the smaller of the two."""
    x0, y0 = spot.x, spot.y - extent[1] * 0.85
    x1, y1 = x0 + extent[0], y0 + extent[1]
    shares = [
        max(min(x1, c) - max(x0, a), 0)
        * max(min(y1, d) - max(y0, b), 0)
        / min(extent[0] * extent[1], (c - a) * (d - b))
        for a, b, c, d in others
    ]
    return max(shares, default=0.0)
