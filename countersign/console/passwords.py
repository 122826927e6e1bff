"""Passwords: what a good one is, and the door to Argon2, by whose hashes they are known."""

from __future__ import annotations

from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from models.errors import WrongUse

SHORTEST, LONGEST = 12, 200
AT_ONCE = 2
"""Hashes computed at the same time: each takes 64 MB."""
_NOBODYS = "$argon2id$v=19$m=65536,t=3,p=4$KV8aMQ0nEB+H1y82CeWXBw$XaiQ3G8YOZ2eWn0XizcYvyg+IVaBuU4/hGic0BO80Lo"
"""Hash that takes as long as a real one; where an account has no password, nothing fits."""
FEWEST_LETTERS = 5
"""Different characters in a password."""


class Passwords:
    """Makes hashes and holds passwords against them. Safe for threads."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher()
        self._turn = BoundedSemaphore(AT_ONCE)

    def hashed(self, password: str) -> str:
        """The hash to keep, with its salt and parameters in it."""
        with self._turn:
            return self._hasher.hash(password)

    def fits(self, password: str, kept: str) -> bool:
        """True when `kept` is the hash of the password; takes as long where nothing is kept."""
        try:
            with self._turn:
                fits = self._hasher.verify(kept or _NOBODYS, password[: LONGEST + 1])
        except (VerificationError, InvalidHashError):
            return False
        return fits and bool(kept)

    def is_outdated(self, kept: str) -> bool:
        """True when a hash was made with weaker parameters than today's."""
        return self._hasher.check_needs_rehash(kept)


def good_password(password: str, again: str, login: str) -> str:
    """`password`, where it may be used.

    Raises:
        WrongUse: it is too short, too long or too plain, or was repeated otherwise.
    """
    if password != again:
        raise WrongUse("The two passwords are not the same: type it once more.")
    if not SHORTEST <= len(password) <= LONGEST:
        raise WrongUse(
            f"A password has between {SHORTEST} and {LONGEST} characters: a short sentence is good."
        )
    if len(set(password)) < FEWEST_LETTERS or login in password.lower():
        raise WrongUse("That password is easily guessed: take one without your login and with other letters.")
    return password
