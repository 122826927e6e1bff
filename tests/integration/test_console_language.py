"""Pages in the language and the formats of whoever reads them; programs are answered in English."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from flows.desk import Stores
from models.accounts import Preferences
from models.decision import Status
from models.record import Event
from storage.register import Deed, Trail
from tests.doors.console_visits import Visitor, filed, stores_in
from tests.values.register_values import NOW, captured, decision_of, invoice_of, reading_of

GERMAN = {"accept-language": "de-AT,de;q=0.9,en;q=0.8"}


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    home: Path = tmp_path_factory.mktemp("home")
    with stores_in(home) as opened:
        yield opened


@pytest.fixture(scope="module")
def visitor(stores: Stores) -> Visitor:
    return Visitor(stores)


def prefer(stores: Stores, visitor: Visitor, preferences: Preferences) -> None:
    stores.register.people.prefer(visitor.login, preferences, Deed(visitor.login, NOW))


@pytest.fixture(autouse=True)
def _unchosen(stores: Stores, visitor: Visitor) -> Iterator[None]:
    yield
    prefer(stores, visitor, Preferences())


def test_a_visitor_is_met_in_a_language_that_the_browser_accepts(stores: Stores, visitor: Visitor):
    stranger = visitor.beside("nobody")
    stranger.cookies = {}
    page = stranger.get("/sign-in", **GERMAN).text
    assert '<html lang="de">' in page
    assert "Anmeldename" in page
    assert '<html lang="en">' in stranger.get("/sign-in", **{"accept-language": "fr"}).text
    assert '<html lang="en">' in stranger.get("/sign-in").text


def test_a_person_chooses_language_formats_and_time_zone(stores: Stores, visitor: Visitor):
    record = filed(stores)
    chosen = {"language": "de", "formats": "de_CH", "time_zone": "Europe/Zurich"}
    assert visitor.post("/account/preferences", chosen).headers["location"] == "/account?done=preferences"
    page = visitor.get("/account?done=preferences").text
    assert "Übernommen" in page
    assert '<option value="de_CH" selected>Deutsch (Schweiz)</option>' in page
    assert "1\u2019234\u2019567.89 EUR" in page
    document = visitor.get(f"/documents/{record.id}").text
    assert "Eingegangen" in document
    assert "(Zürich)" in document
    assert '<bdi class="value">27.02.2026</bdi>' in document
    # ISO stays where programs read.
    assert f'datetime="{record.received_at.isoformat()}"' in document
    told = stores.register.audit.piece(Trail("", visitor.login, visitor.login, None), 1, None)
    assert told[0].event.kind == "preferences set"
    assert told[0].event.detail == {"by": visitor.login, **chosen}


def test_a_choice_that_there_is_not_is_refused_in_words(stores: Stores, visitor: Visitor):
    answer = visitor.post("/account/preferences", {"time_zone": "Mars/Olympus"}, **GERMAN)
    assert answer.status_code == 400
    assert "steht nicht zur Wahl" in answer.text
    assert stores.register.people.account(visitor.login).preferences == Preferences()


def test_what_is_chosen_comes_before_what_the_browser_accepts(stores: Stores, visitor: Visitor):
    prefer(stores, visitor, Preferences("en"))
    assert '<html lang="en">' in visitor.get("/", **GERMAN).text
    prefer(stores, visitor, Preferences("de"))
    assert '<html lang="de">' in visitor.get("/").text


def test_reasons_and_refusals_are_told_in_german(stores: Stores, visitor: Visitor):
    invoice = invoice_of("INV-77")
    reason = "Invoice number INV-77 and customer number C-1 agree."
    record = captured(
        stores.register, "g.pdf", replace(decision_of(Status.FILED, invoice), reason=reason), reading_of({})
    )
    page = visitor.get(f"/documents/{record.id}", **GERMAN).text
    assert "Rechnungsnummer INV-77 und Kundennummer C-1 stimmen überein." in page
    refused = visitor.get("/?since=yesterday", **GERMAN)
    assert refused.status_code == 400
    assert "ist kein Tag: Schreiben Sie ihn wie 2026-03-31." in refused.text
    assert "Hier ist nichts" in visitor.get("/nowhere", **GERMAN).text


def test_events_and_their_details_are_told_in_german(stores: Stores, visitor: Visitor):
    record = filed(stores, "events.png")
    detail = {"by": "ann", "status": "review", "reason": "The PDF has no page: scan or send it again."}
    stores.register.add_event(Event(NOW, record.client, "reopened", record.id, detail))
    page = visitor.get(f"/documents/{record.id}", **GERMAN).text
    assert "<strong>Zurückgenommen</strong> von <bdi>ann</bdi>" in page
    assert "Status: in Prüfung; Grund: Das PDF hat keine Seite" in page


def test_programs_are_answered_in_english_and_iso_whatever_is_chosen(stores: Stores, visitor: Visitor):
    prefer(stores, visitor, Preferences("de", "de_DE", "Europe/Berlin"))
    record = filed(stores, "api.png")
    told = visitor.get(f"/api/v1/documents/{record.id}", **GERMAN).json()
    assert told["status"] == "filed"
    assert told["received_at"][:19] == record.received_at.isoformat()[:19]
    assert (
        visitor.get("/api/v1/documents/x", **GERMAN).json()["detail"].startswith("No page has this address")
    )


def test_one_visitor_s_language_is_not_another_s(stores: Stores, visitor: Visitor):
    other = visitor.beside("bob")
    prefer(stores, visitor, Preferences("de"))
    for _ in range(2):
        assert '<html lang="de">' in visitor.get("/").text
        assert '<html lang="en">' in other.get("/").text
