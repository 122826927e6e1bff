"""Names that are no sign of the customer: of carriers, sellers, sisters abroad, and what one paper taught."""

from __future__ import annotations

import pytest

from models.decision import Decision, Evidence, Key, Status
from models.learned import Lesson, LessonKind
from models.ledger import Customer, Invoice
from models.reading import Section
from pipeline.deciding.decide import decide
from pipeline.index.ledger_index import LedgerIndex, build
from pipeline.learning.names import with_names
from pipeline.matching.match import match
from pipeline.names.other_parties import lines_but_others
from pipeline.read import Preferences, read
from tests.values.builders import At, page_from_lines
from tests.values.matching_cases import customer, invoice, ledger

HAULIER = customer("20001", "Northern Haulage Ltd")
SISTER = customer("IC1", "Brightwater Supplies GmbH")
DORSET = customer("10777", "Dorset Dairies Ltd")
CALDER = customer("10442", "Calder Foods Ltd")
HUB = "Northern Haulage Hub"
DORSETS = invoice("90005555", "10777", "PO-5577", "80012344")


def note(*lines: str, index: LedgerIndex) -> Decision:
    rows = (At(0.06, 0.2 + 0.02 * at, line) for at, line in enumerate(lines))
    signed = At(0.06, 0.8, "Received by (signature)")
    page = page_from_lines((At(0.5, 0.05, "DELIVERY NOTE", size=0.02), *rows, signed))
    return decide(match(read(Section((page,), "first page"), Preferences()), (page,), index))


def of(*people: Customer, one: Invoice = DORSETS) -> LedgerIndex:
    return build(ledger(people, one))


def name_on(decision: Decision) -> list[Evidence]:
    return [one for one in decision.candidates[0].evidence if one.key is Key.CUSTOMER_NAME]


def learned(*names: tuple[str, str], firm: bool = False) -> LedgerIndex:
    """The ledger, knowing names learned as (number, name)."""
    lessons = [Lesson(LessonKind.NAME, number, name, firm) for number, name in names]
    return with_names(of(DORSET, CALDER), lessons)


@pytest.mark.parametrize(
    "lines",
    [
        ("Carrier: Northern Haulage Ltd",),
        ("Haulier: Northern Haulage Ltd",),
        ("Carrier name and address", "Northern Haulage Ltd"),
        ("Spediteur:", "Northern Haulage Ltd"),
        ("Supplier: Northern Haulage Ltd",),
        ("From: Northern Haulage Ltd",),
        ("Driver: Smith, Northern Haulage Ltd",),
    ],
)
def test_a_carrier_or_seller_is_no_sign_of_the_customer_of_that_name(lines: tuple[str, ...]) -> None:
    haulage = of(HAULIER, one=invoice("90001234", "20001", "", "80012344"))
    decision = note("Invoice no: 90001234", *lines, index=haulage)
    assert decision.status is Status.REVIEW, decision.reason
    assert name_on(decision) == []


@pytest.mark.parametrize(
    "line", ["Northern Haulage Ltd", "Deliver to: Northern Haulage Ltd", "Via Northern Haulage Ltd"]
)
def test_the_same_firm_elsewhere_on_the_paper_is(line: str) -> None:
    haulage = of(HAULIER, one=invoice("90001234", "20001", "", "80012344"))
    assert note("Invoice no: 90001234", "Carrier: Swift Ltd", line, index=haulage).status is Status.FILED


def test_an_order_comes_from_the_customer_and_names_it_so() -> None:
    page = page_from_lines(
        [At(0.1, 0.1, "From: Calder Foods Ltd"), At(0.1, 0.2, "Supplier: Dorset Dairies Ltd")]
    )
    texts = {
        order: [" ".join(word.text for word in line) for line in lines_but_others(page, order=order)]
        for order in (True, False)
    }
    assert texts == {True: ["From: Calder Foods Ltd", "Supplier:"], False: ["From:", "Supplier:"]}


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("Brightwater Supplies Ltd", Status.REVIEW),
        ("Brightwater Supplies GmbH", Status.FILED),
        ("Brightwater Supplies", Status.FILED),
        ("Deliver to: Brightwater Supplies Ltd", Status.FILED),
    ],
)
def test_the_letterhead_of_a_sister_firm_abroad_is_no_sign_of_the_customer(line: str, status: Status) -> None:
    sister = of(SISTER, one=invoice("90001234", "IC1", "", "80012344"))
    assert note("Invoice no: 90001234", line, index=sister).status is status


def test_below_the_letterhead_of_the_sister_firm_the_customers_own_name_is_found() -> None:
    sister = of(SISTER, one=invoice("90001234", "IC1", "", "80012344"))
    lines = ("Brightwater Supplies Ltd", "Invoice no: 90001234", "Brightwater Supplies GmbH")
    assert note(*lines, index=sister).status is Status.FILED


@pytest.mark.parametrize(
    ("line", "firm", "status"),
    [
        (f"Deliver to: {HUB}", False, Status.FILED),
        (f"Sold to: {HUB}", False, Status.FILED),
        (HUB, False, Status.REVIEW),
        (f"Carrier: {HUB}", False, Status.REVIEW),
        (HUB, True, Status.FILED),
        (f"Carrier: {HUB}", True, Status.REVIEW),
    ],
)
def test_a_name_of_one_paper_counts_under_a_label_of_the_customer_alone(
    line: str, firm: bool, status: Status
) -> None:
    index = learned(("10777", HUB), firm=firm)
    assert note("Delivery note no: 80012344", line, index=index).status is status


def test_a_name_of_one_paper_gives_way_to_another_customers_own_name() -> None:
    lines = ("Delivery note no: 80012344", "Sold to: Calder Foods Ltd", f"Deliver to: {HUB}")
    decision = note(*lines, index=learned(("10777", HUB)))
    assert decision.status is Status.REVIEW
    assert "Calder" in decision.reason


def test_a_name_that_the_ledger_has_as_well_counts_everywhere() -> None:
    assert not learned(("10777", "Dorset Dairies")).heard["10777"]
