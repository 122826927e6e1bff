"""The upper parts of forms: five ways of a letterhead, and the table of goods."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PIL import ImageDraw

from tests.benchmarks.open_receipts.canvas import Canvas
from tests.benchmarks.sealed.deals import Line
from tests.benchmarks.sealed.faces import Face
from tests.benchmarks.sealed.parts import money
from tests.benchmarks.sealed.sheet import DOT

_SHARES = {
    "pos": 9, "code": 24, "text": 70, "qty": 18, "unit": 12, "price": 22, "total": 26, "pkgs": 18,
    "weight": 24, "lot": 26,
}  # fmt: skip
_RIGHT = {"qty", "price", "total", "weight", "pkgs"}
_STYLES = ("grid", "zebra", "columns", "dashed", "bare")
_UNITS = {"en": "pc", "it": "pc", "de": "st", "nl": "st"}
_STRIPS = ((60, 100, 150), (150, 60, 60), (90, 130, 90))


def letterhead(draft: Canvas, title: str, *, habit: str = "") -> float:
    """Who, what and to whom; gives where it ends."""
    ways: dict[str, Callable[[Canvas, str, list[str]], float]] = {
        "window": _window, "twins": _twins, "logo": _logo, "strip": _strip, "plain": _plain,
    }  # fmt: skip
    whats = ["delivery", "ship day", "customer", "your order"]
    habit = habit or draft.rng.choice(list(ways))
    draft.rng.shuffle(whats)
    return ways[habit](draft, title, whats)


def _window(draft: Canvas, title: str, whats: list[str]) -> float:
    sheet, firm, right = draft.sheet, draft.deal.ledger.firm, draft.wide
    draft.logo(right - 34, 10, 13)
    sheet.say(right - 16, 29, firm.name, draft.face.at(11).bold, to="r")
    box = sheet.say(20, 45, f"{firm.name}, {firm.street}, {firm.town}"[:70], draft.face.at(5.5))
    draft.rule(20, 46.2, box[2], 46.2, 0.1)
    draft.to(20, 52)
    draft.pairs(right - 86, 47, whats, 40)
    sheet.say(20, 84, title, draft.face.at(14).bold)
    return 93


def _twins(draft: Canvas, title: str, whats: list[str]) -> float:
    draft.sheet.say(draft.wide / 2, 15, title, draft.face.at(15).bold, to="c")
    half = (draft.wide - 32) / 2
    draft.box(15, 20, half, 28, round_=2)
    draft.box(17 + half, 20, half, 28, round_=2)
    draft.firm(18, 27, 10)
    draft.to(21 + half, 31, draft.words["consignee"])
    return draft.cells(15, 51, draft.wide - 30, whats) + 8


def _logo(draft: Canvas, title: str, whats: list[str]) -> float:
    draft.logo(15, 10, 16)
    draft.firm(35, 15, 13)
    draft.sheet.say(draft.wide - 15, 16, title, draft.face.at(12).bold, to="r")
    draft.rule(15, 31, draft.wide - 15, 31, 0.6)
    draft.to(15, 42, draft.words["consignee"])
    draft.pairs(draft.wide - 82, 39, whats, 38)
    return 66


def _strip(draft: Canvas, title: str, whats: list[str]) -> float:
    pen = ImageDraw.Draw(draft.sheet.page)
    pen.rectangle([0, 0, 9 * DOT, draft.high * DOT], draft.rng.choice(_STRIPS))
    name = draft.deal.ledger.firm.name
    draft.sheet.say(draft.wide - 14, 17, name, draft.face.at(14).bold, to="r")
    draft.sheet.say(15, 17, title, draft.face.at(12))
    draft.to(15, 30, draft.words["consignee"])
    draft.pairs(draft.wide - 82, 27, whats, 38)
    return 54


def _plain(draft: Canvas, title: str, whats: list[str]) -> float:
    sheet, firm = draft.sheet, draft.deal.ledger.firm
    sheet.say(15, 17, firm.name, draft.fill.at(11))
    sheet.say(15, 22, f"{firm.street}, {firm.town}", draft.fill.at(8))
    draft.dashes(15, draft.wide - 15, 26)
    sheet.say(15, 33, title, draft.fill.at(11))
    draft.to(15, 41)
    draft.pairs(draft.wide - 82, 34, whats, 38)
    draft.dashes(15, draft.wide - 15, 58)
    return 66


@dataclass(frozen=True)
class _Column:
    what: str
    x: float
    w: float

    def say(self, draft: Canvas, y: float, text: str, face: Face) -> None:
        """Print a cell; numbers stand at its right."""
        right = self.what in _RIGHT
        fitting = draft.fitting(text, face, self.w - 1.5)
        draft.sheet.say(
            self.x + self.w - 1.2 if right else self.x + 1.2, y, text, fitting, to="r" if right else "l"
        )


def goods_table(
    draft: Canvas,
    x: float,
    y: float,
    w: float,
    whats: Sequence[str] = ("code", "text", "qty"),
    *,
    most: int = 9,
    room: float = 0.0,
    style: str = "",
) -> float:
    """What is delivered, `most` lines of it; gives where it ends. `room`: least height of a framed table."""
    style, first = style or draft.rng.choice(_STYLES), y
    columns = _columns(x, w, whats)
    step = max(draft.fill.points * 0.3528 * 1.65, 4.6)
    if style in {"grid", "zebra", "columns"}:
        draft.box(x, y, w, step + 1, fill=None if style == "columns" else draft.tone)
    head = draft.face.at(draft.face.points * 0.82).bold
    for column in columns:
        column.say(draft, y + step * 0.75, _heading(draft, column.what), head)
    y += step + 1
    if style in {"bare", "dashed"}:
        draft.rule(x, y - 0.6, x + w, y - 0.6, 0.3)
    for place, line in enumerate(draft.deal.lines[:most]):
        if style == "zebra" and place % 2:
            draft.box(x, y, w, step, 0, fill=draft.tone)
        for column in columns:
            column.say(draft, y + step * 0.72, _cell(draft, column.what, place, line), draft.fill)
        y += step
        _under_row(draft, style, (x, x + w), y)
    y = _closed(draft, style, columns, (first, y, room))
    if "total" in whats:
        told = f"{draft.deal.words['total']}  {money(draft.deal.total, draft.deal.ledger.firm.land)}"
        draft.sheet.say(x + w - 1.2, y + 5, told, draft.fill.bold, to="r")
        y += 6
    return y + 2


def _columns(x: float, w: float, whats: Sequence[str]) -> list[_Column]:
    whole, made = sum(_SHARES[what] for what in whats), []
    for what in whats:
        made.append(_Column(what, x, w * _SHARES[what] / whole))
        x += made[-1].w
    return made


def _heading(draft: Canvas, what: str) -> str:
    own = {"pos": "#", "pkgs": draft.words["manifest"][4], "weight": draft.words["weight"], "lot": "Lot"}
    return str(own.get(what) or draft.deal.words[{"code": "item"}.get(what, what)])


def _cell(draft: Canvas, what: str, place: int, line: Line) -> str:
    land = draft.deal.ledger.firm.land
    weight = f"{line.count * 0.37 + 1:.1f}"
    return {
        "pos": str(place + 1),
        "code": line.code,
        "text": line.text,
        "qty": str(line.count),
        "unit": _UNITS.get(draft.deal.language, "u."),
        "price": money(line.price, land),
        "total": money(line.price * line.count, land),
        "pkgs": str(1 + line.count // 20),
        "weight": weight if land in {"en", "us"} else weight.replace(".", ","),
        "lot": f"L{line.code[-4:]}",
    }[what]


def _under_row(draft: Canvas, style: str, across: tuple[float, float], y: float) -> None:
    if style == "grid":
        draft.rule(across[0], y, across[1], y, 0.12)
    elif style == "dashed":
        draft.dashes(*across, y, thick=0.12)


def _closed(draft: Canvas, style: str, columns: list[_Column], down: tuple[float, float, float]) -> float:
    """Frame what is to be framed; `down` is where the table began, where it ends, and its least height."""
    (first, y, room), left, right = down, columns[0].x, columns[-1].x + columns[-1].w
    if style in {"grid", "columns"}:
        y = max(y, first + room)
        draft.box(left, first, right - left, y - first)
        for column in columns[1:]:
            draft.rule(column.x, first, column.x, y, 0.15)
    elif style == "zebra":
        draft.rule(left, y, right, y, 0.3)
    return y
