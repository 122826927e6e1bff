"""Networks that know type from hands, and their fit: of names in places to sign, and of words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

_BATCH, _RATE, _WARM, _KEPT = 48, 3e-3, 50, 0.995
_SURE = (0.7, 0.95)
"""Chances whose shares are told."""

Pieces = tuple[NDArray[np.uint8], NDArray[np.float32]]


def fit(pieces: Pieces, batches: int, seed: int) -> nn.Module:
    """The running mean of a network fitted to so many batches of pictures and their truths."""
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    chance, net = np.random.default_rng(seed), _network().to(memory_format=torch.channels_last)
    chooser = torch.optim.AdamW(net.parameters(), lr=_RATE, weight_decay=1e-3)
    mean = AveragedModel(net, multi_avg_fn=get_ema_multi_avg_fn(_KEPT), use_buffers=True)
    for step in range(batches):
        share = min(1, (step + 1) / _WARM) * max(0.02, 0.5 * (1 + np.cos(np.pi * step / batches)))
        for group in chooser.param_groups:
            group["lr"] = _RATE * share
        drawn = chance.integers(0, len(pieces[0]), _BATCH)
        truth = torch.from_numpy(pieces[1][drawn])
        shades = _shades(np.stack([_varied(pieces[0][at], chance) for at in drawn]))
        loss = functional.binary_cross_entropy_with_logits(net(shades)[:, 0], truth)
        chooser.zero_grad(set_to_none=True)
        loss.backward()
        chooser.step()
        mean.update_parameters(net)
        if step % 500 == 0:
            print(f"batch {step} of {batches}  loss {loss.item():.4f}", flush=True)
    return mean.module.eval()


def together(nets: Sequence[nn.Module]) -> nn.Module:
    """One network whose answer is the mean of several: surer where no fit has seen the like."""
    return _Mean(nets).eval()


class _Mean(nn.Module):
    def __init__(self, nets: Sequence[nn.Module]) -> None:
        super().__init__()
        self.nets = nn.ModuleList(nets)

    def forward(self, shades: Tensor) -> Tensor:
        """Log-odds (N, 1) of pictures (N, 1, rows, columns)."""
        return torch.stack([net(shades) for net in self.nets]).mean(0)


def judged(net: nn.Module, pieces: Pieces) -> str:
    """How it does on pictures that it was not fitted to."""
    with torch.no_grad():
        chances = torch.sigmoid(
            torch.cat([net(_shades(part))[:, 0] for part in np.array_split(pieces[0], 20)])
        )
    told, typed = chances.numpy(), pieces[1] > 0
    ranks = np.empty(len(told))
    ranks[np.argsort(told)] = np.arange(len(told))
    many, few = int(typed.sum()), int((~typed).sum())
    area = (ranks[typed].sum() - many * (many - 1) / 2) / (many * few)
    called = ((least, told >= least) for least in _SURE)
    shares = (
        f"from {least}: {found[typed].mean():.1%} of type, {found[~typed].mean():.2%} of hands"
        for least, found in called
    )
    return f"{len(told)} unseen pictures in unseen faces: AUC {area:.3f}; " + "; ".join(shares)


def export(net: nn.Module, path: Path, size: tuple[int, int]) -> None:
    """Write the network as ONNX, for pictures of `size` (rows, columns); its answer is a chance."""
    torch.onnx.export(
        nn.Sequential(net, nn.Sigmoid()), (torch.rand(1, 1, *size),), str(path), dynamo=False,
        input_names=["shades"], output_names=["typed"], dynamic_axes={"shades": {0: "n"}, "typed": {0: "n"}},
    )  # fmt: skip


def _network() -> nn.Module:
    layers: list[nn.Module] = []
    for before, after, stride in (
        (1, 16, 2),
        (16, 24, 1),
        (24, 32, 2),
        (32, 48, 1),
        (48, 64, 2),
        (64, 64, 1),
    ):
        layers += [nn.Conv2d(before, after, 3, stride, 1, bias=False), nn.BatchNorm2d(after), nn.ReLU()]
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(0.2), nn.Linear(64, 1))


def _shades(pictures: NDArray[np.uint8]) -> Tensor:
    shades = 1 - pictures.astype(np.float32) / np.float32(255)
    return torch.from_numpy(shades)[:, None].contiguous(memory_format=torch.channels_last)


def _varied(picture: NDArray[np.uint8], chance: np.random.Generator) -> NDArray[np.uint8]:
    """Now and then in black and white, or smaller."""
    if chance.random() < 0.1:
        return np.where(picture < chance.integers(120, 200), 0, 255).astype(np.uint8)
    if chance.random() < 0.3:
        fold = chance.uniform(0.75, 1)
        rows, columns = (int(side * fold) for side in picture.shape)
        y, x = (
            chance.integers(0, side - part + 1)
            for side, part in zip(picture.shape, (rows, columns), strict=True)
        )
        shown = np.full_like(picture, 255)
        shown[y : y + rows, x : x + columns] = cv2.resize(
            picture, (columns, rows), interpolation=cv2.INTER_AREA
        )
        return shown
    return picture
