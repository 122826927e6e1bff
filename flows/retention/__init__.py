"""How long papers are kept: the schedule, holds, and destruction by two people with a certificate."""

from flows.retention.certificates import certificate_keys, certificate_of
from flows.retention.destroying import approve, finish, finish_all, left_of, objects_of, propose, reject
from flows.retention.due import Due, due, refuse_not_due
from flows.retention.holding import Wanted, hold_again, lift_hold, set_hold
from flows.retention.schedules import (
    load_schedule,
    schedule_of,
    schedule_text,
    set_year,
)

__all__ = [
    "Due",
    "Wanted",
    "approve",
    "certificate_keys",
    "certificate_of",
    "due",
    "finish",
    "finish_all",
    "hold_again",
    "left_of",
    "lift_hold",
    "load_schedule",
    "objects_of",
    "propose",
    "refuse_not_due",
    "reject",
    "schedule_of",
    "schedule_text",
    "set_hold",
    "set_year",
]
