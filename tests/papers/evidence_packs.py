"""Papers for evidence packs: notes of one customer and of several, filed, in a small installation."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from flows.desk import Desk
from flows.evidence import set_letterhead
from flows.review import reviewing
from models.decision import Status
from models.evidence import Letterhead, PackWish
from models.ledger import Customer, Invoice, Ledger
from models.paper import Box, Page, Role, SignatureRegion
from models.reading import DocumentType, FieldName, Found, Reading, Remark, RemarkClass, Value
from models.record import DocumentRecord
from models.settings import Settings
from storage.register import Register
from tests.papers.review_papers import SECOND, in_hands, note, review_desk, waiting
from tests.values.builders import At, page_from_lines
from tests.values.register_values import NOW, invoice_of

DAY = date(2026, 3, 9)
OURS, THEIRS = invoice_of("INV-100417"), invoice_of("INV-300500", customer="C-2")
KEY = OURS.key
HEAD = Letterhead("Brandt Logistik", ("Speicherstraße 14", "20457 Hamburg"), "Małgorzata Šimková")
ADDRESS = "Hafenstrasse 7"


def wish(*invoices: Invoice, **more: object) -> PackWish:
    keys = tuple(one.key for one in invoices or (OURS,))
    return PackWish(keys=keys, on=DAY, **more)


def load_books(desk: Desk) -> None:
    """Two customers with an invoice each, beside what the installation has."""
    kept = desk.register.ledger("default")
    people = (
        Customer("C-1", "Müller & Söhne GmbH", ("Mueller",), "Domstraße 1", "Köln", "DE"),
        Customer("C-2", "Nordwind Seehandel AG", ("Nordwind",), ADDRESS, "Kiel", "DE"),
    )
    desk.register.load_ledger("default", Ledger(people, (*kept.invoices, THEIRS)), NOW)


def consolidated(page: int = 1) -> Page:
    """A note with deliveries of two customers; who took the second one stands at its foot."""
    lines = (
        At(0.1, 0.05, "Delivery tour 12", size=0.03),
        At(0.1, 0.15, "Invoice number: INV-100417"),
        At(0.1, 0.18, "Müller Söhne Domstraße 1 Köln"),
        At(0.1, 0.21, "4 cartons shelf brackets"),
        At(0.1, 0.40, "Invoice number: INV-300500"),
        At(0.1, 0.43, "Nordwind Seehandel AG Hafenstrasse 7 Kiel"),
        At(0.1, 0.46, "9 cartons of secret pumps"),
        At(0.1, 0.85, "Received by Hinrich Kuhlmann"),
    )
    return page_from_lines(lines, page)


def only_theirs(page: int) -> Page:
    return page_from_lines((At(0.1, 0.1, "Nordwind Seehandel AG"), At(0.1, 0.2, "INV-300500")), page)


def names_nobody(page: int) -> Page:
    return page_from_lines((At(0.1, 0.1, "Goods received in good order"),), page)


def filed(desk: Desk, name: str, pages: list[Page], *invoices: Invoice, **more: object) -> DocumentRecord:
    (record,) = waiting(desk, name, pages, chosen=invoices or (OURS,), status=Status.FILED, **more)
    return record


def order(desk: Desk) -> DocumentRecord:
    paper = DocumentType.PURCHASE_ORDER
    return filed(desk, "order.tif", [note("INV-100417", title="Purchase order")], paper=paper)


@contextmanager
def filled_desk(settings: Settings, register: Register) -> Iterator[Desk]:
    """An order and a note of one customer, a scan with both customers' papers, one that is half parked."""
    with review_desk(settings, register) as desk:
        load_books(desk)
        set_letterhead(desk.stores, "default", HEAD, "test")
        order(desk)
        filed(desk, "note.tif", [note("INV-100417", 1), note("INV-100417", 2)])
        filed(desk, "tour.tif", [consolidated(1), only_theirs(2), names_nobody(3)], OURS, THEIRS)
        pages = [note("INV-100982", 1), note("INV-100982", 2)]
        mixed = waiting(desk, "both.tif", pages, documents=[[1], [2]], chosen=(SECOND,), status=Status.FILED)
        reviewing.park(desk, in_hands(desk, mixed[1].id))
        yield desk


def signed(reading: Reading) -> Reading:
    """The reading of a note that was signed, named, dated, and that says "2 short"."""
    page = reading.pages[0]
    word = Value("J. Kowalska", 0.9, page, _box(0.82), Found.LABEL)
    return replace(
        reading,
        signatures=(
            SignatureRegion(Role.CUSTOMER, page, _box(0.86), present=True, confidence=0.9, label=""),
        ),
        fields={
            **reading.fields,
            FieldName.PRINTED_NAME: (word,),
            FieldName.RECEIVED_DATE: (replace(word, text="2026-03-02", box=_box(0.9)),),
        },
        remarks=(Remark(RemarkClass.SHORT, "2 cartons short", page, _box(0.7), quantity="2"),),
    )


def _ink(page: int) -> SignatureRegion:
    return SignatureRegion(Role.CUSTOMER, page, _box(0.86), present=True, confidence=0.9, label="")


def _box(y: float) -> Box:
    return Box(0.2, y, 0.4, y + 0.02)
