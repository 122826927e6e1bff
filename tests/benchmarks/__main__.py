"""Benchmarks: `python -m tests.benchmarks KIND`; --help names the kinds."""

from __future__ import annotations

import argparse
from pathlib import Path

from fixtures.levels import LEVELS
from tests.benchmarks import (
    boundaries,
    console,
    generated,
    ledgers,
    likeness,
    lines,
    long_files,
    machines,
    misreads,
    other_readers,
    packs,
    payments,
    reading,
    real_papers,
    registration,
    remarks,
    review_queue,
    signatures,
    soak,
    taught_labels,
    tick_boxes,
)
from tests.benchmarks.open_receipts import open_command
from tests.benchmarks.sealed import command as sealed
from tests.benchmarks.sealed_receipts import receipts_command


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    kinds = parser.add_subparsers(dest="kind", required=True)
    real = kinds.add_parser("real", help="real papers with labels, given by path")
    real.add_argument("papers", type=Path, help="folder with documents/, fcc_orders_invoices/ and ar_master/")
    made = kinds.add_parser("generated", help="generated scans with seeds that no rule was tuned on")
    made.add_argument("--seed", type=int, default=900)
    made.add_argument("--count", type=int, default=42)
    books = kinds.add_parser("ledgers", help="what a ledger costs to load and to index")
    books.add_argument("--count", type=int, default=100_000)
    queue = kinds.add_parser("queue", help="the review desk over very many documents")
    queue.add_argument("--count", type=int, default=1_000_000)
    queue.add_argument(
        "--database", default="", help="URL of an empty database; a file of SQLite if not given"
    )
    joints = kinds.add_parser("boundaries", help="weights of the signs that a document begins")
    joints.add_argument("--count", type=int, default=60, help="documents a seed")
    hands = kinds.add_parser("likeness", help="familiar or not: own writers, and real signatures by path")
    hands.add_argument("crops", type=Path, nargs="?", help="folder of signatures with labels.json")
    hands.add_argument("--seed", type=int, default=4000, help="first writer")
    hands.add_argument("--count", type=int, default=56, help="writers")
    console.add_to(kinds.add_parser("console", help=console.__doc__))
    kinds.add_parser("reading", help="processor seconds a page, by kind of page")
    other_readers.add_to(kinds.add_parser("readers", help=other_readers.__doc__))
    _add_receipts(kinds)
    lines.add_to(kinds.add_parser("lines", help=lines.__doc__))
    payments.add_to(kinds.add_parser("payments", help=payments.__doc__))
    sealed.add_to(kinds.add_parser("sealed", help=sealed.__doc__))
    slips = kinds.add_parser("sealed-receipts", help=receipts_command.__doc__)
    receipts_command.add_receipts_to(slips)
    open_command.add_open_to(kinds.add_parser("open-receipts", help=open_command.__doc__))
    taught = kinds.add_parser("taught", help="labels that nobody knows, before and after they were taught")
    taught.add_argument("--seed", type=int, default=8900)
    taught.add_argument("--count", type=int, default=4, help="papers a form that are read after two taught")
    machines.add_to(kinds.add_parser("machines", help=machines.__doc__))
    soak.add_to(kinds.add_parser("soak", help=soak.__doc__))
    long_files.add_to(kinds.add_parser("long", help=long_files.__doc__))
    misreads.add_to(kinds.add_parser("misreads", help=misreads.__doc__))
    packs.add_to(kinds.add_parser("packs", help=packs.__doc__))
    asked = parser.parse_args()
    runs = {
        "real": lambda: real_papers.measure(asked.papers.resolve()),
        "generated": lambda: generated.measure(asked.seed, asked.count),
        "ledgers": lambda: ledgers.measure(asked.count),
        "queue": lambda: review_queue.measure(asked.count, asked.database),
        "boundaries": lambda: boundaries.measure(range(1, 9), range(21, 24), asked.count),
        "soak": lambda: soak.run(asked),
        "long": lambda: long_files.run(asked),
        "lines": lambda: lines.run(asked),
        "payments": lambda: payments.run(asked),
        "likeness": lambda: likeness.measure(asked.seed, asked.count, asked.crops and asked.crops.resolve()),
        "console": lambda: console.measure(asked.count, asked.on or console.KINDS, asked.database_url),
        "machines": lambda: machines.run(asked),
        "misreads": lambda: misreads.run(asked),
        "packs": lambda: packs.measure(asked.home.resolve(), asked.count),
        "reading": reading.measure,
        "readers": lambda: other_readers.run(asked),
        "registration": lambda: registration.measure(asked.seed, asked.count),
        "remarks": lambda: remarks.run(asked),
        "taught": lambda: taught_labels.measure(asked.seed, asked.count),
        "ticks": lambda: tick_boxes.measure(asked.seed, asked.count),
        "signatures": lambda: signatures.measure(asked.papers.resolve(), asked.pictures),
        "sealed": lambda: sealed.run(asked),
        "sealed-receipts": lambda: receipts_command.run_receipts(asked),
        "open-receipts": lambda: open_command.run_open(asked),
    }
    runs[asked.kind]()


def _add_receipts(kinds: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """What is asked of signatures, remarks and ticks."""
    ink = kinds.add_parser("signatures", help="signatures on papers with labels, given by path")
    known = f"folder with {signatures.LETTERS}/ or {signatures.FORMS}/, or of generated scans"
    ink.add_argument("papers", type=Path, help=known)
    ink.add_argument("--pictures", type=Path, metavar="DIR", help="draw every page judged wrongly there")
    laid = kinds.add_parser("registration", help="returned notes laid onto the notes as issued")
    laid.add_argument("--seed", type=int, default=970)
    laid.add_argument("--count", type=int, default=12, help="notes at each level of damage")
    said = kinds.add_parser("remarks", help="remarks and tick boxes; handwriting is told by the answer key")
    said.add_argument("--seed", type=int, default=7100)
    said.add_argument("--count", type=int, default=60, help="documents a level")
    said.add_argument("--alone", action="store_true", help="with the key's own words, no reader")
    said.add_argument("--level", action="append", choices=LEVELS, help="all when not given")
    squares = kinds.add_parser("ticks", help="boxes to be ticked on pages drawn to be hard")
    squares.add_argument("--seed", type=int, default=7300)
    squares.add_argument("--count", type=int, default=16, help="pages at each level of damage")


if __name__ == "__main__":
    main()
