"""No secret is told: not by logs, not by what commands say of themselves, not by files of the project."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from countersign.cli import run
from countersign.console.visits import SESSION_COOKIE
from flows.desk import open_stores
from flows.webhooks import send_test
from models.errors import CountersignError
from models.settings import load
from storage.register import Deed
from tests.doors.console_visits import Visitor
from tests.values.register_values import NOW

PLANTED = "Planted-7b1f"
"""Part of every secret of the settings, and of the passwords that are typed."""
SECRETS = {
    "COUNTERSIGN_S3_ACCESS_KEY": f"{PLANTED}-key",
    "COUNTERSIGN_S3_SECRET_KEY": f"{PLANTED}-s3",
    "COUNTERSIGN_BACKUP_S3_ACCESS_KEY": f"{PLANTED}-backup-key",
    "COUNTERSIGN_BACKUP_S3_SECRET_KEY": f"{PLANTED}-backup",
    "COUNTERSIGN_SMTP_PASSWORD": f"{PLANTED}-smtp",
    "COUNTERSIGN_IMAP_PASSWORD": f"{PLANTED}-imap",
    "COUNTERSIGN_OIDC_CLIENT_SECRET": f"{PLANTED}-oidc",
}
NOWHERE = {
    "COUNTERSIGN_SMTP_URL": "smtp://countersign@127.0.0.1:1",
    "COUNTERSIGN_MAIL_FROM": "papers@firm.example",
    "COUNTERSIGN_IMAP_URL": "imap://countersign@127.0.0.1:1/INBOX",
    "COUNTERSIGN_OIDC_ISSUER": "https://127.0.0.1:1",
    "COUNTERSIGN_OIDC_CLIENT_ID": "countersign",
    "COUNTERSIGN_CONSOLE_URL": "https://papers.firm.example",
    "COUNTERSIGN_LOG_LEVEL": "debug",
}
"""Servers that do not answer, so that faults are told."""
KEYS = re.compile(
    rb"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----|AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|xox[abprs]-\w{10}|"
    rb"whsec_[A-Za-z0-9+/]{43}=|AIza[0-9A-Za-z_-]{35}|sk_live_\w{16}"
)


def test_no_log_and_no_command_tells_a_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    home = tmp_path / "home"
    given = {**SECRETS, **NOWHERE, "COUNTERSIGN_HOME": str(home), "COUNTERSIGN_LOG_FORMAT": "json"}
    known = {name for name in given if _is_known(name, given)}
    assert set(SECRETS) <= known
    for name in known:
        monkeypatch.setenv(name, given[name])
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(b"no paper")
    for command in (["check"], ["check", "--settings"], ["ingest", str(paper)], ["status"], ["verify"]):
        run(command)
    run(["people", "add", "ann", "--role", "admin", "--client", "*"])
    run(["token", "add", "ann", "ERP", "--right", "look", "--client", "default", "--days", "3"])
    run(["webhook", "add", "https://erp.firm.invalid/hook", "--notice", "document.filed"])
    shown = capsys.readouterr()
    secrets = set(re.findall(r"whsec_\S+|\b[\w-]{43}\b", shown.out))
    secrets |= _visited(given)
    assert len(secrets) >= 3
    written = "".join(path.read_text(errors="replace") for path in home.glob("logs/*"))
    assert written
    told = written + shown.err + capsys.readouterr().err
    for secret in (PLANTED, *secrets):
        assert secret not in told, secret
    assert PLANTED not in shown.out


def _is_known(name: str, given: dict[str, str]) -> bool:
    """True where the program has such a setting, and it may be so."""
    try:
        load({"COUNTERSIGN_HOME": given["COUNTERSIGN_HOME"], name: given[name]})
    except CountersignError as fault:
        return "unknown" not in str(fault).lower() and "no setting" not in str(fault).lower()
    return True


def _visited(given: dict[str, str]) -> set[str]:
    """Secrets of somebody who signs in, mistypes, and tries a token and a webhook."""
    settings = load({"COUNTERSIGN_HOME": given["COUNTERSIGN_HOME"]})
    stores = open_stores(settings)
    with stores.register:
        visitor = Visitor(stores)
        for password in (f"{PLANTED}-wrong", f"{PLANTED} right or not"):
            visitor.get("/sign-in")
            visitor.post("/sign-in", {"login": "ann", "password": password})
        program = Visitor(stores, signed_in=False)
        program.get("/api/v1/status", authorization=f"Bearer {PLANTED}-token")
        for one in stores.register.webhooks.of("default"):
            send_test(stores, one, "admin")
        stores.register.people.note("sign-in refused", "", Deed("", NOW))
        return {visitor.cookies[SESSION_COOKIE]}


def test_no_file_of_the_project_holds_a_key():
    listed = subprocess.run(["git", "ls-files", "-z"], capture_output=True, check=False).stdout.split(b"\0")
    found = [name for name in filter(None, listed) if Path(name.decode()).is_file()]
    holding = [name for name in found if KEYS.search(Path(name.decode()).read_bytes())]
    assert holding == []
