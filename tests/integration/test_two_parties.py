"""Nobody learns anything of another client firm, or of customers that are not theirs: not even a count."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import pytest

from flows.credentials import make_token
from flows.desk import Stores
from models.cash import PaymentState
from models.decision import Status
from models.ledger import Ledger
from models.people import Grant, Right, Role, Scope
from storage.register import Deed, Placed
from tests.doors.console_visits import Visitor
from tests.doors.party_walk import NOBODYS, addresses, by_name_of_another, names_in, told
from tests.doors.two_parties import (
    MARKED,
    OURS,
    PAID_IN_ALL,
    THEIRS,
    Party,
    fill,
    fill_client,
    installation,
    ledger,
    paper,
)
from tests.values.cash_values import FILE, PAYMENT
from tests.values.register_values import NOW

US, THEM, ELSEWHERE = Party("default", OURS), Party("default", THEIRS, MARKED), Party("zeta", OURS, MARKED)
NARROWED = (Role.COLLECTOR, Role.ADMIN)
"""All rights that anybody may have of some customers, in two heaps."""


def alone(stores: Stores) -> None:
    stores.register.load_ledger("default", ledger(US), NOW)
    fill(stores, US)
    fill_client(stores, US)


def beside(stores: Stores) -> None:
    stores.register.load_ledger("default", ledger(US, THEM), NOW)
    fill(stores, US)
    fill_client(stores, US)
    fill(stores, THEM)
    paper(stores, THEM, "aside", Status.PARKED)
    stores.register.load_ledger("zeta", ledger(ELSEWHERE), NOW)
    fill(stores, ELSEWHERE)
    fill_client(stores, ELSEWHERE)


def entangled(stores: Stores) -> None:
    """Papers and a payment of both, and a customer that pays for the other."""
    books = ledger(US, THEM)
    people = tuple(replace(one, parent=THEIRS if one.number == OURS else "") for one in books.customers)
    stores.register.load_ledger("default", Ledger(people, books.invoices), NOW)
    fill(stores, US)
    fill(stores, THEM)
    paper(stores, US, "both", Status.FILED, US.invoice(1), THEM.invoice(1))
    paper(stores, US, "either", Status.REVIEW, US.invoice(2), THEM.invoice(2))
    share = PAYMENT.proposals[0].shares[0]
    shares = tuple(
        replace(share, customer=one.customer, invoice=one.invoice(1).number, paid=Decimal(5))
        for one in (US, THEM)
    )
    proposal = replace(PAYMENT.proposals[0], shares=shares)
    file = replace(FILE, sha256="f" * 64)
    waits = replace(PAYMENT, file=file.sha256, proposals=(proposal, *PAYMENT.proposals))
    placed = replace(waits, id="f" * 16, line=9)
    stores.register.payments.load(file, [waits, placed], {})
    found = stores.register.payments.one("default", placed.id)
    assert found is not None
    stores.register.cash.place(Placed(replace(found, state=PaymentState.APPLIED), shares), Deed("ann", NOW))


@dataclass(frozen=True)
class Worlds:
    alone: Stores
    beside: Stores
    entangled: Stores


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worlds]:
    homes: Path = tmp_path_factory.mktemp("worlds")
    with ExitStack() as stack:
        makers = {"alone": alone, "beside": beside, "entangled": entangled}
        made = {name: stack.enter_context(installation(homes / name, one)) for name, one in makers.items()}
        yield Worlds(**made)


def narrowed_to_ours(stores: Stores, role: Role) -> Visitor:
    return Visitor(stores, Grant(role, "default", frozenset({OURS})), login=role.value)


@pytest.mark.parametrize("role", NARROWED)
def test_nothing_that_is_shown_depends_on_what_other_customers_and_clients_have(worlds: Worlds, role: Role):
    """Two installations that differ in the other party alone give the same answers, to the letter."""
    here, there = narrowed_to_ours(worlds.alone, role), narrowed_to_ours(worlds.beside, role)
    shown = 0
    for address in addresses(names_in(worlds.alone, ("default",))):
        mine = here.get(address)
        assert told(mine) == told(there.get(address)), address
        shown += mine.status_code == 200
    assert shown > 80


@pytest.mark.parametrize("role", NARROWED)
def test_what_another_customer_has_is_answered_like_what_there_is_not(worlds: Worlds, role: Role):
    visitor = narrowed_to_ours(worlds.beside, role)
    for address in by_name_of_another():
        answer, other = visitor.get(address), visitor.get(address.replace(MARKED, NOBODYS))
        assert told(answer).replace(MARKED, NOBODYS) == told(other), address
    theirs = {one.id for one in worlds.beside.register.documents("default") if MARKED in one.source}
    for one in theirs:
        address = f"/api/v1/documents/{one}"
        assert told(visitor.get(address)) == told(visitor.get(f"/api/v1/documents/{one[::-1]}"))


@pytest.mark.parametrize("role", NARROWED)
def test_papers_and_payments_of_both_show_our_part(worlds: Worlds, role: Role):
    visitor, shown = narrowed_to_ours(worlds.entangled, role), 0
    for address in addresses(names_in(worlds.entangled, ("default",))):
        answer = visitor.get(address)
        said = told(answer)
        assert MARKED not in said, address
        assert f"{PAID_IN_ALL:.2f}" not in said, address
        assert answer.status_code < 500 or answer.status_code == 503, address
        shown += answer.status_code == 200
    assert shown > 80


@pytest.mark.parametrize("role", list(Role))
def test_ids_of_another_client_firm_open_nothing(worlds: Worlds, role: Role):
    """They are asked for as papers of the own client firm, which sees all of its customers."""
    visitor = Visitor(worlds.beside, Grant(role, "default"), login=f"{role.value}-whole")
    names = names_in(worlds.beside, ("zeta",))
    for address in addresses(names):
        if any(one in address for kind in ("document_id", "drop_id", "payment_id") for one in names[kind]):
            answer = visitor.get(address)
            assert answer.status_code in {400, 403, 404}, address
            assert MARKED not in told(answer)


def test_a_token_reaches_no_further_than_its_client_whatever_its_owner_may(worlds: Worlds):
    stores = worlds.beside
    owner = Visitor(stores, Grant(Role.ADMIN, "*"), login="everywhere")
    account = stores.register.people.account(owner.login)
    assert account is not None
    secret = make_token(stores, account, "erp", (Scope("default", frozenset({Right.LOOK})),), 1)
    program = Visitor(stores, signed_in=False)
    names = names_in(stores, ("zeta",))
    for address in addresses(names):
        if not (address.startswith("/api/") and "client=default" in address):
            continue
        elsewhere = address.replace("client=default", "client=zeta")
        answer = program.get(elsewhere, authorization=f"Bearer {secret}")
        assert answer.status_code in {400, 403, 404}, elsewhere
        assert MARKED not in told(answer), elsewhere
    for deed in ("/api/v1/disputes?client=default", "/people"):
        answer = program.ask("POST", deed, json={}, headers={"authorization": f"Bearer {secret}"})
        assert answer.status_code in {400, 403}
