"""The ledger is asked by number and role; its answers are those of comparing with every number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz

from models.decision import Agreement, Key
from models.ledger import Customer, Invoice, InvoiceStatus, Ledger
from pipeline.folding import compare, mask, near, plain
from pipeline.index.ledger_index import NUMBER_KEYS, ROLES, Known, LedgerIndex, build, expected
from pipeline.names.comparable import forms_of
from tests.values.matching_cases import customer, invoice, ledger

ACME = customer("C-17", "Acme East Ltd")
BOOKS = ledger(
    [ACME, customer("C-18", "Birch Foods")],
    invoice("INV-1004", "C-17", "PO-881", "80012"),
    invoice("INV-1005", "C-17", "PO-881", "80013"),
    invoice("INV-1004", "C-18", "77-1", ""),
)


def test_a_number_is_found_in_its_role_only() -> None:
    index = build(BOOKS)
    assert [known.number for known in index.find(Key.PO_NUMBER, "po 881", edits=True)] == ["PO-881"]
    assert index.find(Key.DELIVERY_NUMBER, "PO-881", edits=True) == ()


def test_one_edit_is_looked_for_only_when_asked() -> None:
    index = build(BOOKS)
    assert index.find(Key.INVOICE_NUMBER, "INV-1009", edits=False) == ()
    found = index.find(Key.INVOICE_NUMBER, "INV-1009", edits=True)
    assert {(known.number, known.agreement) for known in found} == {
        ("INV-1004", Agreement.EDITED),
        ("INV-1005", Agreement.EDITED),
    }


def test_one_number_may_belong_to_several_invoices() -> None:
    index = build(BOOKS)
    assert [owner.key for owner in index.owners(Key.INVOICE_NUMBER, "INV-1004")] == [
        ("C-17", "INV-1004"),
        ("C-18", "INV-1004"),
    ]
    assert len(index.owners(Key.PO_NUMBER, "PO-881")) == 2


def test_neighbours_of_a_number_are_found_however_short() -> None:
    index = build(BOOKS)
    near = list(index.invoices_near(Key.DELIVERY_NUMBER, "80012", {"C-17", "C-18"}))
    assert [other.number for other in near] == ["INV-1005"]
    others = {"C-17", "C-18"} - {near[0].customer_number}
    assert not list(index.invoices_near(Key.DELIVERY_NUMBER, "80012", others))


def test_an_empty_number_is_nobodys() -> None:
    assert list(build(BOOKS).owners(Key.DELIVERY_NUMBER, "")) == []


def test_a_customer_without_invoices_is_known() -> None:
    index = build(ledger([ACME]))
    assert [known.number for known in index.find(Key.CUSTOMER_NUMBER, "C-17", edits=False)] == ["C-17"]


def test_of_very_many_invoices_the_nearest_in_time_are_given() -> None:
    first = invoice("INV-1", "C-17", "PO-1")
    days = [first.invoice_date.replace(month=month) for month in (1, 5, 9)]
    index = build(
        ledger([ACME], *(replace(first, number=f"INV-{day.month}", invoice_date=day) for day in days))
    )
    owners = index.owners(Key.PO_NUMBER, "PO-1")
    assert [one.number for one in owners.nearest([days[1].replace(day=30)], 2)] == ["INV-5", "INV-9"]
    assert [one.number for one in owners.nearest((), 1)] == ["INV-9"]


# The law: an index answers like a look at every row.

numbers = st.one_of(
    st.text("0123456789OISBABC-", min_size=1, max_size=9),
    st.from_regex(r"(INV-)?(2026-)?00?1[0-3]{2,4}", fullmatch=True),
    st.sampled_from(["", "-", "PO/1", "Ä-100", "ÄÖ1000", "１００４", "INV|1004", "a\nb100"]),  # noqa: RUF001
)
accounts = st.sampled_from([f"C-{n}" for n in (17, 18, 170, 1700)] + ["C17", "", "DE100"])
names = st.sampled_from(
    [
        "Acme East Ltd",
        "Acme West Ltd",
        "Acme",
        "Birch Foods t/a Corner Pantry",
        "Müller & Co. KG",
        "IBM",
        "Ltd",
    ]
)
people = st.lists(
    st.builds(
        Customer, accounts.filter(bool), names, st.tuples() | st.tuples(names), st.just("17 Mill Lane")
    ),
    unique_by=lambda one: one.number,
    max_size=5,
)


def invoices(size: int) -> st.SearchStrategy[list[Invoice]]:
    made = st.builds(
        Invoice,
        number=numbers.filter(bool),
        customer_number=accounts.filter(bool),
        po_number=numbers,
        invoice_date=st.dates(),
        due_date=st.none() | st.dates(),
        amount=st.decimals(allow_nan=False, allow_infinity=False),
        currency=st.sampled_from(["GBP", "EUR", ""]),
        delivery_number=numbers,
        status=st.sampled_from(InvoiceStatus),
    )
    return st.lists(made, unique_by=lambda one: one.key, max_size=size)


def by_key(found: Sequence[Invoice]) -> list[Invoice]:
    return sorted(found, key=lambda one: one.key)


def answers_like(index: LedgerIndex, books: Ledger, text: str) -> None:
    """Every answer of `index` is what comparing with each row of `books` gives."""
    for key in ROLES:
        ours = {expected(one, key) for one in books.invoices} - {""}
        if key is Key.CUSTOMER_NUMBER:
            ours |= {one.number for one in books.customers}
        agreeing = {Known(number, how) for number in ours if (how := compare(text, number))}
        sure = {known for known in agreeing if known.agreement is not Agreement.EDITED}
        assert set(index.find(key, text, edits=True)) == agreeing
        assert set(index.find(key, text, edits=False)) == sure
        assert set(index.find_all([key], [text, "9"])[key].get(text, ())) == sure
        owned = [one for one in books.invoices if text and expected(one, key) == text]
        assert by_key(index.owners(key, text)) == by_key(owned)
        assert len(index.owners(key, text)) == len(owned)
        assert index.owners(key, text).customers() == {one.customer_number for one in owned} - {""}
        beside = [one for one in books.invoices if expected(one, key) and near(text, expected(one, key))]
        for customers in ({one.customer_number for one in books.invoices}, {"C-17"}):
            theirs = [one for one in beside if one.customer_number in customers]
            assert by_key(list(index.invoices_near(key, text, customers))) == by_key(theirs)
        if plain(text) and text in ours:
            assert index.looks_like(key, text)
    assert dict(index.customers) == {one.number: one for one in books.customers}
    for one in books.customers:
        assert index.names.forms_of(one.number) == forms_of(one)


@given(people, invoices(12), numbers)
@settings(deadline=None, max_examples=30, phases=[Phase.generate])
def test_answers_are_those_of_comparing_with_every_row(
    customers: list[Customer], issued: list[Invoice], text: str
) -> None:
    books = Ledger(tuple(customers), tuple(issued))
    index = build(books)
    for asked in (text, *(expected(one, key) for one in issued[:1] for key in NUMBER_KEYS)):
        answers_like(index, books, asked)


@given(people, invoices(8), people, invoices(5), numbers)
@settings(deadline=None, max_examples=30, phases=[Phase.generate])
def test_what_is_added_later_is_found_as_if_it_had_been_there(
    customers: list[Customer], issued: list[Invoice], newer: list[Customer], later: list[Invoice], text: str
) -> None:
    moved = [replace(one, po_number=text, amount=Decimal(1)) for one in issued[:2]]
    index = build(Ledger(tuple(customers), tuple(issued))).changed(newer, later).changed((), moved)
    everybody = {one.number: one for one in (*customers, *newer)}
    every = {one.key: one for one in (*issued, *later, *moved)}
    books = Ledger(tuple(everybody.values()), tuple(every.values()))
    for asked in (text, *(expected(one, key) for one in (*issued[:1], *later[:1]) for key in NUMBER_KEYS)):
        answers_like(index, books, asked)


@given(people, invoices(8), numbers)
@settings(deadline=None, max_examples=30, phases=[Phase.generate])
def test_an_index_of_its_own_arrays_is_the_same(
    customers: list[Customer], issued: list[Invoice], text: str
) -> None:
    books = Ledger(tuple(customers), tuple(issued))
    answers_like(LedgerIndex.from_arrays(build(books).arrays()), books, text)


def test_a_shape_that_no_number_has_is_unlike_all() -> None:
    index = build(BOOKS)
    assert index.looks_like(Key.DELIVERY_NUMBER, "99999")
    assert not index.looks_like(Key.DELIVERY_NUMBER, "999999")
    assert index.changed((), [invoice("X", "C-17", "", "7-77777")]).looks_like(Key.DELIVERY_NUMBER, "999999")
    assert mask("7-77777") == "999999"


def test_names_alike_are_those_of_comparing_with_every_name() -> None:
    first = ("Acme", "Birch", "Calder", "Dorset", "Elm", "Fenwick", "Grange", "Harbour", "Ivy", "Jubilee")
    second = ("Foods East", "Foods West", "Supply", "Engineering", "Hotels", "Dairies", "Motors", "Joinery")
    people = [
        customer(f"{a}{b}", f"{one} {two} Ltd") for a, one in enumerate(first) for b, two in enumerate(second)
    ]
    names = build(ledger(people)).names
    for name in ("Acme Foods East", "Fenvick Supply", "Jubi1ee Motors", "Harbour Hotel", "Nobody"):
        form = name.casefold()
        close = {one.number for one in people if fuzz.ratio(form, forms_of(one)[0]) >= 88}
        assert set(names.alike(form, 88.0)) == close
