"""The first command that a newcomer runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.installations.homes import Home

STATES = ("filed", "review", "parked", "duplicate", "quarantined", "blank", "separator")


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, Path, str]:
    folder = tmp_path_factory.mktemp("demo")
    outside = Home(folder / "another-home")
    return outside, folder, outside.done("demo")


def test_the_demo_holds_at_least_one_of_each_end_state(shown: tuple[Home, Path, str]):
    _, _, text = shown
    counts = {
        words[0]: int(words[1])
        for line in text.splitlines()
        if len(words := line.split()) == 2 and words[1].isdigit()
    }
    assert all(counts[state] > 0 for state in STATES)
    assert counts["received"] == sum(counts[state] for state in STATES)


def test_the_demo_touches_no_other_home(shown: tuple[Home, Path, str]):
    outside, folder, _ = shown
    assert not outside.folder.exists()
    assert (folder / ".countersign-demo" / "register.sqlite").exists()


def test_the_demo_files_nothing_wrongly(shown: tuple[Home, Path, str]):
    _, folder, _ = shown
    home = Home(folder / ".countersign-demo")
    home.done("export", "documents", "-o", str(folder / "documents.jsonl"))
    key = home.folder / "papers" / "truth.jsonl"
    assert (
        "0 misfiled, 0 files lost" in home.run("evaluate", str(key), str(folder / "documents.jsonl")).stdout
    )


def test_the_demo_twice_changes_nothing(shown: tuple[Home, Path, str]):
    outside, folder, text = shown
    before = Home(folder / ".countersign-demo").documents()
    assert outside.done("demo") == text
    assert Home(folder / ".countersign-demo").documents() == before
