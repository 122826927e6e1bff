"""`countersign webhook` adds, tries and ends webhooks, and says what went wrong."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from countersign.cli import run
from flows.webhooks.signing import BEGINNING
from models.errors import ExitCode
from tests.servers.receiver import Receiver, receiving


@pytest.fixture
def receiver(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    monkeypatch.setenv("COUNTERSIGN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COUNTERSIGN_WEBHOOK_NETWORKS", "127.0.0.0/8")
    with receiving() as running:
        yield running


def test_a_webhook_from_its_secret_to_its_end(receiver: Receiver, capsys: pytest.CaptureFixture[str]):
    def told(*arguments: str) -> str:
        assert run(["webhook", *arguments]) == ExitCode.DONE
        return capsys.readouterr().out.strip()

    secrets = [told("add", receiver.url, "--notice", "document.filed"), told("secret", "1")]
    assert {len(base64.b64decode(secret.removeprefix(BEGINNING))) for secret in secrets} == {32}
    assert told("test", "1").startswith("It arrived: 200")
    assert len(receiver.taken[0].headers["webhook-signature"].split()) == 2
    assert json.loads(told("list", "--json")) == {
        "id": 1,
        "url": receiver.url,
        "state": "active",
        "notices": ["document.filed"],
        "waiting": 0,
        "failed": 0,
    }
    told("disable", "1")
    assert "disabled" in told("list")
    told("disable", "1", "--undo")
    assert told("again", "1").startswith("0 to be sent again")
    told("remove", "1")
    assert told("list") == ""


def test_what_cannot_be_is_told(receiver: Receiver, capsys: pytest.CaptureFixture[str]):
    for arguments, words in (
        (("add", "http://erp.firm.example/"), "use https://"),
        (("add", "https://10.0.0.1/"), "COUNTERSIGN_WEBHOOK_NETWORKS"),
        (("test", "7"), "no webhook 7"),
    ):
        assert run(["webhook", *arguments]) == ExitCode.WRONG_USE
        assert words in capsys.readouterr().err
    assert run(["webhook", "add", receiver.url]) == ExitCode.DONE
    receiver.statuses = [404]
    assert run(["webhook", "test", "1"]) == ExitCode.FAULT
    assert "answered 404" in capsys.readouterr().err
