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

DPI = 150.0


def receipt(name: str) -> np.ndarray:
    """A delivery note signed with `name` on a ruled line."""
    page = np.full((1650, 1275), 255, np.uint8)
    for text, y in (
        ("DELIVERY NOTE 80012345", 200),
        ("20 cartons of blue widgets", 400),
        ("Received by:", 1120),
    ):
        cv2.putText(page, text, (110, y), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 20, 2, cv2.LINE_AA)
    cv2.line(page, (380, 1126), (1000, 1126), 40, 2)
    cv2.putText(page, name, (430, 1118), cv2.FONT_HERSHEY_SCRIPT_COMPLEX, 2.0, 60, 3, cv2.LINE_AA)
    return page


def sheets(folder: Path, *names: str) -> list[Sheet]:
    found = []
    for number, name in enumerate(names, start=1):
        path, page = folder / f"{number}.pgm", receipt(name)
        path.write_bytes(b"P5\n%d %d\n255\n" % page.shape[::-1] + page.tobytes())
        found.append(Sheet(number, path, DPI, page.shape[1], page.shape[0]))
    return found


def signatures(folder: Path, setting: str, *names: str) -> list[SignatureRegion]:
    """The one signature of each page."""
    settings = load(
        {"COUNTERSIGN_HOME": str(folder), "COUNTERSIGN_LIKENESS": setting, "COUNTERSIGN_WORKERS": "1"}
    )
    with Readers(settings) as readers:
        return [
            next(one for one in page.signatures if one.present)
            for page in readers.read(sheets(folder, *names))
        ]


def test_a_signature_is_read_with_its_shape(tmp_path: Path) -> None:
    first, again, other = signatures(tmp_path, "on", "A. Okafor", "A. Okafor", "Wim")
    same, different = (similarity(first.likeness, one.likeness) for one in (again, other))
    assert same is not None
    assert different is not None
    assert same > 0.95
    assert different < 0.75


def test_switched_off_there_is_none(tmp_path: Path) -> None:
    assert [one.likeness for one in signatures(tmp_path, "off", "A. Okafor")] == [""]
