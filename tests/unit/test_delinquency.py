"""Causes of delinquency of the seeded ledger, exact to the cent."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from extractors.carriers import carrier_in, carrier_key
from models.cause import Cause, CauseMark
from models.dispute import DisputeCase, DisputeState
from models.ledger import Invoice
from models.reading import AcceptanceStatus
from models.sending import Reason
from receivables.causes import By, Known, Measure, Weight, causes
from receivables.gaps import report
from tests.values.ledger_values import BILLS, DAY, pod
from tests.values.register_values import NOW

CASE = DisputeCase(
    id=1,
    client="default",
    key=("C-1", "A2"),
    reason=Reason.PRICE,
    amount=Decimal("200.20"),
    currency="EUR",
    raised=DAY,
    due=DAY + timedelta(days=30),
    opened_at=NOW,
    opened_by="cleo",
)
PODS = {
    ("C-1", "A3"): [pod("A3", AcceptanceStatus.SIGNED_CLAUSED)],
    ("C-1", "A4"): [pod("A4", AcceptanceStatus.SIGNED_CLEAN)],
    ("C-1", "A5"): [pod("A5", AcceptanceStatus.SIGNED_CLEAN)],
}


def test_every_overdue_item_has_one_cause_and_currencies_stay_apart() -> None:
    bills = [replace(one, po_number="") if one.number == "A5" else one for one in BILLS]
    won = replace(CASE, key=("C-1", "A4"), state=DisputeState.WON)
    found = causes(report(bills, PODS, DAY).items, [CASE, won], DAY)
    assert {one.invoice.number: one.cause for one in found.items} == {
        "A2": Cause.DISPUTED,
        "A3": Cause.REMARKED,
        "A4": Cause.UNEXPLAINED,
        "A5": Cause.NO_ORDER,
        "A6": Cause.UNPROVEN,
        "A7": Cause.DISPUTED,
        "B2": Cause.UNPROVEN,
    }
    assert found.by_cause["EUR", Cause.DISPUTED] == Weight(2, Decimal("277.97"), Decimal("3699.85"))
    assert found.by_cause["EUR", Cause.UNPROVEN] == Weight(1, Decimal("250.05"), Decimal("22754.55"))
    assert found.by_customer["USD", "C-2"] == Weight(1, Decimal("500.00"), Decimal("30500.00"))
    assert [key for key in found.by_cause if key[0] == "EUR"][:2] == [
        ("EUR", Cause.UNPROVEN),
        ("EUR", Cause.UNEXPLAINED),
    ]
    (priced,) = (one for one in found.items if one.reason)
    assert (priced.invoice.number, priced.reason, priced.days) == ("A2", Reason.PRICE, 1)


def test_what_is_not_due_or_a_credit_has_no_cause() -> None:
    found = causes(report(BILLS, {}, DAY).items, [], DAY)
    assert not {"A1", "A8", "A9", "B1", "B3", "B4"} & {one.invoice.number for one in found.items}


@pytest.mark.parametrize(
    ("kind", "text", "name"),
    [
        (
            "bill_of_lading",
            "Bill\nCARRIER NAME: Blue Heron Freightways LLC\nTrailer 7",
            "Blue Heron Freightways LLC",
        ),
        ("delivery_note", "Spediteur: Hellwig & Sohn KG Kennzeichen: DO-X 12", "Hellwig & Sohn KG"),
        ("delivery_note", "Transporteur : Transports Vasseur", "Transports Vasseur"),
        ("delivery_note", "Porteador: Transportes Ibarra S.A.", "Transportes Ibarra S.A"),
        ("delivery_note", "Trasportatore: Autolinee Bassi Srl", "Autolinee Bassi Srl"),
        ("delivery_note", "Vervoerder: Van der Kolk Transport", "Van der Kolk Transport"),
        ("delivery_note", "Spedytor: Trans-Wisła Sp. z o.o.", "Trans-Wisła Sp. z o.o"),
        ("delivery_note", "Transportadora: Carris do Norte Lda", "Carris do Norte Lda"),
        ("delivery_note", "Ship via: Pennine Express Logistics", "Pennine Express Logistics"),
        (
            "carrier_delivery_receipt",
            "\nPENNINE EXPRESS LOGISTICS\nDELIVERY RECEIPT",
            "PENNINE EXPRESS LOGISTICS",
        ),
        ("carrier_delivery_receipt", "DELIVERY RECEIPT\nPENNINE EXPRESS", ""),
        ("delivery_note", "Brandt Logistik\nCarrier signature: ________ Date: 1/2", ""),
        ("delivery_note", "Carrier: \nReceived by", ""),
        ("delivery_note", "The carrier shall not deliver: see terms", ""),
    ],
)
def test_a_carrier_is_taken_only_where_a_paper_plainly_names_it(kind: str, text: str, name: str) -> None:
    assert carrier_in(kind, text) == name


def test_spellings_that_differ_in_case_and_points_are_one_carrier() -> None:
    assert carrier_key("TRI-COUNTY MOTOR FREIGHT, INC") == carrier_key("Tri-County Motor Freight Inc.")


def test_what_a_person_said_counts_until_the_item_changes() -> None:
    (item,) = (one for one in BILLS if one.number == "A6")
    mark = CauseMark(
        "default", item.key, Cause.CASH_FLOW, item.balance, item.due_date, item.status, NOW, "cleo"
    )
    known = Known(marks={item.key: mark}, broken=frozenset({item.key}))

    def cause(bill: Invoice) -> Cause:
        (found,) = causes(report([bill], {}, DAY).items, [], DAY, known).items
        return found.cause

    assert cause(item) is Cause.CASH_FLOW
    assert cause(replace(item, open_amount=Decimal("1.00"))) is Cause.BROKEN_PROMISE


def test_shares_add_up_to_all_of_it_by_every_measure() -> None:
    found = causes(report(BILLS, PODS, DAY).items, [CASE], DAY)
    for measure in Measure:
        bars = found.pareto("EUR", By.CUSTOMER, measure)
        assert sum(bar.share for bar in bars) == bars[-1].cumulative == 1
        assert [measure.of(bar.weight) for bar in bars] == sorted(
            (measure.of(bar.weight) for bar in bars), reverse=True
        )
