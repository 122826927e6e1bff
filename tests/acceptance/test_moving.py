"""A home moves from SQLite and a folder to PostgreSQL and S3; nothing is lost, the old one is closed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import psycopg
import pytest

from fixtures.batch import write_batch
from tests.installations.homes import Home
from tests.servers.postgres import Postgres
from tests.servers.services import S3Server, free_port, s3_server

SECONDS = 200
TAKEN = {
    b"post.txt": "post.txt",
    b"caf\xe9.txt": "caf%E9.txt",
    b"caf%E9.txt": "caf%E9.txt",
    b"x" * 250: "x" * 250,
}
"""Names of files that wait in the inbox, and the sources they must be known as."""
NOT_TAKEN = ("default/.hidden.pdf", "default/half.part", "No Client/scan.pdf")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Server]:
    with s3_server(tmp_path_factory.mktemp("s3")) as running:
        yield running


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Two client firms, one without a ledger; all end states; files still in the inbox."""
    folder = tmp_path_factory.mktemp("firm")
    write_batch(folder / "papers", seed=41, count=1, damage="clean")
    write_batch(folder / "others", seed=42, count=1, damage="clean")
    scans = folder / "papers" / "scans"
    first = min(scans.iterdir())
    shutil.copy(first, scans / f"again{first.suffix}")
    (scans / "broken.pdf").write_bytes(b"%PDF-1.4 nothing else")
    home = Home(folder / "home")
    home.load(folder / "papers" / "ledger")
    home.done("ingest", str(scans))
    home.done("ingest", "--client", "acme", str(folder / "others" / "scans"))
    inbox = os.fsencode(home.folder / "objects" / "inbox" / "default")
    for name in TAKEN:
        Path(os.fsdecode(inbox + b"/" + name)).write_bytes(b"no picture: " + name)
    for name in NOT_TAKEN:
        path = home.folder / "objects" / "inbox" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(name.encode())
    return home


@dataclass(frozen=True)
class Places:
    """Where a home is moved to."""

    server: S3Server
    bucket: str
    database: str

    @property
    def arguments(self) -> tuple[str, ...]:
        objects = f"s3+http://{self.server.host}/{self.bucket}"
        return ("move", "--database-url", self.database, "--objects-url", objects)

    def settings(self) -> dict[str, str]:
        return {
            "COUNTERSIGN_DATABASE_URL": self.database,
            "COUNTERSIGN_OBJECTS_URL": self.arguments[-1],
            **self.keys(),
        }

    def keys(self) -> dict[str, str]:
        return {
            "COUNTERSIGN_S3_ACCESS_KEY": self.server.access_key,
            "COUNTERSIGN_S3_SECRET_KEY": self.server.secret_key,
        }

    def objects(self) -> int:
        return sum(1 for path in (self.server.folder / "data" / self.bucket).rglob("*") if path.is_file())


def copy_of(worked: Home, folder: Path, places: Places) -> Home:
    """The home as it was after the work, once more; with the keys of the S3 server at hand."""
    shutil.copytree(worked.folder, folder)
    return Home(folder, places.keys())


def everything(home: Home) -> list[dict]:
    acme = home.done("export", "documents", "--client", "acme").splitlines()
    return [*home.documents(), *map(json.loads, acme)]


def files(home: Home) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in (home.folder / "objects").rglob("*") if path.is_file()}


def until(condition: Callable[[], object]) -> None:
    end = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


@pytest.fixture(scope="module")
def places(server: S3Server, postgres: Postgres) -> Places:
    return Places(server, "moved", postgres.new_database().replace("countersign@", "countersign:s3cret@"))


@pytest.fixture(scope="module")
def before(worked: Home) -> list[dict]:
    documents = everything(worked)
    assert {document["status"] for document in documents} >= {"filed", "duplicate", "quarantined"}
    assert {document["client"] for document in documents} == {"default", "acme"}
    return documents


@pytest.fixture(scope="module")
def old(worked: Home, before: list[dict], places: Places, tmp_path_factory: pytest.TempPathFactory) -> Home:
    return copy_of(worked, tmp_path_factory.mktemp("old") / "home", places)


@pytest.fixture(scope="module")
def told(old: Home, places: Places) -> tuple[str, str]:
    """What the move wrote: standard output, standard error."""
    kept = files(old)
    ended = old.run(*places.arguments)
    assert ended.returncode == 0, ended.stderr
    assert files(old) == kept
    return ended.stdout, ended.stderr


@pytest.fixture(scope="module")
def new(old: Home, told: tuple[str, str], places: Places) -> Home:
    return Home(old.folder, {**places.settings(), "COUNTERSIGN_PORT": str(free_port())})


def test_every_document_is_the_same_in_the_new_place(new: Home, before: list[dict]):
    assert everything(new) == before


