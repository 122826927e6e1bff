"""What a value that a person gives teaches about the labels of a client's papers. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from extractors.fields import find
from extractors.fields.labels import Label
from extractors.fields.taught import taught_labels
from extractors.fields.wordings import Wording, surest, wordings_beside
from models.learned import Lesson, LessonKind
from models.reading import FieldName, Reading, Section, Value
from pipeline.index.ledger_index import LedgerIndex
from pipeline.names.comparable import CLOSE, normalise
from pipeline.read import Preferences, read


def labels_of(lessons: Collection[Lesson]) -> Mapping[str, Label]:
    """The learned labels; one that was learned for two fields counts for neither."""
    return taught_labels((FieldName(one.key), one.value) for one in lessons if one.kind is LessonKind.LABEL)


@dataclass(frozen=True, slots=True)
class Given:
    """A value that a person gave to a field."""

    field: FieldName
    value: Value


def labels_taught(
    section: Section, given: Given, preferences: Preferences, index: LedgerIndex
) -> tuple[Lesson, ...]:
    """The wording beside a value that the reader does not find without it, and finds with it.

    It is learned only where nothing else on the paper is then read otherwise. `preferences` are without
    lessons: a further paper teaches the same again.
    """
    shown = _shown(section, given.value.page)
    where = (find(one, preferences.date_order) for one in shown.pages if one.number == given.value.page)
    beside = (one for page in where for one in wordings_beside(page, given.field, given.value))
    likely = [one for one in beside if not index.names.alike(normalise(one.text), CLOSE)]
    plain = read(shown, preferences) if likely else None
    if plain is None or _is_likeliest(plain, given):
        return ()
    label = surest([one for one in likely if _is_read(one, shown, given, preferences, plain)])
    return (Lesson(LessonKind.LABEL, given.field.value, label.text),) if label else ()


def _shown(section: Section, page: int) -> Section:
    """The first page, which tells what kind of paper it is, and that of the value."""
    return replace(
        section, pages=tuple(one for one in section.pages if one is section.pages[0] or one.number == page)
    )


def _is_read(one: Wording, section: Section, given: Given, preferences: Preferences, plain: Reading) -> bool:
    taught = read(section, replace(preferences, taught=taught_labels([(given.field, one.text)])))
    return _has(taught, given) and _others(plain, given).items() <= _others(taught, given).items()


def _is_likeliest(reading: Reading, given: Given) -> bool:
    value = reading.value(given.field)
    return value is not None and _is_given(value, given)


def _has(reading: Reading, given: Given) -> bool:
    values = reading.fields.get(given.field, ())
    return any(one.label and _is_given(one, given) for one in values)


def _is_given(value: Value, given: Given) -> bool:
    return _folded(value.text) == _folded(given.value.text)


def _others(reading: Reading, given: Given) -> Mapping[FieldName, str]:
    """The likeliest values of the other fields; not what was taken for another field before."""
    same = _folded(given.value.text)
    values = {name: several[0].text for name, several in reading.fields.items() if name is not given.field}
    return {name: text for name, text in values.items() if _folded(text) != same}


def _folded(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
