"""Opening the register that the settings name."""

from __future__ import annotations

from pathlib import Path

from models.errors import Missing
from models.settings import Settings
from storage.register.copying.snapshot import url_of
from storage.register.database.connect import connect
from storage.register.register import Register


def open_register(settings: Settings, *, moved_too: bool = False) -> Register:
    """The register of these settings, created or brought to the newest version where needed; close it.

    With `moved_too` also one that was moved to another database: it can be read, and takes nothing more.

    Raises:
        WrongUse: COUNTERSIGN_DATABASE_URL names neither a SQLite file nor a database of PostgreSQL.
        Missing: it cannot be opened, belongs to a newer program, or was moved; the message says where to.
    """
    try:
        settings.home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Missing(
            f"COUNTERSIGN_HOME={settings.home} cannot be made: {error}. Name another folder."
        ) from error
    return Register(connect(settings.database_url, moved_too=moved_too))


def open_saved(path: Path) -> Register:
    """The register in a file that `save_to` wrote, brought to the newest version; close it.

    Raises:
        Missing: it is no register, or belongs to a newer program.
    """
    return Register(connect(url_of(path)))
