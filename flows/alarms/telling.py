"""Looking every minute beside the console or the watcher; mails about alarms go out from here."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from datetime import timedelta

from flows.alarms.looking import Lookout
from flows.beside import beside
from flows.desk import Stores
from flows.journal import about, tell
from flows.sending import hand_over, server_of
from models.alarm import Alarm, Telling, Turn
from models.chain import Head, head_text
from models.errors import CountersignError

LOOK_SECONDS = 60.0
LEASE = timedelta(minutes=5)
PAUSE = timedelta(minutes=5)
"""Between the tries of one mail."""
FIRST_SECONDS = 1.0

log = logging.getLogger(__name__)


@contextlib.contextmanager
def alarmed(stores: Stores) -> Iterator[None]:
    """Look for what is wrong, and tell of it, for as long as the block runs."""
    lookout = Lookout()

    def step() -> None:
        look(stores, lookout)
        post(stores)

    with beside("alarms", step, LOOK_SECONDS, FIRST_SECONDS):
        yield


def look(stores: Stores, lookout: Lookout) -> tuple[Telling, ...]:
    """Look once; what was told of.

    Raises:
        Unreachable: the register does not answer.
    """
    alarms = stores.register.alarms
    rules = alarms.rules()
    found = lookout.look(stores, rules)
    head = stores.register.chain.last_head()

    def judged(alarm: Alarm) -> bool:
        return lookout.judges(alarm, rules)

    def letter(telling: Telling) -> tuple[str, str]:
        return letter_of(telling, stores.settings.console_url, head)

    tellings = alarms.note(found, judged, stores.clock(), letter)
    for telling in tellings:
        _log(telling)
    return tellings


def _log(telling: Telling) -> None:
    alarm = telling.alarm
    over = telling.turn is Turn.CLEARED
    words = f"{alarm.kind.value}{', over' if over else ''}: {alarm.words}"
    with about(client=alarm.client):
        level = logging.INFO if over else logging.WARNING
        tell(log, "alarm", words, level, alarm=alarm.id, kind=alarm.kind.value, turn=telling.turn.value)


def letter_of(telling: Telling, console_url: str, head: Head | None = None) -> tuple[str, str]:
    """Subject and text of the mail; the last head of the audit chain at its end, to be kept outside."""
    subject, text = _letter_of(telling, console_url)
    if head is None:
        return subject, text
    kept = "Keep this mail: `countersign verify --head FILE` holds the audit trail against it."
    return subject, f"{text}\n{kept}\n\n{head_text(head)}"


def _letter_of(telling: Telling, console_url: str) -> tuple[str, str]:
    alarm = telling.alarm
    what = f"{alarm.kind.value} ({alarm.client})" if alarm.client else alarm.kind.value
    since = f"{alarm.raised_at:%Y-%m-%d %H:%M} UTC"
    if telling.turn is Turn.CLEARED:
        over = f"It is over: {alarm.cleared_at:%Y-%m-%d %H:%M} UTC." if alarm.cleared_at else "It is over."
        return f"Countersign: over: {what}", f"{over} It began {since}:\n\n{alarm.words}\n"
    again = "Still there" if telling.turn is Turn.STILL else "Alarm"
    text = (
        f"{again}, since {since}:\n\n{alarm.words}\n\nAll alarms, and their limits:\n\n"
        f"{console_url}/alarms\n\nIt is told again once a day until it is over.\n"
    )
    return f"Countersign: {again.lower()}: {what}", text


def post(stores: Stores) -> None:
    """Send the mails that are due, if the settings name a mail server."""
    if not stores.settings.smtp_url:
        return
    server, alarms = server_of(stores.settings), stores.register.alarms
    while mail := alarms.take_mail(stores.clock(), stores.clock() + LEASE):
        try:
            hand_over(mail, server)
        except CountersignError as fault:
            alarms.postpone_mail(mail, stores.clock() + PAUSE, str(fault))
            tell(log, "alarm", f"mail to {mail.addressee.email} did not go: {fault}", logging.WARNING)
            return
        alarms.end_mail(mail, stores.clock())
