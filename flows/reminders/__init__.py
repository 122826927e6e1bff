"""Reminders: the schedule of a client firm, what is due, the letters, and what was sent."""

from flows.reminders.gathering import Reminded, account_of, pledges, reminders_due
from flows.reminders.letters import MadeLetter, letter_of, letter_pdf
from flows.reminders.schedules import schedule_of, set_schedule
from flows.reminders.sending import Went, mark_sent, shown_mark, take_back

__all__ = [
    "MadeLetter",
    "Reminded",
    "Went",
    "account_of",
    "letter_of",
    "letter_pdf",
    "mark_sent",
    "pledges",
    "reminders_due",
    "schedule_of",
    "set_schedule",
    "shown_mark",
    "take_back",
]
