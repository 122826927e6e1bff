"""Finds signature labels among the words of a page, and whose signature each asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from rapidfuzz.distance import Levenshtein

from extractors.page.letters import folded
from extractors.page.signature_labels import OTHER, ROLE, SIGN
from models.paper import Role, Word

_SHARE = 0.4
"""Of the letters of a run of words that a label must have, unless it begins a short run or a sign ends it."""
_ALONE = 0.7
"""The same for a role word that stands for a label, such as "Driver" below a line."""
_SHORT = 6
"""Words."""
_LONG, _LETTERS_AN_EDIT = 8, 3
"""Letters of a label that may be misread, and letters for every edit then allowed."""
_WIDE_GAP = 1.5
"""Times the height: a wider gap ends a run of words."""
_ABOVE, _BESIDE = 8.0, 12.0
"""Label heights: how far away the word that tells the role may stand."""
_GERMAN = re.compile("unterschrift|lieferschein|gmbh|rechnung|empfanger|uhrzeit".translate({ord("l"): "i"}))
_COMPANY = "firma"
"""A signature in Spanish, a company in German."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Printed words that mark a place to write in; pixels of the upright page."""

    text: str
    role: Role | None
    """None for a field that is no signature, such as a date."""
    left: float
    top: float
    right: float
    bottom: float
    bare: bool = False
    """A role word alone, which marks a place only where a line to sign on runs above it."""

    @property
    def height(self) -> float:
        """Pixels from top to bottom."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class _Letter:
    """One folded letter; where it stands; whether a word may begin or end with it."""

    sign: str
    word: Word
    left: float
    right: float
    first: bool
    last: bool
    closed: bool
    """A colon or a line to write on follows."""


Run = tuple[_Letter, ...]
_ROLES = {folded(phrase): role for role, listed in ROLE.items() for phrase in listed.split(",")}
_LABELS: dict[str, Role | None] = {
    **{folded(phrase): None for phrase in OTHER.split(",")},
    **{folded(phrase): role for role, listed in SIGN.items() for phrase in listed.split(",")},
}
_SINGLE = frozenset(
    folded(phrase) for listed in SIGN.values() for phrase in listed.split(",") if len(phrase.split()) == 1
)


def find_anchors(words: Sequence[Word], shape: tuple[int, ...]) -> tuple[Anchor, ...]:
    """Signature labels and other fields that people fill in; `shape` is the picture's (rows, columns)."""
    runs = [run for run in map(tuple, _runs(words, shape)) if run]
    german = any(_GERMAN.search(folded(word.text)) for word in words)
    labels = [anchor for run in runs for anchor in _labels(run, shape, german=german)]
    roles = [(run, anchor) for run in runs for anchor in _role_words(run, shape)]
    bare = [
        replace(anchor, bare=True) for run, anchor in roles if len(folded(anchor.text)) >= _ALONE * len(run)
    ]
    named = [_with_role(label, [anchor for _, anchor in roles]) for label in labels]
    return (*named, *(anchor for anchor in bare if not _covered(anchor, named)))


def _runs(words: Sequence[Word], shape: tuple[int, ...]) -> Iterator[Iterator[_Letter]]:
    """Words of one line that stand close together, letter by letter."""
    for _, line in groupby(words, key=lambda word: word.line):
        run: list[Word] = []
        for word in line:
            gap = (word.box.x0 - run[-1].box.x1) * shape[1] if run else 0.0
            if run and gap > _WIDE_GAP * word.box.height * shape[0]:
                yield _letters(run)
                run = []
            run.append(word)
        yield _letters(run)


def _letters(run: Sequence[Word]) -> Iterator[_Letter]:
    texts = [*(word.text for word in run), ""]
    for word, following in zip(run, texts[1:], strict=True):
        step = word.box.width / len(word.text)
        around = f" {word.text} "
        for index, character in enumerate(word.text):
            before, after = around[index], around[index + 2]
            rest = word.text[index + 1 :] or following
            for sign in folded(character) if character.isalnum() else "":
                yield _Letter(
                    sign=sign,
                    word=word,
                    left=word.box.x0 + index * step,
                    right=word.box.x0 + (index + 1) * step,
                    first=not before.isalpha() or (before.islower() and character.isupper()),
                    last=not after.isalpha() or (character.islower() and after.isupper()),
                    closed=rest.startswith((":", "_", "\u2026", "..")),
                )


