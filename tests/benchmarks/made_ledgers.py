"""Large made-up ledgers, and papers about their invoices as a bad scan shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from random import Random

from models.ledger import Customer, Invoice, InvoiceStatus
from models.reading import FieldName
from tests.values.matching_cases import POD, Paper, paper

_DAY = date(2023, 1, 2)
_STATUS = (
    (InvoiceStatus.PAID, 55),
    (InvoiceStatus.CLOSED, 25),
    (InvoiceStatus.OPEN, 14),
    (InvoiceStatus.VOID, 4),
    (InvoiceStatus.DISPUTED, 2),
)
_TRADES = (
    "Engineering", "Foods", "Supply", "Logistics", "Dairies", "Hotels", "Building Services", "Electrical",
    "Joinery", "Fasteners", "Packaging", "Catering", "Motors", "Technik", "Handels", "Transports",
    "Distribution", "Chemicals",
)  # fmt: skip
_FORMS = ("Ltd", "plc", "GmbH", "Inc", "LLC", "S.A.", "BV", "& Co. KG", "Limited", "Corp")
_TOWNS = (
    "Leeds",
    "York",
    "Derby",
    "Hull",
    "Bath",
    "Essen",
    "Ulm",
    "Lyon",
    "Gent",
    "Dayton",
    "Austin",
    "Porto",
)
_SYLLABLES = tuple(
    f"{head}{vowel}{end}"
    for head in ("b", "br", "c", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "st", "t", "v", "w")
    for vowel in ("a", "e", "i", "o", "u")
    for end in ("", "l", "n", "r", "ck", "th", "m")
)
_MISREAD = (
    ("0", "O", 90), ("5", "S", 44), ("O", "0", 25), ("J", "I", 13), ("1", "I", 12), ("8", "B", 9),
    ("1", "L", 8), ("I", "1", 7), ("9", "S", 7), ("6", "G", 5), ("Q", "O", 5), ("8", "S", 3),
    ("1", "4", 6), ("3", "4", 6), ("0", "8", 4), ("0", "6", 4), ("0", "9", 4), ("1", "2", 4), ("2", "Z", 3),
    ("7", "1", 3), ("3", "8", 3),
    ("5", "6", 3), ("4", "A", 3), ("D", "O", 3), ("B", "8", 3), ("S", "5", 3), ("E", "F", 2), ("U", "V", 2),
)  # fmt: skip
"""(printed, read, how often): digits and capitals as scanners confuse them."""
_TEXT = """{firm} | {title}
Unit 14 Kingfisher Park, Halesowen B63 4QT | Page 1 of 1
Tel 0121 496 0533 | Date: {day}
{numbers}
Invoice to: | Deliver to:
{name} | {name}
{address} | Goods in, Dock 4
{city} | {address}
Carrier: Palletline | Pallets 2 Weight 412.50 kg
Line | Article | Description | Qty | Price | Total
1 | A-4417 | Hex bolt M8x40 zinc plated box of 200 | 12 BX | 14.20 | 170.40
2 | A-4418 | Hex bolt M8x60 zinc plated box of 200 | 6 BX | 17.90 | 107.40
3 | W-0551 | Washer flat M8 A2 stainless box of 500 | 10 BX | 9.10 | 91.00
4 | R-6114 | Threaded rod M10x1000 grade 8.8 | 24 EA | 3.35 | 80.40
5 | N-7712 | Nyloc nut M10 A4 box of 100 | 8 BX | 21.75 | 174.00
Total goods 623.20 Carriage 18.00 Net 641.20 VAT 128.24 Gross 769.44
Goods received in good condition and in full unless stated otherwise
Any shortage or damage must be notified within 3 days of delivery in writing
Claims made later cannot be accepted and title passes on full payment only
Received by: | Print name: J Whitfield
Signature: | Date: {day} Time 10:42
Driver: T Marsh Vehicle KX19 FJD
Terms and conditions of sale apply a copy is available on request"""
_LABELS = {
    FieldName.INVOICE_NUMBER: "Invoice no:",
    FieldName.PO_NUMBER: "Your order:",
    FieldName.DELIVERY_NUMBER: "Delivery note no:",
    FieldName.CUSTOMER_NUMBER: "Customer no:",
}
NOTE = (FieldName.DELIVERY_NUMBER, FieldName.PO_NUMBER, FieldName.CUSTOMER_NUMBER)
COPY = (FieldName.INVOICE_NUMBER, FieldName.DELIVERY_NUMBER, FieldName.CUSTOMER_NUMBER)
SLIP = (FieldName.DELIVERY_NUMBER, FieldName.PO_NUMBER)
SIGNED = (FieldName.INVOICE_NUMBER, FieldName.CUSTOMER_NUMBER)
PRINTED = (NOTE, NOTE, COPY, COPY, SLIP, SIGNED)
"""What papers print; the name and the address always."""


@dataclass(frozen=True)
class Made:
    """A ledger of `count` invoices, a tenth as many customers; row by row, so that it takes no room."""

    count: int
    seed: int = 11

    @property
    def customers(self) -> Iterator[Customer]:
        """All customers; some are branches of one firm, some share half a name."""
        return (self.customer(n) for n in range(self.people))

    @property
    def invoices(self) -> Iterator[Invoice]:
        """All invoices in three numbering circles, each in sequence."""
        return (self.invoice(n) for n in range(self.count))

    @cached_property
    def people(self) -> int:
        """How many customers there are."""
        return max(self.count // 10, 1)

    def customer(self, n: int) -> Customer:
        """Customer `n`."""
        firm = n - n % 3 if n % 20 < 6 else n
        rng = Random(self.seed * 1_000_003 + firm)
        first = "".join(rng.choices(_SYLLABLES, k=rng.choice((2, 2, 3)))).title()
        second = "".join(rng.choices(_SYLLABLES, k=2)).title() if rng.random() < 0.5 else ""
        town = _TOWNS[n % len(_TOWNS)]
        branch = f" ({town})" if firm != n else ""
        name = " ".join(f"{first} {second} {rng.choice(_TRADES)}{branch} {rng.choice(_FORMS)}".split())
        street = f"{1 + n % 199} {rng.choice(_SYLLABLES).title()}ton Road"
        return Customer(f"C-{10_000 + n:06}", name, (), street, f"{town} LS{n % 90 + 10} {n % 9}AB", "GB")

    def invoice(self, n: int) -> Invoice:
        """Invoice `n`."""
        rng = Random(self.seed * 7_000_003 + n)
        day = _DAY + timedelta(days=n * 1000 // self.count)
        circle, place = n % 3, n // 3
        number = (f"INV-{day.year}-{place:07}", f"{90_000_000 + place:010}", f"RE{3_000_000 + place}")[circle]
        whose = rng.randrange(self.people)
        order = self._order(whose, rng.randrange(4))
        status = rng.choices([s for s, _ in _STATUS], [w for _, w in _STATUS])[0]
        amount = Decimal(rng.randrange(1_000, 900_000)) / 100
        delivery = str(80_000_000 + n) if rng.random() < 0.95 else ""
        account = f"C-{10_000 + whose:06}"
        return Invoice(number, account, order, day, day + timedelta(30), amount, "GBP", delivery, status)

    def _order(self, whose: int, which: int) -> str:
        """One of four orders of a customer, in the customer's own manner."""
        n = whose * 4 + which
        manners = (f"45{n * 7:08}", f"PO-{100_000 + n}", f"{n * 3:06}/{which + 23}", f"B{n:06}K", "")
        return manners[whose % len(manners)]

    def paper(self, n: int, noise: float) -> Paper:
        """A paper about invoice `n`, each of its characters misread with a probability of `noise`."""
        rng, invoice = Random(self.seed * 13 + n), self.invoice(n)
        printed = rng.choice([names for names in PRINTED if number_of(invoice, names[0])])
        numbers = {name: number for name in printed if (number := number_of(invoice, name))}
        read = {name: misread(number, noise, rng) for name, number in numbers.items()}
        return self.printed(invoice, read, noise, rng)

    def printed(self, invoice: Invoice, read: Mapping[FieldName, str], noise: float, rng: Random) -> Paper:
        """A paper about an invoice on which `read` are the numbers as they were read."""
        people = self.customer(int(invoice.customer_number[2:]) - 10_000)
        day = invoice.invoice_date - timedelta(days=rng.randrange(4))
        named = misread(people.name, noise, rng)
        text = _TEXT.format(
            firm="NORTHWIND FASTENERS LIMITED",
            title="DELIVERY NOTE",
            day=day.strftime("%d/%m/%Y"),
            numbers="\n".join(f"{_LABELS[name]} {number}" for name, number in read.items()),
            name=named,
            address=misread(people.address, noise, rng),
            city=misread(people.city, noise, rng),
        )
        fields = {**read, FieldName.CUSTOMER_NAME: named, FieldName.DOCUMENT_DATE: day.isoformat()}
        return paper(POD, text, fields)


def misread(text: str, noise: float, rng: Random) -> str:
    """`text` as a scanner gives it: mostly look-alikes, now and then another character, or one dropped."""
    return "".join(_misread(c, rng) if c != " " and rng.random() < noise else c for c in text)


def _misread(character: str, rng: Random) -> str:
    likely = [(read, often) for printed, read, often in _MISREAD if printed == character]
    if likely and rng.random() < 0.8:
        return rng.choices([read for read, _ in likely], [often for _, often in likely])[0]
    if rng.random() < 0.2:
        return ""
    return rng.choice("0123456789" if character.isdigit() else "aceinorstu")


def number_of(invoice: Invoice, name: FieldName) -> str:
    """What the ledger has of an invoice for a field of a paper; empty for none."""
    return {
        FieldName.INVOICE_NUMBER: invoice.number,
        FieldName.PO_NUMBER: invoice.po_number,
        FieldName.DELIVERY_NUMBER: invoice.delivery_number,
        FieldName.CUSTOMER_NUMBER: invoice.customer_number,
    }[name]
