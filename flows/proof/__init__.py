"""Proof that nothing was altered: heads of the audit chain, and the chain held against them."""

from flows.proof.checking import chain_faults
from flows.proof.heads import HEADS, daily_head, keep_head, kept_heads

__all__ = ["HEADS", "chain_faults", "daily_head", "keep_head", "kept_heads"]
