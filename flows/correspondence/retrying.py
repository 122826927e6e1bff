"""A letter that a mail server refused goes again once somebody says so."""

from __future__ import annotations

from flows.desk import Stores
from models.errors import WrongUse
from storage.register import Deed


def retry_letter(stores: Stores, client: str, number: int, by: str) -> None:
    """Let a mail that failed be tried again.

    Raises:
        WrongUse: there is none of this number that failed.
    """
    if not stores.register.letter_mails.retry(client, number, Deed(by, stores.clock())):
        raise WrongUse("This mail has gone, or was taken back: nothing is to be tried again.")
