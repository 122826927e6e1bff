"""Where documents begin: weights of the signs fitted on drawn stacks, and judged on layouts left out.

`python -m tests.benchmarks boundaries` prints the table of `pipeline/splitting/weights.py` and how well its
probabilities hold. The words of the pages come from the drawings, misread at random, so nothing is scanned.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

import numpy as np
import pypdfium2

from extractors.page.words import from_text_layer
from fixtures.books import wide_books
from fixtures.desk import compose
from fixtures.ledger import Books
from fixtures.wishes import wished
from models.paper import Box, Page, PageKind, Word
from pipeline.splitting.evidence import signs
from pipeline.splitting.signs import Sign

HELD_OUT = frozenset(
    {
        "bill_of_lading", "cmr_24", "order_letter", "headed_note", "signed_invoice", "freight_bill", "long_note",
        "headed_pages", "backed_order", "service_sheet", "packing_slip", "claim_letter",
    }
)  # fmt: skip
"""Layouts that no weight was fitted on."""
_SEVERAL = ("long_note", "lot_note", "long_invoice", "loose_note", "headed_pages", "long_order",
            "backed_order", "backed_note")  # fmt: skip
_CONFUSED = {"O": "0", "0": "O", "5": "S", "S": "5", "1": "l", "I": "1", "l": "1", "8": "B", "B": "8",
             "2": "Z", "6": "G", "a": "o", "e": "c", "n": "m", "t": "f", "i": "l", "4": "1", "3": "8"}  # fmt: skip
_RIDGE = 1.0


@dataclass(frozen=True)
class Paper:
    """One drawn document: its pages as they would be read."""

    layout: str
    pages: tuple[Page, ...]


def papers(seed: int, names: Sequence[str], count: int) -> list[Paper]:
    """`count` documents of these layouts in turn, from the books of the seed."""
    books = wide_books(seed)
    return [_paper(books, names[number % len(names)], number) for number in range(count)]


def _paper(books: Books, name: str, number: int) -> Paper:
    rng = Random(f"boundaries {books.seed} {number} {name}")
    drawn = compose(books, wished(books, name, rng), rng).drawn
    noise = rng.choice((0.0, 0.003, 0.01, 0.03))
    layers = [_words(pdf) for pdf in (drawn.pdf, drawn.struck) if pdf]
    pages = []
    for number_of, (wide, high) in enumerate([drawn.size] * drawn.pages):
        words = [word for layer in layers for word in layer[number_of]]
        aspect = wide / high * rng.choice((1.0, 1.0, rng.uniform(0.985, 1.015)))
        read = from_text_layer([(_misread(text, noise, rng), box) for text, box in words], aspect)
        lost = tuple(word for word in read if rng.random() > noise)
        pages.append(Page(number_of + 1, PageKind.CONTENT, tuple(map(_confident, lost)), aspect=aspect))
    return Paper(name, tuple(pages))


def _confident(word: Word) -> Word:
    return replace(word, confidence=0.95)


def _words(pdf: bytes) -> list[list[tuple[str, Box]]]:
    """Words of each page with boxes as fractions, origin top left."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [list(_on(page)) for page in document]


def _on(page: pypdfium2.PdfPage) -> Iterator[tuple[str, Box]]:
    wide, high = page.get_size()
    layer = page.get_textpage()
    text, box = "", None
    for at in range(layer.count_chars()):
        character = layer.get_text_range(at, 1)
        left, bottom, right, top = layer.get_charbox(at)
        here = Box(left / wide, 1 - top / high, right / wide, 1 - bottom / high)
        apart = box is not None and (abs(here.y1 - box.y1) > 0.01 or here.x0 - box.x1 > 0.006)
        if not character.strip() or apart:
            if text and box:
                yield text, box
            text, box = "", None
        if character.strip():
            text, box = text + character, box.union(here) if box else here
    if text and box:
        yield text, box


def _misread(text: str, chance: float, rng: Random) -> str:
    return "".join(_CONFUSED.get(c, c) if rng.random() < chance else c for c in text)


@dataclass(frozen=True)
class Junction:
    """Two pages on end."""

    signs: frozenset[Sign]
    begins: bool
    layouts: tuple[str, str]


def junctions(pool: Sequence[Paper], count: int, rng: Random) -> Iterator[Junction]:
    """Of `count` documents laid back to back; one in three is of the same layout as the one before."""
    alike: dict[str, list[Paper]] = {}
    for paper in pool:
        alike.setdefault(paper.layout, []).append(paper)
    before = rng.choice(pool)
    for _ in range(count):
        paper = rng.choice(alike[before.layout] if rng.random() < 0.35 else pool)
        pair = (before.layout, paper.layout)
        if paper is not before:
            yield Junction(signs(paper.clues[0], before.clues), True, pair)
        for at in range(1, len(paper.clues)):
            yield Junction(signs(paper.clues[at], paper.clues[:at]), False, (paper.layout, paper.layout))
        before = paper


def fitted(rows: Sequence[Junction]) -> dict[str, float]:
    """Ridge-regularised log-odds of a boundary by sign; "" is the constant."""
    names = ["", *Sign.__members__]
    seen = np.array([[not name or Sign[name] in row.signs for name in names] for row in rows], float)
    told = np.array([row.begins for row in rows], float)
    weights = np.zeros(len(names))
    ridge = np.full(len(names), _RIDGE)
    ridge[0] = 0.0
    for _ in range(50):
        share = 1 / (1 + np.exp(-seen @ weights))
        slope = seen.T @ (share - told) + ridge * weights
        bend = (seen * (share * (1 - share))[:, None]).T @ seen + np.diag(ridge + 1e-9)
        step = np.linalg.solve(bend, slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return dict(zip(names, weights.tolist(), strict=True))
