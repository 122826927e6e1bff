"""Who the letters of a client firm come from: kept as events, so that each letterhead ever used is known."""

from __future__ import annotations

from dataclasses import replace

from flows.desk import Stores
from models.errors import WrongUse
from models.evidence import LONGEST_LINE, LONGEST_REPLY_DAYS, MOST_LINES, Letterhead
from models.plain import from_plain, to_plain
from models.record import Event
from storage.register import Trail

LETTERHEAD, SUBJECT = "letterhead set", "letterhead"


def letterhead_of(stores: Stores, client: str) -> Letterhead:
    """The newest letterhead of the client firm; an empty one where none was set."""
    asked = Trail(client, subject=SUBJECT, kind=LETTERHEAD, deeds_of_people=False)
    found = stores.register.audit.piece(asked, 1)
    return from_plain(Letterhead, found[0].event.detail["letterhead"]) if found else Letterhead()


def set_letterhead(stores: Stores, client: str, head: Letterhead, by: str) -> Letterhead:
    """Use `head` for letters from now on.

    Raises:
        WrongUse: a line is too long, or there are too many.
    """
    tidy = _tidy(head)
    detail = {"by": by, "letterhead": to_plain(tidy)}
    stores.register.add_event(Event(stores.clock(), client, LETTERHEAD, SUBJECT, detail))
    return tidy


def _tidy(head: Letterhead) -> Letterhead:
    lines = tuple(" ".join(line.split()) for line in head.address if line.strip())
    remit = tuple(line for line in (" ".join(line.split()) for line in head.remit) if line)
    parts = [" ".join(part.split()) for part in (head.name, head.contact, head.email, head.phone)]
    too_long = any(len(line) > LONGEST_LINE for line in (*lines, *remit, *parts))
    if max(len(lines), len(remit)) > MOST_LINES or too_long:
        raise WrongUse(
            f"The letterhead takes {MOST_LINES} lines of address, as many of where payments go, and "
            f"{LONGEST_LINE} characters a line."
        )
    if not 1 <= head.reply_days <= LONGEST_REPLY_DAYS:
        raise WrongUse(f"Ask for a reply within 1 to {LONGEST_REPLY_DAYS} days, not {head.reply_days}.")
    name, contact, email, phone = parts
    return replace(head, name=name, address=lines, contact=contact, email=email, phone=phone, remit=remit)
