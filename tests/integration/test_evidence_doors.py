"""Evidence packs by console, API, link and command: one click, told, and for nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from countersign.cli import run
from flows.desk import Desk
from flows.disputes import Said, Wanted, note_contact, open_dispute, with_case
from flows.evidence import evidence, letterhead_of, set_letterhead
from flows.sending import Wish, send
from models.dispute import Channel, DisputeState
from models.errors import ExitCode
from models.evidence import Form, Letterhead, Tongue
from models.people import Grant, Role
from models.sending import Reason
from storage.register import open_register
from tests.doors.console_visits import Visitor
from tests.papers.evidence_packs import HEAD, OURS, filled_desk, wish
from tests.values.register_values import NOW, settings_in

PATH = "/evidence/pack.{form}?invoice=C-1/INV-100417&on=2026-03-09"
COLLECTOR = Grant(Role.COLLECTOR, "default")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    settings = settings_in(tmp_path_factory.mktemp("packs") / "home")
    with open_register(settings) as register, filled_desk(settings, register) as opened:
        yield opened


def of_day(desk: Desk, form: Form) -> bytes:
    """The pack of the usual day, with what the contact log had until then."""
    return evidence(desk.stores, "default", with_case(desk.stores, "default", wish()), form).data


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_a_link_that_lets_files_be_saved_offers_the_pack_of_what_was_sent(desk: Desk):
    one = next(r for r in desk.register.documents("default") if r.source == "order.tif")
    outside = Visitor(desk.stores, signed_in=False)
    for downloads in (True, False):
        made = send(desk.stores, [one], Wish(OURS.key, ["Ann"], downloads=downloads), "col")
        (link,) = made.links.values()
        path = link[link.index("/look/") :]
        assert ("evidence.zip" in outside.get(path).text) is downloads
        answer = outside.get(f"{path}/evidence.pdf")
        assert answer.status_code == (200 if downloads else 404)
        if downloads:
            assert answer.headers["cache-control"] == "no-store, private"
            assert answer.content == outside.get(f"{path}/evidence.pdf").content
            said = text_of(answer.content)
            assert "Exhibit A" in said
            assert "Exhibit B" not in said
            assert "order.tif" not in said
            assert outside.get(f"{path}/evidence.exe").status_code == 404
    told = [event for event in desk.register.events("default") if event.kind == "saved by link"]
    assert {event.detail["file"] for event in told} == {"evidence pdf"}


def test_a_collector_saves_a_pack_in_one_click_and_it_is_told(desk: Desk):
    visitor = Visitor(desk.stores, COLLECTOR, login="col")
    page = visitor.get("/evidence?invoice=C-1/INV-100417").text
    assert "their parts are taken out" in page
    assert "/evidence/pack.pdf" in page
    for form, kind in (("pdf", "application/pdf"), ("zip", "application/zip")):
        answer = visitor.get(PATH.format(form=form))
        assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
        assert f'evidence-INV-100417.{form}"' in answer.headers["content-disposition"]
        assert answer.content == of_day(desk, Form(form))
    told = [one for one in desk.register.events("default") if one.detail.get("file") == "evidence zip"]
    assert {one.detail["by"] for one in told} == {"col"}
    assert visitor.get(PATH.format(form="exe")).status_code == 404
    assert visitor.get("/evidence/pack.pdf?invoice=C-1/INV-100417&on=soon").status_code == 400


def test_a_collector_of_other_customers_gets_none(desk: Desk):
    visitor = Visitor(desk.stores, Grant(Role.COLLECTOR, "default", frozenset({"C-2"})), login="two")
    for form in Form:
        assert visitor.get(PATH.format(form=form)).status_code == 403
    theirs = PATH.format(form="pdf").replace("C-1/INV-100417", "C-2/INV-300500")
    answer = visitor.get(theirs)
    assert answer.status_code == 200
    assert "INV-100417" not in text_of(answer.content)


def test_programs_get_the_same_pack(desk: Desk):
    visitor = Visitor(desk.stores, COLLECTOR, login="col")
    asked = "customer=C-1&invoice=INV-100417&date=2026-03-09"
    answer = visitor.get(f"/api/v1/evidence.pdf?{asked}")
    assert answer.content == of_day(desk, Form.PDF)


def test_the_letterhead_is_kept_with_all_that_were_before(desk: Desk):
    visitor = Visitor(desk.stores)
    form = {"name": "Brandt  AG", "address": "Weg 1\n\n20457 Hamburg", "language": "de", "reply_days": "10"}
    assert visitor.post("/evidence/letterhead", form).status_code == 303
    head = letterhead_of(desk.stores, "default")
    assert (head.name, head.language) == ("Brandt AG", Tongue.GERMAN)
    assert head.address == ("Weg 1", "20457 Hamburg")
    assert visitor.post("/evidence/letterhead", {**form, "reply_days": "0"}).status_code == 400
    assert letterhead_of(desk.stores, "other") == Letterhead()
    set_letterhead(desk.stores, "default", HEAD, "test")


def test_the_command_makes_and_checks_packs(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("COUNTERSIGN_HOME", str(desk.stores.settings.home))
    path = tmp_path / "pack.zip"
    assert run(["evidence", "INV-100417", "--date", "2026-03-09", "-o", str(path)]) == ExitCode.DONE
    assert path.read_bytes() == of_day(desk, Form.ZIP)
    assert "blacked out" in capfd.readouterr().err
    assert run(["evidence", "--verify", str(path)]) == ExitCode.DONE
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert run(["evidence", "--verify", str(path)]) == ExitCode.FAULT
    assert "CHANGED" in capfd.readouterr().out
    for wrong in (["INV-9"], ["INV-100417", "-o", "pack.doc"], [], ["INV-100417", "--date", "soon"]):
        assert run(["evidence", *wrong]) == ExitCode.WRONG_USE


def test_a_pack_that_is_noted_as_sent_is_noted_once_and_says_no_note(desk: Desk):
    stores, secret = desk.stores, "the buyer drinks"
    case = open_dispute(stores, "default", Wanted(OURS.key, Reason.SHORT, note=secret), "col")
    note_contact(stores, "default", Said(*OURS.key, outcome="Called.", note=secret), "col")
    visitor = Visitor(stores, COLLECTOR, login="col")
    form = {"invoice": "C-1/INV-100417", "on": "2027-03-09", "reason": "short"}
    before = stores.register.contacts.of_invoices("default", [OURS.key], 9)
    answer = visitor.post("/evidence/pack.pdf", form)
    assert answer.status_code == 200
    assert "Called." in text_of(answer.content)
    assert secret not in text_of(answer.content)
    assert stores.register.contacts.of_invoices("default", [OURS.key], 9) == before
    dated = {**form, "on": NOW.date().isoformat(), "sent_by": "letter", "sent_to": "Ann"}
    for _ in range(2):
        assert visitor.post("/evidence/pack.pdf", dated).status_code == 200
    newest, *rest = stores.register.contacts.of_invoices("default", [OURS.key], 9)
    assert tuple(rest) == before
    assert (newest.channel, newest.person, newest.outcome) == (Channel.LETTER, "Ann", "Evidence pack sent.")
    now = stores.register.disputes.one("default", case.id)
    assert now is not None
    assert now.state is DisputeState.EVIDENCE_SENT
    assert len(stores.register.disputes.history("default", case.id)) == 2
    refused = visitor.post("/evidence/pack.pdf", {**form, "contested": "much", "note": "kept words"})
    assert refused.status_code == 400
    assert 'id="pack-contested-wrong"' in refused.text
    assert "kept words" in refused.text
