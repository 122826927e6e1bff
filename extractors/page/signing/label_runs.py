"""Which signature labels and role words a run of words holds, misread ones too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice

from rapidfuzz.distance import Levenshtein

from extractors.page.letters import folded
from extractors.page.signing.runs import Phrases, Run, beginnings_in, phrases_in
from extractors.page.signing.signature_labels import CLOSING, OTHER, RECEIPT, REMARK, ROLE, SIGN
from models.paper import Role

_LONG = 8
"""Letters of a label that may be misread and still be one."""
_ROLE_LONG = 6
"""Letters of a role word of which one may be misread."""
_LOOSE, _ALONE_LOOSE = 4, 3
"""Letters for each one that may be wrong, in general and in a word that stands alone."""


def _listed(phrases: str) -> tuple[str, ...]:
    return tuple(folded(phrase) for phrase in phrases.split(","))


RECEIPTS = frozenset(_listed(RECEIPT))
_ROLES = {phrase: role for role, phrases in ROLE.items() for phrase in _listed(phrases)} | dict.fromkeys(
    _listed(RECEIPT), Role.CUSTOMER
)
_SIGNS = {phrase: role for role, phrases in SIGN.items() for phrase in _listed(phrases)}
_CLOSINGS = frozenset(_listed(CLOSING))
_LABELS: dict[str, Role | None] = {
    **dict.fromkeys((*_listed(OTHER), *_listed(REMARK))),
    **dict.fromkeys(_CLOSINGS, Role.UNKNOWN),
    **_SIGNS,
}
_SINGLE = tuple(
    folded(phrase)
    for phrase in SIGN[Role.UNKNOWN].split(",")
    if len(phrase.split()) == 1 and len(folded(phrase)) >= _LONG
)
_REMARKS = frozenset(_listed(REMARK))
_WORDS = frozenset(
    folded(word)
    for phrases in (*SIGN.values(), *ROLE.values(), OTHER, REMARK)
    for phrase in phrases.split(",")
    for word in phrase.split()
)
_LONG_LABELS = {
    tuple(map(folded, phrase.split())): _LABELS[folded(phrase)]
    for phrases in (*SIGN.values(), CLOSING)
    for phrase in phrases.split(",")
    if len(folded(phrase)) >= _LONG
}
"""Words of the long labels and of the ends of letters."""
_ROLE_PHRASES = Phrases(_ROLES)
_LABEL_PHRASES = Phrases(_LABELS)


@dataclass(frozen=True)
class LabelRun:
    """A run and what it holds, each as (first letter, letter after the last, role)."""

    run: Run

    @cached_property
    def labels(self) -> tuple[tuple[int, int, Role | None], ...]:
        """Labels of places to sign, and of other fields (None)."""
        return tuple(phrases_in(self.run, _LABEL_PHRASES))

    @cached_property
    def misread(self) -> tuple[tuple[int, int, Role | None], ...]:
        """Words that are a label but for a few letters, as in a fax or where a signature crosses it."""
        return tuple(_misread(self.run))

    @cached_property
    def roles(self) -> tuple[tuple[int, int, Role], ...]:
        """Role words, and longer words that are one but for a letter."""
        exact = list(beginnings_in(self.run, _ROLE_PHRASES))
        return (*exact, *_misread_roles(self.run, exact))

    @cached_property
    def covered_share(self) -> float:
        """Share of the letters that belong to labels and role words."""
        covered: set[int] = set()
        for start, end, _ in (*self.labels, *self.misread, *self.roles):
            covered.update(range(start, end))
        return len(covered) / len(self.run.letters)


def is_label_word(word: str) -> bool:
    """True for a word that labels and role words consist of."""
    return folded(word) in _WORDS


def is_for_remarks(spelled: str) -> bool:
    """True for the label of a field to write remarks in."""
    return spelled in _REMARKS


def is_closing(spelled: str) -> bool:
    """True for the words that end a letter, above its signature."""
    return any(
        abs(len(closing) - len(spelled)) <= 1 and _close(closing, spelled, _LOOSE) for closing in _CLOSINGS
    )


def _misread_roles(run: Run, exact: Sequence[tuple[int, int, Role]]) -> Iterator[tuple[int, int, Role]]:
    for start, end in run.words:
        if end - start >= _ROLE_LONG and not any(first < end and start < last for first, last, _ in exact):
            spelled = run.spelled[start:end]
            near = (word for word in _roles_near(end - start) if _within(word, spelled, 1))
            yield from ((start, end, _ROLES[word]) for word in islice(near, 1))


def _misread(run: Run) -> Iterator[tuple[int, int, Role | None]]:
    whole = (0, len(run.letters))
    spelled_words = [run.spelled[start:end] for start, end in run.words]
    for words in _labels_near(len(run.spelled)):
        if _close("".join(words), run.spelled, _LOOSE) and _same_words(words, spelled_words):
            yield (*whole, _LONG_LABELS[words])
            return
    for start, end in run.words:
        spelled = run.spelled[start:end]
        letters_an_edit = _ALONE_LOOSE if (start, end) == whole else _LOOSE
        close = (phrase for phrase in _SINGLE if _close(phrase, spelled, letters_an_edit))
        yield from ((start, end, _SIGNS[phrase]) for phrase in islice(close, 1))


@cache
def _roles_near(length: int) -> tuple[str, ...]:
    """Role words that may be meant by a word of so many letters, one of them misread."""
    return tuple(word for word in _ROLES if len(word) >= _ROLE_LONG and abs(len(word) - length) <= 1)


@cache
def _labels_near(length: int) -> tuple[tuple[str, ...], ...]:
    return tuple(words for words in _LONG_LABELS if abs(sum(map(len, words)) - length) <= 1)


def _same_words(words: Sequence[str], spelled: Sequence[str]) -> bool:
    """False where a whole word differs ("delivered to"), or where both blanks and letters do."""
    if len(words) != len(spelled):
        return _within("".join(words), "".join(spelled), 1)
    pairs: Iterable[tuple[str, str]] = zip(words, spelled, strict=True)
    return all(_within(word, read, max(len(word) // 3, len(word) > 1)) for word, read in pairs)


def _close(phrase: str, spelled: str, letters_an_edit: int) -> bool:
    return _within(phrase, spelled, len(phrase) // letters_an_edit)


def _within(word: str, read: str, edits: int) -> bool:
    # The comparison of lengths spares most calls.
    if abs(len(word) - len(read)) > edits:
        return False
    return Levenshtein.distance(word, read, score_cutoff=edits) <= edits
