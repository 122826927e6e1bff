"""The status of a receipt in words for people, who are never told that a receipt is clean."""

from __future__ import annotations

from models.reading import AcceptanceStatus

_WORDS = {
    AcceptanceStatus.SIGNED_CLEAN: "signed, no remarks detected",
    AcceptanceStatus.SIGNED_INCOMPLETE: "signed, incomplete",
    AcceptanceStatus.SIGNED_QUALIFIED: "signed with a reservation",
    AcceptanceStatus.SIGNED_CLAUSED: "signed with remarks",
    AcceptanceStatus.CARRIER_STATEMENT_ONLY: "carrier's statement only",
    AcceptanceStatus.NON_CUSTOMER_SIGNATURE_ONLY: "not signed by the customer",
}


def receipt_words(status: AcceptanceStatus) -> str:
    """Such as "signed, no remarks detected" or "stamped only"."""
    return _WORDS.get(status, status.value.replace("_", " "))
