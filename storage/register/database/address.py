"""Where the register is: COUNTERSIGN_DATABASE_URL, read, and shown without its password."""

from __future__ import annotations

import re

import sqlalchemy as sa
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from models.errors import WrongUse

VARIABLE = "COUNTERSIGN_DATABASE_URL"
POSTGRESQL = "postgresql+psycopg"
_DRIVERS = {
    "sqlite": "sqlite",
    "sqlite+pysqlite": "sqlite",
    "postgresql": POSTGRESQL,
    "postgres": POSTGRESQL,
    POSTGRESQL: POSTGRESQL,
}
_CHOICES = f"sqlite:////PATH/FILE or {POSTGRESQL}://USER:PASSWORD@HOST/DATABASE"
_UNREADABLE = (
    f"{VARIABLE} is no database URL: give {_CHOICES}; in the password, %XX stands for each of @ : / ? %."
)
"""Where an unmarked character cut the password in two, nothing of the URL may be shown."""
_SECRET = re.compile("pass(word)?$", re.IGNORECASE)
"""Names of libpq's options that hold a secret, such as password and sslpassword."""


def parse(text: str) -> sa.URL:
    """The URL with the driver that this program brings.

    Raises:
        WrongUse: it is no URL, names no database, or one of another kind; the message shows no password.
    """
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise WrongUse(_UNREADABLE) from None
    if url.drivername != "sqlite" and "@" in f"{url.host}{url.database}{url.query}":
        raise WrongUse(_UNREADABLE)
    if url.drivername not in _DRIVERS:
        raise WrongUse(f"{VARIABLE}={masked(url)}: a register is kept in {_CHOICES}.")
    if url.database in {None, "", ":memory:"}:
        raise WrongUse(f"{VARIABLE}={masked(url)} names no database: give {_CHOICES}.")
    return url.set(drivername=_DRIVERS[url.drivername])


def masked(url: sa.URL) -> str:
    """The URL as people may see it, without its password, wherever in it that stands."""
    shown = {name: "***" if _SECRET.search(name) else value for name, value in url.query.items()}
    return url.set(query=shown).render_as_string(hide_password=True)
