"""A delivery note of one form, drawn with the words it prints, and what people write on it."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np

from models.paper import Box, Page, PageKind, Word

SIZE = (1654, 2339)
"""Pixels across and down: A4 at 200 dots an inch."""
FORM = (
    ("Northern Fittings Limited", 150, 160),
    ("Delivery Note", 150, 330),
    ("Customer", 150, 480),
    ("Order", 900, 480),
    ("Description of goods", 150, 760),
    ("Quantity", 1200, 760),
    ("Received in good condition", 150, 1700),
    ("Remarks", 150, 1820),
    ("Signature", 150, 2000),
    ("Printed name", 700, 2000),
    ("Report shortage or damage within three days", 150, 2200),
)
ROWS = ("Hexagon bolt zinc", "Nitrile gloves large", "Packing tape brown")


def note(number: int, quantities: tuple[int, int, int] = (12, 40, 36)) -> tuple[np.ndarray, Page]:
    """The note as issued and as read; what is filled in differs from number to number."""
    picture = np.full(SIZE[::-1], 255, np.uint8)
    filled = [
        (f"DN-{number * 7919 % 90000 + 10000}", 1150, 160),
        (f"C{number * 104729 % 9000 + 1000}", 400, 480),
    ]
    for line, (goods, count) in enumerate(zip(ROWS, quantities, strict=True)):
        filled += [(goods, 150, 860 + 70 * line), (str(count), 1240, 860 + 70 * line)]
    words: list[Word] = []
    for line, (text, x, y) in enumerate((*FORM, *filled)):
        words += print_line(picture, text, (x, y), line)
    return picture, Page(1, PageKind.CONTENT, tuple(words), aspect=SIZE[0] / SIZE[1], reader="neural")


def print_line(picture: np.ndarray, text: str, at: tuple[int, int], line: int) -> list[Word]:
    """Print words from `at` on, the left end of their base line; returns them as read."""
    x, y = at
    words = []
    for word in text.split():
        (wide, high), _ = cv2.getTextSize(word, cv2.FONT_HERSHEY_SIMPLEX, 1.0, 2)
        cv2.putText(picture, word, (x, y), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 20, 2, cv2.LINE_AA)
        words.append(Word(word, box_of(x, y - high - 3, x + wide, y + 6), 0.98, line))
        x += wide + 18
    return words


def with_word(page: Page, text: str, box: Box) -> Page:
    return replace(page, words=(*page.words, Word(text, box, 0.9, 90)))


def box_of(left: float, top: float, right: float, bottom: float) -> Box:
    return Box(left / SIZE[0], top / SIZE[1], right / SIZE[0], bottom / SIZE[1])


def scribble(picture: np.ndarray, box: Box, seed: int = 1) -> np.ndarray:
    """A hand's curve within a box, in place; returns where its ink is."""
    chance = np.random.default_rng(seed)
    x = np.linspace(box.x0, box.x1, 60) * SIZE[0]
    middle, high = box.middle[1] * SIZE[1], box.height * SIZE[1] / 2
    y = middle + high * np.sin(np.linspace(0, 14, 60)) * chance.uniform(0.4, 1, 60)
    ink = np.zeros_like(picture)
    cv2.polylines(
        ink, [np.column_stack((x, y)).round().astype(np.int32)], isClosed=False, color=1, thickness=4
    )
    picture[ink > 0] = 40
    return ink


def scanned(
    picture: np.ndarray, page: Page, skew: float, shift: tuple[int, int], noise: float = 4.0
) -> tuple[np.ndarray, Page]:
    """Turned a little, shifted and grainy, with the words where they lie then."""
    turn = cv2.getRotationMatrix2D((SIZE[0] / 2, SIZE[1] / 2), skew, 1.002)
    turn[:, 2] += shift
    moved = cv2.warpAffine(picture, turn, SIZE, borderValue=255).astype(np.float32)
    grain = np.random.default_rng(3).normal(0, noise, moved.shape)
    worn = np.clip(moved * 0.85 + 25 + grain, 0, 255).astype(np.uint8)
    return worn, replace(page, words=tuple(replace(word, box=_moved(word.box, turn)) for word in page.words))


def warped(ink: np.ndarray, skew: float, shift: tuple[int, int]) -> np.ndarray:
    """Where ink lies after `scanned`."""
    turn = cv2.getRotationMatrix2D((SIZE[0] / 2, SIZE[1] / 2), skew, 1.002)
    turn[:, 2] += shift
    return cv2.warpAffine(ink * 255, turn, SIZE) > 127


def _moved(box: Box, turn: np.ndarray) -> Box:
    x, y = turn @ np.array([box.middle[0] * SIZE[0], box.middle[1] * SIZE[1], 1.0])
    wide, high = box.width * SIZE[0] / 2, box.height * SIZE[1] / 2
    return box_of(x - wide, y - high, x + wide, y + high)
