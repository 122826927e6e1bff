"""What papers, ledgers and file names say runs nowhere: no page, PDF, mail or spreadsheet obeys it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from countersign.console.invoice_keys import segment
from countersign.output.csv_lines import csv_line
from flows.desk import Stores
from flows.sending import Wish, send
from flows.sending.letters import Contact, invitation, subject_of
from flows.sending.smtp import composed
from models.errors import WrongUse
from models.people import Right
from models.sending import Addressee, Mail
from tests.doors.console_doors import DOORS
from tests.doors.console_visits import Visitor
from tests.doors.door import ANYBODY
from tests.doors.party_walk import addresses, names_in, told
from tests.doors.two_parties import Party, fill, fill_client, installation, ledger
from tests.values.register_values import NOW

STARTS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
FORMULA = "=HYPERLINK(1);@SUM(1)\t=1+1"
TEMPLATE = "{{71*73}}{% for x in ().__class__ %}${71*73}<img src=x onerror=alert(1)>{0.__class__}%n"
HANDLER = re.compile(r"<[a-z][^<>]*\son[a-z]+\s*=", re.IGNORECASE)
"""Something in an element that runs when it is pressed or loaded."""
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
STEPS = (
    "..%2f..%2f..%2fetc%2fpasswd",
    "%2e%2e",
    "..%5c..%5cwin.ini",
    "%00",
    "a" * 400,
    "%ff%fe",
    "-1",
    "%25",
)


class Hostile(Party):
    """A party of which every text is the mark."""

    def named(self, text: str) -> str:
        del text
        return self.mark


@pytest.fixture(scope="module", params=[FORMULA, TEMPLATE], ids=["formula", "template"])
def hostile(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    party = Hostile("default", "C-1", request.param)

    def filled(stores: Stores) -> None:
        stores.register.load_ledger("default", ledger(party), NOW)
        fill(stores, party)
        fill_client(stores, Party("default", "C-1", "hook"))

    with installation(tmp_path_factory.mktemp("hostile") / "home", filled) as stores:
        yield stores


def runs(cell: str) -> bool:
    """True for a cell that a spreadsheet takes for a formula."""
    return cell.lstrip(" ").startswith(STARTS) and not NUMBER.fullmatch(cell)


def cells(text: str) -> Iterator[str]:
    """The cells as spreadsheets of several countries part them."""
    for row in csv.reader(io.StringIO(text, newline="")):
        yield from row
        for cell in row:
            yield from re.split(r"[;\t\r\n|]", cell)


def test_no_list_that_is_saved_runs_anything(hostile: Stores):
    visitor, seen = Visitor(hostile), 0
    for method, route in DOORS:
        if method == "GET" and route.endswith(".csv"):
            answer = visitor.get(DOORS[method, route].path)
            if answer.status_code == 200:
                assert [cell for cell in cells(answer.text) if runs(cell)] == [], route
                seen += "HYPERLINK" in answer.text or "71*73" in answer.text
    assert seen >= 8


@given(
    st.lists(
        st.text(st.characters(codec="utf-8") | st.sampled_from("=+-@;\t\r\n|' "), max_size=12), min_size=1
    )
)
def test_no_cell_of_any_list_runs_anything(row: list[str]):
    assert [cell for cell in cells(csv_line(row)) if runs(cell)] == []


def test_no_page_or_pdf_obeys_what_it_shows(hostile: Stores):
    visitor, seen = Visitor(hostile), 0
    names = dict(names_in(hostile, ("default",)))
    kept = [one.key for one in hostile.register.ledger("default").invoices]
    names |= {
        "customer_number": (quote(kept[0][0]),),
        "invoice_number": (quote(segment(kept[0][1]), safe=""),),
    }
    for address in addresses(names):
        answer = visitor.get(address)
        said = told(answer)
        assert answer.status_code != 500, address
        assert "5183" not in said, address
        if answer.headers.get("content-type", "").startswith("text/html"):
            assert "<img src=x" not in said, address
            assert not HANDLER.search(re.sub(r'"[^"]*"', '""', said)), address
            seen += "71*73" in said or "HYPERLINK" in said
    assert seen > 15


def test_mails_say_what_they_are_given_and_obey_nothing(hostile: Stores):
    record = next(one for one in hostile.register.documents("default") if one.decision.chosen)
    key = record.decision.chosen[0]
    with pytest.raises(WrongUse, match="of one line"):
        send(hostile, [record], Wish(key, ["Ann\r\nBcc: all@evil.example <ann@buyer.example>"]), "col")
    made = send(hostile, [record], Wish(key, ["Ann"], note="note"), "col")
    (link,) = made.links.values()
    outside = Visitor(hostile, signed_in=False).get(link[link.index("/look/") :])
    assert outside.status_code == 200
    letter = invitation(made.sending, link, Contact(hostile.settings.console_url))
    mail = Mail(
        1, "default", Addressee("Ann", "ann@buyer.example"), subject_of(made.sending), letter, "", NOW, 1
    )
    message = composed(mail, Addressee("Firm", "firm@ours.example"))
    html = message.get_body(("html",))
    assert html is not None
    for said in (outside.text, message.as_string(), html.get_content()):
        assert "5183" not in said
    for page in (outside.text, html.get_content()):
        assert "<img src=x" not in page
    assert [name for name in message if name.lower() == "bcc"] == []


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    def filled(stores: Stores) -> None:
        stores.register.load_ledger("default", ledger(Party("default", "C-1")), NOW)
        fill(stores, Party("default", "C-1"))

    with installation(tmp_path_factory.mktemp("plain") / "home", filled) as stores:
        Path(stores.settings.home, "passwd").write_text("root:x:0:0")
        yield stores


def test_no_name_in_an_address_is_a_path(plain: Stores):
    visitor = Visitor(plain)
    for method, route in DOORS:
        parts = re.findall(r"{(\w+)(?::path)?}", route)
        if method != "GET" or not parts:
            continue
        for step in STEPS:
            answer = visitor.get(re.sub(r"{[^}]*}", step, route))
            assert answer.status_code < 500, (route, step)
            assert "root:x" not in answer.text
    for path in ("/static/../../passwd", "/static/..%2f..%2fpasswd", "/static/%2e%2e/app.py", "//etc/passwd"):
        assert visitor.get(path).status_code in {303, 404}


def test_no_form_is_taken_without_the_secret_of_the_browsers_session(plain: Stores):
    visitor, before = Visitor(plain), list(plain.register.events())
    for method, route in DOORS:
        if method == "GET":
            continue
        door = DOORS[method, route]
        path = re.sub(r"{[^}]*}", "1", door.path)
        for headers in ({}, {"x-csrf-token": "0" * 64}, {"x-csrf-token": ""}):
            answer = visitor.ask(method, path, data=door.form, headers=headers)
            assert answer.status_code == 403, (route, headers)
    assert list(plain.register.events()) == before
    needed = {door.needs for (method, _), door in DOORS.items() if method != "GET"}
    assert {Right.SEND, Right.ADMINISTER, ANYBODY} <= needed
