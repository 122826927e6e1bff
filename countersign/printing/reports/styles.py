"""Styles of paragraphs in reports, in the typefaces of evidence packs."""

from __future__ import annotations

from typing import Any

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle

from flows.evidence.sheets.style import INK, QUIET, SANS, SANS_BOLD, SERIF, SERIF_BOLD


def _style(name: str, font: str, size: float, leading: float, **more: Any) -> ParagraphStyle:
    return ParagraphStyle(name, fontName=font, fontSize=size, leading=leading, **{"textColor": INK, **more})


TITLE = _style("title", SERIF_BOLD, 19, 24, spaceAfter=1)
SUBTITLE = _style("subtitle", SERIF, 12.5, 17, spaceAfter=5)
LEAD = _style("lead", SANS, 8.5, 11.5, textColor=QUIET)
SECTION = _style("section", SERIF_BOLD, 13, 17, spaceBefore=15, spaceAfter=4)
TEXT = _style("text", SERIF, 9.8, 13.8, spaceAfter=5)
NOTE = _style("note", SANS, 8, 11, textColor=QUIET, spaceAfter=2)
CELL = _style("report cell", SANS, 8.2, 10.6)
CELL_RIGHT = _style("report cell right", SANS, 8.2, 10.6, alignment=TA_RIGHT)
SUM = _style("report sum", SANS_BOLD, 8.2, 10.6)
SUM_RIGHT = _style("report sum right", SANS_BOLD, 8.2, 10.6, alignment=TA_RIGHT)
HEAD = _style("report head", SANS_BOLD, 7.4, 9.6, textColor=QUIET)
HEAD_RIGHT = _style("report head right", SANS_BOLD, 7.4, 9.6, textColor=QUIET, alignment=TA_RIGHT)
TILE = _style("tile", SANS, 7.8, 10, textColor=QUIET)
TILE_VALUE = _style("tile value", SERIF_BOLD, 13, 17)
