"""Filing never waits for a receipt: whatever a paper's acceptance is, the decision is the same."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from math import inf

import pytest

from models.decision import Status
from models.reading import Acceptance, AcceptanceStatus, FieldName, Grade
from pipeline.deciding.decide import decide
from tests.values.matching_cases import POD, Paper, customer, invoice, ledger, matched, paper

EVERY = [
    Acceptance(status, grade, "Because.", unsure)
    for status, grade, unsure in product(AcceptanceStatus, Grade, (False, True))
]
BOOKS = ledger([customer("C-10", "Northgate Ltd")], invoice("INV-100200", "C-10", "PO-778899"))
SURE = paper(
    POD, "Invoice INV-100200\nOrder PO-778899\nNorthgate Ltd", {FieldName.INVOICE_NUMBER: "INV-100200"}
)
STRANGE = paper(POD, "Invoice INV-555555", {FieldName.INVOICE_NUMBER: "INV-555555"})


@pytest.mark.parametrize(("item", "status"), [(SURE, Status.FILED), (STRANGE, Status.PARKED)])
@pytest.mark.parametrize("limit", [inf, 0.9])
def test_no_acceptance_changes_a_decision(item: Paper, status: Status, limit: float) -> None:
    found = matched(item, BOOKS)
    assert found.reading.acceptance is not None
    decision = decide(found, limit)
    assert decision.status is status
    for acceptance in (None, *EVERY):
        assert (
            decide(replace(found, reading=replace(found.reading, acceptance=acceptance)), limit) == decision
        )
