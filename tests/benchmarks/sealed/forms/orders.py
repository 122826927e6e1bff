"""Orders: papers of the customer, sent to the client firm."""

from __future__ import annotations

from tests.benchmarks.sealed.deals import Deal
from tests.benchmarks.sealed.faces import Face
from tests.benchmarks.sealed.parts import (
    address,
    called,
    firm_lines,
    goods,
    grid,
    head_row,
    name_told,
    pairs,
    where,
)
from tests.benchmarks.sealed.places import telephone
from tests.benchmarks.sealed.sheet import Sheet
from tests.benchmarks.sealed.stamps import stamp
from tests.benchmarks.sealed.words import spelled


def smart(sheet: Sheet, deal: Deal) -> None:
    """Printed by a large system: window address, information block at the right, dashed table."""
    face = Face(sheet.rng.choice(["grot", "geist"]), 9.5)
    text = called(deal, sheet.rng)
    sheet.say(196, 22, text, face.at(15).bold, name_told(deal, text), to="r")
    sheet.say(196, 27, "  |  ".join(where(deal.customer)), face.at(7.5), to="r")
    sheet.lines(22, 55, [deal.words["supplier"], *firm_lines(deal.ledger.firm)], face)
    sheet.say(118, 50, deal.words["order"], face.at(13).bold)
    pairs(
        sheet,
        (118, 58),
        ["our order", "order day", "vendor", "phone"],
        deal,
        face,
        gap=sheet.rng.choice((36, 42)),
        colon=sheet.rng.choice(("", ":")),
    )
    sheet.say(22, 96, f"{deal.words['due']}: {spelled(deal.received, deal.shape, deal.language)}", face.bold)
    y = goods(
        sheet,
        108,
        deal,
        face.at(9),
        [
            (22, "pos"),
            (34, "code"),
            (58, "text"),
            (140, "qty"),
            (146, "unit"),
            (170, "price"),
            (197, "total"),
        ],
    )
    y = sheet.wrap(22, y + 8, deal.words["small"], face.at(8), 150)
    _buyer(sheet, y + 22, deal, face)
    sheet.rule(20, 280, 198, 280)
    sheet.say(
        109,
        284,
        f"{deal.numbers['form']}   {telephone(deal.customer.land, sheet.rng)}   {deal.words['page']} 1/1",
        face.at(7),
        to="c",
    )


def _buyer(sheet: Sheet, y: float, deal: Deal, face: Face) -> None:
    sheet.rule(22, y, 82, y)
    sheet.say(22, y + 4, deal.person, face.at(8))
    if deal.signed and sheet.rng.random() < 0.6:
        sheet.sign(28, y - 1, deal.hand, (38, 12))


def oracle(sheet: Sheet, deal: Deal) -> None:
    """Frames everywhere; the number in a frame at the top right; goes on to a second page when long."""
    face = Face("grot", 8.5, 0.95)
    text = called(deal, sheet.rng)
    sheet.say(14, 20, text, face.at(12).bold, name_told(deal, text))
    sheet.lines(14, 25, where(deal.customer), face)
    sheet.say(196, 16, deal.words["order"], face.at(14).bold, to="r")
    grid(sheet, (112, 20, 84), ["our order", "order day"], deal, face.at(9.5))
    for x, label, lines in (
        (14, deal.words["supplier"], firm_lines(deal.ledger.firm)),
        (108, deal.words["to"], [deal.customer.name, *where(deal.customer)]),
    ):
        sheet.box(x, 46, 88, 28)
        sheet.say(x + 2, 50.5, label, face.bold)
        sheet.lines(x + 4, 57, lines, face.at(9))
    grid(
        sheet,
        (14, 78, 182),
        ["vendor", "sales", "phone"] if sheet.rng.random() < 0.4 else ["vendor", "phone"],
        deal,
        face,
    )
    y = goods(
        sheet,
        100,
        deal,
        face,
        [(16, "pos"), (26, "code"), (52, "text"), (142, "qty"), (170, "price"), (195, "total")],
        rules=True,
    )
    if sheet.rng.random() < 0.4:
        _next_page(sheet, deal, face)
        y = 60
    sheet.wrap(14, y + 8, deal.words["small"] * 2, face.at(7), 180)
    _buyer(sheet, y + 45, deal, face)


