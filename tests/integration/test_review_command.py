"""`countersign review` says what waits, by reason, and where to settle it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from countersign.cli import run
from models.decision import Cause, Status
from models.errors import ExitCode
from storage.register import open_register
from tests.values.register_values import captured, decision_of, settings_in


def test_what_waits_is_counted_by_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    settings = settings_in(tmp_path / "home")
    monkeypatch.setenv("COUNTERSIGN_HOME", str(settings.home))
    with open_register(settings) as register:
        for place, cause in enumerate((Cause.RIVALS, Cause.NO_NUMBER, Cause.RIVALS, None)):
            captured(register, f"{place}.pdf", replace(decision_of(Status.REVIEW), cause=cause))
        captured(register, "parked.pdf", decision_of(Status.PARKED))
        captured(register, "filed.pdf", decision_of(Status.FILED))
    assert run(["review"]) == ExitCode.DONE
    shown = capsys.readouterr()
    assert [line.split(":")[0].split(maxsplit=1) for line in shown.out.splitlines()] == [
        ["2", "More than one fits"],
        ["1", "Not confirmed"],
        ["1", "No number read"],
        ["1", "Parked"],
    ]
    assert "4 documents to settle: http://127.0.0.1:8080/review" in shown.err
    assert run(["review", "--json"]) == ExitCode.DONE
    counted = json.loads(capsys.readouterr().out)
    assert counted == {"rivals": 2, "unconfirmed": 1, "no_number": 1, "parked": 1}
    assert run(["review", "--client", "acme"]) == ExitCode.DONE
    assert "Nothing waits for a person" in capsys.readouterr().err
