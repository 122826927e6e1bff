"""Takes the characters that nobody reads out of a network: its last layer is most of its weights."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Change: TypeAlias = Callable[[bytes], bytes | None]
"""New content of a field; None drops it."""

# Numbers of the fields in ONNX's own schema (onnx.proto), and of kinds of field in protocol buffers.
_GRAPH = 7
_WEIGHTS, _OUTPUT, _SHAPES_INSIDE = 5, 12, 13
_DIMENSIONS, _RAW = 1, 9
_TYPE, _TENSOR_TYPE, _SHAPE = 2, 1, 2
_VARINT, _EIGHT_BYTES, _BYTES, _FOUR_BYTES = 0, 1, 2, 5
_LOW_BITS, _MORE = 0x7F, 0x80


def narrowed(model: bytes, size: int, columns: npt.NDArray[np.intp]) -> bytes:
    """The ONNX file `model` with only these `columns` of its answer.

    Args:
        model: weights as 32-bit floats in raw form.
        size: columns of its answer; every weight whose last dimension is this long is cut.
        columns: those to keep, in the order in which the answer is to have them.
    """

    def cut(tensor: bytes) -> bytes:
        return _cut(tensor, size, columns)

    graph: Mapping[int, Change] = {_WEIGHTS: cut, _OUTPUT: _shapeless, _SHAPES_INSIDE: lambda _: None}
    return _changed(model, {_GRAPH: lambda content: _changed(content, graph)})


def _cut(tensor: bytes, size: int, columns: npt.NDArray[np.intp]) -> bytes:
    shape = _shape(tensor)
    if not shape or shape[-1] != size:
        return tensor

    def weights(raw: bytes) -> bytes:
        return np.frombuffer(raw, "<f4").reshape(shape)[..., columns].tobytes()

    dimensions = b"".join(_tagged(_DIMENSIONS, _VARINT) + _varint(n) for n in (*shape[:-1], len(columns)))
    rest = b"".join(whole for number, _, whole in _fields(tensor) if number != _DIMENSIONS)
    return dimensions + _changed(rest, {_RAW: weights})


def _shape(tensor: bytes) -> tuple[int, ...]:
    """Its dimensions, be they written one by one or packed."""
    packed = b"".join(content for number, content, _ in _fields(tensor) if number == _DIMENSIONS)
    sizes, place = [], 0
    while place < len(packed):
        value, place = _number(packed, place)
        sizes.append(value)
    return tuple(sizes)


def _shapeless(output: bytes) -> bytes:
    """The description of an output without its shape, which is another one now."""

    def typed(content: bytes) -> bytes:
        return _changed(content, {_TENSOR_TYPE: lambda tensor: _changed(tensor, {_SHAPE: lambda _: None})})

    return _changed(output, {_TYPE: typed})


def _changed(message: bytes, changes: Mapping[int, Change]) -> bytes:
    """The message with the fields of these numbers changed, all others as they are."""
    parts = []
    for number, content, whole in _fields(message):
        if number not in changes:
            parts.append(whole)
            continue
        newer = changes[number](content)
        if newer is not None:
            parts += [_tagged(number, _BYTES), _varint(len(newer)), newer]
    return b"".join(parts)


def _fields(message: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Number, content (numbers still coded) and the whole of every field."""
    place = 0
    while place < len(message):
        tag, begin = _number(message, place)
        end = _end(message, begin, tag & 7)
        if tag & 7 == _BYTES:
            begin = end - _number(message, begin)[0]
        yield tag >> 3, message[begin:end], message[place:end]
        place = end


def _end(message: bytes, begin: int, kind: int) -> int:
    if kind == _VARINT:
        return _number(message, begin)[1]
    if kind == _BYTES:
        length, start = _number(message, begin)
        return start + length
    return begin + {_EIGHT_BYTES: 8, _FOUR_BYTES: 4}[kind]


def _number(data: bytes, place: int) -> tuple[int, int]:
    """A coded number and where it ends."""
    value = shift = 0
    while True:
        byte = data[place]
        value |= (byte & _LOW_BITS) << shift
        place, shift = place + 1, shift + 7
        if byte < _MORE:
            return value, place


def _varint(value: int) -> bytes:
    coded = bytearray()
    while value > _LOW_BITS:
        coded.append(value & _LOW_BITS | _MORE)
        value >>= 7
    return bytes((*coded, value))


def _tagged(number: int, kind: int) -> bytes:
    return _varint(number << 3 | kind)
