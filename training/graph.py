"""A network of an ONNX file as one that torch can fit further; what was fitted goes back into the file."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import onnx
import torch
from onnx import NodeProto, numpy_helper
from torch import Tensor, nn
from torch.nn import functional

_LARGE = 256
"""Numbers of a weight from which it is kept in 16 bits."""
_FLOOR = 2
"""Dimensions from which a weight is fitted; single numbers are part of what the network computes."""


class Graph(nn.Module):
    """The network of an ONNX file whose nodes are all known here; fitted weights are parameters."""

    def __init__(self, path: Path) -> None:
        """Read the file.

        Raises:
            NotImplementedError: a node of a kind that is not known here.
        """
        super().__init__()
        self.model = onnx.load(str(path))
        graph = self.model.graph
        self.fixed: dict[str, Tensor] = {}
        self.places: dict[str, str] = {}
        self.weights = nn.ParameterDict()
        for place, held in enumerate(graph.initializer):
            value = torch.from_numpy(numpy_helper.to_array(held).copy())
            if value.is_floating_point() and value.numel() >= _FLOOR:
                self.places[held.name] = f"w{place}"
                self.weights[f"w{place}"] = nn.Parameter(value)
            else:
                self.fixed[held.name] = value
        self.nodes = [node for node in graph.node if node.op_type != "Identity"]
        self.same = {node.output[0]: node.input[0] for node in graph.node if node.op_type == "Identity"}
        unknown = {node.op_type for node in self.nodes} - {*_NODES, "Softmax"}
        if unknown:
            raise NotImplementedError(f"{path}: nodes of kinds that are not known here: {sorted(unknown)}.")
        for node in self.nodes:
            if node.op_type == "BatchNormalization":
                for name in node.input[3:5]:
                    self.weights[self.places[self._named(name)]].requires_grad_(False)

    def forward(self, given: Tensor) -> Tensor:
        """The answer of its last node, before its softmax: logits."""
        values = {self.model.graph.input[0].name: given}
        for node in self.nodes:
            if node is self.nodes[-1] and node.op_type == "Softmax":
                return self._value(node.input[0], values)
            taken = [self._value(name, values) for name in node.input]
            values[node.output[0]] = _run(node, taken)
        return self._value(self.model.graph.output[0].name, values)

    def write(self, path: Path) -> None:
        """The same file with the weights as they are now, large ones in 16 bits until it is loaded."""
        model = onnx.ModelProto()
        model.CopyFrom(self.model)
        casts = []
        for held in model.graph.initializer:
            if held.name not in self.places:
                continue
            name, value = held.name, self.weights[self.places[held.name]].detach().cpu().numpy()
            if value.size < _LARGE:
                held.CopyFrom(numpy_helper.from_array(value, name))
                continue
            held.CopyFrom(numpy_helper.from_array(value.astype("float16"), f"{name} half"))
            casts.append(onnx.helper.make_node("Cast", [f"{name} half"], [name], to=onnx.TensorProto.FLOAT))
        nodes = [*casts, *model.graph.node]
        del model.graph.node[:]
        model.graph.node.extend(nodes)
        path.write_bytes(model.SerializeToString())

    def _named(self, name: str) -> str:
        while name in self.same:
            name = self.same[name]
        return name

    def _value(self, name: str, values: Mapping[str, Tensor]) -> Tensor:
        name = self._named(name)
        if name in self.places:
            return self.weights[self.places[name]]
        return values[name] if name in values else self.fixed[name]


def _run(node: NodeProto, taken: list[Tensor]) -> Tensor:
    told = {held.name: onnx.helper.get_attribute_value(held) for held in node.attribute}
    if node.op_type == "Softmax":
        return torch.softmax(taken[0], told.get("axis", -1))
    return _NODES[node.op_type](taken, told)


def _conv(taken: list[Tensor], told: Mapping[str, Any]) -> Tensor:
    given, weight, *bias = taken
    if told.get("auto_pad", b"NOTSET") == b"SAME_UPPER":
        (top, bottom), (left, right) = _same(given, weight.shape[2:], told["strides"])
    else:
        top, left, bottom, right = told.get("pads", (0, 0, 0, 0))
    if (top, left) != (bottom, right):
        given, top, left = functional.pad(given, (left, right, top, bottom)), 0, 0
    return functional.conv2d(
        given, weight, bias[0] if bias else None, tuple(told.get("strides", (1, 1))), (top, left),
        tuple(told.get("dilations", (1, 1))), told.get("group", 1),
    )  # fmt: skip


def _same(given: Tensor, kernel: Sequence[int], strides: Sequence[int]) -> list[tuple[int, int]]:
    """What SAME_UPPER adds before and behind rows and columns."""
    pads = []
    for size, reach, step in zip(given.shape[2:], kernel, strides, strict=True):
        more = max((math.ceil(size / step) - 1) * step + reach - size, 0)
        pads.append((more // 2, more - more // 2))
    return pads


def _largest(taken: list[Tensor], told: Mapping[str, Any]) -> Tensor:
    """Max pooling of 2 by 2 at steps of 1, padded at the end as ONNX's SAME_UPPER does."""
    if told["auto_pad"] != b"SAME_UPPER" or told["strides"] != [1, 1] or told["kernel_shape"] != [2, 2]:
        raise NotImplementedError(f"Max pooling of another kind: {told}.")
    return functional.max_pool2d(functional.pad(taken[0], (0, 1, 0, 1), value=-math.inf), 2, 1)


