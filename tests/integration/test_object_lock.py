"""Object Lock is used where the server keeps it, and nothing is asked of a server that does not."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from models.errors import Denied
from tests.servers.services import MotoServer, s3_server, s3_store

LATER = datetime(2036, 1, 2, 8, tzinfo=UTC)


def test_a_bucket_with_object_lock_holds_what_is_held(tmp_path: Path) -> None:
    with s3_server(tmp_path / "moto", MotoServer) as server:
        plain = s3_store(server, tmp_path / "home")
        plain.put_new("archive/a", b"a scan")
        assert plain.hold("archive/a", on=True) is False
        assert plain.lock("archive/a", "governance", LATER) is False
        plain.client.make_bucket("locked", object_lock=True)
        store = s3_store(server, tmp_path / "home", "locked")
        kept = store.put_new("archive/a", b"a scan")
        name = store.place.prefix + "archive/a"
        assert store.hold("archive/a", on=True)
        assert store.client.is_object_legal_hold_enabled("locked", name)
        assert store.hold("archive/a", on=False)
        assert not store.client.is_object_legal_hold_enabled("locked", name)
        assert store.lock("archive/a", "governance", LATER)
        with pytest.raises(Denied, match="retention"):
            store.remove("archive/a", kept.version)
        assert store.get("archive/a") == b"a scan"


def test_a_server_without_locks_keeps_its_objects_whole(tmp_path: Path) -> None:
    """Some take the request that sets a lock for the new content of the object."""
    with s3_server(tmp_path / "rclone") as server:
        store = s3_store(server, tmp_path / "home")
        store.put_new("archive/a", b"a scan")
        assert store.hold("archive/a", on=True) is False
        assert store.lock("archive/a", "compliance", LATER) is False
        assert store.get("archive/a") == b"a scan"
