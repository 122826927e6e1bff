"""Sheets that are printed for the scanner: those that part documents, and slips that name one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from models.paper import Barcode

_CODE = re.compile(r"countersign:rescan:([a-z0-9][a-z0-9_-]{0,62}):([0-9a-f]{24})")


class Separator(StrEnum):
    """How a separator sheet is known again."""

    PATCH = "patch"
    """Patch code T, which many scanners understand by themselves."""
    CODE128 = "code128"
    QR = "qr"


@dataclass(frozen=True, slots=True)
class RescanSlip:
    """The document that the papers behind a rescan slip are scanned again for."""

    client: str
    document_id: str

    @property
    def code(self) -> str:
        """What its QR code says."""
        return f"countersign:rescan:{self.client}:{self.document_id}"


def slip_among(codes: Iterable[Barcode]) -> RescanSlip | None:
    """What the codes of a page name if it is a rescan slip, else None."""
    found = (_CODE.fullmatch(code.text) for code in codes)
    return next((RescanSlip(match[1], match[2]) for match in found if match), None)
