"""Bytes in and out of the stores: originals, the pages read from them, and the inbox."""

from __future__ import annotations

import contextlib
import json
import re
import tempfile
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from flows.desk import Desk, Stores
from flows.inbox.dropping import sha256_of
from flows.locking import locked_for_good
from models.errors import Denied, IntegrityFault, NotReadable
from models.paper import Box, Ink, Page, Word
from models.plain import from_plain, to_plain
from models.reading import Reading
from models.record import Claim, Drop, Event
from models.settings import CHOICES
from pipeline.filing import original_key, pages_key, turned_key
from pipeline.turning import as_turned, turned_page
from storage.objects import KeyMissing

PAGES_FORMAT = 1
"""Counts up when older pages can no longer be understood.

A paper that waits for its invoice is matched again from its kept pages alone: before this counts up,
something has to read those anew, or such papers would wait for ever.
"""


def fetch(desk: Desk, claim: Claim, folder: Path) -> Path | None:
    """A local copy of a claimed object; None when it is gone or has changed meanwhile."""
    path = folder / "original"
    arrival = claim.arrival
    try:
        desk.stores.inbox.fetch(arrival.key, path)
    except KeyMissing:
        return None
    except Denied as denied:
        raise NotReadable(str(denied)) from denied
    found = desk.stores.inbox.stat(arrival.key)
    return path if found is not None and found.version == arrival.version else None


def fetch_original(desk: Desk, drop: Drop, folder: Path) -> Path:
    """A local copy of an archived original."""
    path = folder / "original"
    desk.objects.fetch(original_key(drop.client, drop.sha256), path)
    return path


def identify(desk: Desk, claim: Claim, path: Path) -> Drop:
    """What was dropped: its client, source and hash."""
    arrival = claim.arrival
    announced = desk.register.announced(arrival.client, arrival.key)
    return Drop(
        client=arrival.client,
        source=announced.source if announced else arrival.source,
        sha256=sha256_of(path),
        size=path.stat().st_size,
        received_at=desk.now(),
        parent=announced.parent if announced else "",
    )


def keep_original(desk: Desk, drop: Drop, path: Path) -> None:
    """Put the bytes into the archive under their hash; read back by the store."""
    key = original_key(drop.client, drop.sha256)
    desk.objects.put_new(key, path)
    locked_for_good(desk.stores, key)


def pages(stores: Stores, client: str, sha256: str) -> tuple[Page, ...] | None:
    """The pages kept from an earlier reading of the same bytes, by whichever reader; None without any.

    Where likeness is switched off they come without the shape of their signatures.
    """
    for reader in dict.fromkeys((stores.settings.ocr, *CHOICES["ocr"])):
        with contextlib.suppress(KeyMissing):
            stored = stores.objects.get(_pages_key(reader, client, sha256))
            kept = tuple(from_plain(Page, page) for page in _pieces(stored))
            return kept if stores.settings.likeness == "on" else tuple(map(_without_likeness, kept))
    return None


def pages_of(stores: Stores, client: str, sha256: str, reading: Reading) -> tuple[Page, ...]:
    """The pages of a document as they were read last, turned as a person has turned them since."""
    read = pages(stores, client, sha256) or ()
    again = (_read_again(stores, (client, sha256), page, reading.read_turn(page.number)) for page in read)
    return as_turned(tuple(again), reading)


def _read_again(stores: Stores, file: tuple[str, str], page: Page, degrees: int) -> Page:
    """The page as it was read when it stood `degrees` further clockwise; turned so where that is not kept."""
    if not degrees:
        return page
    found = turned_page_kept(stores, file, page.number, (page.turned + degrees) % 360)
    return found or turned_page(page, degrees)


