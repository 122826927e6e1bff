"""What a document is: its type and kind, from titles, running text, labels and the receipt block."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extractors.fields.cues import BODY, TITLES
from extractors.fields.find import Found
from extractors.fields.grammar import announces, titled
from extractors.fields.labels import Kind, Label, kind_of
from extractors.fields.layout import Run, Token
from extractors.fields.sense import Sense
from extractors.fields.spans import Span
from extractors.fields.text import blurred, forms_of, letters
from models.reading import DocumentType

UNKNOWN_KIND = "unknown"
CARRIER_KINDS = frozenset(
    {"bill_of_lading", "carrier_delivery_receipt", "carrier_pod_letter", "cmr", "waybill"}
)
"""Papers that a carrier issues or fills in."""
_RECEIPTS = CARRIER_KINDS | {"delivery_note", "service_sheet"}
_RECEIPTS_IF_SIGNED_FOR = frozenset({"invoice", "packing_slip", UNKNOWN_KIND})
_MOST_WORDS, _TWO = 6, 2
_LARGEST = 2.5
_HIGH, _MIDDLE = 0.3, 0.5
_LOWER, _LOWEST = 0.6, 0.3
_AS_LABEL, _LARGE = 0.4, 1.35
_WITHIN = 0.6
_BODY_WEIGHT, _MOST_PHRASES, _LATER_PAGE = 0.3, 3, 0.5
_BODY_WEIGHTS = {"cancellation": 1.5, "purchase_order": 0.7, "letter": 0.35, "remittance": 0.5, "return": 0.5}
_BESIDE_ORDER = 0.16
"""What a salutation counts in a letter that orders something."""
_LAST_WORDS = {
    letters("bestellung"): "purchase_order",
    letters("lieferschein"): "delivery_note",
    letters("frachtbrief"): "waybill",
}
"""Of compounds such as "Warenbestellung"."""
_SUBJECTS = forms_of("oggetto betreff betrifft betr objet asunto onderwerp subject re assunto dotyczy temat")
_REFERRED = frozenset({"quotation", "order_confirmation", "price_list"})
"""Papers that others refer to by number and date."""
_IN_SUBJECT = 0.8
"""Share of a title in the subject line of a letter."""
_NUMBERED, _LONG_TITLE = re.compile("(?:no|nr|n)$"), 8
_FAINTEST = 0.3
_UNLISTED = 0.85
"""Share of a title that is only understood from its words."""
_LONE_ORDER = 0.45
"""Share of the word "Order" alone, which also heads boxes of delivery notes."""
_IN_PROSE = 0.3
"""Share of a title in running text."""
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
_YOURS = forms_of("your ihr ihre ihrem ihrer vos votre v su sus s vostro vostra vs uw vossa sua wasze")
"""In front of the name of a paper: another's, which this one only speaks of."""
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


@dataclass(frozen=True, slots=True)
class Title:
    """A title cue on a page and how much it looks like a title."""

    kind: str
    run: Run
    weight: float
    """About 1 for a line of its own in text size high on the page; more when large."""


def classify(pages: Sequence[Found], *, signed_for: bool = False) -> Classified:
    """Type and kind of a document's pages; `signed_for` when a customer's signature place was seen."""
    ranked = (*_votes(pages), (UNKNOWN_KIND, 0.0), (UNKNOWN_KIND, 0.0))
    (top, weight), (_, second) = ranked[:2]
    kind = top if weight >= _FAINTEST else UNKNOWN_KIND
    receipt = signed_for or any(has_receipt(page) for page in pages)
    margin = weight / (weight + second) if weight else 0.0
    confidence = round(margin * min(1.0, 0.4 + weight * 0.6), 3) if kind == top else 0.3
    return Classified(_type_of(kind, receipt=receipt), kind, confidence)


def has_receipt(page: Found) -> bool:
    """True when the page has a block for the receiver's receipt."""
    senses = {span.label.sense for span in page.page.spans}
    strong_name = any(
        span.label.sense is Sense.PRINTED_NAME and span.label.strength >= 1 for span in page.page.spans
    )
    told = [Sense.SIGNATURE in senses, strong_name, Sense.RECEIVED_DATE in senses]
    return sum(told) > 1 or Sense.CUSTOMER_SIGNATURE in senses


def titles(page: Found) -> Iterator[Title]:
    """Title cues on a page in reading order; those in running text have little weight."""
    labelled = {finding.span.run for finding in page.findings}
    labelled |= {span.run for span in page.page.spans if _names_value(span.label)}
    for run in page.page.sheet.runs:
        cue = _longest_cue(run)
        if cue is None:
            continue
        kind, share = cue
        height = max(token.level.height for token in run.tokens) / page.page.sheet.em
        subject = run.tokens[0].form in _SUBJECTS
        share = max(share, _IN_SUBJECT) if subject else share
        told = run in labelled or run.text.endswith(":") or (kind in _REFERRED and _has_value(page, run))
        as_label = told and height < _LARGE and not subject
        weight = share * min(max(height, 1.0), _LARGEST) * _by_height(run) * (_AS_LABEL if as_label else 1.0)
        yield Title(kind, run, weight)


def _has_value(page: Found, run: Run) -> bool:
    """True where a number or date stands beside it in its row."""
    beside = (other for other in page.page.sheet.rows[run.row] if other.level.x0 > run.level.x1)
    following = next(beside, None)
    return following is not None and any(map(str.isdigit, following.text))


