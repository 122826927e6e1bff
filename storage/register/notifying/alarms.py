"""Alarms as they are raised, told and cleared; each telling is written once, whoever looks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from models.alarm import LIMITS, Alarm, AlarmKind, Finding, Rule, Telling, Turn
from models.errors import WrongUse
from models.record import DEFAULT_CLIENT, Arrival, Event
from models.sending import Addressee, Mail
from models.webhook import Notice
from storage.register.access.people import Deed
from storage.register.notifying.alarm_signs import Signs, last_event, signs
from storage.register.papers import arrivals
from storage.register.tables.alarm import addresses, alarms, is_open, is_waiting, mails, rules
from storage.register.trail import events
from storage.register.trail.announcing import put_down

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from storage.register.database.connect import Database

RAISED, CLEARED, SET, ADDRESSED = "alarm raised", "alarm cleared", "alarm limit set", "alarm addresses set"
SUBJECT = "alarms"
AGAIN = timedelta(hours=24)
"""After which an alarm that is still there is told again."""
LEFT = timedelta(days=2)
"""An alarm that nobody has found for so long is over: what it was about is not looked at any more."""
KEPT_MAIL = timedelta(days=7)
"""A mail about an alarm that did not go for so long is given up."""
LONGEST_ERROR = 500
MOST_ADDRESSES = 20
_TURNS = {Turn.RAISED: Notice.ALARM, Turn.STILL: Notice.ALARM, Turn.CLEARED: Notice.ALARM_CLEARED}

Judged = Callable[[Alarm], bool]
"""Whether who looked would have found this alarm, were it still there."""
Letter = Callable[[Telling], tuple[str, str]]
"""Subject and text of the mail that tells of an alarm."""


@dataclass(frozen=True, slots=True)
class Alarms:
    """Every method is one transaction and raises Unreachable when the database does not answer."""

    database: Database

    def note(
        self, found: Collection[Finding], judged: Judged, now: datetime, letter: Letter
    ) -> tuple[Telling, ...]:
        """Raise what is found, clear what is not any more, and write down who is to be told of what."""

        def alone(connection: Connection) -> tuple[Telling, ...]:
            self.database.kind.lock(connection, SUBJECT)
            return _note(connection, found, judged, now, letter)

        return self.database.change(alone)

    def signs(self, now: datetime, minutes: float, backed_up: tuple[str, str]) -> Signs:
        """What the register says about things that may be wrong; see `alarm_signs.signs`."""
        return self.database.ask(signs, now, minutes, backed_up)

    def last_event(self, client: str, subject: str, kind: str) -> datetime | None:
        """When this last happened; None where it never did."""
        return self.database.ask(last_event, client, subject, kind)

    def noted(self, seen: Sequence[Arrival]) -> frozenset[str]:
        """Keys of those of `seen` that somebody has noted, whatever became of them since."""
        return self.database.ask(arrivals.noted_among, seen)

    def open(self, client: str | None = None) -> tuple[Alarm, ...]:
        """Those that are not over, oldest first: of one client firm, of the installation (""), or all."""
        query = sa.select(alarms).where(is_open, *(() if client is None else (alarms.c.client == client,)))
        rows = self.database.ask(lambda c: c.execute(query.order_by(alarms.c.id)).all())
        return tuple(map(_alarm, rows))

    def over(self, client: str, limit: int) -> tuple[Alarm, ...]:
        """Those that were cleared last."""
        query = sa.select(alarms).where(alarms.c.client == client, alarms.c.cleared_at.is_not(None))
        rows = self.database.ask(lambda c: c.execute(query.order_by(alarms.c.id.desc()).limit(limit)).all())
        return tuple(map(_alarm, rows))

    def rules(self) -> Mapping[AlarmKind, Rule]:
        """The limits of all kinds."""
        rows = self.database.ask(lambda c: c.execute(sa.select(rules)).all())
        known = {kind.value for kind in AlarmKind}
        kept = {
            AlarmKind(row.kind): Rule(
                AlarmKind(row.kind), row.threshold, row.enabled, row.changed_at, row.changed_by
            )
            for row in rows
            if row.kind in known
        }
        return {kind: kept.get(kind, Rule(kind, LIMITS[kind])) for kind in AlarmKind}

    def set_rule(self, rule: Rule, deed: Deed) -> None:
        """Use this limit from now on."""
        self.database.change(_set_rule, rule, deed)

    def addresses(self) -> tuple[str, ...]:
        """Who is written to, in the order of the addresses."""
        query = sa.select(addresses.c.email).order_by(addresses.c.email)
        return tuple(self.database.ask(lambda c: c.scalars(query).all()))

    def address(self, emails: Collection[str], deed: Deed) -> None:
        """Write to these from now on, and to nobody else."""
        self.database.change(_address, emails, deed)

    def take_mail(self, now: datetime, until: datetime) -> Mail | None:
        """The first mail that is due; nobody else takes it before `until`. None where there is none."""
        return self.database.change(_take_mail, now, until)

    def end_mail(self, mail: Mail, now: datetime) -> None:
        """It has gone; its text is forgotten."""
        self.database.change(_end_mail, mail, {"sent_at": now, "text": "", "error": ""})

    def postpone_mail(self, mail: Mail, until: datetime, error: str) -> None:
        """Try it again then; a mail that is a week old is given up."""
        over = until - mail.made_at > KEPT_MAIL
        values: dict[str, object] = {"next_at": until, "error": error[:LONGEST_ERROR]}
        self.database.change(_end_mail, mail, values | ({"sent_at": until, "text": ""} if over else {}))


def _note(
    connection: Connection, found: Collection[Finding], judged: Judged, now: datetime, letter: Letter
) -> tuple[Telling, ...]:
    known = {alarm.key: alarm for alarm in map(_alarm, connection.execute(sa.select(alarms).where(is_open)))}
    for finding in found:
        _raise_or_see(connection, finding, known.get(finding.key), now)
    still = {finding.key for finding in found}
    for alarm in known.values():
        if alarm.key not in still and (judged(alarm) or now - alarm.seen_at > LEFT):
            connection.execute(sa.update(alarms).where(alarms.c.id == alarm.id).values(cleared_at=now))
    tellings = tuple(_due(connection, now, {alarm.id for alarm in known.values()}))
    for telling in tellings:
        _tell(connection, telling, now, letter)
    return tellings


def _raise_or_see(connection: Connection, finding: Finding, known: Alarm | None, now: datetime) -> None:
    values = {"value": finding.value, "words": finding.words, "seen_at": now}
    if known is not None:
        connection.execute(sa.update(alarms).where(alarms.c.id == known.id).values(values))
        return
    of = {"client": finding.client, "kind": finding.kind.value, "subject": finding.subject}
    connection.execute(sa.insert(alarms).values({**of, **values, "raised_at": now, "told": 0}))


def _due(connection: Connection, now: datetime, before: Collection[int]) -> list[Telling]:
    """What is to be told now: new ones, those told a day ago, and those of `before` that were cleared."""
    late = sa.or_(alarms.c.told_at.is_(None), alarms.c.told_at <= now - AGAIN)
    rows = connection.execute(sa.select(alarms).where(is_open, late).order_by(alarms.c.id)).all()
    due = [Telling(_alarm(row), Turn.STILL if row.told else Turn.RAISED) for row in rows]
    ended = alarms.c.id.in_(sorted(before)), alarms.c.cleared_at == now, alarms.c.told > 0
    over = connection.execute(sa.select(alarms).where(*ended).order_by(alarms.c.id)).all()
    return due + [Telling(_alarm(row), Turn.CLEARED) for row in over]


def _tell(connection: Connection, telling: Telling, now: datetime, letter: Letter) -> None:
    alarm, turn = telling.alarm, telling.turn
    if turn is not Turn.CLEARED:
        told = {"told_at": now, "told": alarm.told + 1}
        connection.execute(sa.update(alarms).where(alarms.c.id == alarm.id).values(told))
    detail = {
        "alarm": {
            "kind": alarm.kind.value,
            "turn": turn.value,
            "about": alarm.subject,
            "value": alarm.value,
            "words": alarm.words,
            "since": alarm.raised_at.isoformat(),
        }
    }
    event = Event(now, alarm.client, CLEARED if turn is Turn.CLEARED else RAISED, SUBJECT, detail["alarm"])
    if turn is not Turn.STILL:
        events.add(connection, [event])
    client = alarm.client or DEFAULT_CLIENT
    put_down(connection, [(_TURNS[turn], Event(now, client, event.kind, str(alarm.id), detail))])
    subject, text = letter(telling)
    rows = [
        {
            "alarm_id": alarm.id,
            "email": email,
            "subject": subject,
            "text": text,
            "made_at": now,
            "attempts": 0,
            "next_at": now,
            "error": "",
        }
        for email in connection.scalars(sa.select(addresses.c.email).order_by(addresses.c.email))
    ]
    if rows:
        connection.execute(sa.insert(mails), rows)


def _alarm(row: Row[tuple[object, ...]]) -> Alarm:
    return Alarm(
        id=row.id,
        kind=AlarmKind(row.kind),
        client=row.client,
        subject=row.subject,
        value=row.value,
        words=row.words,
        raised_at=row.raised_at,
        seen_at=row.seen_at,
        told=row.told,
        cleared_at=row.cleared_at,
    )


def _set_rule(connection: Connection, rule: Rule, deed: Deed) -> None:
    connection.execute(sa.delete(rules).where(rules.c.kind == rule.kind.value))
    values = {"kind": rule.kind.value, "threshold": rule.limit, "enabled": rule.enabled}
    connection.execute(sa.insert(rules).values({**values, "changed_at": deed.at, "changed_by": deed.by}))
    told = {"by": deed.by, "kind": rule.kind.value, "limit": rule.limit, "enabled": rule.enabled}
    events.add(connection, [Event(deed.at, "", SET, SUBJECT, told)])


def _address(connection: Connection, emails: Collection[str], deed: Deed) -> None:
    wanted = sorted(set(emails))
    if len(wanted) > MOST_ADDRESSES:
        raise WrongUse(
            f"Alarms go to at most {MOST_ADDRESSES} addresses: name a list that your mail server keeps."
        )
    if wanted == sorted(connection.scalars(sa.select(addresses.c.email))):
        return
    connection.execute(sa.delete(addresses))
    rows = [{"email": email, "added_at": deed.at, "added_by": deed.by} for email in wanted]
    if rows:
        connection.execute(sa.insert(addresses), rows)
    events.add(connection, [Event(deed.at, "", ADDRESSED, SUBJECT, {"by": deed.by, "to": wanted})])


def _take_mail(connection: Connection, now: datetime, until: datetime) -> Mail | None:
    due = sa.select(mails, alarms.c.client).join(alarms, alarms.c.id == mails.c.alarm_id)
    due = due.where(is_waiting, mails.c.next_at <= now).order_by(mails.c.next_at, mails.c.id)
    row = connection.execute(due.limit(1).with_for_update(skip_locked=True, of=mails)).one_or_none()
    if row is None:
        return None
    values = {"next_at": until, "attempts": row.attempts + 1}
    connection.execute(sa.update(mails).where(mails.c.id == row.id).values(values))
    return Mail(
        id=row.id,
        client=row.client,
        addressee=Addressee("", row.email),
        subject=row.subject,
        text=row.text,
        reply_to="",
        made_at=row.made_at,
        attempts=row.attempts + 1,
    )


def _end_mail(connection: Connection, mail: Mail, values: dict[str, object]) -> None:
    connection.execute(sa.update(mails).where(mails.c.id == mail.id, is_waiting).values(values))
