"""Handovers of a kind of their own: pallets, machines on hire, goods kept cool."""

from __future__ import annotations

from random import Random

from tests.benchmarks.open_receipts.drafting import Draft
from tests.benchmarks.open_receipts.heads import goods_table, letterhead
from tests.benchmarks.open_receipts.open_blank import Extra, Places
from tests.benchmarks.sealed_receipts.blanks import CUSTOMER, DRIVER, SHIPPER, here, tick_box

_WHATS = ["delivery", "ship day", "customer", "your order"]


def pallets(draft: Draft) -> None:
    """Pallets and empties: counted by kind, signed by stores, driver and customer, and for both ways."""
    sheet, rng, told = draft.sheet, draft.rng, draft.words["pallets"]
    draft.firm(14, 17, 12)
    sheet.say(draft.wide - 14, 18, told[0], draft.face.at(13).bold, to="r")
    draft.pairs(draft.wide - 90, 27, _WHATS, 40)
    draft.to(14, 44, draft.words["consignee"])
    _counts(draft, 68)
    y = goods_table(draft, 14, 114, draft.wide - 28, ("code", "text", "qty"), most=5) + 4
    y = min(max(y, 150), draft.high - 112)
    draft.remarks(rng.choice(("dots", "boxed", "above")), 14, y + 8, draft.wide - 28, 11)
    kind = rng.choice(("below", "boxed", "above", "headcell"))
    third, order = (draft.wide - 34) / 3, [SHIPPER, DRIVER, CUSTOMER]
    rng.shuffle(order)
    for place, role in enumerate(order):
        draft.sign(kind, role, 14 + place * (third + 3), y + 34, third, h=18)
        if role == CUSTOMER:
            draft.stamp(14 + place * (third + 3) + third / 2, y + 26)
    draft.name("plain", 14, y + 52, 90)
    draft.day("plain", 108, y + 52, 50)
    draft.clock("plain", 161, y + 52, draft.wide - 161 - 14)
    sheet.say(14, y + 64, told[3].upper(), draft.face.bold)
    for place, role in enumerate(rng.sample((CUSTOMER, DRIVER), 2)):
        draft.sign(kind, role, 14 + place * (draft.wide / 2 - 8), y + 84, draft.wide / 2 - 20, h=16)


def _counts(draft: Draft, y: float) -> None:
    """A table of kinds, with how many came and how many went, written by the driver."""
    sheet, rng, told = draft.sheet, draft.rng, draft.words["pallets"]
    columns = (14.0, 74.0, 116.0, 158.0)
    draft.box(14, y, draft.wide - 28, 7, fill=draft.tone)
    for x, text in zip(columns, (*told[1:4], "+/-"), strict=True):
        sheet.say(x + 2, y + 4.8, text, draft.face.bold)
    for row, kind in enumerate(told[4:7]):
        low = y + 17 + row * 10
        draft.rule(14, low, draft.wide - 14, low, 0.15)
        sheet.say(16, low - 3, kind, draft.face)
        if rng.random() < 0.75:
            draft.blank.extras += [
                Extra(here(sheet, x + 10, low - 2.5, 16), str(rng.randint(least, 24)), DRIVER)
                for x, least in ((columns[1], 1), (columns[2], 0))
            ]
    for x in (*columns, draft.wide - 14):
        draft.rule(x, y, x, y + 37)


def hire(draft: Draft) -> None:
    """A machine is handed over on hire: a list of conditions, each ticked good or not."""
    sheet, rng, deal, told = draft.sheet, draft.rng, draft.deal, draft.words["hire"]
    draft.logo(14, 9, 13)
    sheet.say(32, 16, deal.ledger.firm.name, draft.face.at(11).bold)
    sheet.say(draft.wide - 14, 17, told[0], draft.face.at(13).bold, to="r")
    draft.rule(14, 25, draft.wide - 14, 25, 0.5)
    draft.to(14, 36, told[4])
    draft.pairs(draft.wide - 90, 32, _WHATS, 40)
    hours = f"{told[3]}: {rng.randint(120, 9800)}"
    sheet.say(14, 60, f"{told[1]}: {deal.numbers['job']}     {hours}", draft.fill)
    y = goods_table(draft, 14, 65, draft.wide - 28, ("code", "text", "qty"), most=4)
    sheet.say(14, y + 7, told[2], draft.face.bold)
    y = _conditions(draft, y + 14) + 14
    _hire_signatures(draft, min(max(y, draft.high - 88 if rng.random() < 0.5 else y), draft.high - 76))


