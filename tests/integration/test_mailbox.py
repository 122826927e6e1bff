"""Mails become drops once, whatever is killed in between, and are marked only when they are safe with us."""

from __future__ import annotations

import multiprocessing
import subprocess
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from flows.desk import Desk, Stores, open_desk, open_stores
from flows.drain import Until, attend, drain
from flows.inbox.dropping import put_into_inbox, sha256_of
from flows.machine.space import free_space
from flows.mailbox import mails_waiting, open_mailbox, polled, take
from flows.mailbox.address import address_of
from flows.mailbox.naming import source_of
from models.errors import Missing, Unreachable, WrongUse
from models.record import Drop
from models.settings import Settings, load
from tests.doors.console_visits import picture_bytes
from tests.servers.imap_server import PASSWORD, Mailhost, mailhost


def mail_with(*names: str, subject: str = "Signed notes", message_id: str = "<1@firm.example>") -> bytes:
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["Message-ID"] = subject, "driver@haulier.example", message_id
    mail.set_content("Please find the notes attached.")
    for number, name in enumerate(names):
        picture = picture_bytes((200 + number, 300))
        mail.add_attachment(picture, maintype="image", subtype="png", filename=name)
    return mail.as_bytes().replace(b"\n", b"\r\n")


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Mailhost]:
    with mailhost(tmp_path / "mailhost") as started:
        yield started


@pytest.fixture
def settings(tmp_path: Path, host: Mailhost) -> Settings:
    return settings_for(host, tmp_path)


def settings_for(host: Mailhost, folder: Path, **more: str) -> Settings:
    given = {"COUNTERSIGN_HOME": str(folder / "home"), "COUNTERSIGN_IMAP_URL": host.url}
    return load(given | {"COUNTERSIGN_IMAP_PASSWORD": PASSWORD, "COUNTERSIGN_SETTLE_SECONDS": "0.1", **more})


def looked(stores: Stores) -> tuple[int, int]:
    """How many mails are new and how many were marked."""
    with open_mailbox(address_of(stores.settings)) as mailbox:
        taken = take(stores, mailbox, "default")
    return taken.new, taken.marked


def emptied(desk: Desk) -> list[str]:
    with ThreadPoolExecutor(2) as threads:
        drain(desk, lambda claim: threads.submit(attend, desk, claim), Until(None, 30))
    return [record.source for record in desk.register.documents()]


def test_a_mail_is_marked_only_when_its_bytes_are_safe(settings: Settings, host: Mailhost):
    host.deliver(1, mail_with("a.png", "b.png"))
    with open_desk(settings) as desk:
        assert looked(desk.stores) == (1, 0)
        assert host.left() == {"1": []}
        assert looked(desk.stores) == (0, 0)
        found = emptied(desk)
        assert looked(desk.stores) == (0, 1)
        assert host.left() == {"1": ["CountersignTaken"]}
        assert looked(desk.stores) == (0, 0)
    name = "mail/Signed notes (1@firm.example).eml"
    assert sorted(found) == [f"{name}/a.png", f"{name}/b.png"]


def test_a_mail_larger_than_a_piece_comes_whole(settings: Settings, host: Mailhost):
    body = mail_with("a.png") + b"x" * 2_500_000
    host.deliver(1, body)
    with open_desk(settings) as desk:
        looked(desk.stores)
        (stat,) = desk.stores.inbox.list("")
        assert desk.stores.inbox.get(stat.key) == body


@pytest.mark.parametrize("capabilities", ["MOVE", "UIDPLUS"])
def test_mails_are_moved_where_a_folder_is_named(tmp_path: Path, host: Mailhost, capabilities: str):
    (host.folder / "capabilities").write_text(capabilities)
    host.deliver(1, mail_with("a.png"))
    with open_desk(settings_for(host, tmp_path, COUNTERSIGN_IMAP_DONE="Taken mails")) as desk:
        looked(desk.stores)
        emptied(desk)
        assert looked(desk.stores) == (0, 1)
    assert host.left() == {}
    assert list(host.left("Taken mails")) == ["1"]


