"""The tables of a register at their newest version."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from models.errors import Missing
from storage.register.tables import metadata

if TYPE_CHECKING:
    from sqlalchemy import Connection

HEAD = "0025"
"""The newest version of the schema: the last file in `MIGRATIONS`."""
MIGRATIONS = Path(__file__).parents[2] / "migrations"
_VERSION = sa.table("alembic_version", sa.column("version_num", sa.String))


class NotRegister(Missing):
    """The database holds something else, or the register of a newer program."""


def revision(connection: Connection) -> str | None:
    """The version of the register; None for a database in which there is none yet.

    Raises:
        NotRegister: tables of another program are in its place.
    """
    found = set(sa.inspect(connection).get_table_names())
    ours = sorted(found & set(metadata.tables))
    version = connection.scalar(sa.select(_VERSION)) if _VERSION.name in found else None
    if bool(ours) != (version is not None):
        raise NotRegister(
            f"not a register: it holds {', '.join(ours or sorted(found))} of another program. Name another "
            "database, one for countersign alone."
        )
    return version


def upgrade(connection: Connection) -> None:
    """Migrate within the transaction at hand; whoever waited for another to do so finds nothing left to do.

    Raises:
        NotRegister: the register is of a version that this program does not know.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise NotRegister(
            f"of another version than this program ({error}). Update countersign, or name another database."
        ) from error
