"""Every page and file of the console, asked for as somebody would who looks for another party's papers."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection, Iterator, Mapping
from itertools import product

import httpx
import pypdfium2

from flows.desk import Stores
from storage.register import AskedPayments
from tests.doors.console_doors import DOORS
from tests.doors.two_parties import MARKED, OURS, THEIRS

NOBODYS = "QXNOBODY"
"""As long as the mark, and nowhere in the installation."""
READS = ("/reading/", "/words/", "searchable")
"""Routes that start a process which reads pages; whom they give a document is asked in one place for all."""
SEARCHES = {
    "/": ("INV", "Firm", "pallet", "ours", "INV-1", "*", "%", "grade:clean"),
    "/api/v1/documents": ("INV", "Firm", "pallet", "keeper"),
    "/api/v1/invoices": ("INV", "PO-", "100.50"),
    "/api/v1/customers": ("Firm", "C-"),
    "/review/{document_id}/invoices": ("INV", "Firm"),
    "/review/{document_id}/originals": ("ours", "INV"),
    "/payments/{payment_id}": ("INV", "Firm"),
}
MORE = {
    "/review": ("told=1", "told=2", "told=3", "cause=parked"),
    "/sent": ("recipient=ann", "state=unopened"),
    "/evidence": ("invoice=C-1/INV-1",),
    "/evidence/pack.{form}": ("invoice=C-1/INV-1&on=2026-03-09",),
    "/api/v1/evidence.{form}": ("customer=C-1&invoice=INV-1&date=2026-03-09",),
    "/three-way": ("customer=C-1&invoice=INV-1",),
    "/three-way.csv": ("customer=C-1&invoice=INV-1",),
    "/api/v1/three-way": ("customer=C-1&invoice=INV-1",),
    "/receivables/causes": ("by=customer", "by=carrier", "by=site"),
    "/receivables/statement": ("customer=C-1&since=2026-01-01",),
    "/documents/{document_id}/pages/{number}/part.png": ("box=0.1,0.1,0.4,0.4",),
}
"""What is asked beside the plain address, by route."""


def names_in(stores: Stores, clients: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """What the parts of addresses may be, by name: what there is of these clients, and numbers beyond."""
    register = stores.register
    records = [one for client in clients for one in register.documents(client)]
    some = [one for client in clients for one in register.payments.listed(AskedPayments(client, None), 50)]
    drops = tuple(dict.fromkeys(one.drop_id for one in records))
    return {
        "document_id": tuple(one.id for one in records),
        "drop_id": drops,
        "batch_id": drops,
        "payment_id": tuple(one.id for one in some),
        "customer_number": (OURS,),
        "invoice_number": ("INV-1",),
        "number": ("1",),
        "place": ("0",),
        "form": ("pdf", "json"),
        "login": ("ann",),
        "delivery": ("1",),
        "table": ("deadlines",),
        "notice": ("1",),
    }


def addresses(names: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Every address that can be asked for with these names, of the client default."""
    for method, route in DOORS:
        if method != "GET" or route == "/{path:path}" or any(part in route for part in READS):
            continue
        asked = (*MORE.get(route, ()), *(f"q={one}" for one in SEARCHES.get(route, ())))
        parts = re.findall(r"{(\w+)}", route)
        for values in product(*(names[part] for part in parts)):
            path = route
            for part, value in zip(parts, values, strict=True):
                path = path.replace(f"{{{part}}}", value)
            yield from (f"{path}?{query}" for query in ("client=default", *asked))


def by_name_of_another() -> tuple[str, ...]:
    """Addresses that name what another party has, by its numbers and words."""
    key, wanted = f"{THEIRS}/INV-{MARKED}1", f"customer={THEIRS}"
    reports = sorted(route for method, route in DOORS if method == "GET" and "{" not in route)
    return (
        *(f"{route}?{wanted}&invoice=INV-{MARKED}1" for route in reports),
        *(f"/{place}?q={text}" for place in ("", "api/v1/documents") for text in (MARKED, f"INV-{MARKED}1")),
        *(f"/api/v1/{place}?q={MARKED}" for place in ("invoices", "customers")),
        *(
            f"/invoices/{key}",
            f"/api/v1/invoices/{key}",
            f"/customers/{THEIRS}",
            f"/api/v1/customers/{THEIRS}",
        ),
        *(f"/evidence?invoice={key}", f"/evidence/pack.zip?invoice=C-1/INV-1&invoice={key}"),
        *(f"/api/v1/evidence.pdf?{wanted}&invoice=INV-{MARKED}1", f"/reminders/to/{THEIRS}"),
        f"/api/v1/reminders/letter.pdf?{wanted}",
    )


def told(answer: httpx.Response) -> str:
    """All that an answer says: words of a PDF, names and files of a ZIP, else its text; where it leads."""
    data = answer.content
    if data.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(data)
        words = "\n".join(page.get_textpage().get_text_range() for page in document)
        return f"{words}{document.get_metadata_dict()}"
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "\n".join(name + archive.read(name).decode("latin-1") for name in archive.namelist())
    beside = (answer.headers.get(name, "") for name in ("content-disposition", "location"))
    text = re.sub(r'name="csrf" (content|value)="\w*"', "", data.decode("utf-8", "replace"))
    return f"{answer.status_code} {text} {' '.join(beside)}"
