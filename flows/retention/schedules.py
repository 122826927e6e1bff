"""The client firm's schedule of retention: kept as events, so that each that was ever used is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from flows.desk import Stores
from models.errors import WrongUse
from models.record import Event
from models.retention import Schedule
from receivables.retention import COLUMNS, rules_from
from storage.register import Trail

SET, SUBJECT = "retention schedule set", "retention"
YEAR_SET = "fiscal year set"
LONGEST_TABLE = 100_000


def schedule_of(stores: Stores, client: str) -> Schedule:
    """The newest schedule; without rules where none was loaded, and then nothing is ever due."""
    text, year = schedule_text(stores, client), _kept(stores, client, YEAR_SET)
    schedule = Schedule(rules=rules_from(text)) if text else Schedule()
    if year:
        schedule = replace(
            schedule,
            jurisdiction=str(year["jurisdiction"]),
            month=int(str(year["month"])),
            day=int(str(year["day"])),
        )
    return schedule


def schedule_text(stores: Stores, client: str) -> str:
    """The table as CSV, as it was loaded; empty where none was."""
    kept = _kept(stores, client, SET)
    return str(kept["table"]) if kept else ""


def load_schedule(stores: Stores, client: str, text: str, by: str) -> int:
    """Use this table from now on; how many rules it has.

    Raises:
        WrongUse: it is no such table; the message names the line.
    """
    if len(text) > LONGEST_TABLE:
        raise WrongUse(f"The schedule takes at most {LONGEST_TABLE} characters.")
    tidy = "\n".join(text.splitlines()).strip() + "\n"
    rules = rules_from(tidy)
    if not rules:
        raise WrongUse(f"The schedule has no rule: give a CSV with the columns {','.join(COLUMNS)}.")
    detail = {"by": by, "rows": len(rules), "table": tidy}
    stores.register.add_event(Event(stores.clock(), client, SET, SUBJECT, detail))
    return len(rules)


def set_year(stores: Stores, client: str, jurisdiction: str, ends: str, by: str) -> Schedule:
    """Say under which country's law the client firm keeps its books, and when its fiscal year ends.

    Raises:
        WrongUse: the country is none, or `ends` no day as 12-31.
    """
    place = jurisdiction.strip().upper()
    if place and not (len(place) == len("DE") and place.isascii() and place.isalpha()):
        raise WrongUse(f"{jurisdiction!r} is no country code, such as DE.")
    try:
        on = date.fromisoformat(f"2027-{ends.strip()}")
    except ValueError:
        raise WrongUse(f"{ends!r} is no end of a fiscal year: write month and day as 12-31.") from None
    detail = {"by": by, "jurisdiction": place, "month": on.month, "day": on.day}
    stores.register.add_event(Event(stores.clock(), client, YEAR_SET, SUBJECT, detail))
    return schedule_of(stores, client)


def _kept(stores: Stores, client: str, kind: str) -> dict[str, object]:
    asked = Trail(client, subject=SUBJECT, kind=kind, deeds_of_people=False)
    found = stores.register.audit.piece(asked, 1)
    return dict(found[0].event.detail) if found else {}
