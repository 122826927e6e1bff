"""Formats are told by bytes alone."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.opening.formats import ARCHIVES, PICTURES, Format, advice, format_of, pdf_start

MAIL = b"From: a@example.com\r\nTo: b@example.com\r\nSubject: POD\r\n folded\r\n\r\nbody"


def zip_of(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, b"application/vnd.oasis.opendocument.text")
    return out.getvalue()


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"%PDF-1.7\n", Format.PDF),
        (b"\x00\x01 some scanner's junk\n" * 40 + b"%PDF-1.4\n", Format.PDF),
        (b"HTTP/1.1 200 OK\r\nDate: now\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.4", Format.PDF),
        (b"II*\0\x08\0\0\0", Format.TIFF),
        (b"MM\0*\0\0\0\x08", Format.TIFF),
        (b"II+\0\x08\0\0\0", Format.TIFF),
        (b"\xff\xd8\xff\xe0", Format.JPEG),
        (b"\x89PNG\r\n\x1a\n", Format.PNG),
        (b"GIF89a", Format.GIF),
        (b"RIFF\x10\0\0\0WEBPVP8 ", Format.WEBP),
        (b"BM" + bytes(12) + b"\x28\0\0\0", Format.BMP),
        (b"\0\0\0\x0cjP  \r\n\x87\n", Format.JPEG2000),
        (zip_of("a.pdf", "b.pdf"), Format.ZIP),
        (zip_of("[Content_Types].xml", "word/document.xml"), Format.OFFICE),
        (zip_of("mimetype", "content.xml"), Format.OFFICE),
        (MAIL, Format.MAIL),
        (b"From mailer Mon Jan  1\n" + MAIL, Format.MAIL),
        (MAIL + b"\r\n%PDF-1.4", Format.MAIL),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Format.OLD_OFFICE),
        (b"{\\rtf1\\ansi", Format.RICH_TEXT),
        (b"  <!DOCTYPE html><html>", Format.WEB_PAGE),
        (b"<?xml version='1.0'?><!DOCTYPE svg><svg width='1'>", Format.DRAWING),
        (b"<?xml version='1.0'?><Invoice>", Format.DATA),
        (b"%!PS-Adobe-3.0", Format.POSTSCRIPT),
        (b"\0\0\0\x18ftypheic", Format.PHONE_PHOTO),
        (b"Rar!\x1a\x07\x01\0", Format.PACKED),
        (b"Dear sirs, your order ...", Format.TEXT),
        (b"\x00\x01\x02\x03", Format.UNKNOWN),
    ],
)
def test_a_file_is_what_its_first_bytes_say(head: bytes, expected: Format) -> None:
    assert format_of(head, len(head)) is expected


def test_no_bytes_are_an_empty_file() -> None:
    assert format_of(b"", 0) is Format.EMPTY


def test_every_format_is_either_read_or_refused_with_advice() -> None:
    read = {Format.PDF} | PICTURES | ARCHIVES
    assert all((advice(found) is None) == (found in read) for found in Format)


def test_an_ordinary_zip_with_an_office_file_deep_inside_stays_a_zip() -> None:
    assert format_of(zip_of("scan.pdf", "old/[Content_Types].xml"), 500) is Format.ZIP


@given(st.binary(max_size=300))
def test_any_bytes_have_a_format(head: bytes) -> None:
    assert isinstance(format_of(head, len(head)), Format)


@given(st.binary(max_size=200).filter(lambda junk: b"%PDF" not in junk))
def test_junk_before_a_pdf_is_measured(junk: bytes) -> None:
    assert pdf_start(junk + b"%PDF-1.5") == len(junk)
