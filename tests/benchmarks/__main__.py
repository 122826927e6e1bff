"""Benchmarks: `python -m tests.benchmarks KIND`; --help names the kinds."""

from __future__ import annotations

import argparse
from pathlib import Path

from fixtures.levels import LEVELS
from tests.benchmarks import (
    against_ocrmypdf,
    boundaries,
    generated,
    ledgers,
    likeness,
    reading,
    real_papers,
    registration,
    remarks,
    signatures,
)
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
    joints = kinds.add_parser("boundaries", help="weights of the signs that a document begins")
    joints.add_argument("--count", type=int, default=60, help="documents a seed")
    hands = kinds.add_parser("likeness", help="familiar or not: own writers, and real signatures by path")
    hands.add_argument("crops", type=Path, nargs="?", help="folder of signatures with labels.json")
    hands.add_argument("--seed", type=int, default=4000, help="first writer")
    hands.add_argument("--count", type=int, default=56, help="writers")
    kinds.add_parser("reading", help="processor seconds a page, by kind of page")
    other = kinds.add_parser("ocrmypdf", help="the same pages read by OCRmyPDF, in the same run")
    other.add_argument("--command", default="ocrmypdf")
    other.add_argument("--count", type=int, default=12)
    ink = kinds.add_parser("signatures", help="signatures on real papers with labels, given by path")
    ink.add_argument("papers", type=Path, help=f"folder with {signatures.LETTERS}/ or {signatures.FORMS}/")
    ink.add_argument("--pictures", type=Path, metavar="DIR", help="draw every page judged wrongly there")
    laid = kinds.add_parser("registration", help="returned notes laid onto the notes as issued")
    laid.add_argument("--seed", type=int, default=970)
    laid.add_argument("--count", type=int, default=12, help="notes at each level of damage")
    said = kinds.add_parser("remarks", help="remarks and tick boxes; handwriting is told by the answer key")
    said.add_argument("--seed", type=int, default=7100)
    said.add_argument("--count", type=int, default=60, help="documents a level")
    said.add_argument("--alone", action="store_true", help="with the key's own words, no reader")
    said.add_argument("--level", action="append", choices=LEVELS, help="all when not given")
    sealed.add_to(kinds.add_parser("sealed", help=sealed.__doc__))
    slips = kinds.add_parser("sealed-receipts", help=receipts_command.__doc__)
    receipts_command.add_receipts_to(slips)
    asked = parser.parse_args()
    runs = {
        "real": lambda: real_papers.measure(asked.papers.resolve()),
        "generated": lambda: generated.measure(asked.seed, asked.count),
        "ledgers": lambda: ledgers.measure(asked.count),
        "boundaries": lambda: boundaries.measure(range(1, 9), range(21, 24), asked.count),
        "likeness": lambda: likeness.measure(asked.seed, asked.count, asked.crops and asked.crops.resolve()),
        "reading": reading.measure,
        "ocrmypdf": lambda: against_ocrmypdf.measure(asked.command, asked.count),
        "registration": lambda: registration.measure(asked.seed, asked.count),
        "remarks": lambda: remarks.run(asked),
        "signatures": lambda: signatures.measure(asked.papers.resolve(), asked.pictures),
        "sealed": lambda: sealed.run(asked),
        "sealed-receipts": lambda: receipts_command.run_receipts(asked),
    }
    runs[asked.kind]()


if __name__ == "__main__":
    main()
