"""Delivery notes and signed invoices: papers of the client firm, signed by the receiver."""

from __future__ import annotations

from tests.benchmarks.sealed.deals import Deal
from tests.benchmarks.sealed.faces import Face
from tests.benchmarks.sealed.hand import Writer
from tests.benchmarks.sealed.parts import (
    address,
    called,
    day_told,
    firm_lines,
    goods,
    grid,
    head_row,
    name_told,
    pairs,
    shown,
    values,
    where,
)
from tests.benchmarks.sealed.places import place_line
from tests.benchmarks.sealed.receipts import (
    KINDS,
    boxed,
    corner,
    dotted,
    fill,
    hand_date,
    remark,
    taken_told,
    zones,
)
from tests.benchmarks.sealed.sheet import Sheet, Told
from tests.benchmarks.sealed.stamps import stamp
from tests.benchmarks.sealed.words import spelled


def _foot(sheet: Sheet, deal: Deal, face: Face, y: float = 286) -> None:
    firm = deal.ledger.firm
    sheet.rule(18, y - 4, 196, y - 4, 0.15)
    sheet.say(107, y, f"{firm.name} - {firm.street} - {firm.town} - {firm.phone}", face.at(6.8), to="c")
    sheet.say(107, y + 3.2, firm.registered, face.at(6.2), to="c")


def window(sheet: Sheet, deal: Deal) -> None:
    """For a window envelope: sender's line, address, information block at the right."""
    face = Face(sheet.rng.choice(["grot", "roman"]), 10)
    firm = deal.ledger.firm
    sheet.box(20, 12, 11, 11, 0, fill=sheet.rng.choice([(30, 60, 110), (150, 30, 40), (40, 40, 40)]))
    sheet.say(34, 20, firm.name, face.at(14).bold)
    sheet.say(22, 48, f"{firm.name} · {firm.street} · {firm.town}", face.at(6.5))
    address(sheet, 22, 55, deal, face.at(10.5), step=1.35)
    whats = ["delivery", "ship day", "your order", "customer", "sales"]
    if sheet.rng.random() < 0.3 and "no invoice" not in deal.numbers:
        whats.insert(1, "invoice")
    sheet.rng.shuffle(whats)
    pairs(sheet, (120, 50), whats, deal, face.at(9), gap=38, colon=sheet.rng.choice(("", ":")))
    title = deal.words["note"] + (f"  {deal.part}" if deal.part else "")
    sheet.say(22, 94, title, face.at(14).bold)
    y = goods(
        sheet, 106, deal, face.at(9), [(22, "pos"), (34, "code"), (60, "text"), (170, "qty"), (178, "unit")]
    )
    sheet.wrap(22, y + 6, deal.words["small"], face.at(7.5), 150)
    sheet.rng.choice(KINDS)(sheet, max(y + 24, 205), deal, face.at(9))
    _foot(sheet, deal, face)


