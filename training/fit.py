"""Fits the network to labelled pieces, kept as files so that a second fit need not draw them anew."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from extractors.page.inks import Label
from training.net import InkNet

_WEIGHTS = {
    Label.PAPER: 0.15, Label.RULE: 0.8, Label.PRINT: 0.6,
    Label.STAMP: 1.5, Label.HAND: 1.8, Label.SIGNATURE: 2.0,
}  # fmt: skip
_CROP, _BATCH = 320, 12
_WARM = 60
_TELL = 50
_KEPT = 0.998
"""Of the running mean of the weights, a batch keeps this much: what is returned is the mean of some 500."""
HELD_OUT = 900_000
"""Files of this number and above are never trained on."""
Pieces = tuple[NDArray[np.uint8], NDArray[np.uint8]]


def fit(net: InkNet, folder: Path, minutes: float, seed: int, rate: float) -> InkNet:
    """The running mean of a network fitted for so long, pieces that come meanwhile among them."""
    net = net.to(memory_format=torch.channels_last)
    chooser = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=1e-3)
    mean = AveragedModel(net, multi_avg_fn=get_ema_multi_avg_fn(_KEPT), use_buffers=True)
    weights = torch.tensor([_WEIGHTS[label] for label in Label])
    began, step, total = time.monotonic(), 0, 0.0
    for shades, labels in batches(folder, seed):
        done = (time.monotonic() - began) / (60 * minutes)
        if done >= 1:
            break
        share = min(1, (step + 1) / _WARM) * max(0.02, 0.5 * (1 + np.cos(np.pi * done)))
        for group in chooser.param_groups:
            group["lr"] = rate * share
        loss = functional.cross_entropy(net(shades), labels, weights)
        chooser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
        chooser.step()
        mean.update_parameters(net)
        step, total = step + 1, total + float(loss)
        if step % _TELL == 0:
            print(f"{done:6.1%}  batch {step}  loss {total / _TELL:.4f}", flush=True)
            total = 0.0
            torch.save(mean.module.state_dict(), folder / "latest.pt")
    return mean.module


def batches(folder: Path, seed: int) -> Iterator[tuple[Tensor, Tensor]]:
    """Shades and labels, without end; `folder` has one file of pieces at least."""
    rng = Random(seed)
    shards: dict[Path, Pieces] = {}
    for count in range(10**9):
        if count % 20 == 0:
            _take_in(folder, shards)
        drawn = [_one(rng.choice(list(shards.values())), rng) for _ in range(_BATCH)]
        shades = torch.from_numpy(np.stack([one for one, _ in drawn])[:, None])
        yield (
            shades.to(memory_format=torch.channels_last),
            torch.from_numpy(np.stack([other for _, other in drawn]).astype(np.int64)),
        )


def _take_in(folder: Path, shards: dict[Path, Pieces]) -> None:
    for path in sorted(path for path in folder.glob("[0-9]*.npz") if int(path.stem) < HELD_OUT):
        if path not in shards:
            with np.load(path) as kept:
                shards[path] = (kept["x"], kept["y"])


def _one(pieces: Pieces, rng: Random) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
    """A part of one piece, a little lighter or darker than it was drawn, sometimes black and white."""
    pictures, labels = pieces
    which = rng.randrange(len(pictures))
    room = (pictures.shape[1] - _CROP) // 2
    x, y = 2 * rng.randint(0, room), 2 * rng.randint(0, room)
    half = _CROP // 2
    shades = 1 - pictures[which, y : y + _CROP, x : x + _CROP].astype(np.float32) / np.float32(255)
    if rng.random() < 0.1:
        shades = (shades > rng.uniform(0.25, 0.6)).astype(np.float32)
    shades = np.clip(shades * np.float32(rng.uniform(0.7, 1.3)), 0, 1) ** np.float32(rng.uniform(0.7, 1.4))
    return shades, labels[which, y // 2 : y // 2 + half, x // 2 : x // 2 + half]


def export(net: InkNet, path: Path) -> None:
    """Write the network as ONNX."""
    net.eval()
    sides = {0: "pages", 2: "rows", 3: "columns"}
    torch.onnx.export(
        net, (torch.rand(1, 1, 320, 320),), str(path), dynamo=False,
        input_names=["shades"], output_names=["labels"], dynamic_axes={"shades": sides, "labels": sides},
    )  # fmt: skip
