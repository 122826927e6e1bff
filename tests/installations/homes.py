"""Whole runs through the real command line, each in a home of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.servers.prefect_server import PrefectServer
from tests.servers.services import free_port

COMMAND = Path(sys.executable).with_name("countersign")
SECONDS = 240


@dataclass
class OneServer:
    """The Prefect server that all homes of a test process report to; started when the first one needs it."""

    folder: Path | None = None
    server: PrefectServer | None = None

    def settings(self) -> dict[str, str]:
        """What names it; nothing outside of `one_prefect_server`."""
        if self.folder is None:
            return {}
        if self.server is None:
            self.server = PrefectServer(self.folder, free_port())
            self.server.start()
        return {"PREFECT_API_URL": self.server.api}


_ONE = OneServer()


@contextmanager
def one_prefect_server(folder: Path) -> Iterator[None]:
    """Within, homes share a server: an embedded one takes each command four times its own processor time."""
    _ONE.folder = folder
    try:
        yield
    finally:
        if _ONE.server is not None:
            _ONE.server.kill()
        _ONE.folder = _ONE.server = None


@dataclass(frozen=True)
class Home:
    """One installation: a home folder and the settings it runs with."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)
    embedded: bool = False
    """With Prefect's embedded server, as a user has it who names none."""

    @classmethod
    def on(cls, database_url: str, folder: Path, **settings: str) -> Home:
        """A home whose register is elsewhere, or in it where the URL says so."""
        return cls(folder, {"COUNTERSIGN_DATABASE_URL": database_url, **settings})

    def environment(self) -> dict[str, str]:
        passed = ("PATH", "HOME", "LANG", "TMPDIR", "PYTHONPATH")
        kept = {name: os.environ[name] for name in passed if name in os.environ}
        prefect = {} if self.embedded or "PREFECT_API_URL" in self.settings else _ONE.settings()
        return {**kept, **prefect, "COUNTERSIGN_HOME": str(self.folder), "COLUMNS": "200", **self.settings}

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [COMMAND, *arguments],
            env=self.environment(),
            cwd=self.folder.parent,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        process = self.start(*arguments)
        out, err = process.communicate(timeout=SECONDS)
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def done(self, *arguments: str) -> str:
        """Standard output of a command that must succeed without a traceback."""
        ended = self.run(*arguments)
        assert ended.returncode == 0, ended.stderr
        assert "Traceback" not in ended.stderr, ended.stderr
        return ended.stdout

    def load(self, ledger: Path) -> None:
        """Load customers.csv and invoices.csv of a folder."""
        files = ("--customers", str(ledger / "customers.csv"), "--invoices", str(ledger / "invoices.csv"))
        self.done("ledger", "load", *files)

    def documents(self) -> list[dict]:
        return [json.loads(line) for line in self.done("export", "documents").splitlines()]
