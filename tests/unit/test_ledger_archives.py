"""A zip is unpacked piece by piece: neither its sizes nor its ways of packing are believed."""

from __future__ import annotations

import struct
import tracemalloc
import zipfile
from io import BytesIO

import pytest

from models.errors import LedgerRefused
from pipeline.ledger_files.importing.given import Export
from pipeline.ledger_files.importing.messages import unpacked
from pipeline.ledger_files.importing.workbook import Workbook
from tests.values.ledger_exports import imported, ubl, workbook, zipped

HEAD = ("Customer No", "Customer Name", "Invoice No", "Invoice Date", "Amount", "Currency")
MEGABYTE = 1 << 20


def refusal(content: bytes, most: int = 64 * MEGABYTE) -> str:
    with pytest.raises(LedgerRefused) as refused:
        unpacked([Export("in.zip", content)], most)
    assert "Nothing was loaded" in str(refused.value)
    return str(refused.value)


def lying(content: bytes, size: int, said: int) -> bytes:
    """The zip with another unpacked size in all of its headers."""
    return content.replace(struct.pack("<I", size), struct.pack("<I", said))


def torn(content: bytes, name: str) -> bytes:
    """The zip with the packed bytes of one file beginning as none can."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        begin = archive.getinfo(name).header_offset + 30 + len(name)
    return content[:begin] + b"\xff" + content[begin + 1 :]


def test_a_zip_that_says_less_than_it_holds_is_refused_before_it_is_all_in_memory():
    size = 48 * MEGABYTE + 123
    bomb = lying(zipped({"a.xml": b" " * size}), size, 1000)
    tracemalloc.start()
    words = refusal(bomb)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "in.zip is damaged or locked (Bad CRC-32" in words
    assert most < 8 * MEGABYTE


def test_all_that_is_unpacked_together_is_bounded():
    two = zipped({"a.xml": b"a" * MEGABYTE, "b.xml": b"b" * MEGABYTE})
    assert len(unpacked([Export("in.zip", two)], 2 * MEGABYTE)) == 2
    assert "in.zip unpacks to more than 1 MB" in refusal(two, MEGABYTE)


def test_a_workbook_is_bounded_too():
    sheet = workbook([HEAD])
    Workbook(Export("a.xlsx", sheet), MEGABYTE)
    with pytest.raises(LedgerRefused, match=r"a\.xlsx unpacks to more than"):
        Workbook(Export("a.xlsx", sheet), 1000)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_uncommon_ways_of_packing_are_refused(method: int):
    made = BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        archive.writestr("a.xml", ubl())
    assert "a.xml is packed in an uncommon way" in refusal(made.getvalue())


def test_a_stored_file_is_read_as_a_deflated_one_is():
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.xml", ubl())
    assert unpacked([Export("in", made.getvalue())]) == unpacked([Export("in", zipped({"a.xml": ubl()}))])


def test_a_zip_with_torn_data_is_refused():
    assert "in.zip is damaged or locked" in refusal(torn(zipped({"a.xml": ubl()}), "a.xml"))


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"])
def test_a_workbook_with_torn_data_is_refused(part: str):
    sheet = workbook([HEAD, ("7", "Acme", "INV-1", ' s="1"><v>46091</v>', "5", "EUR")])
    with pytest.raises(LedgerRefused, match=r"damaged or locked .*or as CSV"):
        imported(torn(sheet, part))
