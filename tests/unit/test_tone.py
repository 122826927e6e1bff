"""Pictures of every kind become gray on white with square pixels at a sensible size."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from extractors.opening.tone import (
    FINEST_DPI,
    Resolution,
    credible_dpi,
    fitting,
    on_white,
    reading_dpi,
    resized,
    squared_size,
)


def test_what_is_transparent_shows_white_paper() -> None:
    picture = Image.new("RGBA", (2, 1), (0, 0, 0, 0))
    picture.putpixel((1, 0), (0, 0, 0, 255))
    assert list(on_white(picture).tobytes()) == [255, 0]


def test_an_alpha_channel_of_zeros_means_nothing() -> None:
    assert set(on_white(Image.new("LA", (2, 2), (40, 0))).tobytes()) == {40}


def test_a_transparent_palette_colour_shows_white() -> None:
    picture = Image.new("P", (2, 1), 0)
    picture.putpalette([10, 10, 10, 200, 200, 200])
    picture.putpixel((1, 0), 1)
    picture.info["transparency"] = 0
    assert list(on_white(picture).tobytes()) == [255, 200]


@pytest.mark.parametrize(("top", "full"), [(255, 255), (4095, 4095), (65535, 65535), (40000, 65535)])
def test_deep_gray_is_scaled_by_the_bits_it_uses(top: int, full: int) -> None:
    picture = Image.fromarray(np.array([[0, top // 2, top]], dtype=np.uint16))
    assert list(on_white(picture).tobytes()) == [int(v * 255.0 / full) for v in (0, top // 2, top)]


def test_cmyk_black_is_black_and_no_ink_is_white() -> None:
    picture = Image.new("CMYK", (2, 1), (0, 0, 0, 0))
    picture.putpixel((1, 0), (0, 0, 0, 255))
    assert list(on_white(picture).tobytes()) == [255, 0]


def test_a_fax_gets_square_pixels_on_its_coarser_axis() -> None:
    assert squared_size((1728, 1100), Resolution(204, 98)) == (1728, round(1100 * 204 / 98))
    assert squared_size((1100, 1728), Resolution(98, 204, known=False)) == (round(1100 * 204 / 98), 1728)


@pytest.mark.parametrize("resolution", [None, Resolution(72, 72), Resolution(300, 1), Resolution(300, 301)])
def test_square_or_absurd_resolutions_leave_the_size_alone(resolution: Resolution | None) -> None:
    assert squared_size((100, 200), resolution) == (100, 200)


def test_a_phone_photo_of_72_dpi_is_taken_for_an_a4_page() -> None:
    assert credible_dpi((3000, 4000), Resolution(72, 72)) == pytest.approx(4000 / 11.7)
    assert credible_dpi((1700, 2200), Resolution(200, 200)) == 200
    assert credible_dpi((1700, 2200), Resolution(1200, 1200)) == pytest.approx(2200 / 11.7)


@given(st.floats(1, 2400))
def test_scans_are_enlarged_at_most_twice_and_read_at_300_dpi_at_most(dpi: float) -> None:
    assert reading_dpi(dpi) <= min(2 * dpi, FINEST_DPI)
    assert reading_dpi(dpi) >= min(dpi, 150)


@given(st.floats(0.01, 10), st.integers(1, 20000), st.integers(1, 20000), st.integers(1000, 30_000_000))
def test_a_fitted_picture_has_no_more_pixels_than_allowed(
    scale: float, wide: int, high: int, most: int
) -> None:
    fitted = fitting(scale, (wide, high), most)
    assert fitted <= scale
    assert wide * high * fitted * fitted <= most * 1.001


def test_no_picture_shrinks_to_nothing() -> None:
    assert resized(Image.new("L", (5000, 1)), (100, 0)).size == (100, 1)
