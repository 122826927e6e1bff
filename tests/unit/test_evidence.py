"""What goes into an evidence pack, what is kept out of it, and what its letter says."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from string import Formatter

import pytest

from models.decision import Status
from models.evidence import Dispute, Letterhead, Tongue
from models.ledger import Customer
from models.paper import Box, Page, PageKind
from models.reading import DocumentType, FieldName, RemarkClass
from models.record import Event
from models.sending import Reason
from receivables.evidence import (
    Given,
    MarkKind,
    Pack,
    Party,
    Words,
    custody_of,
    exhibits_of,
    is_evidence,
    letter_of,
    shows,
    title_of,
)
from receivables.evidence.english import ENGLISH
from receivables.evidence.german import GERMAN
from receivables.evidence.others import seen_of
from tests.papers.evidence_packs import OURS, consolidated, names_nobody, only_theirs, signed, wish
from tests.values.builders import At, page_from_lines
from tests.values.register_values import NOW, decision_of, drop_of, invoice_of, reading_of, record_of

OWN = Party(frozenset({"INV-100417", "D-INV-100417", "C-1"}), ("Müller & Söhne GmbH",), "Domstraße 1")
OTHERS = Party(frozenset({"INV-300500", "D-INV-300500", "C-2"}), ("Nordwind Seehandel AG",), "Hafenstrasse 7")
ENGLISH_WORDS, GERMAN_WORDS = Words(Tongue.ENGLISH), Words(Tongue.GERMAN)


def given(name: str, *pages: Page, others: Party | None = None, **fields: str) -> Given:
    numbers = tuple(page.number for page in pages) or (1,)
    told = {FieldName(key): value for key, value in fields.items()}
    record = record_of(drop_of(name), decision_of(Status.FILED, OURS), reading_of(told, numbers))
    return Given(record, {page.number: page for page in pages}, others)


def read_as(one: Given, **more: object) -> Given:
    return replace(one, record=replace(one.record, reading=replace(one.record.reading, **more)))


def hidden_words(page: Page, covered: tuple[Box, ...]) -> set[str]:
    """Words that lie wholly under what is blacked out."""
    return {
        word.text
        for word in page.words
        if any(box.overlap(word.box) > 0.99 * word.box.width * word.box.height for box in covered)
    }


def test_a_page_that_names_this_customer_alone_is_shown_whole():
    page = page_from_lines((At(0.1, 0.1, "Invoice INV-100417"), At(0.1, 0.2, "Received by")))
    assert seen_of(page, OWN, OTHERS).whole


@pytest.mark.parametrize(
    ("page", "why"),
    [(only_theirs(1), "others"), (names_nobody(1), "nobody"), (Page(1, PageKind.CONTENT), "unread")],
)
def test_a_page_that_is_not_surely_this_customers_is_left_out(page: Page, why: str):
    assert seen_of(page, OWN, OTHERS).why_not == why


def test_rows_of_others_and_all_below_them_are_blacked_out():
    page = consolidated()
    seen = seen_of(page, OWN, OTHERS)
    assert not seen.whole
    assert seen.shown
    gone = hidden_words(page, seen.covered)
    assert {"Nordwind", "INV-300500", "Hafenstrasse", "secret", "pumps", "Hinrich", "Kuhlmann"} <= gone
    assert gone.isdisjoint({"INV-100417", "Müller", "brackets", "tour"})


@pytest.mark.parametrize("misread", ["INV-3OO5OO", "INV-300501", "lNV-300500", "INV - 300500"])
def test_a_misread_number_of_another_is_blacked_out_too(misread: str):
    page = page_from_lines((At(0.1, 0.1, "Invoice INV-100417"), At(0.1, 0.3, f"also {misread} today")))
    assert set(misread.split()) <= hidden_words(page, seen_of(page, OWN, OTHERS).covered)


@pytest.mark.parametrize("misread", ["Nordwlnd Seehandel", "NORDWIND SEEHANDEI", "Nordwind-Seehandel"])
def test_a_misread_name_of_another_is_blacked_out_too(misread: str):
    page = page_from_lines((At(0.1, 0.1, "Invoice INV-100417"), At(0.1, 0.3, misread)))
    assert set(misread.split()) <= hidden_words(page, seen_of(page, OWN, OTHERS).covered)


def test_of_a_row_that_names_both_only_the_others_words_go():
    page = page_from_lines((At(0.1, 0.1, "Invoices INV-100417 INV-300500 today"),))
    assert hidden_words(page, seen_of(page, OWN, OTHERS).covered) == {"INV-300500"}


def test_orders_come_first_and_letters_count_on_beyond_z():
    papers = [given(f"{n}.pdf", document_date=f"2026-01-{n:02}") for n in range(1, 29)]
    papers[9] = read_as(papers[9], type=DocumentType.PURCHASE_ORDER, kind="purchase_order")
    exhibits = exhibits_of(papers, (OURS.key,), OWN).exhibits
    assert [one.letter for one in exhibits][:3] == ["A", "B", "C"]
    assert [one.letter for one in exhibits][-3:] == ["Z", "AA", "AB"]
    assert exhibits[0].record == papers[9].record
    assert [one.record.id for one in exhibits[1:]] == [
        one.record.id for one in papers if one is not papers[9]
    ]


def test_the_order_does_not_hang_on_the_order_given():
    papers = [given(f"{n}.pdf") for n in range(5)]
    assert exhibits_of(papers, (OURS.key,), OWN) == exhibits_of(reversed(papers), (OURS.key,), OWN)


def test_letters_of_others_are_no_evidence_unasked():
    letter = read_as(given("a.pdf"), type=DocumentType.OTHER, kind="letter").record
    packing = read_as(given("b.pdf"), type=DocumentType.OTHER, kind="packing_slip").record
    assert (is_evidence(letter), is_evidence(packing)) == (False, True)


def test_marks_and_words_of_what_is_blacked_out_are_not_told():
    page = consolidated()
    one = given("a.tif", page, others=OTHERS)
    where = next(word.box for word in page.words if word.text == "Hinrich")
    reading = signed(one.record.reading)
    name = replace(reading.fields[FieldName.PRINTED_NAME][0], text="Hinrich Kuhlmann", box=where)
    reading = replace(reading, fields={**reading.fields, FieldName.PRINTED_NAME: (name,)})
    one = replace(one, record=replace(one.record, reading=reading))
    (exhibit,) = exhibits_of([one], (OURS.key,), OWN).exhibits
    assert "Kuhlmann" not in shows(exhibit, ENGLISH_WORDS)
    assert exhibit.is_partial
    assert MarkKind.NAME not in {mark.kind for mark in exhibit.marks}


def signed_exhibit():
    one = given("a.pdf", delivery_number="D-77", document_date="2026-02-28")
    return exhibits_of(
        [replace(one, record=replace(one.record, reading=signed(one.record.reading)))], (OURS.key,), OWN
    ).exhibits[0]


def test_an_exhibit_says_who_signed_when_and_what_was_noted():
    exhibit = signed_exhibit()
    assert title_of(exhibit, ENGLISH_WORDS) == "Delivery note D-77"
    said = shows(exhibit, ENGLISH_WORDS)
    assert "Signed on the customer's side by J. Kowalska on 2 March 2026." in said
    assert "Noted on receipt: short, read as “2 cartons short”." in said
    assert "von J. Kowalska am 2. März 2026" in shows(exhibit, GERMAN_WORDS)
    assert [mark.number for mark in exhibit.marks] == [1, 2, 3, 4]


def test_an_unsigned_note_is_not_said_to_be_signed():
    (exhibit,) = exhibits_of([given("a.pdf")], (OURS.key,), OWN).exhibits
    assert "No signature of the customer's side was found" in shows(exhibit, ENGLISH_WORDS)
    assert exhibit.annotated == ""


def test_where_parts_were_taken_out_nothing_is_said_of_what_may_be_among_them():
    one = given("a.tif", consolidated(), others=OTHERS)
    (exhibit,) = exhibits_of([one], (OURS.key,), OWN).exhibits
    assert shows(exhibit, ENGLISH_WORDS) == ENGLISH["show.partial"]


def test_a_note_as_issued_points_to_the_signed_one():
    issued = given("a.pdf")
    back = read_as(given("b.pdf"), issued_as=issued.record.id)
    back = replace(back, record=replace(back.record, reading=signed(back.record.reading)))
    first, second = exhibits_of([back, issued], (OURS.key,), OWN).exhibits
    assert first.record.id == issued.record.id
    assert "for the signed one see exhibit B" in shows(first, ENGLISH_WORDS)
    assert "J. Kowalska" in shows(second, ENGLISH_WORDS)


def pack_of(*invoices, **more: object) -> Pack:
    picked = exhibits_of([given("a.pdf")], (OURS.key,), OWN)
    customer = Customer("C-1", "Müller & Söhne GmbH", address="Domstraße 1", city="Köln", country="DE")
    asked = wish(*(invoices or (OURS,)), **more)
    return Pack(
        "default", Letterhead("Brandt"), customer, invoices or (OURS,), asked, picked, (), (), "Countersign"
    )


def test_the_letter_names_parties_invoice_amount_reason_and_day():
    pack = pack_of(dispute=Dispute(Reason.SHORT, "CLM-1", Decimal("12.5")))
    letter = letter_of(pack, 7)
    assert letter.to == ("Müller & Söhne GmbH", "Domstraße 1", "Köln", "DE")
    assert letter.subject == "Invoice INV-100417 of 1 February 2026, EUR 100.50"
    facts = dict(letter.facts)
    assert facts["Reason given"] == "short delivery"
    assert facts["Contested"] == "EUR 12.50"
    assert facts["Reply by"] == "23 March 2026"
    assert "23 March 2026" in letter.ask
    assert any("page 7" in text for text in letter.after)


def test_several_invoices_stand_in_a_table_whose_sum_stays_in_one_currency():
    other = replace(invoice_of("INV-2"), amount=Decimal("0.10"))
    one_currency = letter_of(pack_of(OURS, other), 1).table
    assert one_currency[-1] == ("Total", "", "", "", "", "EUR 100.60")
    two = letter_of(pack_of(OURS, replace(other, currency="USD")), 1).table
    assert [row[0] for row in two] == ["Invoice", "INV-100417", "INV-2"]


def test_amounts_and_days_are_written_as_the_language_has_them():
    assert ENGLISH_WORDS.amount(Decimal("12345.6"), "EUR") == "EUR 12,345.60"
    assert GERMAN_WORDS.amount(Decimal("-12345.678"), "EUR") == "-12.345,678 EUR"
    assert GERMAN_WORDS.day(NOW.date()).endswith(f" {NOW.year}")


def test_both_languages_say_the_same_things():

    fields = [
        {n: {f for _, f, _, _ in Formatter().parse(t) if f} for n, t in w.items()} for w in (ENGLISH, GERMAN)
    ]
    assert fields[0] == fields[1]


@pytest.mark.parametrize(
    ("prefix", "kinds"), [("remark", RemarkClass), ("reason", Reason), ("mark", MarkKind)]
)
def test_every_value_of_a_letter_has_words(prefix: str, kinds: type):
    assert {f"{prefix}.{one.value}" for one in kinds} <= set(ENGLISH)


def test_custody_tells_what_happened_but_neither_who_looked_nor_names():
    events = [
        Event(NOW, "default", "received", "d", {"source": "secret.pdf"}),
        Event(NOW, "default", "viewed", "d", {"by": "ann"}),
        Event(NOW, "default", "receipt corrected", "d", {"by": "ann"}),
    ]
    steps = custody_of("A", events)
    assert [(one.what, one.by_person) for one in steps] == [("received", False), ("receipt_corrected", True)]
    assert "ann" not in repr(steps)
    assert "secret" not in repr(steps)


def test_every_step_of_custody_has_words():
    from receivables.evidence.custody import STEPS

    assert {f"step.{one}" for one in STEPS.values()} <= set(ENGLISH)
