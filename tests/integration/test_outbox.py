"""Mails go out at least once, in the server's hands or back in the outbox, whatever it answers."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from flows.desk import Desk, Stores
from flows.review import reviewing
from flows.sending import Made, Wish, mailed, renew, send, server_name
from flows.sending.address import server_of
from flows.sending.posting import GRACE, LEASE, PAUSES, empty, write_notices
from flows.sending.smtp import composed
from models.accounts import Account
from models.decision import Status
from models.errors import Missing, Unreachable, WrongUse
from models.record import DocumentRecord
from models.sending import Addressee, Mail, MailState
from models.settings import Settings, load
from storage.register import Deed, open_register
from tests.papers.review_papers import FIRST, SECOND, in_hands, note, review_desk, waiting
from tests.servers.smtp_server import PASSWORD, Posthouse, posthouse
from tests.values.register_values import NOW

ANN = "Ann Löw <ann@buyer.example>"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Posthouse]:
    with posthouse(tmp_path_factory.mktemp("mails") / "house") as started:
        yield started


@pytest.fixture
def house(server: Posthouse) -> Iterator[Posthouse]:
    """The server, with no mails yet and answering as it should."""
    for path in server.folder.glob("*.eml"):
        path.unlink()
    yield server
    server.go_on()


class Clock:
    """Goes when it is told to."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def on(self, time_passed: timedelta) -> None:
        self.now += time_passed


def settings_for(house: Posthouse, home: Path, **more: str) -> Settings:
    given = {
        "COUNTERSIGN_HOME": str(home),
        "COUNTERSIGN_SMTP_URL": house.url,
        "COUNTERSIGN_SMTP_FROM": "Papers <papers@firm.example>",
        "COUNTERSIGN_CONSOLE_URL": "https://papers.firm.example",
    }
    return load(given | more)


@pytest.fixture
def desk(house: Posthouse, tmp_path: Path) -> Iterator[Desk]:
    settings = settings_for(house, tmp_path / "home")
    with open_register(settings) as register, review_desk(settings, register) as opened:
        register.people.add(Account("col", "Col Lector", "col@firm.example"), Deed("test", NOW))
        yield replace(opened, stores=replace(opened.stores, clock=Clock()))


def clock_of(desk: Desk) -> Clock:
    clock = desk.stores.clock
    assert isinstance(clock, Clock)
    return clock


def filed(desk: Desk) -> DocumentRecord:
    (record,) = waiting(desk, "a.tif", [note("INV-100417")], status=Status.FILED)
    return record


def sent(desk: Desk, record: DocumentRecord, *to: str) -> Made:
    return send(desk.stores, [record], Wish(FIRST.key, to or (ANN,), note="as asked"), "col")


def worked(stores: Stores) -> str:
    return empty(stores, server_of(stores.settings))


def state_of(desk: Desk, made: Made) -> tuple[MailState | None, str]:
    sending = desk.register.sendings.one("default", made.sending.id)
    assert sending is not None
    return sending.recipients[0].mail, sending.recipients[0].error


def test_a_link_goes_by_mail_and_its_secret_is_forgotten(desk: Desk, house: Posthouse):
    made = sent(desk, filed(desk), ANN, "Bob")
    assert list(made.links) == [made.sending.recipients[1].id]
    assert worked(desk.stores) == ""
    (mail,) = house.mails
    assert (mail["To"], mail["X-To"]) == (ANN, "ann@buyer.example")
    assert (mail["From"], mail["Reply-To"]) == ("Papers <papers@firm.example>", "col@firm.example")
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert html is not None
    assert "https://papers.firm.example/look/" in text.get_content()
    assert 'href="https://papers.firm.example/look/' in html.get_content()
    assert "Col Lector (col@firm.example)" in text.get_content()
    assert state_of(desk, made) == (MailState.SENT, "")
    path = desk.stores.settings.home / "register.sqlite"
    kept = b"".join(one.read_bytes() for one in path.parent.glob("register.sqlite*") if one == path)
    assert b"/look/" not in kept or desk.register.outbox.waiting() == 0


def test_what_the_server_refuses_for_good_has_failed_and_goes_when_a_person_says_so(
    desk: Desk, house: Posthouse
):
    house.answers("RCPT 550 5.1.1 no such\tuser")
    made = sent(desk, filed(desk))
    assert worked(desk.stores) == ""
    assert state_of(desk, made) == (MailState.FAILED, "localhost said: 550 5.1.1 no such user")
    (failed,) = desk.register.outbox.failed("default")
    assert failed.sending_id == made.sending.id
    assert desk.register.outbox.failed("default", frozenset({"C-2"})) == ()
    house.go_on()
    desk.register.outbox.retry("default", [made.sending.id], Deed("col", NOW))
    worked(desk.stores)
    assert (len(house.mails), state_of(desk, made)) == (1, (MailState.SENT, ""))
    kinds = [event.kind for event in desk.register.events("default") if "mail" in event.kind]
    assert kinds == ["mail failed", "mail tried again"]


def test_what_the_server_refuses_for_now_is_tried_again_later_and_later(desk: Desk, house: Posthouse):
    house.answers("RCPT 451 come back")
    made = sent(desk, filed(desk))
    assert "451 come back" in worked(desk.stores)
    assert worked(desk.stores) == ""
    for pause in PAUSES:
        assert state_of(desk, made)[0] is MailState.WAITING
        clock_of(desk).on(pause)
        assert "451 come back" in worked(desk.stores)
    assert state_of(desk, made)[0] is MailState.FAILED


