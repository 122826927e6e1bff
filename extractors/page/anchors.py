"""Finds signature labels among the words of a page, and whose signature each asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from rapidfuzz.distance import Levenshtein

from extractors.page.letters import folded
from extractors.page.rules import Rule
from extractors.page.runs import Letter, Run, beginnings_in, phrases_in, runs_of
from extractors.page.signature_labels import CLOSING, OTHER, RECEIPT, ROLE, SIGN
from extractors.page.tables import Pair, next_label, pairs_in, values_beside
from models.paper import Role, Word

_SHARE = 0.5
"""Of the letters of a run that labels and role words must cover for it to be a label and no sentence."""
_ALONE = 0.7
"""The same for a role word that stands for a label, such as "Driver" below a line."""
_SHORT = 6
"""Words."""
_LONG = 8
"""Letters of a label that may be misread and still be one."""
_ROLE_LONG = 6
"""Letters of a role word of which one may be misread."""
_LOOSE, _ALONE_LOOSE = 4, 3
"""Letters for each one that may be wrong, in general and in a word that stands alone."""
_ABOVE, _BESIDE = 8.0, 12.0
"""Label heights: how far away the word that tells the role may stand."""
_GERMAN = re.compile("|".join(map(folded, ("Unterschrift", "Lieferschein", "GmbH", "Rechnung", "Uhrzeit"))))
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
    """A role word alone, which marks a place only where rules show one."""
    closing: bool = False
    """The end of a letter, below which it is signed."""
    run: int = -1
    """The run of words it stands in, counted from 0 in reading order."""
    run_left: float | None = None
    """Where that run begins; None for a role word alone."""
    column: float | None = None
    """Where the values begin, in a table of labels and values that the label is one row of."""
    following: float | None = None
    """Top of the next label of that table."""

    @property
    def height(self) -> float:
        """Pixels from top to bottom."""
        return self.bottom - self.top

    @property
    def start(self) -> float:
        """Where the words that the label belongs to begin."""
        return self.left if self.run_left is None else self.run_left

    @property
    def middle(self) -> tuple[float, float]:
        """Centre point (x, y)."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


def _listed(phrases: str) -> tuple[str, ...]:
    return tuple(folded(phrase) for phrase in phrases.split(","))


_RECEIPTS = frozenset(_listed(RECEIPT))
_ROLES = {phrase: role for role, phrases in ROLE.items() for phrase in _listed(phrases)} | dict.fromkeys(
    _listed(RECEIPT), Role.CUSTOMER
)
_SIGNS = {phrase: role for role, phrases in SIGN.items() for phrase in _listed(phrases)}
_CLOSINGS = frozenset(_listed(CLOSING))
_LABELS: dict[str, Role | None] = {
    **dict.fromkeys(_listed(OTHER)),
    **dict.fromkeys(_CLOSINGS, Role.UNKNOWN),
    **_SIGNS,
}
_SINGLE = tuple(
    folded(phrase)
    for phrase in SIGN[Role.UNKNOWN].split(",")
    if len(phrase.split()) == 1 and len(folded(phrase)) >= _LONG
)
_LONG_LABELS = {
    tuple(map(folded, phrase.split())): _LABELS[folded(phrase)]
    for phrases in (*SIGN.values(), CLOSING)
    for phrase in phrases.split(",")
    if len(folded(phrase)) >= _LONG
}
"""Words of the long labels and of the ends of letters."""


def find_anchors(
    words: Sequence[Word], shape: tuple[int, ...], borders: Sequence[Rule] = ()
) -> tuple[Anchor, ...]:
    """Signature labels and other fields that people fill in.

    `shape` is the picture's (rows, columns); `borders` are upright rules, across which no word tells a role.
    """
    runs = runs_of(words, shape)
    german = any(_GERMAN.search(run.spelled) for run in runs)
    labels = [
        replace(anchor, run=number, run_left=run.letters[0].left * shape[1])
        for number, run in enumerate(runs)
        for anchor in _labels(run, shape)
        if not (german and _is_company(anchor))
    ]
    hints = list(_hints(runs, shape))
    bare = [
        replace(_anchor(run.letters[start:end], role, shape), bare=True)
        for run in runs
        for start, end, role in _roles_in(run)
        if end - start >= _ALONE * len(run.letters)
    ]
    rows = pairs_in(runs, shape)
    named = [_in_table(_with_role(label, hints, borders), rows) for label in labels]
    return (*named, *(anchor for anchor in bare if not _covered(anchor, named)))


def _in_table(label: Anchor, rows: Sequence[Pair]) -> Anchor:
    """The label with the column of values that it and the labels above or below it share."""
    return replace(
        label,
        column=values_beside(rows, label.left, label.right, label.height),
        following=next_label(rows, label.left, label.bottom, label.height),
    )


def _labels(run: Run, shape: tuple[int, ...]) -> Iterator[Anchor]:
    """Labels of a run; beside a signature in the same run, as in "Signature / Date", no other field."""
    found = [*phrases_in(run, _LABELS)] or [*_misread(run)]
    found = [match for match in found if _is_label(run, *match[:2])]
    signed = any(role and not run.letters[end - 1].closed for _, end, role in found)
    for start, end, role in found:
        if role or not signed:
            anchor = _anchor(run.letters[start:end], role, shape)
            yield replace(anchor, closing=_is_closing(run.spelled[start:end]))


