"""Papers that are neither order nor proof of delivery and must not be filed."""

from __future__ import annotations

from tests.benchmarks.sealed.deals import Deal
from tests.benchmarks.sealed.faces import Face
from tests.benchmarks.sealed.parts import address, day_told, firm_lines, goods, money, pairs
from tests.benchmarks.sealed.places import said
from tests.benchmarks.sealed.sheet import Sheet, Told
from tests.benchmarks.sealed.words import spelled


def credit(sheet: Sheet, deal: Deal) -> None:
    """A credit note of the client: names the invoice that it corrects."""
    face = Face("grot", 9.6)
    sheet.lines(20, 20, firm_lines(deal.ledger.firm), face.at(10.5))
    sheet.say(196, 24, said("credit")[deal.language], face.at(16).bold, to="r")
    sheet.say(196, 31, deal.numbers["credit"], face.at(11), to="r")
    address(sheet, 22, 56, deal, face)
    pairs(sheet, (120, 52), ["ship day", "customer", "invoice"], deal, face, gap=36)
    y = goods(
        sheet, 96, deal, face, [(22, "code"), (48, "text"), (140, "qty"), (168, "price"), (196, "total")]
    )
    sheet.wrap(22, y + 10, deal.words["small"], face.at(7.5), 160)
    sheet.say(105, 288, deal.ledger.firm.registered, face.at(6.5), to="c")


def returned(sheet: Sheet, deal: Deal) -> None:
    """Goods on their way back, signed by the carrier that collects them."""
    face = Face("vera", 9, 0.94)
    sheet.say(18, 24, said("return")[deal.language], face.at(15).bold)
    sheet.say(18, 31, deal.numbers["rma"], face.at(12))
    address(sheet, 18, 44, deal, face)
    sheet.lines(116, 44, firm_lines(deal.ledger.firm), face)
    pairs(sheet, (18, 70), ["delivery", "your order", "ship day"], deal, face, gap=44)
    y = goods(sheet, 98, deal, face, [(18, "code"), (46, "text"), (160, "qty"), (168, "unit")], rules=True)
    for x, label in ((18, deal.words["driver"]), (112, deal.words["name"])):
        sheet.rule(x, y + 40, x + 76, y + 40)
        sheet.say(x, y + 44, label, face.at(8))
    sheet.sign(26, y + 38, deal.driver, (36, 11), counts=False)


def paid(sheet: Sheet, deal: Deal) -> None:
    """A customer's list of what it pays: many of our invoice numbers, none delivered by this paper."""
    face = Face("geist", 9.4)
    address(sheet, 20, 22, deal, face.at(10.5))
    sheet.say(20, 54, said("paid")[deal.language], face.at(15).bold)
    box = sheet.say(20, 64, deal.words["day"] + ":", face)
    sheet.say(
        box[2] + 2,
        64,
        spelled(deal.ship_day, deal.shape, deal.language),
        face,
        day_told(deal, "document_date"),
    )
    sheet.lines(130, 54, firm_lines(deal.ledger.firm), face)
    owed = [one for one in deal.ledger.invoices if one.customer == deal.customer][:9] or list(deal.invoices)
    y = 84.0
    sheet.say(20, y, deal.words["invoice_no"], face.bold)
    sheet.say(90, y, deal.words["day"], face.bold)
    sheet.say(180, y, deal.words["total"], face.bold, to="r")
    for one in owed:
        y += 6
        sheet.say(20, y, one.number, face, Told("invoice_number"))
        sheet.say(90, y, spelled(one.day, deal.shape, deal.language), face)
        sheet.say(180, y, money(one.amount, deal.customer.land), face, to="r")
    sheet.rule(140, y + 2, 182, y + 2)
    sheet.say(180, y + 7, money(sum(one.amount for one in owed), deal.customer.land), face.bold, to="r")
    sheet.say(20, y + 24, deal.words["thanks"], face)
