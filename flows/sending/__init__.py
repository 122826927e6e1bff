"""Papers sent to people outside: links, the mails that carry them, and mails that tell of corrections."""

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
from flows.sending.posting import mailed, server_name

__all__ = [
    "PLACE",
    "Contact",
    "Made",
    "Wish",
    "contact_of",
    "extend",
    "invoices_of",
    "is_mailed",
    "mailed",
    "renew",
    "send",
    "server_name",
]
