"""Payment plans, credit limits and bad debts: worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from models.credit import CreditLimit, Instalment, InstalmentState, PaymentPlan, PlanState, Thresholds
from models.dispute import Channel, Contact, Direction, Failure
from models.errors import WrongUse
from models.ledger import Invoice
from models.reminder import Reached
from receivables.bad_debt import Ground, Known, bad_debts, checked_thresholds
from receivables.credit import Use, exposures
from receivables.gaps import report
from receivables.plans import PlanStanding, checked_plan, evenly, standing_of, watched_days
from tests.values.dispute_values import CASE, CONTACT
from tests.values.ledger_values import BILLS, DAY, bill
from tests.values.register_values import NOW

KEPT, LATE, BROKEN, DUE = (
    InstalmentState.KEPT,
    InstalmentState.LATE,
    InstalmentState.BROKEN,
    InstalmentState.DUE,
)
FIRST = date(2026, 3, 2)
"""A Monday: it is judged on the Wednesday after it."""


def plan(*amounts: str, invoices: tuple[str, ...] = ("X1", "X2")) -> PaymentPlan:
    """Instalments a week apart, from `FIRST` on."""
    parts = tuple(Instalment(FIRST + timedelta(weeks=n), Decimal(one)) for n, one in enumerate(amounts))
    return PaymentPlan(1, "default", "C-1", "EUR", invoices, parts, FIRST, "", 1, NOW, "cleo")


BEFORE = (bill("X1", "100.00", 30), bill("X2", "80.00", 20), bill("X3", "999.00", 5))


def left(first: str, second: str) -> tuple[Invoice, ...]:
    """The ledger where so much of both is still open."""
    rows = ((BEFORE[0], first), (BEFORE[1], second))
    return tuple(replace(one, open_amount=Decimal(rest)) for one, rest in rows)


PLAN = plan("60.00", "60.00", "60.00")
W1, W2, NOW_DAY = date(2026, 3, 4), date(2026, 3, 11), date(2026, 3, 12)


@pytest.mark.parametrize(
    ("after", "states", "state", "paid"),
    [
        (
            {W1: left("40", "80"), W2: left("0", "60"), NOW_DAY: left("0", "60")},
            [KEPT, KEPT, DUE],
            "running",
            "120",
        ),
        (
            {W1: left("100", "80"), W2: left("0", "60"), NOW_DAY: left("0", "60")},
            [LATE, KEPT, DUE],
            "running",
            "120",
        ),
        (
            {W1: left("100", "80"), W2: left("40", "80"), NOW_DAY: left("40", "80")},
            [LATE, BROKEN, DUE],
            "broken",
            "60",
        ),
        ({W1: (), W2: (), NOW_DAY: ()}, [KEPT, KEPT, KEPT], "done", "180"),
        ({NOW_DAY: left("0", "60")}, [KEPT, KEPT, DUE], "running", "120"),
    ],
)
def test_instalments_are_kept_late_or_broken_as_the_ledger_tells(
    after: dict[date, tuple[Invoice, ...]], states: list[InstalmentState], state: str, paid: str
) -> None:
    found = standing_of(PLAN, BEFORE, after, NOW_DAY)
    assert (list(found.states), found.state, found.paid) == (states, state, Decimal(paid))
    assert found.left == Decimal(180) - Decimal(paid)


def test_a_plan_asks_the_ledger_on_the_days_on_which_it_is_judged() -> None:
    assert watched_days(PLAN, NOW_DAY) == (W1, W2, NOW_DAY)
    assert watched_days(PLAN, FIRST) == (FIRST,)
    ended = replace(PLAN, ended_at=NOW)
    assert standing_of(ended, BEFORE, {NOW_DAY: ()}, NOW_DAY).state is PlanState.ENDED


def test_even_instalments_come_to_the_cent() -> None:
    parts = evenly(Decimal("100.00"), 3, date(2027, 12, 31))
    assert [(one.due, one.amount) for one in parts] == [
        (date(2027, 12, 31), Decimal("33.33")),
        (date(2028, 1, 31), Decimal("33.33")),
        (date(2028, 2, 29), Decimal("33.34")),
    ]
    for total, count in (("1.00", 0), ("0.02", 3), ("100", 61)):
        with pytest.raises(WrongUse):
            evenly(Decimal(total), count, FIRST)


def test_a_plan_that_cannot_be_is_refused() -> None:
    assert checked_plan(PLAN, BEFORE) == PLAN
    mixed = (*BEFORE, bill("U1", "5.00", 3, currency="USD"))
    for wrong, said in (
        (plan("180.01"), "more than is open"),
        (plan("-1"), "above zero"),
        (plan(), "1 to 60 instalments"),
        (plan("1", invoices=()), "choose them"),
        (plan("1", invoices=("X9",)), "is not open"),
        (plan("1", invoices=("X1", "U1")), "another currency"),
        (replace(PLAN, agreed=NOW_DAY), "none before the day"),
        (replace(PLAN, instalments=PLAN.instalments[::-1]), "in order"),
    ):
        with pytest.raises(WrongUse, match=said):
            checked_plan(wrong, mixed)


def limit(amount: str | None, since: date = FIRST, number: int = 1, currency: str = "EUR") -> CreditLimit:
    money = None if amount is None else Decimal(amount)
    return CreditLimit(number, "default", "C-1", currency, money, since, "Committee", "", NOW, "cleo")


def used(*limits: CreditLimit, plans: tuple[PlanStanding, ...] = ()) -> list[tuple[str, str, Use, Decimal]]:
    found = exposures(BILLS, limits, plans, DAY)
    return [(one.customer, one.currency, one.use, one.over) for one in found]


def test_limits_are_held_against_what_is_open_in_their_currency() -> None:
    # C-1 has 1278.83 EUR open with its credit; C-2 1295.16 EUR and 500.00 USD, and 5.00 EUR to come.
    assert used(limit("1278.82"), limit("9999", currency="GBP", number=2)) == [
        ("C-1", "EUR", Use.EXCEEDED, Decimal("0.01")),
        ("C-1", "GBP", Use.WITHIN, Decimal(0)),
        ("C-2", "EUR", Use.NONE, Decimal(0)),
        ("C-2", "USD", Use.NONE, Decimal(0)),
    ]
    assert used(limit("1278.83"))[0][2] is Use.NEAR
    assert used(limit("1420.93"))[0][2] is Use.WITHIN
    later = limit(None, DAY, 3), limit("1.00", DAY + timedelta(days=1), 4)
    assert used(limit("1.00"), *later)[0][2] is Use.NONE
    standing = standing_of(PLAN, BEFORE, {NOW_DAY: left("40", "80")}, NOW_DAY)
    running = replace(standing, state=PlanState.RUNNING)
    assert used(limit("1158.83"), plans=(running,))[0][2:] == (Use.PLANNED, Decimal("120.00"))
    assert used(limit("1158.82"), plans=(running,))[0][2:] == (Use.EXCEEDED, Decimal("120.01"))


def tried(
    days_ago: int, channel: Channel, failure: Failure | None, way: Direction = Direction.OUT
) -> Contact:
    return replace(
        CONTACT, at=NOW - timedelta(days=days_ago), channel=channel, failure=failure, direction=way
    )


TRIES = (
    tried(1, Channel.CALL, Failure.UNREACHABLE),
    tried(2, Channel.LETTER, None),
    tried(3, Channel.LETTER, Failure.RETURNED),
    tried(4, Channel.EMAIL, Failure.RETURNED),
    tried(5, Channel.CALL, None),
    tried(6, Channel.CALL, Failure.UNREACHABLE),
)


def test_candidates_carry_the_grounds_that_make_them() -> None:
    expired = replace(CASE, key=("C-1", "A6"), due=DAY - timedelta(days=30), raised=DAY - timedelta(days=60))
    known = Known(
        reached={("C-1", "A4"): Reached(60, DAY), ("C-1", "A3"): Reached(45, DAY)},
        disputes=[expired, replace(expired, key=("C-2", "B1"))],
        broken=[replace(CONTACT, invoice="A4"), replace(CONTACT, invoice="")],
        contacts={"C-1": TRIES},
    )
    items = report(BILLS, {}, DAY).items
    found = bad_debts(items, known, Thresholds(), DAY)
    grounds = {one.invoice.number: [(why.ground, why.count) for why in one.grounds] for one in found.items}
    reach = [(Ground.UNREACHED, 3), (Ground.RETURNED, 2)]
    assert grounds == {
        "A6": [reach[0], (Ground.EXPIRED, 30), reach[1], (Ground.UNPROVEN, 91)],
        "A5": [*reach, (Ground.UNPROVEN, 90)],
        "A7": reach,
        "A4": [(Ground.BROKEN, 2), (Ground.LEVEL, 60), *reach],
        "A3": reach,
        "A2": reach,
    }
    assert found.totals["EUR"].money == Decimal("1228.73")
    assert found.overdue["USD"].count == 1
    strict = bad_debts(items, known, Thresholds(unreached=0, fewest=3), DAY)
    assert strict.items == ()
    alone = bad_debts(items, known, Thresholds(unreached=0, fewest=3, overdue=0, alone=91), DAY)
    assert [[(why.ground, why.limit) for why in one.grounds] for one in alone.items] == [
        [(Ground.OVERDUE, 91), (Ground.EXPIRED, 30), (Ground.UNPROVEN, 90)]
    ]


def test_an_answer_ends_the_tries_that_were_in_vain() -> None:
    answered = (tried(0, Channel.EMAIL, None, Direction.IN), *TRIES)
    known = Known({}, (), (), {"C-1": answered})
    assert bad_debts(report(BILLS, {}, DAY).items, known, Thresholds(fewest=1, unproven=0), DAY).items == ()


def test_thresholds_that_cannot_be_are_refused() -> None:
    for wrong in (Thresholds(overdue=-1), Thresholds(fewest=0), Thresholds(level=99999)):
        with pytest.raises(WrongUse):
            checked_thresholds(wrong)
