"""Papers of carriers: bills of lading, CMR notes and freight bills."""

from __future__ import annotations

from tests.benchmarks.sealed.deals import Deal
from tests.benchmarks.sealed.faces import Face
from tests.benchmarks.sealed.parts import address, day_told, firm_lines
from tests.benchmarks.sealed.receipts import fill, remark
from tests.benchmarks.sealed.sheet import Sheet, Told
from tests.benchmarks.sealed.stamps import stamp
from tests.benchmarks.sealed.words import spelled


def lading(sheet: Sheet, deal: Deal) -> None:
    """The American straight bill: order grid, freight classes, three zones for signatures."""
    face = Face("narrow", 9)
    sheet.say(14, 14, "Date:", face)
    sheet.say(24, 14, spelled(deal.ship_day, deal.shape, "en"), face, day_told(deal, "document_date"))
    sheet.say(108, 14, "BILL OF LADING - SHORT FORM - NOT NEGOTIABLE", face.at(11).bold, to="c")
    for y, title in ((18, "SHIP FROM"), (42, "SHIP TO"), (70, "THIRD PARTY FREIGHT CHARGES BILL TO")):
        sheet.box(12, y, 98, 5, 0.2, fill=(40, 40, 40))
        sheet.say(61, y + 3.7, title, Face("narrow-bold", 9, 1, (250, 250, 250)), to="c")
    sheet.lines(15, 27, firm_lines(deal.ledger.firm), face)
    address(sheet, 15, 51, deal, face)
    sheet.say(15, 65, "CID#:", face)
    sheet.say(25, 65, deal.customer.number, face, Told("customer_number"))
    sheet.lines(15, 79, ["PACKARD LOGISTICS AUDIT", "PO BOX 3381 TOLEDO OH 43607"], face)
    sheet.box(112, 18, 90, 68)
    sheet.say(114, 24, "Bill of Lading Number:", face.bold)
    sheet.say(150, 24, deal.numbers["bol"], face)
    sheet.bars(118, 27, deal.numbers["bol"], 60, 8)
    for place, (label, value) in enumerate(
        (
            ("CARRIER NAME:", "GREAT BASIN MOTOR FREIGHT"),
            ("Trailer number:", deal.numbers["trailer"]),
            ("Seal number(s):", f"{sheet.rng.randint(10**6, 10**7)}"),
            ("SCAC:", "GBMF"),
            ("Pro number:", deal.numbers["pro"]),
        )
    ):
        sheet.say(114, 44 + place * 6, label, face.bold)
        sheet.say(146, 44 + place * 6, value, face)
    _order_grid(sheet, deal, face)
    for place, line in enumerate(deal.lines[:5]):
        down = 145.5 + place * 5.5
        sheet.say(14, down, f"{line.count:>4}  CTN   {line.count * 11} LB    {line.text.upper()}", face)
        sheet.say(180, down, "NMFC 94620  Cl 70", face.at(7.5), to="c")
    sheet.wrap(
        14,
        186,
        LIABILITY,
        face.at(7),
        185,
    )
    for x, label in (
        (12, "SHIPPER SIGNATURE / DATE"),
        (76, "CARRIER SIGNATURE / PICKUP DATE"),
        (140, "CONSIGNEE SIGNATURE / DATE"),
    ):
        sheet.box(x, 212, 62, 34)
        sheet.say(x + 2, 216, label, face.at(7).bold)
    sheet.sign(20, 232, deal.driver, (34, 10), counts=False)
    if sheet.rng.random() < 0.7:
        sheet.sign(86, 234, deal.driver, (30, 9), counts=False)
    fill(sheet, deal, (150, 230), (146, 236), (146, 243))
    remark(sheet, deal, 14, 254, face)


