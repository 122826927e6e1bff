"""Remarks of a proof of delivery: by hand, by stamp, by tick, and by a carrier's machine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from extractors.fields.labels import find_label
from extractors.fields.text import fold, letters
from extractors.remarks.blocks import Block
from extractors.remarks.capitals import usual_height
from extractors.remarks.clauses import NEGATORS
from extractors.remarks.hands import written_blocks
from extractors.remarks.printed import is_long, is_surely_printed, may_be_printed
from extractors.remarks.said import Clause, said
from extractors.remarks.space import Space, beside, remark_spaces
from extractors.remarks.statements import statements
from extractors.remarks.ticked import ticked
from extractors.remarks.tokens import is_date, tokens_of, without_dates
from models.paper import Box, Ink, Mark, Page
from models.reading import Remark, RemarkClass, Source

_SOURCES = {Ink.HAND: Source.HAND, Ink.STAMP: Source.STAMP}
_INSIDE = 0.6
"""Share of a word that lies in a signature: then it is likely no word at all; of a block in a stamp."""
_OPTIONS = 3
"""Classes without a number in one stamp: it asks, and says nothing."""
_LABEL_REACH = 8.0
"""Heights between a printed label such as "short:" and the number written beside it."""
_FEWEST, _FEWEST_SURE, _SURE = 4, 2, 0.8
"""Letters, least, of what was not understood; of that which was read with so much confidence."""
_UNREADABLE, _UNCLEAR = 0.5, 0.7
"""Confidence in a remark that could not be read, or may be print; in one of no known class."""
_NAME = re.compile(r"(?:[A-Z][\w'-]+|[A-Z]\.)(?: (?:[A-Z][\w'-]+|[A-Z]\.?)){1,2}")


def remarks_of(pages: Iterable[Page], kind: str, names: Sequence[tuple[int, Box, str]]) -> tuple[Remark, ...]:
    """What was remarked on the content pages of a proof of delivery, in reading order.

    `kind` is the document's; `names` are the printed names found: page, place and text.
    """
    return tuple(remark for page in pages for remark in _on_page(page, kind, names))


def _on_page(page: Page, kind: str, names: Sequence[tuple[int, Box, str]]) -> list[Remark]:
    spaces = remark_spaces(page)
    own = [(box, text) for number, box, text in names if number == page.number]
    blocks = list(written_blocks(page, spaces))
    usual = usual_height(page)
    printed = [block for block in blocks if may_be_printed(block, usual)]
    found = [one for block in blocks if block not in printed for one in _written(page, block, spaces, own)]
    found += [_remark(page, block, None) for block in printed if _is_doubtful(block, spaces)]
    found += ticked(page)
    found += statements(page, kind)
    found += _unread(page, spaces)
    return sorted(_once(found), key=lambda one: (one.box.y0, one.box.x0))


def _is_doubtful(block: Block, spaces: Sequence[Space]) -> bool:
    """True for what may be print, but stands where people remark, or says what was wrong in uneven lines."""
    wrong = any(one.about and not one.none for one in said(block.text))
    return _is_asked(block, spaces) or (wrong and not is_surely_printed(block))


def _is_asked(block: Block, spaces: Sequence[Space]) -> bool:
    return any(space.holds(block.level) for space in spaces)


def _written(
    page: Page, block: Block, spaces: Sequence[Space], names: Sequence[tuple[Box, str]]
) -> Iterator[Remark]:
    """The remarks of one block: one for each class and number."""
    clauses = said(block.text)
    wrong = _distinct([clause for clause in clauses if clause.about and not clause.none])
    if block.ink is Ink.STAMP or is_long(block):
        wrong = [c for c in wrong if c.confidence == 1 or c.about is RemarkClass.QUALIFIED]
    if block.ink is Ink.STAMP and len({clause.about for clause in wrong}) >= _OPTIONS:
        wrong = [clause for clause in wrong if clause.quantity]
    if wrong and not _is_name(block, wrong, names):
        for clause in wrong:
            yield _remark(page, block, clause)
        return
    if block.ink is Ink.STAMP:
        return
    labelled = _labelled(page, block)
    if labelled:
        yield labelled
    elif any(clause.about is None and clause.none for clause in clauses) or (
        not clauses
        and _says_something(block, names)
        and not _in_stamp(page, block)
        and _is_asked(block, spaces)
    ):
        yield _remark(page, block, None, _UNCLEAR)


def _remark(page: Page, block: Block, clause: Clause | None, unclear: float = _UNREADABLE) -> Remark:
    """What a clause says; without one, something that was not understood."""
    sure = clause.confidence if clause else unclear
    return Remark(
        (clause and clause.about) or RemarkClass.OTHER,
        " ".join(block.text.split()),
        page.number,
        block.box,
        clause.quantity if clause else "",
        _SOURCES[block.ink],
        round(min(block.confidence * sure, 0.99), 4),
    )


def _distinct(clauses: Sequence[Clause]) -> list[Clause]:
    """One clause for each class and number; one without number adds nothing to those with."""
    best: dict[tuple[RemarkClass | None, str], Clause] = {}
    for clause in clauses:
        key = clause.about, clause.quantity
        if key not in best or clause.confidence > best[key].confidence:
            best[key] = clause
    counted = {about for about, quantity in best if quantity}
    return [clause for (about, quantity), clause in best.items() if quantity or about not in counted]


def _is_name(block: Block, wrong: Sequence[Clause], names: Iterable[tuple[Box, str]]) -> bool:
    """True where the only word of a class is part of somebody's name: "J. Short"."""
    if len(wrong) != 1 or wrong[0].quantity:
        return False
    spots = [box for box, text in names if any(c.about is wrong[0].about for c in said(text))]
    return any(block.box.overlap(box) > 0 for box in spots)


