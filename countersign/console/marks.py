"""What was found on the pages, numbered, so that a table row and a place on the picture name each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

from models.paper import Box, Manner, SignatureRegion
from models.reading import Reading, Remark, Value

_FILLED = (Manner.STAMP, Manner.TYPED)
"""How a place is filled without being signed."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbered place on a page."""

    number: int
    """From 1, in the order of the tables."""
    kind: str
    """field, signature or remark: how it is drawn."""
    name: str
    page: int
    """1-based page of the received file."""
    box: Box

    @property
    def left(self) -> str:
        """Of the picture's width, as SVG takes it."""
        return _share(self.box.x0)

    @property
    def top(self) -> str:
        """Of the picture's height."""
        return _share(self.box.y0)

    @property
    def middle(self) -> str:
        """Height of the box's middle, of the picture's height."""
        return _share(self.box.middle[1])

    @property
    def width(self) -> str:
        """Of the picture's width."""
        return _share(self.box.width)

    @property
    def height(self) -> str:
        """Of the picture's height."""
        return _share(self.box.height)


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A value of a field with its mark."""

    mark: Mark
    value: Value


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """A place for a signature with its mark."""

    mark: Mark
    region: SignatureRegion
    place: int
    """0-based among the reading's regions."""


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """Something written on receipt with its mark."""

    mark: Mark
    remark: Remark


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found on one document."""

    fields: tuple[FieldRow, ...]
    signatures: tuple[SignatureRow, ...]
    remarks: tuple[RemarkRow, ...]

    @property
    def signed(self) -> tuple[SignatureRow, ...]:
        """Places that are not empty, in the order in which they count."""
        return tuple(row for row in self.signatures if row.region.present or row.region.manner in _FILLED)

    def on(self, page: int) -> tuple[Mark, ...]:
        """The marks of one page."""
        rows: tuple[FieldRow | SignatureRow | RemarkRow, ...] = (
            *self.fields,
            *self.signatures,
            *self.remarks,
        )
        return tuple(row.mark for row in rows if row.mark.page == page)


def findings(reading: Reading) -> Findings:
    """What `reading` found; fields first, then signatures, then remarks."""
    numbers = count(1)
    return Findings(
        fields=tuple(_fields(reading, numbers)),
        signatures=tuple(
            SignatureRow(
                Mark(next(numbers), "signature", region.role.value, region.page, region.box), region, place
            )
            for place, region in enumerate(reading.signatures)
        ),
        remarks=tuple(
            RemarkRow(Mark(next(numbers), "remark", remark.about, remark.page, remark.box), remark)
            for remark in reading.remarks
        ),
    )


def _fields(reading: Reading, numbers: Iterator[int]) -> Iterator[FieldRow]:
    for name, values in reading.fields.items():
        for value in values:
            yield FieldRow(Mark(next(numbers), "field", name.value, value.page, value.box), value)


def _share(fraction: float) -> str:
    return f"{min(max(fraction, 0.0), 1.0) * 100:.2f}%"
