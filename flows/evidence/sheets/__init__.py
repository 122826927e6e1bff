"""The drawn sheets of packs and reminders: letters, index, exhibits, tables; one door to reportlab."""

from flows.evidence.sheets.drawing import Drawn, drawn
from flows.evidence.sheets.reminders import reminder_sheets

__all__ = ["Drawn", "drawn", "reminder_sheets"]
