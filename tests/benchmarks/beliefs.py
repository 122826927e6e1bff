"""What people would say of the signs of a boundary, before any was counted: log-odds by sign."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pipeline.splitting.signs import Sign

CONSTANT = 0.8
"""Most papers have one page; it is not fitted, for drawn stacks say nothing of how long papers are."""
BELIEVED: Mapping[Sign, float] = MappingProxyType(
    {
        Sign.PAGE_ONE: 7.0,
        Sign.PAGE_NEXT: -6.0,
        Sign.PAGE_SKIPS: -3.0,
        Sign.PAGE_BREAKS: 6.0,
        Sign.PAGE_LATER: -2.0,
        Sign.PAGE_STRAY: 5.0,
        Sign.PAGE_DUE: -4.0,
        Sign.PAGE_FULL: 3.0,
        Sign.NUMBER_SAME: -4.0,
        Sign.NUMBER_OTHER: 3.0,
        Sign.NUMBER_NEAR: -0.5,
        Sign.NUMBER_REPEATED: -3.0,
        Sign.ORDER_SAME: -1.0,
        Sign.ORDER_OTHER: 2.0,
        Sign.CUSTOMER_SAME: -0.5,
        Sign.CUSTOMER_OTHER: 3.0,
        Sign.NOTHING_SHARED: 0.3,
        Sign.NO_NUMBER: -1.5,
        Sign.LEDGER_SAME: -3.0,
        Sign.LEDGER_OTHER: 5.0,
        Sign.LEDGER_CUSTOMER_OTHER: 4.0,
        Sign.LEDGER_NAME_OTHER: 3.0,
        Sign.PARTED: -2.5,
        Sign.HEAD_LIKE: 0.3,
        Sign.HEAD_LARGE: 1.0,
        Sign.HEAD_BARE: -0.5,
        Sign.TITLE_NONE: -1.0,
        Sign.TITLE_NEW: 1.0,
        Sign.TITLE_SAME: 0.5,
        Sign.TITLE_OTHER: 1.5,
        Sign.SIZE_OTHER: 1.5,
        Sign.TYPE_OTHER: 0.3,
        Sign.SHEET_AGAIN: 10.0,
        Sign.DATE_NEW: 0.8,
        Sign.DATE_SAME: -1.0,
        Sign.DATE_OTHER: 2.0,
        Sign.NAME_SAME: -0.5,
        Sign.NAME_OTHER: 1.5,
        Sign.EMPTY: -6.0,
        Sign.PROSE: -2.0,
        Sign.RECEIPT_FIRST: -0.3,
        Sign.RECEIPT_AGAIN: 1.5,
        Sign.RECEIPT_BEFORE: 0.5,
        Sign.CARRIED: -2.0,
    }
)
