"""Rows and boxes: a driver's list of stops, and a form with a box for every letter."""

from __future__ import annotations

from tests.benchmarks.open_receipts.drafting import Draft
from tests.benchmarks.open_receipts.heads import goods_table, letterhead
from tests.benchmarks.open_receipts.open_blank import Row
from tests.benchmarks.sealed.books import Customer
from tests.benchmarks.sealed.sheet import Box
from tests.benchmarks.sealed_receipts.blanks import CUSTOMER, DRIVER, Zone, here

Columns = dict[str, tuple[float, float]]
"""Left end and width of each column, millimetres."""
_LIST_TOP = 44.0
_LIST_SHARES = {"stop": 9, "who": 58, "ref": 32, "pkgs": 13, "name": 40, "day": 24, "clock": 18, "sign": 56}
_DATE_LETTERS = {
    "de": "TTMMJJ", "fr": "JJMMAA", "es": "DDMMAA", "it": "GGMMAA", "nl": "DDMMJJ", "pl": "DDMMRR",
    "pt": "DDMMAA",
}  # fmt: skip


def run_sheet(draft: Draft) -> None:
    """A driver's list: a stop in each row, with a cell to sign; the driver signs at the foot."""
    sheet, rng, told = draft.sheet, draft.rng, draft.words["manifest"]
    sheet.say(12, 15, told[0].upper(), draft.face.at(14).bold)
    sheet.say(draft.wide - 12, 15, draft.deal.ledger.firm.name, draft.face.at(10), to="r")
    plate = f"{rng.choice('ABK')}{rng.randint(10, 99)} {''.join(rng.choices('XYZKLMABC', k=3))}"
    sheet.say(12, 23, f"{told[5]}: {rng.randint(10, 80)}    {told[6]}: {plate}", draft.fill)
    draft.pairs(12, 30, ["customer", "ship day"], 38)
    high = rng.uniform(15, 18)
    count = int((draft.high - _LIST_TOP - 60) / high)
    columns, label = _list_head(draft, high * count)
    mine = rng.randrange(count)
    filled = rng.choice((count, count, mine + 1))
    draft.blank.busy, draft.blank.strict_rows = rng.random() < 0.5, True
    others = [one for one in draft.deal.ledger.customers if one.number != draft.deal.customer.number]
    for place, other in enumerate(rng.sample(others, count)):
        y = _LIST_TOP + 8 + place * high
        draft.rule(10, y + high, draft.wide - 10, y + high, 0.15)
        if place < filled:
            _stop(draft, columns, (place + 1, y), None if place == mine else other)
            _row(draft, columns, (y, high), label, mine=place == mine)
    draft.blank.zones += [row.zone for row in draft.blank.rows]
    y = _LIST_TOP + 8 + count * high
    draft.remarks("plain", 12, y + 9, draft.wide - 24)
    draft.sign(rng.choice(("plain", "below", "dots")), DRIVER, 12, y + 27, 110, h=12)


def _list_head(draft: Draft, high: float) -> tuple[Columns, Box]:
    """The head row and all upright lines; gives the columns and the place of the label to sign."""
    words, told = draft.words, draft.words["manifest"]
    order = list(_LIST_SHARES)
    if draft.rng.random() < 0.35:
        order = [*order[:4], "sign", "name", "day", "clock"]
    said = dict(zip(("stop", "who", "ref", "pkgs"), told[1:5], strict=True))
    said |= {what: draft.rng.choice(words[what]) for what in ("name", "day", "clock")}
    said["sign"] = draft.rng.choice(words["customer"])
    x, wide, boxes, columns = 10.0, draft.wide - 20, {}, {}
    draft.box(x, _LIST_TOP, wide, 8, fill=draft.tone)
    for what in order:
        columns[what] = (x, wide * _LIST_SHARES[what] / sum(_LIST_SHARES.values()))
        face = draft.fitting(said[what], draft.face.at(7).bold, columns[what][1] - 1.5)
        boxes[what] = draft.sheet.say(x + 1, _LIST_TOP + 5.4, said[what], face)
        draft.rule(x, _LIST_TOP, x, _LIST_TOP + 8 + high)
        x += columns[what][1]
    draft.rule(x, _LIST_TOP, x, _LIST_TOP + 8 + high)
    return columns, boxes["sign"]


