"""One paper from deal to pictures: drawn, mishandled, scanned, and its line of the answer key."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import Any

import numpy as np
from PIL import ImageDraw

from tests.benchmarks.sealed import camera, scanners
from tests.benchmarks.sealed.deals import ORDER, OTHER, POD, Deal, Dealer
from tests.benchmarks.sealed.forms.table import FORMS, size_of, usable
from tests.benchmarks.sealed.geometry import Shot
from tests.benchmarks.sealed.sheet import DOT, Mark, Sheet

LEVELS = {
    "clean": scanners.clean,
    "office": scanners.office,
    "bad": scanners.bad,
    "fax": scanners.fax,
    "photo": camera.photo,
}
FIELDS = (
    "invoice_number",
    "po_number",
    "delivery_number",
    "customer_number",
    "customer_name",
    "document_date",
    "received_date",
    "printed_name",
)
_MISHAPS = {"clean": 0.0, "office": 0.05, "bad": 0.16, "fax": 0.03, "photo": 0.06}


@dataclass(frozen=True)
class Paper:
    """A scanned paper."""

    name: str
    deal: Deal
    sheet: Sheet
    shots: tuple[Shot, ...]
    tags: tuple[str, ...]


def pick(dealers: list[Dealer], name: str, rng: Random) -> Deal:
    """A deal that this form can show."""
    fit = [dealer for dealer in dealers if set(dealer.ledger.firm.lands) & set(FORMS[name].lands)]
    for _ in range(400):
        dealer = rng.choice(fit)
        before = set(dealer.used)
        deal = dealer.deal(FORMS[name].type)
        if name in usable(FORMS[name].type, deal):
            return deal
        dealer.used = before
    raise LookupError(f"No deal fits the form {name}: add its lands to a firm.")


def paper(name: str, deal: Deal, level: str, seed: str, again: str = "") -> Paper:
    """The paper as it was scanned; `again` is another scan of the very same sheet."""
    rng = Random(seed)
    sheet = Sheet(rng, size_of(deal), rng.choice(FORMS[name].paper))
    FORMS[name].draw(sheet, deal)
    tags = _mishap(sheet, Random(f"{seed} mishap"), _MISHAPS[level])
    shots, moods = _scanned(sheet, level, f"{seed} scan {again}")
    return Paper(name, deal, sheet, shots, (f"damage:{moods[0]}", f"set:{level}", *tags))


def _scanned(sheet: Sheet, level: str, seed: str) -> tuple[tuple[Shot, ...], list[str]]:
    """All pages go through the same machine in the same mood."""
    pairs = [LEVELS[level](np.asarray(page), Random(seed)) for page in sheet.pages]
    return tuple(shot for shot, _ in pairs), [mood for _, mood in pairs]


def _mishap(sheet: Sheet, rng: Random, chance: float) -> tuple[str, ...]:
    """A sticker on a number, or a pen across it."""
    places = [
        place
        for place, mark in enumerate(sheet.marks)
        if mark.field in {"po_number", "delivery_number", "customer_number"}
    ]
    if not places or rng.random() >= chance:
        return ()
    place = rng.choice(places)
    mark = sheet.marks[place]
    pen = rng.random() < 0.5
    (_pen if pen else _sticker)(sheet, mark, rng)
    sheet.marks[place] = replace(mark, hidden=True)
    return ("pen-over-number" if pen else "sticker",)


def _sticker(sheet: Sheet, mark: Mark, rng: Random) -> None:
    x0, y0, x1, y1 = mark.box
    left = x0 + (x1 - x0) * rng.uniform(0.3, 0.7)
    edges = [left, y0 - rng.uniform(20, 60), left + rng.uniform(260, 460), y1 + rng.uniform(20, 90)]
    pen = ImageDraw.Draw(sheet.pages[mark.page])
    pen.rounded_rectangle(
        edges, 10, rng.choice(((255, 238, 120), (255, 190, 90), (244, 244, 244))), (120, 120, 120), 2
    )


def _pen(sheet: Sheet, mark: Mark, rng: Random) -> None:
    x0, y0, x1, y1 = mark.box
    middle = (y0 + y1) / 2
    points = [(x, middle + rng.gauss(0, (y1 - y0) / 5)) for x in np.linspace(x0 - 20, x1 + 20, 7)]
    ImageDraw.Draw(sheet.pages[mark.page]).line(
        [(float(x), float(y)) for x, y in points], (30, 40, 120), round(0.55 * DOT), "curve"
    )


def types(rng: Random, count: int) -> list[str]:
    """Names of `count` forms: every one comes up before any comes up again; others are rarer."""
    names = [name for name, form in FORMS.items() if form.type != OTHER]
    others = [name for name, form in FORMS.items() if form.type == OTHER]
    chosen: list[str] = []
    while len(chosen) < count:
        chosen += rng.sample(names, len(names)) + rng.sample(others, 2)
    return chosen[:count]


def key_line(one: Paper, source: str, pages: list[int], status: str = "") -> dict[str, Any]:
    """The answer for this paper, when its pages are `pages` (from 1) of the file `source`."""
    form, deal = FORMS[one.name], one.deal
    line: dict[str, Any] = {
        "client": deal.ledger.firm.client,
        "source": source,
        "pages": pages,
        "type": form.type,
        "kind": form.kind,
        "fields": _fields(one, pages),
        "labelled": [name for name in FIELDS if name not in form.silent],
        "signature": _signature(one, pages),
        "exceptions": sorted({name for name, _ in one.sheet.remarks}),
        "remarks": [{"class": name, "text": text} for name, text in one.sheet.remarks],
        "matches": [{"invoice_number": i.number, "customer_number": i.customer.number} for i in deal.matches],
        "tags": [
            f"layout:{one.name}",
            f"language:{deal.language}",
            f"writer:{deal.hand.number}",
            *one.tags,
            *deal.tags,
        ],
    }
    if status or deal.status:
        line["status"] = status or deal.status
    return line


def _fields(one: Paper, pages: list[int]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for mark in one.sheet.marks:
        if mark.field in fields:
            _one_more(fields[mark.field], mark)
            continue
        place = {"page": pages[mark.page], "bbox": one.shots[mark.page].box(mark.box)}
        more = {"variants": list(mark.variants), "alternatives": list(mark.alternatives)}
        fields[mark.field] = {
            "value": mark.value,
            **place,
            **{name: texts for name, texts in more.items() if texts},
        }
        if mark.hidden:
            fields[mark.field]["hidden"] = True
    return fields


def _one_more(field: dict[str, Any], mark: Mark) -> None:
    values = field.setdefault("values", [field["value"]])
    if mark.value not in values:
        values.append(mark.value)
    if mark.hidden:
        field["hidden"] = True


def _signature(one: Paper, pages: list[int]) -> dict[str, Any]:
    if one.sheet.signature is None:
        return {"present": False}
    page, box = one.sheet.signature
    return {"present": True, "page": pages[page], "bbox": one.shots[page].box(box)}


__all__ = ["LEVELS", "ORDER", "POD", "Paper", "key_line", "paper", "pick", "types"]
