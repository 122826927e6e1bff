"""What docs/api.md shows is true: its examples are run."""

from __future__ import annotations

import re
import shlex
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from string import Template
from typing import Any

import httpx
import pytest

from flows.credentials import make_token
from flows.desk import Stores
from flows.webhooks import make_webhook, send_due
from models.accounts import Account
from models.decision import Status
from models.people import Grant, Right, Role, Scope
from models.webhook import CHOSEN, Notice
from storage.register import open_register
from tests.doors.console_visits import Visitor, stores_in
from tests.papers.review_papers import note, review_desk, waiting
from tests.servers.receiver import receiving
from tests.values.people_values import DEED
from tests.values.register_values import captured, decision_of, invoice_of, settings_in

ANN = Account("ann", "Ann Lee", grants=(Grant(Role.OPERATOR, "default"),))
TEXT = (Path(__file__).parents[2] / "docs" / "api.md").read_text()


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    with stores_in(tmp_path / "home") as opened:
        yield replace(opened, settings=replace(opened.settings, webhook_networks="127.0.0.0/8"))


@dataclass
class Shell:
    """Asks as a line of the page does that begins with curl; its variables are set before."""

    browser: Visitor
    variables: dict[str, str] = field(default_factory=dict)

    def run(self, line: str) -> httpx.Response:
        words = shlex.split(Template(line).substitute(self.variables))[1:]
        options: dict[str, list[str]] = {}
        while words[0].startswith("-"):
            options.setdefault(words.pop(0), []).append(words.pop(0))
        (address,) = words
        sent = options.get("-d", [""])[0]
        files = [("files", (name.partition("@")[2], b"one")) for name in options.get("-F", ())]
        method = options.get("-X", ["POST" if sent or files else "GET"])[0]
        headers = dict(header.split(": ", 1) for header in options["-H"])
        more = {"files": files} if files else {"content": sent} if sent else {}
        return self.browser.ask(method, address.removeprefix("SITE"), headers=headers, **more)


def test_the_examples_of_the_page_do_what_it_says(tmp_path: Path):
    settings = settings_in(tmp_path / "home")
    with open_register(settings) as register, review_desk(settings, register) as desk:
        (record,) = waiting(desk, "1.tif", [note("INV-100417")])
        register.people.add(ANN, DEED)
        scope = Scope("default", frozenset({Right.LOOK, Right.UPLOAD, Right.REVIEW, Right.CORRECT}))
        known = {"SITE": "SITE", "ID": record.id, "BATCH": record.drop_id, "CORRECTION": "3"}
        known["TOKEN"] = make_token(desk.stores, ANN, "ERP import", (scope,), 365)
        shell = Shell(Visitor(desk.stores, signed_in=False), known)
        answers = {line: shell.run(line) for line in re.findall(r"^    (curl .*)$", TEXT, re.MULTILINE)}
        assert {line: one.text for line, one in answers.items() if one.status_code not in {200, 202}} == {}
        assert len(answers) == 17
        found, *_ = answers.values()
        assert [one["id"] for one in found.json()["documents"]] == [record.id]
        filed, undone = (one.json() for line, one in answers.items() if re.search("decision|undo", line))
        assert filed["correction"] == 3
        assert (filed["documents"][0]["status"], undone["documents"][0]["status"]) == ("filed", "review")


def test_every_operation_stands_on_the_page_with_its_right(stores: Stores):
    paths = Visitor(stores, signed_in=False).get("/openapi.json").json()["paths"]
    rows = [line for line in TEXT.splitlines() if line.startswith("| `")]
    for path, methods in paths.items():
        for method, operation in methods.items():
            if path.startswith("/api/v1"):
                ((right,),) = operation["security"][0].values()
                ending = re.sub(r"{\w+}", "", path.removeprefix("/api/v1")).strip("/").split("/")[-1]
                told = [row for row in rows if method.upper() in row and ending.strip(".") in row.lower()]
                assert any(f"| {right} |" in row for row in told), (method, path)


def told_verifier() -> Callable[..., bool]:
    """The function that the page gives to receivers."""
    code = TEXT.partition("    import base64")[2].partition("\n**What you can rely on**")[0]
    names: dict[str, Any] = {}
    exec(textwrap.dedent(f"    import base64{code}"), names)  # noqa: S102 it is our own page
    verifier: Callable[..., bool] = names["verified"]
    return verifier


def test_a_message_is_verified_by_the_lines_of_the_page(stores: Stores):
    verified = told_verifier()
    with receiving() as receiver:
        _, secret = make_webhook(stores, "default", receiver.url, CHOSEN, "boss")
        captured(stores.register, "scan.pdf", decision_of(Status.FILED, invoice_of("INV-1")))
        send_due(stores)
    one = receiver.taken[0]
    assert verified(one.headers, one.body, secret)
    assert not verified(one.headers, one.body + b" ", secret)
    old = {**one.headers, "webhook-timestamp": "1700000000"}
    assert not verified(old, one.body, secret)


def test_every_kind_of_message_is_told_of():
    shown = set(re.findall(r"`((?:document|receipt|batch|alarm|webhook)\.[a-z]+)`", TEXT))
    assert shown == {notice.value for notice in Notice}
