"""Shapes of a client's delivery numbers, where the ledger has none that would tell. Pure.

Of the numbers that the ledger has it knows the shapes itself: see `LedgerIndex.looks_like`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from extractors.fields.masked import mask_of
from models.decision import Key
from models.learned import Lesson, LessonKind
from models.ledger import Invoice
from models.reading import FieldName, Found, Reading, Value
from pipeline.folding import mask
from pipeline.index.ledger_index import LedgerIndex

_FIELD = FieldName.DELIVERY_NUMBER


def masks_taught(reading: Reading, invoices: Sequence[Invoice]) -> tuple[Lesson, ...]:
    """What a person's filing teaches who saw the paper's delivery number and left it, or gave it."""
    value = reading.value(_FIELD)
    if value is None or any(one.delivery_number for one in invoices) or not _is_confirmed(value):
        return ()
    shape = mask_of(value.text)
    return (Lesson(LessonKind.MASK, _FIELD.value, shape),) if shape else ()


def masks_of(lessons: Collection[Lesson]) -> frozenset[str]:
    """The learned shapes of delivery numbers."""
    return frozenset(one.value for one in lessons if one.kind is LessonKind.MASK and one.key == _FIELD.value)


def with_masks(index: LedgerIndex, lessons: Collection[Lesson]) -> LedgerIndex:
    """The index with learned shapes beside those of the ledger: a number of another shape stays doubted."""
    shapes = frozenset(map(mask, masks_of(lessons)))
    return replace(index, taught={Key.DELIVERY_NUMBER: shapes}) if shapes else index


def _is_confirmed(value: Value) -> bool:
    return value.found is Found.PERSON or (value.found is Found.LABEL and bool(value.label))
