"""Where log lines go and what they look like; called by the doors only, never at import."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from countersign.logs.formats import Lines, Objects
from flows.journal import TERMINAL, Context
from models.settings import NOWHERE, Settings

OURS = ("countersign", "flows", "pipeline", "receivables", "storage", "extractors")
"""Loggers of this program; of all others only warnings are kept."""
FILE = "file"
"""Name of the handler that writes the log file."""


@dataclass(frozen=True, slots=True)
class Loudness:
    """How much a command tells while it runs, unless COUNTERSIGN_LOG_LEVEL says otherwise."""

    terminal: int
    """Least level of lines on standard error."""
    file: bool
    """Whether it writes the log file too."""


ASKING = Loudness(logging.WARNING, file=False)
"""A command that only looks something up."""
WORKING = Loudness(logging.WARNING, file=True)
"""A command that works on papers while somebody waits for it."""
SERVING = Loudness(logging.INFO, file=True)
"""A process that runs for long, with nobody in front of it."""


def configure(settings: Settings, loudness: Loudness) -> None:
    """Write log lines as the settings want it; a later call replaces what an earlier one set.

    A log file that cannot be written stops nothing: one line on standard error says so.
    """
    root = logging.getLogger()
    for old in [handler for handler in root.handlers if handler.get_name() in {TERMINAL, FILE}]:
        root.removeHandler(old)
        old.close()
    handlers = tuple(_handlers(settings, loudness))
    for handler in handlers:
        handler.setFormatter(Objects() if settings.log_format == "json" else Lines())
        handler.addFilter(Context())
        root.addHandler(handler)
    for name in OURS:
        logging.getLogger(name).setLevel(min(handler.level for handler in handlers))
    logging.captureWarnings(capture=True)
    logging.raiseExceptions = False  # a line that cannot be written is nobody's traceback


def _handlers(settings: Settings, loudness: Loudness) -> Iterator[logging.Handler]:
    asked = None if settings.log_level == "auto" else settings.log_level.upper()
    terminal = _Terminal()
    terminal.setLevel(asked or loudness.terminal)
    yield terminal
    if loudness.file and settings.log_file != NOWHERE:
        from countersign.logs.rotated import Rotated

        file = Rotated(Path(settings.log_file))
        file.set_name(FILE)
        file.setLevel(asked or logging.INFO)
        yield file


class _Terminal(logging.StreamHandler[TextIO]):
    """Standard error as it is at the moment of writing: a progress bar may stand in for it."""

    def __init__(self) -> None:
        super().__init__(sys.stderr)
        self.set_name(TERMINAL)

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record."""
        self.stream = sys.stderr
        super().emit(record)
