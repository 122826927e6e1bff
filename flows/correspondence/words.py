"""What mails with letters say: the letter itself as text, and that it is attached."""

from __future__ import annotations

from models.evidence import Letterhead, Tongue
from receivables.reminders import ReminderLetter

_ATTACHED = {
    Tongue.ENGLISH: "This letter is attached as PDF.",
    Tongue.GERMAN: "Dieses Schreiben liegt als PDF bei.",
}
_STATEMENT = {
    Tongue.ENGLISH: (
        "Statement of account {number}, {day}",
        "Dear Sir or Madam,",
        (
            "please find attached the statement of your account as of {day}. Please let us know if an item "
            "does not agree with your books."
        ),
        "Yours faithfully,",
    ),
    Tongue.GERMAN: (
        "Kontoauszug {number}, {day}",
        "Sehr geehrte Damen und Herren,",
        (
            "anbei erhalten Sie den Auszug Ihres Kontos zum {day}. Bitte sagen Sie uns, wenn ein Posten "
            "nicht mit Ihren Büchern übereinstimmt."
        ),
        "Mit freundlichen Grüßen",
    ),
}


def reminder_subject(made: ReminderLetter) -> str:
    """Such as "Payment reminder (C-10442)"."""
    return f"{made.letter.subject} ({made.dunned.customer})"


def reminder_text(made: ReminderLetter) -> str:
    """The letter as text, its invoices one on a line."""
    letter = made.letter
    rows = [", ".join(cell.replace("\n", ", ") for cell in row if cell) for row in (*made.rows, *made.sums)]
    parts = (
        letter.greeting,
        *letter.before,
        "\n".join(rows),
        *made.notes,
        *letter.after,
        letter.ask,
        _ATTACHED[made.language],
        letter.closing,
        "\n".join(letter.signed),
    )
    return "\n\n".join(part for part in parts if part) + "\n"


def statement_words(head: Letterhead, tongue: Tongue, number: str, day: str) -> tuple[str, str]:
    """Subject and text of a mail that carries a statement of account."""
    subject, greeting, text, closing = _STATEMENT[tongue]
    signed = "\n".join(line for line in (head.contact, head.name, head.phone) if line)
    parts = greeting, text.format(day=day), closing, signed
    told = "\n\n".join(part for part in parts if part) + "\n"
    return subject.format(number=number, day=day), told
