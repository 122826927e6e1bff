"""Erasing people: names that are words, and who cannot be erased."""

from __future__ import annotations

import pytest

from models.people import EVERY_CLIENT, Role
from models.record import Event
from storage.register import Deed, Register
from tests.people_values import BOSS
from tests.register_values import NOW


def test_a_name_that_is_a_word_is_told_as_it_was(register: Register) -> None:
    """Somebody may be called like a word of the program, or like a mark of ours."""
    told = {"by": "may", "reason": "it may be \u27e6person 1\u27e7, or \u27e6, or may.", "list": ["a may b"]}
    register.add_event(Event(NOW, "default", "noted", "may", told))
    (event,) = register.events()
    assert (event.subject, event.detail) == ("may", told)


def test_whoever_administers_is_not_erased_by_the_way(register: Register) -> None:
    register.people.add(BOSS, Deed("boss", NOW))
    assert BOSS.grants[0].role is Role.ADMIN
    assert BOSS.grants[0].client == EVERY_CLIENT
    with pytest.raises(Exception, match="people disable boss"):
        register.erasures.erase("boss", Deed("boss", NOW))
