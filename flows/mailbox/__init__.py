"""A mailbox as a second inbox: every mail is dropped whole, and marked once its bytes are safe."""

from flows.mailbox.imap import open_mailbox
from flows.mailbox.polling import mails_waiting, polled
from flows.mailbox.taking import take

__all__ = ["mails_waiting", "open_mailbox", "polled", "take"]
