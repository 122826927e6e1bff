"""The status of a receipt in words for people, who are never told that a receipt is clean."""

from __future__ import annotations

from countersign.language import said, to_say
from models.reading import AcceptanceStatus

_WORDS = {
    AcceptanceStatus.SIGNED_CLEAN: to_say("signed, no remarks detected"),
    AcceptanceStatus.SIGNED_INCOMPLETE: to_say("signed, incomplete"),
    AcceptanceStatus.STAMPED_ONLY: to_say("stamped only"),
    AcceptanceStatus.SIGNED_QUALIFIED: to_say("signed with a reservation"),
    AcceptanceStatus.SIGNED_CLAUSED: to_say("signed with remarks"),
    AcceptanceStatus.REFUSED: to_say("refused"),
    AcceptanceStatus.UNATTENDED: to_say("unattended"),
    AcceptanceStatus.CARRIER_STATEMENT_ONLY: to_say("carrier's statement only"),
    AcceptanceStatus.NON_CUSTOMER_SIGNATURE_ONLY: to_say("not signed by the customer"),
    AcceptanceStatus.UNSIGNED: to_say("unsigned"),
    AcceptanceStatus.UNREADABLE: to_say("unreadable"),
}


def receipt_words(status: AcceptanceStatus) -> str:
    """Such as "signed, no remarks detected" or "stamped only"."""
    return said(_WORDS[status])