def look_in_a_process(settings: Settings) -> None:
    looked(open_stores(settings))


def killed_while(settings: Settings, host: Mailhost, when: str, command: str) -> None:
    """Another process looks into the mailbox and is killed at this command."""
    host.stall(when, command)
    context = multiprocessing.get_context("spawn")
    child = context.Process(target=look_in_a_process, args=(settings,))
    child.start()
    host.wait_until_stalled()
    child.kill()
    child.join()
    host.go_on()


@pytest.mark.parametrize(
    ("when", "command"), [("stall", "FETCH"), ("stall", "STORE"), ("stall-after", "STORE")]
)
def test_a_kill_at_any_step_neither_loses_nor_doubles_a_mail(
    settings: Settings, host: Mailhost, when: str, command: str
):
    host.deliver(1, mail_with("a.png"))
    with open_desk(settings) as desk:
        if command == "STORE":
            looked(desk.stores)
            emptied(desk)
        killed_while(settings, host, when, command)
        for _ in range(2):
            looked(desk.stores)
            found = emptied(desk)
        assert host.left() == {"1": ["CountersignTaken"]}
        assert len(found) == 1
        assert len(list(desk.register.drops())) == 2


def test_a_mail_dropped_and_not_yet_noted_is_the_same_drop(
    settings: Settings, host: Mailhost, tmp_path: Path
):
    """What a kill between these two leaves."""
    path = tmp_path / "mail"
    path.write_bytes(mail_with("a.png"))
    host.deliver(1, path.read_bytes())
    with open_desk(settings) as desk:
        sha256 = sha256_of(path)
        drop = Drop("default", source_of(path, sha256), sha256, path.stat().st_size, desk.now())
        put_into_inbox(desk.stores, drop, path)
        looked(desk.stores)
        emptied(desk)
        looked(desk.stores)
        assert len(list(desk.register.drops())) == 2
    assert host.left() == {"1": ["CountersignTaken"]}


def test_a_server_that_is_killed_is_waited_for(settings: Settings, host: Mailhost):
    host.deliver(1, mail_with("a.png"))
    with open_desk(settings) as desk:
        looked(desk.stores)
        emptied(desk)
        host.kill()
        with pytest.raises(Unreachable, match="COUNTERSIGN_IMAP_URL"):
            looked(desk.stores)
        host.start()
        assert looked(desk.stores) == (0, 1)


def test_the_mailbox_is_looked_into_beside_the_watcher(settings: Settings, host: Mailhost):
    host.deliver(1, mail_with("a.png"))
    with open_desk(settings) as desk, polled(desk.stores):
        end = time.monotonic() + 20
        while not emptied(desk) and time.monotonic() < end:
            time.sleep(0.1)
        assert emptied(desk)


def test_a_fault_of_one_look_does_not_end_the_looking(
    settings: Settings, host: Mailhost, caplog: pytest.LogCaptureFixture
):
    """Here: a function that fails once, as a full disk or a defect of ours would."""
    host.deliver(1, mail_with("a.png"))
    faults = [RuntimeError("an odd disk")]

    def space(place: Path) -> int:
        if faults:
            raise faults.pop()
        return free_space(place)

    with open_desk(replace(settings, imap_seconds=0.1)) as desk:
        with polled(replace(desk.stores, space=space)):
            end = time.monotonic() + 20
            while not list(desk.stores.inbox.list("")) and time.monotonic() < end:
                time.sleep(0.05)
        assert list(desk.stores.inbox.list(""))
    assert [one.levelname for one in caplog.records if "an odd disk" in one.getMessage()] == ["ERROR"]


