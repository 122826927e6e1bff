"""Charts of reports on pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup

from countersign.charts import Chart, Kind, laid_out, svg

_WIDES = {Kind.COLUMNS: 560.0, Kind.BARS: 380.0, Kind.TREND: 240.0}
"""In points; the page scales them."""


def charted(chart: Chart) -> Markup:
    """A chart as SVG: columns as wide as the page, bars beside their table, trends beside one another."""
    return Markup(svg(laid_out(chart, _WIDES[chart.kind])))  # noqa: S704 escaped


FILTERS: Mapping[str, Callable[..., Any]] = {"charted": charted}
"""What templates may call."""
