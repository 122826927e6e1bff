"""How quickly the console answers over a full register: lists, search and documents, beside /health."""

from __future__ import annotations

import argparse
import asyncio
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx

from countersign.console import create_console
from countersign.console.faults import SIGN_IN
from countersign.console.visits import SESSION_COOKIE
from flows.desk import Stores, open_stores
from models.settings import Settings
from storage.register import open_register
from tests.benchmarks.console_deeds import PEOPLE
from tests.benchmarks.console_register import CHUNK, CUSTOMERS, WORDS, Made, fill
from tests.doors.console_visits import EVERYTHING, LOCAL, begin_session
from tests.servers.postgres import postgres_cluster
from tests.values.register_values import settings_in

KINDS = ("sqlite", "postgresql")
ASKED = 60
"""Requests of each kind."""
BAR = 20.0
"""So many times as long as /health any page may take."""
TAKES = {"sqlite": 6_900, "postgresql": 8_500}
"""Bytes of a document with all that goes with it."""
SPARED = 0.9
"""Of the free disk that may be filled."""
AT_ONCE = (1, 8, 32)
"""People who ask without a pause between."""
DAILY = ("search, a number", "document", "next under review", "invoice", "customer", "list, one status")
"""What people do all day, in equal parts."""
Addresses = Callable[[random.Random, int], str]

PAGES: Mapping[str, Addresses] = {
    "list, newest": lambda *_: "/",
    "list, one status": lambda chance, _: f"/?status={chance.choice(['review', 'parked', 'filed'])}",
    "list, deep": lambda chance, count: f"/?grade=A&page=9&behind={Made(chance.randrange(count)).id}",
    "list, one customer": lambda chance, _: f"/?customer=C-{10_000 + chance.randrange(CUSTOMERS)}",
    "search, a number": lambda chance, count: f"/?q={Made(chance.randrange(count)).invoice}",
    "search, a beginning": lambda chance, count: f"/?q={Made(chance.randrange(count)).invoice[:-3]}",
    "search, all begin so": lambda *_: "/?q=INV",
    "search, a day": lambda chance, count: f"/?q={Made(chance.randrange(count)).received:%Y-%m-%d}",
    "search, a common word": lambda chance, _: f"/?q={chance.choice(WORDS)}",
    "search, three words": lambda chance, _: f"/?q={'+'.join(chance.sample(WORDS, 3))}",
    "search, a customer": lambda chance, _: f"/?q=Nordic+Metals+{chance.randrange(250)}",
    "search, nothing there": lambda chance, _: f"/?q=zzz{chance.randrange(10**6)}",
    "search, an amount": lambda chance, count: f"/?q={Made(chance.randrange(count)).amount}",
    "invoice": lambda chance, count: (
        f"/invoices/{Made(at := chance.randrange(count)).customer}/{Made(at).invoice}"
    ),
    "customer": lambda chance, _: f"/customers/C-{10_000 + chance.randrange(CUSTOMERS)}",
    "statement": lambda chance, _: (
        f"/receivables/statement?customer=C-{10_000 + chance.randrange(CUSTOMERS)}"
    ),
    "document": lambda chance, count: f"/documents/{Made(chance.randrange(count)).id}",
    "mailroom": lambda *_: "/mailroom",
    "batch": lambda chance, count: f"/mailroom/batches/{Made(chance.randrange(count)).drop}",
    "quarantine": lambda *_: "/mailroom/quarantine",
    "queue": lambda *_: "/review",
    "queue, one reason": lambda *_: "/review?cause=rivals",
    "next under review": lambda *_: "/review/next",
    "learned": lambda *_: "/review/learned",
    "checks": lambda *_: "/checks",
    "audit": lambda *_: "/audit",
    "audit, a rare kind": lambda *_: "/audit?kind=downloaded",
    "audit, none of a kind": lambda *_: "/audit?kind=reopened",
    "audit, one person": lambda chance, _: f"/audit?by=p{chance.randrange(PEOPLE)}&kind=downloaded",
    "audit, one day": lambda chance, count: f"/audit?day={Made(chance.randrange(count)).received:%Y-%m-%d}",
    "audit, one document": lambda chance, count: f"/audit?subject={Made(chance.randrange(count)).id}",
    "webhooks": lambda *_: "/webhooks",
    "webhook, newest": lambda *_: "/webhooks/1",
    "webhook, given up": lambda *_: "/webhooks/1?state=failed",
    "webhook, deep": lambda chance, count: f"/webhooks/1?before={chance.randrange(count)}",
    "delivery": lambda chance, count: f"/webhooks/1/deliveries/{1 + chance.randrange(count)}",
    "api, documents": lambda *_: "/api/v1/documents",
    "api, matches": lambda chance, count: f"/api/v1/documents/{Made(chance.randrange(count)).id}/matches",
}


