"""Familiar or not: own writers through all kinds of damage, and real signatures given by path."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations, islice
from pathlib import Path
from random import Random

import numpy as np
from PIL import Image

from extractors.likeness import familiar_from, similarity
from extractors.page.signing.shapes import described
from extractors.page.straightening.flatten import flatten
from models.paper import Box, Role, SignatureRegion
from tests.papers.signers import signed

REFERENCES = (1, 3, 5)
SAMPLES = 7
SETS = 12
"""Sets of references tried for each person and number of references."""
DPI = 200.0
ALONE = SignatureRegion(Role.CUSTOMER, 1, Box(0, 0, 1, 1), present=True, confidence=1.0, label="")


@dataclass(frozen=True)
class Nearest:
    """Similarities to the nearest reference."""

    own: list[float] = field(default_factory=list)
    others: list[float] = field(default_factory=list)
    imitated: list[float] = field(default_factory=list)


def measure(seed: int, people: int, crops: Path | None) -> None:
    """Print equal error rates and what is said at the product's own limit, with 1, 3 and 5 references."""
    drawn: dict[str, list[str]] = defaultdict(list)
    for one in signed(range(seed, seed + people), SAMPLES):
        region = SignatureRegion(Role.CUSTOMER, 1, one.box, present=True, confidence=1.0, label="")
        (found,) = described([region], one.page, one.dpi, one.words)
        drawn[str(one.person)].append(found.likeness)
    print(f"{people} own writers, {SAMPLES} signatures each, each through another kind of damage")
    _tell(drawn, drawn, {})
    if crops is not None:
        genuine, strangers, imitations = _real(crops)
        print(f"\n{crops.name}: {len(genuine)} people with references, {len(strangers)} in all")
        _tell(genuine, strangers, imitations)


def _real(crops: Path) -> tuple[dict[str, list[str]], dict[str, list[str]], dict[str, list[str]]]:
    """Shapes by person: genuine ones that may be references, all that are no imitations, and imitations.

    labels.json gives `writer` and `kind` for each file. References are those of kind "genuine"; "forged" ones
    are imitations of that writer's; any other kind is somebody's hand that is no reference.
    """
    genuine, strangers, imitations = (defaultdict(list) for _ in range(3))
    for name, label in json.loads((crops / "labels.json").read_text()).items():
        flat = flatten(_gray(crops / name))
        (found,) = described([ALONE], flat, DPI, ())
        if label["kind"] == "forged":
            imitations[label["writer"]].append(found.likeness)
            continue
        strangers[label["writer"]].append(found.likeness)
        if label["kind"] == "genuine":
            genuine[label["writer"]].append(found.likeness)
    return genuine, strangers, imitations


def _gray(path: Path) -> np.ndarray:
    with Image.open(path) as picture:
        shown = picture.convert("RGBA")
    paper = Image.new("RGBA", shown.size, (255, 255, 255, 255))
    paper.alpha_composite(shown)
    return np.asarray(paper.convert("L"))


def _tell(
    people: Mapping[str, Sequence[str]],
    strangers: Mapping[str, Sequence[str]],
    imitations: Mapping[str, Sequence[str]],
) -> None:
    print(
        f"{'references':>10}{'EER others':>12}{'EER imitated':>14}   called familiar: own, others, imitated"
    )
    for count in REFERENCES:
        near = _nearest(people, strangers, imitations, count)
        if not near.own:
            continue
        limit = familiar_from(count)
        told = (f"{_share(found, limit)} of {len(found)}" for found in (near.own, near.others, near.imitated))
        rates = f"{_eer(near.own, near.others):>12}{_eer(near.own, near.imitated):>14}"
        print(f"{count:>10}{rates}   {', '.join(told)}")


def _nearest(
    people: Mapping[str, Sequence[str]],
    strangers: Mapping[str, Sequence[str]],
    imitations: Mapping[str, Sequence[str]],
    count: int,
) -> Nearest:
    near = Nearest()
    for person, shapes in people.items():
        for chosen in _sets(range(len(shapes)), count, Random(f"{person} {count}")):
            known = [shapes[place] for place in chosen]
            left = [shape for place, shape in enumerate(shapes) if place not in chosen]
            others = (shape for other, theirs in strangers.items() if other != person for shape in theirs[:2])
            near.own.extend(_to(known, left))
            near.others.extend(_to(known, others))
            near.imitated.extend(_to(known, imitations.get(person, ())))
    return near


def _sets(places: Sequence[int], count: int, rng: Random) -> Iterator[tuple[int, ...]]:
    """Some of the ways to choose references and leave at least one signature."""
    if len(places) <= count:
        return
    ways = list(combinations(places, count))
    rng.shuffle(ways)
    yield from islice(ways, SETS)


def _to(known: Sequence[str], shapes: Iterable[str]) -> list[float]:
    return [max(_alike(shape, one) for one in known) for shape in shapes]


@cache
def _alike(one: str, other: str) -> float:
    return similarity(one, other) or 0.0


def _eer(own: Sequence[float], others: Sequence[float]) -> str:
    """The rate at which as many own signatures are refused as others are let through."""
    if not others:
        return "-"
    mine, theirs = np.sort(own), np.sort(others)
    limits = np.unique(np.concatenate((mine, theirs)))
    refused = np.searchsorted(mine, limits) / len(mine)
    let = 1 - np.searchsorted(theirs, limits) / len(theirs)
    return f"{100 * float(np.maximum(refused, let).min()):.1f} %"


def _share(found: Sequence[float], limit: float) -> str:
    return f"{100 * sum(one >= limit for one in found) / len(found):.1f} %" if found else "-"
