"""What a receipt is worth by the house's rules, told from what people left on it and not from its picture."""

from __future__ import annotations

from tests.benchmarks.sealed_receipts.circumstances import SPECIFIC
from tests.benchmarks.sealed_receipts.filling import Left

Verdict = tuple[str, str]
"""Status and grade."""
_SIGNS = ("ink", "capture")


def verdicts(left: Left, *, stated: bool) -> list[Verdict]:
    """Status and grade that are right; more than one where the rules leave it open, the first preferred.

    Args:
        left: what is on the paper.
        stated: a carrier says in print that somebody signed.
    """
    said = {about for about, *_ in left.remarks}
    if "refused" in said:
        return [("refused", "D")]
    if "unattended" in said:
        return [("unattended", "D")]
    customer = {region.manner for region in left.regions if region.role == "customer"}
    if customer & set(_SIGNS):
        return [_signed(left, said)]
    if "stamp" in customer:
        return _stamped(left, said)
    if stated:
        return [("carrier_statement_only", "C")]
    rest = [("non_customer_signature_only" if _others(left) else "unsigned", "D")]
    return [("carrier_statement_only", "C"), *rest] if left.esigned else rest


def _signed(left: Left, said: set[str]) -> Verdict:
    if said & set(SPECIFIC):
        return "signed_claused", "C"
    if "qualified" in said:
        return "signed_qualified", "C"
    missing = (not left.name) + (not left.day)
    return "signed_incomplete" if missing else "signed_clean", "ABD"[missing]


def _stamped(left: Left, said: set[str]) -> list[Verdict]:
    """A stamp counts as much as a signature for grade A; whether a remark makes it claused is left open."""
    if said & set(SPECIFIC):
        return [("stamped_only", "C"), ("signed_claused", "C")]
    if "qualified" in said:
        return [("stamped_only", "C"), ("signed_qualified", "C")]
    only = ("stamped_only", "B")
    return [only, ("stamped_only", "A")] if left.name and left.day else [only]


def _others(left: Left) -> bool:
    return any(region.role != "customer" and region.manner in _SIGNS for region in left.regions)
