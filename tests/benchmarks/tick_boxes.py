"""Boxes to be ticked on pages drawn to be hard: how many are found, told right and given their words."""

from __future__ import annotations

import time
from collections import Counter

from extractors.page.straightening.flatten import flatten
from extractors.page.ticking.ticks import ticks
from fixtures.levels import LEVELS
from tests.papers.tick_pages import TickPage, tick_page

_BARE = 0.5
"""Share of the pages, at each level, that bear no box at all."""


def measure(seed: int, count: int) -> None:
    """Print a line for each level of damage; `count` pages a level, half as many more without boxes."""
    print(f"{'level':8}{'boxes':>7}{'found':>8}{'wrong':>7}{'text':>8}{'none':>6}{'s a page':>10}")
    for level in LEVELS:
        told: Counter[str] = Counter()
        pages = [tick_page(seed + one, level) for one in range(count)]
        bare = [tick_page(seed + one, level, boxes=False) for one in range(round(_BARE * count))]
        started = time.process_time()
        for page in (*pages, *bare):
            told += _told(page)
        spent = (time.process_time() - started) / (len(pages) + len(bare))
        shares = (told[name] / max(told["boxes"], 1) for name in ("found", "text"))
        found, text = (f"{share:.1%}" for share in shares)
        print(f"{level:8}{told['boxes']:7}{found:>8}{told['wrong']:7}{text:>8}{told['none']:6}{spent:10.3f}")


def _told(page: TickPage) -> Counter[str]:
    """Boxes there are, found, told wrong, with the right words; and found where there is none."""
    left = list(ticks(flatten(page.picture), page.dpi, page.words))
    counts = Counter(boxes=len(page.truth))
    for box, ticked, text in page.truth:
        best = max(left, key=lambda one: one.box.overlap(box), default=None)
        if best is None or best.box.overlap(box) <= box.width * box.height / 2:
            continue
        left.remove(best)
        counts.update(found=1, wrong=best.ticked is not ticked, text=best.text == text)
    return counts + Counter(none=len(left))
