"""Reminders: which invoice is reminded of when, what holds it back, and what a letter says. Pure."""

from receivables.reminders.calendar import Calendar, Due, Dunned, Held, Paused, Why, calendar
from receivables.reminders.covers import Cover
from receivables.reminders.letter import ReminderLetter, reminder_letter
from receivables.reminders.schedule import USUAL_SCHEDULE, checked
from receivables.reminders.words import ReminderWords

__all__ = [
    "USUAL_SCHEDULE",
    "Calendar",
    "Cover",
    "Due",
    "Dunned",
    "Held",
    "Paused",
    "ReminderLetter",
    "ReminderWords",
    "Why",
    "calendar",
    "checked",
    "reminder_letter",
]
