"""Evidence packs: which pages of which papers, what each shows, the letter's words, the manifest. Pure."""

from receivables.evidence.contents import Exhibit, Given, LeftOut, Picked, Shown, exhibits_of, is_evidence
from receivables.evidence.custody import Step, custody_of
from receivables.evidence.letter import Letter, letter_of, of_which
from receivables.evidence.manifest import manifest_bytes, manifest_of, sums_of
from receivables.evidence.marks import Mark, MarkKind
from receivables.evidence.others import Party
from receivables.evidence.pack import OriginalFile, Pack
from receivables.evidence.proving import ChainProof, Proven
from receivables.evidence.showing import marked, shows, title_of
from receivables.evidence.texts import Words

__all__ = [
    "ChainProof",
    "Exhibit",
    "Given",
    "LeftOut",
    "Letter",
    "Mark",
    "MarkKind",
    "OriginalFile",
    "Pack",
    "Party",
    "Picked",
    "Proven",
    "Shown",
    "Step",
    "Words",
    "custody_of",
    "exhibits_of",
    "is_evidence",
    "letter_of",
    "manifest_bytes",
    "manifest_of",
    "marked",
    "of_which",
    "shows",
    "sums_of",
    "title_of",
]
