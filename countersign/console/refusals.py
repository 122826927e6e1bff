"""Forms that were refused: shown again with what was typed, and what is wrong beside the field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import BaseModel

from models.errors import WrongField, WrongUse

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Refused:
    """A form as it was sent, and why it was not taken."""

    form: str = ""
    """Which of the page; empty where none was refused."""
    values: Mapping[str, str] = field(default_factory=dict)
    message: str = ""
    field: str = ""
    """What is wrong; empty where it is no one field."""


NOTHING = Refused()


def refused(form: str, given: BaseModel, fault: WrongUse) -> Refused:
    """The form that was sent, and its fault."""
    values = {name: str(value) for name, value in given.model_dump(mode="json").items()}
    name = fault.field if isinstance(fault, WrongField) else ""
    return Refused(form, values, str(fault), name if name in values else "")


def at(name: str, read: Callable[[str], Read], text: str) -> Read:
    """What `text` means; a fault names the field.

    Raises:
        WrongField: it means nothing.
    """
    try:
        return read(text)
    except WrongUse as fault:
        raise WrongField(name, str(fault)) from fault