def _order_grid(sheet: Sheet, deal: Deal, face: Face) -> None:
    sheet.box(12, 92, 190, 5, 0.2, fill=(40, 40, 40))
    sheet.say(107, 95.7, "CUSTOMER ORDER INFORMATION", Face("narrow-bold", 9, 1, (250, 250, 250)), to="c")
    for x, label in (
        (14, "CUSTOMER ORDER NUMBER"),
        (64, "# PKGS"),
        (84, "WEIGHT"),
        (110, "ADDITIONAL SHIPPER INFO"),
    ):
        sheet.say(x, 101, label, face.at(7.5))
    sheet.rule(12, 103, 202, 103)
    for place, one in enumerate(deal.invoices):
        y = 108 + place * 6
        same = place and one.order == deal.invoices[0].order
        sheet.say(16, y, one.order, face.at(10), None if same else Told("po_number"))
        sheet.say(66, y, str(sheet.rng.randint(2, 30)), face)
        sheet.say(86, y, f"{sheet.rng.randint(80, 2400)}", face)
        box = sheet.say(112, y, "SHIPMENT", face)
        sheet.say(box[2] + 2, y, one.delivery, face, Told("delivery_number"))
        sheet.rule(12, y + 1.5, 202, y + 1.5, 0.1)


CMR_FRAMES = (
    (1, (14, 14, 92, 26), "Absender / Sender / Expéditeur"),
    (2, (14, 40, 92, 26), "Empfänger / Consignee / Destinataire"),
    (3, (14, 66, 92, 16), "Auslieferungsort / Place of delivery"),
    (4, (14, 82, 92, 16), "Ort und Tag der Übernahme / Place and date of taking over"),
    (5, (14, 98, 92, 16), "Beigefügte Dokumente / Documents attached"),
    (16, (106, 40, 92, 26), "Frachtführer / Carrier / Transporteur"),
    (18, (106, 66, 92, 48), "Vorbehalte des Frachtführers / Carrier's reservations"),
    (22, (14, 236, 61, 42), "Unterschrift des Absenders / Sender"),
    (23, (75, 236, 61, 42), "Unterschrift des Frachtführers / Carrier"),
    (24, (136, 236, 62, 42), "Gut empfangen / Goods received / Marchandises reçues"),
)
LIABILITY = (
    "Where the rate is dependent on value, shippers are required to state specifically in writing the "
    "agreed or declared value of the property. RECEIVED, subject to individually determined rates or "
    "contracts that have been agreed upon in writing between the carrier and shipper. Carrier liability for "
    "loss or damage may be applicable. Shortage or damage must be noted at time of delivery."
)


def cmr(sheet: Sheet, deal: Deal) -> None:
    """The international consignment note with its numbered frames, filled in by a typewriter."""
    small, face = (
        Face("grot", 6.2, 1, (150, 40, 50)),
        Face("type", 10, 0.95, (30, 30, 50), sheet.rng.choice(["jumpy", "worn"])),
    )
    for number, (x, y, w, h), label in CMR_FRAMES:
        sheet.box(x, y, w, h, 0.3)
        sheet.say(x + 1, y + 3.4, f"{number}", small.at(8).bold)
        sheet.say(x + 6, y + 3, label, small)
    sheet.say(112, 24, "CMR", small.at(26).bold)
    sheet.say(140, 20, "INTERNATIONALER FRACHTBRIEF", small.at(8))
    sheet.say(140, 24, "LETTRE DE VOITURE INTERNATIONALE", small.at(8))
    sheet.say(140, 34, f"No {deal.numbers['bol']}", Face("type-bold", 13, 1, (170, 30, 40)))
    sheet.lines(17, 22, firm_lines(deal.ledger.firm), face)
    address(sheet, 17, 48, deal, face)
    sheet.say(17, 76, f"{deal.customer.city} / {deal.customer.land.upper()}", face)
    box = sheet.say(17, 92, deal.ledger.firm.town.split()[-1] + ",", face)
    sheet.say(
        box[2] + 2,
        92,
        spelled(deal.ship_day, deal.shape, deal.language),
        face,
        day_told(deal, "document_date"),
    )
    box = sheet.say(17, 108, deal.words["delivery_no"].split()[0] + ":", face)
    for one in deal.deliveries:
        box = sheet.say(box[2] + 2, 108, one, face, Told("delivery_number"))
    box = sheet.say(17, 112.5, deal.words["our_order"] + ":", face.at(9))
    sheet.say(box[2] + 2, 112.5, deal.order, face.at(9), Told("po_number"))
    sheet.lines(
        110,
        50,
        [
            "SPED-TRANS KOWAL SP.K.",
            "UL. ZAGORSKA 17  PL 25-346 KIELCE",
            f"TEL +48 41 {sheet.rng.randint(3000000, 3999999)}",
        ],
        face.at(9),
    )
    for column in (14, 60, 90, 140, 166, 198):
        sheet.rule(column, 114, column, 196, 0.25)
    for place, line in enumerate(deal.lines[:6]):
        sheet.lines(17, 128 + place * 6, [f"{line.count:>4} CRT"], face)
        sheet.say(62, 128 + place * 6, line.text[:32], face.at(9))
        sheet.say(196, 128 + place * 6, f"{line.count * 7},0", face, to="r")
    sheet.rule(14, 196, 198, 196)
    if sheet.rng.random() < 0.8:
        stamp(sheet, 44, 258, [deal.ledger.firm.name[:22].upper(), deal.ledger.firm.town.upper()])
        sheet.sign(24, 266, deal.driver, (34, 10), counts=False)
    sheet.sign(86, 264, deal.driver, (36, 11), counts=False)
    fill(sheet, deal, (146, 262), (139, 250), (139, 275))
    if deal.remark:
        sheet.write(110, 82, deal.remark[1], deal.hand, 4)
        sheet.remarks.append(deal.remark)


