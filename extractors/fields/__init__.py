"""Words on pages -> document type and the fields that labels announce. Pure."""

from extractors.fields.dates import settled_order
from extractors.fields.find import Finding, Found, find
from extractors.fields.labels import asks_by_whom, asks_receiver
from extractors.fields.loose_numbers import own_number
from extractors.fields.masked import masked_number
from extractors.fields.receipt import Signer, signer_near
from extractors.fields.resolve import barcode_fields, fields_of, only_received
from extractors.fields.titles import titles
from extractors.fields.types import Classified, classify, has_receipt
from extractors.fields.written import written

__all__ = [
    "Classified",
    "Finding",
    "Found",
    "Signer",
    "asks_by_whom",
    "asks_receiver",
    "barcode_fields",
    "classify",
    "fields_of",
    "find",
    "has_receipt",
    "masked_number",
    "only_received",
    "own_number",
    "settled_order",
    "signer_near",
    "titles",
    "written",
]
