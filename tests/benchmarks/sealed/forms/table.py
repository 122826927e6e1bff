"""All forms by name: who draws them, what they are, and in which countries they are seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.benchmarks.sealed.deals import ORDER, OTHER, POD, Deal
from tests.benchmarks.sealed.forms import carriers, handhelds, notes, orders, others, plain_orders
from tests.benchmarks.sealed.sheet import A4, LETTER, Sheet

EVERYWHERE = ("en", "us", "de", "fr", "es", "it", "nl", "pl", "pt")
EUROPE = ("de", "fr", "es", "it", "nl", "pl", "pt")


@dataclass(frozen=True)
class Form:
    """One layout."""

    draw: Callable[[Sheet, Deal], None]
    type: str
    kind: str
    lands: tuple[str, ...] = EVERYWHERE
    several: bool = False
    """True when it can show several deliveries."""
    silent: tuple[str, ...] = ()
    """Fields of which this layout cannot say whether it prints them."""
    paper: tuple[tuple[int, int, int], ...] = ((255, 255, 255), (255, 255, 255), (253, 252, 248))


CARBON = ((252, 240, 190), (250, 222, 226), (255, 252, 246), (226, 238, 250))
FORMS = {
    "smart": Form(orders.smart, ORDER, "purchase_order"),
    "oracle": Form(orders.oracle, ORDER, "purchase_order"),
    "matrix": Form(plain_orders.matrix, ORDER, "purchase_order", ("en", "us", "it", "fr", "de", "es")),
    "mail": Form(plain_orders.mail, ORDER, "purchase_order"),
    "bon": Form(orders.bon, ORDER, "purchase_order", ("fr", "es", "it", "pt", "nl", "en")),
    "retail": Form(orders.retail, ORDER, "purchase_order", ("en", "us", "de", "pl")),
    "window": Form(notes.window, POD, "delivery_note", EVERYWHERE, several=True),
    "tall": Form(notes.tall, POD, "delivery_note", EVERYWHERE, several=True),
    "framed": Form(notes.framed, POD, "delivery_note", ("es", "it", "pt", "fr", "nl"), several=True),
    "docket": Form(notes.docket, POD, "delivery_note", ("en", "us", "it", "fr"), paper=CARBON),
    "route-invoice": Form(
        notes.route_invoice, POD, "invoice", ("en", "us", "es", "fr"), several=True, paper=CARBON
    ),
    "packing": Form(notes.packing, POD, "packing_slip", EVERYWHERE),
    "lading": Form(carriers.lading, POD, "bill_of_lading", ("us",), several=True),
    "cmr": Form(carriers.cmr, POD, "cmr", EUROPE, several=True),
    "portal": Form(
        handhelds.portal, POD, "carrier_pod_letter", EVERYWHERE, several=True, silent=("document_date",)
    ),
    "slip": Form(handhelds.slip, POD, "delivery_note", ("en", "us", "es", "it", "pl", "nl")),
    "freight": Form(carriers.freight, POD, "carrier_delivery_receipt", ("en", "us")),
    "visit": Form(handhelds.visit, POD, "service_sheet", ("en", "de", "nl", "fr", "es", "it")),
    "credit": Form(others.credit, OTHER, "credit_note"),
    "returned": Form(others.returned, OTHER, "return"),
    "paid": Form(others.paid, OTHER, "remittance"),
}


def usable(kind: str, deal: Deal) -> list[str]:
    """Names of the forms that can show this deal."""
    several = len(deal.deliveries) > 1
    return [
        name
        for name, form in FORMS.items()
        if form.type == kind
        and deal.customer.land in form.lands
        and (form.several or not several)
        and not _unfit(name, deal)
    ]


def _unfit(name: str, deal: Deal) -> bool:
    """A cancelled invoice is on no paper; loads are told apart by forms that say so."""
    return (name == "route-invoice" and "no invoice" in deal.numbers) or (
        bool(deal.part) and name not in {"window", "tall", "framed"}
    )


def size_of(deal: Deal) -> tuple[float, float]:
    """Letter paper in America, A4 elsewhere."""
    return LETTER if deal.customer.land == "us" else A4
