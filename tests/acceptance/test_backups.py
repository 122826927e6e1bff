"""Backups by the real commands while a worker works; all are killed, and nothing committed is lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from fixtures.batch import write_batch
from tests.conftest import NewDatabase
from tests.installations.homes import Home

SECONDS = 240
PADDING = 700
"""Objects that make a backup last long enough to be killed."""


@dataclass(frozen=True)
class Firm:
    """A home with papers to take in, and where its backups go."""

    home: Home
    scans: Path
    vault: Path

    def kept(self) -> int:
        return sum(1 for path in (self.vault / "kept").rglob("*") if path.is_file())


@pytest.fixture(scope="module")
def firm(new_database: NewDatabase, tmp_path_factory: pytest.TempPathFactory) -> Firm:
    folder = tmp_path_factory.mktemp("firm")
    write_batch(folder / "papers", seed=43, count=2, damage="clean")
    home = Home.on(new_database(folder / "home"), folder / "home")
    home.load(folder / "papers" / "ledger")
    for number in range(PADDING):
        path = home.folder / "objects" / "archive" / "default" / "pages" / f"{number:03}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"[{number}]")
    return Firm(home, folder / "papers" / "scans", folder / "vault")


def documents(home: Home) -> dict[str, dict]:
    return {document["id"]: document for document in home.documents()}


def kill(process: subprocess.Popen[str], when: Callable[[], bool]) -> None:
    end = time.monotonic() + SECONDS
    while not when() and process.poll() is None and time.monotonic() < end:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL, "it was too quick to be killed"


@dataclass(frozen=True)
class Story:
    """What happened."""

    backups: list[dict]
    """Manifests, oldest first: each taken while the worker worked, the last when it had been killed."""
    before: dict[str, dict]
    """Documents as they were just before the last one."""


@pytest.fixture(scope="module")
def story(firm: Firm) -> Story:
    worker = firm.home.start("ingest", str(firm.scans))
    kill(firm.home.start("backup", str(firm.vault)), lambda: firm.kept() > PADDING // 3)
    assert not firm.home.run("backup", str(firm.vault), "--list").stdout
    backups = [json.loads(firm.home.done("backup", str(firm.vault), "--json"))]
    kill(worker, (firm.home.folder / "objects" / "archive" / "default" / "customers").exists)
    before = documents(firm.home)
    backups.append(json.loads(firm.home.done("backup", str(firm.vault), "--json")))
    return Story(backups, before)


def test_a_backup_that_goes_on_copies_the_rest_only(story: Story):
    first, second = (backup["counts"]["copied"] for backup in story.backups)
    assert first < PADDING
    assert second < 20


def test_every_backup_is_found_sound(firm: Firm, story: Story):
    assert len(story.backups) == 2
    firm.home.done("backup", str(firm.vault), "--check")


def test_all_that_was_committed_before_comes_back_though_the_restore_is_killed(
    firm: Firm, story: Story, new_database: NewDatabase, tmp_path: Path
):
    there = Home.on(new_database(tmp_path / "there"), tmp_path / "there")
    archive = there.folder / "objects" / "archive"
    kill(
        there.start("restore", str(firm.vault)),
        lambda: sum(1 for _ in archive.rglob("*.json")) > PADDING // 3,
    )
    refused = there.run("ingest", str(firm.scans))
    assert refused.returncode == 2
    assert "restore" in refused.stderr
    there.done("restore", str(firm.vault))
    assert documents(there) == story.before
    there.done("verify")
    status = json.loads(there.done("status", "--json"))
    assert status["balanced"]
    assert status["received"] == story.backups[-1]["received"]
    goes_on(firm, there)


def goes_on(firm: Firm, there: Home) -> None:
    """What waited when the worker was killed is worked on in both places, to the same end."""
    for home in (firm.home, there):
        home.done("ingest", str(firm.scans))
        home.done("verify")
    same = ("id", "sha256", "source", "type", "fields", "matches", "status")
    here, restored = (
        [{name: document[name] for name in same} for _, document in sorted(documents(home).items())]
        for home in (firm.home, there)
    )
    assert restored == here


def test_a_home_in_use_is_not_restored_over(firm: Firm, story: Story):
    assert story.backups
    refused = firm.home.run("restore", str(firm.vault))
    assert refused.returncode == 2
    assert "nothing is overwritten" in refused.stderr


def test_backups_are_not_put_into_the_archive(firm: Firm):
    refused = firm.home.run("backup", str(firm.home.folder / "objects" / "backups"))
    assert refused.returncode == 2
    assert "name a place of its own" in refused.stderr
