"""What a document is: its type and kind, from titles, running text, labels and the receipt block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extractors.carriers import POD_LETTER
from extractors.fields.cues import BODY, HANDED_OVER
from extractors.fields.find import Found
from extractors.fields.loose_dates import stamped_date
from extractors.fields.sense import Sense
from extractors.fields.spans import Span
from extractors.fields.text import blurred, forms_of, letters
from extractors.fields.titles import Title, titles
from models.reading import DocumentType

UNKNOWN_KIND = "unknown"
CARRIER_KINDS = frozenset({"bill_of_lading", "carrier_delivery_receipt", POD_LETTER, "cmr", "waybill"})
"""Papers that a carrier issues or fills in."""
_RECEIPTS = CARRIER_KINDS | {"delivery_note", "service_sheet"}
_RECEIPTS_IF_SIGNED_FOR = frozenset({"invoice", "packing_slip", UNKNOWN_KIND})
_MOST_WORDS_BEHIND, _PAYEE = 2, letters("remit")
_BODY_WEIGHT, _MOST_PHRASES, _LATER_PAGE = 0.3, 3, 0.5
_BODY_WEIGHTS = {"cancellation": 1.5, "purchase_order": 0.7, "letter": 0.35, "remittance": 0.5, "return": 0.5}
_BESIDE_ORDER = 0.16
"""What a salutation counts in a letter that orders something."""
_RAISED, _HEAD, _MIDDLE = 1.1, 0.25, 0.5
_FAINTEST = 0.3
_CLEAR, _BESIDE_TITLE = 0.8, 0.5
"""Weight from which a title is clear, and what labels count beside it."""
_LABEL_WEIGHTS = {
    Sense.SELLER: ("purchase_order", 0.4),
    Sense.DELIVERY_NUMBER: ("delivery_note", 0.35),
    Sense.NOTE_DATE: ("delivery_note", 0.1),
    Sense.CUSTOMER_SIGNATURE: ("delivery_note", 0.3),
    Sense.RECEIVED_DATE: ("delivery_note", 0.2),
    Sense.INVOICE_NUMBER: ("invoice", 0.35),
    Sense.INVOICE_DATE: ("invoice", 0.2),
    Sense.CARRIER: ("carrier_delivery_receipt", 0.1),
}
_VENDORS = forms_of(
    "vendor supplier lieferant fournisseur proveedor fornitore leverancier fornecedor dostawc"
)
_BUYERS_WORDS = frozenset(
    map(letters, ("vendor no", "supplier no", "vendor id", "vendor", "supplier", "lieferant", "fournisseur"))
)


@dataclass(frozen=True, slots=True)
class Classified:
    """Type and kind of a document."""

    type: DocumentType
    kind: str
    """Such as purchase_order, delivery_note, invoice; "unknown" when nothing tells."""
    confidence: float
    """0..1"""


def classify(pages: Sequence[Found], *, signed_for: bool = False) -> Classified:
    """Type and kind of a document's pages; `signed_for` when a customer's signature place was seen."""
    ranked = (*_votes(pages), (UNKNOWN_KIND, 0.0), (UNKNOWN_KIND, 0.0))
    (top, weight), (_, second) = ranked[:2]
    kind = top if weight >= _FAINTEST else UNKNOWN_KIND
    receipt = signed_for or any(has_receipt(page) for page in pages)
    receipt = receipt or (kind == "packing_slip" and any(map(stamped_date, pages)))
    margin = weight / (weight + second) if weight else 0.0
    confidence = round(margin * min(1.0, 0.4 + weight * 0.6), 3) if kind == top else 0.3
    firm = receipt or any(map(_is_named, pages))
    return Classified(
        _type_of(kind, receipt=receipt, firm=firm, named=any(map(_is_ordered, pages))), kind, confidence
    )


def has_receipt(page: Found) -> bool:
    """True when the page has a block for the receiver's receipt."""
    senses = {span.label.sense for span in page.page.spans}
    strong_name = any(
        span.label.sense is Sense.PRINTED_NAME and span.label.strength >= 1 for span in page.page.spans
    )
    told = [Sense.SIGNATURE in senses, strong_name, Sense.RECEIVED_DATE in senses]
    return sum(told) > 1 or Sense.CUSTOMER_SIGNATURE in senses


def _is_named(page: Found) -> bool:
    """True where a title or the text says that this is such a paper, not only a label of another's number."""
    titled = any(title.kind in _RECEIPTS and _is_heading(page, title) for title in titles(page))
    return titled or any(spoken in _RECEIPTS for spoken, _ in _body_votes(page))


