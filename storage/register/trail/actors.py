"""Pseudonyms: events name people by numbers, and one table, which can be erased, says who they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from models.record import Event
from storage.register.database.statements import chunks, insert_or_same
from storage.register.tables.chain import actors, personal
from storage.register.tables.columns import fitting

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

NOBODY = frozenset({"register", "audit", "", "chain"})
"""Subjects of events without a client that are no account."""
ABOUT_PERSON = frozenset({"name", "email", "identity", "address"})
"""Details of events about people that are kept apart from them."""
_NAMING = frozenset({"by", "to", "of", "owner", "login", "holder"})
"""Details that may be nothing but a name."""
_OPEN = "\u27e6"
_MARK = re.compile("\u27e6(?:person (\\d+))?\u27e7")
_WORD = re.compile(r"[a-z0-9][a-z0-9._@+-]{0,79}")
_LONGEST = 2000
"""A longer detail is a table or a page, in which nobody is named."""
_ERASED = re.compile(r"erased person (\d+)")


def mark(number: int) -> str:
    """How an event names somebody."""
    return f"{_OPEN}person {number}\u27e7"


def erased_name(number: int) -> str:
    """What is shown of somebody who was erased."""
    return f"erased person {number}"


def is_person(event: Event) -> bool:
    """True where the subject of an event is an account."""
    return event.client == "" and event.subject not in NOBODY


def concealed(
    connection: Connection, new: Sequence[Event]
) -> tuple[list[Event], list[dict[str, Any] | None]]:
    """The events with pseudonyms for people, and what each says of a person, as a row of `personal`."""
    named = {str(one.detail["by"]) for one in new if one.detail.get("by")}
    named |= {one.subject for one in new if is_person(one)}
    numbers = numbers_of(connection, named, _words(new))
    told = [_concealed(one, numbers) for one in new]
    apart = [_apart(one, numbers) for one in new]
    return told, apart


def numbers_of(
    connection: Connection, names: Collection[str], perhaps: Collection[str] = ()
) -> dict[str, int]:
    """The number of each of `names`, who gets one where there was none, and of whom else it may be."""
    found = _known(connection, {*names, *perhaps})
    lacking = sorted({fitting(name) for name in names} - {fitting(name) for name in found})
    if lacking:
        insert_or_same(connection, actors, [{"name": name} for name in lacking])
        found |= _known(connection, names)
    return found


def known_mark(connection: Connection, name: str) -> str:
    """How events name `name`, who may be erased; `name` itself where no event does."""
    erased = _ERASED.fullmatch(name)
    if erased:
        return mark(int(erased[1]))
    number = _known(connection, [name]).get(name) if name else None
    return name if number is None else mark(number)


def restored(connection: Connection, rows: Iterable[Row[Any]]) -> list[Event]:
    """The events of rows of `events`, with the names of people as far as they are known."""
    found = list(rows)
    names = _names(connection, {number for row in found for number in _numbers(row)})
    people = [row.id for row in found if row.client == ""]
    apart = _personal(connection, people) if people else {}

    def name(hit: re.Match[str]) -> str:
        return names.get(int(hit[1]), erased_name(int(hit[1]))) if hit[1] else _OPEN

    def told(value: Any) -> Any:
        return _changed(value, lambda text: _MARK.sub(name, text) if _OPEN in text else text)

    return [
        Event(row.at, row.client, row.kind, told(row.subject), told(row.detail) | apart.get(row.id, {}))
        for row in found
    ]


def erase(connection: Connection, name: str, now: datetime) -> int | None:
    """Forget who stands behind a pseudonym, and what events say of them; its number, None without one."""
    number = _known(connection, [name]).get(name)
    if number is not None:
        connection.execute(sa.delete(personal).where(personal.c.actor == number))
        row = sa.update(actors).where(actors.c.number == number)
        connection.execute(row.values(name=None, erased_at=now))
    return number


def _known(connection: Connection, names: Collection[str]) -> dict[str, int]:
    by_fitting = {fitting(name): name for name in names}
    found: dict[str, int] = {}
    for chunk in chunks(sorted(by_fitting)):
        query = sa.select(actors.c.number, actors.c.name).where(actors.c.name.in_(chunk))
        found |= {by_fitting[row.name]: row.number for row in connection.execute(query)}
    return found


def _names(connection: Connection, numbers: Collection[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for chunk in chunks(sorted(numbers)):
        query = sa.select(actors.c.number, actors.c.name).where(actors.c.number.in_(chunk))
        found |= {row.number: row.name for row in connection.execute(query) if row.name is not None}
    return found


def _personal(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    for chunk in chunks(ids):
        query = sa.select(personal).where(personal.c.event_id.in_(chunk))
        found |= {row.event_id: row.detail for row in connection.execute(query)}
    return found


def _concealed(event: Event, numbers: Mapping[str, int]) -> Event:
    marks = {name: mark(number) for name, number in numbers.items()}
    spaced = [name for name in marks if " " in name]

    def hidden(text: str) -> str:
        plain = text.replace(_OPEN, f"{_OPEN}\u27e7")
        if not _is_prose(text):
            return plain
        for name in spaced:
            plain = plain.replace(name, marks[name])
        return _WORD.sub(lambda hit: _hidden_word(hit[0], marks), plain)

    def named(text: str) -> str:
        return marks.get(text) or hidden(text)

    subject = marks[event.subject] if is_person(event) else event.subject
    detail = {
        name: _changed(value, named if name in _NAMING else hidden)
        for name, value in event.detail.items()
        if not _is_apart(event, name)
    }
    return Event(event.at, event.client, event.kind, subject, detail)


def _is_prose(text: str) -> bool:
    """True where people may be named in the text; a single word is a value of the program."""
    return " " in text and len(text) <= _LONGEST


def _hidden_word(word: str, marks: Mapping[str, str]) -> str:
    """The word, or the pseudonym of whoever it names; a full stop behind it is none of the name."""
    bare = word.rstrip("._@+-")
    if word in marks:
        return marks[word]
    return marks[bare] + word[len(bare) :] if bare in marks else word


def _words(new: Iterable[Event]) -> set[str]:
    found: set[str] = set()
    for event in new:
        found |= {str(event.detail[name]) for name in _NAMING if event.detail.get(name)}
        for text in filter(_is_prose, _texts(event.detail)):
            words = _WORD.findall(text)
            found |= {*words, *(word.rstrip("._@+-") for word in words)}
    return found - {""}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {name: _changed(one, change) for name, one in value.items()}
    return [_changed(one, change) for one in value] if isinstance(value, list | tuple) else value


def _is_apart(event: Event, name: str) -> bool:
    return is_person(event) and name in ABOUT_PERSON


def _apart(event: Event, numbers: Mapping[str, int]) -> dict[str, Any] | None:
    kept = {name: value for name, value in event.detail.items() if _is_apart(event, name)}
    return {"actor": numbers[event.subject], "detail": kept} if kept else None


def _numbers(row: Row[Any]) -> Iterator[int]:
    for text in (row.subject, *_texts(row.detail)):
        if _OPEN in text:
            yield from (int(hit[1]) for hit in _MARK.finditer(text) if hit[1])
