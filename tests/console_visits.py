"""A console over a new installation, somebody who visits it, and what there is to see."""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import httpx
from PIL import Image

from countersign.console import create_console
from flows.desk import Stores
from models.decision import Agreement, Evidence, Key, Status
from models.paper import Role, SignatureRegion
from models.reading import FieldName, Found, Remark, RemarkClass, Value
from models.record import DocumentRecord
from pipeline.filing import original_key
from storage.objects import open_store
from storage.register import open_register
from tests.register_values import (
    BOX,
    candidate_of,
    captured,
    decision_of,
    invoice_of,
    reading_of,
    settings_in,
)

LOCAL = "http://127.0.0.1:8080"
EVIL = '<script>alert("1")</script>'


class Visitor:
    """Somebody at a browser, on the machine that the console runs on."""

    def __init__(self, stores: Stores) -> None:
        self._app = create_console(stores)

    def get(self, path: str, site: str = LOCAL) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self._app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url=site) as client:
                return await client.get(path)

        return asyncio.run(ask())


@contextmanager
def stores_in(home: Path) -> Iterator[Stores]:
    """The stores of a new installation."""
    settings = settings_in(home)
    objects, inbox = open_store(settings.objects_url, settings), open_store(settings.inbox_url, settings)
    with open_register(settings) as register:
        yield Stores(settings, inbox, objects, register)


def picture_bytes(size: tuple[int, int] = (60, 90)) -> bytes:
    """A white page with a black left half."""
    page = Image.new("L", size, 255)
    page.paste(0, (0, 0, size[0] // 2, size[1]))
    stream = io.BytesIO()
    page.save(stream, "PNG")
    return stream.getvalue()


def filed(stores: Stores, name: str = "scan.png") -> DocumentRecord:
    """A filed document whose original is a picture in the archive."""
    invoice = invoice_of("INV-1")
    reading = reading_of({FieldName.INVOICE_NUMBER: "INV-1", FieldName.DOCUMENT_DATE: "2026-02-27"})
    record = captured(stores.register, name, decision_of(Status.FILED, invoice), reading)
    stores.objects.put_new(original_key(record.client, record.sha256), picture_bytes())
    return record


def hostile(stores: Stores) -> DocumentRecord:
    """A document in which every text that comes from outside is markup."""
    invoice = replace(invoice_of(EVIL, customer=EVIL), currency=EVIL)
    value = Value(EVIL, 0.9, 1, BOX, Found.LABEL, label=EVIL, alternatives=(EVIL,))
    evidence = Evidence(Key.CUSTOMER_NAME, Agreement.CONTRADICTS, EVIL, EVIL)
    reading = replace(
        reading_of({}),
        kind=EVIL,
        fields={FieldName.CUSTOMER_NAME: (value,)},
        signatures=(SignatureRegion(Role.CUSTOMER, 1, BOX, present=True, confidence=1, label=EVIL),),
        remarks=(Remark(RemarkClass.DAMAGED, EVIL, 1, BOX),),
        text=EVIL,
    )
    decision = replace(
        decision_of(Status.FILED, invoice),
        reason=EVIL,
        candidates=(replace(candidate_of(invoice), evidence=(evidence,)),),
    )
    return captured(stores.register, f"{EVIL}.pdf", decision, reading)


def broken(stores: Stores, visitor: Visitor) -> httpx.Response:
    """The answer of a console whose database was exchanged for an empty file."""
    stores.register.close()
    for path in stores.settings.home.glob("register.sqlite*"):
        path.unlink()
    return visitor.get("/")


def sources(page: str) -> list[str]:
    return re.findall(r'class="paper"><a [^>]*><bdi>([^<]*)</bdi>', page)
