"""Words to print and to write: business words of eight languages, names, numbers, and labels of receipts."""

from __future__ import annotations

from random import Random

_WORDS = """delivery note order invoice customer number date quantity description unit total goods received
subject terms conditions please report within days damage shortage carrier driver vehicle weight pallets
cartons the and for with from this that your our company limited street road city county telephone page
Lieferschein Bestellung Rechnung Kunde Menge Artikel Bezeichnung Ware erhalten Fahrer Gewicht Straße und der
die das mit bon de livraison commande facture client quantité désignation marchandise reçu chauffeur poids rue
albarán pedido factura cliente cantidad descripción mercancía recibido conductor peso calle bolla ordine
fattura quantità descrizione merce ricevuta vettore via levering bestelling factuur klant aantal omschrijving
goederen ontvangen chauffeur straat dostawa zamówienie faktura klient ilość opis towar odebrano kierowca ulica
entrega encomenda fatura quantidade descrição mercadoria motorista rua agreement meeting report department
committee program research letter regarding enclosed attached copy review approved memorandum subject office
president director manager sincerely tobacco study results table figure page section federal state"""
WORDS = tuple(_WORDS.split())
FIRST = (
    "Anna", "John", "Maria", "Peter", "Hans", "Luis", "Carla", "Marek", "Sofia", "Tom", "Emily", "Jan",
    "Pierre", "Lucia", "Robert", "William",
    "James", "Mary", "Linda", "David", "Richard", "Susan", "Karen", "Paul",
    "Mark", "Ines", "Ole", "Piotr", "Ewa", "Joana", "Rui", "Giulia", "Marco",
)  # fmt: skip
LAST = (
    "Smith", "Jones", "Brown", "Miller", "Schmidt", "Weber", "Fischer", "Dubois", "Moreau", "Garcia", "Lopez",
    "Rossi", "Ferrari", "Jansen", "Visser", "Kowalski", "Nowak", "Silva", "Santos", "Taylor", "Walker",
    "Harris", "Clark", "Lewis", "Young", "King", "Wright", "Green", "Baker", "Hill", "Scott",
)  # fmt: skip
SIGN = tuple(
    """Signature;Received by;Signed;Customer signature;Unterschrift;Unterschrift Empfänger;Signature du
    destinataire;Firma;Recibido por;Firma del cliente;Handtekening;Podpis;Podpis odbiorcy;Assinatura;Firma e
    timbro;Driver;Fahrer;Chauffeur;Carrier;Shipper;Consignee;Authorized signature;By;Goods received in good
    condition;Sincerely,;Very truly yours,;Mit freundlichen Grüßen;Approved by;Prepared by;Checked by;X;24
    Goods received;23 Signature and stamp of the carrier;Date;Name;Print name;Time;Title""".replace(
        "\n", " "
    ).split(";")
)
TYPED = ("/s/ ", "Signed: ", "(signed) ", "gez. ", "")
ELECTRONIC = (
    "DocuSigned by:", "Electronically signed by", "Digitally signed by", "Signed electronically",
    "e-Signed", "Elektronisch unterzeichnet", "Signé électroniquement", "Firmado digitalmente por",
)  # fmt: skip
STAMPS = (
    "RECEIVED", "GOODS IN", "WARENEINGANG", "COPY", "PAID", "REÇU", "RECIBIDO", "ORIGINAL", "CHECKED",
    "UNCHECKED", "SUBJECT TO COUNT", "EINGEGANGEN", "CONFIDENTIAL", "DRAFT", "FAXED", "ENTERED", "RICEVUTO",
)  # fmt: skip
NOTES = (
    "2 short", "1 ctn damaged", "ok", "rec'd", "3 missing", "see note", "box crushed", "not checked",
    "call me", "FYI", "pls file", "1 fehlt", "2 beschädigt", "manque 1", "falta 2", "unter Vorbehalt",
    "in full", "thanks", "all ok",
    "wet", "pallet broken", "refused", "late", "to: file", "cc", "approved", "no",
    "yes", "urgent",
)  # fmt: skip


def sentence(rng: Random, count: int) -> str:
    """So many words, some of them numbers or names."""
    return " ".join(_word(rng) for _ in range(count))


def name(rng: Random) -> str:
    """A person's name in one of its usual forms."""
    first, last = rng.choice(FIRST), rng.choice(LAST)
    return rng.choice(
        (f"{first} {last}", f"{first[0]}. {last}", f"{first} {rng.choice('ABCDEGHJKLMR')}. {last}", last)
    )


def day(rng: Random) -> str:
    """A date as people write it."""
    d, m, y = rng.randint(1, 28), rng.randint(1, 12), rng.randint(1985, 2026)
    return rng.choice(
        (f"{d}/{m}/{y % 100:02}", f"{m}-{d}-{y % 100:02}", f"{d}.{m}.{y}", f"{d:02}/{m:02}/{y}", f"{d}.{m}.")
    )


def number(rng: Random) -> str:
    """A number as forms bear them."""
    return "".join(rng.choice("0123456789") for _ in range(rng.randint(2, 10)))


def _word(rng: Random) -> str:
    kind = rng.random()
    if kind < 0.1:
        return number(rng)
    if kind < 0.16:
        return rng.choice(FIRST) + " " + rng.choice(LAST)
    if kind < 0.2:
        return f"{rng.randint(1, 9999)}.{rng.randint(0, 99):02}"
    word = rng.choice(WORDS)
    return word.upper() if kind > 0.93 else word
