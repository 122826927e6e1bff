"""Files that a command is given, as the imports take them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import WrongUse

if TYPE_CHECKING:
    from pipeline.ledger_files.importing.given import Export


def exports_in(path: Path) -> tuple[Export, ...]:
    """The file, or every file of a folder that is not hidden."""
    if not path.is_dir():
        return (export_at(path),)
    found = sorted(one for one in path.rglob("*") if one.is_file() and not one.name.startswith("."))
    if not found:
        raise WrongUse(f"{path} is an empty folder: name the one with the invoices.")
    return tuple(map(export_at, found))


def export_at(path: Path) -> Export:
    """One file; raises WrongUse where it cannot be read, or is too large."""
    from pipeline.ledger_files.importing.given import LARGEST, Export

    try:
        if path.stat().st_size > LARGEST:
            raise WrongUse(
                f"{path} is larger than {LARGEST >> 20} MB: split it, and load the parts with --delta."
            )
        return Export(str(path), path.read_bytes())
    except OSError as fault:
        raise WrongUse(f"{path} cannot be read ({fault.strerror}): name the CSV file.") from None
