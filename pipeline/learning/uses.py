"""Which lessons a document was read or matched with. Pure."""

from __future__ import annotations

from collections.abc import Collection

from extractors.fields.masked import mask_of
from extractors.fields.taught import form_of
from models.decision import Key
from models.learned import Lesson, LessonKind
from models.reading import FieldName, Found, Reading
from models.record import DocumentRecord
from pipeline.names.comparable import normalise


def lessons_used(record: DocumentRecord, lessons: Collection[Lesson]) -> frozenset[Lesson]:
    """The lessons by which a value was found, or a name on the paper understood."""
    return frozenset(one for one in lessons if _is_used(record, one))


def _is_used(record: DocumentRecord, lesson: Lesson) -> bool:
    if lesson.kind is LessonKind.LABEL:
        return _announced(record.reading, FieldName(lesson.key), form_of(lesson.value))
    if lesson.kind is LessonKind.MASK:
        value = record.reading.value(FieldName(lesson.key))
        return value is not None and not value.label and mask_of(value.text) == lesson.value
    named = (
        evidence
        for candidate in record.decision.candidates
        if candidate.invoice.customer_number == lesson.key
        for evidence in candidate.evidence
        if evidence.key is Key.CUSTOMER_NAME
    )
    return any(normalise(one.read) == normalise(lesson.value) for one in named)


def _announced(reading: Reading, field: FieldName, form: str) -> bool:
    values = reading.fields.get(field, ())
    return any(one.found is Found.LABEL and form_of(one.label) == form for one in values)
