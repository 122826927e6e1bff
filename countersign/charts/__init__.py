"""Charts as values: laid out once, drawn as SVG on pages and as vectors in PDFs."""

from countersign.charts.laying import laid_out
from countersign.charts.shapes import Bar, Chart, Drawing, Kind, Rule, Words
from countersign.charts.svg import svg

__all__ = ["Bar", "Chart", "Drawing", "Kind", "Rule", "Words", "laid_out", "svg"]
