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
    reading,
    real_papers,
    remarks,
)
from tests.benchmarks.sealed import command as sealed


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
    kinds.add_parser("reading", help="processor seconds a page, by kind of page")
    other = kinds.add_parser("ocrmypdf", help="the same pages read by OCRmyPDF, in the same run")
    other.add_argument("--command", default="ocrmypdf")
    other.add_argument("--count", type=int, default=12)
    said = kinds.add_parser("remarks", help="remarks and tick boxes; handwriting is told by the answer key")
    said.add_argument("--seed", type=int, default=7100)
    said.add_argument("--count", type=int, default=60, help="documents a level")
    said.add_argument("--alone", action="store_true", help="with the key's own words, no reader")
    said.add_argument("--level", action="append", choices=LEVELS, help="all when not given")
    sealed.add_to(kinds.add_parser("sealed", help=sealed.__doc__))
    asked = parser.parse_args()
    if asked.kind == "real":
        real_papers.measure(asked.papers.resolve())
    elif asked.kind == "reading":
        reading.measure()
    elif asked.kind == "remarks":
        remarks.run(asked)
    elif asked.kind == "ocrmypdf":
        against_ocrmypdf.measure(asked.command, asked.count)
    elif asked.kind == "boundaries":
        boundaries.measure(range(1, 9), range(21, 24), asked.count)
    elif asked.kind == "sealed":
        sealed.run(asked)
    elif asked.kind == "generated":
        generated.measure(asked.seed, asked.count)
    else:
        ledgers.measure(asked.count)


if __name__ == "__main__":
    main()
