"""Frozen values to JSON values and back, by their declared types."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")
_TEXTUAL = (Decimal, date, datetime)


def to_plain(value: object) -> Any:
    """`value` as dictionaries, lists, texts, numbers, booleans and None."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, _TEXTUAL):
        return value.isoformat() if isinstance(value, date) else str(value)
    if isinstance(value, Mapping):
        return {to_plain(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    return value


def from_plain(kind: type[T], data: Any) -> T:
    """The value of type `kind` that `to_plain` made `data` from.

    A field that `data` lacks takes its default, so that what an older version stored can be read.

    Raises:
        TypeError: `data` lacks a field that has no default.
        ValueError: a text is not of the kind declared.
    """
    return typing.cast("T", _value(kind, data))


def _value(kind: Any, data: Any) -> Any:
    origin = typing.get_origin(kind)
    if origin in {typing.Union, types.UnionType}:
        return _optional(kind, data)
    if origin is tuple:
        return _tuple(typing.get_args(kind), data)
    if origin is not None:
        key, item = typing.get_args(kind)
        return {_value(key, k): _value(item, v) for k, v in data.items()}
    return _single(kind, data)


def _single(kind: Any, data: Any) -> Any:
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: _value(hints[name], item) for name, item in data.items() if name in hints})
    if isinstance(kind, type) and issubclass(kind, date):
        return kind.fromisoformat(data)
    if isinstance(kind, type) and issubclass(kind, Enum | Decimal):
        return kind(data)
    return data


def _optional(kind: Any, data: Any) -> Any:
    if data is None:
        return None
    (inner,) = (option for option in typing.get_args(kind) if option is not type(None))
    return _value(inner, data)


def _tuple(kinds: tuple[Any, ...], data: Any) -> tuple[Any, ...]:
    if kinds[-1] is Ellipsis:
        return tuple(_value(kinds[0], item) for item in data)
    return tuple(_value(kind, item) for kind, item in zip(kinds, data, strict=True))


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    return typing.get_type_hints(kind)
