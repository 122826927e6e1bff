"""A Prefect server that is gone, killed, back, or refuses: the work goes on and the register is right."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from fixtures.batch import write_batch
from tests.installations.homes import SECONDS, Home
from tests.servers.prefect_server import PrefectServer, prefect_server
from tests.servers.services import free_port

pytestmark = pytest.mark.timeout(600)
COUNT = 5
PASSWORD = "ann:of-the-mailroom"
RUNNING = {"state": {"type": {"any_": ["RUNNING", "PENDING"]}}}


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    write_batch(folder, seed=51, count=COUNT, damage="clean", layouts=["delivery_note", "order_form"])
    return folder


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrefectServer]:
    """A server that wants a password."""
    folder = tmp_path_factory.mktemp("server")
    with prefect_server(
        folder, PREFECT_SERVER_API_AUTH_STRING=PASSWORD, PREFECT_API_AUTH_STRING=PASSWORD
    ) as running:
        yield running


@pytest.fixture
def home(server: PrefectServer, papers: Path, tmp_path: Path) -> Home:
    """One page at a time, so that there is a middle of the drain; reports to the server."""
    settings = {
        "PREFECT_API_URL": server.api,
        "PREFECT_API_AUTH_STRING": PASSWORD,
        "COUNTERSIGN_WORKERS": "1",
    }
    home = Home(tmp_path / "home", settings)
    home.load(papers / "ledger")
    return home


def begun(home: Home, papers: Path) -> subprocess.Popen[str]:
    """An ingest that has read its first file."""
    process = home.start("ingest", str(papers / "scans"))
    read = home.folder / "objects" / "archive" / "default" / "pages"
    while process.poll() is None and not read.exists():
        time.sleep(0.05)
    assert process.poll() is None
    return process


def ends_well(process: subprocess.Popen[str]) -> str:
    """Standard error of a command that must succeed without a traceback."""
    _, err = process.communicate(timeout=SECONDS)
    assert process.returncode == 0, err
    assert "Traceback" not in err
    return err


def one_paper(folder: Path) -> Path:
    path = folder / "note.txt"
    path.write_bytes(b"no paper")
    return path


def every_file_once(home: Home) -> bool:
    documents = home.documents()
    home.done("verify")
    return len({document["source"] for document in documents}) == len(documents) == COUNT


def test_a_server_that_is_gone_at_the_start_costs_seconds_and_one_warning(tmp_path: Path):
    api = f"http://127.0.0.1:{free_port()}/api"
    home = Home(tmp_path / "home", {"PREFECT_API_URL": api})
    home.done("status")
    began = time.monotonic()
    err = ends_well(home.start("ingest", str(one_paper(tmp_path))))
    assert time.monotonic() - began < 60
    assert err.count("PREFECT_API_URL") == 1
    assert f"PREFECT_API_URL={api} cannot be used" in err
    assert len(home.documents()) == 1


DRAINS = """
from flows.embedded import prepare; from flows.outage import Outage; from models.settings import load
prepare(load())
from flows.intake import run_ingest
outage = Outage()
for _ in range(2):
    run_ingest(None, outage, 1.0)
"""


def test_a_server_that_stays_away_is_told_once_however_many_drains_go_without_it(tmp_path: Path):
    home = Home(tmp_path / "home", {"PREFECT_API_URL": f"http://127.0.0.1:{free_port()}/api"})
    drained = subprocess.run(
        [sys.executable, "-c", DRAINS], env=home.environment(), capture_output=True, text=True, check=True
    )
    assert drained.stderr.count("cannot be used") == 1


def test_a_server_killed_in_the_middle_and_gone_for_good_takes_no_file_with_it(
    home: Home, server: PrefectServer, papers: Path
):
    process = begun(home, papers)
    server.kill()
    err = ends_well(process)
    assert err.count("PREFECT_API_URL") == 1
    assert "Error logging to API" not in err
    assert every_file_once(home)
    server.start()


def test_a_server_killed_and_back_learns_how_its_runs_ended(home: Home, server: PrefectServer, papers: Path):
    process = begun(home, papers)
    server.kill()
    server.start()
    ends_well(process)
    assert every_file_once(home)
    home.done("ingest", str(one_paper(home.folder.parent)))
    assert server.ask("flow_runs", flow_runs=RUNNING) == []


def test_runs_that_a_killed_ingest_left_are_marked_by_the_next(
    home: Home, server: PrefectServer, papers: Path
):
    process = home.start("ingest", str(papers / "scans"))
    # Of task runs the server learns late: the flow run says whether the work still goes on.
    (left,) = server.wait_for("flow_runs", 1, flow_runs=RUNNING)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    home.done("ingest", str(one_paper(home.folder.parent)))
    own = {"id": {"any_": [left["id"]]}}
    (flow_run,) = server.ask("flow_runs", flow_runs=own)
    assert flow_run["state_name"] == "Crashed"
    assert "runs no more" in flow_run["state"]["message"]
    ended = server.ask("task_runs", flow_runs=own)
    assert {run["state_name"] for run in ended} <= {"Crashed", "Completed"}
    home.done("ingest", str(papers / "scans"))
    assert len(home.documents()) == COUNT + 1


def fault(home: Home) -> str:
    """What is found wrong with the server that the settings of `home` name."""
    code = (
        "from models.settings import load; from flows.embedded import prepare; prepare(load());"
        "from flows.intake.server import fault_of_server; print(fault_of_server())"
    )
    asked = subprocess.run(
        [sys.executable, "-c", code], env=home.environment(), capture_output=True, text=True, check=True
    )
    assert asked.stderr == ""
    return asked.stdout.strip()


def test_a_server_with_another_password_is_told_with_the_setting(server: PrefectServer, tmp_path: Path):
    settings = {"PREFECT_API_URL": server.api, "PREFECT_API_AUTH_STRING": PASSWORD}
    assert fault(Home(tmp_path, settings)) == ""
    guessed = {**settings, "PREFECT_API_AUTH_STRING": "ann:guess"}
    assert "set PREFECT_API_AUTH_STRING" in fault(Home(tmp_path, guessed))


@contextmanager
def answering(body: bytes, code: int = 200) -> Iterator[str]:
    """Something that answers every question with the same; gives what PREFECT_API_URL would be."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(code)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as listener:
        thread = threading.Thread(target=listener.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{listener.server_port}/api"
        listener.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("body", "code", "said"),
    [
        (b'"99.1.0"', 200, "it runs Prefect 99.1.0"),
        (b"<html>", 200, "no Prefect API"),
        (b"", 404, "it answers with 404"),
    ],
    ids=["other version", "no API", "not found"],
)
def test_a_server_that_is_none_for_us_is_told_and_left(tmp_path: Path, body: bytes, code: int, said: str):
    with answering(body, code) as api:
        assert said in fault(Home(tmp_path, {"PREFECT_API_URL": api}))


def test_an_address_that_is_none_is_wrong_use(tmp_path: Path):
    ended = Home(tmp_path / "home", {"PREFECT_API_URL": "prefect:4200"}).run(
        "ingest", str(one_paper(tmp_path))
    )
    assert ended.returncode == 2
    assert "PREFECT_API_URL names no server" in ended.stderr
