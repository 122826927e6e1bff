"""Contact persons kept and taken out, on the page of their customer."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response

from countersign.console.asking import Asking, demand
from countersign.console.case_files import SeenAccount
from countersign.console.customers import customer_page
from countersign.console.invoice_keys import customer_path
from countersign.console.ledger_sight import SeenCustomer
from countersign.console.refusals import refused
from countersign.console.room import InRoom, OfClient
from flows.correspondence import keep_person
from models.address_book import Written
from models.errors import WrongUse
from models.people import Right
from storage.register import Deed

router = APIRouter(prefix="/customers/{customer_number}/persons")
PLACE = "#persons"


class NewPerson(BaseModel):
    """The form."""

    name: str = Field("", max_length=200)
    email: str = Field("", max_length=300)
    duty: str = Field("", max_length=40)
    language: str = Field("", max_length=10)


@router.post("")
def keep(room: InRoom, person: Asking, account: SeenAccount, given: Annotated[NewPerson, Form()]) -> Response:
    """Keep somebody, in place of one with the same address and duty."""
    client, number = account.client, account.customer.number
    demand(person, Right.SEND, client, number)
    try:
        keep_person(room.stores, client, Written(number, **given.model_dump()), person.login)
    except WrongUse as fault:
        return customer_page(room, account, refused=refused("person", given, fault))
    return RedirectResponse(customer_path(number, client) + PLACE, 303)


@router.post("/{number}/remove")
def remove(room: InRoom, person: Asking, client: OfClient, customer: SeenCustomer, number: int) -> Response:
    """Take somebody out; a file does not bring them back."""
    demand(person, Right.SEND, client, customer.number)
    deed = Deed(person.login, room.stores.clock())
    room.stores.register.contact_persons.remove(client, customer.number, number, deed)
    return RedirectResponse(customer_path(customer.number, client) + PLACE, 303)
