"""Accounts, roles, sessions, tokens and the audit trail, on each kind of database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from models.accounts import Account, Preferences, TooManyAttempts
from models.errors import WrongUse
from models.people import EVERY_CLIENT, Grant, Right, Role, Scope
from models.record import Event
from storage.register import PROVIDER, Deed, Register, Trail
from tests.values.people_values import ANN, BOSS, DAY, DEED, session_of, token_of
from tests.values.register_values import NOW, later

KEY, OTHER_KEY = "1a" * 32, "2b" * 32
IDLE = timedelta(hours=2)
SOME = frozenset({"C-1", "C-2"})


@pytest.fixture
def staffed(register: Register) -> Register:
    """With an administrator and an operator."""
    register.people.add(BOSS, DEED)
    register.people.add(ANN, DEED)
    return register


def grants(register: Register, login: str) -> tuple[Grant, ...]:
    account = register.people.account(login)
    assert account is not None
    return account.grants


def told(register: Register) -> list[tuple[str, str]]:
    return [(event.kind, event.subject) for event in register.events("")]


def test_an_account_comes_back_as_it_was_added(staffed: Register):
    assert staffed.people.account("ann") == replace(ANN, made_at=NOW)
    assert staffed.people.with_email("boss@firm.example") == replace(BOSS, made_at=NOW)
    assert staffed.people.with_email("") is None
    assert [account.login for account in staffed.people.accounts()] == ["ann", "boss"]


def test_logins_and_addresses_name_one_account_each(staffed: Register):
    with pytest.raises(WrongUse, match="already"):
        staffed.people.add(Account("ann", "Another"), DEED)
    with pytest.raises(WrongUse, match=r"boss@firm\.example"):
        staffed.people.add(Account("bob", "Bob", "boss@firm.example"), DEED)


def test_roles_are_given_once_and_taken_back(staffed: Register):
    look = Grant(Role.COLLECTOR, "acme", SOME)
    for _ in range(2):
        staffed.people.grant("ann", look, DEED)
    assert grants(staffed, "ann") == (look, Grant(Role.OPERATOR, "acme"))
    staffed.people.revoke("ann", replace(look, customers=frozenset({"C-1"})), DEED)
    assert grants(staffed, "ann")[0].customers == {"C-2"}
    staffed.people.revoke("ann", Grant(Role.COLLECTOR, "acme"), DEED)
    assert grants(staffed, "ann") == ANN.grants
    with pytest.raises(WrongUse, match="no such role"):
        staffed.people.revoke("ann", Grant(Role.COLLECTOR, "acme"), DEED)
    assert told(staffed)[2:] == [("role granted", "ann"), ("role revoked", "ann"), ("role revoked", "ann")]


def test_a_role_for_all_customers_swallows_one_for_some(staffed: Register):
    staffed.people.grant("ann", Grant(Role.OPERATOR, "acme", SOME), DEED)
    assert grants(staffed, "ann") == ANN.grants


def test_somebody_who_administers_everything_is_always_left(staffed: Register):
    with pytest.raises(WrongUse, match="Nobody would be left"):
        staffed.people.disable("boss", DEED)
    with pytest.raises(WrongUse, match="Nobody would be left"):
        staffed.people.revoke("boss", BOSS.grants[0], DEED)
    assert grants(staffed, "boss") == BOSS.grants
    staffed.people.grant("ann", BOSS.grants[0], DEED)
    staffed.people.disable("boss", DEED)
    with pytest.raises(WrongUse, match="Nobody would be left"):
        staffed.people.disable("ann", DEED)


def test_what_a_provider_gives_is_replaced_and_what_was_given_here_stays(staffed: Register):
    mine, theirs = Grant(Role.AUDITOR, "acme"), Grant(Role.COLLECTOR, "zeta")
    staffed.people.add(Account("bob", "Bob", grants=(theirs,), identity="issuer 1"), DEED, PROVIDER)
    staffed.people.grant("bob", mine, DEED)
    before = len(told(staffed))
    staffed.people.set_provided("bob", (theirs,), DEED)
    assert len(told(staffed)) == before
    staffed.people.set_provided("bob", (), DEED)
    assert grants(staffed, "bob") == (mine,)
    assert staffed.people.known_as("issuer 1") is not None


def test_a_session_is_found_until_it_ends(staffed: Register):
    staffed.sessions.begin(KEY, session_of(KEY), "password", DEED)
    found = staffed.sessions.find(KEY, later(60), IDLE)
    assert found is not None
    assert found[1].login == "boss"
    assert staffed.sessions.of("boss", later(60))[0].seen_at == later(60)
    assert staffed.sessions.find(OTHER_KEY, later(60), IDLE) is None
    assert staffed.sessions.find(KEY, later(60 + 7200), IDLE) is None
    assert staffed.sessions.find(KEY, later(DAY), timedelta(days=2)) is None


def test_sessions_are_ended_one_by_one_or_all_but_one(staffed: Register):
    keys = [f"{number}f" * 32 for number in range(3)]
    for key in keys:
        staffed.sessions.begin(key, session_of(key), "password", DEED)
    assert staffed.sessions.end("boss", DEED, only=keys[0][:12]) == 1
    assert staffed.sessions.end("ann", DEED) == 0
    assert staffed.sessions.end("boss", DEED, but=keys[1][:12]) == 1
    assert [session.id for session in staffed.sessions.of("boss", NOW)] == [keys[1][:12]]


def test_a_token_is_found_until_it_runs_out_or_is_revoked(staffed: Register):
    scope = Scope("acme", frozenset({Right.LOOK, Right.UPLOAD}))
    staffed.sessions.add_token(KEY, token_of(KEY, scope), DEED)
    found = staffed.sessions.token(KEY, later(1))
    assert found is not None
    assert found[0].scopes == (scope,)
    assert staffed.sessions.tokens_of("boss")[0].used_at == later(1)
    assert staffed.sessions.token(KEY, later(DAY)) is None
    assert not staffed.sessions.revoke_token("ann", KEY[:12], DEED)
    assert staffed.sessions.revoke_token("boss", KEY[:12], DEED)
    assert staffed.sessions.token(KEY, later(1)) is None


def test_a_refused_attempt_is_not_counted_and_old_ones_are_forgotten(register: Register):
    for _ in range(2):
        register.sessions.note_attempt({"a": 2, "b": 5}, NOW)
    for _ in range(3):
        with pytest.raises(TooManyAttempts):
            register.sessions.note_attempt({"a": 2, "b": 5}, later(899))
    register.sessions.note_attempt({"b": 3}, later(899))
    register.sessions.note_attempt({"a": 2, "b": 5}, later(900))


def test_the_audit_trail_is_asked_for_by_person_thing_and_day(staffed: Register):
    deeds = [("viewed", "ann", "doc-1"), ("downloaded", "boss", "doc-1"), ("viewed", "ann", "doc-2")]
    for number, (kind, by, subject) in enumerate(deeds):
        event = Event(later(number * DAY), "acme", kind, subject, {"by": by})
        staffed.add_event(event)
    staffed.add_event(Event(NOW, "acme", "received", "doc-1", {}))
    staffed.add_event(Event(NOW, "zeta", "viewed", "doc-3", {"by": "ann"}))

    def found(trail: Trail) -> list[tuple[str, object, str]]:
        entries = (entry.event for entry in staffed.audit.piece(trail, 10))
        return [(event.kind, event.detail["by"], event.subject) for event in entries]

    assert found(Trail("acme")) == deeds[::-1]
    assert found(Trail("acme", by="ann")) == [deeds[2], deeds[0]]
    assert found(Trail("acme", subject="doc-1")) == [deeds[1], deeds[0]]
    assert found(Trail("acme", day=date(2026, 3, 3))) == [deeds[1]]
    first, *_ = staffed.audit.piece(Trail("acme"), 1)
    rest = staffed.audit.piece(Trail("acme"), 10, (first.event.at, first.id))
    assert [entry.event.subject for entry in rest] == ["doc-1", "doc-1"]
    of_one = Trail("acme", subject="doc-1")
    first, *_ = staffed.audit.piece(of_one, 1)
    rest = staffed.audit.piece(of_one, 10, (first.event.at, first.id))
    assert [entry.event.kind for entry in rest] == ["viewed"]
    assert len(list(staffed.audit.entries(Trail("acme")))) == 3


def test_rights_of_grants_and_scopes_add_up_and_narrow():
    everything = Grant(Role.ADMIN, EVERY_CLIENT)
    some = Grant(Role.COLLECTOR, "acme", SOME)
    ann = replace(ANN, grants=(some, Grant(Role.SCANNER, "zeta"))).person
    assert ann.reach(Right.LOOK, "acme") == SOME
    assert ann.reach(Right.LOOK, "zeta") == frozenset()
    assert ann.clients(Right.LOOK) == {"acme"}
    assert replace(ann, grants=(some, everything)).reach(Right.LOOK, "acme") is None
    token = replace(BOSS.person, scopes=(Scope("acme", frozenset({Right.LOOK})),))
    assert token.may(Right.LOOK, "acme")
    assert not token.may(Right.LOOK, "zeta")
    assert not token.may(Right.ADMINISTER, "acme")
    assert token.clients(Right.LOOK) == {"acme"}
    assert not replace(token, grants=()).may(Right.LOOK, "acme")


def test_events_name_who_did_it(staffed: Register):
    staffed.people.disable("ann", Deed("boss", NOW))
    *_, last = staffed.events("")
    assert (last.kind, last.subject, last.detail) == ("person disabled", "ann", {"by": "boss"})


def test_what_somebody_prefers_is_kept_and_told_once(staffed: Register):
    chosen = Preferences("de", "de_AT", "Europe/Vienna")
    for _ in range(2):
        staffed.people.prefer("boss", chosen, DEED)
    found = staffed.people.account("boss")
    assert found is not None
    assert found.preferences == chosen
    events = [event for event in staffed.events("", "boss") if event.kind == "preferences set"]
    assert [event.detail["formats"] for event in events] == ["de_AT"]
    with pytest.raises(WrongUse, match="no account"):
        staffed.people.prefer("nobody", chosen, DEED)