def add_to(parser: argparse.ArgumentParser) -> None:
    """The options of this benchmark."""
    parser.add_argument("--count", type=int, default=1_000_000, help="documents, and as many invoices")
    parser.add_argument("--on", choices=KINDS, action="append", help="this kind of database only")
    parser.add_argument("--database-url", action="append", default=[], help="filled already; may be repeated")


def measure(count: int, kinds: Sequence[str], database_urls: Sequence[str]) -> None:
    """Fill registers and measure; a database that is named is taken as it is, filled before."""
    if database_urls:
        for url in database_urls:
            with tempfile.TemporaryDirectory() as folder:
                _report(settings_in(Path(folder), url), count)
        return
    with tempfile.TemporaryDirectory() as folder, postgres_cluster() as cluster:
        for home in kinds:
            settings = settings_in(Path(folder, home), "" if home == "sqlite" else cluster.new_database())
            settings.home.mkdir()
            most = _as_many_as_fit(count, home, Path(folder))
            began = time.monotonic()
            with open_register(settings) as register:
                fill(register, most)
            print(f"{most} documents written to {home} in {time.monotonic() - began:.0f} s", flush=True)
            _report(settings, most)
            if home == "postgresql":
                cluster.drop(settings.database_url)


def _as_many_as_fit(count: int, kind: str, folder: Path) -> int:
    """So many documents, or fewer, said so, where the disk does not hold them."""
    room = shutil.disk_usage(folder).free
    most = int(SPARED * room / TAKES[kind]) // CHUNK * CHUNK
    if count > most:
        needed = f"{count} documents take {count * TAKES[kind] / 1e9:.0f} GB in {kind}"
        print(f"{needed}; {room / 1e9:.0f} GB are free: {most} are written")
    return min(count, most)


def _report(settings: Settings, count: int) -> None:
    print(f"\n{settings.database_url.partition(':')[0]}, {count} documents, {ASKED} requests of each kind")
    with _opened(settings) as stores:
        times = asyncio.run(_times(stores, count))
        crowds = {people: asyncio.run(_crowded(stores, count, people)) for people in AT_ONCE}
    health = _p95(times["health"])
    for name, taken in times.items():
        p95 = _p95(taken)
        verdict = "" if p95 <= BAR * health else f"  more than {BAR:g} times /health"
        print(f"  {name:24} p50 {_share(taken, 0.5) * 1000:8.1f} ms   p95 {p95 * 1000:8.1f} ms{verdict}")
    for people, (seconds, taken) in crowds.items():
        told = f"p50 {_share(taken, 0.5) * 1000:8.1f} ms   p95 {_p95(taken) * 1000:8.1f} ms"
        print(f"  {people:3} people at once        {told}   {len(taken) / seconds:6.1f} pages a second")


@contextmanager
def _opened(settings: Settings) -> Iterator[Stores]:
    stores = open_stores(settings)
    with stores.register:
        yield stores


async def _times(stores: Stores, count: int) -> dict[str, list[float]]:
    """Seconds of each request, by kind."""
    chance = random.Random(1)
    kinds: dict[str, Addresses] = {"health": lambda *_: "/health", **PAGES}
    async with _client(stores) as client:
        return {
            name: [await _asked(client, address(chance, count)) for _ in range(ASKED)]
            for name, address in kinds.items()
        }


async def _crowded(stores: Stores, count: int, people: int) -> tuple[float, list[float]]:
    """Seconds in all, and of each request, of so many who each look at one daily page after the other."""

    async def works(client: httpx.AsyncClient, seed: int) -> list[float]:
        chance = random.Random(seed)
        pages = [PAGES[chance.choice(DAILY)](chance, count) for _ in range(ASKED)]
        return [await _asked(client, page) for page in pages]

    async with _client(stores) as client:
        began = time.perf_counter()
        taken = await asyncio.gather(*(works(client, seed) for seed in range(people)))
        return time.perf_counter() - began, [one for many in taken for one in many]


def _client(stores: Stores) -> httpx.AsyncClient:
    """The console, asked by an administrator who has signed in."""
    session = {SESSION_COOKIE: begin_session(stores, "admin", EVERYTHING)}
    transport = httpx.ASGITransport(create_console(stores))
    return httpx.AsyncClient(transport=transport, base_url=LOCAL, timeout=300, cookies=session)


async def _asked(client: httpx.AsyncClient, path: str) -> float:
    began = time.perf_counter()
    answer = await client.get(path)
    taken = time.perf_counter() - began
    assert answer.status_code in {200, 303}, (path, answer.status_code)
    assert SIGN_IN not in answer.headers.get("location", ""), path
    return taken


def _p95(taken: list[float]) -> float:
    return _share(taken, 0.95)


def _share(taken: list[float], share: float) -> float:
    return sorted(taken)[min(int(share * len(taken)), len(taken) - 1)]
