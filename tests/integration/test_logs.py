"""What the program tells while it works: lines for people, JSON for programs, each about its file."""

from __future__ import annotations

import io
import json
import logging
import multiprocessing
import re
import subprocess
import sys
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from countersign import logs
from countersign.logs.formats import Lines, Objects, printable
from countersign.logs.rotated import FILES_KEPT
from flows.desk import open_desk
from flows.drain import PATIENCE, Until, attend, drain
from flows.inbox.dropping import drop_paths
from flows.journal import Context, about, speak_like_parent, tell, terminal_format
from models.settings import Settings, load
from tests.installations.homes import Home

JUNK = b"this is no scan"
HOSTILE = "a\nb \x1b[2J\u202egpj.pdf"
log = logging.getLogger("flows.tests")


@pytest.fixture
def restored() -> Iterator[None]:
    """Logging as it was before the test."""
    root, raising = logging.getLogger(), logging.raiseExceptions
    handlers, levels = list(root.handlers), {name: logging.getLogger(name).level for name in logs.OURS}
    yield
    for handler in [handler for handler in root.handlers if handler not in handlers]:
        root.removeHandler(handler)
        handler.close()
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
    logging.captureWarnings(capture=False)
    logging.raiseExceptions = raising


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load({"COUNTERSIGN_HOME": str(tmp_path / "home"), "COUNTERSIGN_SETTLE_SECONDS": "0.2"})


def written(settings: Settings) -> list[str]:
    return Path(settings.log_file).read_text().splitlines()


def objects(settings: Settings) -> list[dict]:
    return [json.loads(line) for line in written(settings)]


def worked(settings: Settings, *papers: Path) -> None:
    """Ingest `papers` without Prefect, on several threads."""
    with open_desk(settings) as desk, ThreadPoolExecutor(4) as threads:
        drops = drop_paths(desk.stores, "default", list(papers)).drops
        drain(desk, lambda claim: threads.submit(attend, desk, claim), Until(drops, 60))


def junk(folder: Path, *names: str) -> Path:
    folder.mkdir()
    for name in names:
        (folder / name).write_bytes(JUNK + name.encode())
    return folder


def test_each_line_about_a_file_carries_client_file_drop_and_document(
    restored: None, settings: Settings, tmp_path: Path
):
    settings = replace(settings, log_format="json")
    logs.configure(settings, logs.WORKING)
    worked(settings, junk(tmp_path / "scans", "a.pdf", "b.pdf", "c.pdf"))
    told = objects(settings)
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        mine = [line for line in told if line.get("file") == name]
        assert [line["event"] for line in mine] == ["taken", "received", "quarantined"]
        assert {line["client"] for line in mine} == {"default"}
        assert len({line["drop"] for line in mine[1:]}) == 1
        assert mine[-1]["document"]
        assert "print it to PDF" in mine[-1]["message"]
    assert all(
        line["time"].endswith("Z") and len(line["time"]) == len("2026-03-02T08:30:00.000Z") for line in told
    )
    assert len({line["worker"] for line in told}) == 1


def test_a_name_can_neither_break_nor_forge_a_line(restored: None, settings: Settings, tmp_path: Path):
    logs.configure(settings, logs.WORKING)
    forged = "x\n2026-03-02 08:30:00Z  filed  default  forged.pdf"
    worked(settings, junk(tmp_path / "scans", HOSTILE, forged))
    told = written(settings)
    assert all(line.split("  ")[1] != "filed" for line in told)
    assert all(line.isprintable() for line in told)
    assert any('"a\\nb \\x1b[2J\\u202egpj.pdf"' in line for line in told)


