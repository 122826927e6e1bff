"""What an evidence pack costs, beside the rendering of a page of the same papers."""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from extractors.opening import limits_of, page_png
from flows.desk import Stores, open_stores
from flows.evidence import evidence
from models import settings
from models.decision import Status
from models.evidence import Form, PackWish
from pipeline.filing import original_key

ROUNDS = 7
SIDE = 1600
"""Pixels of the longer side of a page as the console shows it."""


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("home", type=Path, help="a filled home, such as .countersign-demo")
    parser.add_argument("--count", type=int, default=30, help="invoices")


def measure(home: Path, most: int) -> None:
    """Print milliseconds of packs, and of page renderings, over the invoices of a filled home."""
    stores = open_stores(settings.load({"COUNTERSIGN_HOME": str(home)}))
    shares = []
    print(f"{'invoice':<20} {'pages':>5} {'page ms':>8} {'PDF ms':>8} {'ZIP ms':>8} {'ZIP / page':>10}")
    for customer, number in _invoices(stores)[:most]:
        wish = PackWish(((customer, number),), date(2026, 11, 22))
        pages = sum(len(one.shown) for one in evidence(stores, "default", wish, Form.PDF).pack.exhibits)
        page = _page_seconds(stores, customer, number)
        pdf, pack = (_seconds(partial(evidence, stores, "default", wish, form)) for form in Form)
        shares.append(pack / page)
        print(
            f"{number:<20} {pages:>5} {1000 * page:>8.0f} {1000 * pdf:>8.0f} {1000 * pack:>8.0f} "
            f"{pack / page:>10.1f}"
        )
    print(f"ZIP in page renderings: median {statistics.median(shares):.1f}, most {max(shares):.1f}")


def _invoices(stores: Stores) -> list[tuple[str, str]]:
    filed = [one for one in stores.register.documents("default") if one.decision.status is Status.FILED]
    return list(dict.fromkeys(key for one in filed for key in one.decision.chosen))


def _page_seconds(stores: Stores, customer: str, number: str) -> float:
    """Seconds to fetch and render one page of the invoice's newest paper, as the console does."""
    (newest,) = stores.register.lookups.filed("default", (customer, number), 1)
    record = stores.register.document("default", newest)
    assert record is not None

    def render() -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "original")
            stores.objects.fetch(original_key("default", record.sha256), path)
            page_png(path, record.reading.pages[0], 0, limits_of(stores.settings), SIDE)

    return _seconds(render)


def _seconds(work: Callable[[], object]) -> float:
    work()
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)