def _is_ordered(page: Found) -> bool:
    """True where a title speaks of an order, be it the label of its number, or the text orders something."""
    titled = any(title.kind == "purchase_order" and title.run.level.y0 < _MIDDLE for title in titles(page))
    return titled or any(spoken == "purchase_order" for spoken, _ in _body_votes(page))


def _is_heading(page: Found, title: Title) -> bool:
    """True for a title proper, and for one at the head whose number stands behind it."""
    high = max(token.level.height for token in title.run.tokens) >= _RAISED * page.page.sheet.em
    return not title.is_label or (high and title.run.level.y0 < _HEAD)


def _type_of(kind: str, *, receipt: bool, firm: bool, named: bool) -> DocumentType:
    if named and kind == "purchase_order":
        return DocumentType.PURCHASE_ORDER
    if (firm and kind in _RECEIPTS) or (receipt and kind in _RECEIPTS_IF_SIGNED_FOR):
        return DocumentType.PROOF_OF_DELIVERY
    return DocumentType.OTHER


def _votes(pages: Sequence[Found]) -> list[tuple[str, float]]:
    votes: dict[str, float] = {}
    for index, page in enumerate(pages):
        share = _LATER_PAGE if index else 1.0
        named = list(_title_votes(page))
        clear = any(weight >= _CLEAR for _, weight in named)
        labels = [(kind, weight * (_BESIDE_TITLE if clear else 1.0)) for kind, weight in _label_votes(page)]
        for kind, weight in (*named, *_body_votes(page), *labels):
            votes[kind] = votes.get(kind, 0.0) + weight * share
    return sorted(votes.items(), key=lambda vote: -vote[1])


def _title_votes(page: Found) -> Iterator[tuple[str, float]]:
    best: dict[str, float] = {}
    for title in titles(page):
        best[title.kind] = max(best.get(title.kind, 0.0), title.weight)
    yield from best.items()


def _body_votes(page: Found) -> Iterator[tuple[str, float]]:
    text = "".join(blurred(token.form) for run in page.page.sheet.runs for token in run.tokens)
    spoken = {kind: sum(phrase in text for phrase in phrases) for kind, phrases in _body_cues().items()}
    for kind, found in spoken.items():
        weight = _BODY_WEIGHTS.get(kind, _BODY_WEIGHT)
        orders = kind == "letter" and spoken["purchase_order"]
        if found:
            yield kind, (_BESIDE_ORDER if orders else weight) * min(found, _MOST_PHRASES)
    handed = any(phrase in text for phrase in _handed_over()) and not _numbers_note(page)
    if handed and spoken[POD_LETTER] < _MOST_PHRASES:
        yield POD_LETTER, _BODY_WEIGHT


def _numbers_note(page: Found) -> bool:
    """True where the label of a delivery note's number stands: such notes say, too, who took the goods."""
    return any(span.label.sense is Sense.DELIVERY_NUMBER for span in page.page.spans)


def _label_votes(page: Found) -> Iterator[tuple[str, float]]:
    spoken = {span.label.sense for span in page.page.spans if not span.run.is_prose and _stands_alone(span)}
    for sense in spoken & _LABEL_WEIGHTS.keys():
        yield _LABEL_WEIGHTS[sense]
    if any(span.form in _BUYERS_WORDS and _stands_alone(span) for span in page.page.spans):
        yield "purchase_order", 0.2
    elif any(_numbers_vendor(span) for span in page.page.spans):
        yield "purchase_order", 0.25


def _stands_alone(span: Span) -> bool:
    """False for a vendor block's label that is part of a line of words: "RE: Supplier registration"."""
    following = [token for token in span.run.tokens[span.last + 1 :] if token.form]
    named = len(following) > _MOST_WORDS_BEHIND and not any(token.text.islower() for token in following)
    whole = span.closed or (span.first == 0 and (not following or named))
    return span.label.sense is not Sense.SELLER or (whole and _PAYEE not in span.form)


def _numbers_vendor(span: Span) -> bool:
    """True for the label of a number that the buyer has given the seller."""
    return span.label.sense is Sense.DECOY and any(word in span.form for word in _VENDORS)


@cache
def _body_cues() -> dict[str, tuple[str, ...]]:
    return {kind: _spoken(phrases) for kind, phrases in BODY.items()}


@cache
def _handed_over() -> tuple[str, ...]:
    return _spoken(HANDED_OVER)


def _spoken(phrases: str) -> tuple[str, ...]:
    return tuple("".join(blurred(letters(word)) for word in phrase.split()) for phrase in phrases.split("|"))
