"""Services that the whole suite shares; each starts when the first test asks for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.postgres import Postgres, postgres_cluster


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A private PostgreSQL; tests take a new database each."""
    with postgres_cluster() as cluster:
        yield cluster
