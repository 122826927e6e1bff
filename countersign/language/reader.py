"""Who reads what is made at the moment: held for the length of a request, each with its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reader:
    """What somebody reads in."""

    language: str = "en"
    """One that there is a catalogue for."""
    formats: str = ""
    """Locale of dates and numbers, such as de_AT; empty for ISO dates."""
    time_zone: str = "UTC"
    """IANA name."""


ENGLISH = Reader()
"""Of the command line, and of programs that use the API: English and ISO, as the contract says."""
_READER: ContextVar[Reader] = ContextVar("reader", default=ENGLISH)


def current_reader() -> Reader:
    """Who reads what is made now."""
    return _READER.get()


def reads_from_now_on(reader: Reader) -> None:
    """Whatever this request makes from now on is for `reader`."""
    _READER.set(reader)


@contextmanager
def read_by(reader: Reader) -> Iterator[None]:
    """Whatever is made inside is for `reader`."""
    before = _READER.set(reader)
    try:
        yield
    finally:
        _READER.reset(before)
