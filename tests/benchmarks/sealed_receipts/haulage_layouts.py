"""Papers of carriers and engineers: bills of lading, CMR notes, freight bills, handhelds, job sheets."""

from __future__ import annotations

from dataclasses import replace

from tests.benchmarks.sealed.deals import Deal
from tests.benchmarks.sealed.faces import Face
from tests.benchmarks.sealed.parts import address, firm_lines, goods, pairs
from tests.benchmarks.sealed.sheet import Sheet
from tests.benchmarks.sealed_receipts.blanks import (
    CUSTOMER,
    DRIVER,
    SHIPPER,
    Blank,
    Zone,
    here,
    line_after,
    sign_after,
    sign_in,
    sign_over,
    ticks,
    write_in,
)
from tests.benchmarks.sealed_receipts.circumstances import words
from tests.benchmarks.sealed_receipts.letterheads import answers, body, face_of, head, label, small_print

_CMR = {
    SHIPPER: "22 Sender / Absender / Expéditeur (signature, stamp)",
    DRIVER: "23 Carrier / Frachtführer / Transporteur",
    CUSTOMER: "24 Goods received / Gut empfangen / Marchandises reçues",
}
_ENGINEERS = ("Harlan Voss", "Pieter Aldous", "Ruta Benik")
_RECEIVED = (
    "RECEIVED, subject to the classifications and tariffs in effect, the property described above in "
    "apparent good order, except as noted (contents and condition of packages unknown). Damaged or "
    "short freight: notify within 5 days."
)


def lading(sheet: Sheet, deal: Deal) -> Blank:
    """A straight bill: three zones side by side, each with its date."""
    face = Face(sheet.rng.choice(("narrow", "sans", "mono")), 8.5)
    sheet.say(105, 15, "STRAIGHT BILL OF LADING - ORIGINAL", face.at(13).bold, to="c")
    pairs(sheet, (120, 25), ("ship day", "delivery", "your order", "customer"), deal, face)
    sheet.say(120, 45, f"PRO  {deal.numbers['pro']}", face.bold)
    sheet.say(14, 24, "FROM (Shipper)", face.bold)
    sheet.lines(14, 29, firm_lines(deal.ledger.firm), face)
    sheet.say(14, 46, "TO (Consignee)", face.bold)
    address(sheet, 14, 51, deal, face)
    columns = [(16.0, "pos"), (28.0, "code"), (60.0, "text"), (176.0, "qty")]
    y = goods(sheet, 74, deal, face, columns, rules=True) + 6
    sheet.wrap(
        14,
        y,
        _RECEIVED,
        Face("narrow", 6.5),
        184,
    )
    blank = Blank(remarks=line_after(sheet, (14, y + 18), "Exceptions", face, 198))
    y = max(y + 26, 205)
    roles = ((SHIPPER, "SHIPPER PER"), (DRIVER, "CARRIER / DRIVER"), (CUSTOMER, "CONSIGNEE SIGNATURE"))
    for place, told in enumerate(roles):
        blank.zones.append(sign_in(sheet, (12 + place * 63, y, 62, 24), told, face))
    blank.name = line_after(sheet, (138, y + 30), "PRINT NAME", face, 199)
    blank.day = line_after(sheet, (138, y + 37), "DATE", face, 170)
    blank.clock = line_after(sheet, (172, y + 37), "TIME", face, 199)
    blank.ticks = ticks(sheet, (16, y + 30), answers(deal, sheet.rng), face, (0, 5.2))
    blank.stamp = here(sheet, 100, y + 36, 40)
    return blank


def waybill(sheet: Sheet, deal: Deal) -> Blank:
    """A CMR note: numbered frames, 18 for reservations, 22 to 24 at the foot."""
    face = Face(
        sheet.rng.choice(("sans", "grot")), 8, 1, (20, 60, 40) if sheet.rng.random() < 0.4 else (24, 24, 28)
    )
    typed = Face("type", 9.5, print="jumpy")
    sheet.say(160, 14, "CMR", face.at(22).bold)
    sheet.say(110, 20, "INTERNATIONAL CONSIGNMENT NOTE / FRACHTBRIEF / LETTRE DE VOITURE", face.at(6.5))
    for place, text in enumerate(
        ("1 Sender / Absender / Expéditeur", "2 Consignee / Empfänger / Destinataire")
    ):
        sheet.box(12, 12 + place * 26, 92, 26)
        sheet.say(14, 16 + place * 26, text, face.at(6.5))
    sheet.lines(16, 22, firm_lines(deal.ledger.firm), typed)
    address(sheet, 16, 47, deal, typed)
    sheet.box(104, 24, 94, 40)
    sheet.say(106, 28, "5 Documents attached / Beigefügte Dokumente", face.at(6.5))
    pairs(sheet, (106, 35), ("delivery", "your order", "customer", "ship day"), deal, typed)
    goods(sheet, 74, deal, typed, [(16.0, "pos"), (30.0, "text"), (176.0, "qty")])
    y = 190
    sheet.box(12, y, 92, 22)
    sheet.say(14, y + 4, "13 Sender's instructions / Anweisungen", face.at(6.5))
    blank = Blank(
        remarks=write_in(
            sheet, (104, y, 94, 22), "18 Carrier's reservations / Vorbehalte / Réserves", face.at(7.5)
        )
    )
    for place, (role, text) in enumerate(_CMR.items()):
        zone = sign_in(sheet, (12 + place * 62, y + 28, 62, 36), (role, text), face.at(7))
        blank.zones.append(replace(zone, spot=replace(zone.spot, y=y + 54), height=13))
    blank.day = line_after(sheet, (139, y + 38), "Date / le", face.at(7), 196)
    blank.name = line_after(sheet, (139, y + 62), "Name", face.at(7), 196)
    blank.clock, blank.stamp = None, here(sheet, 168, y + 48, 40)
    return blank


