"""The network: a gray page in, what each dot is out; fully convolutional, under a million weights."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from extractors.page.inks import Label

_WIDTHS = (16, 48, 96, 144)
_DILATIONS = (1, 2, 4, 1, 2)
STEP = 16
"""Sides of the input are multiples of this."""


def _norm(fan_in: int, fan_out: int, size: int, stride: int = 1) -> nn.Sequential:
    convolution = nn.Conv2d(fan_in, fan_out, size, stride, size // 2, bias=False)
    return nn.Sequential(convolution, nn.BatchNorm2d(fan_out), nn.ReLU(inplace=True))


class Block(nn.Module):
    """Looks around within each channel, then mixes the channels; added to what came in."""

    def __init__(self, width: int, dilation: int = 1, grown: int = 1) -> None:
        super().__init__()
        self.around = nn.Conv2d(width, width, 5, 1, 2 * dilation, dilation, groups=width, bias=False)
        self.settled = nn.BatchNorm2d(width)
        self.mixed = _norm(width, width * grown, 1)
        self.back = nn.Conv2d(width * grown, width, 1, bias=False)
        self.last = nn.BatchNorm2d(width)

    def forward(self, given: Tensor) -> Tensor:
        """The same shape."""
        looked: Tensor = self.last(self.back(self.mixed(self.settled(self.around(given)))))
        return given + looked


class InkNet(nn.Module):
    """(N, 1, H, W) shades, 0 paper to 1 ink, 100 dots an inch -> (N, labels, H / 2, W / 2) logits."""

    def __init__(self) -> None:
        super().__init__()
        half, quarter, eighth, deep = _WIDTHS
        self.at_quarter = nn.Sequential(
            _norm(1, half, 5, 2), _norm(half, quarter, 3, 2), Block(quarter), Block(quarter)
        )
        self.at_eighth = nn.Sequential(_norm(quarter, eighth, 3, 2), Block(eighth), Block(eighth))
        self.deep = nn.Sequential(_norm(eighth, deep, 3, 2), *(Block(deep, d, 2) for d in _DILATIONS))
        self.up_eighth = nn.Sequential(_norm(deep + eighth, eighth, 1), Block(eighth))
        self.up_quarter = nn.Sequential(_norm(eighth + quarter, quarter, 1), Block(quarter), Block(quarter))
        self.answer = nn.Sequential(nn.Conv2d(quarter, 4 * len(Label), 1), nn.PixelShuffle(2))

    def forward(self, shades: Tensor) -> Tensor:
        """Logits: chances before they are made to sum to 1, which only cells with ink are worth."""
        quarter = self.at_quarter(shades)
        eighth = self.at_eighth(quarter)
        found = _joined(self.deep(eighth), eighth, self.up_eighth)
        found = _joined(found, quarter, self.up_quarter)
        answer: Tensor = self.answer(found)
        return answer


def _joined(coarse: Tensor, fine: Tensor, then: nn.Sequential) -> Tensor:
    """`then` of the coarser picture laid over the finer one.

    Its first layer mixes channels only, so the coarser ones are mixed before they are enlarged.
    """
    (mix, norm, bend), *blocks = then
    weight, shift = mix.weight, None
    if not then.training:
        scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
        weight, shift = weight * scale[:, None, None, None], norm.bias - norm.running_mean * scale
    parts = weight.split([coarse.shape[1], fine.shape[1]], dim=1)
    enlarged = functional.interpolate(functional.conv2d(coarse, parts[0]), scale_factor=2, mode="nearest")
    mixed = enlarged + functional.conv2d(fine, parts[1], shift)
    found: Tensor = bend(norm(mixed) if then.training else mixed)
    return nn.Sequential(*blocks)(found)
