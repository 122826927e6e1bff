"""Receipts in layouts that anybody may look at: drawn, ingested and scored; papers judged wrongly are named.

Repairs are made on the layouts of `--split known` only; those of `--split held` are held out.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.benchmarks.open_receipts.open_faults import named
from tests.benchmarks.open_receipts.open_papers import OPEN_LAYOUTS, SPLITS, generate_open
from tests.benchmarks.sealed.papers import LEVELS
from tests.benchmarks.sealed_receipts.receipts_command import fresh, score

_SEED, _COUNT = "open", 22
WRONG = "judged_wrongly.txt"
"""What is kept beside the scans."""
_NOTHING = (
    "no papers were drawn: ask for at least one, and not only for prints of machines (roll, mail, history)"
    " at the levels fax and bad, where they never come up"
)


def add_open_to(parser: argparse.ArgumentParser) -> None:
    """Add what can be asked for."""
    parser.add_argument("--seed", default=_SEED, help="another seed draws other papers")
    parser.add_argument("--count", type=int, default=_COUNT, help="papers of each level")
    parser.add_argument("--level", choices=("all", *LEVELS), default="all")
    layouts = parser.add_mutually_exclusive_group()
    layouts.add_argument(
        "--layout", nargs="+", choices=OPEN_LAYOUTS, metavar="NAME", help=", ".join(OPEN_LAYOUTS)
    )
    layouts.add_argument(
        "--split", choices=SPLITS, help="layouts that repairs are made on, or those held out"
    )
    folders = parser.add_mutually_exclusive_group()
    folders.add_argument(
        "--only-generate", type=Path, metavar="DIR", help="write ledgers, scans and key there, and stop"
    )
    folders.add_argument(
        "--keep", type=Path, metavar="DIR", help=f"keep ledgers, scans, key and {WRONG} there"
    )


def run_open(asked: argparse.Namespace) -> None:
    """Do what was asked for.

    Raises:
        SystemExit: the folder to write is not empty, or there are no papers to draw.
    """
    if asked.only_generate:
        folder = fresh(asked.only_generate)
        print(f"{_drawn(asked, folder)} receipts in {folder}")
        return
    with tempfile.TemporaryDirectory() as place:
        folder = fresh(asked.keep or Path(place, "papers"))
        print(f"{_drawn(asked, folder)} receipts drawn, seed {asked.seed}", flush=True)
        rows = "\n".join(named(score(folder, Path(place, "home"))))
    print(f"\n{rows}")
    if asked.keep:
        (folder / WRONG).write_text(rows + "\n", encoding="utf-8")
        print(f"\nScans, key and {WRONG} are in {folder}")


def _drawn(asked: argparse.Namespace, folder: Path) -> int:
    names = asked.layout or SPLITS.get(asked.split, tuple(OPEN_LAYOUTS))
    levels = tuple(LEVELS) if asked.level == "all" else (asked.level,)
    drawn = generate_open(folder, asked.seed, levels, asked.count, names)
    if not drawn:
        raise SystemExit(_NOTHING)
    return drawn
