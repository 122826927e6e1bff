"""Where people sign: receipt blocks of several kinds, filled in by hand, stamped, or left empty."""

from __future__ import annotations

from datetime import date

from tests.benchmarks.sealed.deals import Deal
from tests.benchmarks.sealed.faces import Face
from tests.benchmarks.sealed.sheet import Sheet, Told
from tests.benchmarks.sealed.stamps import stamp
from tests.benchmarks.sealed.words import other_readings

Spot = tuple[float, float]
"""Where ink begins: millimetres."""


def dotted(sheet: Sheet, y: float, deal: Deal, face: Face) -> None:
    """Lines of dots behind the labels, one under the other."""
    words = deal.words
    sheet.say(20, y, words["received"], face)
    spots = []
    for place, what in enumerate(("name", "sign", "taken")):
        down = y + 11 * (place + 1)
        box = sheet.say(20, down, words[what], face)
        sheet.say(
            box[2] + 1, down, "." * int((112 - box[2]) / (face.points * 0.1)), face.at(face.points * 0.9)
        )
        spots.append((max(box[2] + 3, 52), down - 0.4))
    fill(sheet, deal, spots[1], spots[0], spots[2])
    remark(sheet, deal, 124, y + 12, face)


def boxed(sheet: Sheet, y: float, deal: Deal, face: Face) -> None:
    """Three frames in a row, a small label in the corner of each."""
    words = deal.words
    sheet.box(15, y, 180, 26)
    sheet.say(17, y + 4, words["received"], face.bold)
    for x, what in ((15, "name"), (75, "taken"), (115, "sign")):
        sheet.rule(x, y + 6, x, y + 26)
        sheet.say(x + 1.5, y + 9.4, words[what], face.at(face.points * 0.75))
    sheet.rule(15, y + 6, 195, y + 6)
    fill(sheet, deal, (128, y + 21), (18, y + 21), (78, y + 21))
    remark(sheet, deal, 17, y + 36, face)


def zones(sheet: Sheet, y: float, deal: Deal, face: Face) -> None:
    """Driver on the left, customer on the right, labels under a line."""
    words = deal.words
    for x, label in ((18, words["driver"]), (112, words["sign"])):
        sheet.rule(x, y + 18, x + 78, y + 18)
        sheet.say(x, y + 22, label, face.at(face.points * 0.8))
    if sheet.rng.random() < 0.7:
        sheet.sign(26, y + 16, deal.driver, (36, 11), counts=False)
    sheet.say(112, y + 30, words["name"] + ":", face)
    sheet.say(112, y + 39, words["taken"] + ":", face)
    fill(sheet, deal, (122, y + 16), (140, y + 30), (140, y + 39))
    remark(sheet, deal, 18, y + 32, face)


def corner(sheet: Sheet, y: float, deal: Deal, face: Face) -> None:
    """One frame at the right for stamp and signature, as continental notes have it."""
    words = deal.words
    sheet.box(110, y, 85, 38, 0.35)
    sheet.say(112, y + 4.4, f"{words['received']}", face.at(face.points * 0.85))
    sheet.say(112, y + 36, f"{words['taken']} / {words['sign']}", face.at(face.points * 0.75))
    sheet.say(16, y + 4.4, words["remark"] + ":", face)
    sheet.rule(16, y + 14, 104, y + 14, 0.1)
    sheet.rule(16, y + 23, 104, y + 23, 0.1)
    fill(sheet, deal, (146, y + 24), (114, y + 13), (114, y + 30), label=False)
    if deal.remark:
        _remark_ink(sheet, deal, 18, y + 13)


KINDS = (dotted, boxed, zones, corner)


def fill(sheet: Sheet, deal: Deal, sign: Spot, name: Spot, taken: Spot, *, label: bool = True) -> None:
    """The receiver's ink: signature, name and date, or whatever was given instead."""
    rng, hand = sheet.rng, deal.hand
    if not deal.signed:
        if rng.random() < 0.35:
            stamp(
                sheet,
                sign[0] + 22,
                sign[1] - 6,
                [deal.customer.name.split("(")[0][:24].upper(), deal.customer.city.upper()],
            )
        return
    sheet.sign(*sign, hand, (rng.uniform(30, 46), rng.uniform(9, 14)))
    if rng.random() < 0.8 and label:
        text = deal.person if rng.random() < 0.5 else f"{deal.person[0]} {deal.person.split()[-1]}"
        sheet.write(*name, text, hand, rng.uniform(3.6, 4.8), told=Told("printed_name", text))
    if rng.random() < 0.75:
        text = hand_date(deal.received, deal)
        sheet.write(*taken, text, hand, rng.uniform(3.6, 4.8), told=taken_told(deal, text))
    if rng.random() < 0.22:
        _stamp_beside(sheet, deal, sign)


def _stamp_beside(sheet: Sheet, deal: Deal, sign: Spot) -> None:
    name = deal.customer.name.split("(")[0][:22].upper()
    circle = sheet.rng.random() < 0.4
    texts = (
        [name[:16], deal.customer.city.upper()]
        if circle
        else [name, *(part.upper() for part in (deal.customer.street, deal.customer.city))]
    )
    stamp(sheet, sign[0] + sheet.rng.uniform(5, 38), sign[1] - sheet.rng.uniform(6, 26), texts, circle=circle)


def hand_date(day: date, deal: Deal) -> str:
    """A date as people of that country write it."""
    us = deal.customer.land == "us"
    mark = {"de": ".", "pl": ".", "nl": "-"}.get(deal.language, "/")
    parts = (day.month, day.day) if us else (day.day, day.month)
    return f"{parts[0]}{mark}{parts[1]}{mark}{day.year % 100:02d}"


def taken_told(deal: Deal, text: str) -> Told:
    """What the written date means."""
    shape = "{d}/{m}/{s}" if "/" in text or deal.language == "en" else "{d} {n}"
    return Told(
        "received_date", deal.received.isoformat(), (), other_readings(deal.received, shape, deal.language)
    )


def remark(sheet: Sheet, deal: Deal, x: float, y: float, face: Face) -> None:
    """The place for remarks, and what was written there."""
    sheet.say(x, y, deal.words["remark"] + ":", face.at(face.points * 0.9))
    if deal.remark:
        _remark_ink(sheet, deal, x, y + 8)


def _remark_ink(sheet: Sheet, deal: Deal, x: float, y: float) -> None:
    if deal.remark:
        sheet.write(x, y, deal.remark[1], deal.hand, 4.0)
        sheet.remarks.append(deal.remark)
