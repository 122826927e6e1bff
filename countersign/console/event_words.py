"""What happened, in words for people."""

from __future__ import annotations

import re
from datetime import datetime

from countersign.language import day, moment, said, to_say
from countersign.sentences import retold
from countersign.wording.values import plain, value_word
from models.record import Event

_TOLD = {
    "received": to_say("Received"),
    "dropped again": to_say("The same file was dropped again"),
    "handed in": to_say("Handed in at the console"),
    "mailed": to_say("Came by e-mail"),
    "matched again": to_say("Matched again with a newer ledger"),
    "offered again": to_say("Offered again: its invoice came"),
    "shelved": to_say("Copy stored for people"),
    "copy taken back": to_say("Copy taken back"),
    "retried": to_say("Was read again"),
    "replaced": to_say("Replaced"),
    "scanned again": to_say("Scanned again in place of another"),
    "scanned again as": to_say("Scanned again"),
    "rescan slip printed": to_say("Rescan slip printed"),
    "slip names no document": to_say("Its rescan slip names no document here"),
    "lesson taken back": to_say("What it had taught was taken back"),
    "lesson restored": to_say("What it had taught counts again"),
    "batch differs": to_say("Something else came than the batch header says"),
    "member not taken": to_say("A file in it was not taken"),
    "mail not taken": to_say("Mail not taken"),
    "failed": to_say("An attempt to read it failed"),
    "filed": to_say("Filed"),
    "review": to_say("Sent to review"),
    "parked": to_say("Parked"),
    "duplicate": to_say("Duplicate"),
    "quarantined": to_say("Quarantined"),
    "blank": to_say("Blank"),
    "filed by a person": to_say("Filed by a person"),
    "parked by a person": to_say("Parked by a person"),
    "found unreadable": to_say("Found unreadable"),
    "found a duplicate": to_say("Found a duplicate"),
    "reopened": to_say("Taken back"),
    "page turned": to_say("Page turned"),
    "split": to_say("Was split"),
    "joined": to_say("Joined"),
    "field corrected": to_say("Field corrected"),
    "receipt corrected": to_say("Receipt corrected"),
    "undone": to_say("Undone"),
    "checked": to_say("Filing checked"),
    "breaker tripped": to_say("Filing by probability stopped"),
    "ledger loaded": to_say("Ledger loaded"),
    "invoice lines loaded": to_say("Lines of invoices loaded"),
    "tolerances set": to_say("Tolerances set"),
    "came from another place": to_say("Came from another place"),
    "viewed": to_say("Looked at"),
    "downloaded": to_say("Saved a file"),
    "dispute opened": to_say("Dispute opened"),
    "dispute changed": to_say("Dispute changed"),
    "dispute table set": to_say("Table of disputes set"),
    "contact noted": to_say("Contact noted"),
    "reminder sent": to_say("Reminder sent"),
    "reminder taken back": to_say("Reminder taken back"),
    "contact person kept": to_say("Contact person kept"),
    "contact person taken out": to_say("Contact person taken out"),
    "contact persons loaded": to_say("Contact persons loaded"),
    "letter mailed": to_say("Letter mailed"),
    "letter mail failed": to_say("Letter by mail did not go"),
    "letter mail tried again": to_say("Letter by mail tried again"),
    "reminder schedule set": to_say("Schedule of reminders set"),
    "payment plan agreed": to_say("Payment plan agreed"),
    "payment plan ended": to_say("Payment plan ended"),
    "credit limit set": to_say("Credit limit set"),
    "bad debt thresholds set": to_say("Thresholds of bad debts set"),
    "payments loaded": to_say("Payments loaded"),
    "payment applied": to_say("Payment applied"),
    "payment left aside": to_say("Payment left aside"),
    "application taken back": to_say("Application of a payment taken back"),
    "applications booked": to_say("Applied payments found in the ledger"),
    "cash terms set": to_say("Discount terms set"),
    "cause set": to_say("Cause of delinquency set"),
    "cause taken back": to_say("Cause of delinquency taken back"),
    "letterhead set": to_say("Letterhead set"),
    "control total set": to_say("Control total set"),
    "audit trail exported": to_say("Audit trail saved"),
    "signed in": to_say("Signed in"),
    "signed out": to_say("Signed out"),
    "sign-in refused": to_say("Sign-in refused"),
    "link made": to_say("Sign-in link made"),
    "password set": to_say("Password set"),
    "preferences set": to_say("Language and formats chosen"),
    "person added": to_say("Account added"),
    "person disabled": to_say("Account disabled"),
    "person enabled": to_say("Account enabled"),
    "person identified": to_say("Company account linked"),
    "role granted": to_say("Role given"),
    "role revoked": to_say("Role taken back"),
    "roles provided": to_say("Roles as the OpenID provider has them"),
    "token made": to_say("Token made"),
    "token revoked": to_say("Token revoked"),
    "sent": to_say("Sent to others"),
    "link opened": to_say("Link opened"),
    "saved by link": to_say("File saved by link"),
    "link revoked": to_say("Link revoked"),
    "link extended": to_say("Link extended"),
    "link renewed": to_say("New link made"),
    "recipient told": to_say("Recipient told of a correction"),
    "recipient not told": to_say("Recipient not told of a correction"),
    "recipient told by mail": to_say("Recipient told of a correction by mail"),
    "mail failed": to_say("Mail did not go"),
    "mail tried again": to_say("Mail tried again"),
    "not removed from inbox": to_say("Could not be removed from the inbox"),
    "backed up": to_say("Backup made"),
    "restored": to_say("Restored from a backup"),
    "alarm raised": to_say("Alarm raised"),
    "alarm cleared": to_say("Alarm over"),
    "alarm limit set": to_say("Limit of an alarm set"),
    "alarm addresses set": to_say("Addresses for alarms set"),
    "hold set": to_say("Hold set"),
    "hold lifted": to_say("Hold lifted"),
    "retention schedule set": to_say("Retention schedule set"),
    "fiscal year set": to_say("Fiscal year set"),
    "destruction proposed": to_say("Destruction proposed"),
    "destruction rejected": to_say("Destruction rejected"),
    "destruction approved": to_say("Destruction approved"),
    "destruction certified": to_say("Destruction certified"),
    "destroyed": to_say("Destroyed"),
    "archive destroyed": to_say("Archive destroyed"),
    "came again after destruction": to_say("Came again after its destruction, as a new paper"),
    "person erased": to_say("Person erased"),
    "webhook added": to_say("Webhook added"),
    "webhook changed": to_say("Webhook changed"),
    "webhook disabled": to_say("Webhook disabled"),
    "webhook enabled": to_say("Webhook enabled"),
    "webhook removed": to_say("Webhook removed"),
    "webhook tested": to_say("Webhook tested"),
    "webhook secret renewed": to_say("Webhook: new secret"),
    "webhook sent again": to_say("Webhook: sent again"),
}
_DETAILS = {
    "reason": to_say("Reason"),
    "source": to_say("Source"),
    "chosen": to_say("Chosen"),
    "status": to_say("Status"),
    "customer": to_say("Customer"),
    "invoice": to_say("Invoice"),
    "invoices": to_say("Invoices"),
    "document": to_say("Document"),
    "pages": to_say("Pages"),
    "file": to_say("File"),
    "roles": to_say("Roles"),
    "name": to_say("Name"),
    "error": to_say("Error"),
    "attempt": to_say("Attempt"),
    "right": to_say("Right"),
    "correction": to_say("Correction"),
    "undoes": to_say("Undoes"),
    "into": to_say("Into"),
    "field": to_say("Field"),
    "files": to_say("Files"),
    "documents": to_say("Documents"),
    "destruction": to_say("Destruction"),
    "person": to_say("Person"),
    "rows": to_say("Rows"),
    "jurisdiction": to_say("Country"),
    "month": to_say("Month"),
    "day": to_say("Day"),
    "address": to_say("Address"),
    "browser": to_say("Browser"),
    "email": to_say("E-mail"),
    "found": to_say("Found"),
    "from": to_say("From"),
    "grade": to_say("Grade"),
    "keys": to_say("Keys that must agree"),
    "known_by": to_say("Known by"),
    "note": to_say("Note"),
    "notices": to_say("Notices"),
    "presses": to_say("Keys pressed"),
    "seconds": to_say("Seconds"),
    "sending": to_say("Sending"),
    "to": to_say("To"),
    "until": to_say("Until"),
    "added": to_say("Added"),
    "changed": to_say("Changed"),
    "closed": to_say("Closed"),
    "unchanged": to_say("Unchanged"),
}
"""What a detail of an event is called; others by their own names."""
_LEFT_OUT = {"table", "drop", "sha256", "size", "key", "by"}
"""Details of events that say nothing to a reader of the page."""
_DETAIL_LENGTH = 300
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def told(event: Event) -> str:
    """What happened, in words; an end state by its own name."""
    return told_kind(event.kind)


def told_kind(kind: str) -> str:
    """The same for a kind of events."""
    known = _TOLD.get(kind)
    return plain(kind) if known is None else said(known)


def event_detail(event: Event) -> str:
    """What an event says beyond its name, on one line."""
    parts = (
        f"{_called(name)}: {_flat(detail)}" for name, detail in event.detail.items() if name not in _LEFT_OUT
    )
    line = "; ".join(part for part in parts if not part.endswith(": "))
    return line if len(line) <= _DETAIL_LENGTH else f"{line[: _DETAIL_LENGTH - 1]}…"


def _called(name: str) -> str:
    known = _DETAILS.get(name)
    return plain(name) if known is None else said(known)


def _flat(detail: object) -> str:
    if isinstance(detail, list | tuple):
        return ", ".join(map(_flat, detail))
    if isinstance(detail, bool):
        return said("yes") if detail else said("no")
    return "" if detail is None else _timed(str(detail))


def _timed(text: str) -> str:
    """A time or a day as the reader writes it; any other text as it is told."""
    try:
        if _TIME.fullmatch(text):
            return moment(datetime.fromisoformat(text))
    except ValueError:
        return text
    return day(text) if _DAY.fullmatch(text) else retold(value_word(text))
