"""Remarks apart from any reader: the answer key's own words by hand, by stamp and ticked, letters changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from random import Random

from extractors.remarks import remarks_of
from fixtures.books import wide_books
from fixtures.catalogue import LAYOUTS
from fixtures.desk import compose
from fixtures.noted import Written
from fixtures.sheet import Drawn
from fixtures.wishes import wished
from models.paper import Box, Page, PageKind, Tick, Word
from models.reading import DocumentType

_LETTERS = "abcdefghiklmnoprstuvwz"
_REMARK = "remark "


def measure(seed: int, count: int) -> None:
    """Print recall and precision of classes, and of numbers, for three shares of changed letters."""
    layouts = [name for name, one in LAYOUTS.items() if one.type is DocumentType.PROOF_OF_DELIVERY]
    books = wide_books(seed)
    papers = []
    for number in range(count):
        rng = Random(f"remarks alone {seed} {number}")
        papers.append(compose(books, wished(books, layouts[number % len(layouts)], rng), rng).drawn)
    for share in (0.0, 0.05, 0.1):
        _show(share, papers, Random(seed))


def _show(share: float, papers: list[Drawn], rng: Random) -> None:
    counts: Counter[str] = Counter()
    for drawn in papers:
        wanted = {m.name.removeprefix(_REMARK): m.quantity for m in drawn.marks if m.name.startswith(_REMARK)}
        pages = [_page(drawn, number, share, rng) for number in range(1, drawn.pages + 1)]
        found = remarks_of(pages, "delivery_note", ())
        told = {one.about.value for one in found}
        counts["found"] += len(told & wanted.keys())
        counts["missed"] += len(wanted.keys() - told)
        counts["false"] += len(told - wanted.keys())
        for about, quantity in wanted.items():
            if quantity and about in told:
                counts["counted"] += 1
                counts["number"] += any(
                    one.about == about and one.quantity.split(" ")[0].split("/")[0] == quantity
                    for one in found
                )
    found_, told_ = counts["found"], counts["found"] + counts["false"]
    print(
        f"{share:4.0%} of letters changed: recall {found_}/{found_ + counts['missed']},"
        f" precision {found_}/{told_}, numbers {counts['number']}/{counts['counted']}"
    )


def _page(drawn: Drawn, number: int, share: float, rng: Random) -> Page:
    """A page with nothing but what people added to it."""
    added = (one for one in drawn.written if one.page == number)
    words = tuple(word for one in added for word in _words(one, share, rng))
    ticks = tuple(Tick(one.box, one.ticked, 0.99, one.text) for one in drawn.ticks if one.page == number)
    return Page(number, PageKind.CONTENT, words, ticks=ticks, aspect=drawn.size[0] / drawn.size[1])


def _words(written: Written, share: float, rng: Random) -> Iterator[Word]:
    """The words, line below line, spread over the box."""
    lines = written.words.split("\n")
    step = written.box.height / len(lines)
    for row, line in enumerate(lines):
        y, letter = written.box.y0 + row * step, written.box.width / max(len(line), 1)
        x = written.box.x0
        for text in line.split():
            box = Box(x, y, x + letter * len(text), y + 0.9 * step)
            word = Word(text, box, 0.9, row, ink=written.ink)
            yield replace(word, text=_misread(text, share, rng))
            x += letter * (len(text) + 1)


def _misread(text: str, share: float, rng: Random) -> str:
    return "".join(rng.choice(_LETTERS) if c.isalpha() and rng.random() < share else c for c in text)
