"""What is wrong is told at once, again once a day and when it is over; to mail, webhooks, log and metrics."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.alarms import Lookout, look, post
from flows.alarms.clocks import Watched
from flows.backup import BACKED_UP
from flows.likeness import ABOUT_REGISTER
from models.alarm import Alarm, AlarmKind, Turn, rule_of
from models.decision import Status
from models.errors import WrongUse
from models.people import Grant, Role
from models.record import Event
from models.settings import Settings
from tests.doors.console_visits import Visitor
from tests.installations.webhook_post import BOSS, Post, post_of
from tests.servers.certificates import certificate_for
from tests.servers.receiver import receiving
from tests.servers.smtp_server import posthouse
from tests.values.register_values import (
    NOW,
    arrival_of,
    captured,
    decision_of,
    invoice_of,
    ledger_of,
    settings_in,
)

HOUR, DAY = 3600.0, 86400.0


@pytest.fixture
def desk(register_settings: Settings) -> Iterator[Post]:
    """A register with a webhook that asks for everything, and a clock that a test sets."""
    with post_of(register_settings) as opened:
        yield opened


@pytest.fixture
def light(tmp_path: Path) -> Iterator[Post]:
    """The same on SQLite alone."""
    with post_of(settings_in(tmp_path / "home")) as opened:
        yield opened


def looked(post: Post, later: float = 0.0, lookout: Lookout | None = None) -> list[tuple[AlarmKind, Turn]]:
    """What is told by a look so many seconds later."""
    post.clock.now += timedelta(seconds=later)
    tellings = look(post.stores, lookout or Lookout())
    return [(telling.alarm.kind, telling.turn) for telling in tellings]


def raised(post: Post) -> list[Alarm]:
    return list(post.register.alarms.open())


def test_an_old_ledger_is_told_once_then_daily_and_when_it_is_over(desk: Post):
    desk.register.load_ledger("default", ledger_of(invoice_of("INV-1")), NOW)
    assert looked(desk, 2 * DAY) == []
    assert looked(desk, 1.5 * DAY) == [(AlarmKind.LEDGER, Turn.RAISED)]
    assert looked(desk, HOUR) == []
    assert looked(desk, DAY) == [(AlarmKind.LEDGER, Turn.STILL)]
    desk.register.load_ledger("default", ledger_of(invoice_of("INV-2")), desk.clock.now)
    assert looked(desk, 60) == [(AlarmKind.LEDGER, Turn.CLEARED)]
    assert looked(desk, DAY) == []
    desk.send()
    told = [one for one in desk.receiver.taken if one.told["type"].startswith("alarm")]
    assert [one.told["type"] for one in told] == ["alarm.raised", "alarm.raised", "alarm.cleared"]
    assert {(one.data["client"], one.data["kind"]) for one in told} == {("default", "ledger")}
    assert told[0].data["turn"] == "raised"
    assert "last changed 4 days ago" in told[0].data["words"]
    assert told[0].data["links"]["page"].endswith("/alarms")
    kinds = [event.kind for event in desk.register.events("default") if event.kind.startswith("alarm")]
    assert kinds == ["alarm raised", "alarm cleared"]


def test_two_machines_that_look_tell_once(desk: Post):
    desk.register.load_ledger("default", ledger_of(invoice_of("INV-1")), NOW)
    other = Lookout(host="another")
    assert looked(desk, 4 * DAY) == [(AlarmKind.LEDGER, Turn.RAISED)]
    assert looked(desk, 1, other) == []
    assert len(raised(desk)) == 1


def test_files_that_wait_while_none_ends_are_a_stall_and_a_large_batch_is_none(desk: Post):
    desk.register.note_arrivals([arrival_of("waits.pdf")], NOW)
    assert looked(desk, 14 * 60) == []
    assert looked(desk, 2 * 60) == [(AlarmKind.STALLED, Turn.RAISED)]
    claim = desk.register.claim("worker", desk.clock.now, 60)
    assert claim is not None
    desk.register.done(claim, desk.clock.now)
    assert looked(desk, 60) == [(AlarmKind.STALLED, Turn.CLEARED)]


def test_files_that_nobody_notes_are_a_stall_seen_by_who_looks_twice(light: Post):
    path = Path(light.stores.settings.inbox_url, "default", "scan.pdf")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"waits")
    os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    lookout = Lookout(host="here")
    assert looked(light, 20 * 60, lookout) == []
    assert looked(light, 60, lookout) == [(AlarmKind.STALLED, Turn.RAISED)]
    assert looked(light, 60, Lookout(host="here")) == []
    path.unlink()
    assert (AlarmKind.STALLED, Turn.CLEARED) in looked(light, 60, lookout)


def test_an_inbox_that_is_gone_is_a_stall(light: Post):
    shutil.rmtree(light.stores.settings.inbox_url)
    assert looked(light) == [(AlarmKind.STALLED, Turn.RAISED)]
    assert "cannot be looked into" in raised(light)[0].words


def test_many_files_that_cannot_be_read_are_told_until_a_day_without(desk: Post):
    for number in range(11):
        captured(desk.register, f"{number}.pdf", decision_of(Status.QUARANTINED))
    assert looked(desk, HOUR) == [(AlarmKind.QUARANTINE, Turn.RAISED)]
    assert (AlarmKind.QUARANTINE, Turn.CLEARED) in looked(desk, DAY)


def test_a_webhook_that_takes_nothing_is_told_by_the_others(light: Post):
    light.receiver.statuses = [500] * 4
    captured(light.register, "a.pdf", decision_of(Status.PARKED))
    light.send()
    assert (AlarmKind.OUTBOX, Turn.RAISED) in looked(light, 2 * HOUR)


def test_the_age_of_the_last_backup_is_told_and_its_lack(desk: Post):
    assert looked(desk, 5 * DAY) == []
    captured(desk.register, "a.pdf", decision_of(Status.PARKED))
    assert (AlarmKind.BACKUP, Turn.RAISED) in looked(desk, 3 * DAY)
    assert "no backup yet" in next(one.words for one in raised(desk) if one.kind is AlarmKind.BACKUP)
    desk.register.add_event(Event(desk.clock.now, "", BACKED_UP, ABOUT_REGISTER, {}))
    assert (AlarmKind.BACKUP, Turn.CLEARED) in looked(desk, 60)
    assert (AlarmKind.BACKUP, Turn.RAISED) in looked(desk, 3 * DAY)


def test_a_clock_that_was_set_is_told_and_one_that_is_behind_what_was_written(light: Post):
    seconds = [0.0]
    lookout = Lookout(clock=Watched(lambda: seconds[0]), host="here")

    def minute_later(by: float) -> list[tuple[AlarmKind, Turn]]:
        seconds[0] += 60
        return looked(light, by, lookout)

    assert minute_later(60) == []
    assert minute_later(60) == []
    assert minute_later(60 + 2 * HOUR) == [(AlarmKind.CLOCK, Turn.RAISED)]
    assert "set ahead by 2 hours" in raised(light)[0].words
    seconds[0] += 2 * HOUR
    assert looked(light, 2 * HOUR, lookout) == [(AlarmKind.CLOCK, Turn.CLEARED)]
    assert minute_later(60 - 5 * HOUR) == [(AlarmKind.CLOCK, Turn.RAISED)]
    seconds[0] += 2 * HOUR
    looked(light, 2 * HOUR, lookout)
    assert "behind what was written last" in raised(light)[0].words


def test_one_machine_does_not_clear_what_another_tells_of_itself(light: Post):
    full = replace(light.stores, space=lambda _: 10**8)
    look(full, Lookout(host="one"))
    assert [one.kind for one in raised(light)] == [AlarmKind.DISK]
    assert looked(light, 60, Lookout(host="two")) == []
    assert looked(light, 60, Lookout(host="one")) == [(AlarmKind.DISK, Turn.CLEARED)]


def test_what_nobody_looks_at_any_more_is_over_after_two_days(light: Post):
    look(replace(light.stores, space=lambda _: 10**8), Lookout(host="gone"))
    assert looked(light, 1 * DAY, Lookout(host="two")) == [(AlarmKind.DISK, Turn.STILL)]
    assert looked(light, 1.5 * DAY, Lookout(host="two")) == [(AlarmKind.DISK, Turn.CLEARED)]


def test_a_limit_that_is_set_counts_and_one_that_is_off_clears(desk: Post):
    desk.register.load_ledger("default", ledger_of(invoice_of("INV-1")), NOW)
    desk.register.alarms.set_rule(rule_of(AlarmKind.LEDGER, "0,5"), BOSS)
    assert looked(desk, 0.6 * DAY) == [(AlarmKind.LEDGER, Turn.RAISED)]
    off = replace(rule_of(AlarmKind.LEDGER, "1"), enabled=False)
    desk.register.alarms.set_rule(off, BOSS)
    assert looked(desk, 60) == [(AlarmKind.LEDGER, Turn.CLEARED)]
    with pytest.raises(WrongUse, match="no limit for disk"):
        rule_of(AlarmKind.DISK, "-1")


def test_mails_tell_of_it_though_the_server_was_away(light: Post, tmp_path: Path):
    light.register.alarms.address(["it@firm.example", "ann@firm.example"], BOSS)
    light.register.load_ledger("default", ledger_of(invoice_of("INV-1")), NOW)
    looked(light, 4 * DAY)
    with posthouse(tmp_path / "post") as house:
        house.answers("DATA 451 later")
        settings = replace(
            light.stores.settings, smtp_url=house.url, smtp_from="Countersign <papers@firm.example>"
        )
        stores = replace(light.stores, settings=settings)
        post(stores)
        assert house.mails == []
        house.go_on()
        light.clock.now += timedelta(minutes=6)
        post(stores)
        post(stores)
        assert sorted(str(mail["X-To"]) for mail in house.mails) == ["ann@firm.example", "it@firm.example"]
        assert house.mails[0]["Subject"] == "Countersign: alarm: ledger (default)"
        assert "https://papers.example/alarms" in str(house.mails[0].get_body(("plain",)))


@pytest.mark.parametrize("ends", ["soon", "never trusted"])
def test_the_certificate_of_a_server_is_asked_for(
    light: Post, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ends: str
):
    shown = certificate_for("localhost", tmp_path)
    if ends == "soon":
        monkeypatch.setenv("SSL_CERT_FILE", str(shown))
    with receiving(shown) as receiver:
        settings = replace(light.stores.settings, console_url=f"https://localhost:{receiver.port}")
        light.clock.now = datetime.now(UTC)
        look(replace(light.stores, settings=settings), Lookout())
    (alarm,) = raised(light)
    assert alarm.kind is AlarmKind.CERTIFICATE
    assert alarm.subject == f"the console, localhost:{receiver.port}"
    assert ("is not good" in alarm.words) == (ends != "soon")


def test_the_page_shows_alarms_to_whom_they_concern_and_takes_limits(light: Post):
    light.register.load_ledger("default", ledger_of(invoice_of("INV-1")), NOW)
    looked(light, 4 * DAY, Lookout(host="two"))
    look(replace(light.stores, space=lambda _: 10**8), Lookout(host="one"))
    visitor = Visitor(light.stores)
    page = visitor.get("/alarms?client=default").text
    assert "Disk nearly full" in page
    assert "Ledger is old" in page
    assert 'class="raised"' in visitor.get("/?client=default").text
    assert (
        visitor.post("/alarms/limit", {"kind": "ledger", "limit": "9", "enabled": "true"}).status_code == 303
    )
    assert light.register.alarms.rules()[AlarmKind.LEDGER].limit == 9
    assert visitor.post("/alarms/limit", {"kind": "ledger", "limit": "x"}).status_code == 400
    assert visitor.post("/alarms/mail", {"addresses": "it@firm.example\n"}).status_code == 303
    assert light.register.alarms.addresses() == ("it@firm.example",)
    metrics = visitor.get("/metrics").text
    assert 'countersign_alarms{client="",kind="disk"} 1.0' in metrics
    assert "countersign_disk_free_bytes" in metrics


def test_an_administrator_of_one_client_firm_sees_its_alarms_alone(light: Post):
    light.register.load_ledger("acme", ledger_of(invoice_of("INV-1")), NOW)
    looked(light, 4 * DAY, Lookout(host="two"))
    look(replace(light.stores, space=lambda _: 10**8), Lookout(host="one"))
    visitor = Visitor(light.stores, Grant(Role.ADMIN, "acme"), login="acmes")
    page = visitor.get("/alarms?client=acme").text
    assert "Ledger is old" in page
    assert "Disk nearly full" not in page
    refused = visitor.post("/alarms/limit?client=acme", {"kind": "ledger", "limit": "9"})
    assert refused.status_code == 400
    assert "ask an administrator of every client firm" in refused.text
