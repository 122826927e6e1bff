"""What disputes and contacts are called, for people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from countersign.language import number as counted
from countersign.language import said, said_of, to_say
from models.dispute import (
    PACK_SENT,
    SENT_BY_LINK,
    Channel,
    Contact,
    Department,
    Direction,
    DisputeState,
    PromiseState,
)
from models.sending import Reason
from receivables.disputes import Alarm, Piece

_REASONS = {
    Reason.DOCUMENTS_MISSING: to_say("proof asked for"),
    Reason.NOT_RECEIVED: to_say("goods not received"),
    Reason.SHORT: to_say("short delivery"),
    Reason.DAMAGED: to_say("damaged goods"),
    Reason.WRONG_ITEM: to_say("wrong goods"),
    Reason.QUALITY: to_say("quality"),
    Reason.PRICE: to_say("price"),
    Reason.LATE: to_say("late or early delivery"),
    Reason.REFUSED: to_say("delivery refused"),
    Reason.RETURNED: to_say("returned goods"),
    Reason.DUPLICATE: to_say("billed twice"),
    Reason.SERVICE: to_say("service not performed"),
    Reason.DISCOUNT: to_say("cash discount"),
    Reason.FREIGHT: to_say("freight charge"),
    Reason.TAX: to_say("tax"),
    Reason.NO_ORDER: to_say("order missing or closed"),
    Reason.NO_INVOICE: to_say("invoice not received"),
    Reason.CANCELLED: to_say("order cancelled"),
    Reason.UNAUTHORISED: to_say("deduction without a reason"),
    Reason.OTHER: to_say("other"),
}
_STATES = {
    DisputeState.OPEN: to_say("open"),
    DisputeState.EVIDENCE_SENT: to_say("evidence sent"),
    DisputeState.WAITING_CUSTOMER: to_say("waits for the customer"),
    DisputeState.WAITING_DEPARTMENT: to_say("waits for a department"),
    DisputeState.WON: to_say("won"),
    DisputeState.LOST: to_say("lost"),
    DisputeState.SETTLED: to_say("settled"),
    DisputeState.WITHDRAWN: to_say("withdrawn"),
}
_TONES = {DisputeState.WON: "filed", DisputeState.LOST: "quarantined", DisputeState.SETTLED: "parked"}
_DEPARTMENTS = {
    Department.BILLING: to_say("Billing"),
    Department.LOGISTICS: to_say("Logistics"),
    Department.MAILROOM: to_say("Mailroom"),
    Department.QUALITY: to_say("Quality assurance"),
    Department.SALES: to_say("Sales"),
    Department.SERVICE: to_say("Service"),
    Department.COLLECTIONS: to_say("Collections"),
}
_PIECES = {
    Piece.POD: to_say("signed proof of delivery"),
    Piece.ORDER: to_say("purchase order"),
    Piece.OTHER: to_say("return note or other paper"),
}
_ALARMS = {
    Alarm.NONE: "",
    Alarm.HALF: to_say("half of the time is gone"),
    Alarm.MOST: to_say("four fifths of the time are gone"),
    Alarm.OVER: to_say("too late"),
}
_ALARM_TONES = {Alarm.NONE: "blank", Alarm.HALF: "parked", Alarm.MOST: "review", Alarm.OVER: "quarantined"}
_CHANNELS = {
    Channel.CALL: to_say("Call"),
    Channel.VOICEMAIL: to_say("Voice message"),
    Channel.EMAIL: to_say("E-mail"),
    Channel.LETTER: to_say("Letter"),
    Channel.PORTAL: to_say("Portal"),
    Channel.VISIT: to_say("Visit"),
    Channel.LINK: to_say("Link to papers"),
}
_DIRECTIONS = {Direction.OUT: to_say("from us"), Direction.IN: to_say("from the customer")}
_PROMISES = {
    PromiseState.DUE: to_say("promise runs"),
    PromiseState.OVERDUE: to_say("promise overdue"),
    PromiseState.KEPT: to_say("promise kept"),
    PromiseState.BROKEN: to_say("promise broken"),
    PromiseState.UNKNOWN: to_say("not known"),
}
_PROMISE_TONES = {
    PromiseState.KEPT: "filed",
    PromiseState.BROKEN: "quarantined",
    PromiseState.OVERDUE: "review",
    PromiseState.DUE: "parked",
}
_OUTCOMES = {
    SENT_BY_LINK: to_say("Evidence sent by a link."),
    PACK_SENT: to_say("Evidence pack sent."),
}
_CHANGES = {
    "evidence": to_say("Evidence"),
    "state": to_say("State"),
    "owner": to_say("Owner"),
    "amount": to_say("Contested amount"),
    "raised": to_say("Raised"),
    "due": to_say("Last day for an answer"),
    "reason": to_say("Reason"),
    "claim": to_say("The customer's number of it"),
    "department": to_say("Department"),
    "recovered": to_say("Paid of it"),
}


def reason_words(reason: Reason) -> str:
    """What the customer says."""
    return said(_REASONS[reason])


def dispute_state_words(state: DisputeState) -> str:
    """How far a dispute is."""
    return said(_STATES[state])


def dispute_tone(state: DisputeState) -> str:
    """The colours of a state, as the style sheets name them."""
    return _TONES.get(state, "review" if state.is_running else "blank")


def department_words(name: str) -> str:
    """A department; one that the client firm named itself stays as it is."""
    return said(_DEPARTMENTS[Department(name)]) if name in set(Department) else name


def piece_words(piece: Piece) -> str:
    """A kind of paper."""
    return said(_PIECES[piece])


def alarm_words(alarm: Alarm) -> str:
    """How urgent; empty where it is not."""
    return said(_ALARMS[alarm]) if alarm else ""


def alarm_tone(alarm: Alarm) -> str:
    """Its colours."""
    return _ALARM_TONES[alarm]


def left_words(days: int) -> str:
    """Days until the last one for an answer."""
    if days < 0:
        return said_of("{number} day too late", "{number} days too late", -days, number=counted(-days))
    if days == 0:
        return said("today is the last day")
    return said_of("{number} day left", "{number} days left", days, number=counted(days))


def channel_words(channel: Channel) -> str:
    """How somebody was reached."""
    return said(_CHANNELS[channel])


def direction_words(direction: Direction) -> str:
    """Who began."""
    return said(_DIRECTIONS[direction])


def promise_words(state: PromiseState) -> str:
    """What became of a promise."""
    return said(_PROMISES[state])


def promise_tone(state: PromiseState) -> str:
    """Its colours."""
    return _PROMISE_TONES.get(state, "blank")


def outcome_words(contact: Contact) -> str:
    """What came of a contact: in the reader's language where the program noted it by itself."""
    own = _OUTCOMES.get(contact.outcome) if contact.origin else None
    return said(own) if own else contact.outcome


def change_words(name: str) -> str:
    """What was changed of a dispute."""
    return said(_CHANGES[name])


def changed_value(value: str, name: str) -> str:
    """What it was changed to."""
    if name == "state":
        return dispute_state_words(DisputeState(value))
    if name == "evidence":
        kind, _, number = value.partition(" ")
        return said("link {number}", number=number) if kind == "sending" else said("pack {hash}", hash=number)
    if name == "reason":
        return reason_words(Reason(value))
    return department_words(value) if name == "department" else value or said("none")


FILTERS: Mapping[str, Callable[..., Any]] = {
    "alarm": alarm_words,
    "alarm_tone": alarm_tone,
    "change": change_words,
    "changed_value": changed_value,
    "channel": channel_words,
    "department": department_words,
    "direction": direction_words,
    "dispute_state": dispute_state_words,
    "dispute_tone": dispute_tone,
    "left": left_words,
    "outcome": outcome_words,
    "piece": piece_words,
    "promise": promise_words,
    "promise_tone": promise_tone,
    "reason": reason_words,
}
"""What templates may call."""
