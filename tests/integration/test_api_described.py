"""/openapi.json is true: its examples fit its schemas, and so does what a real console answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator

from flows.credentials import make_token
from flows.desk import Desk, Stores
from models.accounts import Account
from models.decision import Cause, Route, Standing, Status
from models.paper import Manner, Role, SignatureRegion
from models.people import EVERY_CLIENT, Grant, Right, Scope
from models.people import Role as Office
from models.reading import Acceptance, AcceptanceStatus, FieldName, Found, Grade, Remark, RemarkClass, Value
from models.record import DocumentRecord
from storage.register import open_register
from tests.doors.console_visits import Visitor, filed
from tests.papers.review_papers import FIRST, note, review_desk, waiting
from tests.values.people_values import DEED
from tests.values.register_values import BOX, captured, decision_of, reading_of, settings_in

BOSS = Account("boss", "Boss", grants=(Grant(Office.ADMIN, EVERY_CLIENT),))


@dataclass(frozen=True)
class Described:
    """A console's own description, and a program that compares its answers with it."""

    stores: Stores
    schema: dict[str, Any]
    browser: Visitor
    secret: str

    def operations(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for path, methods in self.schema["paths"].items():
            for method, operation in methods.items():
                if path.startswith("/api/"):
                    yield f"{method.upper()} {path}", operation

    def fits(self, value: Any, schema: dict[str, Any]) -> list[str]:
        """What of `value` the schema does not allow."""
        whole = {**schema, "components": self.schema["components"]}
        faults = Draft202012Validator(whole).iter_errors(value)
        return [f"{fault.json_path}: {fault.message}" for fault in faults]

    def ask(self, name: str, path: str, **options: Any) -> httpx.Response:
        """The answer to the operation `name`, which must be as its description says."""
        method = name.partition(" ")[0]
        headers = {"authorization": f"Bearer {self.secret}"}
        answer = self.browser.ask(method, f"/api/v1/{path}", headers=headers, **options)
        told = dict(self.operations())[name]["responses"][str(answer.status_code)]
        kind = answer.headers["content-type"].partition(";")[0]
        assert {kind, "*/*"} & set(told["content"]), name
        if "json" in kind:
            assert self.fits(answer.json(), told["content"][kind]["schema"]) == [], name
        return answer


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    home: Path = tmp_path_factory.mktemp("described") / "home"
    settings = settings_in(home)
    with open_register(settings) as register, review_desk(settings, register) as opened:
        register.people.add(BOSS, DEED)
        yield opened


@pytest.fixture(scope="module")
def described(desk: Desk) -> Described:
    browser = Visitor(desk.stores, signed_in=False)
    secret = make_token(desk.stores, BOSS, "test", (Scope(EVERY_CLIENT, frozenset(Right)),), 30)
    return Described(desk.stores, browser.get("/openapi.json").json(), browser, secret)


def test_every_operation_says_what_it_does_who_may_and_how_it_refuses(described: Described):
    for name, operation in described.operations():
        assert operation["summary"], name
        assert operation["description"], name
        ((scheme, rights),) = operation["security"][0].items()
        assert scheme == "HTTPBearer"
        assert [Right(right) for right in rights], name
        assert {"400", "401", "403", "404", "503"} <= set(operation["responses"]), name
        assert "422" not in operation["responses"], name


def test_every_example_fits_its_schema(described: Described):
    seen = 0
    for name, operation in described.operations():
        for status, answer in operation["responses"].items():
            for kind, content in answer["content"].items():
                if content["schema"].get("format") == "binary":
                    continue
                assert described.fits(content["example"], content["schema"]) == [], (name, status, kind)
                seen += 1
    assert seen > 100


def test_what_may_be_sent_has_an_example_that_fits(described: Described):
    for name, operation in described.operations():
        for kind, content in operation.get("requestBody", {}).get("content", {}).items():
            if kind == "multipart/form-data":
                continue
            schema = described.schema["components"]["schemas"][content["schema"]["$ref"].split("/")[-1]]
            (example,) = schema["examples"]
            assert described.fits(example, schema) == [], name


def test_answers_of_a_real_console_are_as_described(desk: Desk, described: Described):
    full = shown_in_full(desk)
    (record,) = waiting(desk, "1.tif", [note("INV-100417")])
    (other,) = waiting(desk, "2.tif", [note("INV-100982")])
    picture = filed(desk.stores)
    named = f"documents/{record.id}"
    ask, one = described.ask, "/api/v1/documents/{document_id}"
    assert len(ask("GET /api/v1/documents", "documents").json()["documents"]) == 4
    ask(f"GET {one}", named)
    (match, *_) = ask(f"GET {one}/matches", named + "/matches").json()["matches"]
    assert match["invoice"]["invoice_number"] == "INV-100417"
    assert match["evidence"]
    shown = ask(f"GET {one}", f"documents/{full.id}").json()
    assert (shown["audit"], shown["exceptions"]) == ("blind_sample", ["short"])
    assert ask(f"GET {one}/matches", f"documents/{full.id}/matches").json()["matches"] == []
    receipt = ask(f"GET {one}/receipt", f"documents/{full.id}/receipt").json()
    assert (receipt["acceptance"]["grade"], receipt["signature"]["manner"]) == ("B", "ink")
    ask(f"GET {one}/original", f"documents/{picture.id}/original")
    ask(f"GET {one}/pages/{{number}}.png", f"documents/{picture.id}/pages/1.png")
    ask("GET /api/v1/status", "status")
    ask_of_the_ledger(described)
    ask("GET /api/v1/review", "review")
    sent = [("files", ("a.pdf", b"one"))]
    ask("POST /api/v1/files", "files", files=sent)
    batch = "GET /api/v1/batches/{batch_id}"
    ask(batch, f"batches/{record.drop_id}")
    (page,) = ask(f"{batch}/pages", f"batches/{record.drop_id}/pages").json()["pages"]
    assert (page["document"], page["state"], page["number"]) == (record.id, "review", 1)
    value = {"value": "4711"}
    ask(f"PUT {one}/fields/{{name}}", f"{named}/fields/po_number", json=value)
    said = {"signed": "signed", "remarks": [{"about": "short", "text": "2 cartons short"}]}
    ask(f"PUT {one}/receipt", f"{named}/receipt", json=said)
    done = ask(f"POST {one}/decision", f"{named}/decision", json={"action": "park"}).json()
    ask("POST /api/v1/corrections/{number}/undo", f"corrections/{done['correction']}/undo")
    for status, path in ((400, "documents?client=A%20B"), (404, "documents/nothing")):
        name = "GET /api/v1/documents" if status == 400 else f"GET {one}"
        assert ask(name, path).status_code == status
    assert ask(f"POST {one}/decision", f"documents/{other.id}/decision", json={}).status_code == 400


def ask_of_the_ledger(described: Described) -> None:
    """Ask every operation on invoices, customers and receivables."""
    ask, ledger = described.ask, "GET /api/v1"
    (found,) = ask(f"{ledger}/invoices", "invoices?q=INV-100417").json()["invoices"]
    customer = found["customer_number"]
    assert ask(f"{ledger}/invoices", f"invoices?customer={customer}").json()["invoices"]
    assert ask(f"{ledger}/invoices", "invoices").status_code == 400
    named = f"{ledger}/invoices/{{customer_number}}/{{invoice_number}}"
    shown = ask(named, f"invoices/{customer}/INV-100417").json()
    assert [one["load"] for one in shown["versions"]] == [1]
    assert shown["papers"]
    assert ask(f"{ledger}/customers", f"customers?q={customer}").json()["customers"]
    account = ask(f"{ledger}/customers/{{customer_number}}", f"customers/{customer}").json()
    assert account["on_file"]
    for name in ("aging", "statement", "gaps", "reminders", "credit", "bad-debt"):
        assert (
            ask(f"{ledger}/receivables/{name}", f"receivables/{name}?customer={customer}").status_code == 200
        )


def shown_in_full(desk: Desk) -> DocumentRecord:
    """A document that has something in every part of its shape."""
    ink = SignatureRegion(Role.CUSTOMER, 1, BOX, present=True, confidence=0.9, label="", manner=Manner.INK)
    several = Value("4711", 0.9, 1, BOX, Found.BARCODE, label="PO", alternatives=("4712",))
    reading = replace(
        reading_of({FieldName.INVOICE_NUMBER: "INV-100417"}),
        signatures=(ink,),
        remarks=(Remark(RemarkClass.SHORT, "2 short", 1, BOX, quantity="2"),),
        acceptance=Acceptance(AcceptanceStatus.SIGNED_CLAUSED, Grade.B, "Signed with a remark."),
    )
    fields = {**reading.fields, FieldName.PO_NUMBER: (several, several)}
    blind = Standing(Route.TWO_KEYS, 0.99, blind=True)
    held = replace(decision_of(Status.REVIEW, FIRST), cause=Cause.CHECK, standing=blind)
    return captured(desk.register, "full.pdf", held, replace(reading, fields=fields))
