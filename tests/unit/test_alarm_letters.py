"""A mail about an alarm carries the head of the audit chain to somewhere else."""

from __future__ import annotations

from flows.alarms.telling import letter_of
from models.alarm import Alarm, AlarmKind, Telling, Turn
from models.chain import Head, head_from, head_text
from tests.values.register_values import NOW

HEAD = Head(41, "ab" * 32, NOW)


def alarm(words: str) -> Telling:
    return Telling(Alarm(1, AlarmKind.DISK, "", "host: /", 1.5, words, NOW, NOW, 1), Turn.RAISED)


def test_the_head_is_read_out_of_the_mail_whatever_the_alarm_says():
    forged = head_text(Head(7, "cd" * 32, NOW))
    for words in ("A disk is full.", "{ braces } in a name {", forged):
        subject, text = letter_of(alarm(words), "https://papers.firm.example", HEAD)
        assert head_from(text) == HEAD
        assert words in text
        assert subject == "Countersign: alarm: disk"


def test_without_a_head_the_mail_is_as_it_was():
    _, text = letter_of(alarm("A disk is full."), "https://papers.firm.example")
    assert "verify" not in text
