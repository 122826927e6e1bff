"""What tests do to object stores beyond the port, and how they look at what comes out."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

import urllib3

from storage.objects import ObjectStore
from storage.objects.s3 import S3Store


def clear(store: ObjectStore) -> None:
    """Leave nothing behind at a server that is not ours."""
    there = list(store.list(""))
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda found: store.remove(found.key, found.version), there))


def fill(store: ObjectStore, keys: list[str]) -> None:
    """Put empty objects there; on a server with one call for each."""
    put = store.sender.put_if_free if isinstance(store, S3Store) else store.put_new
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda key: put(key, b""), keys))


def replace(store: ObjectStore, key: str, data: bytes) -> None:
    """Do what a scanner does that drops another scan under the same name."""
    found = store.stat(key)
    assert found
    assert store.remove(key, found.version)
    store.put_new(key, data)


def visit(url: str) -> tuple[int, bytes]:
    """Status and body of what a browser gets; the status of a file is 200."""
    if url.startswith("file:"):
        return 200, Path(unquote(urlsplit(url).path)).read_bytes()
    with urllib3.PoolManager() as browser:
        answer = browser.request("GET", url)
        return answer.status, answer.data


@contextmanager
def memory_peak(limit: int) -> Iterator[None]:
    """Fail when the block holds more than `limit` bytes of Python memory at once."""
    tracemalloc.start()
    try:
        yield
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < limit
