"""Lines that the quick recogniser reads poorly are read by the stronger one too."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from extractors.page.engines.neural import NeuralReader, open_neural


@pytest.fixture(scope="module")
def reader() -> NeuralReader:
    return open_neural()


def _line(text: str, height: float, blur: float) -> np.ndarray:
    picture = np.full((400, 1000), 225, np.uint8)
    cv2.putText(picture, text, (40, 300), cv2.FONT_HERSHEY_DUPLEX, height / 40, 90, 1, cv2.LINE_AA)
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), blur), np.uint8)


def _read(reader: NeuralReader, picture: np.ndarray) -> str:
    return " ".join(word.text for word in sorted(reader.read(picture), key=lambda word: word.corners[0][0]))


def test_a_faint_label_is_read_where_the_quick_recogniser_alone_fails(reader: NeuralReader):
    faint = _line("Lieferanschrift", 20, 1.6)
    alone = replace(reader, stronger=lambda: reader.recogniser)
    assert "Lieferanschrift" not in _read(alone, faint)
    assert "Lieferanschrift" in _read(reader, faint)


def test_a_clear_line_needs_no_second_recogniser(reader: NeuralReader):
    asked = []
    watched = replace(reader, stronger=lambda: asked.append("asked") or reader.recogniser)
    assert _read(watched, _line("Lieferschein-Nr. 80336541", 40, 0.5)) == "Lieferschein-Nr. 80336541"
    assert not asked


def test_small_print_that_runs_on_is_left_as_it_was_read(reader: NeuralReader):
    asked = []
    watched = replace(reader, stronger=lambda: asked.append("asked") or reader.recogniser)
    _read(
        watched,
        _line("The goods remain our property until they are paid for in full by the buyer. " * 2, 11, 1.0),
    )
    assert not asked
