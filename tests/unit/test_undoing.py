"""Papers that ask for a proof or take an order or a delivery back wait for a person; ordinary ones do not."""

from __future__ import annotations

import pytest

from models.decision import Cause, Decision, Status
from models.reading import DocumentType, Section
from pipeline.deciding.decide import decide
from pipeline.index.ledger_index import build
from pipeline.matching.cancellations import undoes_as, undoing_title
from pipeline.matching.match import match
from pipeline.read import Preferences, read
from tests.values.builders import At, page_from_lines
from tests.values.matching_cases import customer, invoice, ledger

CALDER = customer("10442", "Calder Foods Ltd")
ONE = invoice("90001234", "10442", "4500771", "80012344")
TITLE_SIZE, SMALL = 0.02, 0.012


def title(text: str, *, size: float = TITLE_SIZE, order: bool = False, letter: bool = False) -> str:
    """What is found on a page with such a line in its head."""
    lines = (
        At(0.06, 0.04, "Brightwater Supplies Ltd"),
        At(0.06, 0.1, text, size=size),
        At(0.06, 0.2, "Customer no: 10442"),
        At(0.06, 0.3, "12 Hose coupling"),
        At(0.06, 0.32, "5 Valve of brass"),
    )
    return undoing_title([page_from_lines(lines)], order=order, letter=letter)


def decision(*lines: str, head: str, kind: DocumentType) -> Decision:
    rows = (At(0.06, 0.1 + 0.02 * at, line) for at, line in enumerate(lines))
    page = page_from_lines((At(0.4, 0.03, head, size=TITLE_SIZE), *rows))
    reading = read(Section((page,), "first page"), Preferences())
    assert reading.type is kind
    return decide(match(reading, (page,), build(ledger((CALDER,), ONE))))


NOTE = (
    "Delivery note no: 80012344",
    "Invoice no: 90001234",
    "Your order no: 4500771",
    "Deliver to: Calder Foods Ltd",
    "12 Hose coupling",
    "Received by (signature)",
)
ORDER = ("Calder Foods Ltd", "PO number: 4500771", "Qty Description", "12 Hose coupling", "Authorised by")
LETTER = (
    "To: Brightwater Supplies Ltd",
    "Please send us the signed proof of delivery for the following:",
    "Invoice no: 90001234",
    "Delivery note no: 80012344",
    "Our order no: 4500771",
    "We cannot pay until it is received.",
)


@pytest.mark.parametrize(
    ("head", "lines"),
    [
        ("Proof of delivery request", LETTER),
        ("Proof of delivery", LETTER),
        ("UPLIFT NOTE", NOTE),
        ("BON DE REPRISE", NOTE),
        ("NON-DELIVERY REPORT", NOTE),
        ("VOID DELIVERY NOTE", NOTE),
        ("DELIVERY NOTE - NOT DELIVERED", NOTE),
        ("DELIVERY NOTE", ("VOID", *NOTE)),
        ("DELIVERY NOTE", (*NOTE, "Status: not delivered")),
    ],
)
def test_no_proof_is_filed_that_asks_for_one_or_tells_of_none(head: str, lines: tuple[str, ...]) -> None:
    found = decision(*lines, head=head, kind=DocumentType.PROOF_OF_DELIVERY)
    assert (found.status, found.cause) == (Status.REVIEW, Cause.TAKES_BACK)


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("PURCHASE ORDER WITHDRAWN", ""),
        ("PURCHASE ORDER QUERY", ""),
        ("MAHNUNG BESTELLUNG", ""),
        ("TRANSPORTAUFTRAG", ""),
        ("PURCHASE ORDER", "Please cancel this order."),
        ("PURCHASE ORDER", "We hereby cancel our order."),
    ],
)
def test_no_order_is_filed_that_is_cancelled_or_only_asked_about(head: str, line: str) -> None:
    found = decision(*ORDER, line, head=head, kind=DocumentType.PURCHASE_ORDER)
    assert (found.status, found.cause) == (Status.REVIEW, Cause.TAKES_BACK)


@pytest.mark.parametrize("line", ["", "Please report shortage or damage within 3 days", "POD required"])
def test_an_ordinary_note_is_still_filed(line: str) -> None:
    found = decision(line, *NOTE, head="DELIVERY NOTE", kind=DocumentType.PROOF_OF_DELIVERY)
    assert found.status is Status.FILED, found.reason


@pytest.mark.parametrize(
    "line", ["", "We reserve the right to cancel this order.", "Cancel date: 04/12/2026"]
)
def test_an_ordinary_order_is_still_filed(line: str) -> None:
    found = decision(*ORDER, line, head="PURCHASE ORDER", kind=DocumentType.PURCHASE_ORDER)
    assert found.status is Status.FILED, found.reason


