"""The accuracy report as lines, as CSV and as JSON values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from countersign.output.assurance import assurance_json, assurance_lines
from countersign.output.csv_lines import csv_line
from models.counts import counted

if TYPE_CHECKING:
    from flows.review.auditing import Report

COLUMNS = ("client", "from", "to", "measure", "of", "value")


def report_lines(report: Report) -> Iterator[str]:
    """The report in words."""
    work, found = report.work, report.findings
    yield f"{report.client}, {report.span.first} to {report.span.last} (UTC)"
    yield f"settled by people: {counted(work.settled, 'document')}{_effort(work.seconds, work.presses)}"
    yield f"  just as proposed: {work.unnecessary}{_share(work.unnecessary, work.settled)}"
    for name, number in work.fields.items():
        yield f"  corrected {name.value.replace('_', ' ')}: {number}"
    yield f"filings that people moved: {work.moved}"
    yield f"filings checked: {found.filed}, of which wrong: {found.misfiles}"
    yield f"held for the blind sample and settled: {found.held}, of which wrong: {found.misses}"
    for one in report.levels:
        share = _share(one.right, one.of)
        yield f"proposed with probability {one.least:g} or more: {one.right} of {one.of} right{share}"
    yield from assurance_lines(report.assurance)


def _effort(seconds: float | None, presses: float | None) -> str:
    if seconds is None or presses is None:
        return ""
    return f"; median {seconds:.1f} seconds and {presses:g} keys"


def _share(part: int, whole: int) -> str:
    return f" ({part / whole:.0%})" if whole else ""


def report_json(report: Report) -> dict[str, Any]:
    """The same as JSON values; seconds and keys are medians for a document, null where none are known."""
    work, found = asdict(report.work), asdict(report.findings)
    return {
        "client": report.client,
        "from": report.span.first.isoformat(),
        "to": report.span.last.isoformat(),
        "reviews": work | {"fields": {name.value: number for name, number in report.work.fields.items()}},
        "checks": found,
        "levels": [asdict(one) for one in report.levels],
        "filing": assurance_json(report.assurance),
    }


def report_csv(report: Report) -> Iterator[str]:
    """The same as lines of CSV, one for each number; those that are not known are empty."""
    told = report_json(report)
    place = told["client"], told["from"], told["to"]
    yield csv_line(COLUMNS)
    for measure, of, value in _numbers(told):
        yield csv_line((*place, measure, of, "" if value is None else value))


def _numbers(told: dict[str, Any]) -> Iterator[tuple[str, str, object]]:
    """Each number: what it measures, of which field or stratum, and itself."""
    reviews, filing = told["reviews"], told["filing"]
    yield from ((f"reviews.{name}", "", value) for name, value in reviews.items() if name != "fields")
    yield from (("reviews.corrected", name, number) for name, number in reviews["fields"].items())
    yield from ((f"checks.{name}", "", value) for name, value in told["checks"].items())
    for one in told["levels"]:
        yield from ((f"levels.{name}", f"{one['least']:g}", one[name]) for name in ("right", "of"))
    yield "checks.outstanding", "", filing["to_check"]
    yield from ((f"filing.{name}", "two keys", filing[name]) for name in ("bound", "wrong", "checked"))
    yield "filing.target", "", filing["target"]
    for one in filing["strata"]:
        of = f"{one['type']} {one['route']}"
        yield from ((f"filing.{name}", of, one[name]) for name in ("bound", "wrong", "checked"))
