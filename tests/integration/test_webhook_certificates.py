"""A webhook by https goes to who has a certificate for the name, at the address that was looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.webhooks.line import Line
from flows.webhooks.reach import reach_of
from models.errors import Unreachable
from models.settings import load
from tests.servers.certificates import certificate_for
from tests.servers.receiver import receiving

HERE = reach_of(load({"COUNTERSIGN_WEBHOOK_NETWORKS": "127.0.0.0/8, ::1/128"}))


def test_who_has_a_certificate_of_a_trusted_authority_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    trusted = certificate_for("localhost", tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with receiving(trusted) as receiver:
        line = Line(HERE)
        assert line.post(receiver.url, {"webhook-id": "msg_1"}, b"{}").status == 200
        assert line.post(receiver.url, {"webhook-id": "msg_2"}, b"{}").beginning == "taken"
        line.close()
        assert receiver.taken[0].headers["host"] == f"localhost:{receiver.port}"


@pytest.mark.parametrize(("name", "is_trusted"), [("localhost", False), ("erp.firm.example", True)])
def test_nobody_else_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, *, is_trusted: bool):
    shown = certificate_for(name, tmp_path)
    if is_trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(shown))
    with receiving(shown) as receiver:
        line = Line(HERE)
        with pytest.raises(Unreachable, match="certificate verify failed"):
            line.post(receiver.url, {}, b"{}")
        line.close()
        assert receiver.taken == []
