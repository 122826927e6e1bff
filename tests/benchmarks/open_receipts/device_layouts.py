"""Receipts from machines: signed on glass, printed on a roll, sent by mail or shown on the web."""

from __future__ import annotations

from dataclasses import replace

from PIL import ImageDraw

from tests.benchmarks.open_receipts.drafting import Draft
from tests.benchmarks.sealed.faces import INK, Face
from tests.benchmarks.sealed.sheet import DOT, Box
from tests.benchmarks.sealed_receipts.blanks import Spot, here, tick_box

_EDGE = 4.0
_GREY = (110, 112, 118)
_SITES = ("SwiftBox", "Kurier24", "LogiNet", "EuroHop")
_BANDS = ((30, 60, 120), (220, 160, 30), (180, 40, 40), (20, 110, 90))
_GLASS = ((255, 255, 255), (246, 246, 240), (238, 243, 250))
_HISTORIANS = ("Parcel Union", "Nordpost Logistik", "Trans-Iberia Express", "Vite Livré")


def roll(draft: Draft) -> None:
    """The narrow print of a belt printer: all from a machine, signed on glass."""
    sheet, rng = draft.sheet, draft.rng
    face = Face(rng.choice(("mono", "geist-mono", "type")), 8, print=rng.choice(("plain", "worn", "dots")))
    draft.face = draft.fill = face
    draft.ink = INK
    wide = draft.wide - 2 * _EDGE
    y = _roll_head(draft, wide)
    style = rng.choice(("bracket", "square"))
    for row in draft.options(3):
        y += 5
        draft.blank.ticks.append(tick_box(sheet, (_EDGE + 1, y), row, face, style))
    y += 7
    clock = here(sheet, _EDGE + wide * 0.72, y + 10, 20)
    _printed(draft, [here(sheet, _EDGE, y + down, wide) for down in (5, 10, 0)], clock)
    y = _roll_glass(draft, y + 15, wide) + 6
    sheet.say(draft.wide / 2, y, f"*** {draft.words['thanks']} ***", face, to="c")
    sheet.say(draft.wide / 2, y + 5, draft.words["copy"], face.at(7), to="c")


def _printed(draft: Draft, spots: list[Spot], clock: Spot) -> None:
    """Where the machine prints name, day and remarks, and beside the day the time."""
    blank = draft.blank
    blank.device = True
    blank.name, day, blank.remarks = spots
    blank.day, blank.clock = replace(day, width=clock.x - day.x - 1), clock


def _roll_head(draft: Draft, wide: float) -> float:
    """Who sells what to whom; gives where it ends."""
    deal, face, y = draft.deal, draft.face, 10.0
    firm, title = deal.ledger.firm, draft.rng.choice(draft.words["title"])
    for text, points in ((firm.name, 10), (firm.town, 7), (title, 9)):
        fitting = draft.fitting(text, face.at(points), wide)
        draft.sheet.say(draft.wide / 2, y, text, fitting, to="c")
        y += 5
    draft.dashes(_EDGE, _EDGE + wide, y)
    whats = ["delivery", "ship day", "customer", "your order"]
    y = draft.pairs(_EDGE, y + 5, whats, wide * 0.52, face.at(7.5))
    draft.dashes(_EDGE, _EDGE + wide, y)
    y = draft.to(_EDGE, y + 5, face=draft.fitting(deal.customer.name, face, wide)) + 2
    for line in deal.lines[:6]:
        text = f"{line.count:>4} x {line.text}"[:34]
        draft.sheet.say(_EDGE, y, text, draft.fitting(text, face, wide))
        y += 4.4
    draft.dashes(_EDGE, _EDGE + wide, y)
    return y


def _roll_glass(draft: Draft, y: float, wide: float) -> float:
    """The picture of the signature, its label above or below it; gives where it ends."""
    rng, sheet, label = draft.rng, draft.sheet, draft.rng.choice(draft.words["customer"])
    above, high = rng.random() < 0.5, rng.uniform(16, 22)
    end = y + high + 8
    if above:
        box = sheet.say(_EDGE, y, label, draft.fitting(label, draft.face, wide))
    else:
        face = draft.fitting(label, draft.face.at(7), wide)
        box = sheet.say(draft.wide / 2, end, label, face, to="c")
    if rng.random() < 0.5:
        draft.box(_EDGE, y + 2, wide, high + 3, 0.15)
    else:
        sheet.say(_EDGE, y + high + 2, "X", draft.face)
        draft.rule(_EDGE, y + high + 3, _EDGE + wide, y + high + 3, 0.2)
    draft.sign_here(_EDGE + 5, y + high + 2, wide - 10, h=high - 2, label=box)
    return end


def mail(draft: Draft) -> None:
    """A printed e-mail or a page of the web that proves a delivery."""
    sheet, rng, deal = draft.sheet, draft.rng, draft.deal
    draft.face = Face(rng.choice(("sans", "vera", "geist", "serif")), 9.5)
    draft.fill, draft.ink = draft.face, _GREY
    from_web = rng.random() < 0.5
    y = _web_head(draft) if from_web else _mail_head(draft)
    y = draft.pairs(14, y + 4, ["delivery", "your order", "customer", "ship day"], 46)
    sheet.say(14, y, deal.numbers["tracking"], draft.face)
    y = draft.to(14, y + 10) + 4
    if from_web:
        _map(draft)
    if rng.random() < 0.9:
        draft.rule(14, y + 2, 104, y + 2, 0.1)
    draft.blank.machine = rng.choice(("mono", "sans", "vera"))
    _printed(draft, [here(sheet, 14, y + down, 104) for down in (8, 15, 22)], here(sheet, 74, y + 15, 30))
    _mail_glass(draft, y + 32)
    address = f"https://track.example/p/{deal.numbers['tracking'][-6:]}        1/1"
    sheet.say(14, draft.high - 16, address, draft.face.at(7))


