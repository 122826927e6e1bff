"""What a log line looks like: for people, or as JSON."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter

_INDENT = "    "
_COLUMNS = ("client", "file", "document")


class Lines(logging.Formatter):
    """One line a record, for people: time (UTC), what happened, client, file, document, words.

    A traceback follows on lines that begin with blanks. Nothing that a file is called, or that is read
    from it, can begin a line, end one or reach the terminal as a command.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line, and those of a traceback."""
        return f"\n{_INDENT}".join((_line(record), *_traceback(record)))


def _line(record: logging.LogRecord) -> str:
    time = f"{datetime.fromtimestamp(record.created, UTC):%Y-%m-%d %H:%M:%SZ}"
    level = [record.levelname] if record.levelno >= logging.WARNING else []
    event = getattr(record, "event", None)
    words = printable(str(getattr(record, "words", record.getMessage())))
    cells = (_cell(str(getattr(record, name))) for name in _COLUMNS if hasattr(record, name))
    return "  ".join((time, *level, event or record.name, *cells, words))


def _traceback(record: logging.LogRecord) -> Iterator[str]:
    if record.exc_info:
        text = logging.Formatter().formatException(record.exc_info)
        yield from map(printable, text.split("\n"))


def _cell(name: str) -> str:
    """`name` as one cell of a line; one with blanks in it is quoted."""
    plain = printable(name)
    if plain and " " not in plain and '"' not in plain:
        return plain
    return '"' + plain.replace('"', '\\"') + '"'


def printable(text: str) -> str:
    """`text` with all that moves the cursor, colours, or turns the direction written as an escape."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


_NAMES = {"created": "time", "levelname": "level", "name": "logger", "exc_info": "traceback"}


class Objects(JsonFormatter):
    """One JSON object a record and line; only ASCII, so that no name can break it."""

    def __init__(self) -> None:
        super().__init__(
            ["created", "levelname", "name", "message"],
            rename_fields=_NAMES,
            reserved_attrs=[*RESERVED_ATTRS, "words"],
        )

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        """The time in ISO 8601, UTC, to the millisecond."""
        time = datetime.fromtimestamp(log_data["time"], UTC).isoformat(timespec="milliseconds")
        return {**log_data, "time": time.replace("+00:00", "Z")}
