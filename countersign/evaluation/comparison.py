"""Key and captured documents laid side by side, file by file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from countersign.evaluation.line import Invoice, Line
from countersign.evaluation.normal import same
from models.record import DEFAULT_CLIENT

File = tuple[str, str]
"""Client and source."""
Owners = tuple[tuple[Line, ...], ...]
"""Documents of the key on each page of a captured one."""
Files = Mapping[File, tuple[Line, ...]]
WHOLE = 0
"""Stands for the only page of a file whose pages the key does not count."""


@dataclass(frozen=True, slots=True)
class Case:
    """A document of the key, and the captured one with exactly its pages, None where there is none."""

    key: Line
    document: Line | None
    alone: bool
    """False where more documents were captured from these pages than lie on them."""

    @property
    def split_right(self) -> bool:
        """True when its pages were captured as one document, once."""
        return self.document is not None and self.alone


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that is scored. Both sides are in one order, whatever order they came in."""

    truth: Files
    captured: Files
    cases_of: Mapping[File, tuple[Case, ...]]

    @property
    def cases(self) -> tuple[Case, ...]:
        """One for each document of the key."""
        return tuple(case for cases in self.cases_of.values() for case in cases)

    @property
    def read(self) -> tuple[Case, ...]:
        """Cases of documents that are to be read: no duplicates, no files without a document."""
        return tuple(case for case in self.cases if case.key.to_be_read)

    def paired(self, document: Line) -> Line | None:
        """The document of the key that a captured one was taken for."""
        cases = self.cases_of.get(file_of(document), ())
        return next((case.key for case in cases if case.document is document), None)

    def owners(self, document: Line) -> Owners:
        """Documents of the key on each of the pages of a captured one; blanks and strangers are left out."""
        key = self.paired(document)
        if key:
            return ((key,),)
        keys = self.truth.get(file_of(document), ())
        pages = document.pages or tuple({page for key in keys for page in key.pages}) or (WHOLE,)
        on_page = (tuple(key for key in keys if page in key.pages or not key.pages) for page in pages)
        return tuple(owners for owners in on_page if owners)


def file_of(line: Line) -> File:
    """The file that a document lies in."""
    return line.client, line.source


def belongs(owners: Iterable[Sequence[Line]], invoice: Invoice) -> bool | None:
    """True when a document on every page is of this invoice; None where the key is silent on invoices."""
    pages = list(owners)
    if not judged(pages):
        return None
    return bool(pages) and all(any(invoice in key.invoices for key in keys) for keys in pages)


def judged(owners: Iterable[Sequence[Line]]) -> bool:
    """True when the key speaks of invoices for all of the documents."""
    return all(key.matches is not None for keys in owners for key in keys)


def compare(truth: Sequence[Line], captured: Sequence[Line]) -> Comparison:
    """Lay them side by side. Clients count where both sides name some; none named is the default client."""
    clients = all(any(line.client for line in side) for side in (truth, captured))
    keys, found = _by_file(truth, clients=clients), _by_file(captured, clients=clients)
    cases = {file: tuple(_cases(told, found.get(file, ()))) for file, told in keys.items()}
    return Comparison(keys, found, cases)


def _by_file(lines: Sequence[Line], *, clients: bool) -> Files:
    files: dict[File, list[Line]] = defaultdict(list)
    for line in sorted(lines, key=lambda line: (line.source, line.pages, line.text)):
        named = replace(line, client=(line.client or DEFAULT_CLIENT) if clients else "")
        files[file_of(named)].append(named)
    return {file: tuple(told) for file, told in files.items()}


def _cases(keys: tuple[Line, ...], found: tuple[Line, ...]) -> list[Case]:
    if len(keys) == len(found) == 1 and not (keys[0].pages and found[0].pages):
        return [Case(keys[0], found[0], alone=True)]
    places: dict[frozenset[int], list[Line]] = defaultdict(list)
    for key in keys:
        places[frozenset(key.pages)].append(key)
    return [
        case
        for pages, told in places.items()
        for case in _on_pages(told, [one for one in found if frozenset(one.pages) == pages])
    ]


def _on_pages(keys: list[Line], found: list[Line]) -> list[Case]:
    """Those of the same pages, such as two receipts on one sheet: the pairs that agree most go first."""
    chosen: dict[int, int] = {}
    pairs = product(range(len(keys)), range(len(found)))
    for left, right in sorted(pairs, key=lambda pair: -_agreement(keys[pair[0]], found[pair[1]])):
        if left not in chosen and right not in chosen.values():
            chosen[left] = right
    alone = len(found) <= len(keys)
    return [
        Case(key, found[chosen[place]] if place in chosen else None, alone=alone)
        for place, key in enumerate(keys)
    ]


def _agreement(key: Line, document: Line) -> int:
    told, read = key.fields or {}, document.fields or {}
    alike = sum(name in read and same(name, field.value, read[name].value) for name, field in told.items())
    return alike + len(key.invoices & document.invoices) + (key.type == document.type)
