"""Delivery notes: nine ways in which sellers ask for a receipt."""

from __future__ import annotations

from tests.benchmarks.sealed.deals import Deal
from tests.benchmarks.sealed.faces import Face
from tests.benchmarks.sealed.sheet import Sheet
from tests.benchmarks.sealed_receipts.blanks import (
    CUSTOMER,
    DRIVER,
    SHIPPER,
    Blank,
    Zone,
    circled,
    here,
    line_after,
    sign_after,
    sign_in,
    sign_over,
    tick_box,
    ticks,
    write_in,
)
from tests.benchmarks.sealed_receipts.circumstances import words
from tests.benchmarks.sealed_receipts.letterheads import answers, body, face_of, head, label, small_print


def _begun(sheet: Sheet, deal: Deal) -> tuple[Face, float]:
    face = face_of(sheet.rng)
    return face, body(sheet, head(sheet, deal, deal.words["note"], face), deal, face)


def _low(sheet: Sheet, down: float, high: float) -> float:
    """Where a receipt of this height begins: below the goods or at the foot of the page."""
    foot = sheet.size[1] - 16 - high
    return foot if sheet.rng.random() < 0.6 else min(down + 8, foot)


def framed(sheet: Sheet, deal: Deal) -> Blank:
    """Frames in a row; remarks in a wide one under them."""
    face, down = _begun(sheet, deal)
    rng, y = sheet.rng, _low(sheet, down, 62)
    sheet.say(15, y, label(deal, "state", rng), face.at(8))
    blank = Blank(name=write_in(sheet, (15, y + 3, 55, 17), label(deal, "name", rng), face))
    blank.day = write_in(sheet, (70, y + 3, 30, 17), label(deal, "day", rng), face)
    blank.clock = write_in(sheet, (100, y + 3, 24, 17), label(deal, "clock", rng), face)
    blank.zones.append(sign_in(sheet, (124, y + 3, 71, 17), (CUSTOMER, label(deal, "customer", rng)), face))
    blank.remarks = write_in(sheet, (15, y + 20, 109, 15), label(deal, "remarks", rng), face)
    blank.zones.append(sign_in(sheet, (124, y + 20, 71, 15), (DRIVER, label(deal, "driver", rng)), face))
    blank.stamp = here(sheet, 160, y + 26, 40)
    small_print(sheet, 15, y + 42, deal)
    return blank


def lined(sheet: Sheet, deal: Deal) -> Blank:
    """Labels with lines behind them, one under the other."""
    face, down = _begun(sheet, deal)
    rng, y = sheet.rng, _low(sheet, down, 70)
    small_print(sheet, 18, y, deal)
    customer = (CUSTOMER, label(deal, "customer", rng))
    blank = Blank(zones=[sign_after(sheet, (18, y + 22), customer, face, 120)])
    blank.name = line_after(sheet, (18, y + 33), label(deal, "name", rng), face, 120)
    blank.day = line_after(sheet, (18, y + 43), label(deal, "day", rng), face, 75)
    blank.clock = line_after(sheet, (80, y + 43), label(deal, "clock", rng), face, 120)
    blank.remarks = line_after(sheet, (18, y + 54), label(deal, "remarks", rng), face, 192)
    blank.zones.append(sign_after(sheet, (126, y + 22), (DRIVER, label(deal, "driver", rng)), face, 196))
    blank.ticks = ticks(sheet, (130, y + 33), answers(deal, rng), face, (0, 5.2))
    blank.stamp = here(sheet, 100, y + 30, 40)
    return blank


