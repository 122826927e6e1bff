"""A report as lines of text for people."""

from __future__ import annotations

from collections.abc import Iterator

from countersign.evaluation.calibration import Calibration
from countersign.evaluation.fields import FieldScore
from countersign.evaluation.groups import Table
from countersign.evaluation.matching import Misfile
from countersign.evaluation.report import Report
from countersign.evaluation.score import Finding, Score
from countersign.evaluation.worst import Poor

NOTHING = "-"


def lines_of(report: Report) -> Iterator[str]:
    """The whole report; what there was nothing of is left out or shown as `-`."""
    yield from _main(report)
    yield from _fields(report)
    yield from _marks(report)
    yield from _filing(report)
    yield from _calibration(report.calibration)
    for table in report.by:
        yield from _table(table)
    for poor in report.worst:
        yield from _poor(poor)
    yield from _named(report)
    yield f"{len(report.misfiles)} misfiled, {len(report.lost)} files lost."


def share(part: float | None) -> str:
    """A fraction as a percentage."""
    return NOTHING if part is None else f"{part:.1%}"


def score_line(score: Score) -> str:
    """One score of one line."""
    return f"{score.name:36} {score.right:6} of {score.of:6} {share(score.share):>8}"


def _main(report: Report) -> Iterator[str]:
    yield f"{report.documents} documents in the key, {report.captured} captured."
    yield from map(score_line, report.scores)
    yield from map(score_line, _more_scores(report))
    cut, pages = report.splitting, report.pages
    yield _finding(cut.boundaries)
    yield f"{'documents cut, joined wrongly':36} {cut.over_split:6}, {cut.under_split:5}"
    yield (
        f"{'pages in exactly one place':36} {pages.once:6} of {pages.of:6} "
        f"({pages.lost} lost, {pages.twice} twice, {pages.stray} stray)"
    )


def _more_scores(report: Report) -> Iterator[Score]:
    found = report.matching
    yield from (found.first_three, found.any, found.complete, found.first_three_in_review)
    if report.several.of:
        yield report.several


def _fields(report: Report) -> Iterator[str]:
    heads = (
        "exact",
        "printed",
        "share",
        "if split",
        "prec.",
        "wrong",
        "missing",
        "unsplit",
        "spurious",
        "among",
    )
    yield ""
    yield f"{'field':20}" + "".join(f"{head:>9}" for head in (*heads, "box"))
    for score in (*report.fields, *report.together):
        if score.printed or score.spurious:
            yield _field(score)
    told, covered = report.ambiguous, report.hidden
    if covered.of:
        yield (
            f"hidden values apart: {covered.of}; {covered.right} right, "
            f"{covered.wrong} wrong, {covered.silent} without a value"
        )
    if told.of:
        yield (
            f"ambiguous values apart: {told.of}; first right {told.right}, "
            f"first one of the ways {told.either}, all ways kept {told.kept}"
        )


def _field(score: FieldScore) -> str:
    counts = (score.wrong, score.missing, score.unsplit, score.spurious, score.among)
    shares = (share(score.recall), share(score.recall_split), share(score.precision))
    cells = (score.right, score.printed, *shares, *counts, share(score.boxes.share))
    return f"{score.name:20}" + "".join(f"{cell:>9}" for cell in cells)


def _marks(report: Report) -> Iterator[str]:
    signed = report.signature
    yield ""
    yield score_line(Score("signed called signed", signed.sensitivity.right, signed.sensitivity.of))
    yield score_line(Score("unsigned called unsigned", signed.specificity.right, signed.specificity.of))
    yield score_line(Score("signature found at its place", signed.boxes.right, signed.boxes.of))
    for one in report.exceptions:
        yield _finding(Finding(f"exception {one.name}", one.right, one.said, one.of))
    if report.remarks.of:
        yield score_line(Score("remarks found", report.remarks.found, report.remarks.of))
        yield score_line(Score("remarks to the letter", report.remarks.to_the_letter, report.remarks.of))
    found = report.receipts
    if found.status.of or found.grade.of:
        yield from map(score_line, (found.status, found.grade, found.too_good, found.unsure))
        for one in found.by_status:
            yield _finding(Finding(f"receipt {one.name}", one.right, one.said, one.of))


def _finding(found: Finding) -> str:
    counts = f"{found.name:36} {found.right:6} of {found.of:6} {share(found.recall):>8}"
    return f"{counts}, {found.said} said, precision {share(found.precision)}"


def _filing(report: Report) -> Iterator[str]:
    rate = report.misfiling
    yield ""
    yield (
        f"misfiled {rate.wrong} of {rate.documents} documents ({rate.held} held by the blind sample): "
        f"{_percent(rate.rate)}, at most {_percent(rate.bound)} (95 %)"
    )
    yield f"of {rate.filed} filed: {_percent(rate.rate_filed)}, at most {_percent(rate.bound_filed)}"


def _percent(part: float | None) -> str:
    return NOTHING if part is None else f"{part:.2%}"


def _calibration(found: Calibration) -> Iterator[str]:
    if found.ece is None or found.brier is None:
        return
    errors = f"ECE {found.ece:.3f}, Brier {found.brier:.3f}"
    yield f"confidence of the first match: {errors}, {found.count} documents"
    for one in found.bins:
        yield f"  {one.low:.3f}-{one.high:.3f}: said {one.said:.3f}, true {one.true:.3f} ({one.count})"


def _table(table: Table) -> Iterator[str]:
    yield ""
    heads = [score.name for score in table.rows[0].scores]
    yield f"{table.by:24}{'docs':>6}" + "".join(f"{head:>17}" for head in heads) + f"{'misfiled':>10}"
    for row in table.rows:
        cells = "".join(f"{_cell(score):>17}" for score in row.scores)
        yield f"{row.name:24}{row.documents:6}{cells}{row.misfiled:>10}"


def _cell(score: Score) -> str:
    return f"{score.right}/{score.of} {share(score.share)}" if score.of else NOTHING


def _poor(poor: Poor) -> Iterator[str]:
    yield ""
    pages = ", ".join(map(str, poor.pages)) or "all"
    reason = f" {poor.reason};" if poor.reason else ""
    yield f"{poor.source} pages {pages}:{reason} {poor.wrong_fields} wrong in fields ({', '.join(poor.tags)})"
    for fault in poor.faults:
        yield f"    {fault.name:18} {fault.expected or NOTHING:40} read {fault.read or NOTHING}"


def _named(report: Report) -> Iterator[str]:
    yield ""
    yield from (_misfile("MISFILED", one) for one in report.misfiles)
    yield from (_misfile("HELD, WOULD BE MISFILED", one) for one in report.held_wrong)
    yield from (f"SET ASIDE {place}" for place in report.set_aside)
    yield from (f"TWICE {place}" for place in report.duplicated)
    yield from (f"NOT IN THE KEY {source}" for source in report.unknown)
    yield from (f"LOST {source}" for source in report.lost)


def _misfile(word: str, one: Misfile) -> str:
    pages = ", ".join(map(str, one.pages)) or "all"
    return f"{word} {one.source} pages {pages}: {', '.join(one.invoices)}"
