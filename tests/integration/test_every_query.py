"""Every statement of console and API, worked on among 100,000 rows in each large table."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from flows.desk import Stores
from models.accounts import Account
from models.people import Grant, Role
from storage.objects import open_store
from storage.register import Deed, Register, open_register
from storage.register.database.indexes import build, missing
from tests.conftest import NewDatabase
from tests.doors.console_visits import filed
from tests.doors.query_plans import work_of
from tests.doors.sent_statements import Sent, sent_statements
from tests.installations.full_register import ROWS, grow
from tests.values.register_values import NOW, invoice_of, ledger_of, settings_in

pytestmark = pytest.mark.timeout(900)
FEW_ROWS = 15_000
"""More is read only by what has to. A list stops counting at 10,000."""
STEPS_A_ROW = 15
"""Of SQLite's machine, at most, for one row that is read, put in order and given out."""
_BOUND = r"\S+( COLLATE \"C\")?"
WHOLE = {
    r"count\(\*\).*FROM (pages|documents|events|arrivals|drops|outbox|notices|links)\b": "counts all",
    r"sum\(drops\.page_count\)": "proves the sum of all pages",
    r"folded_names LIKE": "a part of a name stands in no order: all names are looked through",
    r"FROM learned\b": "lessons are shown and counted by what they teach: one each, however often taught",
    rf"FROM disputes \nWHERE disputes\.client = {_BOUND}( AND disputes\.closed_at IS NOT NULL)?$": (
        "closed disputes too stand in ledgers of the past"
    ),
    r"FROM (cause_marks|credit_limits) \nWHERE": "reports show every customer's",
    r"FROM reminder_items JOIN reminders": "how far reminders are with every open item",
    r"count\(DISTINCT CASE": "the share that was applied without a person, of all",
    r"SELECT payments\.state, payments\.currency, payments\.amount": "sums by state, to the digit",
    rf"FROM contacts \nWHERE \S+ = {_BOUND} AND contacts\.at >=": "what was said in the time asked for",
    r"ORDER BY (customers|invoices)\.client, .* \n? ?LIMIT": "the index of a ledger is made of all of it",
    r"customers\.parent = ": "most customers have no parent, so the index is no help to SQLite",
}
"""What reads all rows on purpose, by its words, and why; it grows with the register."""


@pytest.fixture(scope="module")
def asked(
    new_database: NewDatabase, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Register, list[Sent]]]:
    """A register of 100,000 rows a table, and what the doors asked it while it was small."""
    home = tmp_path_factory.mktemp("every")
    url = new_database(home)
    settings = settings_in(home, url)
    objects, inbox = open_store(settings.objects_url, settings), open_store(settings.inbox_url, settings)
    with open_register(settings) as register:
        stores = Stores(settings, inbox, objects, register)
        theirs = Account("theirs", "Theirs", grants=(Grant(Role.OPERATOR, "default"),))
        register.people.add(theirs, Deed("test", NOW))
        register.load_ledger("default", ledger_of(invoice_of("INV-1")), NOW)
        sent = sent_statements(stores, filed(stores))
        grow(register)
        yield register, sent
    new_database.drop(url)


def test_nothing_reads_a_large_table_but_what_has_to(asked: tuple[Register, list[Sent]]):
    register, sent = asked
    most = FEW_ROWS * (1 if register.database.engine.dialect.name == "postgresql" else STEPS_A_ROW)
    assert len(sent) > 300
    found = []
    for one in sent:
        work = work_of(register, one.text, one.parameters)
        if work.read > most and not any(re.search(words, one.text, re.DOTALL) for words in WHOLE):
            found.append(f"{one.door}: {work.read} of {ROWS}\n{one.text}\n{work.plan}")
    assert not found, "\n\n".join(found)


def test_an_index_that_a_killed_upgrade_left_out_is_built_at_the_next_start(
    asked: tuple[Register, list[Sent]],
):
    database = asked[0].database
    if database.engine.dialect.name != "postgresql":
        pytest.skip("SQLite has one writer: the migration makes its indexes")
    names = ("ix_contacts_client_at_id", "ix_payment_plans_running")
    with database.engine.begin() as connection:
        connection.exec_driver_sql(f"DROP INDEX {names[0]}")
        connection.exec_driver_sql(
            "UPDATE pg_index SET indisvalid = false WHERE indexrelid = %(name)s::regclass", {"name": names[1]}
        )
    with database.engine.connect() as connection:
        wanted = missing(connection)
    assert [index.name for index in wanted] == list(names)
    build(database.engine, wanted)
    with database.engine.connect() as connection:
        assert missing(connection) == ()