def tabled(sheet: Sheet, deal: Deal) -> Blank:
    """A table: who signs in the rows, what is asked in the columns."""
    face, down = _begun(sheet, deal)
    rng, y = sheet.rng, _low(sheet, down, 66)
    columns = [
        (15, ""),
        (58, label(deal, "name", rng)),
        (108, label(deal, "day", rng)),
        (134, label(deal, "clock", rng)),
        (154, deal.words["sign"]),
    ]
    for x, text in columns:
        sheet.say(x + 1.5, y + 4, text, face.at(face.points * 0.85).bold)
        sheet.rule(x, y, x, y + 45, 0.2)
    for down_ in (0, 6, 19, 32, 45):
        sheet.rule(15, y + down_, 197, y + down_, 0.2)
    sheet.rule(197, y, 197, y + 45, 0.2)
    blank = Blank()
    for row, role in enumerate((SHIPPER, DRIVER, CUSTOMER)):
        low = y + 19 + row * 13
        box = sheet.say(16.5, low - 5, label(deal, role, rng), face)
        blank.zones.append(Zone(role, here(sheet, 156, low - 2, 39), 10, box))
    low = y + 43
    blank.name, blank.day = here(sheet, 60, low, 46), here(sheet, 109, low, 24)
    blank.clock, blank.stamp = here(sheet, 135, low, 18), here(sheet, 120, y + 52, 40)
    blank.remarks = line_after(sheet, (15, y + 53), label(deal, "remarks", rng), face, 197)
    small_print(sheet, 15, y + 60, deal)
    return blank


def cornered(sheet: Sheet, deal: Deal) -> Blank:
    """One frame at the right for stamp and signature, reservations at the left."""
    face, down = _begun(sheet, deal)
    rng, y = sheet.rng, _low(sheet, down, 56)
    sheet.box(108, y, 90, 42, 0.35)
    sheet.say(110, y + 4, f"{label(deal, 'stamp', rng)} / {label(deal, 'customer', rng)}", face.at(7.5))
    blank = Blank(zones=[Zone(CUSTOMER, here(sheet, 122, y + 30, 64), 18, (110, y + 1, 180, y + 5))])
    blank.name = line_after(sheet, (110, y + 39), label(deal, "name", rng), face.at(8), 196)
    blank.stamp = here(sheet, 150, y + 18, 40)
    blank.remarks = write_in(sheet, (15, y, 90, 20), label(deal, "remarks", rng), face)
    blank.day = line_after(sheet, (15, y + 28), label(deal, "day", rng), face, 62)
    blank.clock = line_after(sheet, (65, y + 28), label(deal, "clock", rng), face, 104)
    blank.zones.append(sign_after(sheet, (15, y + 41), (DRIVER, label(deal, "driver", rng)), face, 104))
    small_print(sheet, 15, y + 48, deal)
    return blank


def overleaf(sheet: Sheet, deal: Deal) -> Blank:
    """The receipt is on the back, between conditions; the driver signs on the front."""
    face, _ = _begun(sheet, deal)
    rng = sheet.rng
    foot = sheet.size[1] - 34
    blank = Blank(zones=[sign_over(sheet, (18, foot), (DRIVER, label(deal, "driver", rng)), face, 62)])
    sheet.say(195, foot, words(deal)["over_page"], face.at(8), to="r")
    sheet.turn()
    for place in range(3):
        small_print(sheet, 18, 24 + place * 12, deal)
    sheet.say(18, 84, label(deal, "state", rng), face)
    blank.name = line_after(sheet, (18, 98), label(deal, "name", rng), face, 120)
    blank.zones.append(sign_after(sheet, (18, 116), (CUSTOMER, label(deal, "customer", rng)), face, 130))
    blank.day = line_after(sheet, (18, 130), label(deal, "day", rng), face, 80)
    blank.clock = line_after(sheet, (90, 130), label(deal, "clock", rng), face, 140)
    blank.remarks = line_after(sheet, (18, 144), label(deal, "remarks", rng), face, 192)
    blank.stamp = here(sheet, 160, 106, 40)
    return blank


def second_page(sheet: Sheet, deal: Deal) -> Blank:
    """Goods on two pages, the receipt at the end of the second."""
    face, down = _begun(sheet, deal)
    sheet.say(190, sheet.size[1] - 8, "1 / 2", face.at(7), to="r")
    small_print(sheet, 18, down + 12, deal)
    sheet.turn()
    sheet.say(18, 16, f"{deal.words['note']} {deal.deliveries[0]}", face.bold)
    sheet.say(190, sheet.size[1] - 8, "2 / 2", face.at(7), to="r")
    rng, y = sheet.rng, body(sheet, 26, deal, face) + 16
    blank = Blank(remarks=write_in(sheet, (18, y, 170, 17), label(deal, "remarks", rng), face))
    for x, role in ((18, SHIPPER), (78, DRIVER), (138, CUSTOMER)):
        blank.zones.append(sign_over(sheet, (x, y + 42), (role, label(deal, role, rng)), face, 54))
    blank.name = line_after(sheet, (100, y + 58), label(deal, "name", rng), face, 192)
    blank.day = line_after(sheet, (18, y + 58), label(deal, "day", rng), face, 62)
    blank.stamp = here(sheet, 160, y + 30, 40)
    return blank


