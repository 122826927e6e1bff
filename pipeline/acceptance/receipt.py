"""What a proof of delivery says of its receipt: who signed, when, with which remarks. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from extractors.carriers import POD_LETTER
from extractors.fields.text import letters
from models.paper import Manner, Role, SignatureRegion
from models.reading import FieldName, Reading, Remark, RemarkClass, Value

SURE = 0.8
"""Certainty of a region's verdict below which a person looks: more than one in five of those may be wrong."""
_CARRIERS = frozenset({POD_LETTER, "carrier_delivery_receipt"})
"""Papers on which a carrier prints who took the goods."""
_CUSTOMERS = (Role.CUSTOMER, Role.UNKNOWN)
_PART = re.compile(r"(\d+)\D+(\d+)")
_LONGEST_STATEMENT = 8
"""Words of a line that states one thing; longer ones are conditions."""
_NOBODY_THERE = tuple(
    map(
        letters,
        (
            *("drop trailer", "trailer dropped", "dropped trailer", "signature waived", "waived signature"),
            *("signature release", "signature not required", "no signature required", "driver release"),
            *("contactless", "left at door", "left at front door", "left at dock", "left unattended"),
            *("left in safe place", "ohne unterschrift zugestellt", "abgestellt", "am abstellort"),
            *("depose sans signature", "sans signature", "entregado sin firma", "sin firma", "dejado en"),
            *("senza firma", "lasciato presso", "zonder handtekening", "sem assinatura", "bez podpisu"),
        ),
    )
)
"""Said where goods were left, or taken off with nobody to sign, in en, de, fr, es, it, nl, pt and pl."""


@dataclass(frozen=True)
class Receipt:
    """The receipt on one document."""

    reading: Reading

    @cached_property
    def signature(self) -> SignatureRegion | None:
        """The ink or capture that counts: the customer's before one of nobody known, the surest first."""
        signed = [region for region in self.asked if region.present]
        return min(signed, key=_rank, default=None)

    @cached_property
    def stamp(self) -> SignatureRegion | None:
        """A stamp on the customer's side."""
        return self._of(Manner.STAMP)

    @cached_property
    def typed(self) -> SignatureRegion | None:
        """A name in print where the customer was to sign."""
        return self._of(Manner.TYPED)

    def _of(self, manner: Manner) -> SignatureRegion | None:
        found = [region for region in self.asked if region.manner is manner and not region.present]
        return min(found, key=_rank, default=None)

    @property
    def asked(self) -> tuple[SignatureRegion, ...]:
        """All places on the customer's side, of all pages and copies."""
        return tuple(region for region in self.reading.signatures if region.role in _CUSTOMERS)

    @property
    def others(self) -> tuple[SignatureRegion, ...]:
        """Where a driver or shipper signed."""
        regions = self.reading.signatures
        return tuple(region for region in regions if region.present and region.role not in _CUSTOMERS)

    @property
    def name(self) -> Value | None:
        """Of the person who took the goods; a carrier may print there that nobody signed."""
        value = self.reading.value(FieldName.PRINTED_NAME)
        return None if value is None or _says_nobody(value.text) else value

    @property
    def date(self) -> Value | None:
        """The day of receipt."""
        return self.reading.value(FieldName.RECEIVED_DATE)

    @property
    def is_named(self) -> bool:
        """True where a name stands there, be it one that could not be read."""
        return self.name is not None or self._bears(FieldName.PRINTED_NAME)

    @property
    def is_dated(self) -> bool:
        """True where a date stands there, be it one that could not be read."""
        return self.date is not None or self._bears(FieldName.RECEIVED_DATE)

    def _bears(self, name: FieldName) -> bool:
        return any(one.name is name for one in self.reading.written)

    @property
    def time(self) -> Value | None:
        """The time of receipt."""
        return self.reading.value(FieldName.RECEIVED_TIME)

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What was written, stamped or ticked on receipt."""
        return self.reading.remarks

    @property
    def is_refused(self) -> bool:
        """True where the delivery was refused; some refused pieces of one that was taken are a remark."""
        refused = [remark for remark in self.remarks if remark.about is RemarkClass.REFUSED]
        taken = self.signature is not None or self.stamp is not None
        return any(not (taken and _is_part(remark.quantity)) for remark in refused)

    @property
    def is_left(self) -> bool:
        """True where the goods were left with nobody to receive them.

        Who leaves goods often signs for it himself in the customer's place: ink there says nothing
        against it, a customer's stamp or a signature on glass does.
        """
        if self.stamp or (self.signature and self.signature.manner is Manner.CAPTURE):
            return False
        if any(remark.about is RemarkClass.UNATTENDED for remark in self.remarks):
            return True
        return not (self.signature or self.is_stated) and any(map(_says_nobody, self._statements()))

    def _statements(self) -> Iterator[str]:
        """Reservations, and the lines of a carrier's letter, all of which are said at the delivery."""
        yield from (one.text for one in self.remarks if one.about is RemarkClass.QUALIFIED)
        if self.reading.kind == POD_LETTER:
            yield from _short(self.reading.text.splitlines())

    @property
    def is_stated(self) -> bool:
        """True where a carrier, or a machine after the delivery, says in print who took the goods."""
        told = self.reading.kind == POD_LETTER or self.reading.reported
        return (told and self.name is not None) or (self.reading.kind in _CARRIERS and self.typed is not None)

    @property
    def doubt(self) -> SignatureRegion | None:
        """The region on which the verdict "signed" or "not signed" rests, where that is not sure."""
        if self.signature is not None:
            return self.signature if _is_doubtful(self.signature) else None
        least = min(self.asked, key=lambda region: region.confidence, default=None)
        return least if least is not None and least.confidence < SURE else None


def receipt_of(reading: Reading) -> Receipt:
    """The receipt on a proof of delivery."""
    return Receipt(reading)


def _rank(region: SignatureRegion) -> tuple[bool, float]:
    return region.role is Role.UNKNOWN, -region.confidence


def _is_doubtful(region: SignatureRegion) -> bool:
    """True for ink that may be none, and for ink of nobody knows whom."""
    return region.confidence < SURE or region.role is Role.UNKNOWN


def _is_part(quantity: str) -> bool:
    """True for a quantity that is not all there was: "2", "2 of 12"; not "12 of 12"."""
    both = _PART.search(quantity)
    return any(map(str.isdigit, quantity)) and not (both and both[1] == both[2])


def _says_nobody(text: str) -> bool:
    form = letters(text)
    return any(words in form for words in _NOBODY_THERE)


def _short(lines: Iterable[str]) -> Iterator[str]:
    return (line for line in lines if len(line.split()) <= _LONGEST_STATEMENT)
