"""Reminders and statements go out by mail at a person's word alone, and what the server says is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest

from countersign.cli import run
from flows.correspondence import bring_persons
from flows.desk import Stores
from flows.reminders import letter_of, letter_pdf
from flows.sending.address import server_of
from flows.sending.posting import empty_letters
from models.errors import ExitCode, WrongUse
from models.people import Grant, Role
from models.sending import MailState
from models.settings import load
from tests.doors.console_visits import Visitor, stores_in
from tests.servers.smtp_server import Posthouse, posthouse
from tests.values.ledger_values import DAY, LEDGER
from tests.values.register_values import NOW

COLLECTOR, VIEWER = Grant(Role.COLLECTOR, "default"), Grant(Role.CLIENT_VIEWER, "default")
FILE = b"customer_number,name,email,role,language\nC-1,Ann Lee,ap@buyer.example,,de\n"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Posthouse]:
    with posthouse(tmp_path_factory.mktemp("mails") / "house") as started:
        yield started


@pytest.fixture
def stores(tmp_path: Path, house: Posthouse) -> Iterator[Stores]:
    """The seeded ledger on its day of answers, a mail server, and somebody at C-1."""
    for path in house.folder.glob("*.eml"):
        path.unlink()
    with stores_in(tmp_path / "home") as opened:
        given = {
            "COUNTERSIGN_HOME": str(tmp_path / "home"),
            "COUNTERSIGN_SMTP_URL": house.url,
            "COUNTERSIGN_SMTP_FROM": "Papers <papers@firm.example>",
        }
        at = replace(opened, settings=load(given), clock=lambda: NOW + timedelta(days=29))
        at.register.load_ledger("default", LEDGER, NOW)
        bring_persons(at, "default", FILE, "contacts.csv", "ann")
        yield at
    house.go_on()


def plain(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def mail_today(cleo: Visitor) -> None:
    """Press M on the page of today's reminder to C-1."""
    page = cleo.get("/reminders/to/C-1").text
    assert "Zahlungserinnerung" in page
    (mark,) = re.findall(r'name="shown" value="(\w+)"', page)
    (person,) = re.findall(r'name="person" value="(\d+)" checked', page)
    sent = {"shown": mark, "language": "de", "person": person}
    assert cleo.post("/reminders/to/C-1/mailed", sent).headers["location"] == "/reminders/next"


def test_a_reminder_goes_by_mail_with_the_letter_and_is_noted(stores: Stores, house: Posthouse) -> None:
    cleo = Visitor(stores, COLLECTOR, login="cleo")
    letter = letter_pdf(stores, letter_of(stores, "default", "C-1", DAY)[1])
    assert house.mails == []
    mail_today(cleo)
    assert empty_letters(stores, server_of(stores.settings)) == ""
    (mail,) = house.mails
    assert mail["To"] == "Ann Lee <ap@buyer.example>"
    (part,) = mail.iter_attachments()
    assert part.get_filename() == letter.name
    with pypdfium2.PdfDocument(part.get_content()) as pdf:
        assert "Zahlungserinnerung" in pdf[0].get_textpage().get_text_range()
    body = mail.get_body(("plain",))
    assert body is not None
    assert "A3, " in body.get_content()
    page = plain(cleo.get("/customers/C-1").text)
    for told in ("Ann Lee", "handed to the mail server", "1 reminder sent"):
        assert told in page
    (kept,) = stores.register.letter_mails.of_customer("default", "C-1", 9)
    assert (kept.state, kept.content, kept.text) == (MailState.SENT, b"", "")
    (entry,) = stores.register.contacts.of_customer("default", "C-1", 9)
    assert (entry.channel.value, entry.person) == ("email", "Ann Lee")


def test_what_the_server_refuses_is_shown_noted_and_tried_again(stores: Stores, house: Posthouse) -> None:
    cleo = Visitor(stores, COLLECTOR, login="cleo")
    mail_today(cleo)
    house.answers("RCPT 550 no such user here")
    empty_letters(stores, server_of(stores.settings))
    page = plain(cleo.get("/customers/C-1").text)
    assert "refused" in page
    assert "550 no such user here" in page
    assert "The mail to ap@buyer.example did not arrive." in page
    assert "came back" in page
    house.go_on()
    assert cleo.post("/letters/1/retry").status_code == 303
    empty_letters(stores, server_of(stores.settings))
    assert [mail["To"] for mail in house.mails] == ["Ann Lee <ap@buyer.example>"]
    assert cleo.post("/letters/1/retry").status_code == 400


