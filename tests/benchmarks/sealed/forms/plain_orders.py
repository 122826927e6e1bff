"""Orders without a form: eighty columns of a matrix printer, and a message."""

from __future__ import annotations

from tests.benchmarks.sealed.deals import Deal
from tests.benchmarks.sealed.faces import Face
from tests.benchmarks.sealed.parts import called, day_told, firm_lines, money, name_told, pairs, where
from tests.benchmarks.sealed.places import said, telephone
from tests.benchmarks.sealed.sheet import Sheet, Told
from tests.benchmarks.sealed.words import spelled


def matrix(sheet: Sheet, deal: Deal) -> None:
    """Eighty columns from nine pins on fan-fold paper."""
    face = Face("", 10, 1.0, sheet.rng.choice([(40, 40, 60), (60, 60, 70), (80, 70, 110)]), "dots")
    step = 25.4 / 6
    for down in range(14, 297, 13):
        for x in (5, 205):
            sheet.box(x - 2, down - 2, 4, 4, 0.12, fill=(226, 226, 226), round_=2)
    text = called(deal, sheet.rng).upper()
    sheet.say(16, 20, text, face, name_told(deal, text))
    sheet.lines(16, 20 + step, [line.upper() for line in where(deal.customer)], face, 1.2)
    sheet.say(118, 20, deal.words["order"].upper(), face)
    pairs(
        sheet,
        (118, 20 + step * 2),
        ["our order", "order day", "vendor", "page"],
        deal,
        face,
        gap=44,
        colon=" :",
    )
    sheet.lines(16, 62, [line.upper() for line in firm_lines(deal.ledger.firm)], face, 1.2)
    y = 86.0
    heads = [deal.words[name].upper() for name in ("item", "text", "qty", "price")]
    sheet.say(
        16,
        y,
        f"{'':4}{heads[0][:12]:12}{heads[1]:34}{heads[2]:>7}{heads[3][:9]:>10}",
        face,
    )
    sheet.say(16, y + step, "-" * 70, face)
    for place, line in enumerate(deal.lines):
        price = money(line.price, deal.customer.land)
        sheet.say(
            16,
            y + step * (place + 2),
            f"{place + 1:<4}{line.code:12}{line.text.upper()[:33]:34}{line.count:>7}{price:>10}",
            face,
        )
    y += step * (len(deal.lines) + 3)
    sheet.say(16, y, f"{deal.words['total'].upper():>56}{money(deal.total, deal.customer.land):>12}", face)
    sheet.lines(
        16,
        y + step * 3,
        [
            deal.words["due"].upper() + " " + spelled(deal.received, deal.shape, deal.language).upper(),
            "",
            f"{deal.person.upper()}   {deal.numbers['tel2']}",
        ],
        face,
        1.2,
    )


def mail(sheet: Sheet, deal: Deal) -> None:
    """A printed message: the number stands in prose, the customer in the sender's lines."""
    face = Face(sheet.rng.choice(["grot", "vera", "roman"]), 10.5)
    subject, greeting, ask, bye = said("letters")[deal.language]
    box = address_of = (
        f"{deal.person.lower().replace(' ', '.')}@{deal.customer.name.split()[0].lower()}.example"
    )
    sheet.say(20, 20, deal.person, face.at(12).bold)
    sheet.rule(20, 22.5, 196, 22.5, 0.6)
    rows = (
        ("From:", f"{deal.person} <{box}>"),
        ("Sent:", spelled(deal.order_day, deal.shape, deal.language)),
        ("To:", f"orders@{deal.ledger.firm.client}.example"),
    )
    for place, (label, text) in enumerate(rows):
        sheet.say(20, 29 + place * 5.4, label, face.bold)
        sheet.say(48, 29 + place * 5.4, text, face, day_told(deal, "order_date") if place == 1 else None)
    _around(sheet, (20, 29 + 3 * 5.4), subject, deal.order, face)
    sheet.say(20, 60, greeting, face)
    _around(sheet, (20, 69), ask, deal.order, face, told=Told("po_number"))
    y = 79.0
    for line in deal.lines:
        sheet.say(26, y, f"{line.count} x {line.text}  ({line.code})", face)
        y += 5.6
    y = sheet.lines(20, y + 5, [bye, "", deal.person], face, 1.4)
    text = deal.customer.name
    sheet.say(20, y + 1, text, face.bold, name_told(deal, text))
    sheet.lines(
        20, y + 6, [*where(deal.customer), telephone(deal.customer.land, sheet.rng), address_of], face.at(9)
    )


def _around(
    sheet: Sheet, at: tuple[float, float], sentence: str, number: str, face: Face, *, told: Told | None = None
) -> None:
    x, y = at
    before, after = sentence.split("{}")
    box = sheet.say(x, y, before.strip(), face)
    box = sheet.say(box[2] + 1.4, y, number, face, told)
    rest = after.strip(" ") if after.startswith((" ", ",", ":")) else after
    if len(rest) > 28:
        sheet.wrap(x, y + 5, rest, face, 170)
    elif rest:
        sheet.say(box[2] + 1, y, rest, face)
