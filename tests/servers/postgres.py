"""A private PostgreSQL cluster for tests: in a temporary folder, on loopback, as a user that may run it."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.servers.services import LOOPBACK, free_port, program

DEBIAN = Path("/usr/lib/postgresql")
SETTINGS = ("fsync=off", "max_connections=200", "unix_socket_directories=")
"""A killed server loses nothing without fsync; only a machine without power would."""


def binary(name: str) -> str:
    """A program of the newest PostgreSQL that Debian installed; without it the test fails or is skipped."""
    versions = sorted(DEBIAN.glob("*/bin"), key=lambda folder: int(folder.parent.name), reverse=True)
    return next(
        (str(folder / name) for folder in versions if (folder / name).exists()),
        "",
    ) or program(name, "apt-get install postgresql")


@dataclass(frozen=True)
class Postgres:
    """A running cluster. The superuser is `countersign` and needs no password."""

    folder: Path
    port: int
    address: str = LOOPBACK

    def url(self, database: str) -> str:
        """The SQLAlchemy URL of a database of this cluster."""
        return f"postgresql+psycopg://countersign@{self.address}:{self.port}/{database}"

    def new_database(self, *extensions: str) -> str:
        """The SQLAlchemy URL of a new, empty database."""
        name = f"test_{uuid.uuid4().hex}"
        with self.session("postgres") as session:
            session.execute(f"CREATE DATABASE {name}")
        with self.session(name) as session:
            for extension in extensions:
                session.execute(f"CREATE EXTENSION {extension}")
        return self.url(name)

    def drop(self, url: str) -> None:
        """Remove a database, whoever is still connected to it."""
        with self.session("postgres") as session:
            session.execute(f"DROP DATABASE {url.rpartition('/')[2]} WITH (FORCE)")

    @contextmanager
    def session(self, database: str) -> Iterator[psycopg.Connection]:
        """A connection that commits each statement."""
        with psycopg.connect(
            host=self.address, port=self.port, user="countersign", dbname=database, autocommit=True
        ) as session:
            yield session

    def start(self) -> None:
        """Start, or start again after a stop, on the same port over the same data."""
        self._control("start", "-w", "-l", str(self.folder / "log"), "-o", self._options())

    def stop(self, mode: str = "fast") -> None:
        """Stop it; with "immediate" as a power cut would."""
        self._control("stop", "-w", "-m", mode)

    def _options(self) -> str:
        return " ".join(f"-c {setting}" for setting in (*self._place(), *SETTINGS))

    def _place(self) -> tuple[str, str]:
        return f"port={self.port}", f"listen_addresses={self.address}"

    def _control(self, *arguments: str) -> None:
        run_unprivileged(self.folder, binary("pg_ctl"), "-D", str(self.folder / "data"), *arguments)


def run_unprivileged(folder: Path, *command: str) -> None:
    """Run a program of PostgreSQL, which refuses to run as root, as the owner of `folder`."""
    owner = pwd.getpwuid(folder.stat().st_uid)
    subprocess.run(
        command,
        cwd=folder,
        user=owner.pw_uid if os.getuid() == 0 else None,
        group=owner.pw_gid if os.getuid() == 0 else None,
        env={"PATH": os.defpath, "HOME": str(folder), "LC_ALL": "C.UTF-8"},
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@contextmanager
def postgres_cluster(address: str = LOOPBACK) -> Iterator[Postgres]:
    """A cluster in a folder of its own, gone afterwards; at another address it lets its whole network in."""
    initdb = binary("initdb")
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    try:
        if os.getuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        data = str(folder / "data")
        options = ("-U", "countersign", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        run_unprivileged(folder, initdb, "-D", data, *options)
        with (folder / "data" / "pg_hba.conf").open("a") as rules:
            rules.write("host all all samenet trust\n")
        cluster = Postgres(folder, free_port(), address)
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop("immediate")
    finally:
        shutil.rmtree(folder)
