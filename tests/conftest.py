"""Services that the whole suite shares; each starts when the first test asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from models.settings import Settings
from storage.register import Register, open_register
from tests.installations.homes import one_prefect_server
from tests.installations.ready import lay_register, replace_database
from tests.servers.postgres import Postgres, postgres_cluster
from tests.values.register_values import settings_in

hypothesis_settings.register_profile("any machine", deadline=None, derandomize=True)  # the same everywhere
hypothesis_settings.register_profile("fuzz", deadline=None, max_examples=5000)  # `make fuzz`
hypothesis_settings.load_profile("any machine")
"""A busy machine makes no test fail."""


@dataclass(frozen=True)
class NewDatabase:
    """Empty databases of one kind."""

    cluster: Postgres | None
    """None: files of SQLite in the home."""

    def __call__(self, home: Path) -> str:
        """The URL of one for a home folder."""
        return self.cluster.new_database() if self.cluster else f"sqlite:///{home}/register.sqlite"

    def drop(self, url: str) -> None:
        """Give back the room that it takes on the server."""
        if self.cluster:
            self.cluster.drop(url)


@pytest.fixture(scope="session", autouse=True)
def _prefect(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A Prefect server that the homes of this process share, when one of them works."""
    with one_prefect_server(tmp_path_factory.mktemp("prefect")):
        yield


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A private PostgreSQL; tests take a new database each."""
    with postgres_cluster() as cluster:
        yield cluster


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def new_database(request: pytest.FixtureRequest) -> NewDatabase:
    """Each kind of database in turn: what takes this runs on all of them."""
    return NewDatabase(None if request.param == "sqlite" else request.getfixturevalue("postgres"))


@pytest.fixture
def register_settings(new_database: NewDatabase, tmp_path: Path) -> Iterator[Settings]:
    """A home of its own and an empty database of each kind; it goes with the test."""
    home = tmp_path / "home"
    url = new_database(home)
    yield settings_in(home, url)
    new_database.drop(url)


@pytest.fixture
def register(register_settings: Settings, new_database: NewDatabase) -> Iterator[Register]:
    """An empty register on each kind of database."""
    if new_database.cluster:
        replace_database(new_database.cluster, register_settings.database_url)
    else:
        lay_register(register_settings.home)
    with open_register(register_settings) as opened:
        yield opened
