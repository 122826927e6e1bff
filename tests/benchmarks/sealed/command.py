"""Papers that nobody tunes to: drawn, read and scored; or only drawn, or only scored, for other systems."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.benchmarks.sealed.generate import generate
from tests.benchmarks.sealed.measure import KINDS, OFFICIAL_COUNT, OFFICIAL_SEED, Wanted, measure, score


def add_to(parser: argparse.ArgumentParser) -> None:
    """Add what can be asked for."""
    parser.add_argument(
        "--count", type=int, default=OFFICIAL_COUNT, help="files of each level (and two fifths of it batches)"
    )
    parser.add_argument("--level", choices=KINDS, default="all")
    parser.add_argument(
        "--seed",
        default=OFFICIAL_SEED,
        help="another seed draws other papers; the default is the official set",
    )
    parser.add_argument(
        "--baselines", type=int, default=0, metavar="N", help="simpler readers read N files of each level too"
    )
    parser.add_argument(
        "--only-generate", type=Path, metavar="DIR", help="write ledgers, scans and key there, and stop"
    )
    parser.add_argument(
        "--score", type=Path, nargs=2, metavar=("DIR", "PREDICTIONS"), help="score another system's JSONL"
    )


def run(asked: argparse.Namespace) -> None:
    """Do what was asked for."""
    if asked.score:
        score(*asked.score)
    elif asked.only_generate:
        folder = asked.only_generate
        if folder.exists() and any(folder.iterdir()):
            raise SystemExit(f"{folder} is not empty: name a new folder.")
        folder.mkdir(parents=True, exist_ok=True)
        print(f"{generate(folder, asked.seed, asked.level, asked.count)} documents in {folder}")
    else:
        measure(Wanted(asked.level, asked.count, asked.seed, asked.baselines))
