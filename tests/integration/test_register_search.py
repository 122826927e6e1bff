"""Finding documents by what a person types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from countersign.console.hits import hits_in
from models.decision import Status
from models.reading import FieldName
from models.record import DocumentRecord
from models.settings import Settings
from storage.register import Register, open_register
from storage.register.tables import customers, search_keys
from storage.register.texts.folding import folded, words
from tests.conftest import NewDatabase
from tests.values.register_values import (
    NOW,
    capture,
    captured,
    decision_of,
    drop_of,
    invoice_of,
    later,
    ledger_of,
    reading_of,
    record_of,
    settings_in,
)

INVOICE = invoice_of("INV-2026-004412", "C-10442")
TEXT = 'Lieferschein\nDrei Kartons beschädigt (near dock 7), don\'t stack * -1 "quoted"'


@pytest.fixture(scope="module")
def register(new_database: NewDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """One register for all questions."""
    home = tmp_path_factory.mktemp("home")
    with open_register(settings_in(home, new_database(home))) as opened:
        opened.load_ledger("default", ledger_of(INVOICE), NOW)
        yield opened


@pytest.fixture(scope="module")
def note(register: Register) -> DocumentRecord:
    """A delivery note filed under INVOICE."""
    shown = {
        FieldName.DELIVERY_NUMBER: "80-1234567",
        FieldName.DOCUMENT_DATE: "2026-02-17",
        FieldName.CUSTOMER_NAME: "Société Générale d'Électricité",
        FieldName.PO_NUMBER: "4500 17",
    }
    reading = reading_of(shown, text=TEXT)
    return captured(register, "scans/Batch 017.pdf", decision_of(Status.FILED, INVOICE), reading)


@pytest.mark.parametrize(
    "query",
    [
        "INV-2026-004412",
        "inv 2026 004412",
        "inv-2026-00",
        "C-10442",
        "80-1234567",
        "801234567",
        "2026-02-17",
        "17.02.2026",
        "02/17/2026",
        "Batch 017.pdf",
        "scans/batch",
        "societe generale",
        "Müller",
        "mueller",
        "söhne",
        "beschadigt",
        "kartons dock",
        "kart",
        "don't stack",
        '"quoted"',
        "near dock",
        "4500 17",
    ],
)
def test_a_document_is_found_by_what_is_known_of_it(
    register: Register, note: DocumentRecord, query: str
) -> None:
    assert register.search("default", query) == (note,)


@pytest.mark.parametrize("query", ["", "  ", "*", "-", '"', "''", "()", "^", "_", ":", "\x00", "\udcff"])
def test_a_query_without_letters_or_digits_finds_nothing(
    register: Register, note: DocumentRecord, query: str
) -> None:
    assert register.search("default", query) == ()


@pytest.mark.parametrize(
    "query", ["NEAR(kartons dock)", "kartons AND", "OR", "NOT kartons", "words:kartons", "kart*"]
)
def test_the_language_of_the_index_has_no_meaning_in_a_query(
    register: Register, note: DocumentRecord, query: str
) -> None:
    assert len(register.search("default", query)) <= 1


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(), max_size=20) | st.text('*"-()^:+NEARORD ', max_size=12))
def test_no_query_fails(register: Register, note: DocumentRecord, query: str) -> None:
    assert register.search("default", query) in [(), (note,)]


def test_another_client_never_sees_it(register: Register, note: DocumentRecord) -> None:
    for query in ("INV-2026-004412", "Müller", "kartons", "2026-02-17"):
        assert register.search("acme", query) == ()


def test_an_exact_number_comes_before_those_that_begin_with_it_and_those_before_words(
    register_settings: Settings,
) -> None:
    with open_register(register_settings) as opened:
        words = captured(opened, "a.pdf", decision_of(Status.PARKED), reading_of({}, text="see PO-12 please"))
        longer = captured(
            opened, "b.pdf", decision_of(Status.PARKED), reading_of({FieldName.PO_NUMBER: "PO-123"})
        )
        exact = captured(
            opened, "c.pdf", decision_of(Status.PARKED), reading_of({FieldName.PO_NUMBER: "PO-12"})
        )
        assert opened.search("default", "PO-12") == (exact, longer, words)
        assert opened.search("default", "PO-12", 2) == (exact, longer)


def test_a_document_filed_later_is_found_by_its_invoice(register_settings: Settings) -> None:
    with open_register(register_settings) as opened:
        parked = captured(opened, "a.pdf", decision_of(Status.PARKED), reading_of({}, text="hello"))
        assert opened.search("default", INVOICE.number) == ()
        filed = record_of(drop_of("a.pdf"), decision_of(Status.FILED, INVOICE), parked.reading)
        opened.redecide(filed, 1, NOW)
        assert opened.search("default", INVOICE.number) == opened.search("default", "hello") == (filed,)


def test_two_clients_with_the_same_number_find_their_own(register_settings: Settings) -> None:
    with open_register(register_settings) as opened:
        for client in ("acme", "bolt"):
            drop = drop_of("a.pdf", client)
            capture(opened, record_of(drop, decision_of(Status.FILED, INVOICE)), drop)
        assert [record.client for record in opened.search("bolt", INVOICE.number)] == ["bolt"]


def test_words_are_searched_in_documents_of_any_length(register_settings: Settings) -> None:
    text = " ".join(f"{number:x}" for number in range(10_000, 30_000))
    with open_register(register_settings) as opened:
        long = captured(opened, "a.pdf", decision_of(Status.PARKED), reading_of({}, text=text))
        assert opened.search("default", "2710 752f") == opened.search("default", "2710 4e1f") == (long,)
        assert opened.search("default", "2710 7530") == ()


def test_what_a_reader_makes_of_noise_is_kept_and_searched(register_settings: Settings) -> None:
    noise = "\x00 \ud800 'x' | & ! :* \\ <-> \U0001d7d9 ﬁne " + "W" * 3000
    with open_register(register_settings) as opened:
        record = captured(opened, "a.pdf", decision_of(Status.PARKED), reading_of({}, text=noise))
        assert opened.document("default", record.id) == record
        assert opened.search("default", "w" * 2999) == opened.search("default", "fine") == (record,)


def test_the_newest_documents_that_show_a_word_come_first(register_settings: Settings) -> None:
    with open_register(register_settings) as opened:
        records = []
        for seconds in range(4):
            drop = replace(drop_of(f"{seconds}.pdf"), received_at=later(seconds))
            record = record_of(drop, decision_of(Status.PARKED), reading_of({}, text="dock " * (9 - seconds)))
            records.append(capture(opened, record, drop))
        assert opened.search("default", "dock", 3) == (records[3], records[2], records[1])


POLISH, DANISH = "Łódź Przewozy", "Sørensen & Ærø Œuvre"


def strokes(register: Register) -> DocumentRecord:
    fields = {FieldName.CUSTOMER_NAME: POLISH, FieldName.DELIVERY_NUMBER: "ŁD-77"}
    return captured(register, "a.pdf", decision_of(Status.PARKED), reading_of(fields, text=DANISH))


@pytest.mark.parametrize(
    "query",
    ["lodz przewozy", "Łódź Przewozy", "łódź", "LD-77", "ŁD77", "sorensen", "Sørensen", "aero", "ærø oeuvre"],
)
def test_letters_with_strokes_and_joined_ones_are_found_either_way(
    register_settings: Settings, query: str
) -> None:
    with open_register(register_settings) as opened:
        record = strokes(opened)
        assert opened.search("default", query) == (record,)
        assert hits_in(record, query)


def test_a_register_that_kept_such_letters_is_searched_as_a_new_one(register_settings: Settings) -> None:
    """As version 0024 left it: keys and names with their strokes, one of them in both spellings."""
    former = f"{folded(POLISH).replace('l', 'ł', 1)}"
    with open_register(register_settings) as opened:
        record = strokes(opened)
        opened.load_ledger("default", ledger_of(INVOICE, name=POLISH), NOW)
        with opened.database.write() as connection:
            row = {"client": "default", "document_id": record.id}
            connection.execute(sa.insert(search_keys).values({**row, "key": former}))
            renamed = sa.update(search_keys).where(search_keys.c.key == "ld77")
            connection.execute(renamed.values(key="łd77"))
            connection.execute(sa.update(customers).values(folded_names=former))
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0024'")
    with open_register(register_settings) as opened:
        with opened.database.read() as connection:
            keys = set(connection.scalars(sa.select(search_keys.c.key)))
            (names,) = set(connection.scalars(sa.select(customers.c.folded_names)))
        assert (names, {key for key in keys if not key.isascii()}) == (folded(POLISH), set())
        assert opened.search("default", "LD 77") == opened.search("default", "lodz") == (record,)


def test_words_of_papers_that_were_read_before_are_found_as_they_are_written(
    register_settings: Settings,
) -> None:
    with open_register(register_settings) as opened:
        record = captured(opened, "a.pdf", decision_of(Status.PARKED), reading_of({}, text="ascii"))
        with opened.database.write() as connection:
            as_before = "to_tsvector('simple', 'sørensen')"
            if connection.dialect.name == "sqlite":
                as_before = "'sørensen'"
            connection.exec_driver_sql(f"UPDATE document_words SET words = {as_before}")  # noqa: S608
        assert opened.search("default", "Sørensen") == opened.search("default", "Sør") == (record,)


@given(st.text())
def test_every_word_is_found_by_itself_once_folded(text: str) -> None:
    assert all(words(word) == (word,) for word in words(text))


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)