def is_title(form: str) -> bool:
    """True for a word, as a letter form, that is a title or the last word of one."""
    return bool(titled((form,))) or any(known.endswith(blurred(form)) for known in _title_forms())


def _names_value(label: Label) -> bool:
    """True for labels such as "invoice no" and "invoice date", which are no titles."""
    return label.numbered or kind_of(label.sense) is Kind.DATE


def _type_of(kind: str, *, receipt: bool) -> DocumentType:
    if kind == "purchase_order":
        return DocumentType.PURCHASE_ORDER
    if kind in _RECEIPTS or (receipt and kind in _RECEIPTS_IF_SIGNED_FOR):
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


def _label_votes(page: Found) -> Iterator[tuple[str, float]]:
    spoken = {span.label.sense for span in page.page.spans if not span.run.is_prose and _stands_alone(span)}
    for sense in spoken & _LABEL_WEIGHTS.keys():
        yield _LABEL_WEIGHTS[sense]
    if any(span.form in _BUYERS_WORDS and _stands_alone(span) for span in page.page.spans):
        yield "purchase_order", 0.2
    if any(_numbers_vendor(span) for span in page.page.spans):
        yield "purchase_order", 0.25


def _stands_alone(span: Span) -> bool:
    """False for a vendor block's label that only begins a line of words: "Supplier Management"."""
    following = span.run.tokens[span.last + 1 :]
    words = bool(following) and bool(following[0].form) and not following[0].text[0].isdigit()
    return span.label.sense is not Sense.SELLER or span.closed or not words or len(following) > _TWO


def _numbers_vendor(span: Span) -> bool:
    """True for the label of a number that the buyer has given the seller."""
    return span.label.sense is Sense.DECOY and any(word in span.form for word in _VENDORS)


def _by_height(run: Run) -> float:
    middle = run.level.middle[1]
    if middle < _HIGH:
        return 1.0
    return _LOWER if middle < _MIDDLE else _LOWEST


def _longest_cue(run: Run) -> tuple[str, float] | None:
    """Kind and share of the longest title in a run: 1 where it is all the run says, else less."""
    cues = [cue for part in _parts(run) for cue in (*_cues_in(part), *_put_together(part))]
    longest = max(cues, key=lambda cue: cue[1], default=None)
    return (longest[0], longest[1] * _IN_PROSE) if longest and run.is_prose else longest


def _put_together(tokens: Sequence[Token]) -> Iterator[tuple[str, float]]:
    """A title of a line of its own that no list holds; its number may stand behind it."""
    words = [token for token in tokens if token.form]
    if list(tokens[: len(words)]) == words and len(words) <= _MOST_WORDS and len(tokens) - len(words) < _TWO:
        kind = titled([token.form for token in words]) or _lone_order(words)
        if kind:
            lone = kind == "purchase_order" and (len(words) == 1 or not titled([t.form for t in words]))
            yield kind, _LONE_ORDER if lone else _UNLISTED


def _lone_order(words: Sequence[Token]) -> str:
    """An order where a word for it stands behind one that no title holds: "Materials order"."""
    named = len(words) == _TWO and titled([words[1].form]) == "purchase_order"
    return "purchase_order" if named and not announces(words[0].form) else ""


def _parts(run: Run) -> Iterator[tuple[Token, ...]]:
    """The run between dashes, bars and strokes: "Invoice - customer copy" has two parts."""
    part: list[Token] = []
    for token in run.tokens:
        if part and (token.text.startswith("/") or not _says(token)):
            yield tuple(part)
            part = []
        part += [token] if _says(token) else []
        if part and token.text.endswith("/"):
            yield tuple(part)
            part = []
    yield from [tuple(part)] if part else []


def _says(token: Token) -> bool:
    return any(c.isalnum() for c in token.text)


def _cues_in(tokens: Sequence[Token]) -> Iterator[tuple[str, float]]:
    whole = max(sum(len(token.form) for token in tokens), 1)
    for start in range(len(tokens)):
        if start and tokens[start - 1].form in _YOURS:
            continue
        form = ""
        for token in tokens[start : start + _MOST_WORDS]:
            form += token.form
            kind = _kind_of(form) if token.form else None
            if kind:
                yield kind, 1.0 if len(form) == whole else len(form) / whole * _WITHIN


def _kind_of(form: str) -> str | None:
    """The kind that a title names, be it with a sign for "number" stuck to it."""
    stuck = _NUMBERED.sub("", form)
    kind = _title_forms().get(blurred(form))
    if kind is None and len(stuck) >= _LONG_TITLE:
        kind = _title_forms().get(blurred(stuck))
    compound = (told for last, told in _LAST_WORDS.items() if form.endswith(last) and len(form) > len(last))
    return kind or next(compound, None)


@cache
def _title_forms() -> dict[str, str]:
    return {
        blurred(letters(phrase)): kind for kind, phrases in TITLES.items() for phrase in phrases.split("|")
    }


@cache
def _body_cues() -> dict[str, tuple[str, ...]]:
    return {
        kind: tuple(
            "".join(blurred(letters(word)) for word in phrase.split()) for phrase in phrases.split("|")
        )
        for kind, phrases in BODY.items()
    }
