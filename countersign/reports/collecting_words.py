"""What reminders, payment plans, credit limits and grounds of bad debts are called, for people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from countersign.language import amount, said, said_of, to_say
from countersign.language import number as counted
from models.credit import InstalmentState, PlanState
from models.dispute import Failure
from models.evidence import Tongue
from models.reminder import Level, Step
from receivables.bad_debt import Ground, Reasoned
from receivables.credit import Use
from receivables.reminders import Why

_STEPS = {
    Step.REMINDER: to_say("Reminder"),
    Step.FINAL: to_say("Final reminder"),
    Step.HOLD: to_say("Deliveries on hold"),
    Step.AGENCY: to_say("Agency or lawyer"),
}
_STEP_TONES = {Step.FINAL: "review", Step.HOLD: "quarantined", Step.AGENCY: "quarantined"}
_WHY = {
    Why.PAID: to_say("paid, not yet booked"),
    Why.DISPUTED: to_say("disputed"),
    Why.PLANNED: to_say("a payment plan is kept"),
    Why.PROMISED: to_say("a promise to pay runs"),
    Why.UNPROVEN: to_say("nothing on file proves it"),
    Why.UNDATED: to_say("the ledger has no due date"),
    Why.CREDIT: to_say("credits of the account are as much"),
}
_INSTALMENTS = {
    InstalmentState.DUE: to_say("to come"),
    InstalmentState.KEPT: to_say("kept"),
    InstalmentState.LATE: to_say("paid late"),
    InstalmentState.BROKEN: to_say("not paid"),
    InstalmentState.UNKNOWN: to_say("not known"),
}
_INSTALMENT_TONES = {
    InstalmentState.KEPT: "filed",
    InstalmentState.LATE: "review",
    InstalmentState.BROKEN: "quarantined",
}
_PLANS = {
    PlanState.RUNNING: to_say("plan is kept"),
    PlanState.BROKEN: to_say("plan broken"),
    PlanState.DONE: to_say("plan fulfilled"),
    PlanState.ENDED: to_say("plan ended"),
    PlanState.UNKNOWN: to_say("not known"),
}
_PLAN_TONES = {PlanState.RUNNING: "parked", PlanState.BROKEN: "quarantined", PlanState.DONE: "filed"}
_USES = {
    Use.EXCEEDED: to_say("exceeded"),
    Use.PLANNED: to_say("exceeded only by a running payment plan"),
    Use.NEAR: to_say("nearly used up"),
    Use.WITHIN: to_say("within the limit"),
    Use.NONE: to_say("no limit"),
}
_USE_TONES = {Use.EXCEEDED: "quarantined", Use.PLANNED: "review", Use.NEAR: "parked", Use.WITHIN: "filed"}
_FAILURES = {Failure.UNREACHABLE: to_say("nobody reached"), Failure.RETURNED: to_say("came back")}
_TONGUES = {Tongue.ENGLISH: to_say("English"), Tongue.GERMAN: to_say("German")}
_GROUNDS = {
    Ground.OVERDUE: (
        to_say("It is {number} day overdue (threshold: {limit})."),
        to_say("It is {number} days overdue (threshold: {limit})."),
    ),
    Ground.BROKEN: (
        to_say("{number} promise or payment plan was not kept (threshold: {limit})."),
        to_say("{number} promises or payment plans were not kept (threshold: {limit})."),
    ),
    Ground.LEVEL: (
        to_say("Its reminders have reached the level of day {number} (threshold: {limit})."),
        to_say("Its reminders have reached the level of day {number} (threshold: {limit})."),
    ),
    Ground.UNREACHED: (
        to_say("Nobody was reached in the last try (threshold: {limit})."),
        to_say("Nobody was reached in the last {number} tries (threshold: {limit})."),
    ),
    Ground.RETURNED: (
        to_say("{number} letter or mail came back since anybody was reached."),
        to_say("{number} letters or mails came back since anybody was reached."),
    ),
    Ground.EXPIRED: (
        to_say("A dispute waits for our answer {number} day after its last day (threshold: {limit})."),
        to_say("A dispute waits for our answer {number} days after its last day (threshold: {limit})."),
    ),
    Ground.UNPROVEN: (
        to_say("{number} day after the due date no proof of delivery proves it (threshold: {limit})."),
        to_say("{number} days after the due date no proof of delivery proves it (threshold: {limit})."),
    ),
}


def step_words(step: Step) -> str:
    """What a level is."""
    return said(_STEPS[step])


def step_tone(step: Step) -> str:
    """Its colours, as the style sheets name them."""
    return _STEP_TONES.get(step, "parked")


def days_words(level: Level | int) -> str:
    """When a level is due."""
    days = level if isinstance(level, int) else level.days
    if days < 0:
        return said_of("{number} day before due", "{number} days before due", -days, number=counted(-days))
    if days == 0:
        return said("on the due date")
    return said_of("{number} day after due", "{number} days after due", days, number=counted(days))


def why_words(why: Why) -> str:
    """Why nobody is reminded of it."""
    return said(_WHY[why])


def instalment_words(state: InstalmentState) -> str:
    """What became of an instalment."""
    return said(_INSTALMENTS[state])


def instalment_tone(state: InstalmentState) -> str:
    """Its colours."""
    return _INSTALMENT_TONES.get(state, "blank")


def plan_words(state: PlanState) -> str:
    """How a payment plan stands."""
    return said(_PLANS[state])


def plan_tone(state: PlanState) -> str:
    """Its colours."""
    return _PLAN_TONES.get(state, "blank")


def use_words(use: Use) -> str:
    """How far a credit limit is used."""
    return said(_USES[use])


def use_tone(use: Use) -> str:
    """Its colours."""
    return _USE_TONES.get(use, "blank")


def failure_words(failure: Failure) -> str:
    """How somebody was not reached."""
    return said(_FAILURES[failure])


def tongue_words(tongue: Tongue) -> str:
    """A language of letters."""
    return said(_TONGUES[tongue])


def ground_words(one: Reasoned) -> str:
    """What speaks for a bad debt, in a sentence."""
    singular, plural = _GROUNDS[one.ground]
    text = singular if one.count == 1 else plural
    return said(text, number=counted(one.count), limit=counted(one.limit))


def amounts_words(totals: Mapping[str, Decimal]) -> str:
    """Amounts by currency, one beside the other."""
    return ", ".join(amount(value, currency) for currency, value in totals.items())


FILTERS: Mapping[str, Callable[..., Any]] = {
    "amounts": amounts_words,
    "failure": failure_words,
    "ground": ground_words,
    "instalment": instalment_words,
    "instalment_tone": instalment_tone,
    "level_days": days_words,
    "plan": plan_words,
    "plan_tone": plan_tone,
    "step": step_words,
    "step_tone": step_tone,
    "tongue": tongue_words,
    "use": use_words,
    "use_tone": use_tone,
    "why_held": why_words,
}
"""What templates may call."""
