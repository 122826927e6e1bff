"""`countersign audit` names what to check and takes what was found; `status` shows what that is worth."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from countersign.cli import run
from models.decision import Decision, Route, Standing, Status
from models.errors import ExitCode
from models.record import DocumentRecord
from pipeline.matching.weigh import WEIGHING
from storage.register import Register, open_register
from tests.values.register_values import capture, decision_of, drop_of, invoice_of, record_of, settings_in

SURE = Standing(Route.TWO_KEYS, 0.9999, weight=1.0, version=WEIGHING)


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Register]:
    settings = settings_in(tmp_path / "home")
    monkeypatch.setenv("COUNTERSIGN_HOME", str(settings.home))
    with open_register(settings) as opened:
        yield opened


def kept(register: Register, name: str, decision: Decision) -> DocumentRecord:
    drop = drop_of(name)
    pending = decision.status is Status.FILED
    return capture(register, replace(record_of(drop, decision), audit_pending=pending), drop)


def filed(register: Register, name: str = "a.pdf") -> DocumentRecord:
    return kept(register, name, replace(decision_of(Status.FILED, invoice_of("INV-1")), standing=SURE))


def test_what_waits_is_named_with_where_it_was_filed(
    register: Register, capsys: pytest.CaptureFixture[str]
) -> None:
    record = filed(register)
    assert run(["audit", "--next"]) == ExitCode.DONE
    line = capsys.readouterr().out.strip().split("\t")
    assert line[:3] == [record.id, "a.pdf", "1"]
    assert line[3].startswith("filed under INV-1 of C-1:")


def test_the_report_is_told_in_words_and_as_json(
    register: Register, capsys: pytest.CaptureFixture[str]
) -> None:
    record = filed(register)
    assert run(["audit", record.id, "wrong"]) == ExitCode.DONE
    assert run(["audit", "--report"]) == ExitCode.DONE
    assert "filings checked: 1, of which wrong: 1" in capsys.readouterr().out
    assert run(["audit", "--report", "--json", "--to", "2020-01-31"]) == ExitCode.DONE
    told = json.loads(capsys.readouterr().out)
    assert (told["from"], told["checks"]["misfiles"]) == ("2020-01-02", 0)
    assert run(["audit", "--report", "--next"]) == ExitCode.WRONG_USE


def test_a_blind_check_does_not_tell_what_the_program_thinks(
    register: Register, capsys: pytest.CaptureFixture[str]
) -> None:
    decision = decision_of(Status.REVIEW, invoice_of("INV-1"))
    kept(register, "held.pdf", replace(decision, standing=replace(SURE, blind=True)))
    assert run(["audit", "--next"]) == ExitCode.DONE
    told = capsys.readouterr().out
    assert "held.pdf" in told
    assert "INV-1" not in told


def test_what_was_found_shows_in_the_bound(register: Register, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a.pdf", "b.pdf"):
        assert run(["audit", filed(register, name).id, "right"]) == ExitCode.DONE
    capsys.readouterr()
    assert run(["status", "--json"]) == ExitCode.DONE
    filing = json.loads(capsys.readouterr().out)["filing"]
    assert (filing["wrong"], filing["checked"], filing["to_check"]) == (0, 2, 0)
    assert filing["bound"] == pytest.approx(1 - 0.05**0.5)
    assert run(["status"]) == ExitCode.DONE
    assert "at most 77.64% wrong (0 of 2 checked" in capsys.readouterr().out


def test_a_misfile_is_told_with_what_follows(register: Register, capsys: pytest.CaptureFixture[str]) -> None:
    wrong, other = filed(register, "a.pdf"), filed(register, "b.pdf")
    assert run(["audit", wrong.id, "wrong"]) == ExitCode.DONE
    said = capsys.readouterr().err
    assert "The breaker fell for proof of delivery, two keys" in said
    assert "1 filing" in said
    assert [one.id for one in register.outcomes.unchecked("default", 9)] == [other.id]


def test_a_mistake_is_put_right_by_the_same_command(
    register: Register, capsys: pytest.CaptureFixture[str]
) -> None:
    record = filed(register)
    for found in ("wrong", "wrong"):
        assert run(["audit", record.id, found]) == ExitCode.DONE
    assert "It was found wrong before: nothing changed." in capsys.readouterr().err
    assert run(["audit", record.id, "right"]) == ExitCode.DONE
    assert "The bound for proof of delivery, two keys counts as before" in capsys.readouterr().err
    assert run(["status"]) == ExitCode.DONE
    assert "breaker" not in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments", [[], ["3f9a"], ["3f9a", "maybe"], ["3f9a", "right", "--next"], ["3f9a", "right"]]
)
def test_other_ways_to_ask_are_refused(
    register: Register, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert run(["audit", *arguments]) == ExitCode.WRONG_USE
    assert "audit" in capsys.readouterr().err


def test_nothing_to_check_is_said(register: Register, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["audit", "--next"]) == ExitCode.DONE
    assert capsys.readouterr().err == "Nothing waits for a check.\n"