def _matches(run: Run, listed: Mapping[str, Role | None]) -> Iterator[tuple[int, int, Role | None]]:
    """Longest listed phrases in a run as (first letter, letter after the last, role)."""
    spelled = "".join(letter.sign for letter in run)
    lengths = sorted({len(phrase) for phrase in listed}, reverse=True)
    end = 0
    for start in range(len(run)):
        if start < end or not run[start].first:
            continue
        for length in lengths:
            phrase = spelled[start : start + length]
            if phrase in listed and run[start + len(phrase) - 1].last:
                end = start + len(phrase)
                yield start, end, listed[phrase]
                break


def _labels(run: Run, shape: tuple[int, ...], *, german: bool) -> Iterator[Anchor]:
    matches = list(_matches(run, _LABELS))
    if not matches:
        yield from _misread(run, shape)
    for start, end, role in matches:
        anchor = _anchor(run[start:end], role, shape)
        company = german and folded(anchor.text) == _COMPANY
        if not company and _is_label(run, start, end):
            yield anchor


def _misread(run: Run, shape: tuple[int, ...]) -> Iterator[Anchor]:
    """A run that is a long label but for some letters, as where a signature crosses it."""
    spelled = "".join(letter.sign for letter in run)
    for phrase, role in _LABELS.items():
        edits = len(phrase) // (_LETTERS_AN_EDIT if phrase in _SINGLE else 2 * _LETTERS_AN_EDIT)
        if (
            role
            and len(phrase) >= _LONG
            and Levenshtein.distance(phrase, spelled, score_cutoff=edits) <= edits
        ):
            yield _anchor(run, role, shape)
            return


def _is_label(run: Run, start: int, end: int) -> bool:
    """False for a phrase in the middle of a sentence."""
    if end - start >= _SHARE * len(run) or run[end - 1].closed:
        return True
    words = {id(letter.word) for letter in run}
    return start == 0 and len(words) <= _SHORT


def _role_words(run: Run, shape: tuple[int, ...]) -> Iterator[Anchor]:
    """Role words wherever a word begins with them: "Kunde" in "Kundenunterschrift"."""
    spelled = "".join(letter.sign for letter in run)
    for start, letter in enumerate(run):
        if letter.first:
            for phrase, role in _ROLES.items():
                if spelled.startswith(phrase, start):
                    yield _anchor(run[start : start + len(phrase)], role, shape)
                    break


def _anchor(part: Run, role: Role | None, shape: tuple[int, ...]) -> Anchor:
    words = list({id(letter.word): letter.word for letter in part}.values())
    return Anchor(
        text=" ".join(word.text for word in words),
        role=role,
        left=part[0].left * shape[1],
        top=min(word.box.y0 for word in words) * shape[0],
        right=part[-1].right * shape[1],
        bottom=max(word.box.y1 for word in words) * shape[0],
    )


def _with_role(label: Anchor, roles: Iterable[Anchor]) -> Anchor:
    """An open role is told by the nearest role word on the same line or above."""
    if label.role is not Role.UNKNOWN:
        return label
    costs = ((_cost(label, word), word.role) for word in roles)
    near = [(cost, role) for cost, role in costs if cost is not None]
    return replace(label, role=min(near, key=lambda pair: pair[0])[1]) if near else label


def _cost(label: Anchor, word: Anchor) -> float | None:
    """Distance in label heights, None where the word stands too far away to say anything."""
    aside = max(word.left - label.right, label.left - word.right, 0.0) / label.height
    lower = (label.top + label.bottom - word.top - word.bottom) / 2 / label.height
    if abs(lower) < 1:
        return aside if aside < _BESIDE else None
    return lower + aside if 0 < lower < _ABOVE and aside < _ABOVE / 2 else None


def _covered(anchor: Anchor, labels: Iterable[Anchor]) -> bool:
    middle = (anchor.left + anchor.right) / 2
    return any(
        label.left <= middle <= label.right and label.top < anchor.bottom and anchor.top < label.bottom
        for label in labels
    )
