"""Papers sent to people outside: links, the mails that carry them, and mails that tell of corrections."""

from flows.sending.address import server_of
from flows.sending.letters import Contact
from flows.sending.links import (
    PLACE,
    Made,
    Wish,
    contact_of,
    extend,
    invoices_of,
    is_mailed,
    renew,
    send,
)
from flows.sending.posting import certificate_end, mailed, server_name
from flows.sending.smtp import hand_over

__all__ = [
    "PLACE",
    "Contact",
    "Made",
    "Wish",
    "certificate_end",
    "contact_of",
    "extend",
    "hand_over",
    "invoices_of",
    "is_mailed",
    "mailed",
    "renew",
    "send",
    "server_name",
    "server_of",
]
