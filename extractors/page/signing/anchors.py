"""Finds signature labels among the words of a page, and whose signature each asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from extractors.page.letters import folded
from extractors.page.rules import Rule
from extractors.page.signing.electronic import is_electronic
from extractors.page.signing.label_runs import RECEIPTS, LabelRun, is_closing, is_for_remarks
from extractors.page.signing.runs import Letter, Run, runs_of
from extractors.page.signing.tables import Pair, next_label, pairs_in, values_beside
from models.paper import Ink, Role, Word

_SHARE = 0.5
"""Of the letters of a run that labels and role words must cover for it to be a label and no sentence."""
_ALONE = 0.7
"""The same for a role word that stands for a label, such as "Driver" below a line."""
_SHORT = 6
"""Words."""
_ABOVE, _BESIDE = 8.0, 12.0
"""Label heights: how far away the word that tells the role may stand."""
_NORTHERN = re.compile(
    "|".join(
        map(
            folded,
            (
                "Unterschrift", "Lieferschein", "GmbH", "Rechnung", "Uhrzeit", "handtekening", "leverancier",
                "ontvangen", "pakbon", "podpis", "odbiorca", "dostawca", "sp. z o.o.",
            ),
        )
    )
)  # fmt: skip
"""Words of a German, Dutch or Polish page."""
_COMPANY = "firma"
"""A signature in Spanish and Italian, a company in German, Dutch and Polish."""

Match = tuple[int, int, Role | None]
"""A label in a run: its first letter, the letter after its last, and whose signature it asks for."""


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
    open: bool = False
    """A word such as "Signature" that does not say whose."""
    sure: bool = False
    """A word on its own line says whose."""
    closing: bool = False
    """The end of a letter, below which it is signed."""
    remarks: bool = False
    """A field for remarks."""
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


@dataclass(frozen=True, slots=True)
class Spotted:
    """What the words of a page say by themselves of places to fill in."""

    labels: tuple[Anchor, ...]
    hints: tuple[Anchor, ...]
    """Role words that may tell the role of a label nearby."""
    bare: tuple[Anchor, ...]
    """Role words that stand for a label."""
    rows: tuple[Pair, ...]


def spotted(words: Sequence[Word], shape: tuple[int, ...]) -> Spotted:
    """Labels and role words of a page; `shape` is the picture's (rows, columns)."""
    runs = [LabelRun(run) for run in runs_of(words, shape)]
    northern = any(_NORTHERN.search(one.run.spelled) for one in runs)
    labels = (
        replace(anchor, run=number, run_left=one.run.letters[0].left * shape[1])
        for number, one in enumerate(runs)
        for anchor in _labels(one, shape)
        if not (northern and _is_company(anchor))
    )
    bare = (anchor for one in runs for anchor in _alone(one, shape))
    rows = tuple(pairs_in([one.run for one in runs], shape))
    return Spotted(tuple(labels), tuple(_hints(runs, shape)), tuple(bare), rows)


def _alone(one: LabelRun, shape: tuple[int, ...]) -> Iterator[Anchor]:
    """A run of hardly anything but words for one role, such as "Carrier / driver"; no "Driver's name"."""
    letters = one.run.letters
    if one.labels:
        return
    for role in dict.fromkeys(role for _, _, role in one.roles):
        parts = sorted((start, end) for start, end, other in one.roles if other is role)
        if sum(end - start for start, end in parts) >= _ALONE * len(letters):
            yield replace(_anchor(letters[parts[0][0] : parts[-1][1]], role, shape), bare=True)


def anchors_of(page: Spotted, borders: Sequence[Rule] = ()) -> tuple[Anchor, ...]:
    """Signature labels, with the role that words nearby tell, and other fields that people fill in.

    `borders` are upright rules, across which no word tells a role.
    """
    named = [_in_table(_with_role(label, page.hints, borders), page.rows) for label in page.labels]
    return (*named, *(anchor for anchor in page.bare if not _covered(anchor, named)))


def _in_table(label: Anchor, rows: Sequence[Pair]) -> Anchor:
    """The label with the column of values that it and the labels above or below it share."""
    return replace(
        label,
        column=values_beside(rows, label.left, label.right, label.height),
        following=next_label(rows, label.left, label.bottom, label.height),
    )