def _conditions(draft: Draft, y: float) -> float:
    """What is looked at, in one column or two, and a question; gives the baseline of the question."""
    rng, words = draft.rng, draft.words
    style, columns = rng.choice(("square", "thick", "round", "rounded")), rng.choice((1, 2))
    for place, item in enumerate(rng.sample(words["items"], 6)):
        x = 14 + (place % columns) * (draft.wide / 2 - 8)
        down = y + place // columns * 7
        draft.sheet.say(x, down, item, draft.face)
        _pair(draft, (x + 44, x + 64, down), (("item", words["good"]), ("item bad", words["bad"])), style)
    y += 6 // columns * 7 + 3
    draft.sheet.say(14, y, words["asks"]["damaged"], draft.face)
    _pair(draft, (80, 104, y), (("damaged", words["yes"]), ("no damaged", words["no"])), style)
    return y - 3


def _pair(
    draft: Draft, at: tuple[float, float, float], told: tuple[tuple[str, str], tuple[str, str]], style: str
) -> None:
    """Two boxes in a row; `at`: both left ends and the baseline."""
    for x, one in zip(at[:2], told, strict=True):
        draft.blank.ticks.append(tick_box(draft.sheet, (x, at[2]), one, draft.face, style))


def _hire_signatures(draft: Draft, y: float) -> None:
    rng, words, half = draft.rng, draft.words, draft.wide / 2 - 18
    kind, right = rng.choice(("sidecell", "boxed", "below", "right")), 22 + half
    draft.remarks(kind, 14, y + 6, draft.wide - 28, 12)
    draft.sign(kind, DRIVER, 14, y + 29, half, h=16)
    label = f"{words['hire'][4]}: {rng.choice(words['customer'])}" if rng.random() < 0.5 else ""
    draft.sign(kind, CUSTOMER, right, y + 29, half, h=16, label=label)
    draft.stamp(14 + half * 1.6, y + 22)
    draft.name(kind, right, y + 44, half, 11)
    draft.day(kind, right, y + 57, half * 0.55, 11)
    draft.clock(kind, half * 1.55 + 26, y + 57, half * 0.45 - 4, 11)
    if rng.random() < 0.6:
        name = draft.put(kind, 14, y + 44, half, rng.choice(words["name0"]), h=11)[0]
        draft.blank.theirs[DRIVER] = Places(name)


def cold_chain(draft: Draft) -> None:
    """Medicine or food kept cool: temperature and time in and out beside the signatures."""
    rng, told = draft.rng, draft.words["cold"]
    y = letterhead(draft, told[0])
    end = goods_table(draft, 15, y, draft.wide - 30, ("code", "lot", "text", "qty"), most=7)
    y = rng.choice((draft.high - 91, min(end + 8, draft.high - 91)))
    draft.sheet.say(15, y - 4, told[4], draft.face.bold)
    kind = rng.choice(("boxed", "headcell"))
    _cool_cells(draft, kind, y + 12)
    draft.boxes(18, y + 22, (0, 6), 4)
    draft.remarks(kind, 80, y + 36, draft.wide - 95, 20)
    y += 48
    kind, left = rng.choice(("boxed", "sidecell", "above")), rng.random() < 0.5
    draft.name(kind, 15, y + 6, 100, 11)
    draft.day(kind, 118, y + 6, draft.wide - 133, 11)
    draft.sign(kind, CUSTOMER, 15 if left else 108, y + 26, 87, h=17)
    draft.sign(kind, DRIVER, 108 if left else 15, y + 26, 87, h=17)
    draft.stamp(70 if left else 150, y + 18)


def _cool_cells(draft: Draft, kind: str, y: float) -> None:
    """Temperature, logger, arrival and departure side by side."""
    rng, told, wide = draft.rng, draft.words["cold"], (draft.wide - 30) / 4
    degrees = draft.put(kind, 15, y, wide, told[1], h=14)[0]
    logger = draft.put(kind, 15 + wide, y, wide, told[5], h=14)[0]
    draft.clock(kind, 15 + 2 * wide, y, wide, 14, label=told[2])
    left = draft.put(kind, 15 + 3 * wide, y, wide, told[3], h=14)[0]
    draft.blank.extras += [
        Extra(degrees, _degrees(rng), rng.choice((CUSTOMER, DRIVER))),
        Extra(logger, str(rng.randint(1000, 99999)), DRIVER),
    ]
    if rng.random() < 0.5:
        clock = f"{rng.randint(7, 18)}:{rng.choice((5, 15, 20, 35, 50)):02d}"
        draft.blank.extras.append(Extra(left, clock, DRIVER, "received_time"))


def _degrees(rng: Random) -> str:
    whole, tenth = rng.randint(2, 7), rng.randint(0, 9)
    return rng.choice((f"{whole},{tenth} C", f"+{whole}.{tenth}C", f"{whole} C"))
