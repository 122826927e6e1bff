"""Holds are set and lifted by people; an object storage that knows legal holds holds the originals too."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from flows.desk import Stores
from models.errors import WrongUse
from models.retention import LONGEST_REASON, Hold, Scope
from pipeline.filing import original_key
from storage.objects import KeyMissing
from storage.register import Deed


@dataclass(frozen=True, slots=True)
class Wanted:
    """A hold that somebody asks for: a dispute by its number, an invoice with its customer, or a customer."""

    customer: str = ""
    invoice: str = ""
    dispute: int = 0
    reason: str = ""


def set_hold(stores: Stores, client: str, wanted: Wanted, by: str) -> Hold:
    """From now on nothing under it is destroyed, until this hold and every other on it is lifted.

    Raises:
        WrongUse: there is no such invoice, customer or dispute, or no reason is given.
    """
    reason = tidy(wanted.reason)
    if not reason:
        raise WrongUse("Say why it is held, such as the number of the case.")
    scope, customer, invoice = _meant(stores, client, wanted)
    new = Hold(0, client, scope, customer, invoice, wanted.dispute, reason, stores.clock(), by)
    kept = stores.register.holds.add(new)
    _hold(stores, client, stores.register.holds.files(client, customer, invoice), on=True)
    return kept


def lift_hold(stores: Stores, client: str, number: int, why: str, by: str) -> Hold:
    """End one hold; papers on which there are others stay held.

    Raises:
        WrongUse: there is no such hold in force, or no reason is given.
    """
    reason = tidy(why)
    if not reason:
        raise WrongUse("Say why it is lifted.")
    lifted = stores.register.holds.lift(client, number, reason, Deed(by, stores.clock()))
    register = stores.register.holds
    rest = register.listed(client)
    held = frozenset[str]().union(*(register.files(client, one.customer, one.invoice) for one in rest))
    _hold(stores, client, register.files(client, lifted.customer, lifted.invoice) - held, on=False)
    return lifted


def hold_again(stores: Stores) -> None:
    """Hold in the object storage what came since under holds in force."""
    for client in stores.register.clients():
        for one in stores.register.holds.listed(client):
            _hold(stores, client, stores.register.holds.files(client, one.customer, one.invoice), on=True)


def _meant(stores: Stores, client: str, wanted: Wanted) -> tuple[Scope, str, str]:
    customer, invoice = wanted.customer.strip(), wanted.invoice.strip()
    if wanted.dispute:
        case = stores.register.disputes.one(client, wanted.dispute)
        if case is None:
            raise WrongUse(f"There is no dispute {wanted.dispute}: `countersign report disputes` lists them.")
        return Scope.DISPUTE, *case.key
    if invoice:
        if stores.register.invoice(client, (customer, invoice)) is None:
            raise WrongUse(f"The ledger has no invoice {invoice!r} of customer {customer!r}.")
        return Scope.INVOICE, customer, invoice
    if not stores.register.lookups.customers(client, [customer]):
        raise WrongUse(f"The ledger has no customer {customer!r}.")
    return Scope.CUSTOMER, customer, ""


def _hold(stores: Stores, client: str, files: Iterable[str], *, on: bool) -> None:
    for sha256 in sorted(files):
        with suppress(KeyMissing):
            if not stores.objects.hold(original_key(client, sha256), on=on):
                return


def tidy(text: str) -> str:
    """A reason on one line; raises WrongUse for one that is too long."""
    line = " ".join(text.split())
    if len(line) > LONGEST_REASON:
        raise WrongUse(f"A reason takes at most {LONGEST_REASON} characters.")
    return line
