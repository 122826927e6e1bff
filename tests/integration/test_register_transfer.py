"""A whole register into another database, and the end of the one it came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa

from flows.likeness import differences, likeness
from models.correction import Action, Change, Deed
from models.decision import Route, Standing, Status
from models.errors import Missing, NotYet, WrongUse
from models.learned import Lesson, LessonKind
from models.lines import InvoiceLine, InvoiceLines, Tolerances
from models.mail import Mail
from models.outcome import Fall
from models.paper import PageKind
from models.reading import FieldName
from models.record import Event, PageRow
from models.settings import Settings
from models.webhook import CHOSEN, Attempt, Webhook
from storage.register import AskedDisputes, Ending, Register, Visit, open_register
from storage.register import Deed as Doing
from storage.register.papers import checks
from storage.register.tables import metadata
from storage.register.trail import events
from tests.conftest import NewDatabase
from tests.servers.postgres import Postgres
from tests.values.alarm_values import fill_with_alarms
from tests.values.cash_values import fill_with_payments
from tests.values.credit_values import fill_with_credit
from tests.values.dispute_values import fill_with_disputes
from tests.values.letter_values import fill_with_letters
from tests.values.people_values import fill_with_people
from tests.values.proof_values import fill_with_proof
from tests.values.register_values import (
    LEASE,
    NOW,
    arrival_of,
    capture,
    captured,
    claimed,
    decision_of,
    drop_of,
    invoice_of,
    later,
    ledger_of,
    reading_of,
    record_of,
    settings_in,
    settled_of,
)
from tests.values.sending_values import fill_with_sendings

INVOICE = invoice_of("INV-1")


@pytest.fixture
def successor(request: pytest.FixtureRequest, register_settings: Settings, tmp_path: Path) -> Settings:
    """An empty database of the other kind."""
    if not register_settings.database_url.startswith("sqlite"):
        return settings_in(tmp_path / "other")
    postgres: Postgres = request.getfixturevalue("postgres")
    return settings_in(tmp_path / "other", postgres.new_database())


@pytest.fixture
def filled(register: Register) -> Register:
    """A register with rows in every table, odd ones too."""
    hook = Webhook(0, "default", "https://erp.firm.example/☃", frozenset(CHOSEN), NOW, "boss")
    hook = register.webhooks.add(hook, "whsec_a", Doing("boss", NOW))
    errand = register.posting.test(hook, Doing("boss", NOW), LEASE)
    assert errand is not None
    register.posting.end(errand, Ending(Attempt(NOW, 0.1, 500, "\x00 no", "it failed"), "{}"))
    register.load_ledger("default", ledger_of(INVOICE, invoice_of("☃" * 150, "C-\udcff")), NOW)
    fill_with_payments(register)
    register.load_ledger("default", ledger_of(replace(INVOICE, po_number="☃")), NOW, delta=True)
    odd = drop_of("caf\udce9 \x00 ☃.pdf")
    text = "near dock\x00 \ud800 beschädigt"
    fields = {FieldName.PO_NUMBER: "4711 " + "x" * 3000}
    capture(register, record_of(odd, decision_of(Status.FILED, INVOICE), reading_of(fields, text=text)), odd)
    _, link = next(register.unshelved())
    register.shelved(link, "shelf/key.pdf", "ab" * 32, later(1))
    checked = drop_of("checked.pdf")
    sure = replace(decision_of(Status.FILED, INVOICE), standing=Standing(Route.TWO_KEYS, 0.98))
    record = capture(register, record_of(checked, sure), checked)
    register.outcomes.note(
        ("default", record.id), later(2), lambda *_: Fall("it was wrong", revocable=True), right=False
    )
    batch = drop_of("batch.zip")
    claim = claimed(register, "batch.zip")
    register.receive(claim, batch, NOW)
    register.announce(drop_of("batch.zip/a.pdf", parent=batch.id), "default/k1", NOW)
    register.settle(claim, lambda _: settled_of(batch), NOW)
    _take_back(register)
    separated = drop_of("two.pdf", "acme")
    record = record_of(separated, decision_of(Status.PARKED))
    whole = settled_of(separated, record)
    pages = (*whole.pages, PageRow(2, PageKind.SEPARATOR, ""))
    claim = claimed(register, "two.pdf", "acme")
    register.receive(claim, separated, NOW)
    register.settle(claim, lambda _: replace(whole, pages=pages), NOW)
    many = [Event(later(n), "acme", "noted", "s", {"odd": "\udcff\x00", "n": n}) for n in range(1200)]
    register.database.change(events.add, many)
    fill_with_proof(register)
    fill_with_sendings(register)
    fill_with_disputes(register)
    fill_with_credit(register)
    fill_with_letters(register)
    lines = (InvoiceLine(0, Decimal("12.50"), article="☃\x00"), InvoiceLine(1, None))
    register.goods.load("default", [InvoiceLines(*INVOICE.key, lines)], NOW)
    register.goods.set_tolerances("default", Tolerances(quantity=Decimal("1.5")), "ann", NOW)
    register.note_arrivals([arrival_of("waiting.pdf")], NOW)
    fill_with_people(register)
    fill_with_alarms(register)
    register.mails.note(Mail("default", "box", 7, 1, odd.id, "1@firm.example"), NOW)
    return register


def _take_back(register: Register) -> None:
    """A filing with its copy that a person took back."""
    drop = drop_of("moved.pdf")
    record = capture(register, record_of(drop, decision_of(Status.FILED, INVOICE)), drop)
    for _, link in register.unshelved_of(drop.id):
        register.shelved(link, "shelf/moved.pdf", "cd" * 32, later(1))
    lease = register.reviews.take("default", record.id, Visit("ann", NOW, LEASE))
    parked = replace(record, decision=decision_of(Status.PARKED))
    deed = Deed("ann", Action.PARK, later(3))
    lesson = Lesson(LessonKind.NAME, "C-1", "Harbour Supplies")
    change = Change((record,), (parked,), lessons=(lesson,))
    register.corrections.make(lease, deed, lambda *_: change, lambda *_: None)
    register.lessons.use("default", record.id, [lesson])


@pytest.fixture
def target(successor: Settings) -> Iterator[Register]:
    with open_register(successor) as opened:
        yield opened


def told(register: Register) -> list[object]:
    """Everything that a register tells."""
    return [
        list(register.drops()),
        list(register.documents()),
        list(register.events()),
        list(register.copies()),
        [register.ledger(client) for client in ("default", "acme")],
        [register.load_number(client) for client in ("default", "acme")],
        [
            register.search("default", words)
            for words in ("beschadigt dock", "4711", "INV-1", "caf", "muller")
        ],
        register.announced("default", "default/k1"),
        register.page_ledger(),
        register.faults(),
        register.outcomes.checks("default"),
        list(register.corrections.stream()),
        list(register.withdrawals.outstanding()),
        register.reviews.counts("default"),
        register.mails.known("default", "box", 7),
        register.lessons.shown("default", None, "", 10),
        list(register.sendings.stream()),
        register.disputes.listed(AskedDisputes("default", is_open=None)),
        register.disputes.history("default", 1),
        register.contacts.of_customer("default", "C-1", 10),
        register.notices.open("default"),
        register.outbox.waiting(),
        [(hook, register.webhooks.deliveries(hook, 1000)) for hook in register.webhooks.of("default")],
        register.unfinished(),
        register.workers(),
        register.figures(later(5000)),
        register.goods.lines("default", INVOICE.key),
        register.goods.tolerances("default"),
        [register.alarms.open(), register.alarms.rules(), register.alarms.addresses()],
        register.chain.heads(),
        register.chain.head(NOW),
        register.holds.listed("default", lifted=True),
        register.destructions.listed("default", 10),
        register.destructions.files(),
    ]


def test_a_copy_tells_the_same_in_another_database(filled: Register, target: Register) -> None:
    sent = filled.copy_to(target)
    assert set(sent) == set(metadata.tables)
    assert all(sent.values())
    assert told(target) == told(filled)


def test_registers_alike_say_so_whatever_their_kind(filled: Register, target: Register) -> None:
    filled.copy_to(target)
    assert differences(likeness(filled), likeness(target)) == ()


def test_a_check_that_only_one_of_them_knows_makes_them_unlike(filled: Register, target: Register) -> None:
    filled.copy_to(target)
    (known,) = target.outcomes.stream()
    target.database.change(checks.add, replace(known, right=True))
    assert differences(likeness(filled), likeness(target)) == ("outcomes (1 before, 2 now)",)


def test_work_goes_on_in_the_copy(filled: Register, target: Register) -> None:
    filled.copy_to(target)
    target.note_arrivals([arrival_of("new.pdf")], NOW)
    taken = [target.claim("worker", NOW, LEASE, "default") for _ in range(3)]
    assert [claim.arrival.source if claim else None for claim in taken] == ["waiting.pdf", "new.pdf", None]
    before = len(list(target.events()))
    target.add_event(Event(NOW, "default", "noted", "last"))
    assert [event.subject for event in target.events()][before:] == ["last"]


def test_there_and_back_again_nothing_changed(
    filled: Register, target: Register, new_database: NewDatabase, tmp_path: Path
) -> None:
    filled.copy_to(target)
    home = tmp_path / "back"
    with open_register(settings_in(home, new_database(home))) as back:
        target.copy_to(back)
        assert told(back) == told(filled)


def test_nothing_is_copied_over_a_register_in_use(filled: Register, target: Register) -> None:
    target.note_arrivals([arrival_of("mine.pdf")], NOW)
    with pytest.raises(WrongUse, match=r"holds a register already \(arrivals\)"):
        filled.copy_to(target)
    assert list(target.documents()) == []


def test_a_copy_that_fails_midway_leaves_the_target_empty(filled: Register, target: Register) -> None:
    with filled.database.write() as connection:
        connection.execute(sa.text("UPDATE documents SET reading = '{}'"))
    with pytest.raises(KeyError):
        filled.copy_to(target)
    assert not any(told(target)[:4])
    assert target.load_number("default") == 0


def moved(register: Register, settings: Settings, target: Register) -> str:
    url = "postgresql://clerk:hush@db.example/papers"
    register.retire(url, NOW, register.copy_to(target))
    with pytest.raises(Missing) as refused:
        open_register(settings)
    return str(refused.value)


def test_a_register_that_was_moved_says_where_to_and_shows_no_password(
    filled: Register, register_settings: Settings, target: Register
) -> None:
    said = moved(filled, register_settings, target)
    assert "moved to postgresql+psycopg://clerk:***@db.example/papers on 2026-03-02 08:30 UTC" in said
    assert "set COUNTERSIGN_DATABASE_URL" in said


def test_who_has_a_moved_register_open_cannot_write_to_it(
    filled: Register, register_settings: Settings, target: Register
) -> None:
    claim = claimed_waiting(filled)
    moved(filled, register_settings, target)
    for write in (
        lambda: filled.note_arrivals([arrival_of("late.pdf")], NOW),
        lambda: filled.receive(claim, drop_of("waiting.pdf"), NOW),
        lambda: filled.done(claim, NOW),
        lambda: captured(filled, "late.pdf", decision_of(Status.PARKED)),
        lambda: filled.load_ledger("default", ledger_of(invoice_of("INV-9")), NOW),
    ):
        with pytest.raises(Missing, match="was moved while this process had it open"):
            write()


def claimed_waiting(register: Register):
    claim = register.claim("worker", NOW, LEASE)
    assert claim is not None
    return claim


def test_a_moved_register_can_still_be_read_and_copied_on_purpose(
    filled: Register, register_settings: Settings, target: Register, new_database: NewDatabase, tmp_path: Path
) -> None:
    moved(filled, register_settings, target)
    with open_register(register_settings, moved_too=True) as old:
        assert list(old.documents()) == list(target.documents())
        home = tmp_path / "again"
        with open_register(settings_in(home, new_database(home))) as again:
            old.copy_to(again)
            assert told(again) == told(target)


def test_a_register_that_changed_during_the_copy_is_not_retired(filled: Register, target: Register) -> None:
    copied = filled.copy_to(target)
    filled.note_arrivals([arrival_of("late.pdf")], NOW)
    with pytest.raises(NotYet, match=r"changed while it was copied \(arrivals\)"):
        filled.retire("sqlite:////srv/other.sqlite", NOW, copied)
    assert filled.note_arrivals([arrival_of("later.pdf")], NOW) == 1
