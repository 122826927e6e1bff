"""Receipts to be torn off, cards, and one that stands before the goods."""

from __future__ import annotations

from tests.benchmarks.open_receipts.drafting import Draft
from tests.benchmarks.open_receipts.heads import goods_table, letterhead
from tests.benchmarks.sealed_receipts.blanks import CUSTOMER, DRIVER, Zone, here


def stub_right(draft: Draft) -> None:
    """The right-hand strip is torn off: label above line, one place under another."""
    sheet, rng, words, deal = draft.sheet, draft.rng, draft.words, draft.deal
    cut = draft.wide - rng.uniform(62, 70)
    draft.firm(12, 17, 12)
    sheet.say(12, 40, rng.choice(words["title"]), draft.face.at(13).bold)
    draft.to(12, 52, words["consignee"])
    y = draft.pairs(12, 72, ["delivery", "ship day", "customer", "your order"], 36)
    y = goods_table(draft, 12, y + 4, cut - 18, ("code", "text", "qty"), most=9)
    draft.small(12, min(y + 8, draft.high - 16), cut - 20)
    for k in range(int(draft.high / 3.4)):
        draft.rule(cut, 3 + k * 3.4, cut, 4.6 + k * 3.4, 0.25)
    x, w = cut + 5, draft.wide - cut - 11
    sheet.wrap(x, 15, rng.choice(words["slip"]), draft.face.at(8.2).bold, w)
    sheet.wrap(x, 26, f"{deal.words['delivery_no']} {deal.deliveries[0]}", draft.fill.at(8), w)
    kind = rng.choice(("above", "boxed", "headcell", "below"))
    y = rng.uniform(44, 54)
    steps = [("day", 13), ("clock", 13), ("name", 14), (CUSTOMER, 26), (DRIVER, 24)]
    if rng.random() < 0.5:
        steps = [(CUSTOMER, 26), ("name", 15), ("day", 13), ("clock", 13), (DRIVER, 24)]
    for what, step in steps:
        if what in {CUSTOMER, DRIVER}:
            draft.sign(kind, what, x, y + step - 9, w, h=18)
            if what == CUSTOMER:
                draft.stamp(x + w / 2, y + step - 16)
        else:
            draft.write(what, kind, (x, y + 3.4, w, 11))
        y += step
    draft.boxes(x, y + 6, (0, 6), 4)
    draft.remarks("above", x, y + 44, w, 8)
    draft.rule(x, y + 52, x + w, y + 52)


def stub_foot(draft: Draft) -> None:
    """A frame of dashes at the foot, in two columns: on the left who and when, on the right a tall frame."""
    sheet, rng, words, deal = draft.sheet, draft.rng, draft.words, draft.deal
    y = letterhead(draft, rng.choice(words["title"]))
    goods_table(draft, 15, y, draft.wide - 30, ("pos", "code", "text", "qty", "unit"))
    y = draft.high - 92
    draft.dashes(6, draft.wide - 6, y, 3.4, 1.8, thick=0.35)
    sheet.say(draft.wide / 2, y + 5, rng.choice(words["slip"]), draft.face.at(7.5), to="c")
    sheet.say(
        15,
        y + 12,
        f"{deal.words['delivery_no']} {deal.deliveries[0]} - {deal.customer.name}",
        draft.fill.bold,
    )
    left = rng.random() < 0.5
    xa, xb = (15, 112) if left else (108, 15)
    draft.box(xb, y + 17, 86, 34, 0.5)
    label = rng.choice(words["corner"])
    box = sheet.say(xb + 43, y + 55, label, draft.face.at(7), to="c")
    draft.blank.zones.append(Zone(CUSTOMER, here(sheet, xb + 8, y + 44, 70), 20, box))
    draft.stamp(xb + 56, y + 31)
    kind = rng.choice(("dots", "plain", "right"))
    draft.name(kind, xa, y + 23, 86)
    draft.day(kind, xa, y + 33, 50)
    draft.clock(kind, xa + 53, y + 33, 36)
    draft.remarks(kind, xa, y + 43, 86)
    draft.rule(xa, y + 51, xa + 86, y + 51, 0.15)
    draft.asked(15, y + 63, 0.45)
    draft.sign(rng.choice(("dots", "plain")), DRIVER, 15, y + 79, 96, h=11)