def _says_something(block: Block, names: Iterable[tuple[Box, str]]) -> bool:
    """False for a stroke through, a date, a name, a single letter, a plain "no", or a label ink runs over."""
    text = " ".join(block.text.split())
    words = [token.text for token in tokens_of(block.text) if token.text.isalnum()]
    if is_date(text) or find_label(letters(text)):
        return False
    if not words or all(word in NEGATORS or len(word) == 1 for word in words):
        return False
    undated = " ".join(without_dates(text).split())
    fewest = _FEWEST_SURE if block.confidence >= _SURE else _FEWEST
    if sum(c.isalpha() for c in undated) < fewest or _NAME.fullmatch(undated):
        return False
    return not any(fold(name) in fold(text) or block.box.overlap(box) > 0 for box, name in names)


def _in_stamp(page: Page, block: Block) -> bool:
    """True for letters of a stamp that pass for handwriting: they lie in it, and do not only touch it."""
    stamps = (mark.box for mark in page.marks if mark.ink is Ink.STAMP)
    area = block.box.width * block.box.height
    return any(block.box.overlap(box) >= _INSIDE * area for box in stamps)


def _labelled(page: Page, block: Block) -> Remark | None:
    """A number by hand beside a printed word of a class: "Short: 2"."""
    tokens = [token for token in tokens_of(block.text) if token.text.isalnum()]
    if len(tokens) != 1 or not tokens[0].is_number or not tokens[0].text.strip("0"):
        return None
    run = beside(page, block.level, _LABEL_REACH)
    clauses = [clause for clause in said(" ".join(word.text for word in run[-3:])) if not clause.none]
    if len(run) > _OPTIONS or len(clauses) != 1 or clauses[0].about is None:
        return None
    text = f"{' '.join(word.text for word in run)} {tokens[0].text}"
    box = block.box.union(run[0].box).union(run[-1].box)
    sure = round(block.confidence * clauses[0].confidence, 4)
    return Remark(clauses[0].about, text, page.number, box, tokens[0].text, Source.HAND, min(sure, 0.99))


def _unread(page: Page, spaces: Sequence[Space]) -> Iterator[Remark]:
    """Handwriting in a space for remarks of which no word was read; a stroke through or a tick is none."""
    hands = [word.box for word in page.words if word.ink is Ink.HAND]
    signed = [region.box for region in page.signatures if region.present]
    for mark in page.marks:
        space = next((space for space in spaces if space.holds(mark.box)), None)
        if (
            mark.ink is not Ink.HAND
            or space is None
            or any(mark.box.overlap(b) > 0 for b in (*hands, *signed))
        ):
            continue
        if _is_writing(mark, space.height, page.aspect):
            sure = round(mark.confidence * _UNREADABLE, 4)
            yield Remark(RemarkClass.OTHER, "", page.number, mark.box, "", Source.HAND, sure)


def _is_writing(mark: Mark, height: float, aspect: float) -> bool:
    """True for a mark taller than a dash and wider than a tick; `height` is that of the print beside it."""
    return mark.box.height >= 0.7 * height and mark.box.width * aspect >= 3 * height


def _once(found: Iterable[Remark]) -> Iterator[Remark]:
    """Without a remark of a class that another of the same class and number, in the same place, tells."""
    kept: list[Remark] = []
    for remark in sorted(found, key=lambda one: (-len(one.quantity), -one.confidence)):
        if not any(
            one.about is remark.about
            and one.box.overlap(remark.box) > 0
            and remark.quantity in {"", one.quantity}
            for one in kept
        ):
            kept.append(remark)
            yield remark
