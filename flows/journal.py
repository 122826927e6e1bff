"""What is told of the work: one line for each thing that matters, and which file it is about."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType

from flows.machine.workers import worker_name
from models.record import DocumentRecord

TERMINAL = "terminal"
"""Name of the handler that writes to standard error."""

_about: ContextVar[Mapping[str, str]] = ContextVar("about", default=MappingProxyType({}))


@contextmanager
def about(**what: str) -> Iterator[None]:
    """Every line of this thread within the block is about `what`: client, file, drop, document."""
    token = _about.set({**_about.get(), **what})
    try:
        yield
    finally:
        _about.reset(token)


def tell(
    log: logging.Logger,
    event: str,
    words: str,
    level: int = logging.INFO,
    fault: BaseException | None = None,
    **details: object,
) -> None:
    """One line about what happened.

    Args:
        log: of the module that tells.
        event: one word, such as received, filed, waiting.
        words: the rest, for people; whatever they hold, it stays one line.
        level: of the logging module.
        fault: adds its traceback.
        details: fields of their own in a JSON line; none may be called as an attribute of LogRecord is.
    """
    extra = {"event": event, "words": words, **details}
    log.log(level, "%s: %s", event, words, extra=extra, exc_info=fault, stacklevel=2)


def tell_end(log: logging.Logger, record: DocumentRecord) -> None:
    """The line about a document that was decided on."""
    decision = record.decision
    invoices = tuple(dict.fromkeys(number for _, number in decision.chosen))
    words = f"invoice {', '.join(invoices)}: {decision.reason}" if invoices else decision.reason
    with about(client=record.client, file=record.source, drop=record.drop_id, document=record.id):
        tell(log, decision.status.value, words, pages=record.reading.pages, invoices=invoices)


class Context(logging.Filter):
    """Gives every record the process it comes from and what the work of its thread is about."""

    def __init__(self) -> None:
        super().__init__()
        self._worker = worker_name()

    def filter(self, record: logging.LogRecord) -> bool:
        """Add what the record does not say itself; drops none."""
        for name, value in (*_about.get().items(), ("worker", self._worker)):
            if not hasattr(record, name):
                setattr(record, name, value)
        return True


def terminal_format() -> logging.Formatter | None:
    """How this process formats its lines on standard error, for a child to do the same; None: not at all."""
    handlers = logging.getLogger().handlers
    return next((handler.formatter for handler in handlers if handler.get_name() == TERMINAL), None)


def speak_like_parent(formatter: logging.Formatter | None) -> None:
    """In a child that only reads: warnings of its libraries, formatted as the parent's lines are."""
    if formatter is None:
        return
    handler = logging.StreamHandler()
    handler.setFormatter(formatter)
    handler.addFilter(Context())
    logging.getLogger().addHandler(handler)
    logging.captureWarnings(capture=True)
