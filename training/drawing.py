"""Draws labelled pieces into files, on as many processes as asked for, until told to stop."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np

from training.scene import scene
from training.stock import Stock

SHARD = 200
"""Pieces a file."""


@contextmanager
def drawing(folder: Path, stock: Stock, first: int, processes: int) -> Iterator[None]:
    """Files `<number>.npz` from `first` on appear in `folder` while the context is open."""
    context = multiprocessing.get_context("spawn")
    workers = [
        context.Process(target=_draw, args=(folder, stock, range(first + one, 10**9, processes)), daemon=True)
        for one in range(processes)
    ]
    for worker in workers:
        worker.start()
    try:
        yield
    finally:
        for worker in workers:
            worker.terminate()
            worker.join()


def write(folder: Path, stock: Stock, number: int) -> Path:
    """One file of pieces; where it is there already it is left."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{number}.npz"
    if not path.exists():
        drawn = [scene(number * SHARD + one, stock) for one in range(SHARD)]
        half = folder / f".{number}.npz"
        np.savez(half, x=np.stack([one for one, _ in drawn]), y=np.stack([other for _, other in drawn]))
        half.rename(path)
    return path


def _draw(folder: Path, stock: Stock, numbers: range) -> None:
    cv2.setNumThreads(1)
    for number in numbers:
        write(folder, stock, number)
