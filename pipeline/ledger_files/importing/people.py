"""The customers of an import: from a list of their own, from the invoices, or known already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from models.ledger import Customer
from pipeline.ledger_files.cells import BadCell, identifier
from pipeline.ledger_files.importing.walk import Walked
from pipeline.ledger_files.importing.words import plain_words
from pipeline.ledger_files.rows import Faulty, Row

PLACES = ("address", "city", "country", "parent")
"""What else may be said of a customer."""
_PARENT = ":"
"""Between a parent and its branch: "Acme : Acme East"."""


@dataclass(frozen=True, slots=True)
class People:
    """Customers by number, and by name where only one has it.

    A branch is known by its whole name: "Bolt : Store 1" is neither "Acme : Store 1" nor "Bolt".
    """

    customers: Mapping[str, Customer]
    by_name: Mapping[str, str]
    """Comparable name -> number; empty where two customers have the name."""
    source: str
    """What messages call the place where they stand; empty where rows may name new ones."""

    @classmethod
    def of(cls, customers: Iterable[Customer], source: str = "") -> People:
        """With an index of names; one that two customers have leads to none."""
        by_number = {customer.number: customer for customer in customers}
        by_name: dict[str, str] = {}
        for customer in by_number.values():
            for name in _own_names(customer):
                first = by_name.setdefault(name, customer.number)
                if first != customer.number:
                    by_name[name] = ""
        return cls(by_number, by_name, source)

    def number(self, number: str, name: str) -> str:
        """The number of the customer that a row names; a new customer without a number has its name as one.

        Raises:
            BadCell: a row names none, or one that is not among those that the source lists.
        """
        if number:
            found = identifier("customer_number", number)
            if self.source and found not in self.customers:
                raise BadCell(f"customer_number {found!r} is not in {self.source}: add the customer there.")
            return found
        if not name:
            raise BadCell("customer_number is empty: every row needs one.")
        return name if name in self.customers else self._number_of(name)

    def _number_of(self, name: str) -> str:
        found = self.by_name.get(_comparable(name))
        if found == "":
            raise BadCell(f"customer {name!r} is the name of two customers: give the customer's number.")
        if found is None and self.source:
            raise BadCell(f"customer {name!r} is not in {self.source}: add the customer there.")
        return found or identifier("customer_name", name)


def listed(walked: Walked) -> tuple[tuple[Customer, ...], tuple[Faulty, ...]]:
    """The customers of a list of their own, and rows at fault."""
    made: dict[str, tuple[int, Customer]] = {}
    faulty = list(walked.faulty)
    for row in walked.items:
        try:
            customer = _listed(row, walked)
        except BadCell as bad:
            faulty.append(walked.fault(row.line, str(bad)))
            continue
        line, same = made.setdefault(customer.number, (row.line, customer))
        if same != customer:
            faulty.append(walked.fault(row.line, _differs(line, same, customer)))
    return tuple(customer for _, customer in made.values()), tuple(faulty)


def named_in_invoices(
    rows: Mapping[str, Mapping[str, Counter[str]]], people: People
) -> tuple[tuple[Customer, ...], str]:
    """The customers that the items of a list name, over what is known of them already.

    Of several names of one number the most frequent one is the name, the others are aliases.

    Args:
        rows: number of each customer -> column -> how often each text stood there.
        people: what is known.

    Returns:
        The customers by number, and the number of one that has no name anywhere, mostly empty.
    """
    made, nameless = [], ""
    for number, columns in sorted(rows.items()):
        known = people.customers.get(number)
        names = _by_frequency(columns.get("customer_name"))
        if not names and known is None:
            nameless = nameless or number
            continue
        said = _named(number, names, known)
        address, city, country, parent = (next(iter(_by_frequency(columns.get(one))), "") for one in PLACES)
        said = replace(said, address=address, city=city, country=country, parent=parent)
        made.append(laid_over(known, said))
    return tuple(made), nameless


def _by_frequency(texts: Counter[str] | None) -> list[str]:
    return sorted(texts, key=lambda text: (-texts[text], text)) if texts else []


def laid_over(known: Customer | None, said: Customer) -> Customer:
    """What is known of a customer, with what a list says laid over it; an older name stays as an alias."""
    if known is None:
        return said
    kept = [alias for alias in known.aliases if alias != said.name]
    new = sorted({*said.aliases, known.name} - {said.name, *kept})
    return Customer(
        said.number,
        said.name,
        (*kept, *new),
        said.address or known.address,
        said.city or known.city,
        said.country or known.country,
        said.parent or known.parent,
    )


def _named(number: str, names: Sequence[str], known: Customer | None) -> Customer:
    """A customer by the names that rows give it, the most frequent first; a name that is known stays."""
    said = list(dict.fromkeys(part for name in names for part in _parts(name, number)))
    name = known.name if known is not None and (known.name in said or not said) else said[0]
    return Customer(number, name, tuple(sorted({*said} - {name})))


def _parts(name: str, number: str) -> Iterator[str]:
    """The branch, its parents, and the whole name unless it is the customer's number: it says who it is."""
    yield _last(name)
    yield from _parents(name)
    if _PARENT in name and _comparable(name) != _comparable(number):
        yield name


def _own_names(customer: Customer) -> set[str]:
    """Comparable names that are this customer's alone: no parent's, nor a branch's without its parents."""
    wholes = [text for text in (customer.number, customer.name, *customer.aliases) if _PARENT in text]
    others = {_comparable(parent) for whole in wholes for parent in _parents(whole)}
    aliases = {*map(_comparable, customer.aliases)} - others
    branch = {_comparable(_last(customer.number))} if _PARENT in customer.number else set()
    return (aliases | {_comparable(customer.name)}) - branch | {*map(_comparable, wholes)}


def _comparable(name: str) -> str:
    return _PARENT.join(map(plain_words, name.split(_PARENT)))


def _last(name: str) -> str:
    return name.rpartition(_PARENT)[2].strip() or name


def _parents(name: str) -> list[str]:
    return [part.strip() for part in name.split(_PARENT)[:-1] if part.strip()]


def _listed(row: Row, walked: Walked) -> Customer:
    name = row["customer_name"]
    if not name:
        raise BadCell("name is empty: give the customer's name.")
    written = row["aliases"].split(";") if walked.has("aliases") else []
    aliases = filter(None, map(str.strip, written))
    number = identifier("customer_number", row["customer_number"])
    places = (row[column] if walked.has(column) else "" for column in PLACES)
    own, *others = dict.fromkeys((*_parts(name, number), *aliases))
    return Customer(number, own, tuple(others), *places)


def _differs(line: int, first: Customer, here: Customer) -> str:
    fields = ("name", "aliases", *PLACES)
    column = next(name for name in fields if getattr(first, name) != getattr(here, name))
    return (
        f"differs from line {line} for the same number ({column} {getattr(first, column)!r} there, "
        f"{getattr(here, column)!r} here): keep the right one of the two."
    )