def checked(sheet: Sheet, deal: Deal) -> Blank:
    """A list of questions to be answered by ticks, then the signature."""
    face, down = _begun(sheet, deal)
    rng, y, told = sheet.rng, _low(sheet, down, 72), words(deal)
    blank = Blank()
    style = rng.choice(("square", "round", "thick"))
    for row, about in enumerate(("damaged", "short")):
        sheet.say(18, y + row * 7, told["asks"][about], face)
        blank.ticks.append(tick_box(sheet, (80, y + row * 7), (about, told["yes"]), face, style))
        blank.ticks.append(tick_box(sheet, (100, y + row * 7), (f"no {about}", told["no"]), face, style))
    blank.ticks += ticks(sheet, (125, y), answers(deal, rng), face, (0, 5.6))
    blank.remarks = write_in(sheet, (18, y + 20, 177, 14), label(deal, "remarks", rng), face)
    blank.zones.append(sign_in(sheet, (18, y + 36, 88, 20), (CUSTOMER, label(deal, "customer", rng)), face))
    blank.name = write_in(sheet, (106, y + 36, 50, 20), label(deal, "name", rng), face)
    blank.day = write_in(sheet, (156, y + 36, 39, 20), label(deal, "day", rng), face)
    blank.zones.append(sign_after(sheet, (18, y + 64), (DRIVER, label(deal, "driver", rng)), face, 106))
    blank.stamp = here(sheet, 130, y + 62, 40)
    return blank


def judged(sheet: Sheet, deal: Deal) -> Blank:
    """Good or damaged is circled; the lines are open, without frames."""
    face, down = _begun(sheet, deal)
    rng, y, told = sheet.rng, _low(sheet, down, 58), words(deal)
    blank = Blank(circles=circled(sheet, 18, y, told["circle"], face.at(face.points + 1)))
    blank.clock = line_after(sheet, (120, y), label(deal, "clock", rng), face, 160)
    blank.remarks = line_after(sheet, (18, y + 12), label(deal, "remarks", rng), face, 195)
    blank.zones.append(sign_over(sheet, (18, y + 36), (DRIVER, label(deal, "driver", rng)), face, 55))
    blank.zones.append(sign_over(sheet, (82, y + 36), (CUSTOMER, label(deal, "customer", rng)), face, 66))
    blank.day = line_after(sheet, (155, y + 36), label(deal, "day", rng), face, 197)
    blank.name = line_after(sheet, (82, y + 50), label(deal, "name", rng), face, 160)
    blank.stamp = here(sheet, 178, y + 46, 40)
    return blank


def lettered(sheet: Sheet, deal: Deal) -> Blank:
    """A letter that confirms the receipt, signed as letters are, with no frame and hardly a label."""
    face, down = _begun(sheet, deal)
    rng, told = sheet.rng, words(deal)
    y = min(down + 12, sheet.size[1] - 62)
    sheet.wrap(18, y, told["letter"], face, 160)
    blank = Blank(day=line_after(sheet, (18, y + 14), label(deal, "day", rng), face, 70))
    box = sheet.say(18, y + 24, label(deal, "customer", rng), face)
    blank.zones.append(Zone(CUSTOMER, here(sheet, 22, y + 40, 60), 13, box))
    sheet.rule(18, y + 42, 90, y + 42, 0.15)
    blank.name, blank.remarks = here(sheet, 20, y + 47, 60), here(sheet, 100, y + 30, 90)
    blank.stamp = here(sheet, 140, y + 38, 40)
    return blank