def test_a_file_on_which_the_program_fails_is_told_with_its_traceback_and_noted(
    restored: None, settings: Settings, tmp_path: Path
):
    logs.configure(settings, logs.WORKING)
    with open_desk(settings) as desk, ThreadPoolExecutor(1) as threads:
        broken = replace(desk, limits=None)
        drops = drop_paths(desk.stores, "default", [junk(tmp_path / "scans", "a.pdf")]).drops
        drain(broken, lambda claim: threads.submit(attend, broken, claim), Until(drops, 60))
        noted = [event for event in desk.register.events("default") if event.kind == "failed"]
    told = written(settings)
    failed = [
        number for number, line in enumerate(told) if "  ERROR  failed  default  a.pdf  attempt" in line
    ]
    assert len(failed) == len(noted) == PATIENCE
    assert all(told[number + 1].startswith("    Traceback") for number in failed)
    assert [event.detail["attempt"] for event in noted] == [1, 2, 3]
    assert noted[0].detail["error"] == "TypeError"
    assert {event.subject for event in noted} == set(drops)
    assert any("  quarantined  default  a.pdf  " in line for line in told)


def test_lines_have_columns_and_indent_what_follows():
    line, *more = formatted(Lines(), HOSTILE, ZeroDivisionError("1\n2")).split("\n")
    assert line.split("  ")[1:4] == ["ERROR", "failed", "acme"]
    assert line.split("  ")[4] == f'"{printable(HOSTILE)}"'
    assert more
    assert all(rest.startswith("    ") for rest in more)


def test_json_is_one_object_a_line_with_the_traceback_in_it():
    line = formatted(Objects(), HOSTILE, ZeroDivisionError("1\n2"))
    assert "\n" not in line
    assert line.isascii()
    told = json.loads(line)
    assert (told["file"], told["client"], told["event"], told["level"]) == (
        HOSTILE,
        "acme",
        "failed",
        "ERROR",
    )
    assert told["message"] == "failed: it did"
    assert "ZeroDivisionError" in told["traceback"]


def formatted(formatter: logging.Formatter, name: str, fault: Exception) -> str:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    handler.addFilter(Context())
    logger = logging.getLogger("formatted")
    logger.propagate = False
    logger.addHandler(handler)
    with about(client="acme", file=name):
        tell(logger, "failed", "it did", logging.ERROR, fault)
    logger.removeHandler(handler)
    return stream.getvalue().removesuffix("\n")


def test_what_a_thread_tells_is_about_its_own_file_alone(restored: None, settings: Settings):
    settings = replace(settings, log_format="json")
    logs.configure(settings, logs.WORKING)

    def work(name: str) -> None:
        with about(client="acme", file=name):
            for _ in range(20):
                tell(log, "read", name)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(work, map(str, range(8))))
    tell(log, "read", "nothing")
    told = objects(settings)
    assert len(told) == 161
    assert all(line["message"] == f"read: {line.get('file', 'nothing')}" for line in told)


@pytest.mark.parametrize(("loudness", "level", "shown", "kept"), [
    (logs.SERVING, "auto", {"filed", "outage"}, {"filed", "outage"}),
    (logs.WORKING, "auto", {"outage"}, {"filed", "outage"}),
    (logs.WORKING, "info", {"filed", "outage"}, {"filed", "outage"}),
    (logs.WORKING, "error", set(), set()),
    (logs.ASKING, "auto", {"outage"}, None),
])  # fmt: skip
def test_how_much_is_told_where(  # noqa: PLR0917 - one case a row
    restored: None,
    settings: Settings,
    capsys: pytest.CaptureFixture[str],
    loudness: logs.Loudness,
    level: str,
    shown: set[str],
    kept: set[str] | None,
):
    settings = replace(settings, log_level=level)
    logs.configure(settings, loudness)
    tell(log, "filed", "invoice")
    tell(log, "outage", "of a store", logging.WARNING)
    logging.getLogger("foreign").info("never told")
    terminal = capsys.readouterr().err
    assert {event for event in ("filed", "outage") if event in terminal} == shown
    if kept is None:
        assert not Path(settings.log_file).exists()
    else:
        text = Path(settings.log_file).read_text() if Path(settings.log_file).exists() else ""
        assert {event for event in ("filed", "outage") if event in text} == kept


def test_no_file_is_written_where_none_is_wanted(restored: None, settings: Settings):
    logs.configure(replace(settings, log_file="none"), logs.WORKING)
    tell(log, "outage", "of a store", logging.WARNING)
    assert not (settings.home / "logs").exists()
    assert not Path("none").exists()


