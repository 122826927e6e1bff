"""Which words of a page people wrote or stamped: blocks of them, with those that pass for print or ink."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.fields.text import letters
from extractors.remarks.blocks import Block, blocks_of
from extractors.remarks.capitals import in_capitals, usual_height
from extractors.remarks.clauses import NEGATORS
from extractors.remarks.plain import is_named, surely_wrong
from extractors.remarks.said import said
from extractors.remarks.space import Space
from models.paper import Ink, Page, Word

_INSIDE = 0.6
"""Share of a word that lies in a signature: then it is likely no word at all."""
_LONG_ENOUGH = 5
"""Letters, least, of a remark read within a signature."""
_SEVERAL = 3
"""Words, least, that say together what was wrong: no signature reads so."""
_DENYING = frozenset(map(letters, NEGATORS))
_NEXT, _AS_TALL = 2.0, 1.35
"""Heights between two words of one hand; how much taller one of them may be."""
_TALLER = 1.25
"""Times the usual height of print."""


def written_blocks(page: Page, spaces: Sequence[Space]) -> Iterator[Block]:
    """Blocks of handwriting and stamps; words read out of a signature in blocks of their own."""
    capitals = [replace(word, ink=Ink.HAND) for word in in_capitals(page, spaces)]
    taken = {word.box for word in capitals}
    added = [word for word in page.words if word.ink is not Ink.PRINT] + capitals
    beside = (*_between_hands(page, added, spaces), *_of_one_hand(page, added, spaces))
    added += [word for word in {word.box: word for word in beside}.values() if word.box not in taken]
    signed = [word for word in added if _in_signature(word, page)]
    clear = [word for word in added if word not in signed]
    told = [block for block in blocks_of(added, page.aspect) if _is_told(block, signed)]
    kept = {word.box for block in told for word in block.words}
    yield from told
    yield from blocks_of((word for word in clear if word.box not in kept), page.aspect)
    for word in signed:
        if word.box not in kept and _is_remark(word, page):
            yield Block(((word,),))


def _is_told(block: Block, signed: Sequence[Word]) -> bool:
    """True for words, some of them in what was taken for a signature, that say together what was wrong."""
    inside = any(word in signed for word in block.words)
    return inside and any(
        len(line) >= _SEVERAL and surely_wrong(" ".join(word.text for word in line)) for line in block.lines
    )


def _is_remark(word: Word, page: Page) -> bool:
    """True for a word in a signature that is no part of a name, and plainly says what was wrong."""
    if sum(c.isalpha() for c in word.text) < _LONG_ENOUGH or is_named(_beside(word, page)):
        return False
    return any(c.about and c.confidence == 1 for c in said(word.text))


def _between_hands(page: Page, added: Sequence[Word], spaces: Sequence[Space]) -> Iterator[Word]:
    """Words that pass for print beside handwriting in a space for remarks: capitals look like type."""
    labels = {id(word) for space in spaces for word in space.label}
    lines = {word.line for word in added if word.ink is Ink.HAND and any(s.holds(word.level) for s in spaces)}
    for word in page.words:
        if word.ink is not Ink.PRINT or id(word) in labels:
            continue
        inside = word.line in lines and any(space.holds(word.level) for space in spaces)
        if inside or (letters(word.text) in _DENYING and _begins(page, word, added)):
            yield replace(word, ink=Ink.HAND)


def _of_one_hand(page: Page, added: Sequence[Word], spaces: Sequence[Space]) -> Iterator[Word]:
    """Words taller than print right beside handwriting of their height, and those beside them in turn."""
    labels = {id(word) for space in spaces for word in space.label}
    least = _TALLER * usual_height(page)
    known = [word for word in added if word.ink is Ink.HAND]
    rest = [
        word
        for word in page.words
        if word.ink is Ink.PRINT
        and id(word) not in labels
        and word.level.height >= least
        and not word.text.endswith(":")
    ]
    while known:
        near = [word for word in rest if any(_are_neighbours(page, word, other) for other in known)]
        rest = [word for word in rest if word not in near]
        known = near
        yield from (replace(word, ink=Ink.HAND) for word in near)


def _are_neighbours(page: Page, word: Word, other: Word) -> bool:
    one, two = word.level, other.level
    gap = (max(one.x0, two.x0) - min(one.x1, two.x1)) * page.aspect
    alike = 1 / _AS_TALL <= two.height / one.height <= _AS_TALL
    return other.line == word.line and alike and gap <= _NEXT * one.height


def _begins(page: Page, word: Word, added: Sequence[Word]) -> bool:
    """True for a word such as "no" right before handwriting as tall as itself: it must not be lost."""
    own = word.level
    return any(
        other.ink is Ink.HAND
        and other.line == word.line
        and 0 <= (other.level.x0 - own.x1) * page.aspect + own.height / 2 <= _NEXT * own.height
        and 1 / _AS_TALL <= other.level.height / own.height <= _AS_TALL
        for other in added
    )


def _beside(word: Word, page: Page) -> str:
    """What was read in signatures on the word's line."""
    return " ".join(w.text for w in page.words if w.line == word.line and _in_signature(w, page))


def _in_signature(word: Word, page: Page) -> bool:
    area = word.box.width * word.box.height
    regions = (region.box for region in page.signatures if region.present)
    return any(word.box.overlap(box) >= _INSIDE * area for box in regions)
