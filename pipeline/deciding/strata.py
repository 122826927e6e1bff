"""Which documents are judged together, what is known about them, and when the breaker falls."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import inf, log, sqrt

from models.decision import Route
from models.outcome import KEYS, Checks, Fall, Outcome, Source, Stratum
from models.reading import DocumentType
from pipeline.deciding.bound import Label, Threshold, allowed, guarded, threshold, upper_bound
from pipeline.matching.weigh import WEIGHING

LEAST = 600
"""Checked documents below which a stratum learns from its neighbours, and a client nothing at all."""
GUARD = 100
"""Checked documents of its own that a stratum needs before its neighbours may help."""
WINDOW = 2000
"""Checked documents that count, the newest of each stratum."""
RECENT = 100
"""Checked documents whose probabilities are held against those before them."""
_CHANCE = 1e-4
"""How often a shift may be seen where there is none, each time it is looked for."""
TYPES = (DocumentType.PURCHASE_ORDER, DocumentType.PROOF_OF_DELIVERY)
STRATA = tuple(Stratum(kind, route) for kind in TYPES for route in Route)
"""All that may be filed without a person."""


@dataclass(frozen=True, slots=True)
class Footing:
    """What a stratum's filing rests on."""

    stratum: Stratum
    threshold: Threshold
    """For the route of two keys, whose filings ask for no probability, its `at` is 0."""
    sources: Mapping[Source, int]
    """Why those documents of the stratum itself were checked, and how many of each."""
    since: datetime | None
    """Time of the oldest of them; None without any."""
    pooled: bool
    """True where the checks of the client's other types had to help."""
    fell: datetime | None
    """When the breaker last fell; only later checks count."""
    keys: int = KEYS
    """Keys that must agree before it is filed by two keys: more than two where such were found wrong."""


def counting(checks: Checks, stratum: Stratum) -> tuple[Outcome, ...]:
    """Checks of a stratum that were made whatever the probability, since its breaker last fell.

    Those of documents that were weighed otherwise than now do not count.
    """
    fell = checks.tripped.get(stratum)
    since = [one for one in _drawn(checks) if one.stratum == stratum and (fell is None or one.at > fell)]
    return tuple(since[-WINDOW:])


def _drawn(checks: Checks) -> Iterator[Outcome]:
    """Those that tell something about the probabilities of now."""
    return (one for one in checks.outcomes if one.weight > 0 and one.version == WEIGHING)


def footing(checks: Checks, stratum: Stratum, target: float) -> Footing:
    """What is known of one stratum; `target` is the share of documents that may be filed wrongly, 0..1."""
    own = counting(checks, stratum)
    fell = checks.tripped.get(stratum)
    pooled = stratum.route is Route.DOUBTED and GUARD <= len(own) < LEAST and fell is None
    found = _threshold(checks, stratum, target, pooled=pooled)
    return Footing(
        stratum=stratum,
        threshold=found,
        sources=Counter(one.source for one in own),
        since=own[0].at if own else None,
        pooled=pooled and found.open,
        fell=fell,
        keys=keys_needed(checks, stratum, target),
    )


def limits(checks: Checks, target: float) -> dict[DocumentType, float]:
    """From which probability on doubted documents are filed, by type; types of which none is are left out."""
    doubted = (footing(checks, one, target) for one in STRATA if one.route is Route.DOUBTED)
    return {one.stratum.type: one.threshold.at for one in doubted if one.threshold.open}


def keys_needed(checks: Checks, stratum: Stratum, target: float) -> int:
    """How many keys must agree before filings of a stratum go by two keys: more where such were found wrong.

    Each misfile among the newest checks that the bound does not bear asks for one key more. A fall of the
    breaker, after which the bound begins anew, does not make it right. Filing only becomes stricter by this.
    """
    if stratum.route is not Route.TWO_KEYS:
        return KEYS
    told = [one for one in checks.outcomes if one.stratum == stratum and one.version == WEIGHING]
    seen = [one for one in told if one.weight > 0 or _is_misfile(one)][-WINDOW:]
    wrong = sum(not one.right for one in seen)
    return KEYS + max(wrong - max(allowed(len(seen), target), 0), 0) if wrong else KEYS


def needed(checks: Checks, target: float) -> dict[DocumentType, int]:
    """The same by type; types that need no more than two are left out."""
    found = {one.type: keys_needed(checks, one, target) for one in STRATA if one.route is Route.TWO_KEYS}
    return {kind: keys for kind, keys in found.items() if keys > KEYS}


def _is_misfile(one: Outcome) -> bool:
    return one.source is Source.AUDIT and not one.right


def trip(before: Checks, outcome: Outcome, target: float) -> Fall | None:
    """Why the breaker falls for the outcome's stratum; None where it does not.

    Args:
        before: what was known without this outcome.
        outcome: the newest check.
        target: the share of documents that may be filed wrongly, 0..1.
    """
    after = with_outcome(before, outcome)
    if _is_misfile(outcome):
        keys = keys_needed(after, outcome.stratum, target)
        return Fall(f"document {outcome.document_id} was filed wrongly", revocable=True, keys=keys)
    was, now = (footing(checks, outcome.stratum, target).threshold for checks in (before, after))
    if was.open and was.bound <= target and not (now.open and now.bound <= target):
        return Fall(f"the bound rose to {now.bound:.2%}", revocable=not outcome.right)
    shifted = _shifted(counting(after, outcome.stratum))
    return Fall("the papers have changed", revocable=False) if shifted else None


def with_outcome(checks: Checks, outcome: Outcome) -> Checks:
    """The same with one more check; it takes the place of an earlier one of the same document."""
    others = (one for one in checks.outcomes if one.document_id != outcome.document_id)
    return replace(checks, outcomes=(*others, outcome))


def _threshold(checks: Checks, stratum: Stratum, target: float, *, pooled: bool) -> Threshold:
    own = _labels(counting(checks, stratum))
    if stratum.route is Route.TWO_KEYS:
        wrong = sum(label.wrong for label in own)
        return Threshold(0.0, wrong, len(own), upper_bound(wrong, len(own)))
    if sum(1 for _ in _drawn(checks)) < LEAST:
        return Threshold(inf, 0, len(own), upper_bound(0, len(own)))
    if not pooled:
        return threshold(own, target)
    alike = [one for one in STRATA if one.route is stratum.route]
    everything = [label for one in alike for label in _labels(counting(checks, one))]
    return guarded(own, threshold(everything, target))


def _labels(outcomes: Iterable[Outcome]) -> list[Label]:
    return [Label(one.probability, not one.right) for one in outcomes]


def _shifted(outcomes: Sequence[Outcome]) -> bool:
    """True when the newest probabilities are others than before (two-sample Kolmogorov-Smirnov test)."""
    earlier = sorted(one.probability for one in outcomes[:-RECENT])
    recent = sorted(one.probability for one in outcomes[-RECENT:])
    if len(earlier) < RECENT:
        return False
    critical = sqrt(-log(_CHANCE / 2) / 2) * sqrt((len(earlier) + RECENT) / (len(earlier) * RECENT))
    return _distance(earlier, recent) > critical


def _distance(one: Sequence[float], other: Sequence[float]) -> float:
    """The widest gap between the shares at or below any value; both sorted."""
    gap, i, j = 0.0, 0, 0
    for value in sorted({*one, *other}):
        while i < len(one) and one[i] <= value:
            i += 1
        while j < len(other) and other[j] <= value:
            j += 1
        gap = max(gap, abs(i / len(one) - j / len(other)))
    return gap
