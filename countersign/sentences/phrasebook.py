"""Knows a sentence again by its words, and says it in the language of the reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from countersign.language import current_reader, day, read_by, said, sentences_of
from countersign.language.reader import Reader
from countersign.wording.values import VALUES, plain, value_word
from models.decision import Key
from models.reading import RemarkClass

_MOST_PARTS = 300
"""Parts of one sentence that are looked at: what is written on papers stands in some, and may be anything."""
_LONGEST = 700
"""Characters of a text that is looked at; no reason is longer."""
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_ON_A_DAY = re.compile(r"(?<=\bon |\bor |te )\d{4}-\d\d-\d\d(?=[;,) ]|\.?$|\. )")
"""A day in one of our own sentences: "on", "or" or "invoice date" stands before it. File names have none."""
_NESTED = frozenset(
    {"clause", "count", "fact", "facts", "killed", "reason", "remark", "remarks", "role", "signs", "start"}
)
"""Placeholders that hold what is to be told in turn."""
_CLASSES = {"wrong item": "wrong_item", "reservation": "qualified", "not understood": "other"}
"""Remarks by what receipts call them; others by their own names."""
_REMARKS = (*_CLASSES, *(one.value for one in RemarkClass if "_" not in one.value))


def _either(text: str) -> str:
    """A pattern for a text that may begin small or large."""
    if not text[:1].isalpha():
        return re.escape(text)
    return f"[{text[0].lower()}{text[0].upper()}]{re.escape(text[1:])}"


_PATTERNS = {
    "key": "|".join(f"{_either(key)}" for key in Key),
    "status": "|".join(map(re.escape, sorted(VALUES))),
    "about": "|".join(map(re.escape, sorted(_REMARKS, key=len, reverse=True))),
    "kind": "[a-z CMR]+",
    "day": r"\d{4}-\d\d-\d\d(?: \(or \d{4}-\d\d-\d\d(?: or \d{4}-\d\d-\d\d)*\))?",
    "time": r"\d\d?:\d\d(?::\d\d)?",
    "number": r"\d+",
}
"""What placeholders of these names hold; others hold anything."""


def _days(text: str) -> str:
    """Such as 2026-03-02 (or 2026-02-03)."""
    return _ISO.sub(lambda found: day(found[0]), re.sub(r"\bor\b", said("or"), text))


_TOLD: Mapping[str, Callable[[str], str]] = {
    "key": lambda text: value_word(text if text in VALUES else text[:1].lower() + text[1:]),
    "status": value_word,
    "about": lambda text: plain(_CLASSES.get(text.lower(), text.lower())),
    "kind": lambda text: plain(text.lower().replace(" ", "_")),
    "day": _days,
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence with placeholders, to be known again."""

    pattern: re.Pattern[str]
    greedy: re.Pattern[str] | None
    """The same with as much as possible in each placeholder; None where that is no other."""
    anchor: str
    """The longest piece of its own words."""
    text: str
    """The same in the language of the reader."""
    order: tuple[int, int]
    """What joins sentences comes first, then what holds sentences alone, then what has more words itself."""


def retold(sentence: str) -> str:
    """A reason or message in the language of the reader; one that is not known stays as it is."""
    reader = current_reader()
    if not sentence or len(sentence) > _LONGEST:
        return sentence
    if reader.language == "en":
        return _ON_A_DAY.sub(lambda found: day(found[0]), sentence) if reader.formats else sentence
    return _retold(reader, sentence)


@lru_cache(maxsize=4096)
def _retold(reader: Reader, sentence: str) -> str:
    with read_by(reader):
        told = said(sentence)
        found = _Telling(_phrases(reader.language)).tell(sentence) if told == sentence else told
    return sentence if found is None else _like(sentence, found)


class _Telling:
    """One sentence being told: what was found out about its parts, and how long it may take."""

    def __init__(self, phrases: tuple[Phrase, ...]) -> None:
        self._phrases = phrases
        self._known: dict[str, str | None] = {}

    def tell(self, text: str) -> str | None:
        """The text by the first phrase that it fits, with all that is in it; None where none does."""
        if text not in self._known and len(self._known) < _MOST_PARTS:
            self._known[text] = None
            self._known[text] = self._told(text)
        return self._known.get(text)

    def _told(self, text: str) -> str | None:
        bare = text.removesuffix(".")
        for phrase in (one for one in self._phrases if one.anchor in bare):
            for held in _fits(phrase, bare):
                values = {name: self._value(name, value) for name, value in held.items()}
                if None not in values.values():
                    return phrase.text.format(**values) + text[len(bare) :]
        return None

    def _value(self, name: str, value: str) -> str | None:
        kind = _kind(name)
        if kind in _NESTED:
            return self.tell(value)
        return _TOLD[kind](value) if kind in _TOLD else value


def _fits(phrase: Phrase, text: str) -> Iterator[dict[str, str]]:
    """What the placeholders hold: each as little as it can, then each as much."""
    found = phrase.pattern.fullmatch(text)
    if found is None:
        return
    yield found.groupdict()
    if phrase.greedy is not None:
        most = phrase.greedy.fullmatch(text)
        if most is not None:
            yield most.groupdict()


def _kind(name: str) -> str:
    return name.rstrip("0123456789")


def _like(sentence: str, told: str) -> str:
    """`told` with a capital where `sentence` begins with one."""
    return told[:1].upper() + told[1:] if sentence[:1].isupper() else told


@cache
def _phrases(language: str) -> tuple[Phrase, ...]:
    made = (_phrase(*(one.removesuffix(".") for one in pair)) for pair in sentences_of(language))
    return tuple(sorted(made, key=lambda phrase: phrase.order))


def _phrase(english: str, text: str) -> Phrase:
    pieces = re.split(r"\{(\w+)\}", english)
    own, names = pieces[::2], pieces[1::2]
    source = _either(own[0])
    for name, piece in zip(names, own[1:], strict=True):
        kind = name.rstrip("0123456789")
        source += f"(?P<{name}>{_PATTERNS.get(kind, '.+?')})" + re.escape(piece)
    # A first letter may be small or large, so that what is looked for begins behind it.
    anchor = max((own[0][1:], *own[1:]), key=len)
    frames = len(names) > 1 and all(_kind(name) in _NESTED for name in names)
    joins = frames and not any(map(str.isalpha, "".join(own)))
    return Phrase(
        pattern=re.compile(source, re.DOTALL),
        greedy=re.compile(source.replace(".+?", ".+"), re.DOTALL) if ".+?" in source else None,
        anchor=anchor,
        text=text,
        order=(2 - frames - joins, -sum(map(len, own))),
    )
