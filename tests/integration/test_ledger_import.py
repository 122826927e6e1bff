"""An export loaded through the register: once, again, as a trial, as a part, and as messages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from flows.desk import Desk, open_desk
from flows.loading import load_books, read_exports, would_change
from models.ledger import InvoiceStatus, Ledger
from models.settings import Settings, load
from pipeline.ledger_files.importing.given import Export, Imported, Wishes
from tests.values.ledger_exports import ORACLE, PLAIN, as_bytes, ubl

ROW = "{customer};{name};{number};PO-1;2026-03-10;2026-04-10;5,00;EUR;;offen\n"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load({"COUNTERSIGN_HOME": str(tmp_path / "home")})


@pytest.fixture
def desk(settings: Settings) -> Iterator[Desk]:
    with open_desk(settings) as opened:
        yield opened


def items(*numbers: str, customer: str = "7", name: str = "Acme") -> str:
    rows = (ROW.format(customer=customer, name=name, number=number) for number in numbers)
    return f"{PLAIN['de']}\n{''.join(rows)}"


def read(desk: Desk, *files: str | bytes, **wishes: object) -> Imported:
    exports = [Export(f"{n}.txt", as_bytes(content)) for n, content in enumerate(files)]
    return read_exports(desk.register, "default", None, exports, Wishes(**wishes))


def taken(desk: Desk, *files: str | bytes, delta: bool = False) -> tuple[int, int, int, int]:
    """(added, changed, closed, unchanged) of a load, which a trial just before must foretell."""
    ledger = read(desk, *files).ledger
    trial = would_change(desk.register, "default", ledger, delta=delta)
    before = desk.register.load_number("default")
    done = load_books(desk, "default", ledger, delta=delta).result
    assert trial == replace(done, load=before)
    return done.added, done.changed, done.closed, done.unchanged


def states(desk: Desk) -> dict[str, str]:
    return {one.number: one.status.value for one in desk.register.invoices("default")}


def test_a_snapshot_closes_what_it_does_not_name_and_a_second_time_nothing(desk: Desk):
    assert taken(desk, items("1", "2", "3")) == (3, 0, 0, 0)
    assert taken(desk, items("2", "1", "3")) == (0, 0, 0, 3)
    assert desk.register.load_number("default") == 1
    assert taken(desk, items("1", "4")) == (1, 0, 2, 1)
    assert states(desk) == {"1": "open", "2": "closed", "3": "closed", "4": "open"}
    assert taken(desk, items("1", "4")) == (0, 0, 0, 2)


def test_a_part_closes_nothing(desk: Desk):
    taken(desk, items("1", "2"))
    assert taken(desk, items("3"), delta=True) == (1, 0, 0, 0)
    assert states(desk) == {"1": "open", "2": "open", "3": "open"}


def test_a_trial_changes_nothing(desk: Desk):
    would_change(desk.register, "default", read(desk, ORACLE).ledger, delta=False)
    assert desk.register.ledger("default") == Ledger((), ())


def test_a_list_that_says_less_of_a_customer_takes_nothing_away(desk: Desk):
    people = Export("people.csv", b"Number;Name;Aliases;City\n7;Acme;Acme East;Leeds\n")
    both = read_exports(desk.register, "default", people, [Export("i.csv", items("1").encode())], Wishes())
    load_books(desk, "default", both.ledger, delta=False)
    assert taken(desk, items("1")) == (0, 0, 0, 1)
    assert desk.register.ledger("default").customers == both.ledger.customers


def test_a_list_of_customers_that_says_less_takes_nothing_away_either(desk: Desk):
    full = Export("people.csv", b"Number;Name;Aliases;City\n7;Acme;Acme East;Leeds\n")
    bare = Export("people.csv", b"Number;Name\n7;Acme\n")
    bills = [Export("i.csv", items("1").encode())]
    for people in (full, bare):
        both = read_exports(desk.register, "default", people, bills, Wishes())
        load_books(desk, "default", both.ledger, delta=False)
    (acme,) = desk.register.ledger("default").customers
    assert (acme.aliases, acme.city) == (("Acme East",), "Leeds")


def test_messages_leave_the_state_of_what_is_known_as_it_is(desk: Desk):
    (invoice,) = read(desk, ubl()).ledger.invoices
    customers = read(desk, ubl()).ledger.customers
    load_books(desk, "default", Ledger(customers, (replace(invoice, status=InvoiceStatus.PAID),)), delta=True)
    assert taken(desk, ubl(), ubl(id="INV-78"), delta=True) == (1, 0, 0, 1)
    assert states(desk) == {"INV-77": "paid", "INV-78": "open"}
