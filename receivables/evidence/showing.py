"""What an exhibit shows, in sentences: only what stands on the pages that are shown."""

from __future__ import annotations

from collections.abc import Iterator

from models.reading import AcceptanceStatus, DocumentType, FieldName, Remark, Source, Value
from receivables.evidence.contents import Exhibit
from receivables.evidence.marks import Mark, MarkKind
from receivables.evidence.texts import Words

_LONGEST_REMARK = 80
_UNSIGNED = "show.unsigned"
"""Not said where parts were taken out: the signature may be among them."""
_NUMBERS = {
    DocumentType.PURCHASE_ORDER: (FieldName.PO_NUMBER,),
    DocumentType.PROOF_OF_DELIVERY: (FieldName.DELIVERY_NUMBER, FieldName.INVOICE_NUMBER),
    DocumentType.OTHER: (FieldName.INVOICE_NUMBER, FieldName.DELIVERY_NUMBER),
}


def title_of(exhibit: Exhibit, words: Words) -> str:
    """What it is, with its own number and date where they are shown."""
    reading = exhibit.record.reading
    kind = reading.kind if words.knows(f"kind.{reading.kind}") else reading.kind or reading.type.value
    number = next((value for name in _NUMBERS[reading.type] if (value := _shown(exhibit, name))), None)
    parts = (words.kind(kind), number.text if number else "")
    return " ".join(part for part in parts if part)


def shows(exhibit: Exhibit, words: Words) -> str:
    """What it shows; of a proof of delivery whether it is signed, by whom, when, and what was noted."""
    reading = exhibit.record.reading
    if reading.type is DocumentType.PROOF_OF_DELIVERY:
        return " ".join(sentence for sentence in _receipt(exhibit, words) if sentence)
    dated = _shown(exhibit, FieldName.DOCUMENT_DATE)
    said = {"number": "", "dated": words.say("show.dated", day=words.day_of(dated.text)) if dated else ""}
    if reading.type is DocumentType.PURCHASE_ORDER:
        number = _shown(exhibit, FieldName.PO_NUMBER)
        said["number"] = words.say("show.numbered", number=number.text) if number else ""
        sentence = words.say("show.order", **said)
    else:
        sentence = words.say("show.other", kind=words.kind(reading.kind), **said)
    return " ".join([sentence, words.say("show.partial")] if exhibit.is_partial else [sentence])


def marked(exhibit: Exhibit, words: Words) -> str:
    """What is marked on its annotated copy, in words."""
    kinds = dict.fromkeys(mark.kind for mark in exhibit.marks)
    return words.say(
        "show.annotated",
        letter=exhibit.letter,
        marks=words.listed([words.say(f"marked.{kind.value}") for kind in kinds]),
    )


def _receipt(exhibit: Exhibit, words: Words) -> Iterator[str]:
    reading = exhibit.record.reading
    dated = _shown(exhibit, FieldName.DOCUMENT_DATE)
    kind, when = (
        words.kind(reading.kind),
        words.say("show.dated", day=words.day_of(dated.text)) if dated else "",
    )
    yield words.say("show.other", kind=kind, number="", dated=when) if dated else ""
    if exhibit.signed_as and not exhibit.marks:
        yield words.say("show.issued", letter=exhibit.signed_as)
        return
    named = _receipt_name(exhibit)
    if not (exhibit.is_partial and named == _UNSIGNED):
        yield words.say(named, named=_named(exhibit, words), received=_received(exhibit, words))
    yield from _noted(exhibit, words)
    if exhibit.is_partial:
        yield words.say("show.partial")


def _receipt_name(exhibit: Exhibit) -> str:
    kinds = {mark.kind for mark in exhibit.marks}
    judged = exhibit.record.reading.acceptance
    status = judged.status if judged and not exhibit.is_partial else None
    named = {
        AcceptanceStatus.REFUSED: "show.refused",
        AcceptanceStatus.UNATTENDED: "show.unattended",
        AcceptanceStatus.CARRIER_STATEMENT_ONLY: "show.carrier",
    }
    if status in named:
        return named[status]
    if MarkKind.SIGNATURE in kinds:
        return "show.signed"
    return "show.stamped" if MarkKind.STAMP in kinds else _UNSIGNED


def _named(exhibit: Exhibit, words: Words) -> str:
    name = _first(exhibit, MarkKind.NAME)
    return words.say("show.named", person=name.text) if name and name.text else ""


def _received(exhibit: Exhibit, words: Words) -> str:
    day = _first(exhibit, MarkKind.DATE)
    return words.say("show.received", day=words.day_of(day.text)) if day and day.text else ""


def _first(exhibit: Exhibit, kind: MarkKind) -> Mark | None:
    return next((mark for mark in exhibit.marks if mark.kind is kind), None)


def _noted(exhibit: Exhibit, words: Words) -> Iterator[str]:
    places = {(mark.page, mark.box) for mark in exhibit.marks}
    noted = [_remark(one, words) for one in exhibit.record.reading.remarks if (one.page, one.box) in places]
    if noted:
        yield words.say("show.remarks", remarks=words.listed(list(dict.fromkeys(noted))))
    elif not exhibit.is_partial and not _has_print(exhibit):
        yield words.say("show.no_remarks")


def _has_print(exhibit: Exhibit) -> bool:
    return any(one.source is Source.PRINT for one in exhibit.record.reading.remarks)


def _remark(remark: Remark, words: Words) -> str:
    text = " ".join(remark.text.split())[:_LONGEST_REMARK]
    if not text:
        return words.say("show.remark_unread")
    about, quoted = words.say(f"remark.{remark.about.value}"), words.say("quoted", text=text)
    return words.say("show.remark", about=about, text=quoted)


def _shown(exhibit: Exhibit, name: FieldName) -> Value | None:
    """The value of a field where it stands on a page that is shown, outside of what is blacked out."""
    pages = {page.number: page.covered for page in exhibit.shown}
    for value in exhibit.record.reading.fields.get(name, ()):
        if value.page in pages and not any(box.overlap(value.box) > 0 for box in pages[value.page]):
            return value
    return None
