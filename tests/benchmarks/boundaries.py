"""Where documents begin: weights of the signs fitted on drawn stacks, and judged on layouts left out.

`python -m tests.benchmarks boundaries` prints the table of `pipeline/splitting/weights.py` and how well its
probabilities hold. The words of the pages come from the drawings, misread at random, so nothing is scanned.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random

import numpy as np
import pypdfium2

from extractors.page.words import from_text_layer
from fixtures.books import wide_books
from fixtures.catalogue import LAYOUTS
from fixtures.desk import compose
from fixtures.ledger import Books
from fixtures.wishes import wished
from models.paper import Box, Page, PageKind, Word
from pipeline.index.ledger_index import build
from pipeline.splitting.clues import Clues
from pipeline.splitting.evidence import signs
from pipeline.splitting.signs import Sign
from tests.benchmarks.beliefs import BELIEVED, CONSTANT

HELD_OUT = (
    "bill_of_lading", "cmr_24", "order_letter", "headed_note", "signed_invoice", "freight_bill", "long_note",
    "headed_pages", "backed_order", "service_sheet", "packing_slip", "claim_letter",
)  # fmt: skip
"""Layouts that no weight was fitted on."""
_SEVERAL = (
    "long_note", "lot_note", "long_invoice", "loose_note", "headed_pages", "long_order", "backed_order",
    "backed_note",
)  # fmt: skip
"""Layouts of several pages, drawn four times as often."""
_CONFUSED = dict(zip("O05S1IlB826aenti4", "0OS5l118ZG0ocmfl1", strict=True))
_BELIEF = 8.0
"""How many papers a weight set by hand counts for, against what is found."""
_BINS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 1.01)


@dataclass(frozen=True)
class Paper:
    """One drawn document: what its pages tell, as they would be read."""

    layout: str
    clues: tuple[Clues, ...]


def measure(fit_seeds: Sequence[int], held_seeds: Sequence[int], count: int) -> None:
    """Fit on some layouts and seeds, print the weights, and judge them on others."""
    names = [name for name, layout in LAYOUTS.items() if not layout.digital]
    known = [name for name in names if name not in HELD_OUT]
    weights = fitted(_rows(known, fit_seeds, count))
    for name, weight in weights.items():
        print(f"{name or 'CONSTANT':24}{weight:6.1f}")
    print("\nLayouts and seeds that no weight was fitted on")
    judge(_rows(HELD_OUT, held_seeds, count), weights)


def judge(rows: Sequence[Junction], weights: Mapping[str, float]) -> None:
    """Print how often boundaries are right, by how sure they are said to be."""
    told = np.array([row.begins for row in rows])
    bits = [weights[""] + sum(weights[sign.name] for sign in row.signs) for row in rows]
    share = 1 / (1 + np.exp(-np.array(bits)))
    right, sure = (share >= 0.5) == told, np.maximum(share, 1 - share)
    print(f"{len(rows)} boundaries, {right.mean():.2%} right")
    for low, high in pairwise(_BINS):
        inside = (sure >= low) & (sure < high)
        if inside.any():
            said, true = sure[inside].mean(), right[inside].mean()
            print(f"  {low:.2f}-{min(high, 1):.2f}  {inside.sum():6} said {said:.3f} true {true:.3f}")


def _rows(names: Sequence[str], seeds: Sequence[int], count: int) -> list[Junction]:
    often = [*names, *[name for name in names if name in _SEVERAL] * 3]
    Random(5).shuffle(often)
    return [
        row
        for seed in seeds
        for row in junctions(papers(seed, often, count), count * 5, Random(f"rows {seed}"))
    ]


def papers(seed: int, names: Sequence[str], count: int) -> list[Paper]:
    """`count` documents of these layouts in turn, from the books of the seed."""
    books = wide_books(seed)
    index = build(books.ledger) if seed % 3 else None
    made = ((name, _pages(books, name, number)) for number, name in enumerate(_turns(names, count)))
    return [Paper(name, tuple(Clues.of(page, index) for page in pages)) for name, pages in made]


def _turns(names: Sequence[str], count: int) -> list[str]:
    return [names[number % len(names)] for number in range(count)]


def _pages(books: Books, name: str, number: int) -> list[Page]:
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
    return pages


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
    """Log-odds of a boundary by sign, held to what is believed where little is found; "" is the constant."""
    names = ["", *Sign.__members__]
    believed = np.array([CONSTANT, *(BELIEVED[sign] for sign in Sign)])
    seen = np.array([[not name or Sign[name] in row.signs for name in names] for row in rows], float)
    told = np.array([row.begins for row in rows], float)
    weights, ridge = believed.copy(), np.full(len(names), _BELIEF)
    ridge[0] = 1e6
    for _ in range(50):
        share = 1 / (1 + np.exp(-np.clip(seen @ weights, -30, 30)))
        slope = seen.T @ (share - told) + ridge * (weights - believed)
        step = np.linalg.solve((seen.T * (share * (1 - share))) @ seen + np.diag(ridge), slope)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return dict(zip(names, weights.tolist(), strict=True))
