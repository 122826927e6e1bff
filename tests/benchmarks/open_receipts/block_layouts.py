"""Receipts in a block of their own: a corner, the foot of an invoice, a certificate, two sides."""

from __future__ import annotations

from dataclasses import replace

from tests.benchmarks.open_receipts.drafting import Draft
from tests.benchmarks.open_receipts.heads import goods_table, letterhead
from tests.benchmarks.open_receipts.open_blank import Places
from tests.benchmarks.sealed_receipts.blanks import CUSTOMER, DRIVER, SHIPPER


def empty_corner(draft: Draft) -> None:
    """A large empty corner for stamp and signature, marked by its angles or by a few words only."""
    rng, words = draft.rng, draft.words
    where = rng.choice(("low left", "low right", "top right"))
    w, h = rng.uniform(78, 92), rng.uniform(48, 64)
    if where == "top right":
        x, y = draft.wide - 12 - w, 12.0
        draft.firm(15, 18, 13)
        draft.sheet.say(15, 44, rng.choice(words["title"]), draft.face.at(14).bold)
        draft.to(15, 58, words["consignee"])
        down = draft.pairs(15, 80, ["delivery", "ship day", "your order", "customer"], 40) + 4
    else:
        down = letterhead(draft, rng.choice(words["title"]))
        x, y = (14.0 if where == "low left" else draft.wide - 14 - w), draft.high - 16 - h
    end = goods_table(draft, 15, down, draft.wide - 30, ("code", "text", "qty", "unit"), most=8)
    _corner(draft, (x, y, w, h), at_top=rng.random() < 0.5 or where == "top right")
    if where == "top right":
        _beside_corner(draft, 15, min(end + 12, draft.high - 62), draft.wide - 30)
    else:
        left = x + w + 8 if where == "low left" else 15
        _beside_corner(draft, left, y + 6, draft.wide - w - 40)


def _corner(draft: Draft, frame: tuple[float, float, float, float], *, at_top: bool) -> None:
    """The corner itself; its words at its top or at its foot."""
    x, y, w, h = frame
    look = draft.rng.choice(("angles", "pale", "none", "thin"))
    if look == "thin":
        draft.box(x, y, w, h, 0.15)
    elif look == "pale":
        draft.box(x, y, w, h, 0, fill=(244, 245, 247))
    elif look == "angles":
        for across, down, right, low in (
            (x, y, 1, 1), (x + w, y, -1, 1), (x, y + h, 1, -1), (x + w, y + h, -1, -1),
        ):  # fmt: skip
            draft.rule(across, down, across + right * 7, down)
            draft.rule(across, down, across, down + low * 7)
    label = draft.rng.choice(draft.words["corner"])
    face = draft.fitting(label, draft.face.at(7.5), w - 4)
    box = draft.sheet.say(x + w / 2, y + 4.5 if at_top else y + h - 2.5, label, face, to="c")
    draft.sign_here(x + 8, y + h * 0.72, w - 16, h=min(h * 0.5, 24), label=box)
    draft.stamp(x + w * 0.55, y + h * 0.5)


def _beside_corner(draft: Draft, x: float, y: float, w: float) -> None:
    kind, wide = draft.rng.choice(("dots", "plain", "above")), min(w, 95)
    draft.name(kind, x, y + 2, wide)
    draft.day(kind, x, y + 13, wide / 2 - 2)
    draft.clock(kind, x + wide / 2 + 1, y + 13, wide / 2 - 1)
    draft.remarks(kind, x, y + 24, w)
    draft.sign(kind, DRIVER, x, y + 44, min(w, 80), h=12)


def invoice_foot(draft: Draft) -> None:
    """An invoice; the receipt is a narrow block above the bank's lines."""
    sheet, rng, words, deal = draft.sheet, draft.rng, draft.words, draft.deal
    y = letterhead(draft, deal.words["invoice"], habit=rng.choice(("window", "logo", "strip")))
    draft.pairs(20, y - 2, ["invoice"], 34)
    goods_table(draft, 15, y + 4, draft.wide - 30, ("code", "text", "qty", "price", "total"), most=8)
    y = draft.high - rng.uniform(44, 50)
    draft.rule(12, y - 11, draft.wide - 12, y - 11)
    sheet.say(14, y - 7, rng.choice(words["state"]), draft.face.at(6.8))
    style, x = rng.choice(("headcell", "boxed", "above", "below")), 12.0
    cells = [("name", 48), ("day", 28), ("clock", 22), (CUSTOMER, draft.wide - 24 - 98)]
    if rng.random() < 0.5:
        cells = [(CUSTOMER, draft.wide - 24 - 98), ("day", 28), ("clock", 22), ("name", 48)]
    for what, w in cells:
        gap = 0 if style in {"headcell", "boxed"} else 3
        if what == CUSTOMER:
            draft.sign(style, CUSTOMER, x, y + 12, w - gap, h=17)
            draft.stamp(x + w * 0.6, y + 4)
        else:
            draft.write(what, style, (x, y + 12, w - gap, 9 if gap else 17))
        x += w
    draft.remarks("dots", 14, y + 22, draft.wide - 28)
    account = " ".join(str(rng.randint(1000, 9999)) for _ in range(3))
    iban = f"IBAN XX{rng.randint(10, 99)} {account}   BIC TSTX{rng.choice('ABCD')}2L"
    draft.rule(12, y + 27, draft.wide - 12, y + 27, 0.5)
    for k, text in enumerate((deal.ledger.firm.registered, iban, deal.ledger.firm.phone)):
        sheet.say(14 + k * 70, y + 32, text[:48], draft.face.at(5.6))


