"""Words of one printed line that stand close together, letter by letter, for labels to be found in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise
from typing import Generic, TypeVar

from extractors.page.letters import folded
from models.paper import Word

_SEVERAL = 6
"""Letters of a phrase, least, for it to be read across words: "vis à" is no "visa"."""
_WIDE_GAP = 1.5
"""Times the height: a wider gap ends a run."""
Meaning = TypeVar("Meaning")


@dataclass(frozen=True)
class Phrases(Generic[Meaning]):
    """Folded phrases without blanks, and what each means."""

    meanings: Mapping[str, Meaning]

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """The place of each in the list."""
        return {phrase: rank for rank, phrase in enumerate(self.meanings)}

    @cached_property
    def lengths(self) -> Mapping[str, tuple[int, ...]]:
        """How long those are that begin with a letter, longest first."""
        lengths: dict[str, set[int]] = {}
        for phrase in self.meanings:
            lengths.setdefault(phrase[0], set()).add(len(phrase))
        return {letter: tuple(sorted(found, reverse=True)) for letter, found in lengths.items()}

    def beginning(self, spelled: str, start: int) -> tuple[str, ...]:
        """Those that stand in `spelled` from `start` on, longest first."""
        ends = (start + length for length in self.lengths.get(spelled[start], ()))
        return tuple(
            spelled[start:end] for end in ends if end <= len(spelled) and spelled[start:end] in self.meanings
        )


@dataclass(frozen=True, slots=True)
class Letter:
    """One folded letter, where it stands across the page, and whether a word may begin or end with it."""

    sign: str
    word: Word
    left: float
    """Fraction of the page."""
    right: float
    first: bool
    last: bool
    closed: bool
    """A colon or a line to write on follows."""


@dataclass(frozen=True)
class Run:
    """Letters of neighbouring words."""

    letters: tuple[Letter, ...]
    line: int

    @cached_property
    def spelled(self) -> str:
        """All folded letters, without blanks."""
        return "".join(letter.sign for letter in self.letters)

    @cached_property
    def words(self) -> tuple[tuple[int, int], ...]:
        """First letter and letter after the last of every word."""
        words = [letter.word for letter in self.letters]
        starts = [at for at, word in enumerate(words) if at == 0 or word is not words[at - 1]]
        return tuple(pairwise([*starts, len(words)]))


def runs_of(words: Sequence[Word], shape: tuple[int, ...]) -> tuple[Run, ...]:
    """The runs of a page in reading order; `shape` is the picture's (rows, columns)."""
    runs = []
    for number, line in groupby(words, key=lambda word: word.line):
        for part in _parts(tuple(line), shape):
            letters = tuple(_letters(part))
            if letters:
                runs.append(Run(letters, number))
    return tuple(runs)


def phrases_in(run: Run, listed: Phrases[Meaning]) -> Iterator[tuple[int, int, Meaning]]:
    """Longest listed phrases of whole words as (first letter, letter after the last, what it means)."""
    end = 0
    for start, letter in enumerate(run.letters):
        if start < end or not letter.first:
            continue
        for phrase in listed.beginning(run.spelled, start):
            last = run.letters[start + len(phrase) - 1]
            if last.last and (last.word is letter.word or len(phrase) >= _SEVERAL):
                end = start + len(phrase)
                yield start, end, listed.meanings[phrase]
                break


def beginnings_in(run: Run, listed: Phrases[Meaning]) -> Iterator[tuple[int, int, Meaning]]:
    """Listed phrases with which a word begins: "Kunde" in "Kundenunterschrift"; the first listed one."""
    for start, letter in enumerate(run.letters):
        found = listed.beginning(run.spelled, start) if letter.first else ()
        if found:
            phrase = min(found, key=listed.ranks.__getitem__)
            yield start, start + len(phrase), listed.meanings[phrase]


def _parts(line: Sequence[Word], shape: tuple[int, ...]) -> Iterator[list[Word]]:
    part: list[Word] = []
    for word in line:
        gap = (word.box.x0 - part[-1].box.x1) * shape[1] if part else 0.0
        if part and gap > _WIDE_GAP * word.box.height * shape[0]:
            yield part
            part = []
        part.append(word)
    yield part


def _letters(part: Sequence[Word]) -> Iterator[Letter]:
    texts = [*(word.text for word in part[1:]), ""]
    for word, following in zip(part, texts, strict=True):
        step = word.box.width / len(word.text)
        around = f" {word.text} "
        for index, character in enumerate(word.text):
            before, after = around[index], around[index + 2]
            rest = word.text[index + 1 :] or following
            for sign in folded(character) if character.isalnum() else "":
                yield Letter(
                    sign=sign,
                    word=word,
                    left=word.box.x0 + index * step,
                    right=word.box.x0 + (index + 1) * step,
                    first=not before.isalpha() or (before.islower() and character.isupper()),
                    last=not after.isalpha() or (character.islower() and after.isupper()),
                    closed=rest.startswith((":", "_", "…", "..")),
                )
