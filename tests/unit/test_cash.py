"""What a payment may be for: numbers, payer and amount together; and what the ledger has booked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.cash import PROGRAM, Application, Clue, PaymentState, RemittanceLine, Share, Sign, Why
from models.errors import WrongUse
from models.ledger import Invoice
from models.payers import CashTerms
from models.sending import Reason
from receivables.cash import Case, Item, Mention, PayerClue, booked, decide, propose, reason_of, terms_from
from receivables.cash.reasons import reasons_by_code
from receivables.cash.sums import only_sum
from receivables.cash.terms import fitting, terms_of, terms_text
from receivables.dispute_tables import USUAL_CODES
from tests.values.cash_values import PAYMENT
from tests.values.ledger_values import bill
from tests.values.register_values import NOW

DAY = date(2026, 4, 20)
NAME = PayerClue("C-1", Clue(Sign.NAME, "Harbour", "Harbour Supplies"))


def item(number: str, amount: str, customer: str = "C-1") -> Item:
    one = bill(number, amount, 10, customer)
    return Item(one, one.balance)


def named(one: Item, sign: Sign = Sign.NUMBER) -> Mention:
    return Mention(one.invoice.number, one, sign)


def case(amount: str, *items: Item, mentions: tuple[Mention, ...] = (), **more: object) -> Case:
    paid = replace(PAYMENT, amount=Decimal(amount), lines=(), proposals=(), value_day=DAY)
    told = {"payers": (NAME,), "accounts": {"C-1": items}, **more}
    return Case(payment=paid, mentions=mentions, **told)  # type: ignore[arg-type]


def paid(found: Case) -> list[dict[str, str]]:
    """Where the money goes, proposal by proposal."""
    return [{one.invoice: str(one.paid) for one in proposal.shares} for proposal in propose(found)]


ONE, TWO, THREE = item("INV-00100", "100.10"), item("INV-00200", "200.20"), item("INV-00300", "300.30")
CREDIT = item("CN-000009", "-50.00")


def test_number_amount_and_payer_apply_it_at_once() -> None:
    found = propose(case("100.10", ONE, TWO, mentions=(named(ONE),)))
    assert found[0].shares == (Share("C-1", "INV-00100", Decimal("100.10")),)
    assert decide(found) == (PaymentState.APPLIED, Why.AGREES)


def test_several_numbers_that_add_up_are_applied_at_once() -> None:
    found = propose(case("300.30", ONE, TWO, THREE, mentions=(named(ONE), named(TWO))))
    assert {one.invoice for one in found[0].shares} == {"INV-00100", "INV-00200"}
    assert decide(found)[0] is PaymentState.APPLIED


def test_a_named_credit_note_is_netted_and_one_that_nobody_named_asks() -> None:
    both = case("150.20", TWO, CREDIT, mentions=(named(TWO), named(CREDIT)))
    assert paid(both)[0] == {"INV-00200": "200.20", "CN-000009": "-50.00"}
    assert decide(propose(both))[0] is PaymentState.APPLIED
    one = case("150.20", TWO, CREDIT, mentions=(named(TWO),))
    assert paid(one)[0] == {"INV-00200": "200.20", "CN-000009": "-50.00"}
    assert decide(propose(one))[0] is PaymentState.REVIEW


@pytest.mark.parametrize(
    ("amount", "why", "first"),
    [
        ("60.00", Why.AMOUNT, {"INV-00100": "60.00"}),
        ("110.10", Why.AMOUNT, {"INV-00100": "100.10", "": "10.00"}),
    ],
)
def test_less_or_more_than_is_open_asks_a_person(amount: str, why: Why, first: dict[str, str]) -> None:
    found = case(amount, ONE, mentions=(named(ONE),))
    assert paid(found)[0] == first
    assert decide(propose(found)) == (PaymentState.REVIEW, why)


def test_a_discount_counts_within_its_days_and_not_a_day_later() -> None:
    until = ONE.invoice.invoice_date + timedelta(days=14)
    terms = {"": (CashTerms("", Decimal(2), 14),)}
    less = Decimal("100.10") - Decimal("2.00")
    within = case(str(less), ONE, mentions=(named(ONE),), terms=terms)
    in_time = replace(within, payment=replace(within.payment, value_day=until))
    assert propose(in_time)[0].shares == (Share("C-1", "INV-00100", less, Decimal("2.00")),)
    assert decide(propose(in_time))[0] is PaymentState.APPLIED
    late = replace(within, payment=replace(within.payment, value_day=until + timedelta(days=1)))
    assert decide(propose(late)) == (PaymentState.REVIEW, Why.AMOUNT)


def test_another_customers_name_speaks_against_the_number() -> None:
    other = PayerClue("C-2", Clue(Sign.NAME, "Other", "Other"))
    found = case("100.10", ONE, mentions=(named(ONE),), payers=(other,))
    assert decide(propose(found)) == (PaymentState.REVIEW, Why.PAYER)
    houses = {"C-1": "C-2", "C-2": "C-2"}
    head = case("100.10", mentions=(named(ONE),), payers=(other,), houses=houses, accounts={"C-2": (ONE,)})
    assert decide(propose(head))[0] is PaymentState.APPLIED


def test_a_misread_number_never_decides_even_where_the_amount_fits() -> None:
    for sign in (Sign.LOOK_ALIKE, Sign.MISTYPED, Sign.ORDER):
        found = propose(case("100.10", ONE, TWO, mentions=(named(ONE, sign),)))
        assert found[0].shares[0].invoice == "INV-00100"
        assert decide(found)[0] is PaymentState.REVIEW


def test_a_short_number_needs_the_payer() -> None:
    short = item("4412", "100.10")
    assert decide(propose(case("100.10", short, mentions=(named(short),))))[0] is PaymentState.APPLIED
    nobody = case("100.10", short, mentions=(named(short),), payers=())
    assert decide(propose(nobody))[0] is PaymentState.REVIEW


def test_without_a_number_the_amount_proposes_and_never_decides() -> None:
    found = propose(case("200.20", ONE, TWO, THREE))
    assert found[0].shares[0].invoice == "INV-00200"
    assert decide(found) == (PaymentState.REVIEW, Why.NO_NUMBER)
    together = propose(case("400.40", ONE, TWO, THREE))
    assert {one.invoice for one in together[0].shares} == {"INV-00100", "INV-00300"}


def test_something_settled_beside_it_asks_a_person() -> None:
    gone = replace(TWO, left=Decimal(0))
    found = propose(case("100.10", ONE, mentions=(named(ONE), named(gone))))
    assert decide(found)[0] is PaymentState.REVIEW
    assert Sign.SETTLED in {one.sign for one in found[0].clues}


def test_what_a_remittance_gives_nothing_is_left_out_and_asks_a_person() -> None:
    lines = (RemittanceLine("INV-00100", Decimal("100.10")), RemittanceLine("INV-00200", Decimal(0)))
    found = case("100.10", ONE, TWO, mentions=(named(ONE, Sign.ADVISED), named(TWO, Sign.ADVISED)))
    told = replace(found, payment=replace(found.payment, lines=lines))
    first = propose(told)[0]
    assert {one.invoice: str(one.paid) for one in first.shares} == {"INV-00100": "100.10"}
    assert Sign.EXPLAINED in {one.sign for one in first.clues}
    assert decide(propose(told))[0] is PaymentState.REVIEW


def test_a_remittance_explains_deductions_with_their_codes() -> None:
    lines = (
        RemittanceLine("INV-00100", Decimal("80.10"), Decimal(0), Decimal("20.00"), "06"),
        RemittanceLine("INV-00200", Decimal("200.20")),
    )
    mentions = (named(ONE, Sign.ADVISED), named(TWO, Sign.ADVISED))
    found = case("280.30", ONE, TWO, mentions=mentions, reasons=reasons_by_code(USUAL_CODES))
    found = replace(found, payment=replace(found.payment, lines=lines))
    first = propose(found)[0]
    assert (first.shares[0].deduction, first.shares[0].reason) == (Decimal("20.00"), Reason.SHORT)
    assert decide(propose(found))[0] is PaymentState.APPLIED
    wrong = replace(found, payment=replace(found.payment, amount=Decimal("281.30")))
    assert decide(propose(wrong))[0] is PaymentState.REVIEW


def test_nothing_fits_and_waits() -> None:
    empty = case("9.99", payers=(), accounts={})
    assert decide(propose(empty)) == (PaymentState.WAITING, Why.NOTHING)


@given(st.lists(st.integers(1, 400), min_size=1, max_size=9), st.integers(1, 1500))
def test_only_one_sum_is_given_and_it_adds_up(cents: list[int], wanted: int) -> None:
    items = [item(f"INV-{at:05d}", str(Decimal(one) / 100)) for at, one in enumerate(cents)]
    ways = [
        chosen
        for chosen in range(1, 1 << len(cents))
        if chosen.bit_count() <= 6 and sum(one for at, one in enumerate(cents) if chosen >> at & 1) == wanted
    ]
    found = only_sum(items, Decimal(wanted) / 100)
    assert (found is not None) == (len(ways) == 1)
    if found:
        assert sum(one.left for one in found.items) == Decimal(wanted) / 100


@given(st.permutations([ONE, TWO, THREE, CREDIT]), st.sampled_from(["100.10", "250.30", "550.60", "77.00"]))
def test_parts_add_up_whatever_the_order(items: list[Item], amount: str) -> None:
    mentions = tuple(named(one) for one in items if one in {ONE, TWO})
    for proposal in propose(case(amount, *items, mentions=mentions)):
        assert sum(one.paid for one in proposal.shares) == Decimal(amount)
        assert 0 <= proposal.probability < 1
    again = propose(case(amount, *items[::-1], mentions=mentions[::-1]))
    assert again[0].probability == propose(case(amount, *items, mentions=mentions))[0].probability


def applied(
    number: int, amount: str, *, then: str = "100.00", load: int = 1, booked_load: int = 0
) -> Application:
    share = Share("C-1", "A", Decimal(amount))
    return Application(number, "p", share, "EUR", DAY, Decimal(then), load, NOW, PROGRAM, booked_load)


def stands(rest: str) -> Invoice:
    return bill("A", "100.00", rest=rest)


def test_the_ledger_has_booked_what_its_balance_fell_by() -> None:
    first, second = applied(1, "40.00"), applied(2, "60.00")
    assert booked([first, second], stands("100.00")) == ()
    assert booked([first, second], stands("60.00")) == (first,)
    assert booked([first, second], None) == (first, second)
    seen = applied(1, "40.00", booked_load=2)
    assert booked([seen, second], stands("40.00")) == ()
    assert booked([seen, second], stands("0.00")) == (second,)


def test_codes_of_deductions_are_the_firms_own_then_those_of_x12() -> None:
    codes = dict(USUAL_CODES)
    codes[Reason.PRICE] = replace(codes[Reason.PRICE], own="06")
    assert reason_of("06", reasons_by_code(codes)) is Reason.PRICE
    known = reasons_by_code(USUAL_CODES)
    assert reason_of("6", known) is Reason.SHORT
    assert reason_of("damaged", known) is Reason.DAMAGED
    assert reason_of("", known) is Reason.UNAUTHORISED
    assert reason_of("zz", known) is Reason.OTHER


def test_terms_count_from_their_day_and_a_customers_own_before_those_of_all_others() -> None:
    text = (
        "customer_number,percent,days,grace_days,source,invoiced_from\n,2,14,1,Terms,\n,3,10,0,,2026-03-01\n"
        "C-1,4,7,0,Contract,2026-02-01\n"
    )
    table = terms_from(text)
    assert terms_text(table) == text
    terms = terms_of(table)
    days = [date(2026, 1, 31), date(2026, 2, 1), date(2026, 3, 1)]
    for customer, percents in (("C-1", [2, 4, 4]), ("C-2", [2, 2, 3])):
        found = [fitting(terms, customer, day) for day in days]
        assert [one.percent for one in found if one] == percents
    assert fitting(terms_of(table[2:]), "C-2", days[2]) is None


def test_terms_are_read_and_wrong_rows_are_named() -> None:
    (one,) = terms_from("customer_number,percent,days\n,2.5,14\n")
    assert (one.percent, one.days, one.grace) == (Decimal("2.5"), 14, 0)
    for row, words in (
        (",0,14", "Line 2"),
        (",2,x", "no number of days"),
        (",2,14\n,3,7", "stands there twice"),
        (",2,14,x", "is no day"),
    ):
        with pytest.raises(WrongUse, match=words):
            terms_from(f"customer_number,percent,days,invoiced_from\n{row}\n")
