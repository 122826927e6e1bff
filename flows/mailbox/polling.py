"""Looking into the mailbox every minute or so, beside the watcher; a server that is away is waited for."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator

from flows.beside import beside
from flows.desk import Stores
from flows.journal import tell
from flows.machine.space import must_have_room
from flows.mailbox.address import address_of
from flows.mailbox.imap import open_mailbox
from flows.mailbox.taking import take
from models.counts import counted
from models.record import client_name
from models.settings import Settings

MARKING_SECONDS = 5.0
"""Until the next look after one that took something: by then the mail is likely to be safe."""

log = logging.getLogger(__name__)


@contextlib.contextmanager
def polled(stores: Stores) -> Iterator[None]:
    """Look into the mailbox of the settings, if they name one, for as long as the block runs.

    Raises:
        WrongUse: the settings cannot be.
        Missing: there is no password.
    """
    if not stores.settings.imap_url:
        yield
        return
    address_of(stores.settings)
    pause = stores.settings.imap_seconds

    def step() -> float:
        return min(pause, MARKING_SECONDS) if _look(stores) else pause

    with beside("mailbox", step, pause):
        yield


def mails_waiting(settings: Settings) -> tuple[int, str]:
    """How many mails are not marked yet, and the name of the mailbox.

    Raises:
        WrongUse: the settings cannot be.
        Missing: there is no password; the server does not answer or refuses.
    """
    with open_mailbox(address_of(settings)) as mailbox:
        return len(mailbox.unmarked()), mailbox.address.name


def _look(stores: Stores) -> bool:
    """True when something was taken, so that another look soon is worth while."""
    must_have_room(stores.settings, stores.space)
    with open_mailbox(address_of(stores.settings)) as mailbox:
        taken = take(stores, mailbox, client_name(stores.settings.imap_client))
    if taken.new:
        tell(log, "mails", f"{counted(taken.new, 'new mail')}", mails=taken.new)
    return taken.new > 0
