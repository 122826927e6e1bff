"""A link shows what was sent, while it is good, and nothing else; every look through it is written down."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest

from countersign.cli import run
from countersign.console.outside import MOST_WRONG, range_of
from flows.desk import Desk
from flows.review import reviewing
from flows.sending import Wish, send
from models.accounts import Account
from models.decision import Status
from models.errors import ExitCode
from models.people import Grant, Role
from models.record import DocumentRecord
from storage.register import Deed, open_register
from tests.doors.console_visits import EVIL, Visitor
from tests.papers.review_papers import FIRST, SECOND, in_hands, note, review_desk, waiting
from tests.values.register_values import NOW, invoice_of, ledger_of, settings_in

ANN = "Ann Lee <ann@buyer.example>"
THEIRS = invoice_of("INV-200001", customer="C-2")
COL = Account("col", "Col Lector", "col@firm.example", (Grant(Role.COLLECTOR, "default"),))
DAY = timedelta(days=1)


class Clock:
    """Goes when it is told to."""

    now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    settings = settings_in(tmp_path / "home")
    with open_register(settings) as register, review_desk(settings, register) as opened:
        register.load_ledger("default", ledger_of(FIRST, SECOND, THEIRS), NOW + DAY)
        register.people.add(COL, Deed("test", NOW))
        yield replace(opened, stores=replace(opened.stores, clock=Clock()))


@pytest.fixture
def outside(desk: Desk) -> Visitor:
    return Visitor(desk.stores, signed_in=False)


def wait(desk: Desk, time: timedelta) -> None:
    clock = desk.stores.clock
    assert isinstance(clock, Clock)
    clock.now += time


def filed(desk: Desk, name: str = "batch-of-secrets.tif", pages: int = 1) -> DocumentRecord:
    papers = [note("INV-100417", page) for page in range(1, pages + 1)]
    (record,) = waiting(desk, name, papers, status=Status.FILED)
    return record


def link_to(desk: Desk, *records: DocumentRecord, downloads: bool = True, note: str = "") -> str:
    """The path of a link of the collector col."""
    made = send(desk.stores, records, Wish(FIRST.key, [ANN], note=note, downloads=downloads), "col")
    (link,) = made.links.values()
    return link[link.index("/look/") :]


def opened(desk: Desk) -> int:
    sending = desk.register.sendings.one("default", 1)
    assert sending is not None
    return sending.opened


def looks(desk: Desk) -> list[str]:
    kinds = ("link opened", "saved by link")
    return [str(event.detail["by"]) for event in desk.register.events("default") if event.kind in kinds]


def parts(path: str) -> list[str]:
    return [path, f"{path}/pages/1.png", f"{path}/documents/1.pdf", f"{path}/documents/1/original"]


def statuses(visitor: Visitor, path: str) -> list[int]:
    return [visitor.get(one).status_code for one in parts(path)]


def test_a_link_shows_its_pages_and_files_and_says_nothing_of_the_house(desk: Desk, outside: Visitor):
    path = link_to(desk, filed(desk), note=EVIL)
    answer = outside.get(path)
    assert "INV-100417" in answer.text
    assert "Col Lector" in answer.text
    assert "no place for the customer&#39;s signature" in answer.text or "Not signed" in answer.text
    for kept_back in ("batch-of-secrets", EVIL, 'href="/documents', 'href="/review', 'href="/"', "csrf"):
        assert kept_back not in answer.text
    assert statuses(outside, path) == [200] * 4
    assert outside.get(f"{path}/pages/2.png").status_code == 404
    assert outside.get(f"{path}/documents/2.pdf").status_code == 404


def test_what_a_link_shows_is_kept_by_nobody_on_the_way(desk: Desk, outside: Visitor):
    path = link_to(desk, filed(desk))
    for one in parts(path):
        headers = outside.get(one).headers
        assert "no-store" in headers["cache-control"]
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-robots-tag"].startswith("noindex")
        assert "set-cookie" not in headers
    assert "Disallow: /" in outside.get("/robots.txt").text


def test_every_look_is_written_down_before_it_is_shown_and_visits_are_counted(desk: Desk, outside: Visitor):
    path = link_to(desk, filed(desk))
    agent = {"user-agent": "Mozilla/5.0 (X11; Linux) Firefox/130"}
    outside.get(path, **agent)
    outside.get(f"{path}/pages/1.png")
    outside.get(path)
    assert (opened(desk), len(looks(desk))) == (1, 2)
    wait(desk, timedelta(minutes=20))
    outside.get(f"{path}/pages/1.png")
    outside.get(f"{path}/documents/1.pdf")
    assert (opened(desk), looks(desk)) == (2, [ANN] * 4)
    first = next(event for event in desk.register.events("default") if event.kind == "link opened")
    assert (first.detail["browser"], first.detail["from"]) == ("Firefox, Linux", "127.0.0.0/24")
    assert "opened 2 times" in Visitor(desk.stores).get(f"/documents/{first.subject}").text


def test_a_colleague_who_tries_a_link_is_no_recipient(desk: Desk):
    path = link_to(desk, filed(desk))
    Visitor(desk.stores).get(path)
    assert (opened(desk), looks(desk)) == (0, ["admin"])


@pytest.mark.parametrize(
    ("address", "kept"),
    [("203.0.113.77", "203.0.113.0/24"), ("2001:db8:1:2::3", "2001:db8:1::/48"), ("nowhere", "")],
)
def test_of_an_address_only_its_range_is_kept(address: str, kept: str):
    assert range_of(address) == kept


def test_a_link_that_is_over_says_whom_to_ask_and_shows_nothing(desk: Desk, outside: Visitor):
    path = link_to(desk, filed(desk))
    wait(desk, 30 * DAY)
    assert statuses(outside, path) == [410] * 4
    assert "Col Lector" in outside.get(path).text
    assert "col@firm.example" in outside.get(path).text
    collector = Visitor(desk.stores, login="col")
    collector.post("/sent/1/extend", {"days": "10"})
    assert statuses(outside, path) == [200] * 4
    collector.post("/sent/1/revoke")
    assert statuses(outside, path) == [410] * 4
    assert "INV-100417" not in outside.get(path).text


def test_wrong_links_are_answered_alike_and_not_for_ever(desk: Desk, outside: Visitor):
    path = link_to(desk, filed(desk))
    answers = {outside.get(f"/look/{n}").text for n in range(MOST_WRONG)}
    assert len(answers) == 1
    stopped = outside.get("/look/x")
    assert (stopped.status_code, "retry-after" in stopped.headers) == (429, True)
    assert outside.get(path).status_code == 200
    wait(desk, timedelta(minutes=16))
    assert outside.get("/look/x").status_code == 404


def test_where_files_are_not_to_be_saved_none_is(desk: Desk, outside: Visitor):
    path = link_to(desk, filed(desk), downloads=False)
    assert statuses(outside, path) == [200, 200, 404, 404]
    assert "/documents/1" not in outside.get(path).text


def test_a_file_that_holds_other_papers_is_never_given_as_it_came(desk: Desk, outside: Visitor):
    papers = [note("INV-100417", 1), note("INV-200001", 2, customer="C-2")]
    first, _ = waiting(desk, "both.tif", papers, documents=[[1], [2]], status=Status.FILED)
    path = link_to(desk, first)
    assert statuses(outside, path) == [200, 200, 200, 404]
    assert "/original" not in outside.get(path).text
    assert outside.get(f"{path}/pages/2.png").status_code == 404


def test_of_what_belongs_to_another_customer_now_nothing_is_shown(desk: Desk, outside: Visitor):
    record = filed(desk)
    path = link_to(desk, record)
    reviewing.file_under(desk, in_hands(desk, record.id), [THEIRS.key])
    assert statuses(outside, path) == [200, 404, 404, 404]
    page = outside.get(path).text
    assert "A document was taken out" in page
    assert "INV-200001" not in page


def test_pages_that_went_to_another_customer_are_taken_out(desk: Desk, outside: Visitor):
    record = filed(desk, pages=2)
    path = link_to(desk, record)
    one, other = reviewing.split(desk, in_hands(desk, record.id), [2]).after
    reviewing.file_under(desk, in_hands(desk, one.id), [FIRST.key])
    reviewing.file_under(desk, in_hands(desk, other.id), [THEIRS.key])
    assert statuses(outside, path) == [200, 200, 200, 404]
    assert "Some pages were taken out" in outside.get(path).text
    assert outside.get(f"{path}/pages/2.png").status_code == 404


def test_a_form_that_is_wrong_comes_back_as_it_was_filled_in(desk: Desk):
    record = filed(desk)
    collector = Visitor(desk.stores, login="col")
    form = {"invoice": "C-1/INV-100417", "to": "ann@buyer", "note": "Kept", "reason": ""}
    answer = collector.post(f"/documents/{record.id}/send", form)
    assert answer.status_code == 400
    assert "is no e-mail address" in answer.text
    assert ">Kept</textarea>" in answer.text


def test_documents_of_one_invoice_go_together(desk: Desk, outside: Visitor):
    record, other = filed(desk, "1.tif"), filed(desk, "2.tif", 2)
    collector = Visitor(desk.stores, login="col")
    assert f'value="{other.id}"' in collector.get(f"/documents/{record.id}/send").text
    form = {"invoice": "C-1/INV-100417", "to": ANN, "document": other.id, "downloads": "true"}
    answer = collector.post(f"/documents/{record.id}/send", form)
    path = links_in(answer)[0]
    assert outside.get(f"{path}/pages/3.png").status_code == 200
    assert outside.get(f"{path}/documents/2.pdf").status_code == 200


def links_in(answer: httpx.Response) -> list[str]:
    return re.findall(r'value="http[^"]*?(/look/[^"]*)"', answer.text)


def test_a_collector_of_other_customers_sends_nothing_here_and_sees_nothing_of_it(desk: Desk):
    record = filed(desk)
    link_to(desk, record)
    stranger = Visitor(desk.stores, Grant(Role.COLLECTOR, "default", frozenset({"C-2"})), login="other")
    form = {"invoice": "C-1/INV-100417", "to": ANN}
    assert stranger.post(f"/documents/{record.id}/send", form).status_code == 404
    assert stranger.get("/sent/1").status_code == 404
    assert stranger.post("/sent/1/revoke").status_code == 404
    assert "ann@buyer.example" not in stranger.get("/sent").text


def test_the_list_is_narrowed_by_what_became_of_the_links(desk: Desk, outside: Visitor):
    path = link_to(desk, filed(desk))

    def lists() -> list[bool]:
        collector = Visitor(desk.stores, login="col")
        pages = [collector.get(f"/sent?state={state}").text for state in ("", "good", "unopened", "ending")]
        return ["ann@buyer.example" in page for page in pages]

    assert lists() == [True, True, True, False]
    outside.get(path)
    wait(desk, 28 * DAY)
    assert lists() == [True, True, False, True]
    wait(desk, 2 * DAY)
    assert lists() == [True, False, False, False]
    assert Visitor(desk.stores).get("/sent?since=tomorrow").status_code == 400


def test_an_auditor_looks_and_does_nothing(desk: Desk):
    link_to(desk, filed(desk))
    auditor = Visitor(desk.stores, Grant(Role.AUDITOR, "default"), login="aud")
    assert "ann@buyer.example" in auditor.get("/sent").text
    assert "Revoke" not in auditor.get("/sent/1").text
    assert auditor.post("/sent/1/revoke").status_code == 403


def test_a_deed_that_leaves_people_untold_must_say_why(desk: Desk):
    record = filed(desk)
    link_to(desk, record)
    operator = Visitor(desk.stores, Grant(Role.OPERATOR, "default"), login="op")
    page = operator.get(f"/review/{record.id}").text
    assert "Ann Lee &lt;ann@buyer.example&gt;" in page
    token = re.search(r'name="token" value="(\d+)"', page)
    assert token is not None
    form = {"token": token[1], "asked_to_tell": "1"}
    assert operator.post(f"/review/{record.id}/park", form).status_code == 400
    assert operator.post(f"/review/{record.id}/park", form | {"untold": "by phone"}).status_code == 303
    assert desk.register.notices.open("default") == ()


def test_the_command_prints_links_once(
    desk: Desk, outside: Visitor, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    record = filed(desk)
    monkeypatch.setenv("COUNTERSIGN_HOME", str(desk.stores.settings.home))
    assert run(["send", record.id, "--to", ANN, "--to", "Bob", "--days", "7", "--reason", "short"]) == 0
    shown = capsys.readouterr()
    first, second = shown.out.splitlines()
    assert first != second
    assert "Sending 1, good until" in shown.err
    assert outside.get(first[first.index("/look/") :]).status_code == 200
    assert run(["send", "nothing", "--to", ANN]) == ExitCode.WRONG_USE
    assert run(["send", record.id, "--to", ANN, "--invoice", "INV-100982"]) == ExitCode.WRONG_USE
