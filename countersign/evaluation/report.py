"""Everything that is scored, in one value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from countersign.evaluation import fields, marks, matching
from countersign.evaluation.calibration import Calibration, calibration
from countersign.evaluation.comparison import Case, Files, compare
from countersign.evaluation.fields import Ambiguous, FieldScore, Hidden
from countersign.evaluation.groups import Table, table_by
from countersign.evaluation.line import Line
from countersign.evaluation.marks import Receipts, Remarks, Signatures
from countersign.evaluation.matching import Matching, Misfile, Misfiling
from countersign.evaluation.score import Finding, Score, count
from countersign.evaluation.splitting import Pages, Splitting, account, duplicated, splitting
from countersign.evaluation.worst import Poor, worst

SHAPE = 1
"""Grows when the meaning of a name in the report changes."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted beside the whole."""

    by: tuple[str, ...] = ()
    """Dimensions to part by: `type`, `kind`, `tag` (free words), or what stands before the colon of a tag."""
    worst: int = 0
    """How many of the documents with most faults to name."""


@dataclass(frozen=True, slots=True)
class Report:
    """All scores. Shares are over what the key asks for: what was not captured is not right."""

    shape: int
    documents: int
    """Lines of the key."""
    captured: int
    """Documents captured, those in files that the key does not know included."""
    scores: tuple[Score, ...]
    """One line each for splitting, status, type, kind, signature, match and straight-through."""
    splitting: Splitting
    pages: Pages
    fields: tuple[FieldScore, ...]
    together: tuple[FieldScore, ...]
    ambiguous: Ambiguous
    hidden: Hidden
    several: Score
    signature: Signatures
    exceptions: tuple[Finding, ...]
    remarks: Remarks
    receipts: Receipts
    matching: Matching
    calibration: Calibration
    misfiling: Misfiling
    misfiles: tuple[Misfile, ...]
    """Filed where it does not belong."""
    held_wrong: tuple[Misfile, ...]
    """Would have been, had the blind sample not held it."""
    set_aside: tuple[str, ...]
    """Documents to be read that were put away as duplicate, blank or unreadable."""
    lost: tuple[str, ...]
    """Files of the key of which nothing was captured."""
    unknown: tuple[str, ...]
    """Captured files that the key does not know; nothing of them is scored."""
    duplicated: tuple[str, ...]
    """Pages captured more often than they hold documents."""
    by: tuple[Table, ...]
    worst: tuple[Poor, ...]


def evaluate(truth: Sequence[Line], captured: Sequence[Line], asked: Asked | None = None) -> Report:
    """Score what was captured by the key. The order of lines never matters.

    Raises:
        WrongUse: `asked.by` names what no line of the key is tagged with.
    """
    asked, comparison = asked or Asked(), compare(truth, captured)
    cases, wrong = comparison.read, tuple(matching.misfiles(comparison))
    return Report(
        shape=SHAPE,
        documents=len(truth),
        captured=len(captured),
        scores=_scores(comparison.cases, cases),
        splitting=splitting(comparison),
        pages=account(comparison),
        fields=fields.field_scores(cases),
        together=fields.together(cases),
        ambiguous=fields.ambiguous(cases),
        hidden=fields.hidden(cases),
        several=fields.several(cases),
        signature=marks.signatures(cases),
        exceptions=marks.exceptions(cases),
        remarks=marks.remarks(cases),
        receipts=marks.receipts(cases),
        matching=matching.matching(cases),
        calibration=calibration(comparison),
        misfiling=matching.misfiling(comparison, wrong),
        misfiles=tuple(one for one in wrong if not one.held),
        held_wrong=tuple(one for one in wrong if one.held),
        set_aside=matching.set_aside(cases),
        lost=_missing(comparison.truth, comparison.captured),
        unknown=_missing(comparison.captured, comparison.truth),
        duplicated=tuple(duplicated(comparison)),
        by=tuple(table_by(name, comparison.cases, wrong) for name in asked.by),
        worst=worst(comparison.cases, asked.worst),
    )


def _scores(cases: Sequence[Case], read: Sequence[Case]) -> tuple[Score, ...]:
    return (
        count("split", (case.split_right for case in cases)),
        count("status", (_same(case, "status") for case in cases if case.key.status)),
        count("type", (_same(case, "type") for case in read)),
        count("kind", (_same(case, "kind") for case in read if case.key.kind)),
        fields.key_fields(read),
        marks.signatures(read).accuracy,
        matching.matching(read).first,
        matching.straight_through(read),
    )


def _same(case: Case, name: str) -> bool:
    return case.document is not None and getattr(case.key, name) == getattr(case.document, name)


def _missing(files: Files, others: Files) -> tuple[str, ...]:
    """Sources that are not among the others."""
    return tuple(sorted({source for client, source in files.keys() - others.keys()}))
