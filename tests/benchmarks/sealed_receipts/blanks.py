"""What a form prints for its receipt, and where people are meant to put ink on it."""

from __future__ import annotations

from dataclasses import dataclass, field

from PIL import ImageDraw

from tests.benchmarks.sealed.faces import Face
from tests.benchmarks.sealed.sheet import DOT, Box, Sheet

CUSTOMER, DRIVER, SHIPPER = "customer", "driver", "shipper"
TICK_STYLES = ("square", "square", "round", "bracket", "rounded", "thick", "underscore")


@dataclass(frozen=True)
class Spot:
    """A place to write, millimetres: left end, line and width, on a page from 0."""

    page: int
    x: float
    y: float
    width: float


@dataclass(frozen=True)
class Zone:
    """A place to sign: whose, its line, width and height above the line, and the printed label's box."""

    role: str
    spot: Spot
    height: float
    label: Box


@dataclass(frozen=True)
class TickBox:
    """A box to be ticked, millimetres, its words, and what a tick in it says: a class, clean or neutral."""

    page: int
    box: Box
    text: str
    about: str
    style: str


@dataclass
class Blank:
    """All places of one receipt."""

    zones: list[Zone] = field(default_factory=list)
    name: Spot | None = None
    day: Spot | None = None
    clock: Spot | None = None
    remarks: Spot | None = None
    stamp: Spot | None = None
    ticks: list[TickBox] = field(default_factory=list)
    circles: dict[str, tuple[int, Box]] = field(default_factory=dict)
    """Words to be circled, by what a circle says: clean or damaged."""
    device: bool = False
    """A machine prints the name, the time and the remarks; the signature comes from a glass."""

    def zone(self, role: str) -> Zone | None:
        """The place of this role."""
        return next((zone for zone in self.zones if zone.role == role), None)


def here(sheet: Sheet, x: float, y: float, width: float) -> Spot:
    """A place on the page being drawn."""
    return Spot(len(sheet.pages) - 1, x, y, width)


def line_after(sheet: Sheet, at: tuple[float, float], label: str, face: Face, end: float) -> Spot:
    """A label and a line behind it up to `end`."""
    x, y = at
    box = sheet.say(x, y, label + ":", face)
    start = box[2] + 1.5
    if sheet.rng.random() < 0.5:
        sheet.rule(start, y + 0.6, end, y + 0.6, 0.15)
    else:
        for place in range(int((end - start) / 1.4)):
            sheet.rule(start + place * 1.4, y + 0.5, start + place * 1.4 + 0.35, y + 0.5, 0.3)
    return here(sheet, start + 1, y, end - start - 1)


def sign_after(sheet: Sheet, at: tuple[float, float], who: tuple[str, str], face: Face, end: float) -> Zone:
    """A line to sign on behind its label; `who` is role and label."""
    (role, label), (x, y) = who, at
    spot = line_after(sheet, at, label, face, end)
    return Zone(role, spot, 12, (x, y - 3, spot.x - 1, y + 1))


def sign_over(sheet: Sheet, at: tuple[float, float], who: tuple[str, str], face: Face, width: float) -> Zone:
    """A line to sign on with its label under it."""
    (role, label), (x, y) = who, at
    sheet.rule(x, y, x + width, y, 0.2)
    box = sheet.say(x, y + face.points * 0.42, label, face.at(face.points * 0.85))
    return Zone(role, here(sheet, x + 2, y - 0.8, width - 4), 13, box)


def sign_in(sheet: Sheet, frame: tuple[float, float, float, float], who: tuple[str, str], face: Face) -> Zone:
    """A frame (left, top, width, height) to sign in, its label in the corner."""
    x, y, w, h = frame
    role, label = who
    sheet.box(x, y, w, h, 0.25)
    box = sheet.say(x + 1.4, y + face.points * 0.38, label, face.at(face.points * 0.8))
    return Zone(role, here(sheet, x + 3, y + h - 3, w - 6), h - 6, box)


def write_in(sheet: Sheet, frame: tuple[float, float, float, float], label: str, face: Face) -> Spot:
    """A frame to write in, its label in the corner."""
    x, y, w, h = frame
    sheet.box(x, y, w, h, 0.25)
    sheet.say(x + 1.4, y + face.points * 0.38, label, face.at(face.points * 0.8))
    return here(sheet, x + 2.5, y + h - 2.4, w - 4)


def tick_box(sheet: Sheet, at: tuple[float, float], told: tuple[str, str], face: Face, style: str) -> TickBox:
    """A box on the line at `at` with its words after it; `told` is what it says and the words."""
    (about, text), (x, y) = told, at
    side = {"thick": 4.4, "rounded": 4.0}.get(style, 3.2)
    box = (x, y - side + 0.5, x + side, y + 0.5)
    pen = ImageDraw.Draw(sheet.page)
    edges = [edge * DOT for edge in box]
    thin = round(0.25 * DOT)
    if style == "round":
        pen.ellipse(edges, outline=face.ink, width=thin)
    elif style == "bracket":
        sheet.say(x - 0.4, y, "[", face)
        sheet.say(x + side + 0.4, y, "]", face, to="r")
    elif style == "underscore":
        sheet.rule(x, y + 0.5, x + side + 2, y + 0.5, 0.2)
        box = (x, y - side + 0.5, x + side + 2, y + 0.5)
    else:
        pen.rounded_rectangle(
            edges, 6 if style == "rounded" else 0, None, face.ink, thin * (2 if style == "thick" else 1)
        )
    sheet.say(box[2] + 1.3, y, text, face)
    return TickBox(len(sheet.pages) - 1, box, text, about, style)


def ticks(
    sheet: Sheet, at: tuple[float, float], rows: list[tuple[str, str]], face: Face, step: tuple[float, float]
) -> list[TickBox]:
    """Boxes one after another, `step` (across, down) apart, all of one style."""
    style = sheet.rng.choice(TICK_STYLES)
    return [
        tick_box(sheet, (at[0] + place * step[0], at[1] + place * step[1]), row, face, style)
        for place, row in enumerate(rows)
    ]


def circled(sheet: Sheet, x: float, y: float, texts: list[str], face: Face) -> dict[str, tuple[int, Box]]:
    """A question and two answers, one of which is to be circled."""
    ask, good, bad = texts
    end = sheet.say(x, y, ask + ":", face)[2] + 5
    page = len(sheet.pages) - 1
    first = sheet.say(end, y, good, face)
    slash = sheet.say(first[2] + 4, y, "/", face)
    second = sheet.say(slash[2] + 4, y, bad, face)
    return {"clean": (page, first), "damaged": (page, second)}
