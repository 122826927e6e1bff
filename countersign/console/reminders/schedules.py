"""The schedule of reminders: levels, letters, discounts and late charges; for administrators."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Annotated

from fastapi import APIRouter, Form
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response

from countersign.console.asking import Asking, demand
from countersign.console.evidence import amount_of
from countersign.console.rendering import address
from countersign.console.room import InRoom, OfClient, Room
from countersign.days import day_of
from flows.cash import cash_terms, cash_terms_text, set_cash_terms
from flows.reminders import schedule_of, set_schedule
from models.dispute import Channel
from models.errors import WrongUse
from models.evidence import Tongue
from models.people import Right
from models.reminder import Level, LevelText, Schedule, Step
from receivables.cash import terms_from
from receivables.reminders import USUAL_SCHEDULE
from receivables.reminders.terms import (
    EXAMPLES,
    Statute,
    charges_from,
    charges_text,
    example_terms,
    rates_from,
    rates_text,
)

router = APIRouter(prefix="/reminders/schedule")
_TABLE = 20_000


@dataclass(frozen=True, slots=True)
class Row:
    """A level as a form has it; one without days is none."""

    days: str = ""
    step: str = Step.REMINDER.value
    channel: str = Channel.LETTER.value
    subject_en: str = ""
    text_en: str = ""
    subject_de: str = ""
    text_de: str = ""


class Given(BaseModel):
    """The form; the lists belong together by their places."""

    days: list[str] = Field(default=[], max_length=20)
    step: list[str] = Field(default=[], max_length=20)
    channel: list[str] = Field(default=[], max_length=20)
    subject_en: list[str] = Field(default=[], max_length=20)
    text_en: list[str] = Field(default=[], max_length=20)
    subject_de: list[str] = Field(default=[], max_length=20)
    text_de: list[str] = Field(default=[], max_length=20)
    discounts: str | None = Field(None, max_length=_TABLE)
    """The table of discounts; None leaves it as it is."""
    rates: str = Field("", max_length=_TABLE)
    charges: str = Field("", max_length=_TABLE)
    fixed_rate: bool = False
    needs_proof: bool = False
    at_once: bool = False
    charged_from: str = Field("1", max_length=4)
    gap: str = Field("", max_length=4)
    pay_within: str = Field("", max_length=4)

    @property
    def rows(self) -> list[Row]:
        """Its levels."""
        columns = (
            *(self.days, self.step, self.channel),
            *(self.subject_en, self.text_en, self.subject_de, self.text_de),
        )
        return [Row(*(cell or "" for cell in cells)) for cells in zip_longest(*columns, fillvalue="")]

    def schedule(self) -> Schedule:
        """The same as a value; raises WrongUse where something cannot be."""
        return Schedule(
            levels=tuple(_level(row) for row in self.rows if row.days.strip()),
            rates=rates_from(self.rates),
            charges=charges_from(self.charges),
            fixed_rate=self.fixed_rate,
            charged_from=_whole(self.charged_from),
            needs_proof=self.needs_proof,
            in_turn=not self.at_once,
            gap=_whole(self.gap),
            pay_within=_whole(self.pay_within),
        )


class Example(BaseModel):
    """The form that takes the terms of a statute over."""

    statute: Statute = Statute.EU
    reference: str = Field("", max_length=10)
    since: str = Field("", max_length=10)


@router.get("")
def page(room: InRoom, person: Asking, client: OfClient, *, done: bool = False) -> Response:
    """The schedule as it is."""
    demand(person, Right.ADMINISTER, client)
    return _page(room, client, _form_of(room, client, schedule_of(room.stores, client)), done=done)


@router.post("")
def change(room: InRoom, person: Asking, client: OfClient, given: Annotated[Given, Form()]) -> Response:
    """Remind by another one from now on."""
    demand(person, Right.ADMINISTER, client)
    try:
        new = given.schedule()
        if given.discounts is not None:
            _set_discounts(room, client, given.discounts, person.login)
        set_schedule(room.stores, client, new, person.login)
    except WrongUse as fault:
        return _page(room, client, given, problem=str(fault))
    return RedirectResponse(address("reminders", "schedule", client=client, done=1), 303)


@router.post("/example")
def take_example(
    room: InRoom, person: Asking, client: OfClient, given: Annotated[Example, Form()]
) -> Response:
    """Add the rate and the charges of a statute, with the reference rate that the person looked up."""
    demand(person, Right.ADMINISTER, client)
    old = schedule_of(room.stores, client)
    try:
        reference, since = amount_of(given.reference), day_of(given.since)
        if reference is None or since is None:
            raise WrongUse("Give the reference rate that you looked up, and the day from which it counts.")  # noqa: TRY301 shown with the form
        rate, charges = example_terms(given.statute, reference, since)
        new = replace(
            old,
            rates=tuple(sorted((*old.rates, rate), key=lambda one: one.since)),
            charges=old.charges if set(charges) <= set(old.charges) else (*old.charges, *charges),
            fixed_rate=EXAMPLES[given.statute].fixed_rate,
        )
        set_schedule(room.stores, client, new, person.login)
    except WrongUse as fault:
        return _page(room, client, _form_of(room, client, old), problem=str(fault))
    return RedirectResponse(address("reminders", "schedule", client=client, done=1) + "#terms", 303)


def _set_discounts(room: Room, client: str, text: str, by: str) -> None:
    """Keep the table that payments go by too, where it is another one."""
    if tuple(terms_from(text)) != cash_terms(room.stores, client):
        set_cash_terms(room.stores, client, text, by)


def _form_of(room: Room, client: str, schedule: Schedule) -> Given:
    discounts = cash_terms_text(room.stores, client)
    english = [one.texts[Tongue.ENGLISH] for one in schedule.levels]
    german = [one.texts[Tongue.GERMAN] for one in schedule.levels]
    return Given(
        days=[str(one.days) for one in schedule.levels],
        step=[one.step.value for one in schedule.levels],
        channel=[one.channel.value for one in schedule.levels],
        subject_en=[one.subject for one in english],
        text_en=[one.text for one in english],
        subject_de=[one.subject for one in german],
        text_de=[one.text for one in german],
        discounts=discounts if len(discounts) <= _TABLE else None,
        rates=rates_text(schedule.rates),
        charges=charges_text(schedule.charges),
        fixed_rate=schedule.fixed_rate,
        needs_proof=schedule.needs_proof,
        at_once=not schedule.in_turn,
        charged_from=str(schedule.charged_from),
        gap=str(schedule.gap),
        pay_within=str(schedule.pay_within),
    )


def _level(row: Row) -> Level:
    texts = {
        Tongue.ENGLISH: LevelText(" ".join(row.subject_en.split()), _tidy(row.text_en)),
        Tongue.GERMAN: LevelText(" ".join(row.subject_de.split()), _tidy(row.text_de)),
    }
    try:
        return Level(int(row.days), Step(row.step), Channel(row.channel), texts)
    except ValueError:
        raise WrongUse(
            f"{row.days!r} are no days: write -5 for five days before the due date, 10 after it."
        ) from None


def _tidy(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def _whole(text: str) -> int:
    if not (text.strip().isascii() and text.strip().isdigit()):
        raise WrongUse(f"{text!r} is no number of days.")
    return int(text)


def _page(room: Room, client: str, given: Given, *, problem: str = "", done: bool = False) -> Response:
    return room.templates.page(
        "reminders/schedule",
        400 if problem else 200,
        client=client,
        given=given,
        rows=[*(row for row in given.rows if row.days.strip()), Row()],
        steps=tuple(Step),
        channels=tuple(Channel),
        statutes=tuple(EXAMPLES.items()),
        usual=USUAL_SCHEDULE,
        problem=problem,
        done=done,
    )
