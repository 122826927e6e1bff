"""Sheets as a phone shows them, drawn by a camera of the tests' own: pinhole, and paper bent to an arc."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

SHEET = (1400, 1980)
"""Width and height of `sheet`, pixels."""
_SAID = ("Delivered", "in good order", "to the yard", "by our driver", "pallets", "unharmed", "signed")
LINES = tuple(
    " ".join((str(47110 + number), *(_SAID[(number * step + step) % 7] for step in (1, 2, 4))))
    for number in range(16)
)


def sheet() -> np.ndarray:
    """A page of printed lines, gray."""
    page = np.full(SHEET[::-1], 235, np.uint8)
    for number, line in enumerate(LINES):
        cv2.putText(page, line, (130, 220 + 100 * number), cv2.FONT_HERSHEY_DUPLEX, 1.7, 30, 3, cv2.LINE_AA)
    return page


@dataclass(frozen=True)
class Shot:
    """How a sheet was photographed."""

    corners: tuple[tuple[float, float], ...] = ((170, 130), (1480, 190), (1560, 2050), (90, 1990))
    """Where its corners fall in the picture, pixels, from the top left clockwise."""
    bulge: float = 0.0
    """Pixels by which the middle of the sheet's lines lies lower than their ends."""
    table: int = 70
    """Shade."""
    size: tuple[int, int] = (1650, 2200)

    def seen(self, places: np.ndarray) -> np.ndarray:
        """Pixels of the picture where `places` (x, y) of the sheet lie; shape (N, 2)."""
        lower = self.bulge * np.sin(np.pi * places[:, 0] / SHEET[0])
        spots = np.column_stack((places[:, 0], places[:, 1] + lower, np.ones(len(places))))
        there = spots @ self._matrix().T
        return there[:, :2] / there[:, 2:]

    def of(self, page: np.ndarray) -> np.ndarray:
        """The picture of `page`."""
        across, down = np.meshgrid(*(np.arange(side, dtype=np.float32) for side in SHEET))
        bent = down - np.float32(self.bulge) * np.sin(np.pi * across / SHEET[0])
        ways = across.astype(np.float32), bent.astype(np.float32)
        curled = cv2.remap(page, *ways, cv2.INTER_LINEAR, borderValue=self.table)
        photo = cv2.warpPerspective(
            curled, self._matrix(), self.size, flags=cv2.INTER_AREA, borderValue=self.table
        )
        grain = np.random.default_rng(4).normal(0, 3, photo.shape)
        return np.clip(cv2.GaussianBlur(photo, (0, 0), 0.8) + grain, 0, 255).astype(np.uint8)

    def _matrix(self) -> np.ndarray:
        sides = np.array(((0, 0), (SHEET[0], 0), SHEET, (0, SHEET[1])), np.float32)
        return cv2.getPerspectiveTransform(sides, np.array(self.corners, np.float32))