def certificate(draft: Draft) -> None:
    """Goods on the first page, a certificate of delivery overleaf: its labels stand above the lines."""
    sheet, rng, words, deal = draft.sheet, draft.rng, draft.words, draft.deal
    y = letterhead(draft, rng.choice(words["title"]))
    y = goods_table(draft, 15, y, draft.wide - 30, ("pos", "code", "text", "qty"))
    if rng.random() < 0.6:
        draft.sign(rng.choice(("above", "below_c")), SHIPPER, 15, min(y + 34, draft.high - 40), 62, h=13)
    sheet.say(
        draft.wide - 16, draft.high - 14, rng.choice(words["turn"]) + "  >>>", draft.face.at(8).bold, to="r"
    )
    sheet.turn()
    top = rng.choice((18.0, 30.0, 120.0))
    draft.box(14, top, draft.wide - 28, 136, 0.6, round_=3)
    draft.box(16, top + 2, draft.wide - 32, 132, 0.15, round_=2)
    sheet.say(draft.wide / 2, top + 14, words["certificate"], draft.face.at(16).bold, to="c")
    sheet.say(
        draft.wide / 2, top + 22, f"{deal.words['delivery_no']} {deal.deliveries[0]}", draft.fill, to="c"
    )
    sheet.wrap(24, top + 31, rng.choice(words["state"]), draft.face, draft.wide - 50)
    draft.asked(24, top + 42, 0.4)
    kind = rng.choice(("above", "right", "below_c"))
    draft.remarks(kind, 24, top + 57, draft.wide - 50, 7)
    draft.name(kind, 24, top + 73, 78, 8)
    draft.day(kind, 110, top + 73, 40, 8)
    draft.clock(kind, 156, top + 73, 36, 8)
    side = rng.random() < 0.5
    draft.sign(kind, CUSTOMER, 24 if side else 104, top + 104, 84, h=17)
    draft.stamp(66 if side else 130, top + 96)
    draft.sign(kind, DRIVER, 120 if side else 24, top + 104, 68, h=15)
    draft.small(24, top + 119, draft.wide - 52)
    if top < 100:
        draft.small(20, top + 150, draft.wide - 44)
        draft.small(20, top + 165, draft.wide - 44)


def two_sides(draft: Draft) -> None:
    """Delivered by on one side, received by on the other; the same four places on both."""
    rng, words = draft.rng, draft.words
    y = letterhead(draft, rng.choice(words["title"]))
    end = goods_table(draft, 15, y, draft.wide - 30, ("code", "text", "qty"))
    y = rng.choice((draft.high - 84, min(end + 10, draft.high - 84)))
    draft.remarks(rng.choice(("dots", "plain")), 15, y - 3, draft.wide - 30)
    flipped, half = rng.random() < 0.3, (draft.wide - 30) / 2
    style, sign_first = rng.choice(("sidecell", "dots", "colon", "plain")), rng.random() < 0.4
    draft.box(15, y + 2, draft.wide - 30, 62, 0.35)
    draft.rule(15 + half, y + 2, 15 + half, y + 64)
    draft.box(15, y + 2, draft.wide - 30, 7, fill=draft.tone)
    for place, role in enumerate((CUSTOMER, DRIVER) if flipped else (DRIVER, CUSTOMER)):
        x = 15 + place * half
        places = _side(draft, role, (x, y, half), style, sign_first=sign_first)
        if role == CUSTOMER:
            draft.blank.name, draft.blank.day, draft.blank.clock = places.name, places.day, places.clock
            draft.stamp(x + half * 0.6, y + 56)
        else:
            draft.blank.theirs[DRIVER] = replace(places, clock=None)
            draft.blank.foreign.append((0, (x, y + 2, x + half, y + 64)))


def _side(draft: Draft, role: str, at: tuple[float, float, float], style: str, *, sign_first: bool) -> Places:
    """Name, day and time of one side, before or after its place to sign; `at`: left, top and width."""
    (x, y, half), words, mine = at, draft.words, role == CUSTOMER
    title = words["received_by" if mine else "delivered_by"]
    draft.sheet.say(x + half / 2, y + 6.8, title, draft.face.at(9).bold, to="c")
    down = y + (35 if sign_first else 18)
    draft.sign(
        style, role, x + 3, y + (23 if sign_first else 53), half - 6, h=14, label=words["customer"][-1]
    )
    spots = [
        draft.put(
            style, x + 3, down + row * 10, half - 6, draft.rng.choice(words[what if mine else f"{what}0"])
        )
        for row, what in enumerate(("name", "day", "clock"))
    ]
    return Places(*(spot for spot, *_ in spots))
