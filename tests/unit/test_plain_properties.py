"""Readings and decisions, whatever they hold, survive the way into JSON and back."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from models.decision import Agreement, Candidate, Decision, Evidence, Key, Status
from models.ledger import Invoice, InvoiceStatus
from models.paper import Box, Role, SignatureRegion
from models.plain import from_plain, to_plain
from models.reading import DocumentType, FieldName, Found, Reading, Remark, RemarkClass, Value

TEXT = st.text(st.characters(), max_size=12)  # lone surrogates included
FRACTION = st.floats(0, 1)
PAGE = st.integers(1, 2500)
BOX = st.builds(Box, FRACTION, FRACTION, FRACTION, FRACTION)
AMOUNT = st.decimals(allow_nan=False, allow_infinity=False, places=2)


def several(values: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(values, max_size=2).map(tuple)


VALUE = st.builds(Value, TEXT, FRACTION, PAGE, BOX, st.sampled_from(Found), TEXT, several(TEXT))
SIGNATURE = st.builds(SignatureRegion, st.sampled_from(Role), PAGE, BOX, st.booleans(), FRACTION, TEXT)
READING = st.builds(
    Reading,
    pages=several(PAGE),
    type=st.sampled_from(DocumentType),
    kind=TEXT,
    type_confidence=FRACTION,
    fields=st.dictionaries(st.sampled_from(FieldName), several(VALUE), max_size=3),
    signatures=several(SIGNATURE),
    remarks=several(st.builds(Remark, st.sampled_from(RemarkClass), TEXT, PAGE, BOX)),
    text=TEXT,
    fingerprints=several(TEXT),
)
INVOICE = st.builds(
    Invoice,
    number=TEXT,
    customer_number=TEXT,
    po_number=TEXT,
    invoice_date=st.dates(),
    due_date=st.none() | st.dates(),
    amount=AMOUNT,
    currency=TEXT,
    delivery_number=TEXT,
    status=st.sampled_from(InvoiceStatus),
)
EVIDENCE = st.builds(Evidence, st.sampled_from(Key), st.sampled_from(Agreement), TEXT, TEXT, st.booleans())
DECISION = st.builds(
    Decision,
    status=st.sampled_from(Status),
    reason=TEXT,
    candidates=several(st.builds(Candidate, INVOICE, FRACTION, several(EVIDENCE))),
    chosen=several(st.tuples(TEXT, TEXT)),
    duplicate_of=TEXT,
)


@given(READING)
def test_a_reading_survives_json(reading: Reading) -> None:
    assert from_plain(Reading, json.loads(json.dumps(to_plain(reading)))) == reading


@given(DECISION)
def test_a_decision_survives_json(decision: Decision) -> None:
    assert from_plain(Decision, json.loads(json.dumps(to_plain(decision)))) == decision


@given(DECISION)
def test_amounts_keep_their_digits(decision: Decision) -> None:
    again = from_plain(Decision, json.loads(json.dumps(to_plain(decision))))
    amounts = [str(candidate.invoice.amount) for candidate in again.candidates]
    assert amounts == [str(candidate.invoice.amount) for candidate in decision.candidates]
