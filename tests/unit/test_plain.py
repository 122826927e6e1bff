"""Values survive the way into JSON and back."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.decision import Agreement, Candidate, Decision, Evidence, Key, Status
from models.ledger import Invoice, InvoiceStatus
from models.paper import Barcode, Box, Page, PageKind, Role, SignatureRegion, Word
from models.plain import from_plain, to_plain
from models.reading import DocumentType, FieldName, Found, Reading, Value
from models.record import Arrival, Claim, Drop

BOX = Box(0.1, 0.2, 0.3, 0.4)
INVOICE = Invoice(
    "INV-1", "C-1", "PO-1", date(2026, 1, 2), None, Decimal("10.50"), "EUR", "D-1", InvoiceStatus.OPEN
)


def through_json(value):
    return from_plain(type(value), json.loads(json.dumps(to_plain(value))))


def test_a_word_of_a_page_that_was_kept_before_words_had_alternatives_can_be_read():
    kept = to_plain(Word("4711", BOX, 0.9, 3))
    del kept["alternatives"]
    assert from_plain(Word, kept) == Word("4711", BOX, 0.9, 3)


@given(
    text=st.text(), confidence=st.floats(0, 1), line=st.integers(0), others=st.lists(st.text(), max_size=3)
)
def test_any_word_comes_back_equal(text, confidence, line, others):
    word = Word(text, BOX, confidence, line, tuple(others))
    assert through_json(word) == word


def test_a_page_with_everything_on_it_comes_back_equal():
    page = Page(
        number=3,
        kind=PageKind.SEPARATOR,
        words=(Word("a", BOX, 0.5, 0),),
        barcodes=(Barcode("QRCode", "PATCHT", BOX),),
        signatures=(SignatureRegion(Role.DRIVER, 3, BOX, present=True, confidence=0.7, label="driver"),),
        turned=180,
    )
    assert through_json(page) == page


def test_a_reading_comes_back_equal():
    value = Value("PO-1", 0.9, 1, BOX, Found.LABEL, "PO no", ("PO-l",))
    reading = Reading((1, 2), DocumentType.OTHER, "letter", 0.4, {FieldName.PO_NUMBER: (value,)})
    assert through_json(reading) == reading


def test_a_decision_comes_back_equal():
    evidence = Evidence(Key.PO_NUMBER, Agreement.EXACT, "PO-1", "PO-1", labelled=True)
    decision = Decision(
        Status.FILED, "Because.", (Candidate(INVOICE, 0.9, (evidence,)),), (("C-1", "INV-1"),)
    )
    assert through_json(decision) == decision


def test_times_and_nested_values_come_back_equal():
    drop = Drop("default", "a/b.pdf", "00", 7, datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=UTC))
    claim = Claim(1, 2, Arrival("default", "k", "v", "s", 9), 3)
    assert through_json(drop) == drop
    assert through_json(claim) == claim


def test_a_missing_field_takes_its_default_and_an_unknown_one_is_passed_over():
    assert from_plain(Page, {"number": 1, "kind": "blank", "later": 1}) == Page(1, PageKind.BLANK)


def test_a_missing_field_without_default_is_refused():
    with pytest.raises(TypeError, match="number"):
        from_plain(Page, {"kind": "blank"})
