"""What a person's filing teaches about the names of customers, and a ledger index that knows it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from models.decision import Agreement, Key
from models.learned import Lesson, LessonKind
from models.ledger import Customer
from models.paper import Page
from models.reading import FieldName, Found, Reading
from pipeline.index.ledger_index import LedgerIndex
from pipeline.matching.parties import Parties
from pipeline.names.comparable import CLOSE, LONGEST_RUN, forms_of, normalise

_SHORTEST, _LONGEST = 4, 120
"""Letters that a name has at least, and characters at most, to be learned."""


def names_taught(
    reading: Reading, pages: Sequence[Page], customers: Collection[str], index: LedgerIndex
) -> tuple[Lesson, ...]:
    """The name on a paper that a person has filed under `customers`, where nobody is known by it yet.

    `index` is that of the ledger alone: a further paper with the name teaches the same again.
    """
    printed = [
        one for one in reading.fields.get(FieldName.CUSTOMER_NAME, ()) if one.found is not Found.LEDGER
    ]
    if len(customers) != 1 or not printed:
        return ()
    (number,) = customers
    known = Parties.of(reading, pages, index).evidence(number)
    understood = any(one.key is Key.CUSTOMER_NAME and one.agreement is Agreement.CLOSE for one in known)
    name = " ".join(printed[0].text.split())
    if understood or number not in index.customers or not _may_mean(name, number, index):
        return ()
    return (Lesson(LessonKind.NAME, number, name),)


def with_names(index: LedgerIndex, lessons: Collection[Lesson]) -> LedgerIndex:
    """The index with learned names beside those of the ledger.

    A name that was learned of two customers, or that has since become like another one's, tells nothing.
    What a single paper taught may be a depot or a haulier: see `LedgerIndex.heard`.
    """
    whose: dict[str, set[str]] = {}
    known = [one for one in lessons if one.kind is LessonKind.NAME]
    names = sorted((one.key, one.value) for one in known)
    for number, name in names:
        whose.setdefault(normalise(name), set()).add(number)
    learned: dict[str, list[str]] = {}
    for number, name in names:
        alone = len(whose[normalise(name)]) == 1 and number in index.customers
        if alone and _may_mean(name, number, index):
            learned.setdefault(number, []).append(name)
    people = ((index.customers[number], names) for number, names in learned.items())
    changed = [replace(one, aliases=(*one.aliases, *names)) for one, names in people]
    firm = {(one.key, one.value) for one in known if one.firm}
    heard = {
        number: frozenset(_forms(name for name in names if (number, name) not in firm))
        - {*index.names.forms_of(number), *_forms(name for name in names if (number, name) in firm)}
        for number, names in learned.items()
    }
    return replace(index.changed(changed), heard=heard) if changed else index


def _forms(names: Iterable[str]) -> Iterator[str]:
    return (form for name in names for form in forms_of(Customer("", name)))


def _may_mean(name: str, number: str, index: LedgerIndex) -> bool:
    """True where `name` is one, and no other customer of the ledger has one like it."""
    form = normalise(name)
    letters = sum(letter.isalpha() for letter in form)
    if letters < _SHORTEST or len(name) > _LONGEST or len(form.split()) > LONGEST_RUN:
        return False
    return not any(other != number for other in index.names.alike(form, CLOSE))