def test_a_log_file_that_cannot_be_written_is_told_once_and_stops_nothing(
    restored: None, settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    (tmp_path / "taken").write_text("")
    logs.configure(replace(settings, log_file=str(tmp_path / "taken" / "x.log")), logs.WORKING)
    for _ in range(3):
        tell(log, "outage", "of a store", logging.WARNING)
    told = capsys.readouterr().err.splitlines()
    assert [("COUNTERSIGN_LOG_FILE" in line) for line in told].count(True) == 1
    assert [("outage" in line) for line in told].count(True) == 3


def test_configuring_again_tells_nothing_twice(restored: None, settings: Settings):
    for _ in range(2):
        logs.configure(settings, logs.WORKING)
    tell(log, "filed", "invoice")
    assert len(written(settings)) == 1


WRITER = """
import logging, sys
from pathlib import Path
from countersign.logs.rotated import Rotated
handler = Rotated(Path(sys.argv[1]), file_bytes=20_000)
for number in range(int(sys.argv[2]), int(sys.argv[2]) + 500):
    handler.emit(logging.makeLogRecord({"msg": f"line {number:06} {'.' * 60}"}))
handler.close()
"""


def test_processes_that_write_one_file_lose_no_line_when_it_is_set_aside(tmp_path: Path):
    path = tmp_path / "logs" / "countersign.log"
    commands = [[sys.executable, "-c", WRITER, str(path), start] for start in ("0", "500")]
    writers = [subprocess.Popen(command) for command in commands]
    assert [writer.wait() for writer in writers] == [0, 0]
    files = [file for file in path.parent.iterdir() if not file.name.startswith(".")]
    numbers = [line.split()[1] for file in files for line in file.read_text().splitlines()]
    assert 1 < len(files) <= FILES_KEPT + 1
    assert sorted(map(int, numbers)) == list(range(1000))


def _warn(formatter: logging.Formatter) -> None:
    speak_like_parent(formatter)
    warnings.warn("odd\n\x1b[2J", UserWarning, stacklevel=1)


@pytest.mark.parametrize("kind", ["lines", "json"])
def test_a_child_that_only_reads_warns_as_its_parent_would(
    restored: None, settings: Settings, capfd: pytest.CaptureFixture[str], kind: str
):
    logs.configure(replace(settings, log_format=kind), logs.ASKING)
    child = multiprocessing.get_context("spawn").Process(target=_warn, args=(terminal_format(),))
    child.start()
    child.join()
    (told,) = capfd.readouterr().err.splitlines()
    assert "UserWarning" in told
    assert told.isprintable()
    assert kind == "lines" or json.loads(told)["logger"] == "py.warnings"


def test_the_log_file_lies_in_the_home_unless_told_otherwise():
    assert load({"COUNTERSIGN_HOME": "/h"}).log_file == "/h/logs/countersign.log"
    assert (
        load({"COUNTERSIGN_HOME": "/h", "COUNTERSIGN_LOG_FILE": "/var/log/c.log"}).log_file
        == "/var/log/c.log"
    )
    assert load({"COUNTERSIGN_HOME": "/h", "COUNTERSIGN_LOG_FILE": "none"}).log_file == "none"


def test_a_command_keeps_the_terminal_clean_and_tells_the_file(tmp_path: Path):
    customers, invoices = tmp_path / "customers.csv", tmp_path / "invoices.csv"
    customers.write_text("customer_number,name,aliases,address,city,country\nC-1,Acme,,,,\n")
    invoices.write_text(
        "invoice_number,customer_number,po_number,invoice_date,due_date,amount,currency,delivery_number,status\n"
        "INV-1,C-1,,2026-01-01,,1.00,EUR,,open\n"
    )
    home = Home(tmp_path / "home")
    ended = home.run("ledger", "load", "--customers", str(customers), "--invoices", str(invoices))
    assert ended.returncode == 0
    assert not re.search(r"^\d{4}-", ended.stderr, re.MULTILINE)
    (told,) = (home.folder / "logs" / "countersign.log").read_text().splitlines()
    assert "  ledger  default  load 1: 1 invoice added" in told
