"""Processor seconds of every step that reading a page takes, so that what signatures cost stands apart."""

from __future__ import annotations

import cProfile
import pstats
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

Result = TypeVar("Result")
READING = ("sheet.py", "read_page")
"""The function whose direct calls are the steps."""
OCR = ("upright", "rereading")
"""Modules whose calls recognise words: the yardstick for all others."""
SIGNATURES = ("signature", "ink", "places", "anchors", "stroke", "tick", "mark", "region", "made", "shapes")
"""What the names of the steps begin with that look for ink, signatures and ticks."""
_TOLD = 0.001
"""Seconds a page from which on a step is told."""


@dataclass
class Steps:
    """Adds up what is spent below `read_page`; a profiler in between makes everything a little slower."""

    profile: cProfile.Profile = field(default_factory=lambda: cProfile.Profile(time.process_time))
    pages: int = 0

    def run(self, work: Callable[[], Result]) -> Result:
        """Read one page under the clock."""
        self.pages += 1
        return self.profile.runcall(work)

    def seconds(self) -> Counter[str]:
        """Processor seconds a page by step, as "module.function"."""
        spent: Counter[str] = Counter()
        table: dict[Any, Any] = vars(pstats.Stats(self.profile))["stats"]
        for (file, _, name), told in table.items():
            for (caller, _line, by), counts in told[-1].items():
                if (Path(caller).name, by) == READING:
                    spent[f"{Path(file).stem}.{name}"] += counts[-1] / max(self.pages, 1)
        return spent

    def lines(self) -> list[str]:
        """A line for each step, the dearest first, and what signatures cost for one of recognising words."""
        spent = self.seconds()
        rows = [f"  {name:34}{used:8.3f}" for name, used in spent.most_common() if used >= _TOLD]
        words = sum(used for name, used in spent.items() if name.startswith(OCR))
        ink = sum(used for name, used in spent.items() if name.startswith(SIGNATURES))
        apart = f"  signatures {ink:.3f} s a page, {ink / words:.2f} of recognising words" if words else ""
        return [*rows, *([apart] if apart else [])]
