"""Charts of reports on pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from countersign.charts import Chart, Kind, laid_out, svg

_WIDE, _NARROW = 560.0, 380.0
"""In points; the page scales them."""


def charted(chart: Chart) -> Markup:
    """A chart as SVG: columns as wide as the page, bars beside their table."""
    return Markup(svg(laid_out(chart, _WIDE if chart.kind is Kind.COLUMNS else _NARROW)))  # noqa: S704 escaped


FILTERS: Mapping[str, Callable[..., Any]] = {"charted": charted}
"""What templates may call."""
