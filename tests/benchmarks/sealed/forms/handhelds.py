"""Papers of web pages, handhelds and fitters."""

from __future__ import annotations

from tests.benchmarks.sealed.deals import Deal
from tests.benchmarks.sealed.faces import Face
from tests.benchmarks.sealed.parts import address, called, day_told, name_told, where
from tests.benchmarks.sealed.places import said
from tests.benchmarks.sealed.receipts import fill, remark
from tests.benchmarks.sealed.sheet import Sheet, Told
from tests.benchmarks.sealed.words import spelled


def portal(sheet: Sheet, deal: Deal) -> None:
    """A carrier's web page, printed: no letterhead of the client, a signature from a screen."""
    face = Face(sheet.rng.choice(["geist", "vera"]), 9.5)
    title, dear, on, by, ref, to, order, tracking = said("portal")[deal.language]
    colour = sheet.rng.choice([(0, 90, 60), (20, 40, 120), (200, 90, 0)])
    sheet.box(0, 0, sheet.size[0], 16, 0, fill=colour)
    sheet.say(
        14,
        11,
        sheet.rng.choice(["parcelway", "NordHaul", "veloxpress"]),
        Face("geist", 18, 1, (255, 255, 255)),
    )
    sheet.say(14, 34, title, face.at(18))
    sheet.say(14, 42, dear, face)
    day = spelled(deal.received, deal.shape, deal.language)
    rows: list[tuple[str, str, Told | None]] = [
        (tracking, deal.numbers["tracking"], None),
        (on, day, day_told(deal, "received_date")),
    ]
    if deal.signed:
        rows.append((by, deal.person.upper(), Told("printed_name")))
    rows += [(ref, number, Told("delivery_number")) for number in deal.deliveries]
    if sheet.rng.random() < 0.6:
        rows.append((order, deal.order, Told("po_number")))
    name = called(deal, sheet.rng)
    rows.append((to, name, name_told(deal, name)))
    for place, (label, text, told) in enumerate(rows):
        y = 56 + place * 9
        sheet.rule(14, y + 3, 196, y + 3, 0.1, ink_=(190, 190, 190))
        sheet.say(14, y, label, face.inked((110, 110, 110)))
        sheet.say(82, y, text, face, told)
    down = sheet.lines(82, 56 + len(rows) * 9 - 3.5, where(deal.customer), face)
    if deal.signed:
        sheet.box(82, down + 8, 80, 30, 0.2)
        sheet.sign(94, down + 28, deal.hand, (48, 15))
    sheet.wrap(
        14,
        250,
        f"https://track.example/pod?id={deal.numbers['tracking']}   0800 555 0199. {deal.words['small']}",
        face.at(7.5),
        180,
    )


def slip(sheet: Sheet, deal: Deal) -> None:
    """A strip from a handheld's printer, laid on the glass: eighty millimetres wide, grey heads and feet."""
    x, face = 60.0, Face("geist-mono", 8.6, 0.96, (50, 50, 58))
    sheet.box(x - 4, 14, 80, 240, 0.1, fill=(247, 246, 244))
    sheet.say(x + 36, 26, deal.ledger.firm.name.upper()[:28], face.bold, to="c")
    sheet.say(x + 36, 31, deal.ledger.firm.phone, face, to="c")
    sheet.say(x, 40, "=" * 38, face)
    rows: list[tuple[str, str, Told | None]] = [
        ("note", "", None),
        ("delivery_no", deal.deliveries[0], Told("delivery_number")),
        ("customer_no", deal.customer.number, Told("customer_number")),
        ("our_order", deal.order, Told("po_number")),
        ("shipped", spelled(deal.ship_day, deal.shape, deal.language), day_told(deal, "document_date")),
    ]
    y = 46.0
    for label, text, told in rows:
        sheet.say(x, y, deal.words[label][:19], face)
        if text:
            sheet.say(x + 71, y, text, face, told, to="r")
        y += 5
    text = called(deal, sheet.rng)
    sheet.say(x, y + 2, text[:38], face, name_told(deal, text[:38]))
    y = sheet.lines(x, y + 7, [*where(deal.customer), "-" * 38], face)
    for line in deal.lines[:7]:
        sheet.say(x, y, line.text[:27], face)
        sheet.say(x + 71, y, str(line.count), face, to="r")
        y += 4.6
    sheet.say(x, y + 4, "-" * 38, face)
    sheet.say(x, y + 10, deal.words["received"][:38], face.at(7.4))
    sheet.say(x, y + 16, deal.words["sign"] + ":", face)
    sheet.rule(x, y + 36, x + 70, y + 36, 0.2)
    if deal.signed:
        sheet.sign(x + 10, y + 32, deal.hand, (46, 14))
        sheet.say(x, y + 42, deal.person.upper(), face, Told("printed_name"))
        day = spelled(deal.received, deal.shape, deal.language)
        box = sheet.say(x, y + 48, deal.words["taken"][:18], face)
        sheet.say(box[2] + 2, y + 48, day, face, day_told(deal, "received_date"))


def visit(sheet: Sheet, deal: Deal) -> None:
    """A fitter's sheet: work done on site, accepted by the customer; handwriting in a printed form."""
    face = Face(sheet.rng.choice(["grot", "narrow"]), 10)
    titles = {
        "en": "JOB SHEET",
        "de": "ARBEITSBERICHT",
        "nl": "WERKBON",
        "fr": "BON D'INTERVENTION",
        "es": "PARTE DE TRABAJO",
        "it": "RAPPORTO DI INTERVENTO",
    }
    sheet.say(16, 22, deal.ledger.firm.name, face.at(14).bold)
    sheet.say(196, 22, titles.get(deal.language, "SERVICE REPORT"), face.at(14), to="r")
    sheet.say(196, 28, f"{deal.numbers['job']}", face, to="r")
    rows = (
        (deal.words["delivery_no"], deal.deliveries[0], Told("delivery_number")),
        (deal.words["our_order"], deal.order, Told("po_number")),
        (
            deal.words["day"],
            spelled(deal.ship_day, deal.shape, deal.language),
            day_told(deal, "document_date"),
        ),
    )
    for place, (label, text, told) in enumerate(rows):
        sheet.box(16 + place * 60, 34, 60, 14)
        sheet.say(18 + place * 60, 38, label, face.at(7.5))
        sheet.say(20 + place * 60, 45.4, text, face.at(11), told)
    address(sheet, 18, 60, deal, face)
    sheet.box(16, 84, 180, 90)
    for place, line in enumerate(deal.lines[:6]):
        sheet.write(
            22,
            98 + place * 12,
            f"{line.count} {' '.join(line.text.split()[:3])}".replace("(", ""),
            deal.driver,
            5,
        )
    sheet.rule(16, 174, 196, 174)
    sheet.say(18, 184, f"{deal.words['received']}.", face)
    for x, label in ((18, deal.words["driver"]), (112, deal.words["sign"])):
        sheet.rule(x, 210, x + 78, 210)
        sheet.say(x, 214, label, face.at(8))
    sheet.sign(26, 208, deal.driver, (34, 10), counts=False)
    sheet.say(112, 224, deal.words["name"] + ":", face)
    sheet.say(112, 234, deal.words["taken"] + ":", face)
    fill(sheet, deal, (120, 208), (146, 224), (146, 234))
    remark(sheet, deal, 18, 226, face)
    sheet.say(105, 288, deal.ledger.firm.registered, face.at(6.5), to="c")