def parcel_card(draft: Draft) -> None:
    """A small card on coloured paper, half a sheet, as couriers carry them."""
    sheet, rng, words, deal = draft.sheet, draft.rng, draft.words, draft.deal
    sheet.say(
        10,
        13,
        rng.choice(("Hermod Kurier", "CityRunner", "Rapide 75", "Express Lane")),
        draft.face.at(15).bold,
    )
    sheet.say(draft.wide - 10, 12, words["parcel"], draft.face.at(9), to="r")
    sheet.bars(draft.wide - 78, 16, deal.numbers["tracking"], 68, 11)
    draft.rule(10, 30, draft.wide - 10, 30, 0.5)
    firm = deal.ledger.firm
    sheet.say(10, 35, words["consignor"], draft.face.at(7))
    sheet.lines(10, 40, [firm.name, firm.town], draft.fill.at(8.5))
    draft.to(10, 56, words["consignee"])
    draft.pairs(112, 38, ["delivery", "ship day", "customer", "your order"], 42)
    draft.rule(10, 70, draft.wide - 10, 70)
    kind = rng.choice(("above", "boxed", "dots", "below"))
    left = rng.random() < 0.5
    xa, xb = (10, 108) if left else (108, 10)
    w = draft.wide / 2 - 13
    draft.sign(kind, CUSTOMER, xa, 94, w, h=18)
    draft.stamp(xa + w * 0.6, 86)
    draft.name(kind, xa, 109, w, 11)
    draft.day(kind, xa, 123, w * 0.55, 11)
    draft.clock(kind, xa + w * 0.58, 123, w * 0.42, 11)
    draft.boxes(xb, 79, (0, 5.6), 4)
    draft.remarks("above", xb, 112, w, 7)
    draft.sign("dots", DRIVER, xb, 128, w, h=11)
    draft.small(10, 136, draft.wide - 22, 5.4)


def receipt_first(draft: Draft) -> None:
    """The receipt stands at the head of the page, before the goods, its labels to the right of the lines."""
    sheet, rng, words, _deal = draft.sheet, draft.rng, draft.words, draft.deal
    draft.firm(15, 16, 12)
    sheet.say(draft.wide - 15, 16, rng.choice(words["title"]), draft.face.at(13).bold, to="r")
    draft.pairs(draft.wide - 88, 24, ["delivery", "ship day", "customer", "your order"], 40)
    draft.to(15, 42, words["consignee"])
    y = 66.0
    draft.box(
        12,
        y,
        draft.wide - 24,
        62,
        0.4 if rng.random() < 0.6 else 0,
        fill=draft.tone if rng.random() < 0.25 else None,
        round_=rng.choice((0, 3)),
    )
    sheet.say(16, y + 6, f"{words['received_by']} - {rng.choice(words['state'])}"[:90], draft.face.at(7.5))
    kind = rng.choice(("right", "right", "paren", "below_c"))
    draft.sign(kind, CUSTOMER, 16, y + 23, 96, h=14)
    draft.name(kind, 16, y + 35, 96)
    draft.day(kind, 118, y + 35, 36)
    draft.clock(kind, 158, y + 35, draft.wide - 158 - 16)
    draft.sign(kind, DRIVER, 118, y + 23, draft.wide - 118 - 16, h=12)
    draft.stamp(80, y + 18)
    draft.asked(16, y + 47, 0.45)
    draft.remarks("plain", 16, y + 57, draft.wide - 34)
    y = goods_table(draft, 12, y + 72, draft.wide - 24, ("pos", "code", "text", "qty", "unit"), most=9)
    draft.small(14, y + 10, draft.wide - 30)
