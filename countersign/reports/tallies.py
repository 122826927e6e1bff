"""What became of disputes in a period, as JSON values."""

from __future__ import annotations

from typing import Any

from receivables.dispute_history import Tally

WEIGHTS = ("before", "opened", "won", "lost", "settled", "withdrawn", "expired", "still_open")


def tally_json(currency: str, tally: Tally) -> dict[str, Any]:
    """Counts, and amounts as texts."""
    weights = {name: getattr(tally, name) for name in WEIGHTS}
    return {
        "currency": currency,
        **{name: {"count": one.count, "amount": str(one.money)} for name, one in weights.items()},
        "recovered": str(tally.recovered),
    }
