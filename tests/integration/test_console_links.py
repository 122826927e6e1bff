"""One-time links, and what a good password is."""

from __future__ import annotations

from pathlib import Path

import pytest

from countersign.console.passwords import Passwords, good_password
from flows.credentials import first_link, make_link
from flows.desk import Stores
from models.errors import WrongUse
from models.settings import Settings
from storage.register import Register
from tests.doors.console_visits import Visitor, stores_in
from tests.doors.signing import OTHER, PASSWORD, Clock, is_in, stores_with_ann


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def stores(register: Register, register_settings: Settings, clock: Clock) -> Stores:
    """On each kind of database."""
    return stores_with_ann(register, register_settings, clock)


def test_the_first_start_gives_a_link_and_later_ones_give_none(tmp_path: Path):
    with stores_in(tmp_path / "home") as stores:
        link = first_link(stores)
        assert first_link(stores).startswith("http://127.0.0.1:8080/link/")
        visitor = Visitor(stores, signed_in=False)
        path = link.removeprefix("http://127.0.0.1:8080")
        assert "Welcome" in visitor.get(path).text
        form = {"password": PASSWORD, "again": PASSWORD}
        assert visitor.post(path, form).headers["location"] == "/"
        assert visitor.get("/people").status_code == 200
        assert first_link(stores) == ""
        again = Visitor(stores, signed_in=False)
        assert again.get(path).status_code == 404
        assert again.post(path, form).status_code == 404
        assert not is_in(again)


def test_a_link_signs_in_once_within_a_day(stores: Stores, clock: Clock):
    path = make_link(stores, "ann", "boss").removeprefix(stores.settings.console_url)
    for expected in (303, 404):
        visitor = Visitor(stores, signed_in=False)
        visitor.get(path)
        assert visitor.post(path, {"later": "true"}).status_code == expected
        assert is_in(visitor) == (expected == 303)
    late = make_link(stores, "ann", "boss").removeprefix(stores.settings.console_url)
    clock.forward(hours=24)
    assert Visitor(stores, signed_in=False).get(late).status_code == 404


def test_a_password_that_is_not_good_leaves_the_link_as_it_was(stores: Stores):
    path = make_link(stores, "ann", "boss").removeprefix(stores.settings.console_url)
    visitor = Visitor(stores, signed_in=False)
    visitor.get(path)
    for form in ({"password": "short", "again": "short"}, {"password": PASSWORD, "again": OTHER}):
        answer = visitor.post(path, form)
        assert answer.status_code == 400
        assert 'role="alert"' in answer.text
    assert visitor.post(path, {"password": OTHER, "again": OTHER}).status_code == 303


def test_a_new_password_makes_all_other_links_void(stores: Stores):
    first, second = (make_link(stores, "ann", "x").removeprefix(stores.settings.console_url) for _ in "ab")
    visitor = Visitor(stores, signed_in=False)
    visitor.get(first)
    visitor.post(first, {"password": OTHER, "again": OTHER})
    assert Visitor(stores, signed_in=False).get(second).status_code == 404


@pytest.mark.parametrize("password", ["short", "a" * 20, "x" * 201, "ann and a sentence", "abababababab"])
def test_passwords_that_are_easily_guessed_are_refused(password: str):
    with pytest.raises(WrongUse):
        good_password(password, password, "ann")


def test_a_password_in_any_script_can_be_used():
    passwords = Passwords()
    kept = passwords.hashed("eine Straße in Köln 漢字 🙂")
    assert passwords.fits("eine Straße in Köln 漢字 🙂", kept)
    assert not passwords.fits("eine Strasse in Köln 漢字 🙂", kept)
    assert not passwords.fits("", "")
    assert not passwords.fits("the password of nobody", "")
