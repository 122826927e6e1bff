"""What alarms are called, and what each says, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from countersign.language import decimal, said, to_say
from models.alarm import Alarm, AlarmKind

NAMES: Mapping[AlarmKind, str] = {
    AlarmKind.STALLED: to_say("Intake stands still"),
    AlarmKind.DISK: to_say("Disk nearly full"),
    AlarmKind.LEDGER: to_say("Ledger is old"),
    AlarmKind.QUARANTINE: to_say("Many files in quarantine"),
    AlarmKind.OUTBOX: to_say("Mails or messages do not get away"),
    AlarmKind.BACKUP: to_say("Backup is old"),
    AlarmKind.CERTIFICATE: to_say("Certificate runs out"),
    AlarmKind.CLOCK: to_say("Clock was set"),
}
UNITS: Mapping[AlarmKind, str] = {
    AlarmKind.STALLED: to_say("minutes without a file that ends"),
    AlarmKind.DISK: to_say("GB free, or less"),
    AlarmKind.LEDGER: to_say("days without a change"),
    AlarmKind.QUARANTINE: to_say("files within 24 hours, or more"),
    AlarmKind.OUTBOX: to_say("minutes that one waits"),
    AlarmKind.BACKUP: to_say("days since the last one"),
    AlarmKind.CERTIFICATE: to_say("days left, or fewer"),
    AlarmKind.CLOCK: to_say("seconds, or more"),
}
"""In words that follow the number."""


def name_of(kind: AlarmKind) -> str:
    """What the kind is called."""
    return said(NAMES[kind])


def words_of(alarm: Alarm) -> str:
    """What is wrong and what to do."""
    return _WORDS[alarm.kind](alarm)


def _stalled(alarm: Alarm) -> str:
    minutes = decimal(alarm.value, 0)
    if not alarm.subject.endswith(": inbox"):
        told = to_say(
            "Files have waited for {minutes} minutes and none has ended. See whether a watcher runs."
        )
        return said(told, minutes=minutes)
    host = alarm.subject.removesuffix(": inbox")
    if not alarm.value:
        return said("The inbox cannot be looked into from {host}. See the log.", host=host)
    told = to_say(
        "Files have lain in the inbox for {minutes} minutes and nobody takes them. Start the watcher."
    )
    return said(told, minutes=minutes)


def _disk(alarm: Alarm) -> str:
    host, _, place = alarm.subject.partition(": ")
    told = to_say("{free} GB are free at {place} on {host}. On a nearly full disk nothing is taken in.")
    return said(told, free=decimal(alarm.value), place=place, host=host)


def _ledger(alarm: Alarm) -> str:
    told = to_say(
        "It last changed {days} days ago: what is new cannot be matched. See whether its export runs."
    )
    return said(told, days=decimal(alarm.value, 0))


def _quarantine(alarm: Alarm) -> str:
    told = to_say("{files} files could not be read within 24 hours. Often it is one scanner or one sender.")
    return said(told, files=decimal(alarm.value, 0))


def _outbox(alarm: Alarm) -> str:
    count = decimal(alarm.value, 0)
    if alarm.subject == "mails that failed":
        return said("Mails that did not go: {count}. See under Sent which, and why.", count=count)
    if alarm.subject == "webhooks":
        told = to_say("A webhook has taken nothing for {minutes} minutes. Its page shows what it answers.")
        return said(told, minutes=count)
    return said("A mail has waited for {minutes} minutes. See whether its server answers.", minutes=count)


def _backup(alarm: Alarm) -> str:
    told = to_say("There has been no backup for {days} days. Run one, best every night.")
    return said(told, days=decimal(alarm.value, 0))


def _certificate(alarm: Alarm) -> str:
    if alarm.value:
        told = to_say("The certificate of {server} is good for {days} more days. Renew it.")
        return said(told, server=alarm.subject, days=decimal(alarm.value, 0))
    return said("The certificate of {server} is not good now. Renew it.", server=alarm.subject)


def _clock(alarm: Alarm) -> str:
    host = alarm.subject.partition(": ")[0]
    told = to_say(
        "The clock of {host} is {seconds} seconds off what was seen before. See whether it is right."
    )
    return said(told, host=host, seconds=decimal(abs(alarm.value), 0))


_WORDS: Mapping[AlarmKind, Callable[[Alarm], str]] = {
    AlarmKind.STALLED: _stalled,
    AlarmKind.DISK: _disk,
    AlarmKind.LEDGER: _ledger,
    AlarmKind.QUARANTINE: _quarantine,
    AlarmKind.OUTBOX: _outbox,
    AlarmKind.BACKUP: _backup,
    AlarmKind.CERTIFICATE: _certificate,
    AlarmKind.CLOCK: _clock,
}