def _labels(one: LabelRun, shape: tuple[int, ...]) -> Iterator[Anchor]:
    """Labels of a run; beside a signature in the same run, as in "Signature / Date", no other field."""
    run = one.run
    if is_electronic(" ".join(dict.fromkeys(letter.word.text for letter in run.letters))):
        return
    found = list(
        _one_place(run, (match for match in one.labels or one.misread if _is_label(one, *match[:2])))
    )
    signed = any(role and not run.letters[end - 1].closed for _, end, role in found)
    for start, end, role in found:
        if role or not (signed or _is_by_hand(run, start, end)):
            anchor = _anchor(run.letters[start:end], role, shape)
            spelled = run.spelled[start:end]
            closing, remarks = is_closing(spelled), is_for_remarks(spelled)
            yield replace(anchor, closing=closing, remarks=remarks, open=role is Role.UNKNOWN and not closing)


def _is_by_hand(run: Run, start: int, end: int) -> bool:
    """True for what somebody wrote, such as "reservations": an answer, and no label."""
    return all(letter.word.ink is Ink.HAND for letter in run.letters[start:end])


def _one_place(run: Run, found: Iterable[Match]) -> Iterator[Match]:
    """Labels of one place as one, such as "Received by (signature)": one of them leaves the role open."""
    last: Match | None = None
    for match in found:
        if last is not None and _belongs(run, last, match):
            role = match[2] if last[2] is Role.UNKNOWN else last[2]
            last = (last[0], match[1], role)
            continue
        if last is not None:
            yield last
        last = match
    if last is not None:
        yield last


def _belongs(run: Run, one: Match, other: Match) -> bool:
    """True for a label right behind another that is not ended by a colon, where one leaves the role open."""
    signs = all(match[2] and not is_closing(run.spelled[match[0] : match[1]]) for match in (one, other))
    near = one[1] == other[0] and not run.letters[one[1] - 1].closed
    return signs and near and Role.UNKNOWN in {one[2], other[2]}


def _is_label(one: LabelRun, start: int, end: int) -> bool:
    """False for a phrase in the middle of a sentence."""
    run = one.run
    short = len(run.words) <= _SHORT
    if run.letters[end - 1].closed or (short and (start == 0 or _is_bracketed(run, start, end))):
        return True
    return one.covered_share >= _SHARE or end - start >= _SHARE * len(run.letters)


def _is_bracketed(run: Run, start: int, end: int) -> bool:
    """True for the last words of a run in brackets, as in "Carter's man (signature)"."""
    return run.letters[start].word.text.startswith("(") and end == len(run.letters)


def _hints(runs: Sequence[LabelRun], shape: tuple[int, ...]) -> Iterator[Anchor]:
    """Role words that may tell the role of a label nearby: headings, and statements of receipt."""
    for one, following in zip_longest(runs, runs[1:]):
        beside = following is not None and following.run.line == one.run.line
        key = beside and following.covered_share < _SHARE
        own = any(role for _, _, role in one.labels)
        heading = (own or not key) and one.covered_share >= _SHARE
        for start, end, role in one.roles:
            if heading or one.run.spelled[start:end] in RECEIPTS:
                yield _anchor(one.run.letters[start:end], role, shape)


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
    costs = ((_cost(label, hint), hint) for hint in hints if not _is_parted(label, hint, borders))
    near = [(cost, hint) for cost, hint in costs if cost is not None]
    if not near:
        return label
    nearest = min(near, key=lambda pair: pair[0])[1]
    return replace(label, role=nearest.role, sure=_is_level(label, nearest))


def _cost(label: Anchor, hint: Anchor) -> float | None:
    """Distance in label heights, None where the word stands too far away to say anything."""
    aside = max(hint.left - label.right, label.left - hint.right, 0.0) / label.height
    lower = (label.middle[1] - hint.middle[1]) / label.height
    if _is_level(label, hint):
        return aside if aside < _BESIDE else None
    return lower + aside if 0 < lower < _ABOVE and aside < _ABOVE / 2 else None


def _is_level(label: Anchor, hint: Anchor) -> bool:
    return abs(label.middle[1] - hint.middle[1]) < label.height


def _is_parted(label: Anchor, hint: Anchor, borders: Iterable[Rule]) -> bool:
    """True where an upright rule beside the label stands between the two."""
    y = label.middle[1]
    left, right = min(label.right, hint.right), max(label.left, hint.left)
    return any(rule.start <= y <= rule.end and left <= rule.at(y) <= right for rule in borders)


def _is_company(anchor: Anchor) -> bool:
    return folded(anchor.text) == _COMPANY


def _covered(anchor: Anchor, labels: Iterable[Anchor]) -> bool:
    x, y = anchor.middle
    return any(label.left <= x <= label.right and label.top <= y <= label.bottom for label in labels)
