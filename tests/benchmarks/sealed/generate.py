"""The whole sealed set in a folder: for each client a ledger and scans, and one answer key."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from tests.benchmarks.sealed.books import firms, keep_books
from tests.benchmarks.sealed.deals import POD, Deal, Dealer
from tests.benchmarks.sealed.faces import Face
from tests.benchmarks.sealed.files import save, save_photo, save_searchable
from tests.benchmarks.sealed.forms.table import usable
from tests.benchmarks.sealed.geometry import Shot, gray
from tests.benchmarks.sealed.papers import LEVELS, Paper, key_line, paper, pick, types
from tests.benchmarks.sealed.scanners import office
from tests.benchmarks.sealed.sheet import Sheet

BATCHES = "batches"
KEY = "truth.jsonl"


@dataclass
class Maker:
    """Writes papers below a folder and keeps their answers."""

    folder: Path
    seed: str
    dealers: list[Dealer]
    lines: list[dict[str, Any]] = field(default_factory=list)
    number: int = 0

    def papers(self, level: str, count: int) -> None:
        """`count` files of one paper each; a delivery in three loads among them."""
        rng = Random(f"{self.seed} {level}")
        for name in types(rng, count):
            self._keep(paper(name, pick(self.dealers, name, rng), level, self._next(level)), level, rng)
        for deal in rng.choice(self.dealers).loads() if count > 20 else ():
            name = rng.choice(usable(POD, deal))
            self._keep(paper(name, deal, level, self._next(level)), level, rng)

    def _keep(self, one: Paper, level: str, rng: Random) -> None:
        client = one.deal.ledger.firm.client
        path = (
            self.folder
            / client
            / "scans"
            / level
            / f"{ {'fax': 'FAX', 'photo': 'IMG_'}.get(level, 'SCN') }{self.number:05d}"
        )
        if level == "photo":
            path = save_photo(list(one.shots), path, rng)
        elif level == "clean" and rng.random() < 0.25:
            stale = rng.random() < 0.4
            path = save_searchable(one, path, rng, stale=stale)
            one = replace(one, tags=(*one.tags, "stale-text-layer" if stale else "text-layer"))
        else:
            path = save(list(one.shots), path, rng, quarters=level == "office")
        self._tell(one, path, list(range(1, len(one.shots) + 1)))

    def batches(self, count: int) -> None:
        """Files of several papers of one client, with or without separator sheets and blank backs."""
        for place in range(count):
            rng = Random(f"{self.seed} batch {place}")
            dealer = self.dealers[place % len(self.dealers)]
            self._batch(dealer, rng, separated=rng.random() < 0.4, duplex=rng.random() < 0.3)

    def _batch(self, dealer: Dealer, rng: Random, *, separated: bool, duplex: bool) -> None:
        shots: list[Shot] = []
        spots: list[tuple[Paper, list[int], str]] = []
        for one, status in self._stack(dealer, rng):
            if separated and shots:
                shots += [_separator(rng), *([_back(rng)] if duplex else [])]
            pages = []
            for shot in one.shots:
                shots.append(shot)
                pages.append(len(shots))
                shots += [_back(rng)] if duplex else []
            tags = tuple(tag for tag in one.tags if not tag.startswith("set:"))
            ways = ("separated" if separated else "back-to-back", *(("duplex",) if duplex else ()))
            spots.append((replace(one, tags=(*tags, f"set:{BATCHES}", *ways)), pages, status))
        self._next(BATCHES)
        path = self.folder / dealer.ledger.firm.client / "scans" / BATCHES / f"BATCH{self.number:05d}"
        path = save(shots, path, rng, quarters=True)
        for one, pages, status in spots:
            self._tell(one, path, pages, status)

    def _stack(self, dealer: Dealer, rng: Random) -> list[tuple[Paper, str]]:
        """Papers in the order in which they lie, with the status that is certain for each."""
        stack: list[tuple[Paper, str]] = []
        for _ in range(rng.randint(2, 6)):
            kind = rng.choice(("purchase_order", POD, POD))
            deal = dealer.deal(kind)
            if names := usable(kind, deal):
                stack.append((paper(rng.choice(names), deal, "office", self._next(BATCHES)), ""))
        if rng.random() < 0.25:
            stack += self._signed_later(dealer)
        if stack and rng.random() < 0.25:
            stack.append(self._twice(stack[0][0]))
        return stack

    def _signed_later(self, dealer: Dealer) -> list[tuple[Paper, str]]:
        """A note without a signature, and then the same note signed: two documents."""
        deal, seed = replace(dealer.deal(POD), remark=None), self._next(BATCHES)
        names = [name for name in usable(POD, deal) if name in {"window", "tall", "framed"}]
        if not names:
            return []
        both: list[Deal] = [
            replace(deal, signed=signed, tags=(*deal.tags, "signed-later")) for signed in (False, True)
        ]
        return [(paper(names[0], one, "office", seed, str(one.signed)), "") for one in both]

    def _twice(self, one: Paper) -> tuple[Paper, str]:
        """The same sheet through the scanner once more."""
        shots = tuple(
            office(np.asarray(page), Random(f"{self.seed} again {self.number}"))[0]
            for page in one.sheet.pages
        )
        return replace(one, shots=shots, tags=(*one.tags, "scanned-twice")), "duplicate"

    def _tell(self, one: Paper, path: Path, pages: list[int], status: str = "") -> None:
        source = path.relative_to(self.folder / one.deal.ledger.firm.client / "scans").as_posix()
        self.lines.append(key_line(one, source, pages, status))

    def _next(self, level: str) -> str:
        self.number += 1
        return f"{self.seed} {level} {self.number}"


def generate(folder: Path, seed: str, level: str, count: int) -> int:
    """Write the set of a level, or of all; gives the number of documents.

    The folder holds CLIENT/ledger/*.csv, CLIENT/scans/LEVEL/* and truth.jsonl.
    """
    dealers = [Dealer(keep_books(firm, seed), Random(f"{seed} deals {firm.client}")) for firm in firms()]
    for dealer in dealers:
        dealer.ledger.save(folder / dealer.ledger.firm.client / "ledger")
    maker = Maker(folder, seed, dealers)
    for name in LEVELS if level == "all" else {level} - {BATCHES}:
        maker.papers(name, count)
    if level in {"all", BATCHES}:
        maker.batches(max(count * 2 // 5, 1))
    with (folder / KEY).open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in maker.lines)
    return len(maker.lines)


def _separator(rng: Random) -> Shot:
    sheet = Sheet(rng)
    sheet.bars(30, 24, "PATCHT", 150, 26)
    sheet.bars(30, 246, "PATCHT", 150, 26)
    sheet.say(105, 130, "DOCUMENT SEPARATOR", Face("grot-bold", 30), to="c")
    sheet.say(105, 146, "Trennblatt - Feuille de séparation - Hoja separadora", Face("grot", 13), to="c")
    return office(gray(np.asarray(sheet.page)), rng)[0]


def _back(rng: Random) -> Shot:
    """The back of a sheet: a little of the front shows through."""
    sheet = Sheet(rng, paper=(250, 250, 248))
    pale = Face("grot", 10, 1, (240, 240, 238))
    sheet.lines(
        40, 60, ["".join(rng.choice("mnoeaiu ") for _ in range(60)) for _ in range(rng.randint(0, 18))], pale
    )
    return office(np.asarray(sheet.page)[:, ::-1].copy(), rng)[0]
