"""The first sheet of an Excel workbook (.xlsx) as rows of text, formulas marked, numbers as they show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from models.errors import LedgerRefused
from pipeline.ledger_files.importing.archives import Archive, holds, open_archive
from pipeline.ledger_files.importing.given import LARGEST, Export
from pipeline.ledger_files.importing.xml_door import Element, Leaf, leaves, tree

_TEXTS = frozenset({"t", "rPh", "si"})
_CELLS = frozenset({"v", "t", "f", "c", "row"})
_INSTEAD = "save it again, or as CSV"
FORMULA = "="
"""What a cell that is a formula begins with; its last value follows."""
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 -- days of a calendar, without zone
_BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_NOT_LETTERS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_ZEROS = re.compile(r"0{2,}")
_PLACE = re.compile(r"([A-Z]{1,3})\d+")
_SAFE_DIGITS = 15
"""Digits that a spreadsheet keeps of a number."""
_MOST_COLUMNS = 500
_THREE_BEHIND = re.compile(r"-?\d{1,3}\.\d{3}")


@dataclass(frozen=True, slots=True)
class _Manner:
    """What a workbook says about its cells."""

    shared: tuple[str, ...]
    formats: tuple[str, ...]
    """Number format by style: "date", "000" (as many zeros as digits are shown), or empty."""
    epoch: datetime


def is_workbook(content: bytes) -> bool:
    """True for a zip file that holds an Excel workbook."""
    return holds(content, "xl/workbook.xml")


class Workbook:
    """The first sheet of a workbook that shows; its texts and formats are read once."""

    def __init__(self, export: Export, most: int = LARGEST) -> None:
        """Read all but the rows.

        Args:
            export: the workbook.
            most: bytes that may be unpacked at once.

        Raises:
            LedgerRefused: it is damaged, locked, or unpacks to more than the limit.
        """
        self._export = export
        self._most = most
        with open_archive(export, most, _INSTEAD) as archive:
            self._manner = _manner(archive, export.name)
            self._sheet = _first_sheet(archive, export.name)

    def records(self) -> Iterator[tuple[int, list[str]]]:
        """(1-based row, cells) of every row that has a cell with something in it.

        Raises:
            LedgerRefused: it is damaged, or unpacks to more than the limit.
        """
        file = self._export.name
        with (
            open_archive(self._export, self._most, _INSTEAD) as archive,
            archive.opened(self._sheet) as stream,
        ):
            yield from _rows(leaves(stream, file, _CELLS), file, self._manner)


def _first_sheet(archive: Archive, file: str) -> str:
    book = tree(archive.read("xl/workbook.xml"), file)
    shown = [
        sheet for sheet in book.all("sheets/sheet") if sheet.attributes.get("state", "visible") == "visible"
    ]
    if not shown:
        raise LedgerRefused(f"{file} has no sheet. Nothing was loaded.")
    relations = tree(archive.read("xl/_rels/workbook.xml.rels"), file)
    targets = {one.attributes["Id"]: one.attributes["Target"] for one in relations.children}
    asked = next(value for name, value in shown[0].attributes.items() if name.rpartition(" ")[2] == "id")
    return targets[asked].removeprefix("/") if targets[asked].startswith("/") else f"xl/{targets[asked]}"


def _manner(archive: Archive, file: str) -> _Manner:
    book = tree(archive.read("xl/workbook.xml"), file)
    old = next((one.attributes.get("date1904", "") for one in book.all("workbookPr")), "")
    shared: list[str] = []
    if "xl/sharedStrings.xml" in archive.names:
        with archive.opened("xl/sharedStrings.xml") as stream:
            shared = list(_shared(leaves(stream, file, _TEXTS)))
    formats = _formats(tree(archive.read("xl/styles.xml"), file)) if "xl/styles.xml" in archive.names else ()
    return _Manner(tuple(shared), formats, _EPOCH_1904 if old in {"1", "true"} else _EPOCH)


def _shared(elements: Iterator[Leaf]) -> Iterator[str]:
    """The texts of `si` elements: their runs in one, without how they are to be pronounced."""
    parts: list[str] = []
    for name, _, text in elements:
        if name == "t":
            parts.append(text)
        elif name == "rPh":
            parts.pop()
        else:
            yield "".join(parts)
            parts = []


def _formats(styles: Element) -> tuple[str, ...]:
    own = {one.attributes["numFmtId"]: one.attributes["formatCode"] for one in styles.all("numFmts/numFmt")}
    return tuple(_format(one.attributes.get("numFmtId", "0"), own) for one in styles.all("cellXfs/xf"))


def _format(number: str, own: dict[str, str]) -> str:
    if number not in own:
        return "date" if number.isdecimal() and int(number) in _BUILT_IN_DATES else ""
    code = _NOT_LETTERS.sub("", own[number])
    if _ZEROS.fullmatch(code):
        return code
    return "date" if re.search("[dmyDMY]", code.replace("General", "")) else ""


def _rows(elements: Iterator[Leaf], file: str, manner: _Manner) -> Iterator[tuple[int, list[str]]]:
    cells: dict[int, str] = {}
    value, formula, row, column = "", False, 0, -1
    for name, attributes, text in elements:
        if name in {"v", "t"}:
            value += text
        elif name == "f":
            formula = True
        elif name == "c":
            shown = _text(attributes, value, manner)
            column = _column(attributes.get("r", ""), column + 1, file)
            cells[column] = FORMULA + shown if formula else shown
            value, formula = "", False
        else:
            row = int(attributes.get("r", row + 1))
            if any(cells.values()):
                yield row, [cells.get(place, "") for place in range(max(cells) + 1)]
            cells, column = {}, -1


def _column(place: str, following: int, file: str) -> int:
    """The 0-based column of a place such as C7; the following one where a cell does not say its place."""
    found = _PLACE.fullmatch(place)
    column = _number_of(found[1]) - 1 if found else following
    if column >= _MOST_COLUMNS:
        raise LedgerRefused(f"{file} has more than {_MOST_COLUMNS} columns. Nothing was loaded.")
    return column


def _number_of(letters: str) -> int:
    """The 1-based column of letters such as AB."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _text(attributes: Mapping[str, str], value: str, manner: _Manner) -> str:
    kind = attributes.get("t", "n")
    if kind == "s":
        return manner.shared[int(value)] if value else ""
    if kind == "b":
        return "yes" if value == "1" else "no"
    if kind != "n" or not value:
        return value
    style = int(attributes.get("s", "0"))
    return _number(value, manner.formats[style] if style < len(manner.formats) else "", manner.epoch)


def _number(value: str, shown: str, epoch: datetime) -> str:
    """A number as the sheet shows it; one that a spreadsheet cannot hold exactly stays a power of ten.

    A number that is to be shown as a date, and is none, stays a number: 20260310.
    """
    number = float(value)
    if shown == "date" and 0 <= number < (date.max - epoch.date()).days:
        day = epoch + timedelta(days=number)
        return day.strftime("%Y-%m-%d" if number == int(number) else "%Y-%m-%d %H:%M:%S")
    if abs(number) >= 10**_SAFE_DIGITS:
        return f"{number:.5E}"
    plain = format(number, f".{_SAFE_DIGITS}g")
    if number == int(number):
        return str(int(number)).zfill(len(shown) if shown != "date" else 0)
    # A point before three digits would look like one that groups thousands.
    return f"{plain}0" if _THREE_BEHIND.fullmatch(plain) else plain
