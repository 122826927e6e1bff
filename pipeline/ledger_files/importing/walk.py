"""From the rows of a list to its items: what is a row, a total, the name of a group, or neither."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from models.errors import LedgerRefused
from pipeline.ledger_files.importing.columns import Plan
from pipeline.ledger_files.importing.sheets import Sheet
from pipeline.ledger_files.importing.words import is_total, plain_words
from pipeline.ledger_files.rows import Faulty, Row

_MOST_ROWS = 3_000_000
_SPARE = "spare number"
_LABEL_AND_VALUE = 2
_REPEATED = frozenset(
    {
        "customer_number",
        "customer_name",
        "currency",
        "status",
        "kind",
        "invoice_date",
        "due_date",
        "city",
        "country",
    }
)


@dataclass(frozen=True, slots=True)
class Total:
    """A row of totals: what it says, and how many items stand above it."""

    line: int
    items: int
    label: str
    amount: str
    open_amount: str
    currency: str


@dataclass(slots=True)
class Walked:
    """The items of a list, in its order, with what else stood in it."""

    file: str
    columns: Mapping[str, int]
    items: list[Row] = field(default_factory=list)
    doubles: set[int] = field(default_factory=set)
    """Places among `items` of rows that stand word for word further up, and are taken once."""
    confirmed: frozenset[int] = frozenset()
    """Places of those that the list's own totals count, and that are taken again."""
    totals: list[Total] = field(default_factory=list)
    starts: set[int] = field(default_factory=lambda: {0})
    """How many items stand above each heading and each row of totals, and 0: where a sum may begin."""
    faulty: list[Faulty] = field(default_factory=list)
    notes: int = 0
    """Lines that are neither: page headings, what stands below the last row."""

    sources: Mapping[int, tuple[str, int]] = field(default_factory=dict)
    """For messages: line of an item -> the file that it came from, and its line there."""

    def fault(self, line: int, words: str) -> Faulty:
        """What is wrong with the item in this line."""
        return Faulty(*self.sources.get(line, (self.file, line)), words)

    def has(self, column: str) -> bool:
        """True when some row may have the column."""
        return column in self.columns


def spare_numbers(row: Row) -> Iterator[str]:
    """The numbers that a row has, the best one first."""
    for column in row.columns:
        if (column == "invoice_number" or column.startswith(_SPARE)) and row[column]:
            yield row[column]


def walk(sheet: Sheet, plan: Plan) -> Walked:
    """The items of a list.

    Raises:
        LedgerRefused: it has more rows than can be; or a group has no end.
    """
    walker = _Walker(sheet.file, plan)
    records = sheet.records()
    for _, cells in islice(records, plan.header):
        walker.label(cells)
    for line, cells in islice(records, 1, None):
        walker.take(line, cells)
    return walker.finished()


def _columns(plan: Plan) -> dict[str, tuple[int, ...]]:
    """Column -> its one place; a further place of the invoice number is a column of its own."""
    columns: dict[str, tuple[int, ...]] = {}
    for column, places in plan.places.items():
        for count, place in enumerate(places):
            columns[column if not count else f"{_SPARE} {count}"] = (place,)
    groups = ("customer_name",) if plan.profile.groups else ()
    for column in (*groups, *plan.profile.blocks.values()):
        columns.setdefault(column, ())
    return columns


