"""Registers that are made already: bringing an empty database to the newest version takes its time."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path

from storage.register import open_register
from tests.servers.postgres import Postgres
from tests.values.register_values import settings_in


def lay_register(home: Path) -> None:
    """Put an empty register of the newest version into a home that has none."""
    home.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_made(), home / "register.sqlite")


@cache
def _made() -> Path:
    """A file of SQLite that each process of the suite makes once."""
    home = Path(tempfile.mkdtemp(prefix="ready-register-"))
    url = f"sqlite:///{home}/register.sqlite"
    with open_register(settings_in(home, url)):
        pass
    return home / "register.sqlite"


@cache
def _model(cluster: Postgres) -> str:
    url = cluster.new_database()
    with tempfile.TemporaryDirectory() as home, open_register(settings_in(Path(home), url)):
        pass
    return url.rpartition("/")[2]


def replace_database(cluster: Postgres, url: str) -> None:
    """Put an empty register of the newest version in the place of an empty database."""
    model = _model(cluster)
    cluster.drop(url)
    with cluster.session("postgres") as session:
        session.execute(f"CREATE DATABASE {url.rpartition('/')[2]} TEMPLATE {model}")
