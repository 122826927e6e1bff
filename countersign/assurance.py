"""How sure filing without a person is, in words and as JSON values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from models.counts import counted
from models.decision import Route
from models.outcome import Source
from pipeline.bound import upper_bound
from pipeline.strata import LEAST, Footing
from pipeline.weigh import WEIGHING

if TYPE_CHECKING:
    from flows.auditing import Assurance

_LOOKED = {Source.AUDIT: "after filing", Source.BLIND: "in the blind sample", Source.REVIEW: "in review"}


def assurance_lines(assurance: Assurance) -> Iterator[str]:
    """The current bound, what it rests on, and what waits for a check."""
    certain, doubted = _by_route(assurance)
    yield f"filed by two keys: {_rate(certain)}"
    for one in certain if len(certain) > 1 or any(one.fell for one in certain) else ():
        yield f"  {one.stratum.name}: {_rate([one])}{_fallen(one)}"
    for one in doubted:
        yield f"  {one.stratum.name}: {_learnt(one)}{_fallen(one)}"
    if assurance.first_checked < assurance.first:
        yield f"cold start: {assurance.first_checked} of {assurance.first} first filings checked"
    if assurance.waiting:
        yield f"{counted(assurance.waiting, 'document')} to check: see countersign audit --next"


def assurance_json(assurance: Assurance) -> dict[str, Any]:
    """`assurance` as JSON values; shares 0..1, null where nothing was checked."""
    wrong, of = _sum([one for one in assurance.footings if one.stratum.route is Route.TWO_KEYS])
    return {
        "target": assurance.target,
        "weighing": WEIGHING,
        "bound": upper_bound(wrong, of) if of else None,
        "wrong": wrong,
        "checked": of,
        "first_filings": {"of": assurance.first, "checked": assurance.first_checked},
        "to_check": assurance.waiting,
        "strata": [_stratum_json(one) for one in assurance.footings],
    }


def _by_route(assurance: Assurance) -> tuple[list[Footing], list[Footing]]:
    """Strata of which something is known: those of two keys, and the doubted ones."""
    known = [one for one in assurance.footings if one.threshold.of or one.fell]
    certain = [one for one in known if one.stratum.route is Route.TWO_KEYS]
    return certain, [one for one in known if one not in certain]


def _sum(footings: Sequence[Footing]) -> tuple[int, int]:
    return sum(one.threshold.wrong for one in footings), sum(one.threshold.of for one in footings)


def _rate(footings: Sequence[Footing]) -> str:
    """Such as "at most 0.48% wrong (0 of 623 checked: 300 after filing, 323 in review; since 2026-10-01)"."""
    wrong, of = _sum(footings)
    if not of:
        return "nothing checked yet, so nothing is known about how many are wrong"
    return f"at most {upper_bound(wrong, of):.2%} wrong ({wrong} of {of} checked{_grounds(footings)})"


def _grounds(footings: Sequence[Footing]) -> str:
    sources = sum((Counter(one.sources) for one in footings), Counter())
    looked = ", ".join(f"{sources[one]} {words}" for one, words in _LOOKED.items() if sources[one])
    since = min((one.since for one in footings if one.since), default=None)
    return f": {looked}; since {since:%Y-%m-%d}" if since else ""


def _learnt(one: Footing) -> str:
    found = one.threshold
    if not found.open:
        few = f"{found.of} checked, {LEAST} needed" if found.of < LEAST else "too many were wrong"
        return f"a person decides ({few})"
    pool = ", with other types" if one.pooled else ""
    return (
        f"filed from probability {found.at:.4f} on, at most {found.bound:.2%} of all doubted ones wrongly "
        f"({found.wrong} of {found.of} checked{pool}{_grounds([one])})"
    )


def _fallen(one: Footing) -> str:
    return f"; the breaker fell on {one.fell:%Y-%m-%d %H:%M} UTC" if one.fell else ""


def _stratum_json(one: Footing) -> dict[str, Any]:
    found = one.threshold
    return {
        "type": one.stratum.type.value,
        "route": one.stratum.route.value,
        "threshold": found.at if found.open else None,
        "wrong": found.wrong,
        "checked": found.of,
        "bound": found.bound if found.of else None,
        "sources": {source.value: number for source, number in one.sources.items()},
        "since": one.since.isoformat() if one.since else None,
        "pooled": one.pooled,
        "breaker_fell": one.fell.isoformat() if one.fell else None,
    }
