"""Causes of delinquency, promises, and the tables of disputes, for programs."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from countersign.console.api.collecting_examples import CAUSES, NEW_CAUSE, PROMISES, SAID, TABLE
from countersign.console.api.collecting_shapes import CausesShape, PromisesShape, SaidShape, TableShape
from countersign.console.api.examples import shown
from countersign.console.api.rights import needs
from countersign.console.asking import Asking, demand
from countersign.console.causes import OfCauses
from countersign.console.promises import Narrow, OfPromises, in_state
from countersign.console.room import InRoom, OfClient
from countersign.reports.causes import causes_json
from countersign.reports.dispute_tables import table_csv
from countersign.reports.promises import promises_json
from flows.disputes import LONGEST_TABLE, Table, set_table, table_text
from flows.disputes.causes import Explained, set_cause, take_back_cause
from models.cause import Cause
from models.dispute import LONGEST_WORDS
from models.people import Right

router = APIRouter()


@router.get(
    "/receivables/causes",
    tags=["receivables"],
    summary="Causes of delinquency",
    dependencies=needs(Right.LOOK),
    response_model=None,
    responses={200: shown(CausesShape, CAUSES)},
)
def causes(told: OfCauses) -> dict[str, Any]:
    """Why items were overdue on `as_of`: item by item, and by cause, customer, carrier and delivery site."""
    return causes_json(told)


class NewCause(BaseModel):
    """Why an item is not paid, as a person says."""

    model_config = ConfigDict(json_schema_extra={"examples": [NEW_CAUSE]})

    customer_number: str
    invoice_number: str
    cause: Cause | None = Field(description="Null takes back what was said.")
    note: str = Field("", max_length=LONGEST_WORDS, description="For ourselves; never sent.")


@router.post(
    "/receivables/causes",
    tags=["receivables"],
    summary="Say why an item is not paid",
    dependencies=needs(Right.SEND),
    response_model=None,
    responses={200: shown(SaidShape, SAID)},
)
def say(room: InRoom, person: Asking, client: OfClient, given: NewCause) -> dict[str, Any]:
    """It counts before what is found, until the ledger changes the item."""
    demand(person, Right.SEND, client, given.customer_number)
    key = given.customer_number, given.invoice_number
    if given.cause is None:
        take_back_cause(room.stores, client, key, person.login)
    else:
        set_cause(room.stores, client, Explained(key, given.cause, given.note), person.login)
    told = given.cause.value if given.cause else None
    return {"customer_number": key[0], "invoice_number": key[1], "cause": told}


@router.get(
    "/receivables/promises",
    tags=["receivables"],
    summary="Promises to pay",
    dependencies=needs(Right.LOOK),
    response_model=None,
    responses={200: shown(PromisesShape, PROMISES)},
)
def promised(narrow: Narrow, told: OfPromises) -> dict[str, Any]:
    """Promises and what had become of them on `as_of`, those to be acted on first; `counts` are of all."""
    return {**promises_json(in_state(told, narrow.state)), "counts": promises_json(told)["counts"]}


@router.get(
    "/disputes/tables/{table}",
    tags=["disputes"],
    summary="Table of deadlines or reasons",
    dependencies=needs(Right.ADMINISTER),
    response_model=None,
    responses={200: shown(TableShape, TABLE)},
)
def table(room: InRoom, person: Asking, client: OfClient, table: Table) -> dict[str, str]:
    """What holds now."""
    demand(person, Right.ADMINISTER, client)
    return {"csv": "".join(table_csv(table_text(room.stores, client, table)))}


class NewTable(BaseModel):
    """A table."""

    model_config = ConfigDict(json_schema_extra={"examples": [TABLE]})

    csv: str = Field(max_length=LONGEST_TABLE, description="As the table is given out.")


@router.put(
    "/disputes/tables/{table}",
    tags=["disputes"],
    summary="Set the table of deadlines or reasons",
    dependencies=needs(Right.ADMINISTER),
    responses={200: {"content": {"application/json": {"example": {"rows": 2}}}}},
)
def set_rows(
    room: InRoom,
    person: Asking,
    client: OfClient,
    table: Table,
    given: NewTable,
) -> dict[str, int]:
    """All of it anew; it counts for disputes that are opened from then on."""
    demand(person, Right.ADMINISTER, client)
    return {"rows": set_table(room.stores, client, table, given.csv, person.login)}
