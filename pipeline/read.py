"""One document's pages -> its reading: type, fields, signatures, text. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from math import prod

from extractors.carriers import POD_LETTER
from extractors.fields import (
    Classified,
    Found,
    asks_by_whom,
    asks_receiver,
    barcode_fields,
    classify,
    fields_of,
    find,
    masked_number,
    only_received,
    settled_order,
    written,
)
from extractors.fields.labels import Label
from extractors.fields.text import letters
from extractors.remarks import remarks_of
from models.paper import Box, Ink, Manner, Page, Role, SignatureRegion
from models.reading import DocumentType, FieldName, Reading, Remark, Section, Value, Written
from pipeline.acceptance import with_acceptance
from pipeline.signature_roles import ranked
from pipeline.splitting.pairs import two_papers

SURE_ENOUGH = 0.9
"""Certainty of a document's boundaries below which a person looks before it is filed."""
_FAINTEST = 0.2
_FAINTEST_PERSON = 0.45
"""Handwriting read with less is rubbish more often than a name."""
_SUREST = 0.99
_DOUBT_WITH_BARCODE = 0.2
_FROM_EITHER_END, _FROM_BETWEEN = 100, 50
"""Pages of one document that are asked what they say: what is laid out of thousands fills the memory."""
_UPPER_EDGE = 0.04
_EDGE, _SPECK = 0.03, 0.02
"""Of the page: how near its edge dirt lies, and how wide handwriting is, least."""
_SURELY_READ = 0.98
"""Reader's confidence from which a word with figures is taken as it was read."""
_EXCLUSIVE = (FieldName.DOCUMENT_DATE, FieldName.RECEIVED_DATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """How to read what can be read in two ways."""

    date_order: str = "dmy"
    """Order of an ambiguous date, dmy or mdy, where the document's other dates do not settle it."""
    taught: Mapping[str, Label] = field(default_factory=dict)
    """Labels that people taught beside those that every paper may have, as `taught_labels` gives them."""
    masks: frozenset[str] = frozenset()
    """Shapes of the client's delivery numbers, as people's filings taught them."""


def read(section: Section, preferences: Preferences) -> Reading:
    """Everything that the section's pages say; labels and barcodes only, the ledger is not asked.

    Of a document without measure the first, the last and signed pages are asked, and a person looks at it
    before it is filed.
    """
    every, section = section.pages, _measured(section)
    proven = settled_order(_lines(section))
    order = proven or preferences.date_order
    found = tuple(find(page, order, preferences.taught) for page in section.pages)
    seen = tuple(region for page in section.pages for region in page.signatures)
    document = classify(found, signed_for=any(region.role is Role.CUSTOMER for region in seen))
    fields = _fields(section, found, document, preferences.masks)
    reported = _is_reported(section, fields)
    glass = (_on_glass(page, document.kind, reported=reported) for page in section.pages)
    regions = tuple(region for several in glass for region in several)
    reading = Reading(
        pages=tuple(page.number for page in every),
        type=document.type,
        kind=document.kind,
        type_confidence=document.confidence,
        fields=_without_doubt(fields) if proven else fields,
        signatures=ranked(regions, found, document),
        written=_written(section, found, document, fields),
        remarks=_remarks(section, document, fields),
        issued_as=section.issued_as,
        additions=tuple(one for page in section.pages for one in page.additions or ()),
        rescan_of=section.rescan_of,
        text="\f".join(page.text for page in every),
        fingerprints=tuple(page.fingerprint for page in every),
        unsure=tuple(sorted({word for page in every for word in _unsure(page)})),
        doubt=_doubt(section, found),
        reported=reported,
    )
    return with_acceptance(reading, section.pages)


def _measured(section: Section) -> Section:
    pages, most = section.pages, 2 * _FROM_EITHER_END
    if len(pages) <= most:
        return section
    first, between, last = (
        pages[:_FROM_EITHER_END],
        pages[_FROM_EITHER_END:-_FROM_EITHER_END],
        pages[-_FROM_EITHER_END:],
    )
    signed = (page for page in between if any(region.present for region in page.signatures))
    looked = (*first, *islice(signed, _FROM_BETWEEN), *last)
    doubt = f"only the first, the last and the signed of its {len(pages)} pages were searched"
    earlier = section.doubt if section.certainty < SURE_ENOUGH else ""
    told = "; ".join(filter(None, (earlier, doubt)))
    return replace(section, pages=looked, certainty=0.0, doubt=told)


def _unsure(page: Page) -> Iterator[str]:
    """Words with figures read with doubt, by hand, or on the upper edge, where fax machines print."""
    for word in () if page.is_typed else page.words:
        doubtful = word.confidence < _SURELY_READ or bool(word.alternatives) or word.ink is Ink.HAND
        if (doubtful or word.box.y0 <= _UPPER_EDGE) and any(map(str.isdigit, word.text)):
            yield word.text


def _remarks(
    section: Section, document: Classified, fields: Mapping[FieldName, Sequence[Value]]
) -> tuple[Remark, ...]:
    """What was remarked on receipt; nothing on a paper that is no proof of delivery."""
    if document.type is not DocumentType.PROOF_OF_DELIVERY:
        return ()
    names = [(value.page, value.box, value.text) for value in fields.get(FieldName.PRINTED_NAME, ())]
    return remarks_of(section.pages, document.kind, names)


def _written(
    section: Section,
    found: Sequence[Found],
    document: Classified,
    fields: Mapping[FieldName, Sequence[Value]],
) -> tuple[Written, ...]:
    """What stands by hand in the receipt of a proof of delivery and is not among the fields."""
    if document.type is not DocumentType.PROOF_OF_DELIVERY:
        return ()
    unread = (one for sheet, page in zip(found, section.pages, strict=True) for one in written(sheet, page))
    return tuple(one for one in unread if one.name not in fields)


def _is_reported(section: Section, fields: Mapping[FieldName, Sequence[Value]]) -> bool:
    """True where who received the goods, and when, stands in print on a page that no hand wrote on."""
    names = (one for one in fields.get(FieldName.PRINTED_NAME, ()) if _tells_receiver(letters(one.label)))
    times = {one.page for one in fields.get(FieldName.RECEIVED_TIME, ())}
    printed = {page.number for page in section.pages if not _bears_handwriting(page)}
    return any(one.page in times & printed for one in names)


def _tells_receiver(label: str) -> bool:
    return asks_by_whom(label) or asks_receiver(label)


def _bears_handwriting(page: Page) -> bool:
    """True for words, and for what may be some: not for the cross before a line, nor dirt at the edge."""
    words = any(word.ink is Ink.HAND and sum(map(str.isalnum, word.text)) > 1 for word in page.words)
    return words or any(mark.ink is Ink.HAND and not _is_speck(mark.box) for mark in page.marks)


def _is_speck(box: Box) -> bool:
    sides = box.x0, box.y0, 1 - box.x1, 1 - box.y1
    return box.width < _SPECK or min(sides) < _EDGE


def _doubt(section: Section, found: Sequence[Found]) -> str:
    """Why the pages may not be one document; empty where they surely are."""
    if section.certainty < SURE_ENOUGH:
        return section.doubt
    return next(filter(None, map(two_papers, found)), "")


def _without_doubt(fields: Mapping[FieldName, tuple[Value, ...]]) -> Mapping[FieldName, tuple[Value, ...]]:
    """The fields with one reading of each date: another date of the document proves the order."""
    dated = {name: fields[name] for name in _EXCLUSIVE if name in fields}
    return {
        **fields,
        **{name: tuple(replace(value, alternatives=()) for value in same) for name, same in dated.items()},
    }


def _lines(section: Section) -> Iterator[str]:
    """The printed lines but those on the upper edge, where fax machines print a date in their own order."""
    for page in section.pages:
        for line in page.lines:
            if line[0].box.y0 > _UPPER_EDGE:
                yield " ".join(word.text for word in line)


def _fields(
    section: Section, found: Sequence[Found], document: Classified, masks: frozenset[str]
) -> Mapping[FieldName, tuple[Value, ...]]:
    values: dict[FieldName, list[Value]] = {}
    for index, page in enumerate(found):
        for name, value in fields_of(page, document, first=not index):
            values.setdefault(name, []).append(value)
    if document.type is DocumentType.PROOF_OF_DELIVERY and FieldName.DELIVERY_NUMBER not in values:
        values[FieldName.DELIVERY_NUMBER] = list(masked_number(found, masks))
    for sheet in section.pages:
        for name, value in barcode_fields(sheet.number, sheet.barcodes):
            values.setdefault(name, []).append(value)
    received = values.get(FieldName.RECEIVED_DATE)
    if received and document.kind != POD_LETTER:
        values.setdefault(FieldName.DOCUMENT_DATE, [only_received(value) for value in received])
    values[FieldName.PRINTED_NAME] = _persons(values)
    codes = {_folded(code.text) for sheet in section.pages for code in sheet.barcodes}
    merged = {name: _merged(name, several, codes) for name, several in values.items()}
    return {name: several for name, several in merged.items() if several}


def _persons(values: Mapping[FieldName, Sequence[Value]]) -> list[Value]:
    """Printed names that were read well enough and are no words of the customer's name, as in its stamp."""
    firms = values.get(FieldName.CUSTOMER_NAME, ())
    return [
        value
        for value in values.get(FieldName.PRINTED_NAME, ())
        if value.confidence >= _FAINTEST_PERSON and not any(_is_of_firm(value, firm) for firm in firms)
    ]


def _is_of_firm(person: Value, firm: Value) -> bool:
    """True for words of a firm's name that stand elsewhere; "Recipient: J Smith" may be read as both."""
    return letters(person.text) in letters(firm.text) and person.box != firm.box


def _merged(name: FieldName, values: Iterable[Value], codes: set[str]) -> tuple[Value, ...]:
    """One value for all that agree, surer than each; most confident first."""
    agreeing: dict[str, list[Value]] = {}
    for value in values:
        agreeing.setdefault(_folded(value.text), []).append(value)
    joined = [_joined(several, in_barcode=text in codes) for text, several in agreeing.items()]
    sure = [value for value in joined if value.confidence >= _FAINTEST]
    ranked = sorted(sure, key=lambda value: (-value.confidence, value.page, value.box))
    return tuple(ranked[:1] if name in _EXCLUSIVE else ranked)


def _joined(values: Sequence[Value], *, in_barcode: bool) -> Value:
    best = max(values, key=lambda value: value.confidence)
    doubt = prod(1 - value.confidence for value in values) * (_DOUBT_WITH_BARCODE if in_barcode else 1)
    return replace(best, confidence=round(max(min(1 - doubt, _SUREST), best.confidence), 4))


def _folded(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _on_glass(page: Page, kind: str, *, reported: bool) -> Iterator[SignatureRegion]:
    """The places of a carrier's own page, and of one printed after the delivery, as a machine filled them.

    On a carrier's that was scanned a pen may have, unless a machine printed who took the goods and when.
    """
    machine = reported or (kind == POD_LETTER and page.is_typed)
    for region in page.signatures:
        glass = machine and region.manner is Manner.INK
        yield replace(region, manner=Manner.CAPTURE) if glass else region