def _next_page(sheet: Sheet, deal: Deal, face: Face) -> None:
    sheet.say(196, 286, f"{deal.words['page']} 1/2", face, to="r")
    sheet.turn()
    sheet.say(14, 20, deal.customer.name, face.bold)
    sheet.say(150, 20, f"{deal.words['order_no']} {deal.order}", face)
    sheet.say(196, 286, f"{deal.words['page']} 2/2", face, to="r")
    goods(
        sheet,
        32,
        deal,
        face,
        [(16, "pos"), (26, "code"), (52, "text"), (142, "qty"), (170, "price")],
        rules=True,
    )


def bon(sheet: Sheet, deal: Deal) -> None:
    """A small firm's package: round frames, number and date in a shaded head row."""
    face = Face(sheet.rng.choice(["vera", "narrow", "geist"]), 9)
    text = called(deal, sheet.rng)
    sheet.box(14, 12, 86, 30, 0.3, fill=None, round_=3)
    sheet.say(18, 20, text, face.at(11).bold, name_told(deal, text))
    sheet.lines(
        18,
        26,
        [*where(deal.customer), f"{deal.words['phone']} {telephone(deal.customer.land, sheet.rng)}"],
        face,
    )
    sheet.box(110, 12, 86, 30, 0.3, fill=None, round_=3)
    sheet.lines(114, 20, [deal.words["supplier"], *firm_lines(deal.ledger.firm)], face)
    sheet.say(14, 54, deal.words["order"], face.at(16).bold)
    whats = sheet.rng.sample(["our order", "order day", "vendor"], 3)
    head_row(sheet, (14, 58, 182), whats, deal, face.at(9.5))
    y = goods(
        sheet,
        82,
        deal,
        face,
        [(16, "code"), (44, "text"), (132, "qty"), (162, "price"), (195, "total")],
        rules=True,
    )
    sheet.box(14, 232, 110, 40, 0.3, fill=None, round_=3)
    sheet.wrap(17, 238, deal.words["small"], face.at(7.5), 100)
    sheet.box(130, 232, 66, 40, 0.3, fill=None, round_=3)
    sheet.say(133, 237, deal.words["sign"], face.at(7.5))
    if deal.signed and sheet.rng.random() < 0.7:
        sheet.sign(140, 258, deal.hand, (40, 13))
    if sheet.rng.random() < 0.4:
        stamp(sheet, 160, 250, [deal.customer.name[:20].upper(), deal.customer.city.upper()])
    sheet.say(
        105, 288 if y < 285 else 292, f"{deal.customer.name} - {deal.numbers['form']}", face.at(6.5), to="c"
    )


def retail(sheet: Sheet, deal: Deal) -> None:
    """A chain store's order: store and department, many small frames, its number as bars."""
    face = Face("narrow", 9.5, 1.0)
    text = called(deal, sheet.rng)
    sheet.say(108, 16, text, face.at(16).bold, name_told(deal, text), to="c")
    sheet.say(108, 22, f"{deal.words['order']}", face.at(11), to="c")
    sheet.bars(14, 26, deal.order, 62, 11)
    row = [
        ("DEPT", f"{sheet.rng.randint(10, 99)}"),
        ("TYPE", "33"),
        ("STORE", f"{sheet.rng.randint(1000, 6999)}"),
        ("FOB", "DEST"),
        ("TERMS", "NET 30"),
    ]
    for place, (label, value) in enumerate(row):
        sheet.box(14 + place * 37.6, 52, 37.6, 11)
        sheet.say(15 + place * 37.6, 55.6, label, face.at(7))
        sheet.say(18 + place * 37.6, 61, value, face.at(10))
    grid(sheet, (84, 26, 118), ["our order", "order day"], deal, face.at(11).bold, height=14)
    address(sheet, 16, 74, deal, face, told=False)
    sheet.say(112, 69, f"{deal.words['vendor_no']} {deal.numbers['vendor']}", face)
    sheet.lines(112, 74, firm_lines(deal.ledger.firm), face)
    y = goods(
        sheet,
        96,
        deal,
        face,
        [(16, "pos"), (30, "code"), (60, "text"), (140, "qty"), (168, "price"), (197, "total")],
        step=1.9,
    )
    sheet.say(
        14,
        y + 8,
        f"*** {deal.words['due']} {spelled(deal.received, deal.shape, deal.language)} ***",
        face.bold,
    )
    sheet.wrap(14, 238, deal.words["small"] * 3, face.at(6.5), 185)
