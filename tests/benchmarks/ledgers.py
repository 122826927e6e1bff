"""What a large ledger costs: to index, to keep, to open, to add to, and to match a paper against."""

from __future__ import annotations

import multiprocessing
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from math import inf
from operator import attrgetter
from pathlib import Path
from random import Random
from resource import RUSAGE_SELF, getrusage
from statistics import median, quantiles
from time import process_time
from typing import TypeVar

from rapidfuzz import fuzz, process

from flows.index_files import read_arrays, write_arrays
from flows.loading import read_exports
from models.ledger import Ledger
from models.reading import FieldName
from models.settings import load
from pipeline.index.ledger_index import LedgerIndex, index_of
from pipeline.ledger_files.file import INVOICE_COLUMNS
from pipeline.ledger_files.importing.given import Export, Wishes
from pipeline.matching.match import Matched, match
from storage.register import open_register
from tests.benchmarks import twins
from tests.benchmarks.made_ledgers import Made

NOISE = (0.0, 0.01, 0.03, 0.06)
PAPERS = 400
PASSES = 3
"""Of three passes through all papers the best time of each counts: a busy machine only adds."""
BY_FORCE = 20
REGISTERED = 100_000
TWINS = 100
_cells = attrgetter("number", *INVOICE_COLUMNS[1:])
T = TypeVar("T")


def measure(count: int) -> None:
    """Print processor seconds and memory for a made-up ledger of `count` invoices."""
    made = Made(count)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "ledger.index")
        _alone(_build, made, path)
        _alone(_open, path)
        index = LedgerIndex.from_arrays(read_arrays(path) or {})
        _add(index, made)
        for noise in NOISE:
            _match(index, made, noise)
        _match_by_force(made)
        _alone(_load, made, Path(folder))
    _register(Made(min(count, REGISTERED)))
    twins.measure(TWINS)


def _pace() -> str:
    """How long a million additions take now: figures of a busy machine are as much too high as this one."""
    begun, total = process_time(), 0
    for number in range(1_000_000):
        total += number
    return f"(a million additions: {1000 * (process_time() - begun):.0f} ms)"


def _alone(work: Callable[..., None], *given: object) -> None:
    """Run `work` in a process of its own, so that its memory is its own too."""
    child = multiprocessing.get_context("spawn").Process(target=work, args=given)
    child.start()
    child.join()


def _build(made: Made, path: Path) -> None:
    begun = process_time()
    rows = sum(1 for _ in made.customers) + sum(1 for _ in made.invoices)
    making = process_time() - begun
    begun = process_time()
    index = index_of(made.customers, made.invoices)
    built = process_time() - begun - making
    print(f"{f'index of {made.count:,} invoices built ({rows:,} rows)':50} {built:8.2f} s {_pace()}")
    print(f"{'most memory while building':50} {getrusage(RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")
    _timed("written", lambda: write_arrays(path, index.arrays()))
    print(f"{'size of the file':50} {path.stat().st_size / 2**20:8.0f} MB")


def _open(path: Path) -> None:
    _timed("opened and checked", lambda: LedgerIndex.from_arrays(read_arrays(path) or {}))


def _add(index: LedgerIndex, made: Made) -> None:
    later = [Made(made.count, seed=made.seed + 1).invoice(n) for n in range(0, made.count, made.count // 200)]
    begun = process_time()
    for invoice in later:
        index = index.changed((), [invoice])
    print(f"{'one invoice added':50} {1000 * (process_time() - begun) / len(later):8.2f} ms")


def _match(index: LedgerIndex, made: Made, noise: float) -> None:
    chosen = Random(5).sample(range(made.count), PAPERS)
    papers = [(made.invoice(n).key, made.paper(n, noise)) for n in chosen]
    spent = [inf] * PAPERS
    for _ in range(PASSES):
        found = []
        for at, (_, paper) in enumerate(papers):
            begun = process_time()
            found.append(match(paper.reading, (paper.page,), index))
            spent[at] = min(spent[at], 1000 * (process_time() - begun))
    pace = _pace()
    first, among = _recall([key for key, _ in papers], found)
    print(
        f"{f'matched, {100 * noise:.0f} % of characters misread':50} {median(spent):8.2f} ms, "
        f"p95 {quantiles(spent, n=20)[-1]:.2f} ms, first {first:.3f}, among all {among:.3f} {pace}"
    )


def _recall(keys: Sequence[tuple[str, str]], found: Sequence[Matched]) -> tuple[float, float]:
    """Shares of papers whose invoice is the first candidate, and one of the candidates."""
    ranked = [[candidate.invoice.key for candidate in matched.ranked] for matched in found]
    first = sum(candidates[:1] == [key] for key, candidates in zip(keys, ranked, strict=True))
    among = sum(key in candidates for key, candidates in zip(keys, ranked, strict=True))
    return first / len(keys), among / len(keys)


def _match_by_force(made: Made) -> None:
    """The closest invoice and delivery numbers, compared with every one of the ledger."""
    numbers = [invoice.number for invoice in made.invoices]
    deliveries = [invoice.delivery_number for invoice in made.invoices]
    columns = {FieldName.INVOICE_NUMBER: numbers, FieldName.DELIVERY_NUMBER: deliveries}
    spent = []
    for n in Random(6).sample(range(made.count), BY_FORCE):
        paper = made.paper(n, NOISE[-2])
        begun = process_time()
        for name, column in columns.items():
            value = paper.reading.value(name)
            if value is not None:
                process.extractOne(value.text, column, scorer=fuzz.ratio)
        spent.append(1000 * (process_time() - begun))
    print(f"{'numbers compared with every one (rapidfuzz)':50} {median(spent):8.2f} ms {_pace()}")


def _load(made: Made, folder: Path) -> None:
    """Read our own two files and load them, twice, as `countersign ledger load` does."""
    people, bills = "customer_number,name,aliases,address,city,country\n", f"{','.join(INVOICE_COLUMNS)}\n"
    people += "".join(f'{c.number},"{c.name}",,"{c.address}","{c.city}",GB\n' for c in made.customers)
    path = folder / "invoices.csv"
    with path.open("w") as file:
        file.write(bills)
        file.writelines(f"{','.join(map(str, _cells(i)))}\n" for i in made.invoices)
    settings = load({"COUNTERSIGN_HOME": str(folder / "home")})
    with open_register(settings) as register:

        def once() -> None:
            lists = Export("customers.csv", people.encode()), Export("invoices.csv", path.read_bytes())
            books = read_exports(register, "default", lists[0], lists[1:], Wishes()).ledger
            register.load_ledger("default", books, datetime.now(UTC))

        _timed(f"{made.count:,} invoices read from our own files, loaded", once)
        _timed("the same files again", once)
    print(f"{'most memory while loading':50} {getrusage(RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")


def _register(made: Made) -> None:
    ledger = Ledger(tuple(made.customers), tuple(made.invoices))
    with tempfile.TemporaryDirectory() as home:
        settings = load({"COUNTERSIGN_HOME": str(Path(home, "home"))})
        with open_register(settings) as register:
            now = datetime.now(UTC)
            count = f"{made.count:,} invoices"
            _timed(f"{count} loaded into the register", lambda: register.load_ledger("default", ledger, now))
            _timed("the same loaded again", lambda: register.load_ledger("default", ledger, now))
            _timed("streamed back", lambda: sum(1 for _ in register.invoices("default")))


def _timed(what: str, do: Callable[[], T]) -> T:
    begun = process_time()
    result = do()
    print(f"{what:50} {process_time() - begun:8.2f} s")
    return result
