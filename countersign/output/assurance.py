"""How sure filing without a person is, in words and as JSON values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from countersign.language import day, decimal, moment, number, place_of_clock, said, said_of, share, to_say
from countersign.sentences import retold
from models.decision import Route
from models.outcome import KEYS, Source
from pipeline.deciding.bound import upper_bound
from pipeline.deciding.strata import LEAST, Footing
from pipeline.matching.weigh import WEIGHING

if TYPE_CHECKING:
    from flows.review.auditing import Assurance

_LOOKED = {
    Source.AUDIT: to_say("{number} after filing"),
    Source.BLIND: to_say("{number} in the blind sample"),
    Source.REVIEW: to_say("{number} in review"),
}


def assurance_lines(assurance: Assurance) -> Iterator[str]:
    """The current bound, what it rests on, and what waits for a check."""
    certain, doubted = _by_route(assurance)
    yield said("filed by two keys: {rate}", rate=_rate(certain))
    for one in certain if len(certain) > 1 or any(one.fell for one in certain) else ():
        yield _of_stratum(one, _rate([one]))
    for one in assurance.footings:
        if one.keys > KEYS:
            yield _stricter(one, assurance.target)
    for one in doubted:
        yield _of_stratum(one, _learnt(one))
    if assurance.first_checked < assurance.first:
        yield said(
            "cold start: {checked} of {first} first filings checked",
            checked=number(assurance.first_checked),
            first=number(assurance.first),
        )
    if assurance.waiting:
        yield said_of(
            "{number} document to check: see countersign audit --next",
            "{number} documents to check: see countersign audit --next",
            assurance.waiting,
            number=number(assurance.waiting),
        )


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
    if not of and any(one.fell for one in footings):
        return said(
            "nothing checked since such a filing was found wrong, so nothing is known about how many are now"
        )
    if not of:
        return said("nothing checked yet, so nothing is known about how many are wrong")
    bound = share(upper_bound(wrong, of), 2)
    return said(
        "at most {bound} wrong ({checked})", bound=bound, checked=_checked(wrong, of, _grounds(footings))
    )


def _checked(wrong: int, of: int, grounds: str) -> str:
    """How many of the checked ones were wrong, and on what that rests."""
    counts = {"wrong": number(wrong), "of": number(of)}
    if grounds:
        return said("{wrong} of {of} checked: {grounds}", **counts, grounds=grounds)
    return said("{wrong} of {of} checked", **counts)


def _grounds(footings: Sequence[Footing]) -> str:
    sources = sum((Counter(one.sources) for one in footings), Counter())
    looked = ", ".join(
        said(words, number=number(sources[one])) for one, words in _LOOKED.items() if sources[one]
    )
    since = min((one.since for one in footings if one.since), default=None)
    return said("{looked}; since {day}", looked=looked, day=day(since.date())) if since else ""


def _learnt(one: Footing) -> str:
    found = one.threshold
    if not found.open:
        if found.of >= LEAST:
            return said("a person decides (too many were wrong)")
        counts = {"checked": number(found.of), "least": number(LEAST)}
        return said("a person decides ({checked} checked, {least} needed)", **counts)
    grounds = _grounds([one])
    pooled = said("with other types; {grounds}", grounds=grounds) if one.pooled else grounds
    return said(
        "filed from probability {share} on, at most {bound} of all doubted ones wrongly ({checked})",
        share=decimal(found.at, 4),
        bound=share(found.bound, 2),
        checked=_checked(found.wrong, found.of, pooled),
    )


def _stricter(one: Footing, target: float) -> str:
    return said(
        "  {stratum}: filed only where {keys} keys agree, for such filings were found wrong, until checks "
        "show again that at most {share} are; the rest waits for a person",
        stratum=retold(one.stratum.name),
        keys=number(one.keys),
        share=share(target, 2),
    )


def _of_stratum(one: Footing, words: str) -> str:
    name = retold(one.stratum.name)
    if one.fell is None:
        return said("  {stratum}: {words}", stratum=name, words=words)
    fell = {"time": moment(one.fell), "clock": place_of_clock()}
    return said(
        "  {stratum}: {words}; the breaker fell on {time} ({clock})", stratum=name, words=words, **fell
    )


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
        "keys": one.keys,
        "breaker_fell": one.fell.isoformat() if one.fell else None,
    }
