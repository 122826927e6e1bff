"""Readings of proofs of delivery with a receipt: who signed how, named, dated, remarked."""

from __future__ import annotations

from models.paper import Box, Manner, Role, SignatureRegion
from models.reading import DocumentType, FieldName, Found, Reading, Remark, RemarkClass, Value

PLACE = Box(0.5, 0.8, 0.8, 0.85)
NAMED = {FieldName.PRINTED_NAME: "J SMITH"}
DATED = {FieldName.RECEIVED_DATE: "2026-03-02"}


def region(
    role: Role = Role.CUSTOMER, manner: Manner = Manner.INK, confidence: float = 0.97, page: int = 1
) -> SignatureRegion:
    """A place for a signature, filled in a manner."""
    present = manner in {Manner.INK, Manner.CAPTURE}
    return SignatureRegion(role, page, PLACE, present, confidence, "Received by", manner)


def remark(about: RemarkClass, text: str = "", quantity: str = "") -> Remark:
    return Remark(about, text, 1, PLACE, quantity)


def receipt(
    *regions: SignatureRegion,
    fields: dict[FieldName, str] | None = None,
    remarks: tuple[Remark, ...] = (),
    kind: str = "delivery_note",
    text: str = "",
) -> Reading:
    """A proof of delivery; named and dated unless other `fields` are given."""
    told = NAMED | DATED if fields is None else fields
    values = {name: (Value(value, 0.9, 1, PLACE, Found.LABEL),) for name, value in told.items()}
    return Reading(
        pages=(1,),
        type=DocumentType.PROOF_OF_DELIVERY,
        kind=kind,
        type_confidence=0.9,
        fields=values,
        signatures=regions,
        remarks=remarks,
        text=text,
    )
