"""Empty installations: register in SQLite or PostgreSQL, objects in a folder or behind S3."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from models.settings import Settings, load
from tests.installations.ready import lay_register, replace_database
from tests.servers.postgres import Postgres
from tests.servers.services import S3Place


@dataclass(frozen=True)
class Places:
    """Where installations are made; without servers in the home itself."""

    cluster: Postgres | None = None
    s3: S3Place | None = None

    @property
    def name(self) -> str:
        """For reports."""
        return f"{'postgresql' if self.cluster else 'sqlite'}, {'s3' if self.s3 else 'folder'}"

    @contextlib.contextmanager
    def __call__(self, folder: Path) -> Iterator[Settings]:
        """Settings of an empty installation in `folder`; its database goes with the block."""
        home = folder / "home"
        if self.cluster is None:
            lay_register(home)
            yield self.settings(home, f"sqlite:///{home}/register.sqlite")
            return
        home.mkdir(parents=True)
        url = self.cluster.new_database()
        replace_database(self.cluster, url)
        try:
            yield self.settings(home, url)
        finally:
            self.cluster.drop(url)

    def settings(self, home: Path, url: str) -> Settings:
        """Settings of a home with its register at `url`."""
        return load(self.environment(home, url))

    def environment(self, home: Path, url: str) -> dict[str, str]:
        """The same as variables."""
        given = {"COUNTERSIGN_HOME": str(home), "COUNTERSIGN_DATABASE_URL": url}
        if self.s3 is not None:
            given |= {
                "COUNTERSIGN_OBJECTS_URL": f"s3+{self.s3.server}/firm/{home.parent.name}",
                "COUNTERSIGN_S3_ACCESS_KEY": self.s3.access_key,
                "COUNTERSIGN_S3_SECRET_KEY": self.s3.secret_key,
            }
        return given
