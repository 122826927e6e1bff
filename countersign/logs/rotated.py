"""The log file."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from concurrent_log_handler import ConcurrentRotatingFileHandler

from countersign.logs.formats import printable

FILE_BYTES = 10_000_000
FILES_KEPT = 5
"""Older log files beside the newest: countersign.log.1 and so on."""


class Rotated(ConcurrentRotatingFileHandler):
    """A file that several processes write; the full one is set aside. One that fails says so once."""

    def __init__(self, path: Path, file_bytes: int = FILE_BYTES) -> None:
        super().__init__(str(path), maxBytes=file_bytes, backupCount=FILES_KEPT, encoding="utf-8", newline="")
        self._failed = False

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record; the folder is made where it is missing."""
        try:
            Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            self.handleError(record)
        else:
            super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the library's name
        """Say once on standard error that lines are missing from the file."""
        del record
        if not self._failed:
            self._failed = True
            fault = sys.exc_info()[1]
            words = f"The log file {self.baseFilename} cannot be written ({fault}): going on without it."
            sys.stderr.write(f"{printable(words)} Set COUNTERSIGN_LOG_FILE to another one, or to none.\n")
