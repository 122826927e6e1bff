"""The drawn sheets of a pack: letter, index, frames of exhibits, tables; one door to reportlab."""

from flows.evidence.sheets.drawing import Drawn, drawn

__all__ = ["Drawn", "drawn"]
