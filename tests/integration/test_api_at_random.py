"""Whatever a program asks as the description allows, it is answered as described and never by a fault."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from models.people import Role
from tests.fuzzing.api import USUAL, Api, ask, open_api

START = 20261123
"""Seed; a long run with others: `make fuzz`."""


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    with open_api() as opened:
        yield opened


@pytest.mark.parametrize("role", list(Role))
def test_every_operation_answers_every_role_as_it_is_described(api: Api, role: Role):
    asked = sum(ask(api, operation, role, USUAL, START) for operation in api.operations)
    assert asked >= 50