class _Walker:
    """Takes row after row."""

    def __init__(self, file: str, plan: Plan) -> None:
        columns = _columns(plan)
        self.profile = plan.profile
        self.header = list(plan.names)
        self.width = len(plan.names)
        self.places = [next(iter(place), None) for place in columns.values()]
        self.walked = Walked(file, {column: count for count, column in enumerate(columns)})
        self.mapped = {place for place in self.places if place is not None}
        self.groups: list[str] = []
        self.context: dict[str, str] = {}
        self.seen: dict[int, int] = {}
        self.words: dict[str, str] = {}
        self.pending: list[Faulty] = []

    def take(self, line: int, cells: Sequence[str]) -> None:
        """Take one row that is not blank."""
        filled = [place for place, cell in enumerate(cells) if cell]
        if not filled or cells[: self.width] == self.header:
            return
        if self._is_total(cells, filled):
            self._total(line, cells, filled)
        elif self.profile.blocks and len(filled) <= _LABEL_AND_VALUE and self.label(cells):
            self.walked.notes += 1
        elif len(filled) == 1 and self._aside(line, cells[filled[0]], filled[0]):
            return
        else:
            self._item(line, cells)

    def finished(self) -> Walked:
        """All of it.

        Raises:
            LedgerRefused: a group has rows but no row of totals below them.
        """
        if (
            self.groups
            and self.walked.items
            and self.walked.starts
            and max(self.walked.starts) < len(self.walked.items)
        ):
            raise LedgerRefused(
                f"{self.walked.file}: the rows of {':'.join(self.groups)!r} have no row of totals below "
                "them. Nothing was loaded; export the report unchanged."
            )
        self.walked.notes += len(self.pending)
        return self.walked

    def _cell(self, cells: Sequence[str], column: str) -> str:
        count = self.walked.columns.get(column)
        place = None if count is None else self.places[count]
        return cells[place] if place is not None and place < len(cells) else ""

    def _is_total(self, cells: Sequence[str], filled: Sequence[int]) -> bool:
        """A label of totals, and neither a date nor a number beside it; never in a list without amounts."""
        if not (self.walked.has("amount") or self.walked.has("open_amount")):
            return False
        own = [self._cell(cells, column) for column in ("invoice_date", "due_date", "invoice_number")]
        if len(filled) == 1 or own[0][:1].isdigit():
            return False
        label = next((cells[place] for place in filled if is_total(cells[place])), None)
        return label is not None and all(cell in {"", label} for cell in own)

    def _total(self, line: int, cells: Sequence[str], filled: Sequence[int]) -> None:
        label = next(cells[place] for place in filled if is_total(cells[place]))
        amounts = (self._cell(cells, column) for column in ("amount", "open_amount", "currency"))
        self.walked.totals.append(Total(line, len(self.walked.items), label, *amounts))
        self.walked.starts.add(len(self.walked.items))
        if self.profile.groups:
            self._close(plain_words(label))

    def _close(self, label: str) -> None:
        """Leave the group that a row of totals is for, and those within it."""
        owner = label.removeprefix("total ")
        for place, name in reversed(list(enumerate(map(plain_words, self.groups)))):
            if any(f"{text} ".startswith(f"{name} ") for text in (owner, owner.removeprefix("for "))):
                del self.groups[place:]
                return
        if label in {"total", "grand total"}:
            self.groups.clear()

    def _aside(self, line: int, text: str, place: int) -> bool:
        """True when a row of a single cell is no item: the name of a group, a label of a block, a note."""
        if self.profile.groups and place == 0:
            self.walked.starts.add(len(self.walked.items))
            self.groups.append(text)
            return True
        if self.profile.blocks:
            self.walked.notes += 1
            return True
        if place in self.mapped and self.walked.has("invoice_number"):
            self.pending.append(
                Faulty(self.walked.file, line, f"has but one cell, {text[:40]!r}: complete it.")
            )
            return True
        return False

    def label(self, cells: Sequence[str]) -> bool:
        """Keep what "Customer   1000123" says for the rows below it; False where a row says nothing such."""
        label, _, text = " ".join(filter(None, cells)).partition(" ")
        column = self.profile.blocks.get(plain_words(label))
        if not column or not text.strip():
            return False
        if column == "customer_number":
            self.context = {}
            self.walked.starts.add(len(self.walked.items))
        self.context[column] = text.strip()
        return True

    def _item(self, line: int, cells: Sequence[str]) -> None:
        walked = self.walked
        walked.faulty.extend(self.pending)
        self.pending = []
        if len(walked.items) >= _MOST_ROWS:
            raise LedgerRefused(
                f"{walked.file} has more than {_MOST_ROWS} rows. Nothing was loaded; split it."
            )
        if any(cells[self.width :]):
            walked.faulty.append(Faulty(walked.file, line, _too_wide(cells, self.width)))
            return
        row = Row(line, walked.columns, self._texts(cells))
        if formula := next((column for column in row.columns if row[column].startswith("=")), ""):
            words = f"{formula} {row[formula]!r} is a formula: copy the sheet as values, and save it again."
            walked.faulty.append(Faulty(walked.file, line, words))
            return
        first = self.seen.setdefault(hash((*cells, *row.texts)), len(walked.items))
        if first < len(walked.items) and walked.items[first].texts == row.texts:
            walked.doubles.add(len(walked.items))
        walked.items.append(row)

    def _texts(self, cells: Sequence[str]) -> tuple[str, ...]:
        texts = []
        for column, place in zip(self.walked.columns, self.places, strict=True):
            text = cells[place] if place is not None and place < len(cells) else ""
            if not text:
                text = self._given(column)
            elif text.startswith('="') and text.endswith('"'):
                text = text[2:-1]
            texts.append(self.words.setdefault(text, text) if column in _REPEATED else text)
        return tuple(texts)

    def _given(self, column: str) -> str:
        """What the group or the block above says about the column."""
        if column == "customer_name" and self.groups:
            return ":".join(self.groups)
        return self.context.get(column, "")


def _too_wide(cells: Sequence[str], width: int) -> str:
    return f"has {len(cells)} cells under {width} columns: put quotes around the separator."