def test_a_mail_whose_receipt_was_lost_comes_twice_as_the_same_mail(desk: Desk, house: Posthouse):
    house.cut_after("DATA")
    sent(desk, filed(desk))
    assert "does not answer" in worked(desk.stores)
    house.go_on()
    clock_of(desk).on(PAUSES[0])
    assert worked(desk.stores) == ""
    first, second = house.mails
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Date"] == second["Date"]


def test_a_mail_that_a_killed_worker_took_goes_to_the_next_one(desk: Desk, house: Posthouse):
    sent(desk, filed(desk))
    now = desk.now()
    assert desk.register.outbox.take(now, now + LEASE) is not None
    assert desk.register.outbox.take(now, now + LEASE) is None
    clock_of(desk).on(LEASE)
    worked(desk.stores)
    assert len(house.mails) == 1


def test_no_mail_carries_a_link_that_is_good_for_nothing(desk: Desk, house: Posthouse):
    record = filed(desk)
    made, other = sent(desk, record), sent(desk, record, "bob@buyer.example")
    desk.register.sendings.revoke(made.sending, Deed("col", NOW))
    renew(desk.stores, other.sending, other.sending.recipients[0].id, "col")
    worked(desk.stores)
    assert [mail["X-To"] for mail in house.mails] == ["bob@buyer.example"]
    assert state_of(desk, made)[0] is MailState.DROPPED


def test_of_a_correction_recipients_are_told_by_mail_after_a_while(desk: Desk, house: Posthouse):
    record = filed(desk)
    sent(desk, record, ANN, "Bob")
    worked(desk.stores)
    reviewing.file_under(desk, in_hands(desk, record.id), [SECOND.key])
    assert write_notices(desk.stores) == 0
    clock_of(desk).on(GRACE)
    assert write_notices(desk.stores) == 1
    assert write_notices(desk.stores) == 0
    worked(desk.stores)
    told = house.mails[1].get_body(("plain",))
    assert told is not None
    assert "does not belong to that invoice" in " ".join(told.get_content().split())
    assert "/look/" not in told.get_content()
    (still,) = desk.register.notices.open("default")
    assert still.recipient.addressee == Addressee("Bob")


def test_what_was_undone_in_time_needs_no_mail(desk: Desk, house: Posthouse):
    record = filed(desk)
    sent(desk, record)
    done = reviewing.park(desk, in_hands(desk, record.id))
    reviewing.undo(desk, "default", done.id, "ann")
    clock_of(desk).on(GRACE)
    assert write_notices(desk.stores) == 0


def test_the_watcher_works_the_outbox(desk: Desk, house: Posthouse):
    sent(desk, filed(desk))
    with mailed(desk.stores):
        end = time.monotonic() + 10
        while not house.mails:
            assert time.monotonic() < end
            time.sleep(0.02)


def test_no_header_can_be_put_into_a_mail():
    mail = Mail(
        1, "default", Addressee("Ann", "ann@buyer.example"), "Papers\r\nBcc: x@y.example", "Hello", "", NOW, 1
    )
    message = composed(mail, Addressee("Papers", "papers@firm.example"))
    assert message["Bcc"] is None
    assert message["Subject"] == "Papers Bcc: x@y.example"
    odd = composed(replace(mail, subject="INV \udcff\x00", text="caf\udce9"), Addressee("P", "p@f.example"))
    assert b"INV ??" in odd.as_bytes()
    with pytest.raises(ValueError, match=r"linefeed|CR|invalid"):
        composed(
            replace(mail, addressee=Addressee("A\r\nBcc: x", "ann@buyer.example")),
            Addressee("P", "p@f.example"),
        )


@pytest.mark.parametrize(
    ("given", "error", "words"),
    [
        ({"COUNTERSIGN_SMTP_URL": "smtp+starttls://host:587"}, WrongUse, "COUNTERSIGN_SMTP_FROM"),
        ({"COUNTERSIGN_SMTP_URL": "smtp://mail.firm.example"}, WrongUse, "in the clear"),
        ({"COUNTERSIGN_SMTP_URL": "smtps://u:p@mail.firm.example"}, WrongUse, "holds a password"),
        ({"COUNTERSIGN_SMTP_URL": "smtps://u@mail.firm.example"}, Missing, "PASSWORD_FILE"),
        ({"COUNTERSIGN_SMTP_URL": "smtps://"}, WrongUse, "names no mail server"),
    ],
)
def test_settings_that_cannot_be_are_told(
    tmp_path: Path, given: dict[str, str], error: type[Exception], words: str
):
    sender = {} if "FROM" in words else {"COUNTERSIGN_SMTP_FROM": "papers@firm.example"}
    with pytest.raises(error, match=words):
        server_of(load({"COUNTERSIGN_HOME": str(tmp_path), **given, **sender}))


def test_over_tls_only_a_server_with_a_trusted_certificate_is_talked_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    key, certificate = str(tmp_path / "key.pem"), str(tmp_path / "certificate.pem")
    subject = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost")
    made = ("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject)
    subprocess.run([*made, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    with posthouse(tmp_path / "house", (certificate, key)) as house:
        secret = tmp_path / "password"
        secret.write_text(PASSWORD)
        settings = settings_for(house, tmp_path / "home", COUNTERSIGN_SMTP_PASSWORD_FILE=str(secret))
        with pytest.raises(Unreachable, match="certificate"):
            server_name(settings)
        monkeypatch.setenv("SSL_CERT_FILE", certificate)
        assert server_name(settings) == f"smtp+starttls://papers@firm.example@localhost:{house.port}"
        secret.write_text("wrong")
        with pytest.raises(Missing, match="does not let us in"):
            server_name(settings)
