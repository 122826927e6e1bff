"""An outage of Prefect's server: told when it begins and when it is over, however many drains it lasts."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from flows.journal import tell

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Outage:
    """What the drains of one process have found of the server so far."""

    lasts: bool = False

    def begin(self, words: str) -> None:
        """The server cannot be used, in `words`."""
        if not self.lasts:
            tell(log, "prefect", words, logging.WARNING)
        self.lasts = True

    def end(self, words: str) -> None:
        """The server was used, in `words`."""
        if self.lasts:
            tell(log, "prefect", words, logging.WARNING)
        self.lasts = False
