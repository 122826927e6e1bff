"""The upper part of a delivery paper, in several habits: who sends what to whom under which numbers."""

from __future__ import annotations

from random import Random

from tests.benchmarks.sealed.deals import Deal
from tests.benchmarks.sealed.faces import Face
from tests.benchmarks.sealed.parts import address, firm_lines, goods, grid, head_row, pairs
from tests.benchmarks.sealed.sheet import Sheet
from tests.benchmarks.sealed_receipts.circumstances import words

FACES = ("grot", "sans", "serif", "vera", "roman", "geist", "mono", "type", "narrow")
_NUMBERS = ("delivery", "ship day", "customer", "your order")


def face_of(rng: Random, points: float = 9) -> Face:
    """A typeface and how it is printed."""
    name = rng.choice(FACES)
    way = rng.choice(("worn", "jumpy", "plain")) if name in {"mono", "type"} else "plain"
    return Face(name, points + rng.choice((-0.5, 0, 0.5)), 1.0, print=way)


def head(sheet: Sheet, deal: Deal, title: str, face: Face) -> float:
    """Letterhead, title, numbers and address in one of three habits; gives where it ends."""
    firm = deal.ledger.firm
    habit = sheet.rng.choice((_left, _banner, _centred))
    sheet.say(16, 288 if sheet.size[1] > 290 else 271, f"{firm.name} - {firm.registered}", face.at(6.5))
    return habit(sheet, deal, title, face)


def _left(sheet: Sheet, deal: Deal, title: str, face: Face) -> float:
    firm, *rest = firm_lines(deal.ledger.firm)
    sheet.say(16, 18, firm, face.at(15).bold)
    sheet.lines(16, 24, [*rest, deal.ledger.firm.phone], face.at(8))
    sheet.say(196, 20, title, face.at(16).bold, to="r")
    pairs(sheet, (128, 32), _NUMBERS, deal, face)
    sheet.say(16, 46, deal.words["to"] + ":", face.at(7.5))
    return address(sheet, 16, 51, deal, face) + 10


def _banner(sheet: Sheet, deal: Deal, title: str, face: Face) -> float:
    sheet.box(10, 10, sheet.size[0] - 20, 13, 0, fill=(52, 60, 84))
    sheet.say(15, 19, title.upper(), Face("sans-bold", 15, 1, (248, 248, 248)))
    sheet.say(sheet.size[0] - 15, 19, deal.ledger.firm.name, Face("sans", 11, 1, (240, 240, 240)), to="r")
    end = grid(sheet, (12, 28, 186), _NUMBERS, deal, face)
    sheet.say(14, end + 8, deal.words["to"], face.bold)
    return address(sheet, 14, end + 13, deal, face) + 8


def _centred(sheet: Sheet, deal: Deal, title: str, face: Face) -> float:
    sheet.say(105, 17, deal.ledger.firm.name, face.at(13).bold, to="c")
    sheet.say(105, 22, ", ".join(firm_lines(deal.ledger.firm)[1:]), face.at(8), to="c")
    sheet.rule(14, 26, 196, 26, 0.5)
    sheet.say(105, 35, title, face.at(14).bold, to="c")
    sheet.say(16, 44, deal.words["to"] + ":", face.bold)
    down = address(sheet, 16, 49, deal, face)
    return head_row(sheet, (14, down + 3, 182), _NUMBERS, deal, face) + 8


def body(sheet: Sheet, y: float, deal: Deal, face: Face) -> float:
    """The goods; gives where they end."""
    columns = [(17.0, "pos"), (28.0, "code"), (58.0, "text"), (172.0, "qty"), (180.0, "unit")]
    return goods(sheet, y, deal, face, columns, rules=sheet.rng.random() < 0.5, step=1.6)


def small_print(sheet: Sheet, x: float, y: float, deal: Deal, width: float = 175) -> None:
    """Conditions that speak of shortage and damage, as forms do."""
    sheet.wrap(x, y, sheet.rng.choice(words(deal)["small"]), Face("narrow", 6.5), width)


def label(deal: Deal, what: str, rng: Random) -> str:
    """One of the ways in which forms of this language label it."""
    return str(rng.choice(words(deal)[what]))


def answers(deal: Deal, rng: Random, count: int = 4) -> list[tuple[str, str]]:
    """What can be ticked: complete, the common exceptions, and something that is none."""
    told = words(deal)["ticks"]
    some = rng.sample(
        ["short", "damaged", "refused", "over", "wrong_item", "late", "qualified", "unattended"], count - 2
    )
    kinds = ["clean", *sorted({"short", "damaged"} if rng.random() < 0.6 and count == 4 else some), "neutral"]
    return [(kind, rng.choice(told[kind])) for kind in kinds]
