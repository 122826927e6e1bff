"""Settings that are none: environment variables that look like ours, with the name that was likely meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from difflib import get_close_matches

from models.settings import Settings

PREFIX = "COUNTERSIGN_"
OF_THE_TESTS = "COUNTERSIGN_TEST_"
"""Variables that only the test suite reads."""


def unknown_settings(variables: Iterable[str]) -> Iterator[str]:
    """A sentence for each of these environment variables that is meant for us and is no setting.

    Only names are looked at and told: a value may be a password.
    """
    settings = {f"{PREFIX}{field.name.upper()}" for field in fields(Settings)}
    for name in sorted(set(variables) - settings):
        if name.startswith(PREFIX) and not name.startswith(OF_THE_TESTS):
            yield f"{name} is no setting and changes nothing: {_next_step(name, settings)}"


def _next_step(name: str, settings: Iterable[str]) -> str:
    likeness = {setting.removeprefix(PREFIX): setting for setting in settings}
    nearest = get_close_matches(name.removeprefix(PREFIX).upper(), likeness, n=1)
    if nearest:
        return f"write {likeness[nearest[0]]}, if that is what is meant."
    return "`countersign check --settings` lists all of them."