def test_what_was_filed_is_found_and_every_byte_verified(new: Home, before: list[dict]):
    filed = next(document for document in before if document["status"] == "filed")
    invoice = next(match["invoice_number"] for match in filed["matches"] if match["filed"])
    assert filed["id"] in new.done("find", invoice)
    new.done("verify")


def test_the_settings_to_set_are_told_without_the_password(told: tuple[str, str], places: Places):
    shown, said = told
    objects = f"COUNTERSIGN_OBJECTS_URL={places.arguments[-1]}"
    assert shown.splitlines() == [
        f"COUNTERSIGN_DATABASE_URL={places.database.replace('s3cret', '***')}",
        objects,
    ]
    assert "s3cret" not in said + shown
    assert places.server.secret_key not in said + shown


def test_what_is_not_taken_from_an_inbox_is_named_and_left(told: tuple[str, str]):
    assert all(name in told[1] for name in NOT_TAKEN)
    assert f"{len(TAKEN)} files of the inbox" in told[1]


def test_the_old_home_names_the_new_one_and_takes_nothing(old: Home, new: Home, tmp_path: Path):
    (tmp_path / "late.txt").write_bytes(b"late")
    for command in (["status"], ["ingest", str(tmp_path / "late.txt")], ["up"]):
        ended = old.run(*command)
        assert ended.returncode == 3
        assert "moved" in ended.stderr
        assert "COUNTERSIGN_DATABASE_URL" in ended.stderr
        assert "s3cret" not in ended.stderr


def test_watcher_and_console_of_a_team_go_on_where_the_old_home_ended(new: Home, before: list[dict]):
    watcher, console = new.start("up", "--only", "watcher"), new.start("up", "--only", "console")
    try:
        until(lambda: len(new.documents()) == sum(d["client"] == "default" for d in before) + len(TAKEN))
        page = f"http://127.0.0.1:{new.settings['COUNTERSIGN_PORT']}/?client=default"
        new.done("people", "add", "clerk", "--role", "collector")
        token = new.done("token", "add", "clerk", "test").strip()
        answer = httpx.get(page, headers={"Authorization": f"Bearer {token}"}, timeout=30)
        assert "post.txt" in answer.text
    finally:
        for process in (watcher, console):
            process.send_signal(signal.SIGTERM)
        said = [process.communicate(timeout=SECONDS)[1] for process in (watcher, console)]
    assert [watcher.returncode, console.returncode] == [0, 0], said
    known = {document["id"] for document in before}
    fresh = [document for document in new.documents() if document["id"] not in known]
    assert sorted(document["source"] for document in fresh) == sorted(TAKEN.values())
    assert json.loads(new.done("status", "--json"))["waiting_files"] == 0
    new.done("verify")


def test_a_database_that_holds_something_is_refused(worked: Home, new: Home, places: Places, tmp_path: Path):
    another = copy_of(worked, tmp_path / "home", places)
    ended = another.run(*places.arguments[:3])
    assert ended.returncode == 2
    another.done("status")


def test_the_place_itself_under_another_name_is_refused(worked: Home, places: Places, tmp_path: Path):
    home = copy_of(worked, tmp_path / "home", places)
    ended = home.run("move", "--database-url", f"sqlite:///{home.folder}/./register.sqlite")
    assert ended.returncode == 2
    home.done("status")


def test_nothing_moves_while_up_runs(worked: Home, places: Places, tmp_path: Path):
    home = copy_of(worked, tmp_path / "home", places)
    home = Home(home.folder, {**home.settings, "COUNTERSIGN_PORT": str(free_port())})
    console = home.start("up", "--only", "console")
    try:
        assert console.stderr is not None
        console.stderr.readline()
        ended = home.run(*places.arguments)
    finally:
        console.send_signal(signal.SIGTERM)
        console.communicate(timeout=SECONDS)
    assert ended.returncode == 2
    assert "countersign up" in ended.stderr


def test_killed_in_the_middle_it_goes_on_where_it_ended(
    worked: Home, before: list[dict], server: S3Server, postgres: Postgres, tmp_path: Path
):
    places = Places(server, "killed", postgres.new_database())
    home = copy_of(worked, tmp_path / "home", places)
    for reached in (lambda: places.objects() > 3, lambda: copied(places)):
        kill_once(reached, home.start(*places.arguments))
        assert everything(home) == before
    home.done(*places.arguments)
    new = Home(home.folder, places.settings())
    assert everything(new) == before
    new.done("verify")
    assert home.run("status").returncode == 3


def kill_once(reached: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    until(lambda: reached() or process.poll() is not None)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL, "it was too quick to be killed"


def copied(places: Places) -> bool:
    """Whether the register has arrived."""
    with psycopg.connect(places.database.replace("+psycopg", "")) as session:
        found = session.execute("SELECT to_regclass('drops')").fetchone()
        if found is None or found[0] is None:
            return False
        return session.execute("SELECT 1 FROM drops LIMIT 1").fetchone() is not None