def _sliced(taken: list[Tensor], _: Mapping[str, Any]) -> Tensor:
    given, starts, ends, axes, *steps = taken
    for place, (start, end, axis) in enumerate(
        zip(starts.tolist(), ends.tolist(), axes.tolist(), strict=True)
    ):
        step = int(steps[0][place]) if steps else 1
        cut = [slice(None)] * given.dim()
        cut[int(axis)] = slice(start, end, step)
        given = given[tuple(cut)]
    return given


def _reshaped(taken: list[Tensor], _: Mapping[str, Any]) -> Tensor:
    given, shape = taken
    sizes = [given.shape[at] if size == 0 else size for at, size in enumerate(shape.tolist())]
    return given.reshape(sizes)


def _squeezed(taken: list[Tensor], told: Mapping[str, Any]) -> Tensor:
    return taken[0].squeeze(tuple(told["axes"]))


def _grown(taken: list[Tensor], told: Mapping[str, Any]) -> Tensor:
    given = taken[0]
    for axis in told["axes"]:
        given = given.unsqueeze(axis)
    return given


_NODES: Mapping[str, Callable[[list[Tensor], Mapping[str, Any]], Tensor]] = {
    "Add": lambda taken, _: taken[0] + taken[1],
    "Sub": lambda taken, _: taken[0] - taken[1],
    "Mul": lambda taken, _: taken[0] * taken[1],
    "Div": lambda taken, _: taken[0] / taken[1],
    "Pow": lambda taken, _: taken[0] ** taken[1],
    "Sqrt": lambda taken, _: torch.sqrt(taken[0]),
    "Erf": lambda taken, _: torch.erf(taken[0]),
    "Relu": lambda taken, _: torch.relu(taken[0]),
    "Sigmoid": lambda taken, _: torch.sigmoid(taken[0]),
    "HardSigmoid": lambda taken, told: torch.clamp(taken[0] * told["alpha"] + told["beta"], 0, 1),
    "MatMul": lambda taken, _: taken[0] @ taken[1],
    "Concat": lambda taken, told: torch.cat(taken, told["axis"]),
    "Shape": lambda taken, _: torch.tensor(taken[0].shape),
    "Transpose": lambda taken, told: taken[0].permute(*told["perm"]),
    "ReduceMean": lambda taken, told: taken[0].mean(
        tuple(told["axes"]), keepdim=bool(told.get("keepdims", 1))
    ),
    "AveragePool": lambda taken, told: functional.avg_pool2d(
        taken[0], tuple(told["kernel_shape"]), tuple(told["strides"])
    ),
    "BatchNormalization": lambda taken, told: functional.batch_norm(
        taken[0], taken[3], taken[4], taken[1], taken[2], False, eps=told["epsilon"]
    ),
    "Conv": _conv,
    "MaxPool": _largest,
    "Slice": _sliced,
    "Reshape": _reshaped,
    "Squeeze": _squeezed,
    "Unsqueeze": _grown,
}
