"""Processor seconds of every step that reading a page takes, so that what signatures cost stands apart."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from inspect import isfunction
from typing import Any, ParamSpec, TypeVar

from extractors.page import sheet

Result = TypeVar("Result")
Given = ParamSpec("Given")
WHOLE = "read_page"
"""The function of `sheet` whose direct calls are the steps."""
OCR = ("_read", "reread")
"""Steps that recognise words: the yardstick for all others."""
SIGNATURES = (
    "find_rules",
    "spotted",
    "left_over",
    "label_ink",
    "with_ink",
    "with_pens",
    "signatures",
    "described",
    "ticks",
)
"""Steps that look for ink, signatures and ticks."""
_TOLD = 0.001
"""Seconds a page from which on a step is told."""


@dataclass
class Steps:
    """Adds up what is spent in each function that `read_page` calls; what these call runs unwatched."""

    spent: Counter[str] = field(default_factory=Counter)
    pages: int = 0

    def run(self, work: Callable[[], Result]) -> Result:
        """Read one page under the clock."""
        self.pages += 1
        with self._watched():
            return work()

    @contextmanager
    def _watched(self) -> Iterator[None]:
        names: dict[str, Any] = vars(sheet)
        steps = {name: one for name, one in names.items() if isfunction(one) and name != WHOLE}
        names.update({name: self._timed(name, one) for name, one in steps.items()})
        try:
            yield
        finally:
            names.update(steps)

    def _timed(self, name: str, step: Callable[Given, Result]) -> Callable[Given, Result]:
        @wraps(step)
        def timed(*values: Given.args, **named: Given.kwargs) -> Result:
            begun = time.process_time()
            try:
                return step(*values, **named)
            finally:
                self.spent[name] += time.process_time() - begun

        return timed

    def lines(self) -> list[str]:
        """A line for each step, the dearest first, and what signatures cost for one of recognising words.

        A step that is called by another one is told with it, and by itself.
        """
        spent = {name: used / max(self.pages, 1) for name, used in self.spent.most_common()}
        rows = [f"  {name:34}{used:8.3f}" for name, used in spent.items() if used >= _TOLD]
        words = sum(spent.get(name, 0.0) for name in OCR)
        ink = sum(spent.get(name, 0.0) for name in SIGNATURES)
        apart = f"  signatures {ink:.3f} s a page, {ink / words:.2f} of recognising words" if words else ""
        return [*rows, *([apart] if apart else [])]
