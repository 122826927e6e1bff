"""One look into the mailbox: new mails into our inbox; those that are safe with us are marked as done.

A mail is marked only when its bytes lie in the archive and the register has its drop. What a crash leaves in
between is the same drop at the next look: its source and its hash come from the bytes of the mail.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from flows.desk import Stores
from flows.inbox.dropping import put_into_inbox, sha256_of
from flows.journal import about, tell
from flows.machine.scratch import scratch
from flows.mailbox.imap import Mailbox, MailGone, MailRefused
from flows.mailbox.naming import message_id_of, source_of
from models.mail import Mail
from models.record import Drop, Event
from pipeline.filing import original_key

NOT_TAKEN = "mail not taken"
"""Kind of the event of a mail that is too large, or that the server refuses; its subject is the mailbox."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Taken:
    """What one look did."""

    new: int
    """Mails put into our inbox."""
    marked: int


def take(stores: Stores, mailbox: Mailbox, client: str) -> Taken:
    """Take new mails, and mark those that are safe; what could not be taken before is tried after all others.

    Raises:
        Missing: the server does not answer or refuses all; what was begun goes on at the next look.
    """
    known = stores.register.mails.known(client, mailbox.address.name, mailbox.validity)
    new = marked = 0
    left = {uid for uid, mail in known.items() if not mail.drop_id}
    for uid in sorted(mailbox.unmarked(), key=lambda uid: (uid in left, uid)):
        mail = known.get(uid)
        if mail is None or uid in left:
            mail = _taken(stores, mailbox, client, uid, told=uid in left)
            new += mail is not None and bool(mail.drop_id)
        if mail is not None and mail.drop_id and _is_safe(stores, mail):
            mailbox.mark(uid)
            stores.register.mails.mark(mail, stores.clock())
            marked += 1
    return Taken(new, marked)


def _taken(stores: Stores, mailbox: Mailbox, client: str, uid: int, *, told: bool) -> Mail | None:
    """The mail as it is known from now on; None where it went away; `told`: why it is not taken."""
    try:
        size = mailbox.size(uid)
        limit = stores.settings.max_archive_megabytes
        if size > limit * 1_000_000:
            reason = f"It has {size} bytes, more than {limit} MB: raise COUNTERSIGN_MAX_ARCHIVE_MEGABYTES."
            return _not_taken(stores, _mail(mailbox, client, uid), reason, told=told)
        with scratch(stores.settings.home) as folder:
            path = folder / "mail"
            mailbox.fetch(uid, path)
            return _dropped(stores, _mail(mailbox, client, uid), path)
    except MailGone as gone:
        tell(log, "passed", str(gone))
        return None
    except MailRefused as refused:
        return _not_taken(stores, _mail(mailbox, client, uid), str(refused), told=told)


def _mail(mailbox: Mailbox, client: str, uid: int) -> Mail:
    return Mail(client, mailbox.address.name, mailbox.validity, uid)


def _dropped(stores: Stores, mail: Mail, path: Path) -> Mail:
    sha256 = sha256_of(path)
    source = source_of(path, sha256)
    drop = Drop(mail.client, source, sha256, path.stat().st_size, stores.clock())
    drop = put_into_inbox(stores, drop, path)
    found = mail.as_drop(drop.id, message_id_of(path))
    stores.register.mails.note(found, stores.clock())
    with about(client=mail.client, file=source, drop=drop.id):
        tell(log, "mailed", f"{drop.size} bytes from {mail.mailbox}", bytes=drop.size)
    return found


def _not_taken(stores: Stores, mail: Mail, reason: str, *, told: bool) -> Mail:
    """Told once; it stays in the mailbox as it is."""
    if told:
        return mail
    stores.register.mails.note(mail, stores.clock())
    stores.register.add_event(
        Event(stores.clock(), mail.client, NOT_TAKEN, mail.mailbox, {"uid": mail.uid, "reason": reason})
    )
    tell(log, "passed", f"mail {mail.uid} of {mail.mailbox}: {reason}", logging.WARNING)
    return mail


def _is_safe(stores: Stores, mail: Mail) -> bool:
    """True when the register has the drop, and the archive its bytes."""
    drop = stores.register.batches.drop(mail.client, mail.drop_id)
    return drop is not None and stores.objects.stat(original_key(drop.client, drop.sha256)) is not None
