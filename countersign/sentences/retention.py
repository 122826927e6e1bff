"""Why files stay, what papers are linked with, and what is left of those that went."""

from __future__ import annotations

from countersign.language import to_retell

RETENTION = (
    to_retell("work on it has not ended."),
    to_retell("a person has to decide on it first."),
    to_retell("hold {number} is on it: {words}"),
    to_retell("dispute {number} is open."),
    to_retell("invoice {invoice} is not paid."),
    to_retell("it was received"),
    to_retell("it was last decided on"),
    to_retell("invoice {invoice} was issued"),
    to_retell("invoice {invoice} fell due"),
    to_retell("the ledger last changed invoice {invoice}"),
    to_retell("dispute {number} was raised"),
    to_retell("dispute {number} was closed"),
    to_retell("somebody was spoken to about its invoice"),
    to_retell("Destroyed under certificate {number}."),
)
