"""What Prometheus scrapes is what the register says, on both databases."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from countersign.console import metrics
from flows.desk import Stores
from models.decision import Status
from models.record import Event
from models.settings import Settings
from storage.objects import open_store
from storage.register import Register, open_register
from tests.doors.console_visits import Visitor
from tests.installations.homes import Home
from tests.values.register_values import (
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
)

ALERTS = Path(__file__).parents[2] / "deploy" / "prometheus" / "alerts.yaml"

Samples = dict[tuple[str, ...], float]
"""Name and label values, in the order of the labels' names, to the value."""


@pytest.fixture
def stores(register: Register, register_settings: Settings) -> Stores:
    """Stores, on each kind of database, whose clock stands a minute after everything was received."""
    return stores_of(register, register_settings)


def stores_of(register: Register, settings: Settings) -> Stores:
    objects, inbox = open_store(settings.objects_url, settings), open_store(settings.inbox_url, settings)
    return Stores(settings, inbox, objects, register, lambda: later(60))


def scraped(stores: Stores) -> Samples:
    answer = Visitor(stores, signed_in=False).get("/metrics")
    assert answer.status_code == 200
    families = list(text_string_to_metric_families(answer.text))
    assert all(family.documentation for family in families)
    return {
        (sample.name, *(sample.labels[name] for name in sorted(sample.labels))): sample.value
        for family in families
        for sample in family.samples
    }


def test_documents_pages_and_copies_are_counted_by_client(stores: Stores):
    invoice = invoice_of("INV-1")
    stores.register.load_ledger("default", ledger_of(invoice), NOW)
    captured(stores.register, "a.pdf", decision_of(Status.FILED, invoice))
    captured(stores.register, "b.pdf", decision_of(Status.REVIEW), reading_of({}, pages=(1, 2)))
    captured(stores.register, "c.pdf", decision_of(Status.QUARANTINED))
    theirs = drop_of("d.pdf", client="acme")
    capture(stores.register, record_of(theirs, decision_of(Status.PARKED)), theirs)
    found = scraped(stores)
    delivery = "proof_of_delivery"
    assert found["countersign_files_received_total", "default"] == 3
    assert found["countersign_files_received_total", "acme"] == 1
    assert found["countersign_documents", "default", "filed", delivery] == 1
    assert found["countersign_documents", "acme", "filed", delivery] == 0
    assert found["countersign_documents", "acme", "parked", delivery] == 1
    assert found["countersign_documents_decided_total", "default", "quarantined"] == 1
    assert found["countersign_pages", "default", "review"] == 2
    assert found["countersign_copies_outstanding", "default"] == 1
    assert found["countersign_oldest_review_seconds", "default"] == 60
    assert found["countersign_oldest_parked_seconds", "acme"] == 60
    assert found["countersign_oldest_parked_seconds", "default"] == 0
    assert found["countersign_ledger_load_number", "default"] == 1
    assert found["countersign_ledger_age_seconds", "default"] == 60
    assert found[("countersign_register_up",)] == 1


def test_files_that_wait_or_are_in_work_are_told_with_the_age_of_the_oldest(stores: Stores):
    stores.register.note_arrivals([arrival_of("first.pdf", "acme")], NOW)
    stores.register.note_arrivals([arrival_of("second.pdf", "acme")], later(20))
    claimed(stores.register, "third.pdf")
    found = scraped(stores)
    assert found["countersign_files_waiting", "acme"] == 2
    assert found["countersign_files_claimed", "default"] == 1
    assert found["countersign_oldest_waiting_seconds", "acme"] == 60


def test_a_document_that_is_filed_later_moves_but_what_was_decided_first_stays_counted(stores: Stores):
    record = captured(stores.register, "a.pdf", decision_of(Status.PARKED))
    filed = replace(record, decision=decision_of(Status.FILED, invoice_of("INV-1")))
    assert stores.register.redecide(filed, 1, NOW)
    found = scraped(stores)
    assert found["countersign_documents_decided_total", "default", "parked"] == 1
    assert found["countersign_documents_decided_total", "default", "filed"] == 0
    assert found["countersign_documents_matched_again_total", "default"] == 1
    assert found["countersign_documents", "default", "parked", "proof_of_delivery"] == 0
    assert found["countersign_documents", "default", "filed", "proof_of_delivery"] == 1


def test_failed_attempts_are_counted(stores: Stores):
    for attempt in (1, 2):
        stores.register.add_event(Event(NOW, "acme", "failed", "a.pdf", {"attempt": attempt}))
    assert scraped(stores)["countersign_failed_attempts_total", "acme"] == 2


def test_the_numbers_are_those_of_the_command_status(tmp_path: Path):
    home = Home(tmp_path / "home")
    settings = settings_in(home.folder)
    with open_register(settings) as register:
        captured(register, "a.pdf", decision_of(Status.DUPLICATE), reading_of({}, pages=(1, 2, 3)))
        claimed(register, "b.pdf")
        found = scraped(stores_of(register, settings))
    status = json.loads(home.done("status", "--json"))
    pages = {key[2]: value for key, value in found.items() if key[0] == "countersign_pages"}
    assert pages == status["by_state"]
    waiting = found["countersign_files_waiting", "default"] + found["countersign_files_claimed", "default"]
    assert waiting == status["waiting_files"] == 1


def test_a_register_that_does_not_answer_is_a_metric_and_no_fault_of_the_scrape(tmp_path: Path):
    settings = settings_in(tmp_path / "home")
    with open_register(settings) as register:
        stores = stores_of(register, settings)
        register.close()
        for path in settings.home.glob("register.sqlite*"):
            path.unlink()
        settings.home.joinpath("register.sqlite").mkdir()
        found = scraped(stores)
    assert found[("countersign_register_up",)] == 0
    assert {key[0] for key in found} == {"countersign_register_up", "countersign_build_info"}


def test_a_register_that_stays_away_is_told_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(metrics, "KEPT_SECONDS", 0.0)
    monkeypatch.setattr(metrics, "KEPT_TIMES", 0)
    settings = settings_in(tmp_path / "home")
    with open_register(settings) as register:
        collector = metrics.OfRegister(stores_of(register, settings))
        register.close()
        for path in settings.home.glob("register.sqlite*"):
            path.unlink()
        settings.home.joinpath("register.sqlite").mkdir()
        assert collector.collect() is not collector.collect()
    assert [record.getMessage()[:11] for record in caplog.records].count("unreachable") == 1


def test_however_many_scrape_figures_are_counted_once_in_a_while(tmp_path: Path):
    settings = settings_in(tmp_path / "home")
    with open_register(settings) as register:
        collector = metrics.OfRegister(stores_of(register, settings))
        assert collector.collect() is collector.collect()


def test_every_metric_that_the_example_alerts_ask_for_exists(tmp_path: Path):
    rules = [rule for group in yaml.safe_load(ALERTS.read_text())["groups"] for rule in group["rules"]]
    asked = {name for rule in rules for name in re.findall(r"countersign_\w+", rule["expr"])}
    settings = settings_in(tmp_path / "home")
    with open_register(settings) as register:
        claimed(register, "a.pdf")
        found = {key[0] for key in scraped(stores_of(register, settings))}
    assert len(asked) == 9
    assert asked <= found
    assert all(rule["annotations"]["action"] for rule in rules)
