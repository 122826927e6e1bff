"""A console over a new installation, somebody who visits it, and what there is to see."""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from dataclasses import replace
from datetime import timedelta
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import httpx
from PIL import Image

from countersign.console import create_console
from countersign.console.visits import OWN_HOST, SESSION_COOKIE, VISIT_COOKIE, Visit
from flows.credentials import hashed, new_secret
from flows.desk import Stores
from models.accounts import Account, Origin, Session
from models.decision import Agreement, Evidence, Key, Status
from models.paper import Role as Signer
from models.paper import SignatureRegion
from models.people import EVERY_CLIENT, Grant, Role
from models.reading import FieldName, Found, Remark, RemarkClass, Value
from models.record import DocumentRecord
from pipeline.filing import original_key
from storage.objects import open_store
from storage.register import Deed, open_register
from tests.installations.ready import lay_register
from tests.values.register_values import (
    BOX,
    candidate_of,
    captured,
    decision_of,
    invoice_of,
    reading_of,
    settings_in,
)

LOCAL = "http://127.0.0.1:8080"
EVERYTHING = Grant(Role.ADMIN, EVERY_CLIENT)
EVIL = '<script>alert("1")</script>'


class Visitor:
    """Somebody at a browser, on the machine that the console runs on; signed in as an administrator."""

    def __init__(self, stores: Stores, *grants: Grant, login: str = "admin", signed_in: bool = True) -> None:
        """Signed in with `grants`, or with the role admin everywhere; the account is made where absent."""
        self._app = create_console(stores)
        self._stores = stores
        self.login = login
        self.cookies: dict[str, str] = {}
        self._csrf = ""
        if signed_in and stores.register:
            self.sign_in(*(grants or (EVERYTHING,)))

    def sign_in(self, *grants: Grant) -> None:
        """Begin a session, past the page."""
        self.cookies = {self._named(SESSION_COOKIE): begin_session(self._stores, self.login, *grants)}

    def _named(self, cookie: str) -> str:
        """As the console names it, by the address that it says it has."""
        return f"{OWN_HOST}{cookie}" if self._stores.settings.console_url.startswith("https:") else cookie

    def close_console(self) -> None:
        """End what the console has started: a process that reads, where something was to be read."""
        self._app.state.room.desk.readers.close()

    def beside(self, login: str, *grants: Grant) -> Visitor:
        """Somebody else at a browser of their own, at the same console."""
        other = copy(self)
        other.login, other._csrf = login, ""
        other.sign_in(*grants)
        return other

    @property
    def cookie(self) -> str:
        """The header by which the browser shows its cookies."""
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    @property
    def csrf(self) -> str:
        """What the forms of this browser carry: as its last page had it."""
        names = map(self._named, (SESSION_COOKIE, VISIT_COOKIE))
        held = next((self.cookies[name] for name in names if name in self.cookies), "")
        return self._csrf or Visit(secret=held).csrf

    def get(self, path: str, site: str = LOCAL, **headers: str) -> httpx.Response:
        """The answer to a request for a page; redirects are not followed."""
        return self.ask("GET", path, site, headers=headers)

    def post(self, path: str, form: Mapping[str, Any] | None = None, **headers: str) -> httpx.Response:
        """The answer to a form that was filled in on a page of the console."""
        return self.ask("POST", path, data={"csrf": self.csrf, **(form or {})}, headers=headers)

    def ask(self, method: str, path: str, site: str = LOCAL, **options: Any) -> httpx.Response:
        """The answer to any request; cookies are kept as a browser keeps them."""
        headers = {"cookie": self.cookie, **options.pop("headers", {})}

        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(self._app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url=site) as client:
                return await client.request(method, path, headers=headers, **options)

        answer = asyncio.run(asked())
        self._keep(answer)
        return answer

    def _keep(self, answer: httpx.Response) -> None:
        for header in answer.headers.get_list("set-cookie"):
            for name, morsel in SimpleCookie(header).items():
                gone = morsel["max-age"] == "0"
                self.cookies = {**self.cookies, name: morsel.value}
                if gone:
                    del self.cookies[name]
        shown = re.search(r'<meta name="csrf" content="(\w*)">', answer.text)
        self._csrf = shown[1] if shown else ("" if answer.headers.get("set-cookie") else self._csrf)


def begin_session(stores: Stores, login: str, *grants: Grant) -> str:
    """Sign somebody in past the page; what their browser holds. The account is made where absent."""
    register, now = stores.register, stores.clock()
    deed = Deed("test", now)
    if register.people.account(login) is None:
        register.people.add(Account(login, login.title(), grants=grants), deed)
    secret = new_secret()
    until = now + timedelta(hours=1)
    session = Session(hashed(secret)[:12], login, now, now, until, Origin("127.0.0.1", "test"))
    register.sessions.begin(hashed(secret), session, "test", deed)
    return secret


@contextmanager
def stores_in(home: Path) -> Iterator[Stores]:
    """The stores of a new installation."""
    settings = settings_in(home)
    lay_register(home)
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
        signatures=(SignatureRegion(Signer.CUSTOMER, 1, BOX, present=True, confidence=1, label=EVIL),),
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
