"""A page that was read before, seen again beside the page as it was issued: what people added to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from extractors.page.engines.orientation import turned
from extractors.page.engines.port import Picture
from extractors.page.letters import letters
from extractors.page.returning.additions import Part, kept, written_over
from extractors.page.returning.registration import Leaf, Registered, box_of, register
from extractors.page.straightening.flatten import flatten
from extractors.page.straightening.straight import Lens, received_box, view_of
from extractors.page.strokes import Mask
from models.paper import Addition, Box, Page, Word

SAME_NOTE = 0.6
"""Share of the issued print that must lie in its place; less, and it is another paper of the same form."""
_ONE_LINE = 0.015
"""Of the page's height: how far apart the middles of two pieces of one stroke may lie."""
_LONG_SIDE = 1600
"""Pixels of a picture for people."""
_FADED = 0.6
"""How much of the print's darkness is taken away where added ink is shown."""
_ADDED = (40, 20, 200)
"""Blue, green, red."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A page as read, with its picture."""

    page: Page
    picture: Picture
    """Gray, as a viewer shows the page."""
    dpi: float


@dataclass(frozen=True, slots=True)
class Compared:
    """A returned page beside the page as it was issued."""

    additions: tuple[Addition, ...]
    shown: Picture
    """The returned page, upright and flat."""
    added: Mask
    """Of the same size: 1 where people put ink."""


def compare(issued: Seen, returned: Seen) -> Compared | None:
    """What people added to `returned`; None where `issued` is not the same page of the same note."""
    leaf, _ = _leaf(issued)
    seen, lens = _leaf(returned)
    found = register(leaf, seen)
    if found is None or found.likeness < SAME_NOTE:
        return None
    added, parts = kept(found)
    printed = [replace(word, box=found.placed.box(word.level)) for word in issued.page.words]
    additions = _joined(tuple(_described(found, (added, parts), printed, returned.page)))
    return Compared(_as_received(additions, returned.page, lens), found.shown, added)


def highlighted(compared: Compared) -> bytes:
    """A PNG for people: the returned page with its print pale and the added ink in red."""
    pale = 255 - (255 - compared.shown.astype(np.float32)) * (1 - _FADED)
    colours = np.repeat(pale.astype(np.uint8)[:, :, None], 3, axis=2)
    colours[compared.added > 0] = _ADDED
    scale = min(1.0, _LONG_SIDE / max(compared.shown.shape))
    smaller = cv2.resize(colours, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return cv2.imencode(".png", smaller)[1].tobytes()


def _leaf(seen: Seen) -> tuple[Leaf, Lens | None]:
    """The page as it was laid flat when it was read."""
    if seen.page.reader == "text layer":
        return Leaf(flatten(seen.picture), seen.page.words), None
    view = view_of(seen.picture, seen.dpi)
    return Leaf(turned(view.flat, seen.page.turned), seen.page.words), view.lens


def _described(
    found: Registered, added: tuple[Mask, Sequence[Part]], printed: Sequence[Word], page: Page
) -> Iterator[Addition]:
    whole, parts = added
    struck = written_over(parts, whole, printed)
    for part, over in zip(parts, struck, strict=True):
        box = box_of(part, found.ink.shape)
        new = [word for word in page.words if _lies_in(word.level, box) and not _is_printed(word, printed)]
        yield Addition(page.number, box, _text(new), _text(over))


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _joined(additions: Sequence[Addition]) -> tuple[Addition, ...]:
    """A stroke through a word, whose print parts it in two, is one addition again."""
    joined: list[Addition] = []
    for one in additions:
        same = next(
            (place for place, other in enumerate(joined) if one.over and other.over == one.over), None
        )
        if same is None or not _near(joined[same].box, one.box):
            joined.append(one)
        else:
            text = f"{joined[same].text} {one.text}".strip()
            joined[same] = replace(joined[same], box=joined[same].box.union(one.box), text=text)
    return tuple(joined)


def _near(one: Box, other: Box) -> bool:
    """True for boxes of one line of print."""
    return abs(one.middle[1] - other.middle[1]) <= _ONE_LINE


def _lies_in(inner: Box, outer: Box) -> bool:
    return inner.overlap(outer) > inner.width * inner.height / 2


def _is_printed(word: Word, printed: Sequence[Word]) -> bool:
    """True for a word that the issued page prints where it was read."""
    x, y = word.level.middle
    here = (
        other for other in printed if other.box.x0 <= x <= other.box.x1 and other.box.y0 <= y <= other.box.y1
    )
    return any(letters(word.text) == letters(other.text) for other in here)


def _as_received(additions: Sequence[Addition], page: Page, lens: Lens | None) -> tuple[Addition, ...]:
    if lens is None:
        return tuple(additions)
    return tuple(replace(one, box=received_box(one.box, page.turned, lens)) for one in additions)
