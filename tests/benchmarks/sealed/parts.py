"""What forms share: values with their labels, addresses, tables of goods, receipt blocks, stamps."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from tests.benchmarks.sealed.books import Customer, Firm
from tests.benchmarks.sealed.deals import Deal
from tests.benchmarks.sealed.faces import Face
from tests.benchmarks.sealed.places import place_line
from tests.benchmarks.sealed.sheet import Box, Sheet, Told
from tests.benchmarks.sealed.words import other_readings, spelled

Spot = tuple[float, float]
"""Left and baseline in millimetres."""
Row = tuple[float, float, float]
"""Left, top and width in millimetres."""


def day_told(deal: Deal, field: str) -> Told:
    """What the date of this field means."""
    day = {"document_date": deal.ship_day, "order_date": deal.order_day, "received_date": deal.received}[
        field
    ]
    named = "document_date" if field == "order_date" else field
    return Told(named, day.isoformat(), (), other_readings(day, deal.shape, deal.language))


def shown(deal: Deal, what: str) -> tuple[str, tuple[str, ...], Told | None]:
    """Label, texts and meaning of one entry of a form's head."""
    words, numbers = deal.words, deal.numbers
    ways: dict[str, tuple[str, tuple[str, ...], Told | None]] = {
        "our order": (words["order_no"], (deal.order,), Told("po_number")),
        "your order": (words["our_order"], (deal.order,), Told("po_number")),
        "delivery": (words["delivery_no"], deal.deliveries, Told("delivery_number")),
        "customer": (words["customer_no"], (deal.customer.number,), Told("customer_number")),
        "invoice": (words["invoice_no"], tuple(one.number for one in deal.invoices), Told("invoice_number")),
        "order day": (
            words["day"],
            (spelled(deal.order_day, deal.shape, deal.language),),
            day_told(deal, "order_date"),
        ),
        "ship day": (
            words["shipped"],
            (spelled(deal.ship_day, deal.shape, deal.language),),
            day_told(deal, "document_date"),
        ),
        "sales": (words["sales_no"], (numbers["sales"],), None),
        "vendor": (words["vendor_no"], (numbers["vendor"],), None),
        "phone": (words["phone"], (numbers["tel"],), None),
        "page": (words["page"], ("1 / 1",), None),
    }
    return ways[what]


def values(
    sheet: Sheet, at: Spot, texts: Sequence[str], face: Face, told: Told | None, *, to: str = "l"
) -> Box:
    """Print one value, or several parted by a slash, each marked by itself."""
    x, y = at
    box = sheet.say(x, y, texts[0], face, told, to=to)
    for text in texts[1:]:
        box = sheet.say(box[2] + 1, y, "/", face)
        box = sheet.say(box[2] + 1, y, text, face, told)
    return box


def pairs(
    sheet: Sheet, at: Spot, whats: Sequence[str], deal: Deal, face: Face, *, gap: float = 34, colon: str = ":"
) -> float:
    """Labels with their values to the right."""
    x, y = at
    step = face.points * 0.3528 * 1.45
    for what in whats:
        label, texts, told = shown(deal, what)
        sheet.say(x, y, label + colon, face)
        values(sheet, (x + gap, y), texts, face, told)
        y += step
    return y


def grid(
    sheet: Sheet, at: Row, whats: Sequence[str], deal: Deal, face: Face, *, height: float = 12.0
) -> float:
    """A row of frames, the label on top and the value below it."""
    x, y, width = at
    wide = width / len(whats)
    for place, what in enumerate(whats):
        label, texts, told = shown(deal, what)
        sheet.box(x + place * wide, y, wide, height)
        sheet.say(x + place * wide + 1.2, y + 3.4, label, face.at(face.points * 0.75))
        values(sheet, (x + place * wide + 1.8, y + height - 2.6), texts, face, told)
    return y + height


