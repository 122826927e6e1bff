"""What the commands of `countersign report` share: options, formats, and how a report is handed out."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeVar

import typer

from countersign.cli.common import err, write_lines
from models.errors import WrongUse
from models.evidence import Letterhead, Tongue
from receivables.aging import USUAL, Basis

if TYPE_CHECKING:
    from flows.desk import Stores
    from flows.receivables import Told

Made = TypeVar("Made")


class Plain(StrEnum):
    """How a report is written that is not made to be sent."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


class Format(StrEnum):
    """How a report is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PDF = "pdf"


AsOf = Annotated[
    str, typer.Option("--as-of", help="The day, as 2026-11-30; today (UTC) unless given.", metavar="DATE")
]
OfCustomer = Annotated[str, typer.Option("--customer", help="Only this customer.", metavar="NO")]
InFormat = Annotated[Format, typer.Option("--format", help="How it is written.")]
InPlain = Annotated[Plain, typer.Option("--format", help="How it is written.")]
Output = Annotated[Path | None, typer.Option("-o", help="File to write; standard output unless given.")]
ByBasis = Annotated[Basis, typer.Option(help="From which date on an invoice grows old: due or invoice.")]
Limits = Annotated[str, typer.Option("--buckets", help="Last day of each bucket but the last one.")]
InLanguage = Annotated[
    Tongue | None, typer.Option("--language", help="Of the PDF; else that of the letterhead.")
]
USUAL_LIMITS = ",".join(map(str, USUAL))


@dataclass(frozen=True)
class Ways(Generic[Made]):
    """How one kind of report is written."""

    lines: Callable[[Made], Iterable[str]]
    csv: Callable[[Made], Iterable[str]]
    as_json: Callable[[Made], dict[str, Any]]
    pdf: Callable[[Made], bytes] | None = None


def day_named(text: str, today: date, option: str = "--as-of") -> date:
    """The day that an option names; `today` where it names none.

    Raises:
        WrongUse: it is no day.
    """
    try:
        return date.fromisoformat(text) if text else today
    except ValueError:
        raise WrongUse(f"{option} {text!r} is no day: write it as 2026-11-30.") from None


def letterhead(opened: Stores, client: str) -> Letterhead:
    """Who reports of the client firm come from."""
    from flows.evidence import letterhead_of

    return letterhead_of(opened, client)


def tell_day(told: Told, as_of: date, form: StrEnum) -> None:
    """The day, and what is lacking; a table says both itself."""
    from countersign.reports.words import standing_words

    if form.value != Format.TABLE.value:
        err().print(f"As of {as_of}. {standing_words(told.standing, as_of)}", markup=False)


def hand_out(form: StrEnum, told: Made, ways: Ways[Made], output: Path | None) -> None:
    """Write a report to the file, or to standard output where none is named.

    Raises:
        WrongUse: the file cannot be written.
    """
    if form.value == Format.PDF.value and ways.pdf is not None:
        _write_bytes(output, ways.pdf(told))
    else:
        write_lines(output, _formed(form, told, ways))


def _formed(form: StrEnum, told: Made, ways: Ways[Made]) -> Iterator[str]:
    if form.value == Format.TABLE.value:
        yield from (f"{line}\n" for line in ways.lines(told))
    elif form.value == Format.CSV.value:
        yield from ways.csv(told)
    else:
        yield json.dumps(ways.as_json(told), ensure_ascii=False, indent=2) + "\n"


def _write_bytes(output: Path | None, data: bytes) -> None:
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        output.write_bytes(data)
    except OSError as fault:
        raise WrongUse(f"{output} cannot be written ({fault.strerror}): name another file.") from None
