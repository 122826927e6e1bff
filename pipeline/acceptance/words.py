"""The sentence that tells a collector what the receipt on a proof of delivery is worth. Pure."""

from __future__ import annotations

from models.paper import Manner, Role, SignatureRegion
from models.reading import AcceptanceStatus, Remark, RemarkClass, Value
from pipeline.acceptance.receipt import Receipt

_LONGEST_REMARK, _MOST_REMARKS = 60, 3
_CLASSES = {
    RemarkClass.WRONG_ITEM: "wrong item",
    RemarkClass.QUALIFIED: "reservation",
    RemarkClass.OTHER: "not understood",
}
_OTHERS = {Role.DRIVER: "the driver or carrier", Role.SHIPPER: "the shipper"}
_NO_REMARKS = "no remarks detected"


def sentence(receipt: Receipt, status: AcceptanceStatus) -> str:
    """One sentence: who took the goods and when, what is missing, what was remarked, and what is in doubt."""
    parts = [_OPENINGS.get(status, _taken)(receipt), _remarked(receipt, status), _doubted(receipt, status)]
    return "; ".join(filter(None, parts)) + "."


def _taken(receipt: Receipt) -> str:
    """How it was signed or stamped for, by whom and when, and what of that is missing."""
    who = f" by {receipt.name.text}" if receipt.name else ""
    lacking = _lacking(receipt)
    return f"{_how(receipt)}{who}{_when(receipt)}{_unread(receipt)}{f', but {lacking}' if lacking else ''}"


def _how(receipt: Receipt) -> str:
    if receipt.signature is None:
        return "Stamped without a signature"
    glass = "Signed on a hand-held" if receipt.signature.manner is Manner.CAPTURE else "Signed"
    return f"{glass} and stamped" if receipt.stamp else glass


def _when(receipt: Receipt) -> str:
    day = f" on {_day(receipt.date)}" if receipt.date else ""
    return f"{day} at {receipt.time.text}" if receipt.time else day


def _day(value: Value) -> str:
    """The day, with the other reading where the page leaves it open."""
    others = " or ".join(value.alternatives)
    return f"{value.text} (or {others})" if others else value.text


def _unread(receipt: Receipt) -> str:
    """What stands there by hand for a person to read."""
    unread = [
        word
        for word, stands, value in (
            ("a name", receipt.is_named, receipt.name),
            ("a date", receipt.is_dated, receipt.date),
        )
        if stands and value is None
    ]
    return f", with {' and '.join(unread)} by hand that could not be read" if unread else ""


def _lacking(receipt: Receipt) -> str:
    if not (receipt.is_named or receipt.is_dated):
        return "neither a printed name nor a date was read"
    if not receipt.is_named:
        return "no printed name was read"
    return "" if receipt.is_dated else "no date was read"


def _refused(receipt: Receipt) -> str:
    taken = _taken(receipt)
    signed = receipt.signature or receipt.stamp
    return (
        f"Delivery refused; {taken[:1].lower()}{taken[1:]}" if signed else f"Delivery refused{_when(receipt)}"
    )


def _left(receipt: Receipt) -> str:
    ink = ", though there is ink where the customer would sign" if receipt.signature else ""
    return f"Left without anybody to receive it{_when(receipt)}{ink}"


def _stated(receipt: Receipt) -> str:
    who = receipt.name.text if receipt.name else "somebody"
    return f"The carrier says in print that {who} signed{_when(receipt)}, but shows no signature"


def _by_others(receipt: Receipt) -> str:
    roles = dict.fromkeys(_OTHERS.get(region.role, "somebody else") for region in receipt.others)
    return f"Signed by {' and '.join(roles)} only; nobody signed for the customer"


def _unsigned(receipt: Receipt) -> str:
    if receipt.typed:
        return "Not signed: only a typed name stands where the customer was to sign"
    label = next((region.label for region in receipt.asked if region.label), "")
    if not receipt.asked:
        return "Not signed: neither ink nor a place for the customer's signature was found"
    return f"Not signed: no ink was found{f' at “{label}”' if label else ''}"


def _unreadable(_receipt: Receipt) -> str:
    return "The page could hardly be read, and no signature was found on it"


_OPENINGS = {
    AcceptanceStatus.REFUSED: _refused,
    AcceptanceStatus.UNATTENDED: _left,
    AcceptanceStatus.CARRIER_STATEMENT_ONLY: _stated,
    AcceptanceStatus.NON_CUSTOMER_SIGNATURE_ONLY: _by_others,
    AcceptanceStatus.UNSIGNED: _unsigned,
    AcceptanceStatus.UNREADABLE: _unreadable,
}
_TOOK = frozenset({AcceptanceStatus.UNSIGNED, AcceptanceStatus.UNREADABLE, AcceptanceStatus.UNATTENDED})
"""Where nobody took the goods as far as it shows, no remark being there says nothing for them."""


def _remarked(receipt: Receipt, status: AcceptanceStatus) -> str:
    if not receipt.remarks:
        return "" if status in _TOOK else _NO_REMARKS
    told = [_remark(remark) for remark in receipt.remarks[:_MOST_REMARKS]]
    more = len(receipt.remarks) - len(told)
    ending = f", and {more} more" if more else ""
    return f"{'remark' if len(receipt.remarks) == 1 else 'remarks'}: {', '.join(told)}{ending}"


def _remark(remark: Remark) -> str:
    """Such as: short 2 of 12 (“2 ctn short”)."""
    name = _CLASSES.get(remark.about, remark.about.value)
    counted = f"{name} {remark.quantity}".rstrip()
    text = " ".join(remark.text.split())
    clipped = text if len(text) <= _LONGEST_REMARK else f"{text[: _LONGEST_REMARK - 1]}…"
    return f"{counted} (“{clipped}”)" if clipped else counted


def _doubted(receipt: Receipt, status: AcceptanceStatus) -> str:
    """What a person should look for."""
    if status is AcceptanceStatus.REFUSED or receipt.doubt is None:
        return ""
    return f"{_uncertain(receipt.doubt)}, so look at the paper"


def _uncertain(region: SignatureRegion) -> str:
    if region.present and region.role is Role.UNKNOWN:
        return "the form does not say whose signature it is"
    return f"whether it is signed is {region.confidence:.0%} sure"