def head_row(
    sheet: Sheet, at: Row, whats: Sequence[str], deal: Deal, face: Face, *, shade: bool = True
) -> float:
    """A table of one row: labels in a shaded head row, values in the row under it."""
    x, y, width = at
    wide = width / len(whats)
    sheet.box(x, y, width, 6, 0.2, fill=(224, 226, 230) if shade else None)
    sheet.box(x, y + 6, width, 7, 0.2)
    for place, what in enumerate(whats):
        label, texts, told = shown(deal, what)
        middle = x + (place + 0.5) * wide
        sheet.say(middle, y + 4.2, label, face.at(face.points * 0.85).bold, to="c")
        values(
            sheet,
            (middle if len(texts) == 1 else x + place * wide + 1, y + 10.8),
            texts,
            face,
            told,
            to="c" if len(texts) == 1 else "l",
        )
        if place:
            sheet.rule(x + place * wide, y, x + place * wide, y + 13)
    return y + 13


def name_told(deal: Deal, text: str) -> Told:
    """The customer's name as it is printed."""
    return Told("customer_name", text, (deal.customer.name,) if text != deal.customer.name else ())


def called(deal: Deal, rng: Random) -> str:
    """The customer's name as forms print it: mostly as in the ledger."""
    name, way = deal.customer.name, rng.random()
    return name.upper() if way < 0.25 else deal.customer.alias if way > 0.93 and deal.customer.alias else name


def address(
    sheet: Sheet, x: float, y: float, deal: Deal, face: Face, *, told: bool = True, step: float = 1.25
) -> float:
    """The customer's address; marks the name when `told`."""
    text = called(deal, sheet.rng) if told else deal.customer.name
    sheet.say(x, y, text, face, name_told(deal, text) if told else None)
    return sheet.lines(x, y + face.points * 0.3528 * step, where(deal.customer), face, step)


def where(customer: Customer) -> list[str]:
    """Street and town."""
    return [customer.street, place_line(customer.land, customer.city, customer.code)]


def firm_lines(firm: Firm) -> list[str]:
    """Name, street and town of the client."""
    return [firm.name, firm.street, firm.town]


def money(amount: float, land: str) -> str:
    """An amount as that country writes it."""
    text = f"{amount:,.2f}"
    return text if land in {"en", "us"} else text.translate(str.maketrans(",.", ".,"))


def goods(
    sheet: Sheet,
    y: float,
    deal: Deal,
    face: Face,
    columns: Sequence[tuple[float, str]],
    *,
    rules: bool = False,
    step: float = 1.7,
) -> float:
    """A table of goods; columns are (x, what) with what of pos, code, text, qty, unit, price, total."""
    words, land = deal.words, deal.ledger.firm.land
    labels = {
        "pos": "#",
        "code": words["item"],
        "text": words["text"],
        "qty": words["qty"],
        "unit": words["unit"],
        "price": words["price"],
        "total": words["total"],
    }
    for x, what in columns:
        sheet.say(x, y, labels[what], face.bold, to="r" if what in {"qty", "price", "total"} else "l")
    left, right = columns[0][0] - 1, 198
    sheet.rule(left, y + 1.4, right, y + 1.4, 0.3)
    for place, line in enumerate(deal.lines):
        y += face.points * 0.3528 * step
        cells = {
            "pos": f"{place * 10 + 10}",
            "code": line.code,
            "text": line.text,
            "qty": str(line.count),
            "unit": "PCE" if land == "us" else "St" if land == "de" else "U",
            "price": money(line.price, land),
            "total": money(line.count * line.price, land),
        }
        for x, what in columns:
            sheet.say(x, y + 1, cells[what], face, to="r" if what in {"qty", "price", "total"} else "l")
        if rules:
            sheet.rule(left, y + 2.2, right, y + 2.2, 0.1)
    if any(what == "total" for _, what in columns):
        y += face.points * 0.3528 * step * 1.2
        sheet.rule(150, y - 2.6, right, y - 2.6, 0.3)
        sheet.say(columns[-1][0], y + 1, f"{words['total']}  {money(deal.total, land)}", face.bold, to="r")
    return y + face.points * 0.3528 * step
