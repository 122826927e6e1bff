"""Words that reports on receivables share: ranges of days, states of proofs, where figures come from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from countersign.language import amount, day, moment, place_of_clock, said, said_of, to_say
from countersign.language import number as counted
from models.errors import WrongUse
from models.standing import Standing
from receivables.aging import Basis, Control, Credits, Tie
from receivables.gaps import NEAR, Desk, PodStatus
from receivables.ranges import Range

_POD = {
    PodStatus.MISSING: to_say("no proof of delivery"),
    PodStatus.ILLEGIBLE: to_say("illegible or not graded"),
    PodStatus.UNSIGNED: to_say("not signed by the customer"),
    PodStatus.REMARKED: to_say("with remarks"),
    PodStatus.INCOMPLETE: to_say("signed, incomplete"),
    PodStatus.COMPLETE: to_say("signed, no remarks detected"),
}
_TONES = {
    PodStatus.MISSING: "quarantined",
    PodStatus.ILLEGIBLE: "quarantined",
    PodStatus.UNSIGNED: "review",
    PodStatus.REMARKED: "review",
    PodStatus.INCOMPLETE: "parked",
    PodStatus.COMPLETE: "filed",
}
"""Class of the style sheets whose colours a state takes."""
_DESKS = {
    Desk.REVIEW: to_say("Review"),
    Desk.MAILROOM: to_say("Mailroom"),
    Desk.CARRIER: to_say("Carrier"),
    Desk.COLLECTOR: to_say("Collector"),
}
_TASKS = {
    PodStatus.MISSING: to_say("Ask for the signed proof of delivery."),
    PodStatus.ILLEGIBLE: to_say("Find the paper and scan it again."),
    PodStatus.UNSIGNED: to_say("Ask for the copy that the customer signed."),
    PodStatus.REMARKED: to_say("Settle the remark with the customer."),
}
_SETTLE = to_say("A paper for it waits for review: settle it.")
_TIES = {
    0: (
        to_say("Ties to the control total that came with load {load}: {total}."),
        to_say("Ties to the control total of the day: {total}."),
    ),
    1: (
        to_say(
            "Does not tie to the control total that came with load {load}: the ledger has "
            "{difference} more than {total}."
        ),
        to_say(
            "Does not tie to the control total of the day: the ledger has {difference} more than {total}."
        ),
    ),
    -1: (
        to_say(
            "Does not tie to the control total that came with load {load}: the ledger has "
            "{difference} less than {total}."
        ),
        to_say(
            "Does not tie to the control total of the day: the ledger has {difference} less than {total}."
        ),
    ),
}
"""Whether the ledger ties to a control total: by the sign of the difference, of a load and of a day."""
_BASES = {Basis.DUE: to_say("by due date"), Basis.INVOICE: to_say("by invoice date")}
_CREDITS = {Credits.APART: to_say("in a column of their own"), Credits.AGED: to_say("aged with the rest")}


def pod_words(status: PodStatus) -> str:
    """What the proofs of an invoice are worth together."""
    return said(_POD[status])


def pod_tone(status: PodStatus) -> str:
    """Its colours; the words always stand beside them."""
    return _TONES[status]


def desk_words(desk: Desk) -> str:
    """Who can close a gap."""
    return said(_DESKS[desk])


def task(status: PodStatus, desk: Desk) -> str:
    """What is to be done about a gap."""
    return said(_SETTLE if desk is Desk.REVIEW else _TASKS[status])


def limits_in(text: str) -> tuple[int, ...]:
    """The limits of an aging as they are typed: 30,60,90.

    Raises:
        WrongUse: they are no numbers.
    """
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isascii() and part.isdigit() for part in parts):
        raise WrongUse(f"{text!r} are no limits of an aging: write them as 30,60,90.")
    return tuple(map(int, parts))


def basis_words(basis: Basis) -> str:
    """From which day on it is aged."""
    return said(_BASES[basis])


def credits_words(where: Credits) -> str:
    """Where credits stand."""
    return said(_CREDITS[where])


def bucket_name(bucket: Range) -> str:
    """A bucket for programs: current, 1-30, over 90; by invoice date the first is 0-30."""
    if bucket.last is None:
        return f"over {(bucket.first or 1) - 1}"
    return "current" if bucket.last == 0 else f"{bucket.first or 0}-{bucket.last}"


def bucket_words(bucket: Range) -> str:
    """The same for people."""
    if bucket.last is None:
        return said("over {days} days", days=counted((bucket.first or 1) - 1))
    if bucket.last == 0:
        return said("not due")
    return said("{first} to {last} days", first=counted(bucket.first or 0), last=counted(bucket.last))


def near_name(place: int | None) -> str:
    """Place in `NEAR` for programs: overdue, 0-7, over 30; no due date for None."""
    if place is None:
        return "no due date"
    return "overdue" if NEAR[place].first is None else bucket_name(NEAR[place])


def near_words(place: int | None) -> str:
    """The same for people."""
    if place is None:
        return said("no due date")
    near = NEAR[place]
    if near.first is None:
        return said("overdue")
    if near.last is None:
        return said("due in more than {days} days", days=counted(near.first - 1))
    if near.first == 0:
        return said("due within {days} days", days=counted(near.last))
    return said("due in {first} to {last} days", first=counted(near.first), last=counted(near.last))


def due_words(days: int | None) -> str:
    """How long until something falls due, or since when it is overdue."""
    if days is None:
        return said("no due date")
    if days < 0:
        return said_of("{number} day overdue", "{number} days overdue", -days, number=counted(-days))
    if days == 0:
        return said("due today")
    return said_of("due in {number} day", "due in {number} days", days, number=counted(days))


def standing_words(standing: Standing, as_of: date) -> str:
    """Which ledger the figures are of, and what is lacking where that is not the one of the day."""
    if standing.loaded_at is None:
        return said("No ledger was loaded yet: countersign ledger load brings one.")
    place = {
        "load": counted(standing.load),
        "time": moment(standing.loaded_at),
        "clock": place_of_clock(),
        "day": day(as_of),
    }
    if standing.is_exact:
        return said("From ledger load {load} of {time} ({clock}).", **place)
    return said(
        "How the ledger stood on {day} is not known: these figures are from load {load} of {time} ({clock}), "
        "the nearest that is known in full. What was open on that day and settled before it is missing.",
        **place,
    )


def standing_json(standing: Standing) -> dict[str, Any]:
    """The same as JSON values."""
    return {
        "load": standing.load,
        "loaded_at": standing.loaded_at.isoformat() if standing.loaded_at else None,
        "exact": standing.is_exact,
    }


def control_words(currency: str, control: Control) -> str:
    """Whether the sum of an aging is what the ledger has open."""
    ledger = amount(control.ledger, currency)
    if not control.agrees:
        return said("Differs from the ledger, which has {ledger} open.", ledger=ledger)
    if not control.later:
        return said("Agrees with the ledger: it has {ledger} open.", ledger=ledger)
    return said(
        "Agrees with the ledger: {aged} and {later} issued later are the {ledger} that it has open.",
        aged=amount(control.aged, currency),
        later=amount(control.later, currency),
        ledger=ledger,
    )


def tie_words(tie: Tie, load: int) -> str:
    """Whether the ledger ties to a control total, and by how much not.

    Args:
        tie: both.
        load: the load that the total was given with; 0 where it was set for the day.
    """
    place = {
        "load": counted(load),
        "total": amount(tie.stated, tie.currency),
        "difference": amount(abs(tie.difference), tie.currency),
    }
    by_load, by_day = _TIES[(tie.difference > 0) - (tie.difference < 0)]
    return said(by_load if load else by_day, **place)


def undated_words(count: int) -> str:
    """How many items have no due date."""
    return said_of(
        "{number} item has no due date and counts from its invoice date.",
        "{number} items have no due date and count from their invoice date.",
        count,
        number=counted(count),
    )


FILTERS: Mapping[str, Callable[..., Any]] = {
    "basis": basis_words,
    "bucket": bucket_words,
    "credits_stand": credits_words,
    "ties": tie_words,
    "desk": desk_words,
    "due": due_words,
    "near": near_words,
    "pod": pod_words,
    "pod_tone": pod_tone,
}
"""What templates may call."""
