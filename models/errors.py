"""Errors that people see. The message names the thing, the value and the next step."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the command line returns."""

    DONE = 0
    FAULT = 1
    WRONG_USE = 2
    MISSING = 3


class CountersignError(Exception):
    """Base of all errors of our own; each class fixes its exit code and whether waiting can cure it."""

    exit_code = ExitCode.FAULT
    passing = False
    """True where the same call may go through later."""


class WrongUse(CountersignError):
    """The caller asked for something that cannot be; the message says what would work."""

    exit_code = ExitCode.WRONG_USE


class WrongField(WrongUse):
    """One value of several that were given together cannot be."""

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        """Which one, as forms and programs name it."""
        super().__init__(message)


class LedgerRefused(WrongUse):
    """A ledger file does not add up; the message names file, lines and reason. Nothing was loaded."""


class Missing(CountersignError):
    """Something needed is not installed, or not reachable; the message says how to get it."""

    exit_code = ExitCode.MISSING


class Unreachable(Missing):
    """A service did not answer; it may later."""

    passing = True


class Denied(Missing):
    """This user may not read, write or remove something; the message names it."""


class UnreadableFile(CountersignError):
    """A received file that cannot be read: it goes to quarantine with this message as its reason."""


class ReaderKilled(CountersignError):
    """A file made its reader exceed time or memory, or crash; tried once more, then quarantined."""

    passing = True


class ClaimLost(CountersignError):
    """Another worker holds this arrival now; what this worker computed is dropped."""


class LeaseLost(CountersignError):
    """Somebody else has this document before them, or it was decided meanwhile; nothing was changed."""


class NotYet(CountersignError):
    """Something passing stands in the way; the same work may go through a little later."""

    passing = True


class NotReadable(NotYet):
    """One file of the inbox may not be read by this user; others go on."""


class IntegrityFault(CountersignError):
    """What is stored is not what was stored; the message names the key and both hashes."""