def _web_head(draft: Draft) -> float:
    pen, sheet = ImageDraw.Draw(draft.sheet.page), draft.sheet
    pen.rectangle([0, 0, draft.wide * DOT, 20 * DOT], draft.rng.choice(_BANDS))
    sheet.say(14, 13, draft.rng.choice(_SITES), Face("vera-bold", 17, 1, (250, 250, 250)))
    sheet.say(14, 33, draft.words["statement"][2], draft.face.at(15).bold)
    return 42


def _mail_head(draft: Draft) -> float:
    rng, deal, told = draft.rng, draft.deal, draft.words["mail"]
    draft.sheet.say(14, 16, f"{told[3]}: {told[0]} {deal.deliveries[0]}", draft.face.at(12).bold)
    draft.rule(14, 19, draft.wide - 14, 19, 0.4)
    host = "".join(sign for sign in deal.ledger.firm.name.lower() if sign.isascii() and sign.isalnum())[:14]
    sent = f"{deal.received.isoformat()} {rng.randint(10, 18)}:{rng.randint(10, 59)}"
    rows = ((told[1], "noreply@kurier.example"), (told[2], f"office@{host}.example"), (told[4], sent))
    for row, (label, text) in enumerate(rows):
        draft.sheet.say(14, 26 + row * 5, f"{label}:", draft.face.bold)
        draft.sheet.say(42, 26 + row * 5, text, draft.face)
    return draft.sheet.wrap(14, 50, told[5], draft.face, draft.wide - 40) + 4


def _map(draft: Draft) -> None:
    """Where it was delivered."""
    draft.box(120, 46, 72, 42, 0.15, fill=(236, 238, 240))
    for _ in range(5):
        draft.rule(120 + draft.rng.uniform(0, 70), 46, 120 + draft.rng.uniform(0, 70), 88, 0.4)
    ImageDraw.Draw(draft.sheet.page).ellipse([153 * DOT, 62 * DOT, 159 * DOT, 68 * DOT], (200, 40, 40))


def _mail_glass(draft: Draft, y: float) -> None:
    """The picture of the signature, its label above or below it."""
    rng, words = draft.rng, draft.words
    image = words["mail"][6]
    label = rng.choice((image, f"{image} ({words['statement'][0]})", words["customer"][-1]))
    wide, high, above = rng.uniform(60, 90), rng.uniform(24, 34), rng.random() < 0.5
    top = y + 2.5 if above else y
    draft.box(14, top, wide, high, 0.2, fill=rng.choice(_GLASS))
    box: Box = draft.sheet.say(
        14, y if above else y + high + 4.5, label, draft.face if above else draft.face.at(8)
    )
    draft.sign_here(20, top + high - 5, wide - 12, h=high - 9, label=box)


def history(draft: Draft) -> None:
    """A carrier's letter: the history of the parcel in a table, the signature at the right below it."""
    sheet, rng, deal, words = draft.sheet, draft.rng, draft.deal, draft.words
    draft.face = Face(rng.choice(("serif", "grot", "sans")), 9)
    draft.fill, draft.ink = draft.face, INK
    draft.logo(14, 10, 14)
    sheet.say(34, 20, rng.choice(_HISTORIANS), draft.face.at(13).bold)
    sheet.say(draft.wide - 14, 20, words["mail"][0], draft.face.at(11), to="r")
    draft.to(14, 42, words["consignee"])
    y = draft.cells(14, 62, draft.wide - 28, ["delivery", "your order", "customer", "ship day"])
    sheet.say(14, y + 9, deal.numbers["tracking"], draft.fill.bold)
    y = _stations(draft, y + 14)
    wide = (draft.wide - 28) / 2
    draft.box(14, y, draft.wide - 28, 46, 0.3)
    draft.rule(14 + wide, y, 14 + wide, y + 46, 0.2)
    clock = here(sheet, 17 + wide * 0.68, y + 18, wide * 0.3)
    _printed(draft, [here(sheet, 17, y + down, wide - 6) for down in (9, 18, 27)], clock)
    label = f"{words['mail'][6]}:" if rng.random() < 0.5 else words["customer"][-1]
    box = sheet.say(17 + wide, y + 5, label, draft.face)
    draft.sign_here(20 + wide, y + 40, wide - 16, h=rng.uniform(20, 28), label=box)
    draft.small(14, y + 56, draft.wide - 30, 6)


def _stations(draft: Draft, y: float) -> float:
    """When the parcel was where; gives where the table ends."""
    sheet, rng, deal, words = draft.sheet, draft.rng, draft.deal, draft.words
    draft.box(14, y, draft.wide - 28, 7, fill=draft.tone)
    for x, text in ((16, words["mail"][4]), (66, words["manifest"][0]), (130, deal.customer.city)):
        sheet.say(x, y + 4.8, text, draft.face.bold)
    hub = f"Hub {rng.choice('ABCD')}{rng.randint(1, 9)}"
    van = f"{deal.customer.city} - {words['vehicle']} {rng.randint(100, 999)}"
    for row, text in enumerate((deal.ledger.firm.town, hub, van)):
        low = y + 14 + row * 7
        told = f"{deal.ship_day.isoformat()} {6 + 4 * row:02d}:{rng.randint(10, 59)}"
        sheet.say(16, low - 2.2, told, draft.fill)
        sheet.say(66, low - 2.2, text, draft.fill)
        draft.rule(14, low, draft.wide - 14, low, 0.12)
    return y + 34
