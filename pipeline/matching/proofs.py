"""Proofs of delivery beside each other: an invoice that one paper proves is less likely another one's.

This only ever lowers how sure a match is, or chooses among equals; what each paper says by itself decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import log2

from models.decision import Candidate, Proof
from models.reading import DocumentType, FieldName, Reading
from pipeline.folding import fold
from pipeline.matching.match import LIKELY, Matched
from pipeline.matching.number_matches import is_order
from pipeline.matching.weigh import probabilities

InvoiceKey = tuple[str, str]
Filed = Mapping[InvoiceKey, Sequence[Proof]]
"""What the filed proofs of delivery show, by the (customer number, invoice number) they are filed under."""
_SHARED = 1 / 32
"""The share of invoices delivered in parts, or proved by papers that have no number in common."""
_ROUNDS = 4
"""What one paper leaves to the others settles within so many looks around."""
_BELOW_LIKELY = LIKELY - 0.0001


@dataclass(frozen=True)
class _Claims:
    """How surely each paper of a batch belongs to which invoice, as far as is known by now."""

    proofs: Sequence[Proof | None]
    """What each paper shows; None for what proves no delivery."""
    shares: Sequence[Mapping[InvoiceKey, float]]
    """Probabilities 0..1 by invoice."""
    filed: Filed

    @cached_property
    def claimants(self) -> Mapping[InvoiceKey, list[int]]:
        """The deliveries that may belong to each invoice, by their places."""
        found: dict[InvoiceKey, list[int]] = {}
        for at, (proof, shares) in enumerate(zip(self.proofs, self.shares, strict=True)):
            for key in shares if proof is not None else ():
                found.setdefault(key, []).append(at)
        return found

    def taken(self, at: int) -> dict[InvoiceKey, float]:
        """For each invoice of a paper the chance 0..1 that a paper about another delivery proves it."""
        mine = self.proofs[at]
        if mine is None:
            return {}
        return {key: 1.0 - self._free(key, at, mine) for key in self.shares[at]}

    def _free(self, key: InvoiceKey, at: int, mine: Proof) -> float:
        if any(_apart(mine, proof) for proof in self.filed.get(key, ())):
            return 0.0
        free = 1.0
        for other in self.claimants[key]:
            theirs = self.proofs[other]
            if other != at and theirs is not None and _apart(mine, theirs):
                free *= 1.0 - self.shares[other][key]
        return free


def beside(batch: Sequence[Matched], filed: Filed) -> tuple[Matched, ...]:
    """The documents of one batch, each with what the others and the filed ones are likelier to prove lowered.

    No invoice gets likelier than it was by itself, but for one that was unlikely: it may come first among
    the candidates, and stays below `LIKELY`. The order of the batch does not matter.
    """
    proofs = [_proof_of(one.reading) for one in batch]
    shares: Sequence[Mapping[InvoiceKey, float]] = [_shares(one.ranked) for one in batch]
    known = {key: [_folded(proof) for proof in same] for key, same in filed.items()}
    taken: list[dict[InvoiceKey, float]] = [{} for _ in batch]
    for _ in range(_ROUNDS):
        claims = _Claims(proofs, shares, known)
        taken = [claims.taken(at) for at in range(len(batch))]
        if not any(chance >= _SHARED for one in taken for chance in one.values()):
            return tuple(batch)
        weighed = [_weighed(one, chances) for one, chances in zip(batch, taken, strict=True)]
        shares = [_shares(ranked) for ranked in weighed]
    return tuple(
        replace(one, ranked=_capped(ranked, one.ranked), taken=frozenset(_likely(chances)))
        for one, ranked, chances in zip(batch, weighed, taken, strict=True)
    )


def contested(batch: Sequence[Matched]) -> frozenset[InvoiceKey]:
    """Invoices that some delivery of a batch may prove: of these it matters what is filed already."""
    return frozenset(
        key
        for one in batch
        if _proof_of(one.reading) is not None
        for key, share in _shares(one.ranked).items()
        if share >= _SHARED
    )


def _proof_of(reading: Reading) -> Proof | None:
    if reading.type is DocumentType.OTHER or is_order(reading):
        return None
    deliveries, invoices = (
        frozenset(fold(value.text) for value in reading.fields.get(name, ()))
        for name in (FieldName.DELIVERY_NUMBER, FieldName.INVOICE_NUMBER)
    )
    return Proof(deliveries, invoices)


def _folded(proof: Proof) -> Proof:
    return Proof(frozenset(map(fold, proof.deliveries)), frozenset(map(fold, proof.invoices)))


def _apart(one: Proof, other: Proof) -> bool:
    """True where no number says that both papers are about the same delivery."""
    if one.deliveries and other.deliveries:
        return one.deliveries.isdisjoint(other.deliveries)
    return one.invoices.isdisjoint(other.invoices)


def _shares(ranked: Sequence[Candidate]) -> dict[InvoiceKey, float]:
    return {one.invoice.key: one.confidence for one in ranked}


def _weighed(matched: Matched, taken: Mapping[InvoiceKey, float]) -> tuple[Candidate, ...]:
    drafts = [
        replace(draft, bits=draft.bits + log2(1.0 - taken.get(draft.invoice.key, 0.0) * (1.0 - _SHARED)))
        for draft in matched.drafts
    ]
    return probabilities(drafts, order=is_order(matched.reading))


def _capped(ranked: Sequence[Candidate], alone: Sequence[Candidate]) -> tuple[Candidate, ...]:
    most = {key: max(share, _BELOW_LIKELY) for key, share in _shares(alone).items()}
    capped = (replace(one, confidence=min(one.confidence, most[one.invoice.key])) for one in ranked)
    return tuple(sorted(capped, key=lambda one: -one.confidence))


def _likely(taken: Mapping[InvoiceKey, float]) -> Iterator[InvoiceKey]:
    return (key for key, chance in taken.items() if chance >= LIKELY)
