"""What the review desk shows of a document: candidates with their differences, fields, who did what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from countersign.console.invoice_keys import key_text
from models.decision import Agreement, Candidate, Cause, Evidence, Status
from models.ledger import Invoice
from models.reading import FieldName, Value
from models.record import DocumentRecord
from storage.register import OnFile, Register

_TO_COMPARE = frozenset({Agreement.FOLDED, Agreement.EDITED, Agreement.CONTRADICTS})
MOST_KEYS = 5
"""Candidates that a single key chooses."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters of a value, and whether the other value has others there."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """What the paper says beside what the ledger has, character by character."""

    evidence: Evidence
    read: tuple[Piece, ...]
    expected: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """An invoice that may be chosen."""

    number: int
    """1-5: the key that chooses it; 0 for those beyond."""
    invoice: Invoice
    confidence: float | None
    """None for one that a person searched for."""
    evidence: tuple[Evidence, ...]
    differences: tuple[Difference, ...]
    customer: str
    """Name; empty where the ledger has none."""
    on_file: tuple[OnFile, ...]
    chosen: bool

    @property
    def value(self) -> str:
        """As the form sends it."""
        return key_text(self.invoice.key)

    def beside(self, record: DocumentRecord) -> Offer:
        """The same with what else is on file: not the document itself, where it is filed there."""
        return replace(self, on_file=tuple(one for one in self.on_file if one.document_id != record.id))

    @property
    def agreeing(self) -> tuple[Evidence, ...]:
        """Evidence that is just as the ledger has it."""
        return tuple(one for one in self.evidence if one.agreement not in _TO_COMPARE)


def is_blind(record: DocumentRecord) -> bool:
    """True where the person is to find the invoice without being told what the program thinks."""
    standing = record.decision.standing
    return record.decision.cause is Cause.CHECK and standing is not None and standing.blind


def offers(register: Register, record: DocumentRecord) -> tuple[Offer, ...]:
    """The candidates of a document; none of one that is checked blindly."""
    if is_blind(record):
        return ()
    chosen = record.decision.chosen if record.decision.status in {Status.REVIEW, Status.FILED} else ()
    known = {one.invoice.key for one in record.decision.candidates}
    others = (register.invoice(record.client, key) for key in chosen if key not in known)
    beyond = [Candidate(invoice, 1.0, ()) for invoice in others if invoice is not None]
    found = _offered(register, record.client, (*record.decision.candidates, *beyond), set(chosen))
    return tuple(one.beside(record) for one in found)


def offered(register: Register, client: str, invoices: Iterable[Invoice]) -> tuple[Offer, ...]:
    """Invoices that a person searched for."""
    return _offered(register, client, [Candidate(invoice, -1.0, ()) for invoice in invoices], set())


def _offered(
    register: Register, client: str, candidates: Sequence[Candidate], chosen: set[tuple[str, str]]
) -> tuple[Offer, ...]:
    keys = [one.invoice.key for one in candidates]
    names = register.lookups.names(client, {customer for customer, _ in keys})
    on_file = register.lookups.on_file(client, keys)
    return tuple(
        _offer(place, candidate, (names, on_file), chosen) for place, candidate in enumerate(candidates, 1)
    )


_Beside = tuple[Mapping[str, str], Mapping[tuple[str, str], list[OnFile]]]
"""Names of customers, and what is on file for invoices."""


def _offer(place: int, candidate: Candidate, beside: _Beside, chosen: set[tuple[str, str]]) -> Offer:
    invoice = candidate.invoice
    searched = candidate.confidence < 0
    return Offer(
        number=place if place <= MOST_KEYS and not searched else 0,
        invoice=invoice,
        confidence=None if searched else candidate.confidence,
        evidence=candidate.evidence,
        differences=tuple(map(difference, (e for e in candidate.evidence if e.agreement in _TO_COMPARE))),
        customer=beside[0].get(invoice.customer_number, ""),
        on_file=tuple(beside[1].get(invoice.key, ())),
        chosen=invoice.key in chosen,
    )


def difference(evidence: Evidence) -> Difference:
    """Both values of a key in pieces that are the same or not."""
    blocks = SequenceMatcher(None, evidence.read.casefold(), evidence.expected.casefold(), autojunk=False)
    read, expected = list[Piece](), list[Piece]()
    for tag, a0, a1, b0, b1 in blocks.get_opcodes():
        read += [Piece(evidence.read[a0:a1], tag != "equal")] if a1 > a0 else []
        expected += [Piece(evidence.expected[b0:b1], tag != "equal")] if b1 > b0 else []
    return Difference(evidence, tuple(read), tuple(expected))


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field with its likeliest value, to be corrected."""

    name: FieldName
    value: Value | None

    @property
    def box(self) -> str:
        """Place of the value on its page, as the form sends it; empty where none is known."""
        box = self.value.box if self.value else None
        return f"{box.x0},{box.y0},{box.x1},{box.y1}" if box and box.width > 0 else ""


def field_lines(record: DocumentRecord) -> tuple[FieldLine, ...]:
    """All fields: those on the page first."""
    lines = [FieldLine(name, record.reading.value(name)) for name in FieldName]
    return tuple(sorted(lines, key=lambda line: line.value is None))
