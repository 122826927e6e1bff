"""A real Prefect server for tests, in a home of its own; it can be killed and started again."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tests.servers.services import LOOPBACK, free_port, program

START_SECONDS = 120.0
_BUSY = 503


@dataclass
class PrefectServer:
    """`prefect server start` over SQLite in `folder`, or over the database of `url`."""

    folder: Path
    port: int
    url: str = ""
    settings: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    address: str = LOOPBACK

    @property
    def api(self) -> str:
        """What PREFECT_API_URL names."""
        return f"http://{self.address}:{self.port}/api"

    def environment(self) -> dict[str, str]:
        """For `prefect` as client and as server; nothing of the user's own Prefect."""
        database = {"PREFECT_API_DATABASE_CONNECTION_URL": self.url} if self.url else {}
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "PREFECT_HOME": str(self.folder / "prefect"),
            "PREFECT_API_URL": self.api,
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "DO_NOT_TRACK": "1",
            **database,
            **self.settings,
        }

    def start(self) -> None:
        """Start, or start again on the same port over the same data."""
        prefect = program("prefect", "pip install prefect")
        command = [prefect, "server", "start", "--host", self.address, "--port", str(self.port), "--no-ui"]
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                command,
                env=self.environment(),
                cwd=self.folder,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._wait()

    def _wait(self) -> None:
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end and self.process and self.process.poll() is None:
            try:
                if httpx.get(f"{self.api}/health").is_success:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
        raise RuntimeError((self.folder / "server.log").read_text(errors="replace"))

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        if self.process:
            os.killpg(self.process.pid, 9)
            self.process.wait()
            self.process = None

    def ask(self, path: str, **query: Any) -> list[dict[str, Any]]:
        """What the server answers to a filter, such as `ask("flow_runs")`."""
        return self.post(f"{path}/filter", query).json()

    def post(self, path: str, body: dict[str, Any]) -> httpx.Response:
        """The answer to a request; asked again while the server says that its database is busy."""
        name, _, password = self.settings.get("PREFECT_API_AUTH_STRING", "").partition(":")
        end = time.monotonic() + START_SECONDS
        while True:
            answer = httpx.post(f"{self.api}/{path}", json=body, auth=(name, password), timeout=30)
            if answer.status_code != _BUSY or time.monotonic() > end:
                answer.raise_for_status()
                return answer
            time.sleep(0.2)

    def wait_for(self, path: str, count: int, **query: Any) -> list[dict[str, Any]]:
        """The answer to a filter once it has at least `count` rows: events take a moment."""
        end = time.monotonic() + START_SECONDS
        while len(found := self.ask(path, **query)) < count and time.monotonic() < end:
            time.sleep(0.2)
        return found


@contextmanager
def prefect_server(
    folder: Path, url: str = "", address: str = LOOPBACK, **settings: str
) -> Iterator[PrefectServer]:
    """A running server that keeps its state in `folder`, or in the PostgreSQL database of `url`."""
    database = url.replace("+psycopg", "+asyncpg")
    server = PrefectServer(folder, free_port(), database, settings, address=address)
    try:
        server.start()
        yield server
    finally:
        server.kill()
