"""The API asked at random as its description allows, by programs with the rights of every role.

`python -m tests.fuzzing.api [EXAMPLES] [SEED]` for a long run: so many examples of each operation and role.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)

from countersign.console import create_console
from flows.credentials import make_token
from flows.desk import Stores
from models.accounts import Account
from models.people import Grant, Right, Role, Scope
from storage.register import Deed
from tests.doors.party_walk import names_in
from tests.doors.two_parties import OURS, THEIRS, Party, fill, fill_client, installation, ledger
from tests.values.register_values import NOW

SITE = "http://127.0.0.1:8080"
CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)
USUAL = 1
"""Examples of each operation and role in the suite."""


def filled(stores: Stores) -> None:
    """Something of every kind for two customers of the client."""
    parties = Party("default", OURS), Party("default", THEIRS, "B")
    stores.register.load_ledger("default", ledger(*parties), NOW)
    for one in parties:
        fill(stores, one)
    fill_client(stores, parties[0])


@dataclass(frozen=True)
class Api:
    """A console with a token for each role."""

    app: FastAPI
    tokens: dict[Role, str]
    known: Mapping[str, str]
    """What there is, by the names of parts of addresses."""

    @property
    def operations(self) -> Iterator[Any]:
        """What the description names."""
        schema = schemathesis.openapi.from_asgi("/openapi.json", self.app)
        return (found.ok() for found in schema.get_all_operations())


@contextmanager
def open_api() -> Iterator[Api]:
    """An installation of its own, gone afterwards."""
    with tempfile.TemporaryDirectory() as folder, installation(Path(folder) / "home", filled) as stores:
        app = create_console(replace(stores, settings=replace(stores.settings, host="0.0.0.0")))
        known = {name: some[0] for name, some in names_in(stores, ("default",)).items()}
        yield Api(app, {role: _token(stores, role) for role in Role}, known)
        app.state.room.desk.readers.close()


def _token(stores: Stores, role: Role) -> str:
    account = Account(role.value, role.value, grants=(Grant(role, "default"),))
    stores.register.people.add(account, Deed("test", NOW))
    rights = frozenset(right for right in Right if account.person.may(right, "default"))
    return make_token(stores, account, "fuzz", (Scope("default", rights),), 9)


def ask(api: Api, operation: Any, role: Role, examples: int, start: int) -> int:
    """Ask for one operation so often; raises where an answer is a fault or not as described."""
    asked = 0

    @seed(start)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def once(case: Any) -> None:
        nonlocal asked
        asked += 1
        if asked % 2:  # what is made up alone names nothing that there is
            _name(case, api.known)
        headers = {"authorization": f"Bearer {api.tokens[role]}"}
        answer = case.call(base_url=SITE, headers=headers)
        case.validate_response(answer, checks=list(CHECKS), headers=headers)

    once()
    return asked


def _name(case: Any, known: Mapping[str, str]) -> None:
    """Let a request be about something that there is."""
    parts = case.path_parameters or {}
    case.path_parameters = {name: known.get(name, value) for name, value in parts.items()}
    named = {"client": "default", "customer": OURS, "invoice": "INV-1"}
    asked = {name: named.get(name, value) for name, value in (case.query or {}).items()}
    case.query = {**asked, "client": "default"}


def main() -> int:
    """Ask as long as the command line says; 1 where anything was wrong."""
    examples, start = (int(one) for one in (*sys.argv[1:], *("200", "1")[len(sys.argv) - 1 :]))
    asked = faults = 0
    with open_api() as api:
        for operation in api.operations:
            for role in Role:
                try:
                    asked += ask(api, operation, role, examples, start)
                except Exception as fault:  # noqa: BLE001 everything that is wrong is told at the end
                    faults += 1
                    print(f"{operation.label} as {role.value}: {fault}\n")
    print(f"{asked} requests, seed {start}: {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