@pytest.mark.parametrize("size", [TITLE_SIZE, SMALL])
@pytest.mark.parametrize(
    "text",
    [
        "MISSING POD REQUEST",
        "QUERY ON PURCHASE ORDER",
        "Request for proof of delivery",
        "DELIVERY DISPUTE",
        "DAMAGE CLAIM FORM",
        "COLLECTION REQUEST",
        "SUPERSEDED DELIVERY NOTE",
        "FAILED DELIVERY NOTE",
        "ORDER REJECTION",
        "OVERDUE PURCHASE ORDER REMINDER",
        "LIEFERSCHEIN UNGÜLTIG",
        "Abholauftrag",
        "Ablieferbeleg-Anforderung",
        "Nachforschungsantrag",
        "Bestellung zurückgezogen",
        "Sendung nicht zugestellt",
        "Demande de preuve de livraison",
        "Relance commande",
        "Colis non livré",
        "Avis de passage",
        "Solicitud de justificante de entrega",
        "Albarán no entregado",
        "Nota de recogida",
        "Pedido rechazado",
        "Richiesta prova di consegna",
        "Sollecito ordine 12",
        "Mancata consegna",
        "Buono di ritiro",
        "Verzoek om afleverbewijs",
        "Pakbon ongeldig",
        "Ophaalbon",
        "Guia de recolha",
        "Entrega falhada",
        "Zlecenie odbioru",
        "Ponaglenie zamówienia",
        "Zamówienie anulowane",
    ],
)
def test_titles_that_ask_or_take_back_are_known_in_eight_languages(text: str, size: float) -> None:
    assert title(text.strip(), size=size) == text.strip()


@pytest.mark.parametrize("size", [TITLE_SIZE, SMALL])
@pytest.mark.parametrize(
    "text",
    [
        "Requested delivery date: 12/03/2026",
        "Delivery on request",
        "Lieferung auf Anfrage",
        "Bestellung zur Anfrage vom 12.03.",
        "Delivery requested by: 12/03",
        "Delivery request no: 5512",
        "Delivery queries: call 0113 245 8899",
        "Delivery query? Ring 0113 2458",
        "Order enquiries 0113 2444 555",
        "Purchase request no: 5512",
        "Special delivery request: leave at gate",
        "Request Foods Ltd",
        "Uplift Logistics Ltd",
        "Reminder: check goods before signing",
        "Claims for non-delivery must be notified within 7 days",
        "Warranty void if seal is broken",
        "If undelivered please return to",
        "Failed delivery charge 25.00",
        "Items not delivered",
        "Delivered / Not delivered",
        "Status: delivered",
        "Order status: confirmed",
        "Status: [ ] Delivered [ ] Not delivered",
        "Part superseded by 55012",
        "This order supersedes order 4500770",
        "Abholauftrag Nr. 4711",
        "Transportauftrag-Nr. 4711",
        "Bestellanforderung 1001234",
        "Consegna richiesta: 12/03",
        "Livraison demandée le 12/03",
        "Fecha de entrega solicitada",
        "Nachlieferung Lieferschein",
    ],
)
def test_labels_contacts_conditions_and_firms_are_no_such_titles(text: str, size: float) -> None:
    assert title(text.strip(), size=size, order=True) == ""


@pytest.mark.parametrize(
    "text",
    [
        "This order is cancelled.",
        "We withdraw our purchase order 4500771.",
        "Order 4500771 has been withdrawn.",
        "Diese Bestellung wird hiermit storniert.",
        "Bitte stornieren Sie die Bestellung.",
        "Hiermit stornieren wir unsere Bestellung 4500771",
        "Veuillez annuler cette commande",
        "Nous annulons notre commande",
        "Rogamos anulen este pedido",
        "Vi preghiamo di annullare il nostro ordine",
        "Wij annuleren onze bestelling",
        "Por favor cancelem esta encomenda",
        "Prosimy o anulowanie naszego zamówienia",
    ],
)
def test_sentences_that_cancel_the_order_count_on_orders(text: str) -> None:
    assert title(text.strip(), size=SMALL, order=True) == text.strip()


@pytest.mark.parametrize(
    "text",
    [
        "If you cannot deliver please cancel this order",
        "Buyer may cancel this order at any time",
        "Please cancel this order if not in stock by 12/03",
        "Balance of order is cancelled",
        "Please acknowledge this order",
        "Cancel if not received by 12/03",
    ],
)
def test_conditions_of_an_order_cancel_nothing(text: str) -> None:
    assert title(text.strip(), size=SMALL, order=True) == ""


def test_what_is_alone_not_delivered_heads_a_list_unless_it_is_large() -> None:
    assert title("Not delivered", size=SMALL) == ""
    assert title("NOT DELIVERED", size=0.03) == "NOT DELIVERED"


def test_a_sentence_counts_over_two_lines_and_anywhere_on_the_order() -> None:
    lines = (At(0.06, 0.8, "Please note that with this letter we"), At(0.06, 0.83, "cancel our order."))
    assert "cancel our order" in undoing_title([page_from_lines(lines)], order=True)


def test_the_reason_says_what_the_paper_may_do() -> None:
    assert "may ask for" in undoes_as("Proof of delivery request")
    assert "is headed" in undoes_as("UPLIFT NOTE")
    assert undoes_as("Status: not delivered").startswith('the page says "Status')
    assert undoes_as("") == ""
