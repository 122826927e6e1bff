"""What an evidence pack takes from the dispute and the contact log of its invoices."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from flows.desk import Stores
from flows.evidence.letterheads import letterhead_of
from models.dispute import PACK_SENT, SENT_BY_LINK, Contact
from models.evidence import ContactMade, Dispute, PackWish, Tongue
from receivables.evidence import Words

MOST_CONTACTS = 200
_OWN = {SENT_BY_LINK: "contact.sent_link", PACK_SENT: "contact.sent_pack"}


def with_case(stores: Stores, client: str, wish: PackWish) -> PackWish:
    """`wish` with the open dispute of its one invoice and the contacts about its invoices until its date.

    A dispute that it names itself stands.
    """
    language = wish.language or letterhead_of(stores, client).language
    log = stores.register.contacts.of_invoices(client, wish.keys, MOST_CONTACTS)
    told = tuple(_made(one, language) for one in reversed(log) if one.at < _until(one, wish.on))
    return _disputed(stores, client, replace(wish, contacts=wish.contacts or told))


def _until(one: Contact, on: date) -> datetime:
    """Entries of the letter's own day are in; those that tell of packs and links that went out on it are not.

    Otherwise a pack that was noted as sent would be another one when it is made again.
    """
    return datetime.combine(on, time(), UTC) + timedelta(days=0 if one.origin else 1)


def _disputed(stores: Stores, client: str, wish: PackWish) -> PackWish:
    if wish.dispute != Dispute() or len(wish.keys) != 1:
        return wish
    found = (one for one in stores.register.disputes.of_invoices(client, wish.keys) if one.state.is_open)
    case = next(found, None)
    if case is None:
        return wish
    dispute = Dispute(case.reason, case.claim, case.amount, case.raised)
    reply_by = wish.reply_by or (case.due if case.due > wish.on else None)
    return replace(wish, dispute=dispute, reply_by=reply_by)


def _made(one: Contact, language: Tongue) -> ContactMade:
    words = Words(language)
    channel = words.say(f"channel.{one.channel.value}")
    own = _OWN.get(one.outcome) if one.origin else None
    outcome = words.say(own) if own else one.outcome
    if one.promise is not None:
        money = words.amount(one.promise.amount, one.promise.currency)
        promised = words.say("contact.promised", amount=money, day=words.day(one.promise.on))
        outcome = f"{outcome} {promised}"
    return ContactMade(one.at, channel, one.person, outcome)
