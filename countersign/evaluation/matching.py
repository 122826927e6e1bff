"""Candidates, filings and misfiles held against the invoices that the key names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from countersign.evaluation.comparison import Case, Comparison, Owners, belongs, judged
from countersign.evaluation.line import Invoice, Line
from countersign.evaluation.score import Score, count, fraction
from models.decision import Status
from pipeline.deciding.bound import upper_bound

SHOWN_FIRST = 3
"""Candidates that a reviewer sees without scrolling."""
MOST_MATCHES = 5


@dataclass(frozen=True, slots=True)
class Matching:
    """Of documents that have an invoice: where a true one stands among the candidates."""

    first: Score
    first_three: Score
    any: Score
    complete: Score
    """All its invoices are among the candidates (five of them, where it has more)."""
    first_three_in_review: Score
    """Of those in review."""


@dataclass(frozen=True, slots=True)
class Misfile:
    """A document filed under an invoice that not all of its pages belong to."""

    source: str
    pages: tuple[int, ...]
    invoices: tuple[str, ...]
    held: bool
    """True where the blind sample kept it from being filed."""
    tags: tuple[str, ...]
    """Of the key's document on its first page."""


@dataclass(frozen=True, slots=True)
class Misfiling:
    """How often filing goes wrong. Those that the blind sample held count as if they had been filed."""

    wrong: int
    held: int
    """Of the wrong: held by the blind sample."""
    documents: int
    """Of the key, where it speaks of invoices."""
    filed: int
    """Captured documents filed, or held by the blind sample, of which the key can tell."""

    @property
    def rate(self) -> float | None:
        """Wrong, of all documents."""
        return fraction(min(self.wrong, self.documents), self.documents)

    @property
    def bound(self) -> float:
        """At most this is the rate: one-sided 95 % Clopper-Pearson; 1 where nothing is known."""
        return upper_bound(min(self.wrong, self.documents), self.documents)

    @property
    def rate_filed(self) -> float | None:
        """Wrong, of what was filed."""
        return fraction(self.wrong, self.filed)

    @property
    def bound_filed(self) -> float:
        """The same bound for the rate of what was filed."""
        return upper_bound(self.wrong, self.filed)


def matching(cases: Sequence[Case]) -> Matching:
    """Score the candidates of documents that have an invoice."""
    told = [case for case in cases if case.key.invoices]
    reviewed = [case for case in told if case.document and case.document.status == Status.REVIEW]
    return Matching(
        first=count("right invoice first", (_true_in(case, 1) for case in told)),
        first_three=count("among the first three", (_true_in(case, SHOWN_FIRST) for case in told)),
        any=count("among all candidates", (_true_in(case, None) for case in told)),
        complete=count("all its invoices", (_complete(case) for case in told)),
        first_three_in_review=count(
            "among the first three, in review", (_true_in(case, SHOWN_FIRST) for case in reviewed)
        ),
    )


def straight_through(cases: Sequence[Case]) -> Score:
    """Filed, or held by the blind sample, under exactly its invoices, of those that have one.

    Documents that the key wants in another state than filed are left out.
    """
    told = [case for case in cases if case.key.invoices and case.key.status in {"", Status.FILED}]
    return count("straight through", (_through(case) for case in told))


def misfiles(comparison: Comparison) -> Iterator[Misfile]:
    """Every misfile in files of the key, in the order of files and pages."""
    for document, owners in _gone_through(comparison):
        wrong = {
            number
            for customer, number in document.filed | document.held
            if not belongs(owners, (customer, number))
        }
        if wrong:
            tags = owners[0][0].tags if owners else ()
            held = not document.filed
            yield Misfile(document.source, document.pages, tuple(sorted(wrong)), held, tags)


def misfiling(comparison: Comparison, wrong: Sequence[Misfile]) -> Misfiling:
    """The rates and their bounds."""
    held = sum(misfile.held for misfile in wrong)
    documents = sum(case.key.matches is not None for case in comparison.cases)
    return Misfiling(len(wrong), held, documents, sum(1 for _ in _gone_through(comparison)))


def set_aside(cases: Sequence[Case]) -> tuple[str, ...]:
    """Documents to be read that were put away as duplicate, blank or unreadable."""
    away = {Status.DUPLICATE, Status.BLANK, Status.QUARANTINED}
    return tuple(case.key.place for case in cases if case.document and case.document.status in away)


def first_right(case: Case) -> bool:
    """True when the first candidate is one of its invoices."""
    return _true_in(case, 1)


def _candidates(case: Case) -> tuple[Invoice, ...]:
    return tuple(match.invoice for match in case.document.matches or ()) if case.document else ()


def _true_in(case: Case, first: int | None) -> bool:
    return not case.key.invoices.isdisjoint(_candidates(case)[:first])


def _complete(case: Case) -> bool:
    found = case.key.invoices.intersection(_candidates(case))
    return len(found) >= min(len(case.key.invoices), MOST_MATCHES)


def _through(case: Case) -> bool:
    if not case.document:
        return False
    filed = case.document.filed or case.document.held
    return filed <= case.key.invoices and len(filed) >= min(len(case.key.invoices), MOST_MATCHES)


def _gone_through(comparison: Comparison) -> Iterator[tuple[Line, Owners]]:
    for file in comparison.truth:
        for line in comparison.captured.get(file, ()):
            owners = comparison.owners(line)
            if (line.filed or line.held) and judged(owners):
                yield line, owners
