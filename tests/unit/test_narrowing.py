"""A network without the characters that nobody reads gives the same answers for those that are left."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.page.engines.narrowing import narrowed
from extractors.page.engines.onnx import loaded, weights

NETWORK, DICTIONARY = "ppocrv6/tiny/rec/rec.onnx", "ppocrv6/ppocrv6_tiny_dict.txt"


@pytest.fixture(scope="module")
def model() -> bytes:
    return weights(NETWORK).read_bytes()


@pytest.fixture(scope="module")
def size() -> int:
    return len(weights(DICTIONARY).read_text(encoding="utf-8").splitlines()) + 2


def test_answers_are_those_of_the_whole_network(model: bytes, size: int) -> None:
    columns = np.array([0, 5, 17, 800, size - 1])
    batch = np.random.default_rng(3).uniform(-1, 1, (2, 3, 48, 96)).astype(np.float32)
    whole = loaded(model)(batch)[:, :, columns]
    few = loaded(narrowed(model, size, columns))(batch)
    assert few.shape == whole.shape
    assert np.allclose(few, whole / whole.sum(axis=2, keepdims=True), atol=1e-4)


def test_columns_come_in_the_order_that_is_asked_for(model: bytes, size: int) -> None:
    batch = np.random.default_rng(4).uniform(-1, 1, (1, 3, 48, 64)).astype(np.float32)
    forth = loaded(narrowed(model, size, np.array([0, 9, 4])))(batch)
    back = loaded(narrowed(model, size, np.array([4, 9, 0])))(batch)
    assert np.allclose(forth, back[:, :, ::-1], atol=1e-5)


def test_nothing_is_lost_where_every_column_is_kept(model: bytes, size: int) -> None:
    batch = np.random.default_rng(5).uniform(-1, 1, (1, 3, 48, 64)).astype(np.float32)
    assert np.allclose(loaded(model)(batch), loaded(narrowed(model, size, np.arange(size)))(batch), atol=1e-5)