def _stop(draft: Draft, columns: Columns, at: tuple[int, float], other: Customer | None) -> None:
    """Who is delivered to at this number and height: the deal's customer, or another one."""
    (number, y), deal, sheet, face = at, draft.deal, draft.sheet, draft.fill.at(7.6)
    one, firm = other or deal.customer, deal.ledger.firm
    (who, room), (ref, _), (pkgs, wide) = columns["who"], columns["ref"], columns["pkgs"]
    sheet.say(columns["stop"][0] + 1.5, y + 6, str(number), face)
    sheet.say(who + 1, y + 6, one.name, draft.fitting(one.name, face, room - 2))
    sheet.say(who + 1, y + 10.5, f"{one.street}, {one.city}"[:40], face.at(6.4))
    delivery = firm.deliveries.format(firm.first_delivery + 9000 + draft.rng.randint(0, 900))
    sheet.say(ref + 1, y + 6, delivery if other else deal.deliveries[0], face.at(7.4))
    if other is None:
        sheet.say(ref + 1, y + 10.5, deal.order[:16], face.at(6.6))
    sheet.say(pkgs + wide - 1.5, y + 6, str(draft.rng.randint(1, 30)), face, to="r")


def _row(draft: Draft, columns: Columns, down: tuple[float, float], label: Box, *, mine: bool) -> None:
    """Where the customer of a row signs and writes; `down`: top and height of the row."""
    low = down[0] + down[1] - 3
    (sign, room), blank = columns["sign"], draft.blank
    name, day, clock = (
        here(draft.sheet, columns[what][0] + 1, low, columns[what][1] - 2)
        for what in ("name", "day", "clock")
    )
    zone = Zone(CUSTOMER, here(draft.sheet, sign + 2, low + 1, room - 4), down[1] - 3.5, label)
    if mine:
        blank.zones.append(zone)
        blank.name, blank.day, blank.clock = name, day, clock
        draft.stamp(sign + room / 2, low - 4)
    else:
        blank.rows.append(Row(zone, name, clock))


def letter_boxes(draft: Draft) -> None:
    """A form with a box for every letter of the name and every digit of the date."""
    rng, deal = draft.rng, draft.deal
    y = letterhead(draft, rng.choice(draft.words["title"]))
    end = goods_table(draft, 15, y, draft.wide - 30, ("code", "text", "qty"), most=7)
    y = rng.choice((draft.high - 96, min(end + 8, draft.high - 96)))
    draft.box(12, y, draft.wide - 24, 84, 0.3)
    draft.boxes_across(16, y + 7, 4)
    pitch = rng.choice((5.4, 6.0, 6.6))
    cells = int((draft.wide - 34) / pitch)
    draft.blank.name = draft.comb((16, y + 21), pitch, cells, draft.label("name"))
    letters = _DATE_LETTERS.get(deal.language, "MMDDYY" if deal.customer.land == "us" else "DDMMYY")
    pale = rng.random() < 0.55
    day = draft.label("day") + ("" if pale else f"  ({letters[:2]}/{letters[2:4]}/{letters[4:]})")
    draft.blank.day = draft.comb((16, y + 36), pitch, 6, day, letters if pale else "")
    draft.blank.day_is_sure = True
    draft.blank.clock = draft.comb((16 + pitch * 6 + 14, y + 36), pitch, 4, draft.label("clock"))
    draft.sign(rng.choice(("boxed", "headcell")), CUSTOMER, 16, y + 61, 96, h=20)
    draft.stamp(70, y + 54)
    draft.sign("boxed", DRIVER, 118, y + 61, draft.wide - 24 - 110, h=20)
    draft.remarks(rng.choice(("boxed", "above")), 16, y + 77, draft.wide - 34, 13)
