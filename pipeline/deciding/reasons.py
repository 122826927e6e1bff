"""What a decision tells the person who reads it, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.decision import Candidate, Evidence, Key
from pipeline.deciding.keys import Keys

_MANY = 3
_ABBREVIATED = {"cmr": "CMR", "carrier_pod_letter": "carrier's letter on a delivery"}


def agreement(filed: Sequence[Keys]) -> str:
    """Why a paper is filed, such as "Invoice number INV-1004 and customer number C-17 agree."."""
    said = dict.fromkeys(f"{_listed(keys.agreeing)} agree" for keys in filed)
    if len(said) == 1:
        count = f" for {len(filed)} invoices" if len(filed) > 1 else ""
        return _sentence(f"{next(iter(said))}{count}")
    if len(filed) > _MANY:
        return f"The numbers of {len(filed)} invoices agree, from {_named(filed[0])} to {_named(filed[-1])}."
    return _sentence("; ".join(said))


@dataclass(frozen=True, slots=True)
class Leading:
    """The first candidate of a paper that a rule doubts."""

    candidate: Candidate
    agreeing: Sequence[Evidence]
    doubt: str


def doubtful(leading: Leading) -> str:
    """Why a paper waits although an invoice was found."""
    return _sentence(f"{_start(leading)}, but {leading.doubt}: choose the invoice")


def probable(leading: Leading) -> str:
    """Why a paper is filed although a rule doubts it."""
    share = f"{leading.candidate.confidence:.4f}"
    return _sentence(
        f"{_start(leading)} with probability {share}, which is enough here, though {leading.doubt}"
    )


def _start(leading: Leading) -> str:
    invoice, lead = leading.candidate.invoice.number, next(iter(leading.agreeing), None)
    if lead is None:
        return f"it may belong to {invoice}"
    if lead.key is Key.INVOICE_NUMBER:
        return f"{_said(lead)} is in the ledger"
    return f"{_said(lead)} fits {invoice}"


def waiting(values: Sequence[tuple[Key, str]]) -> str:
    """Why a paper is parked."""
    numbers = _joined([f"{key.value} {text}" for key, text in values[:_MANY]])
    verb = "fits" if len(values) == 1 else "fit"
    return _sentence(f"{numbers} {verb} no invoice of the ledger yet; looked at again at every ledger load")


def a_kind(kind: str) -> str:
    """A kind of paper as people say it: credit_note gives "a credit note"."""
    name = _ABBREVIATED.get(kind, kind.replace("_", " "))
    return f"{'an' if name[:1] in 'aeiou' else 'a'} {name}"


def _named(keys: Keys) -> str:
    return keys.candidate.invoice.number


def _listed(evidence: Sequence[Evidence]) -> str:
    return _joined(list(dict.fromkeys(_said(one) for one in evidence)))


def _said(one: Evidence) -> str:
    if one.key is Key.CUSTOMER_NAME:
        return f'customer name "{one.expected}"'
    read = "" if one.read == one.expected else f" (read {one.read})"
    return f"{one.key.value} {one.expected}{read}"


def _joined(parts: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