def freight(sheet: Sheet, deal: Deal) -> None:
    """A carrier's delivery receipt with a sticker of its own number over the corner."""
    face = Face("vera", 8.6, 0.9)
    sheet.say(
        14,
        18,
        "GREAT BASIN MOTOR FREIGHT" if deal.customer.land == "us" else "SEVERN & WYE HAULAGE",
        face.at(14).bold,
    )
    sheet.say(14, 24, "DELIVERY RECEIPT - CONSIGNEE COPY", face.at(10))
    sheet.box(134, 10, 66, 24, 0.3, fill=(252, 250, 236), round_=2)
    sheet.bars(138, 13, deal.numbers["pro"].replace("-", ""), 56, 11)
    sheet.say(166, 31, f"PRO {deal.numbers['pro']}", face.at(12).bold, to="c")
    for x, label in ((14, "CONSIGNEE"), (108, "SHIPPER")):
        sheet.box(x, 40, 92, 30)
        sheet.say(x + 2, 44.5, label, face.at(7))
    address(sheet, 18, 52, deal, face.at(9.4))
    sheet.lines(112, 52, firm_lines(deal.ledger.firm), face.at(9.4))
    cells = (
        ("DATE", spelled(deal.ship_day, deal.shape, "en"), day_told(deal, "document_date")),
        ("P.O. NUMBER", deal.order, Told("po_number")),
        ("SHIPPER NO.", deal.deliveries[0], Told("delivery_number")),
        ("ROUTE", "R-114", None),
    )
    for place, (label, text, told) in enumerate(cells):
        sheet.box(14 + place * 46.5, 72, 46.5, 12)
        sheet.say(16 + place * 46.5, 75.6, label, face.at(6.5))
        sheet.say(16 + place * 46.5, 81.6, text, face.at(9.4), told)
    for place, line in enumerate(deal.lines[:6]):
        sheet.say(18, 96 + place * 6, f"{line.count:>5}  CTNS  {line.text.upper()}", face)
        sheet.say(
            190,
            96 + place * 6,
            f"{line.count * 9} LB" if deal.customer.land == "us" else f"{line.count * 4} KG",
            face,
            to="r",
        )
    sheet.box(14, 140, 186, 60)
    sheet.say(
        17, 146, "RECEIVED THE ABOVE DESCRIBED FREIGHT IN GOOD ORDER EXCEPT AS NOTED", face.at(7.6).bold
    )
    for y, label in ((160, "SIGNED"), (176, "PRINT NAME"), (192, "DATE / TIME")):
        sheet.say(17, y, label, face)
        sheet.rule(44, y + 0.6, 120, y + 0.6)
    fill(sheet, deal, (52, 159), (48, 175), (48, 191))
    remark(sheet, deal, 126, 156, face)
    sheet.say(
        17,
        212,
        f"DRIVER {sheet.rng.randint(100, 999)}   TRAILER {deal.numbers['trailer']}   {deal.numbers['form']}",
        face,
    )