def tall(sheet: Sheet, deal: Deal) -> None:
    """Labels above their values in columns without frames; two addresses side by side."""
    face = Face(sheet.rng.choice(["geist", "vera"]), 9, 0.96)
    sheet.say(18, 22, deal.words["note"], face.at(20))
    sheet.lines(196 - 60, 16, [*firm_lines(deal.ledger.firm), deal.ledger.firm.phone], face.at(8.5))
    sheet.say(18, 46, deal.words["to"], face.bold)
    address(sheet, 18, 51, deal, face)
    sheet.say(88, 46, deal.words["bill"], face.bold)
    sheet.lines(88, 51, [deal.customer.name, *where(deal.customer)], face)
    whats = ["delivery", "your order", "customer", "ship day", "sales"]
    for place, what in enumerate(whats):
        x, down = 18 + (place % 3) * 60, 76 + (place // 3) * 14
        label, texts, told = shown(deal, what)
        sheet.say(x, down, label, face.bold)
        values(sheet, (x, down + 5), texts, face, told)
    if deal.part:
        sheet.say(138, 95, deal.part, face.bold)
    y = goods(sheet, 112, deal, face, [(18, "code"), (46, "text"), (160, "qty"), (168, "unit")], step=1.9)
    sheet.rng.choice((dotted, zones, boxed))(sheet, max(y + 14, 196), deal, face)
    _foot(sheet, deal, face)


def framed(sheet: Sheet, deal: Deal) -> None:
    """The southern form: every entry in its frame, goods in columns down the page, transport at the foot."""
    face = Face(sheet.rng.choice(["narrow", "grot"]), 9.5)
    sheet.box(12, 12, 92, 34, 0.35)
    sheet.say(16, 21, deal.ledger.firm.name, face.at(13).bold)
    sheet.lines(
        16,
        27,
        [
            deal.ledger.firm.street,
            deal.ledger.firm.town,
            deal.ledger.firm.phone,
            deal.ledger.firm.registered[:52],
        ],
        face.at(8),
    )
    sheet.box(108, 12, 90, 34, 0.35)
    sheet.say(111, 16.5, deal.words["to"], face.at(7))
    address(sheet, 113, 24, deal, face.at(11))
    sheet.say(12, 54, deal.words["note"] + (f"   {deal.part}" if deal.part else ""), face.at(14).bold)
    whats = ["delivery", "ship day", "customer", "your order"]
    (grid if sheet.rng.random() < 0.5 else head_row)(sheet, (12, 57, 186), whats, deal, face.at(10))
    for column in (12, 40, 140, 160, 180, 198):
        sheet.rule(column, 76, column, 226, 0.25)
    sheet.rule(12, 226, 198, 226, 0.25)
    sheet.rule(12, 76, 198, 76, 0.25)
    goods(sheet, 81, deal, face.at(9), [(14, "code"), (42, "text"), (158, "qty"), (163, "unit")], step=1.8)
    sheet.say(14, 231, deal.words["small"][:110], face.at(6.5))
    corner(sheet, 236, deal, face)
    sheet.say(105, 290, deal.ledger.firm.registered, face.at(6), to="c")


def docket(sheet: Sheet, deal: Deal) -> None:
    """A page of a duplicate book: its number printed in red, everything else by hand through carbon."""
    face, hand = Face("roman", 10.5, 1.0, (40, 60, 110)), deal.hand
    carbon = Writer(
        hand.number,
        hand.slant,
        hand.narrow,
        hand.tremor,
        hand.drift,
        (72, 76, 120),
        hand.nib * 1.2,
        hand.smooth,
    )
    sheet.say(105, 22, deal.ledger.firm.name, face.at(17).bold, to="c")
    sheet.say(
        105,
        28,
        f"{deal.ledger.firm.street}, {deal.ledger.firm.town}  {deal.words['phone']} {deal.ledger.firm.phone}",
        face.at(8.5),
        to="c",
    )
    sheet.say(20, 42, deal.words["note"], face.at(14).bold)
    sheet.say(160, 42, "N\N{DEGREE SIGN}", face)
    sheet.say(168, 42, deal.deliveries[0], Face("type-bold", 15, 1.0, (190, 30, 40)), Told("delivery_number"))
    rows = (
        ("shipped", hand_date(deal.ship_day, deal), _written_day(deal)),
        ("to", called(deal, sheet.rng), None),
        ("our_order", deal.order, Told("po_number")),
        ("customer_no", deal.customer.number, Told("customer_number")),
    )
    for place, (label, text, told) in enumerate(rows):
        y = 56 + place * 12
        box = sheet.say(20, y, deal.words[label], face)
        sheet.rule(box[2] + 2, y + 0.6, 190, y + 0.6, 0.15, ink_=(40, 60, 110))
        sheet.write(
            box[2] + 5, y - 0.5, text, carbon, min(5, 150 / len(text)), told=told or name_told(deal, text)
        )
    for y in range(104, 216, 9):
        sheet.rule(20, y, 190, y, 0.12, ink_=(110, 130, 180))
    for x in (20, 48, 190):
        sheet.rule(x, 98, x, 212, 0.2, ink_=(40, 60, 110))
    sheet.say(24, 102, deal.words["qty"], face.at(9))
    sheet.say(52, 102, deal.words["text"], face.at(9))
    for place, line in enumerate(deal.lines[:6]):
        sheet.write(25, 112 + place * 9, str(line.count), carbon, 4.6)
        sheet.write(
            52,
            112 + place * 9,
            " ".join(line.text.split()[:3]).replace("(", "").replace(")", ""),
            carbon,
            4.6,
        )
    sheet.say(20, 226, deal.words["received"], face)
    for x, label in ((20, "sign"), (96, "name"), (156, "taken")):
        sheet.say(x, 256, deal.words[label], face.at(8.5))
        sheet.rule(x, 252, x + 36 + (30 if x == 20 else 0), 252, 0.15, ink_=(40, 60, 110))
    fill(sheet, deal, (26, 249), (96, 250), (156, 250))
    remark(sheet, deal, 20, 264, face)


def _written_day(deal: Deal) -> Told:
    """The date of a docket is written as a receipt date is."""
    meant = taken_told(deal, hand_date(deal.ship_day, deal))
    day = deal.ship_day
    both = deal.language == "en" and day.day <= 12 and day.day != day.month
    other = (day.replace(month=day.day, day=day.month).isoformat(),) if both else ()
    return Told("document_date", day.isoformat(), meant.variants, other)


def route_invoice(sheet: Sheet, deal: Deal) -> None:
    """An invoice copy that the driver brings back: invoice number, prices, and a receipt block."""
    face = Face(
        sheet.rng.choice(["type", "geist-mono"]),
        9.2,
        0.94,
        print=sheet.rng.choice(["plain", "worn", "jumpy"]),
    )
    sheet.lines(
        16,
        18,
        [
            deal.ledger.firm.name.upper(),
            deal.ledger.firm.street,
            deal.ledger.firm.town,
            deal.ledger.firm.phone,
        ],
        face,
    )
    sheet.say(196, 20, deal.words["invoice"].upper(), face.at(16).bold, to="r")
    whats = ["invoice", "ship day", "your order", "customer"] + (
        ["delivery"] if sheet.rng.random() < 0.5 else []
    )
    pairs(sheet, (116, 28), whats, deal, face, gap=42, colon=":")
    sheet.say(16, 52, deal.words["bill"] + ":", face)
    address(sheet, 22, 57, deal, face)
    y = goods(
        sheet,
        82,
        deal,
        face.at(8.4),
        [(16, "code"), (42, "text"), (136, "qty"), (164, "price"), (195, "total")],
    )
    sheet.wrap(16, y + 4, deal.words["small"], face.at(7.4), 170)
    sheet.say(16, y + 22, deal.words["thanks"], face)
    sheet.rng.choice((dotted, boxed))(sheet, max(y + 32, 200), deal, face.at(8.6))
    sheet.say(16, 288, deal.ledger.firm.registered, face.at(6.6))


def packing(sheet: Sheet, deal: Deal) -> None:
    """Goods-in stamp on a packing list: the receiver's date and initials stand in the stamp."""
    face = Face("grot", 9.4, 1.04)
    sheet.say(16, 20, deal.words["note"], face.at(18).bold)
    sheet.bars(130, 12, deal.deliveries[0], 60, 10)
    head_row(sheet, (16, 28, 180), ["delivery", "your order", "ship day"], deal, face, shade=False)
    address(sheet, 16, 54, deal, face)
    sheet.lines(116, 54, firm_lines(deal.ledger.firm), face)
    y = goods(
        sheet,
        82,
        deal,
        face,
        [(16, "pos"), (28, "code"), (54, "text"), (160, "qty"), (168, "unit")],
        rules=True,
        step=2.0,
    )
    sheet.say(
        16, y + 8, f"{deal.words['sales_no']} {deal.numbers['sales']}     {deal.words['customer_no']} ", face
    )
    sheet.say(110, y + 8, deal.customer.number, face, Told("customer_number"))
    if deal.signed:
        word = {
            "en": "RECEIVED",
            "de": "WARENEINGANG",
            "fr": "RECU LE",
            "es": "RECIBIDO",
            "it": "RICEVUTO",
            "nl": "ONTVANGEN",
            "pl": "PRZYJETO",
            "pt": "RECEBIDO",
        }[deal.language]
        day = spelled(deal.received, deal.shape, deal.language).upper()
        told = {
            1: Told(
                "received_date", deal.received.isoformat(), (), day_told(deal, "received_date").alternatives
            )
        }
        stamp(
            sheet, 140, y + 40, [word, day, place_line(deal.customer.land, deal.customer.city, "")], told=told
        )
        sheet.sign(112, y + 52, deal.hand, (34, 12))
    remark(sheet, deal, 16, y + 30, face)
    _foot(sheet, deal, face)
