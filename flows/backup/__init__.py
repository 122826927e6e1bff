"""Backups: taken while everything runs, checked, and restored into an empty home."""

from flows.backup.checking import check
from flows.backup.manifest import Manifest
from flows.backup.restoring import Restored, restore
from flows.backup.taking import BACKED_UP, Taken, back_up
from flows.backup.thinning import Keep, Thinned, keep_of, thin
from flows.backup.vault import Vault, vault_to_fill, vault_to_read

__all__ = [
    "BACKED_UP",
    "Keep",
    "Manifest",
    "Restored",
    "Taken",
    "Thinned",
    "Vault",
    "back_up",
    "check",
    "keep_of",
    "restore",
    "thin",
    "vault_to_fill",
    "vault_to_read",
]
