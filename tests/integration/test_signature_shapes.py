"""A signed page is read with the shape of its signature, unless that is switched off."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from extractors.likeness import similarity
from extractors.opening import Sheet
from flows.readers import Readers
from models.paper import SignatureRegion
from models.settings import load
from tests.papers.drawn_pens import autograph, lay

DPI = 150.0


def receipt(hand: str) -> np.ndarray:
    """A delivery note signed by `hand` on a ruled line."""
    page = np.full((1650, 1275), 255, np.uint8)
    for text, y in (
        ("DELIVERY NOTE 80012345", 200),
        ("20 cartons of blue widgets", 400),
        ("Received by:", 1120),
    ):
        cv2.putText(page, text, (110, y), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 20, 2, cv2.LINE_AA)
    cv2.line(page, (380, 1126), (1000, 1126), 40, 2)
    lay(page, autograph("full", hand), 430, 1118, DPI)
    return page


def sheets(folder: Path, *hands: str) -> list[Sheet]:
    found = []
    for number, hand in enumerate(hands, start=1):
        path, page = folder / f"{number}.pgm", receipt(hand)
        path.write_bytes(b"P5\n%d %d\n255\n" % page.shape[::-1] + page.tobytes())
        found.append(Sheet(number, path, DPI, page.shape[1], page.shape[0]))
    return found


def signatures(folder: Path, setting: str, *hands: str) -> list[SignatureRegion]:
    """The one signature of each page."""
    settings = load(
        {"COUNTERSIGN_HOME": str(folder), "COUNTERSIGN_LIKENESS": setting, "COUNTERSIGN_WORKERS": "1"}
    )
    with Readers(settings) as readers:
        return [
            next(one for one in page.signatures if one.present)
            for page in readers.read(sheets(folder, *hands))
        ]


def test_a_signature_is_read_with_its_shape(tmp_path: Path) -> None:
    first, again, other = signatures(tmp_path, "on", "bruno", "bruno", "greta")
    same, different = (similarity(first.likeness, one.likeness) for one in (again, other))
    assert same is not None
    assert different is not None
    assert same > 0.95
    assert different < 0.75


def test_switched_off_there_is_none(tmp_path: Path) -> None:
    assert [one.likeness for one in signatures(tmp_path, "off", "bruno")] == [""]
