"""Lines of UBL 2.x invoices and credit notes, read by the hardened parser."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from models.errors import LedgerRefused
from pipeline.ledger_files.importing.given import Export
from pipeline.ledger_files.importing.ubl import customer_number_of
from pipeline.ledger_files.importing.xml_door import Element, tree

_LINES = {
    "Invoice": ("InvoiceLine", "InvoicedQuantity"),
    "CreditNote": ("CreditNoteLine", "CreditedQuantity"),
}


def ubl_lines(export: Export) -> Iterator[Mapping[str, str]]:
    """The lines of one invoice as texts by column; a credit note's quantities are negative.

    Raises:
        LedgerRefused: the file is no UBL invoice.
    """
    root = tree(export.content, export.name)
    if root.name not in _LINES:
        raise LedgerRefused(
            f"{export.name} is XML, but its root {root.name!r} is neither Invoice nor CreditNote. "
            "Nothing was loaded; leave it out, or save lists as CSV."
        )
    name, quantity = _LINES[root.name]
    for line in root.all(name):
        yield {
            "invoice_number": root.said("ID"),
            "customer_number": customer_number_of(root),
            **_said(line, quantity, negative=root.name == "CreditNote"),
        }


def _said(line: Element, quantity: str, *, negative: bool) -> Mapping[str, str]:
    counted = next(line.all(quantity), None)
    count = counted.text.strip() if counted is not None else ""
    return {
        "position": line.said("ID"),
        "article": line.said(
            "Item/SellersItemIdentification/ID", "Item/StandardItemIdentification/ID",
            "Item/BuyersItemIdentification/ID",
        ),
        "description": line.said("Item/Name", "Item/Description"),
        "quantity": f"-{count}" if negative and count and not count.startswith("-") else count,
        "unit": counted.attributes.get("unitCode", "") if counted is not None else "",
        "price": _each(line.said("Price/PriceAmount"), line.said("Price/BaseQuantity")),
        "amount": line.said("LineExtensionAmount"),
    }  # fmt: skip


def _each(price: str, base: str) -> str:
    """The price of one unit, where it is given for `base` units."""
    try:
        units = Decimal(base) if base else Decimal(1)
        return price if units in {Decimal(0), Decimal(1)} or not price else f"{Decimal(price) / units:f}"
    except InvalidOperation:
        return price
