"""A laid out chart as SVG within a page; its colours come from the style sheet."""

from __future__ import annotations

from html import escape

from countersign.charts.shapes import SIZE, Bar, Drawing, Rule, Words


def svg(drawing: Drawing) -> str:
    """The drawing as markup; everything in it is escaped."""
    shapes = "".join(map(_shape, drawing.marks))
    size = f'viewBox="0 0 {_n(drawing.wide)} {_n(drawing.high)}"'
    named = f'role="img" aria-label="{escape(drawing.title)}"'
    return f'<svg class="chart" {size} {named} font-size="{SIZE:g}">{shapes}</svg>'


def _shape(mark: Bar | Rule | Words) -> str:
    if isinstance(mark, Bar):
        place = f'x="{_n(mark.x)}" y="{_n(mark.y)}" width="{_n(mark.wide)}" height="{_n(mark.high)}"'
        return f'<rect class="{mark.tone}" {place}/>'
    if isinstance(mark, Rule):
        ends = f'x1="{_n(mark.x)}" y1="{_n(mark.y)}" x2="{_n(mark.to_x)}" y2="{_n(mark.to_y)}"'
        return f"<line {ends}/>"
    quiet = ' class="quiet"' if mark.quiet else ""
    place = f'x="{_n(mark.x)}" y="{_n(mark.y)}" text-anchor="{mark.anchor}"'
    return f"<text{quiet} {place}>{escape(mark.text)}</text>"


def _n(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")
