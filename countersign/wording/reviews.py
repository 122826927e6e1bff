"""What the review desk says: why a document waits, and what was done with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from countersign.language import number, said, to_say
from models.correction import Action, Correction
from models.decision import Cause

_CAUSES = {
    Cause.CONTRADICTION: (
        to_say("Page and ledger disagree"),
        to_say("A name or number on the page is not the invoice's."),
    ),
    Cause.RIVALS: (
        to_say("More than one fits"),
        to_say("Another invoice or another paper has as good a claim."),
    ),
    Cause.UNCONFIRMED: (
        to_say("Not confirmed"),
        to_say("An invoice was found, but too little on the page confirms it."),
    ),
    Cause.UNEXPLAINED: (
        to_say("Unexplained number"),
        to_say("The page shows a number that the invoice does not explain."),
    ),
    Cause.NOT_DUE: (
        to_say("Void, credit or date"),
        to_say("The invoice takes no papers, or its date cannot be."),
    ),
    Cause.NO_NUMBER: (
        to_say("No number read"),
        to_say("Type or point at the number, or have the paper scanned again."),
    ),
    Cause.BOUNDARIES: (
        to_say("Where does it end?"),
        to_say("The pages may be more than one document, or less."),
    ),
    Cause.TAKES_BACK: (
        to_say("Return, credit or request"),
        to_say("It takes an order or a delivery back, or asks for one or its proof."),
    ),
    Cause.CHECK: (
        to_say("Blind check"),
        to_say("Drawn by chance: find its invoice as if nothing were proposed."),
    ),
    Cause.ARRIVED: (
        to_say("Its invoice came"),
        to_say("Set aside by a person; the ledger has brought an invoice since."),
    ),
    Cause.REOPENED: (to_say("Worked on"), to_say("A person took it back, split, joined or corrected it.")),
    Cause.OTHER_PAPER: (
        to_say("Other papers"),
        to_say("Neither orders nor proofs of delivery: mostly to be set aside."),
    ),
}
_PARKED = (to_say("Parked"), to_say("Waits for an invoice that the ledger does not have yet."))
_DONE = {
    Action.FILE: to_say("Filed under {invoices}."),
    Action.PARK: to_say("Set aside."),
    Action.UNREADABLE: to_say("Put aside as unreadable: it is to be scanned again."),
    Action.DUPLICATE: to_say("Put to the paper that it repeats."),
    Action.REOPEN: to_say("Taken back: decide on it anew."),
    Action.TURN: to_say("Page turned."),
    Action.SPLIT: to_say("Split into {count} documents; this is the first."),
    Action.JOIN: to_say("Joined with its neighbour."),
    Action.CORRECT: to_say("Field corrected."),
    Action.RECEIPT: to_say("Receipt corrected."),
    Action.READ: to_say("Read again as it is turned now."),
    Action.UNDO: to_say("Undone: all is as it was before."),
}


def cause(name: str) -> str:
    """A part of the queue in a few words."""
    return said(_told(name)[0])


def cause_help(name: str) -> str:
    """The same in a sentence."""
    return said(_told(name)[1])


def _told(name: str) -> tuple[str, str]:
    return _CAUSES[Cause(name)] if name in set(Cause) else _PARKED


def done(correction: Correction) -> str:
    """What somebody has just done, in a sentence."""
    chosen = [invoice for record in correction.after for _, invoice in record.decision.chosen]
    return said(_DONE[correction.action], invoices=", ".join(chosen), count=number(len(correction.after)))


FILTERS: Mapping[str, Callable[..., Any]] = {"cause": cause, "cause_help": cause_help, "done": done}
"""What templates may call."""
