"""Locks of the object storage on what must stay, where the settings ask for them and the store can."""

from __future__ import annotations

from datetime import timedelta

from flows.desk import Stores

OFF = "off"


def locked_for_good(stores: Stores, key: str) -> bool:
    """Lock an object for as long as the settings say; False where none is asked for, or none is had."""
    mode = stores.settings.object_lock
    if mode == OFF:
        return False
    until = stores.clock().replace(microsecond=0) + timedelta(days=stores.settings.object_lock_days)
    return stores.objects.lock(key, mode, until)
