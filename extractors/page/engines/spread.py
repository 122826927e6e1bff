"""Words of a look at a place, each with its share of the place by its letters."""

from __future__ import annotations

from collections.abc import Iterator

from extractors.page.engines.port import Corners, Look, RawWord


def spread(look: Look, place: Corners) -> Iterator[RawWord]:
    """The words of `look`; the place is level: its corners left top, right top, right bottom, left bottom."""
    if not look.text:
        return
    (left, top), (right, bottom) = place[0], place[2]
    step, start = (right - left) / len(look.text), 0
    for text in look.text.split():
        start = look.text.index(text, start)
        x0, x1 = left + start * step, left + (start + len(text)) * step
        start += len(text)
        yield RawWord(text, ((x0, top), (x1, top), (x1, bottom), (x0, bottom)), look.confidence)
