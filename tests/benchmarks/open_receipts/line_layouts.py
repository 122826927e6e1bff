"""Receipts line by line: a sentence with gaps, rows with shaded labels, print on ruled paper."""

from __future__ import annotations

from PIL import ImageDraw

from tests.benchmarks.open_receipts.drafting import Draft
from tests.benchmarks.open_receipts.heads import goods_table, letterhead
from tests.benchmarks.sealed.faces import INK, Face
from tests.benchmarks.sealed.faces import width as width_of
from tests.benchmarks.sealed.sheet import DOT
from tests.benchmarks.sealed_receipts.blanks import CUSTOMER, DRIVER, SHIPPER, here

_MARGIN = 18.0
_GAPS = {"{name}": 58, "{day}": 30, "{clock}": 22, "{sign}": 66}
"""Millimetres that are left free."""
_ROW_HEIGHTS = {CUSTOMER: 19.0, DRIVER: 14.0, "remarks": 12.0}


def sentence(draft: Draft) -> None:
    """A sentence with gaps: I, so and so, confirm receipt on ..., signed ..."""
    rng = draft.rng
    y = letterhead(draft, rng.choice(draft.words["title"]))
    end = goods_table(draft, 15, y, draft.wide - 30, ("pos", "code", "text", "qty"), most=8)
    y = rng.choice((draft.high - 96, min(end + 16, draft.high - 96)))
    face = draft.face.at(draft.face.points + rng.choice((0.5, 1.5)))
    down = _gapped(draft, rng.choice(draft.words["sentence"]), (_MARGIN, y + 4), face) + 16
    draft.asked(_MARGIN, down, 0.5)
    draft.remarks("dots", _MARGIN, down + 10, draft.wide - 36)
    if rng.random() < 0.6:
        draft.sign("dots", DRIVER, _MARGIN, down + 26, 96, h=11)


def _gapped(draft: Draft, text: str, at: tuple[float, float], face: Face) -> float:
    """Print words and gaps up to the margin; gives the last baseline."""
    x, y = at
    before = (x, y - 4, x + 5, y)
    for word in text.split():
        wide = _GAPS.get(word) or width_of(word, face)
        if x + wide > draft.wide - _MARGIN:
            x, y = _MARGIN, y + (15.5 if word == "{sign}" else 11.5)
        if word not in _GAPS:
            before = draft.sheet.say(x, y, word, face)
        elif word == "{sign}":
            draft.rule(x, y + 1, x + wide, y + 1, 0.15)
            draft.sign_here(x + 2, y, wide - 4, h=10, label=before)
            draft.stamp(x + 40, y - 4)
        else:
            _gap(draft, x, y, wide)
            setattr(draft.blank, word[1:-1], here(draft.sheet, x + 2, y, wide - 4))
        x += wide + width_of("n", face) * 0.9
    return y


def _gap(draft: Draft, x: float, y: float, wide: float) -> None:
    if draft.rng.random() < 0.5:
        draft.dots(x, x + wide, y + 1)
    else:
        draft.rule(x, y + 1, x + wide, y + 1, 0.15)


def shaded_rows(draft: Draft) -> None:
    """A table of rows with shaded labels at the left; signatures in the last rows."""
    sheet, rng, words, _deal = draft.sheet, draft.rng, draft.words, draft.deal
    y = letterhead(draft, rng.choice(words["title"]))
    end = goods_table(draft, 15, y, draft.wide - 30, ("code", "text", "qty"), most=7)
    y = rng.choice((draft.high - 104, min(end + 6, draft.high - 104)))
    x, w = rng.choice(((15.0, draft.wide - 30), (15.0, 120.0), (draft.wide - 137, 122.0)))
    rows = ["name", "day", "clock", CUSTOMER, "remarks", DRIVER]
    if rng.random() < 0.5:
        rows = [DRIVER, "remarks", "day", "clock", "name", CUSTOMER]
    sheet.say(x, y + 2, rng.choice(words["state"]), draft.face.at(7.5))
    y += 5
    for what in rows:
        h = _ROW_HEIGHTS.get(what, 9.5)
        if what in {CUSTOMER, DRIVER}:
            draft.sign("sidecell", what, x, y + h - 2.4, w, h=h)
            if what == CUSTOMER:
                draft.stamp(x + w * 0.65, y + h * 0.5)
        else:
            draft.write(what, "sidecell", (x, y + h - 2.4, w, h))
        y += h
    if w < 130:
        draft.boxes(142 if x < 20 else 15, y - 60, (0, 7), 4)
    else:
        draft.boxes_across(x + 2, y + 6, 4)


def fleet_copy(draft: Draft) -> None:
    """Dot-matrix print on ruled paper: sides named by small words under the lines, warehouse first."""
    _sheet, rng, words, _deal = draft.sheet, draft.rng, draft.words, draft.deal
    draft.face = draft.fill = Face(
        rng.choice(("mono", "type")), 9, print=rng.choice(("dots", "worn", "jumpy"))
    )
    draft.ink = INK
    if rng.random() < 0.5:
        _ruled(draft)
    y = letterhead(draft, rng.choice(words["title"]), habit="plain")
    y = goods_table(
        draft,
        15,
        y,
        draft.wide - 30,
        ("pos", "code", "text", "qty", "unit"),
        style=rng.choice(("bare", "dashed")),
    )
    y = min(max(y + 10, rng.uniform(150, 200)), draft.high - 74)
    draft.boxes(16, y, (0, 6), 4, style=rng.choice(("bracket", "underscore")))
    draft.remarks("dots", 84, y + 2, draft.wide - 100)
    draft.dots(84, draft.wide - 16, y + 11)
    third = (draft.wide - 42) / 3
    y += 42
    order = [(SHIPPER, "issued_by"), (DRIVER, "delivered_by"), (CUSTOMER, "received_by")]
    for k, (role, what) in enumerate(order):
        x = 15 + k * (third + 6)
        draft.sign(
            rng.choice(("paren", "below_c")) if k == 0 else "below_c",
            role,
            x,
            y,
            third,
            h=14,
            label=words[what] if rng.random() < 0.6 else rng.choice(words[role]),
        )
        if role == CUSTOMER:
            draft.stamp(x + third / 2, y - 6)
    draft.name("dots", 15 + third + 6, y + 17, 2 * third)
    draft.day("dots", 15, y + 17, third)
    draft.clock("dots", 15, y + 27, third)


def _ruled(draft: Draft) -> None:
    """Pale stripes across the paper."""
    red, green, blue = draft.rng.choice(((20, 8, 20), (20, 14, 6)))
    paper = draft.sheet.paper
    stripe = (max(paper[0] - red, 0), max(paper[1] - green, 0), max(paper[2] - blue, 0))
    pen = ImageDraw.Draw(draft.sheet.page)
    for down in range(0, int(draft.high), 12):
        pen.rectangle([6 * DOT, down * DOT, (draft.wide - 6) * DOT, (down + 6) * DOT], stripe)