def freight(sheet: Sheet, deal: Deal) -> Blank:
    """A carrier's delivery receipt: pieces, boxes for short, over and damaged, consignee's line."""
    face = face_of(sheet.rng, 9)
    rng, told = sheet.rng, words(deal)
    sheet.say(
        14, 18, "GREAT BASIN MOTOR FREIGHT" if deal.language == "en" else "TRANSLINEA CARGO", face.at(14).bold
    )
    sheet.say(196, 18, "DELIVERY RECEIPT", face.at(13).bold, to="r")
    sheet.bars(130, 22, deal.numbers["pro"], 62, 9)
    sheet.say(130, 36, f"PRO {deal.numbers['pro']}", face)
    pairs(sheet, (14, 28), ("ship day", "delivery", "your order"), deal, face)
    sheet.say(14, 50, deal.words["to"], face.bold)
    y = body(sheet, address(sheet, 14, 55, deal, face) + 8, deal, face) + 10
    blank = Blank(ticks=ticks(sheet, (16, y), answers(deal, rng), face, (46, 0)))
    blank.remarks = line_after(sheet, (14, y + 12), label(deal, "remarks", rng), face, 197)
    blank.zones.append(sign_over(sheet, (14, y + 38), (CUSTOMER, label(deal, "customer", rng)), face, 78))
    blank.name = line_after(sheet, (14, y + 54), label(deal, "name", rng), face, 92)
    blank.day = line_after(sheet, (100, y + 38), label(deal, "day", rng), face, 148)
    blank.clock = line_after(sheet, (152, y + 38), label(deal, "clock", rng), face, 197)
    blank.zones.append(sign_after(sheet, (100, y + 54), (DRIVER, label(deal, "driver", rng)), face, 197))
    blank.stamp = here(sheet, 70, y + 46, 40)
    sheet.wrap(14, y + 64, " ".join(told["small"]), Face("narrow", 6.5), 180)
    return blank


def docket(sheet: Sheet, deal: Deal) -> Blank:
    """A tear-off strip at the foot of a note, narrow, with everything in one row."""
    face = face_of(sheet.rng, 8.5)
    body(sheet, head(sheet, deal, deal.words["note"], face), deal, face)
    rng, y = sheet.rng, sheet.size[1] - 44
    for place in range(62):
        sheet.rule(8 + place * 3.2, y, 9.8 + place * 3.2, y, 0.2)
    sheet.say(12, y + 6, f"{deal.words['delivery_no']} {deal.deliveries[0]}", face.bold)
    blank = Blank(
        zones=[sign_after(sheet, (12, y + 19), (CUSTOMER, label(deal, "customer", rng)), face, 112)]
    )
    blank.name = line_after(sheet, (116, y + 19), label(deal, "name", rng), face, 198)
    blank.day = line_after(sheet, (12, y + 31), label(deal, "day", rng), face, 54)
    blank.remarks = line_after(sheet, (58, y + 31), label(deal, "remarks", rng), face, 198)
    blank.stamp = here(sheet, 150, y + 10, 40)
    return blank


def job(sheet: Sheet, deal: Deal) -> Blank:
    """An engineer's sheet: hours, work done, the engineer's and the customer's signature."""
    face, told, rng = face_of(sheet.rng), words(deal)["job"], sheet.rng
    y = body(sheet, head(sheet, deal, told[0], face), deal, face) + 8
    sheet.say(
        16,
        y,
        f"{told[1]}: {rng.choice(_ENGINEERS)}   {told[2]}: {rng.randint(2, 9)},5",
        face,
    )
    blank = Blank(ticks=ticks(sheet, (16, y + 8), [("clean", told[4])], face, (0, 0)))
    blank.remarks = write_in(sheet, (16, y + 14, 178, 18), label(deal, "remarks", rng), face)
    blank.zones.append(sign_over(sheet, (16, y + 54), (DRIVER, told[1]), face, 64))
    blank.zones.append(sign_over(sheet, (108, y + 54), (CUSTOMER, told[3]), face, 76))
    blank.name = line_after(sheet, (108, y + 68), label(deal, "name", rng), face, 192)
    blank.day = line_after(sheet, (16, y + 68), label(deal, "day", rng), face, 60)
    blank.clock = line_after(sheet, (64, y + 68), label(deal, "clock", rng), face, 104)
    blank.stamp = here(sheet, 100, y + 42, 40)
    return blank