def _roles_in(run: Run) -> Iterator[tuple[int, int, Role]]:
    """Role words, and longer words that are one but for a letter."""
    exact = list(beginnings_in(run, _ROLES))
    yield from exact
    for start, end in run.words:
        spelled = run.spelled[start:end]
        if len(spelled) >= _ROLE_LONG and not any(first < end and start < last for first, last, _ in exact):
            close = (role for word, role in _ROLES.items() if _is_misread_role(word, spelled))
            yield from ((start, end, role) for role in islice(close, 1))


def _is_misread_role(word: str, spelled: str) -> bool:
    return len(word) >= _ROLE_LONG and Levenshtein.distance(word, spelled, score_cutoff=1) <= 1


def _misread(run: Run) -> Iterator[tuple[int, int, Role | None]]:
    """Words that are a label but for a few letters, as in a fax or where a signature crosses it."""
    whole = (0, len(run.letters))
    spelled_words = [run.spelled[start:end] for start, end in run.words]
    for words, role in _LONG_LABELS.items():
        phrase = "".join(words)
        close = abs(len(phrase) - len(run.spelled)) <= 1 and _close(phrase, run.spelled, _LOOSE)
        if close and _same_words(words, spelled_words):
            yield (*whole, role)
            return
    for start, end in run.words:
        spelled = run.spelled[start:end]
        alone = (start, end) == whole
        match = next(
            (phrase for phrase in _SINGLE if _close(phrase, spelled, _ALONE_LOOSE if alone else _LOOSE)), ""
        )
        if match:
            yield start, end, _SIGNS[match]


def _same_words(words: Sequence[str], spelled: Sequence[str]) -> bool:
    """False where a whole word differs ("delivered to"), or where both blanks and letters do."""
    if len(words) != len(spelled):
        return Levenshtein.distance("".join(words), "".join(spelled), score_cutoff=1) <= 1
    pairs = zip(words, spelled, strict=True)
    return all(Levenshtein.distance(word, read) <= max(len(word) // 3, len(word) > 1) for word, read in pairs)


def _close(phrase: str, spelled: str, letters_an_edit: int) -> bool:
    edits = len(phrase) // letters_an_edit
    return Levenshtein.distance(phrase, spelled, score_cutoff=edits) <= edits


def _is_label(run: Run, start: int, end: int) -> bool:
    """False for a phrase in the middle of a sentence."""
    if run.letters[end - 1].closed or (start == 0 and len(run.words) <= _SHORT):
        return True
    return _covered_share(run) >= _SHARE or end - start >= _SHARE * len(run.letters)


def _covered_share(run: Run) -> float:
    """Share of a run's letters that belong to labels and role words."""
    covered: set[int] = set()
    for start, end, _ in (*phrases_in(run, _LABELS), *_misread(run), *_roles_in(run)):
        covered.update(range(start, end))
    return len(covered) / len(run.letters)


def _hints(runs: Sequence[Run], shape: tuple[int, ...]) -> Iterator[Anchor]:
    """Role words that may tell the role of a label nearby: headings, and statements of receipt."""
    for index, run in enumerate(runs):
        following = runs[index + 1] if index + 1 < len(runs) and runs[index + 1].line == run.line else None
        key = following is not None and _covered_share(following) < _SHARE
        heading = not key and _covered_share(run) >= _SHARE
        for start, end, role in _roles_in(run):
            if heading or run.spelled[start:end] in _RECEIPTS:
                yield _anchor(run.letters[start:end], role, shape)


def _anchor(part: Sequence[Letter], role: Role | None, shape: tuple[int, ...]) -> Anchor:
    words = list({id(letter.word): letter.word for letter in part}.values())
    return Anchor(
        text=" ".join(word.text for word in words),
        role=role,
        left=part[0].left * shape[1],
        top=min(word.box.y0 for word in words) * shape[0],
        right=part[-1].right * shape[1],
        bottom=max(word.box.y1 for word in words) * shape[0],
    )


def _with_role(label: Anchor, hints: Iterable[Anchor], borders: Sequence[Rule]) -> Anchor:
    """An open role is told by the nearest role word on the same line or above."""
    if label.role is not Role.UNKNOWN or label.closing:
        return label
    costs = ((_cost(label, hint), hint.role) for hint in hints if not _is_parted(label, hint, borders))
    near = [(cost, role) for cost, role in costs if cost is not None]
    return replace(label, role=min(near, key=lambda pair: pair[0])[1]) if near else label


def _cost(label: Anchor, hint: Anchor) -> float | None:
    """Distance in label heights, None where the word stands too far away to say anything."""
    aside = max(hint.left - label.right, label.left - hint.right, 0.0) / label.height
    lower = (label.middle[1] - hint.middle[1]) / label.height
    if abs(lower) < 1:
        return aside if aside < _BESIDE else None
    return lower + aside if 0 < lower < _ABOVE and aside < _ABOVE / 2 else None


def _is_parted(label: Anchor, hint: Anchor, borders: Iterable[Rule]) -> bool:
    """True where an upright rule beside the label stands between the two."""
    y = label.middle[1]
    left, right = min(label.right, hint.right), max(label.left, hint.left)
    return any(rule.start <= y <= rule.end and left <= rule.at(y) <= right for rule in borders)


def _is_closing(spelled: str) -> bool:
    return any(
        abs(len(closing) - len(spelled)) <= 1 and _close(closing, spelled, _LOOSE) for closing in _CLOSINGS
    )


def _is_company(anchor: Anchor) -> bool:
    return folded(anchor.text) == _COMPANY


def _covered(anchor: Anchor, labels: Iterable[Anchor]) -> bool:
    x, y = anchor.middle
    return any(label.left <= x <= label.right and label.top <= y <= label.bottom for label in labels)
