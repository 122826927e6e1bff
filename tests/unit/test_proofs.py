"""A batch is matched jointly: it lowers how sure a match is, or chooses among equals, and proves nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import inf

from hypothesis import given, settings
from hypothesis import strategies as st

from models.decision import Proof, Status
from models.reading import FieldName
from pipeline.deciding.decide import decide
from pipeline.matching.match import LIKELY, Matched
from pipeline.matching.proofs import beside, contested
from tests.values.matching_cases import DAY, PO, POD, Paper, chosen, customer, invoice, ledger, matched, paper

EAST = customer("C-17", "Acme East Ltd")
ONE = invoice("INV-1001", "C-17", "PO-88123")
TWIN = invoice("INV-1007", "C-17", "PO-88123")
ALONE = invoice("INV-2277", "C-17", "PO-5")
TWINS = ledger([EAST], ONE, TWIN)


def note(**fields: str | Sequence[str]) -> Paper:
    return paper(POD, "", {FieldName(name): value for name, value in fields.items()})


CLEAR = note(invoice_number="INV-1001", customer_number="C-17", po_number="PO-88123")
SMUDGED = note(invoice_number="INV-100", customer_number="C-17", po_number="PO-88123")


def firsts(batch: Sequence[Matched]) -> list[str]:
    return [one.ranked[0].invoice.number for one in batch]


def surest(one: Matched) -> float:
    return max(candidate.confidence for candidate in one.ranked)


def test_a_smudged_twin_is_put_where_the_clear_one_is_not() -> None:
    clear, smudged = matched(CLEAR, TWINS), matched(SMUDGED, TWINS)
    equal = [candidate.confidence for candidate in smudged.ranked]
    assert equal[0] == equal[1]
    assert firsts(beside([clear, smudged], {})) == ["INV-1001", "INV-1007"]
    assert firsts(beside([smudged, clear], {})) == ["INV-1007", "INV-1001"]


def test_what_is_left_over_is_still_left_to_a_person() -> None:
    smudged = matched(SMUDGED, TWINS)
    found = beside([matched(CLEAR, TWINS), smudged], {})[1]
    assert surest(found) <= surest(smudged)
    assert decide(found, 0.0).status is Status.REVIEW


def test_two_papers_as_smudged_as_each_other_stay_equal() -> None:
    for found in beside([matched(SMUDGED, TWINS)] * 2, {}):
        assert len({candidate.confidence for candidate in found.ranked}) == 1


def test_the_only_invoice_of_an_order_takes_one_delivery_without_numbers() -> None:
    books = ledger([EAST], ALONE)
    item = note(po_number="PO-5", customer_number="C-17", document_date=DAY.isoformat())
    by_itself = matched(item, books)
    assert decide(by_itself).status is Status.FILED
    for found in beside([by_itself, by_itself], {}):
        decision = decide(found)
        assert decision.status is Status.REVIEW
        assert "another paper proves it" in decision.reason
    again = beside([by_itself], {ALONE.key: [Proof(frozenset({"8001"}))]})
    assert decide(again[0]).status is Status.REVIEW


def test_several_papers_may_prove_one_invoice_that_each_names() -> None:
    parts = [
        note(invoice_number="INV-2277", customer_number="C-17", delivery_number=number)
        for number in ("8001", "8002", "8003")
    ]
    found = beside([matched(item, ledger([EAST], ALONE)) for item in parts], {})
    assert [chosen(decide(one)) for one in found] == [["INV-2277"]] * 3
    assert surest(found[0]) < surest(matched(parts[0], ledger([EAST], ALONE)))


def test_copies_of_one_paper_do_not_speak_against_each_other() -> None:
    copy = matched(CLEAR, TWINS)
    assert [one.ranked for one in beside([copy, copy], {})] == [copy.ranked] * 2


def test_one_paper_may_prove_several_invoices() -> None:
    both = matched(
        note(invoice_number=["INV-1001", "INV-2277"], customer_number="C-17"), ledger([EAST], ONE, ALONE)
    )
    found = beside([both, matched(CLEAR, TWINS)], {})[0]
    assert sorted(chosen(decide(found))) == ["INV-1001", "INV-2277"]


def test_an_invoice_that_another_delivery_proves_already_is_less_likely() -> None:
    bare = matched(note(invoice_number="INV-2277", delivery_number="8009"), ledger([EAST], ALONE))
    assert surest(beside([bare], {ALONE.key: [Proof(frozenset({"8001"}))]})[0]) < surest(bare)
    for same in (Proof(frozenset({"8OO9"})), Proof(invoices=frozenset({"INV-2277"}))):
        assert beside([bare], {ALONE.key: [same]})[0].ranked == bare.ranked


def test_an_order_takes_no_invoice_from_a_delivery() -> None:
    order = matched(
        paper(PO, "", {FieldName.PO_NUMBER: "PO-5", FieldName.CUSTOMER_NUMBER: "C-17"}), ledger([EAST], ALONE)
    )
    delivery = matched(note(po_number="PO-5", customer_number="C-17"), ledger([EAST], ALONE))
    assert contested([order]) == frozenset()
    assert contested([delivery]) == {ALONE.key}
    assert [one.ranked for one in beside([order, delivery], {})] == [order.ranked, delivery.ranked]


numbers = st.sampled_from(["INV-1001", "INV-1007", "INV-100", "INV-2277", "INV-3000"])
papers = st.builds(
    lambda number, delivery, order: note(
        **{
            name: value
            for name, value in (
                ("invoice_number", number),
                ("delivery_number", delivery),
                ("po_number", order),
            )
            if value
        },
        customer_number="C-17",
    ),
    numbers | st.just(""),
    st.sampled_from(["", "8001", "8002"]),
    st.sampled_from(["", "PO-88123", "PO-5"]),
)
filed = st.dictionaries(
    st.sampled_from([ONE.key, TWIN.key, ALONE.key]),
    st.lists(st.builds(Proof, st.frozensets(st.sampled_from(["8001", "8002"]))), max_size=2),
)
BOOKS = ledger([EAST], ONE, replace(TWIN, delivery_number="8002"), ALONE)


@settings(deadline=None)
@given(st.lists(papers, max_size=4), filed)
def test_nothing_gets_likely_by_what_others_prove_and_nothing_likely_likelier(batch, proofs) -> None:
    alone = [matched(item, BOOKS) for item in batch]
    for before, after in zip(alone, beside(alone, proofs), strict=True):
        was = {one.invoice.key: one.confidence for one in before.ranked}
        assert {one.invoice.key for one in after.ranked} == was.keys()
        for one in after.ranked:
            assert one.confidence <= was[one.invoice.key] or one.confidence < LIKELY
        order = [one.confidence for one in after.ranked]
        assert order == sorted(order, reverse=True)
        for limit in (inf, 0.6):
            by_itself, together = decide(before, limit), decide(after, limit)
            if together.status is Status.FILED:
                assert by_itself.status is Status.FILED
                assert set(together.chosen) <= set(by_itself.chosen)


@settings(deadline=None)
@given(st.lists(papers, min_size=2, max_size=4), filed)
def test_the_order_of_a_batch_does_not_matter(batch, proofs) -> None:
    alone = [matched(item, BOOKS) for item in batch]
    there = beside(alone, proofs)
    back = beside(alone[::-1], proofs)[::-1]
    for one, other in zip(there, back, strict=True):
        assert {c.invoice.key: round(c.confidence, 6) for c in one.ranked} == {
            c.invoice.key: round(c.confidence, 6) for c in other.ranked
        }