def test_a_reminder_that_is_taken_back_in_time_does_not_go(stores: Stores, house: Posthouse) -> None:
    cleo = Visitor(stores, COLLECTOR, login="cleo")
    mail_today(cleo)
    assert cleo.post("/reminders/1/withdraw").status_code == 303
    empty_letters(stores, server_of(stores.settings))
    assert house.mails == []
    assert "taken back" in plain(cleo.get("/customers/C-1").text)


def test_a_statement_goes_by_mail_to_who_was_ticked_and_to_nobody_else(
    stores: Stores, house: Posthouse
) -> None:
    cleo = Visitor(stores, COLLECTOR, login="cleo")
    page = cleo.get("/receivables/statement?customer=C-1").text
    (person,) = re.findall(r'name="person" value="(\d+)" checked', page)
    path, form = "/customers/C-1/statement", {"as_of": str(DAY)}
    assert cleo.post(path, form).status_code == 400
    assert cleo.post("/customers/C-2/statement", {**form, "person": person}).status_code == 400
    assert cleo.post(path, {**form, "person": person}).status_code == 303
    empty_letters(stores, server_of(stores.settings))
    (mail,) = house.mails
    (part,) = mail.iter_attachments()
    with pypdfium2.PdfDocument(part.get_content()) as pdf:
        assert "1,278.83" in pdf[0].get_textpage().get_text_range()
    assert f"Statement of account as of {DAY} sent." in cleo.get("/customers/C-1").text


def test_persons_are_kept_and_taken_out_and_no_file_brings_them_back(stores: Stores) -> None:
    cleo = Visitor(stores, COLLECTOR, login="cleo")
    given = {"name": "Bo", "email": "claims@buyer.example", "duty": "disputes"}
    assert cleo.post("/customers/C-1/persons", given).status_code == 303
    refused = cleo.post("/customers/C-1/persons", {**given, "email": "nowhere"})
    assert refused.status_code == 400
    assert "nowhere" in refused.text
    known = stores.register.contact_persons.of_customer("default", "C-1")
    assert [one.email for one in known] == ["ap@buyer.example", "claims@buyer.example"]
    assert cleo.post(f"/customers/C-1/persons/{known[0].id}/remove").status_code == 303
    told = bring_persons(stores, "default", FILE, "contacts.csv", "ann")
    assert (told.added, told.taken_out) == (0, 1)
    page = cleo.get("/customers/C-1").text
    assert "claims@buyer.example" in page
    assert "ap@buyer.example" not in page
    with pytest.raises(WrongUse, match="C-9 is not in the ledger"):
        bring_persons(stores, "default", FILE.replace(b"C-1", b"C-9"), "contacts.csv", "ann")


def test_who_only_looks_sees_no_address(stores: Stores) -> None:
    page = Visitor(stores, VIEWER, login="vic").get("/customers/C-1").text
    assert "ap@buyer.example" not in page


def test_the_command_loads_and_shows_persons(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with stores_in(tmp_path / "home") as opened:
        opened.register.load_ledger("default", LEDGER, NOW)
    monkeypatch.setenv("COUNTERSIGN_HOME", str(tmp_path / "home"))
    table = tmp_path / "contacts.csv"
    table.write_bytes(FILE)
    assert run(["ledger", "contacts", str(table)]) == ExitCode.DONE
    assert "1 contact person added" in capsys.readouterr().err
    assert run(["ledger", "contacts"]) == ExitCode.DONE
    assert "C-1,Ann Lee,ap@buyer.example,accounts_payable,de" in capsys.readouterr().out
    table.write_text("customer_number,name,email\nC-1,Ann,nowhere\n")
    assert run(["ledger", "contacts", str(table)]) == ExitCode.WRONG_USE
