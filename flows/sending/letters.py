"""What mails to people outside say. Pure; calm, and without a word of what the papers themselves say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from html import escape

from models.counts import counted
from models.sending import Notice, Sending, Turn

_TURNS = {
    Turn.GONE: (
        "What we sent you on {sent} for invoice {invoice} does not belong to that invoice, as we have found "
        "since. The link that you have shows it no longer. Please do not rely on it; delete what you saved."
    ),
    Turn.FEWER: (
        "Some of the pages that we sent you on {sent} for invoice {invoice} do not belong to that invoice, "
        "as we have found since. The link that you have shows the right ones. Please delete what you saved."
    ),
    Turn.BACK: (
        "What we sent you on {sent} for invoice {invoice} was corrected: pages that were taken out belong to "
        "that invoice after all. The link that you have shows them again."
    ),
    Turn.RECEIPT: (
        "What we say about the receipt on the papers sent to you on {sent} for invoice {invoice} was "
        "corrected. The papers are the same. The link that you have shows the new state."
    ),
}


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom recipients may ask."""

    name: str
    email: str = ""

    @property
    def shown(self) -> str:
        """As people write it."""
        return f"{self.name} ({self.email})" if self.email and self.email != self.name else self.name


def subject_of(sending: Sending) -> str:
    """Of every mail about it."""
    return f"Documents for invoice {sending.invoice}"


def invitation(sending: Sending, link: str, contact: Contact) -> str:
    """The text that carries a link."""
    note = f"\n\n{sending.note}" if sending.note else ""
    return (
        f"Good day,\n\n{contact.name} gives you {counted(len(sending.papers), 'document')} for invoice "
        f"{sending.invoice}:\n\n{link}{note}\n\nThe link is yours alone and good until "
        f"{_day(sending.until)}; please do not pass it on. Whoever opens it is noted.\n\n"
        f"Questions: {contact.shown}\n"
    )


def correction(notice: Notice, contact: Contact) -> str:
    """The text that tells of a correction; without the link, of which only a hash is kept."""
    said = _TURNS[notice.turn].format(sent=_day(notice.sending.made_at), invoice=notice.sending.invoice)
    closed = " The link has run out; ask for a new one." if not notice.sending.is_open(notice.at) else ""
    return f"Good day,\n\n{said}{closed}\n\nQuestions: {contact.shown}\n"


def as_html(text: str, link: str = "") -> str:
    """The same text as simple HTML: nothing is fetched from anywhere."""
    paragraphs = (_paragraph(part, link) for part in text.strip().split("\n\n"))
    return f'<!doctype html><html><body style="font-family: sans-serif">{"".join(paragraphs)}</body></html>'


def _paragraph(part: str, link: str) -> str:
    if link and part == link:
        return f'<p><a href="{escape(link)}">{escape(link)}</a></p>'
    return f"<p>{escape(part).replace(chr(10), '<br>')}</p>"


def _day(moment: datetime | date) -> str:
    return f"{moment:%d} {moment:%B %Y}"


def link_in(text: str) -> str:
    """The link that a text carries in a line of its own; empty where it carries none."""
    lines = (line.strip() for line in text.splitlines())
    return next((line for line in lines if line.startswith(("https://", "http://")) and " " not in line), "")