def turned_page_kept(stores: Stores, file: tuple[str, str], number: int, turned: int) -> Page | None:
    """One page of a file (client, hash) as it was read again, upright at `turned` degrees; None without."""
    for reader in dict.fromkeys((stores.settings.ocr, *CHOICES["ocr"])):
        with contextlib.suppress(KeyMissing):
            stored = stores.objects.get(turned_key(*file, f"{reader}-{PAGES_FORMAT}", number, turned))
            page = from_plain(Page, json.loads(stored))
            return page if stores.settings.likeness == "on" else _without_likeness(page)
    return None


def keep_turned_page(stores: Stores, file: tuple[str, str], page: Page) -> None:
    """Keep a page that was read again beside what was read first; of two readings the first stays."""
    key = turned_key(*file, f"{stores.settings.ocr}-{PAGES_FORMAT}", page.number, page.turned)
    with contextlib.suppress(IntegrityFault):
        stores.objects.put_new(key, _json(to_plain(page)))


def _without_likeness(page: Page) -> Page:
    return replace(page, signatures=tuple(replace(one, likeness="") for one in page.signatures))


def words(stores: Stores, client: str, sha256: str, numbers: Collection[int]) -> tuple[tuple[Word, ...], ...]:
    """The words of kept pages with these numbers, on level places: ten times as quick as `pages`."""
    for reader in dict.fromkeys((stores.settings.ocr, *CHOICES["ocr"])):
        with contextlib.suppress(KeyMissing):
            stored = stores.objects.get(_pages_key(reader, client, sha256))
            wanted = (page for page in _pieces(stored) if page["number"] in numbers)
            return tuple(tuple(map(_level_word, page["words"])) for page in islice(wanted, len(numbers)))
    return ()


def _level_word(plain: dict[str, Any]) -> Word:
    box = Box(**(plain.get("laid_flat") or plain["box"]))
    ink = Ink(plain.get("ink", Ink.PRINT))
    return Word(plain["text"], box, plain["confidence"], plain["line"], ink=ink)


def keep_pages(desk: Desk, drop: Drop, read: tuple[Page, ...]) -> None:
    """Keep what was read, so that it is not read twice; of two readings of the same bytes the first stays."""
    with tempfile.NamedTemporaryFile(dir=desk.work) as held:
        for place, page in enumerate(read):
            held.write((b"," if place else b"[") + _json(to_plain(page)))
        held.write(b"]" if read else b"[]")
        held.flush()
        with contextlib.suppress(IntegrityFault):
            key = _pages_key(desk.stores.settings.ocr, drop.client, drop.sha256)
            desk.objects.put_new(key, Path(held.name))


def _pieces(stored: bytes) -> Iterator[Any]:
    """What a list in JSON holds, one by one: whole, thousands of pages fill the memory."""
    text, decoder = stored.decode(), json.JSONDecoder()
    place = _past(text, "[", 0)
    while text[place : place + 1] != "]":
        piece, end = decoder.raw_decode(text, place)
        yield piece
        place = _past(text, ",", end)


def _past(text: str, sign: str, place: int) -> int:
    """Behind blanks, and this sign if it stands there, and blanks."""
    found = re.compile(rf"\s*{re.escape(sign)}?\s*").match(text, place)
    return found.end() if found else place


def _json(plain: object) -> bytes:
    return json.dumps(plain, ensure_ascii=True, separators=(",", ":")).encode()


def leave_inbox(desk: Desk, claim: Claim) -> None:
    """Remove the object from the inbox, last of all, and end the claim."""
    arrival = claim.arrival
    try:
        desk.stores.inbox.remove(arrival.key, arrival.version)
    except Denied:
        detail = {"key": arrival.key, "advice": "give this program the right to delete in the inbox"}
        desk.register.add_event(
            Event(desk.now(), arrival.client, "not removed from inbox", arrival.source, detail)
        )
    desk.register.done(claim, desk.now())


def _pages_key(reader: str, client: str, sha256: str) -> str:
    return pages_key(client, sha256, f"{reader}-{PAGES_FORMAT}")