def billed(sheet: Sheet, deal: Deal) -> Blank:
    """A copy of the invoice that the receiver signs in the van."""
    face, rng = face_of(sheet.rng), sheet.rng
    down = head(sheet, deal, deal.words["invoice"], face)
    pairs(sheet, (118, down - 6), ("invoice",), deal, face)
    columns = [(17.0, "code"), (45.0, "text"), (140.0, "qty"), (168.0, "price"), (196.0, "total")]
    y = min(goods(sheet, down + 2, deal, face, columns) + 10, sheet.size[1] - 62)
    small_print(sheet, 16, y, deal)
    blank = Blank(zones=[sign_in(sheet, (16, y + 8, 92, 26), (CUSTOMER, label(deal, "customer", rng)), face)])
    blank.name = line_after(sheet, (112, y + 16), label(deal, "name", rng), face, 197)
    blank.day = line_after(sheet, (112, y + 25), label(deal, "day", rng), face, 155)
    blank.clock = line_after(sheet, (158, y + 25), label(deal, "clock", rng), face, 197)
    blank.remarks = line_after(sheet, (112, y + 34), label(deal, "remarks", rng), face, 197)
    blank.stamp = here(sheet, 80, y + 40, 40)
    return blank


def slip(sheet: Sheet, deal: Deal) -> Blank:
    """A handheld's strip: everything printed, the signature from the glass."""
    face = Face("mono", 8.5, print=sheet.rng.choice(("plain", "worn")))
    left, y = 62.0, 18.0
    sheet.say(105, y, deal.ledger.firm.name[:30], face.bold, to="c")
    sheet.say(105, y + 6, deal.words["note"].upper(), face.at(11).bold, to="c")
    y = pairs(sheet, (left, y + 14), ("delivery", "ship day", "customer", "your order"), deal, face, gap=42)
    y = address(sheet, left, y + 4, deal, face) + 4
    for line in deal.lines[:7]:
        sheet.say(left, y, f"{line.count:>4} {line.text[:32]}", face)
        y += 4.6
    y += 4
    told = words(deal)
    blank = Blank(device=True, ticks=ticks(sheet, (left, y), answers(deal, sheet.rng, 3), face, (0, 4.8)))
    blank.remarks, blank.name = here(sheet, left, y + 17, 90), here(sheet, left, y + 22, 90)
    blank.day, blank.clock = here(sheet, left, y + 27, 45), here(sheet, left + 48, y + 27, 40)
    box = sheet.say(left, y + 34, label(deal, "customer", sheet.rng), face)
    blank.zones.append(Zone(CUSTOMER, here(sheet, left + 4, y + 56, 74), 18, box))
    sheet.rule(left, y + 58, left + 86, y + 58, 0.2)
    sheet.wrap(left, y + 64, told["small"][0], face.at(6), 86)
    return blank


def web_page(sheet: Sheet, deal: Deal) -> Blank:
    """A carrier's page that proves a delivery, with the signature as a picture or without one."""
    face, told = Face("geist" if sheet.rng.random() < 0.5 else "vera", 9.5), words(deal)
    sheet.say(16, 20, "ParcelWays", face.at(18).bold)
    sheet.say(16, 32, told["statement"][2], face.at(14))
    sheet.rule(16, 36, 196, 36, 0.4)
    y = pairs(sheet, (16, 46), ("delivery", "your order", "ship day", "customer"), deal, face, gap=48)
    sheet.say(16, y + 2, f"Tracking  {deal.numbers['tracking']}", face)
    y = address(sheet, 16, y + 12, deal, face) + 4
    blank = Blank(device=True, remarks=here(sheet, 16, y + 8, 120), name=here(sheet, 16, y + 16, 90))
    blank.day, blank.clock = here(sheet, 16, y + 24, 60), here(sheet, 80, y + 24, 40)
    box = sheet.say(16, y + 36, label(deal, "customer", sheet.rng), face)
    sheet.box(16, y + 39, 84, 30, 0.15)
    blank.zones.append(Zone(CUSTOMER, here(sheet, 24, y + 64, 66), 20, box))
    sheet.say(16, y + 80, "parcelways.example/proof - 1/1", face.at(6.5))
    return blank
