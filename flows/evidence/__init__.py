"""Evidence packs: gathered, drawn, bound with pages of originals, zipped, verified."""

from flows.evidence.letterheads import LETTERHEAD, letterhead_of, set_letterhead
from flows.evidence.making import MadePack, evidence, preview, told_of
from flows.evidence.verifier import faults_of

__all__ = [
    "LETTERHEAD",
    "MadePack",
    "evidence",
    "faults_of",
    "letterhead_of",
    "preview",
    "set_letterhead",
    "told_of",
]
