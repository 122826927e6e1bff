"""Weights to go on from: a kept state, or an exported network, whose norms are folded into its layers."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from training.fit import batches
from training.net import Block, InkNet

_LOOKS = 12
"""Batches whose spread the norms are set to; what the network says does not depend on it."""
_NAMELESS = {"up_eighth": 1, "up_quarter": 3}
"""Layers applied in two parts: the convolution that adds the shift."""
Folded = dict[str, tuple[NDArray[np.float32], NDArray[np.float32]]]


def resumed(path: Path, pieces: Path) -> InkNet:
    """The network of a `latest.pt`, or of an `.onnx` that `python -m training` wrote.

    Raises:
        SystemExit: the package onnx, which reads the latter, is missing.
    """
    net = InkNet()
    if path.suffix != ".onnx":
        net.load_state_dict(torch.load(path, weights_only=True))
        return net
    told = _folded(path)
    pairs = _pairs(net)
    for name, (convolution, norm) in pairs.items():
        weight, shift = (torch.from_numpy(one.copy()) for one in told[name])
        convolution.weight.data = weight
        norm.weight.data.fill_(float(np.sqrt(1 + norm.eps)))
        norm.bias.data = shift
    net.answer[0].weight.data, net.answer[0].bias.data = (
        torch.from_numpy(one.copy()) for one in told["answer.0"]
    )
    _spread(net, [norm for _, norm in pairs.values()], pieces)
    return net


def _pairs(net: InkNet) -> dict[str, tuple[nn.Conv2d, nn.BatchNorm2d]]:
    """Each convolution with the norm that was folded into it, by the name that export gives it."""
    pairs = {}
    for name, part in net.named_modules():
        if isinstance(part, Block):
            pairs[f"{name}.around"] = (part.around, part.settled)
            pairs[f"{name}.back"] = (part.back, part.last)
        elif isinstance(part, nn.Sequential) and len(part) == 3 and isinstance(part[1], nn.BatchNorm2d):
            pairs[f"{name}.0"] = (part[0], part[1])
    return pairs


def _folded(path: Path) -> Folded:
    """Weights and shifts by layer."""
    try:
        import onnx
        from onnx import numpy_helper
    except ImportError as missing:
        raise SystemExit(
            "Going on from an .onnx needs onnx: `pip install onnx` in this environment."
        ) from missing
    graph = onnx.load(path).graph
    kept = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    told: Folded = {}
    whole = [node.input[0] for node in graph.node if node.op_type == "Slice" and node.input[0] in kept]
    for node in graph.node:
        if node.op_type == "Conv" and node.input[1] in kept:
            # /deep/deep.1/mixed/mixed.0/Conv is deep.1.mixed.0: each part repeats the one before it
            parts = node.name.strip("/").split("/")[:-1]
            told[_dotted(parts)] = (kept[node.input[1]], kept[node.input[2]])
    for layer, place in _NAMELESS.items():
        shift = next(node.input[2] for node in graph.node if node.name == f"/Conv_{place}")
        weight = whole[0 if place == 1 else -1]
        told[f"{layer}.0.0"] = (kept[weight], kept[shift])
    return told


def _dotted(parts: list[str]) -> str:
    name = ""
    for part in parts:
        last = name.rsplit(".", 1)[-1]
        if name == "" or part.startswith(f"{name}."):
            name = part
        elif part.startswith(f"{last}."):
            name = f"{name[: -len(last)]}{part}"
        else:
            name = f"{name}.{part}"
    return name


def _spread(net: InkNet, norms: list[nn.BatchNorm2d], pieces: Path) -> None:
    """Set mean and variance of the norms to what they meet, without a change to what comes of them."""
    seen: dict[nn.Module, list[tuple[Tensor, Tensor]]] = {norm: [] for norm in norms}

    def note(norm: nn.Module, given: tuple[Tensor, ...]) -> None:
        seen[norm].append((given[0].mean((0, 2, 3)), given[0].var((0, 2, 3))))

    hooks = [norm.register_forward_pre_hook(note) for norm in norms]
    net.train()
    with torch.no_grad():
        for norm in norms:
            norm.eval()
        for shades, _ in islice(batches(pieces, seed=0), _LOOKS):
            net(shades)
    for hook in hooks:
        hook.remove()
    for norm in norms:
        mean, spread = (torch.stack(one).mean(0) for one in zip(*seen[norm], strict=True))
        norm.running_mean, norm.running_var = mean, spread
        norm.weight.data = torch.sqrt(spread + norm.eps)
        norm.bias.data += mean
    net.train()
