"""Alarms, for tests of the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.alarm import AlarmKind, Finding, rule_of
from storage.register import Deed
from tests.values.register_values import NOW

if TYPE_CHECKING:
    from storage.register import Register

FINDING = Finding(AlarmKind.LEDGER, "default", "caf\udce9 \x00", 4.5, "The ledger is old ☃.")


def fill_with_alarms(register: Register) -> None:
    """A row in every table of alarms: one that is raised, with a mail that waits."""
    deed = Deed("boss", NOW)
    register.alarms.set_rule(rule_of(AlarmKind.LEDGER, "4"), deed)
    register.alarms.address(["it@firm.example"], deed)
    register.alarms.note([FINDING], lambda _: False, NOW, lambda _: ("alarm", "It is raised."))
