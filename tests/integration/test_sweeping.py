"""What the watcher takes from the inbox, when, whose it is, and what it clears away."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from flows.desk import Stores, open_stores
from flows.inbox.sweeping import Sightings, readable, sweep
from models.errors import Denied, Missing
from models.record import Claim
from models.settings import Settings
from storage.objects import FolderStore, StoreRefused
from storage.objects.durable import GONE, GONE_SECONDS

SETTLE = 4.0


@pytest.fixture
def stores(register_settings: Settings) -> Iterator[Stores]:
    opened = open_stores(replace(register_settings, settle_seconds=SETTLE))
    with opened.register:
        yield opened


def scanned(stores: Stores, name: bytes | str, data: bytes = b"scan") -> Path:
    """Write a file as a scanner does, past the store."""
    path = Path(os.fsdecode(os.fsencode(stores.settings.inbox_url) + b"/" + os.fsencode(name)))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def claims(stores: Stores) -> list[Claim]:
    """Everything noted, claimed in its order."""
    found = []
    while (claim := stores.register.claim("worker", stores.clock(), 60)) is not None:
        found.append(claim)
    return found


def taken(stores: Stores) -> list[tuple[str, str]]:
    """Sweep until everything has come to rest: (client, source) of what was noted."""
    seen = Sightings()
    for moment in (0.0, SETTLE):
        sweep(stores, seen, moment)
    return sorted((claim.arrival.client, claim.arrival.source) for claim in claims(stores))


def done(stores: Stores) -> None:
    """Work on what was noted, without removing it from the inbox."""
    for claim in claims(stores):
        stores.register.done(claim, stores.clock())


def test_a_file_is_taken_once_and_only_when_it_has_come_to_rest(stores: Stores) -> None:
    scanned(stores, "scan.pdf")
    seen = Sightings()
    assert [sweep(stores, seen, moment) for moment in (0.0, SETTLE - 0.1, SETTLE, 9.0)] == [0, 0, 1, 0]
    assert [claim.arrival.key for claim in claims(stores)] == ["scan.pdf"]


def test_a_growing_file_is_taken_when_it_grows_no_more(stores: Stores) -> None:
    seen, path = Sightings(), scanned(stores, "scan.pdf")
    for moment in (0.0, 3.0, 6.0, 9.0):
        assert sweep(stores, seen, moment) == 0
        with path.open("ab") as scanner:
            scanner.write(b" more")
    assert [sweep(stores, seen, moment) for moment in (12.0, 12.0 + SETTLE)] == [0, 1]
    assert [claim.arrival.size for claim in claims(stores)] == [path.stat().st_size]


def test_a_file_that_is_replaced_is_taken_again(stores: Stores) -> None:
    seen = Sightings()
    scanned(stores, "scan.pdf")
    assert [sweep(stores, seen, moment) for moment in (0.0, 10.0)] == [0, 1]
    scanned(stores, "scan.pdf", b"another scan")
    assert [sweep(stores, seen, moment) for moment in (20.0, 30.0)] == [0, 1]


def test_hidden_and_unfinished_files_are_left_where_they_are(stores: Stores) -> None:
    names = [".hidden.pdf", "tray/.x/scan.pdf", "half.part", "half.TMP", "~$offer.docx", "tray/Thumbs.db"]
    paths = [scanned(stores, name) for name in [*names, "scan.pdf"]]
    assert taken(stores) == [("default", "scan.pdf")]
    assert all(path.exists() for path in paths)


@pytest.mark.parametrize(
    ("name", "client", "source"),
    [
        ("scan.pdf", "default", "scan.pdf"),
        ("acme/scan.pdf", "acme", "scan.pdf"),
        ("acme/monday/scan.pdf", "acme", "monday/scan.pdf"),
    ],
)
def test_the_first_folder_names_the_client(stores: Stores, name: str, client: str, source: str) -> None:
    scanned(stores, name)
    assert taken(stores) == [(client, source)]


@pytest.mark.parametrize("folder", ["Acme GmbH", "_acme"])
def test_a_folder_that_names_no_client_is_not_taken_and_told_once(
    stores: Stores, folder: str, caplog: pytest.LogCaptureFixture
) -> None:
    scanned(stores, f"{folder}/one.pdf")
    scanned(stores, f"{folder}/two.pdf")
    assert taken(stores) == []
    assert [folder in message for message in caplog.messages].count(True) == len(set(caplog.messages)) == 1


def test_bytes_of_a_name_that_are_no_utf8_are_told_by_their_numbers(stores: Stores) -> None:
    scanned(stores, b"acme/caf\xe9 \xff.pdf")
    scanned(stores, "acme/café %FF.pdf")
    assert taken(stores) == [("acme", "caf%E9 %FF.pdf"), ("acme", "café %FF.pdf")]
    assert readable("caf\udce9") == "caf%E9"


def test_a_file_that_comes_back_after_its_work_was_done_is_removed(stores: Stores) -> None:
    """The worker was killed between moving the file aside and deleting it; the store puts it back."""
    path = scanned(stores, "acme/scan.pdf")
    assert taken_and_done(stores) == 1
    aside = path.parent / os.fsdecode(GONE + b"0123")
    aside.mkdir()
    path.rename(aside / path.name)
    os.utime(aside, (0, path.parent.stat().st_mtime - 2 * GONE_SECONDS))
    other = scanned(stores, "acme/other.pdf")
    seen = Sightings()
    assert sweep(stores, seen, 100.0) == 0
    assert path.exists()
    assert [sweep(stores, seen, moment) for moment in (110.0, 120.0)] == [1, 0]
    assert [found.name for found in path.parent.iterdir()] == [other.name]


def taken_and_done(stores: Stores) -> int:
    seen = Sightings()
    noted = [sweep(stores, seen, moment) for moment in (0.0, SETTLE)]
    done(stores)
    return sum(noted)


def test_what_was_replaced_after_its_work_was_done_is_new_and_stays(stores: Stores) -> None:
    path = scanned(stores, "scan.pdf")
    assert taken_and_done(stores) == 1
    scanned(stores, "scan.pdf", b"another scan")
    assert taken(stores) == [("default", "scan.pdf")]
    assert path.exists()


class Guarded(FolderStore):
    """A folder in which nothing of acme's can be removed."""

    def remove(self, key: str, version: str) -> bool:
        if key.startswith("acme/"):
            raise REFUSALS[self.setting]
        return FolderStore.remove(self, key, version)


REFUSALS = {
    "denied": Denied("This user may not remove it."),
    "permission": PermissionError(),
    "missing": Missing("The folder is gone."),
    "refused": StoreRefused("It is locked."),
}


@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_left_over_that_cannot_be_removed_stops_no_sweep(stores: Stores, refusal: str) -> None:
    locked, free = scanned(stores, "acme/scan.pdf"), scanned(stores, "birch/scan.pdf")
    assert taken_and_done(stores) == 2
    guarded = Guarded(Path(stores.settings.inbox_url), 0o660, refusal)
    assert taken(replace(stores, inbox=guarded)) == []
    assert (locked.exists(), free.exists()) == (True, False)