def test_check_tells_whether_the_mailbox_opens(settings: Settings, host: Mailhost):
    host.deliver(1, mail_with("a.png"))
    number, name = mails_waiting(settings)
    assert (number, PASSWORD in name) == (1, False)


def test_a_wrong_password_says_which_setting(settings: Settings):
    with pytest.raises(Missing, match="COUNTERSIGN_IMAP_PASSWORD_FILE"), open_desk(settings) as desk:
        looked(replace(desk.stores, settings=replace(settings, imap_password="wrong")))


def test_a_mail_that_is_too_large_stays_and_is_told_once(settings: Settings, host: Mailhost):
    host.deliver(1, mail_with("a.png") + b"x" * 1_000_001)
    narrow = replace(settings, max_archive_megabytes=1)
    with open_desk(narrow) as desk:
        for _ in range(2):
            assert looked(desk.stores) == (0, 0)
        (event,) = desk.register.events("default")
    assert event.kind == "mail not taken"
    assert host.left() == {"1": []}


@pytest.mark.parametrize(
    "answer", ["BODY NO [SERVERBUG] broken", "RFC822.SIZE NO no", "BODY BAD internal error"]
)
def test_a_mail_that_the_server_refuses_is_told_once_and_stops_no_other(
    settings: Settings, host: Mailhost, answer: str
):
    for uid in (1, 2, 3):
        host.deliver(uid, mail_with("a.png", message_id=f"<{uid}@firm.example>"))
    refused = host.folder / "INBOX" / "1.refused"
    refused.write_text(answer)
    with open_desk(settings) as desk:
        assert looked(desk.stores) == (2, 0)
        assert looked(desk.stores) == (0, 0)
        told = [event for event in desk.register.events("default") if event.kind == "mail not taken"]
        assert [event.detail["uid"] for event in told] == [1]
        refused.unlink()
        assert looked(desk.stores) == (1, 0)
        emptied(desk)
        assert looked(desk.stores) == (0, 3)


def test_a_mail_that_was_too_large_is_taken_once_the_limit_is_raised(settings: Settings, host: Mailhost):
    host.deliver(1, mail_with("a.png") + b"x" * 1_000_001)
    with open_desk(replace(settings, max_archive_megabytes=1)) as desk:
        assert looked(desk.stores) == (0, 0)
    with open_desk(settings) as desk:
        assert looked(desk.stores) == (1, 0)
        emptied(desk)
        assert looked(desk.stores) == (0, 1)


def test_over_tls_only_a_server_with_a_trusted_certificate_is_talked_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    key, certificate = str(tmp_path / "key.pem"), str(tmp_path / "certificate.pem")
    subject = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost")
    made = ("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject)
    subprocess.run([*made, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    with mailhost(tmp_path / "mailhost", (certificate, key)) as host:
        host.deliver(1, mail_with("a.png"))
        with open_desk(settings_for(host, tmp_path)) as desk:
            with pytest.raises(Unreachable, match="certificate"):
                looked(desk.stores)
            monkeypatch.setenv("SSL_CERT_FILE", certificate)
            assert looked(desk.stores) == (1, 0)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda s: replace(s, imap_url="imap://ann@mail.example/INBOX"), "in the clear"),
        (lambda s: replace(s, imap_url="imaps://ann:secret@mail.example/INBOX"), "holds a password"),
        (lambda s: replace(s, imap_url="imaps://mail.example"), "names no mailbox"),
    ],
)
def test_an_address_that_cannot_be_is_refused(settings: Settings, change: Callable, words: str):
    with pytest.raises(WrongUse, match=words) as refused:
        address_of(change(settings))
    assert "secret" not in str(refused.value)


def test_the_password_comes_from_a_file(settings: Settings, tmp_path: Path):
    file = tmp_path / "password"
    file.write_text("from a file\n")
    told = address_of(replace(settings, imap_password="", imap_password_file=str(file)))
    assert told.password == "from a file"
    assert "from a file" not in repr(told)
