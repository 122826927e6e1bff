"""Files made to swell, loop or mislead: small on disk, and each aimed at one thing that opens it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import partial

import pikepdf
from PIL import Image

from tests.papers.damaged_papers import jpeg, pdf_of
from tests.papers.hostile_pdfs import PDFS

Build = Callable[[], bytes]
MEGABYTE = 1 << 20


def png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def zeros(count: int, *, raw: bool = False) -> bytes:
    """`count` zero bytes, deflated."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15 if raw else 15)
    parts = [packer.compress(bytes(min(MEGABYTE, count - at))) for at in range(0, count, MEGABYTE)]
    return b"".join([*parts, packer.flush()])


def png(width: int, height: int, *, bits: int = 8, kind: int = 0, extra: bytes = b"") -> bytes:
    """A PNG of nothing but zeros, all of them there."""
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[kind]
    row = 1 + (width * bits * channels + 7) // 8
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, kind, 0, 0, 0))
        + extra
        + png_chunk(b"IDAT", zeros(row * height))
        + png_chunk(b"IEND", b"")
    )


def tiff_of(entries: list[tuple[int, int, int, int]], data: bytes = b"", following: int = 0) -> bytes:
    """A little-endian TIFF: `data` from byte 8 on, then one directory of (tag, type, count, value)."""
    at = 8 + len(data)
    body = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    start = struct.pack("<2sHI", b"II", 42, at) + data
    return start + struct.pack("<H", len(entries)) + body + struct.pack("<I", following)


def _gray(width: int, height: int, **more: int) -> list[tuple[int, int, int, int]]:
    plain = {256: width, 257: height, 258: 8, 259: 1, 262: 1, 277: 1, 278: height}
    return [(tag, 4, 1, value) for tag, value in (plain | more).items() if isinstance(tag, int)]


def tiff_loop() -> bytes:
    return tiff_of([*_gray(8, 8), (273, 4, 1, 8), (279, 4, 1, 64)], bytes(64), following=8 + 64)


def tiff_tiny_strips(strips: int = 65_535) -> bytes:
    """As many strips of one row as there can be, all of them the same bytes."""
    starts, sizes = struct.pack("<I", 8) * strips, struct.pack("<I", 4) * strips
    data = bytes(8) + starts + sizes
    tables = [(278, 4, 1, 1), (273, 4, strips, 16), (279, 4, strips, 16 + len(starts))]
    return tiff_of(sorted([*_gray(4, strips)[:-1], *tables]), data)


def tiff_many_tables(pages: int = 2000, strips: int = 200_000) -> bytes:
    """Every page points at one large table of strips."""
    table = struct.pack("<I", 8) * strips
    head = 8 + len(table)
    size = 2 + 9 * 12 + 4
    out = [struct.pack("<2sHI", b"II", 42, head), table]
    for number in range(pages):
        entries = [*_gray(4, 4), (273, 4, strips, 8), (279, 4, strips, 8)]
        following = head + (number + 1) * size if number + 1 < pages else 0
        out += [struct.pack("<H", 9), *(struct.pack("<HHII", *entry) for entry in entries)]
        out.append(struct.pack("<I", following))
    return b"".join(out)


def png_profile(chunk: bytes, megabytes: int = 40) -> bytes:
    """A small picture with a colour profile or text that unpacks to a lot."""
    body = b"name\0\0" + zeros(megabytes * MEGABYTE)
    return png(64, 64, extra=png_chunk(chunk, body))


def large(kind: str, mode: str, size: tuple[int, int], **options: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind, **options)
    return out.getvalue()


def zip_of(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as packed:
        for name, data in members.items():
            packed.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def zip_nested(depth: int, wide: int = 4) -> bytes:
    data = jpeg()
    for _ in range(depth):
        data = zip_of({f"{number}.zip": data for number in range(wide)}, zipfile.ZIP_STORED)
    return data


def zip_overlapping(entries: int = 2000, megabytes: int = 4) -> bytes:
    """Every entry of the table of contents is one and the same packed body."""
    one = zip_of({"a.bin": bytes(megabytes * MEGABYTE)})
    at = one.index(b"PK\x01\x02")
    body, entry = one[:at], one[at : one.index(b"PK\x05\x06")]
    table = entry * entries
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, entries, entries, len(table), len(body), 0)
    return body + table + end


def zip_lying() -> bytes:
    """The table of contents says ten bytes; the body has a lot more."""
    data = bytearray(zip_of({"a.bin": bytes(200 * MEGABYTE)}))
    at = data.index(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(data)


def mail(parts: bytes, header: bytes = b"") -> bytes:
    head = b"From: a@b.example\r\nTo: c@d.example\r\nSubject: papers\r\nMIME-Version: 1.0\r\n" + header
    return head + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + parts + b"--x--\r\n"


def mail_part(name: bytes, data: bytes = b"") -> bytes:
    head = b"--x\r\nContent-Type: image/jpeg\r\nContent-Transfer-Encoding: base64\r\n"
    named = b'Content-Disposition: attachment; filename="' + name + b'"\r\n\r\n'
    import base64

    return head + named + base64.encodebytes(data or jpeg()) + b"\r\n"


def mail_nested(depth: int = 3000) -> bytes:
    out = b"From: a@b.example\r\nTo: c@d.example\r\n"
    for level in range(depth):
        out += b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (level, level)
    out += b"Content-Type: text/plain\r\n\r\nend\r\n"
    return out + b"".join(b"--b%d--\r\n" % level for level in reversed(range(depth)))


def mail_forwarded(depth: int = 2000) -> bytes:
    head = b"From: a@b.example\r\nTo: c@d.example\r\nContent-Type: message/rfc822\r\n\r\n"
    return head * depth + b"From: a@b.example\r\nTo: c@d.example\r\n\r\nend\r\n"


TRICKS = ("../../etc/cron.d/x.jpg", "/etc/passwd", "C:\\x.jpg", "a\x1b[2Jb.jpg", "..\\x.jpg", "a\nb.jpg")


_BLANK = b"\0" * 64


def _lzw_bomb() -> bytes:
    """One code of LZW after another, each a byte longer than the one before: it unpacks by the square."""
    bits, value, count, width, code = [], 0, 0, 9, 258
    out = bytearray()

    def put(symbol: int) -> None:
        nonlocal value, count
        value, count = (value << width) | symbol, count + width
        while count >= 8:
            count -= 8
            out.append(value >> count & 0xFF)
            value &= (1 << count) - 1

    for _ in range(300):
        width, code = 9, 258
        put(256)
        put(0)
        while code < 4094:
            put(code)
            code += 1
            width = 9 if code < 511 else 10 if code < 1023 else 11 if code < 2047 else 12
    del bits
    put(257)
    return bytes(out) + b"\0\0"


def _stream_pdf(data: bytes, filters: list[str], **entries: object) -> bytes:
    names = pikepdf.Array([pikepdf.Name(name) for name in filters])
    return pdf_of({"data": data, "Filter": names, **entries})


def contents_pdf(data: bytes, filters: list[str]) -> bytes:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Contents = pdf.make_indirect(
            pikepdf.Stream(pdf, data, Filter=pikepdf.Array([pikepdf.Name(name) for name in filters]))
        )
        out = io.BytesIO()
        pdf.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
        return out.getvalue()


def _jbig2(width: int, height: int) -> bytes:
    """A page of this size, and a generic region of the same with nothing behind it."""
    page = struct.pack(">IBBBI", 0, 48, 0, 1, 19) + struct.pack(">IIIIBH", width, height, 0, 0, 0, 0)
    region = (
        struct.pack(">IIIIB", width, height, 0, 0, 0) + b"\0" + b"\x03\xff\xfd\xff\x02\xfe\xfe\xfe" + _BLANK
    )
    return page + struct.pack(">IBBBI", 1, 38, 0, 1, len(region)) + region


BOMBS: Mapping[str, Build] = {
    "png 20,000 x 20,000": lambda: png(20_000, 20_000, bits=1),
    "png rgba 15,400 x 15,400": lambda: png(15_400, 15_400, kind=6),
    "png 16 bit 15,400 x 15,400": lambda: png(15_400, 15_400, bits=16),
    "png rgb 16 bit 15,400 x 15,400": lambda: png(15_400, 15_400, bits=16, kind=2),
    "png iCCP": lambda: png_profile(b"iCCP"),
    "png zTXt": lambda: png_profile(b"zTXt"),
    "png one row": lambda: png(200_000_000, 1, bits=1),
    "png one column": lambda: png(1, 2_000_000),
    "jpeg 15,400 x 15,400": lambda: large("JPEG", "RGB", (15_400, 15_400), quality=10),
    "jpeg progressive": lambda: large("JPEG", "RGB", (15_400, 15_400), quality=10, progressive=True),
    "jpeg cmyk": lambda: large("JPEG", "CMYK", (15_400, 15_400), quality=10),
    "jpeg2000": lambda: large("JPEG2000", "RGB", (6_000, 6_000)),
    "gif": lambda: large("GIF", "L", (15_400, 15_400)),
    "webp": lambda: large("WEBP", "RGB", (12_000, 12_000), lossless=True, method=0),
    "bmp announced": lambda: (
        b"BM" + struct.pack("<IIIIiiHHIIIIII", 100, 0, 54, 40, 15000, 15000, 1, 24, 0, 0, 0, 0, 0, 0)
    ),
    "tiff cmyk": lambda: large("TIFF", "CMYK", (15_400, 15_400), compression="tiff_adobe_deflate"),
    "tiff g4": lambda: large("TIFF", "1", (15_400, 15_400), compression="group4"),
    "tiff float": lambda: large("TIFF", "F", (15_400, 15_400), compression="tiff_adobe_deflate"),
    "tiff loop": tiff_loop,
    "tiff 65,535 strips": tiff_tiny_strips,
    "tiff tables": tiff_many_tables,
    "tiff 65,535 tags": lambda: tiff_of([(300 + tag, 3, 1, 0) for tag in range(65_000)], bytes(64)),
    "pdf flate": lambda: _stream_pdf(zeros(2000 * MEGABYTE), ["/FlateDecode"]),
    "pdf flate thrice": lambda: _stream_pdf(
        zlib.compress(zlib.compress(zeros(2000 * MEGABYTE), 9), 9), ["/FlateDecode"] * 3
    ),
    "pdf lzw": lambda: _stream_pdf(_lzw_bomb(), ["/LZWDecode"]),
    "pdf contents flate": lambda: contents_pdf(zeros(2000 * MEGABYTE), ["/FlateDecode"]),
    "pdf contents twice": lambda: contents_pdf(
        zlib.compress(zeros(1000 * MEGABYTE), 9), ["/FlateDecode"] * 2
    ),
    "pdf contents lzw": lambda: contents_pdf(_lzw_bomb(), ["/LZWDecode"]),
    "pdf jbig2": lambda: _stream_pdf(
        _jbig2(15_000, 15_000), ["/JBIG2Decode"], Width=15_000, Height=15_000, BitsPerComponent=1
    ),
    "pdf jbig2 lying": lambda: _stream_pdf(
        _jbig2(2**31 - 1, 2**31 - 1), ["/JBIG2Decode"], BitsPerComponent=1
    ),
    "pdf 15,000 rgb": lambda: _stream_pdf(
        zeros(15_000 * 15_000 * 3),
        ["/FlateDecode"],
        Width=15_000,
        Height=15_000,
        ColorSpace=pikepdf.Name.DeviceRGB,
    ),
    "zip nested 8": lambda: zip_nested(8, 2),
    "zip overlapping": zip_overlapping,
    "zip lying": zip_lying,
    "zip bomb": lambda: zip_of({"a.pdf": bytes(500 * MEGABYTE)}),
    "zip lzma bomb": lambda: zip_of({"a.pdf": bytes(300 * MEGABYTE)}, zipfile.ZIP_LZMA),
    "zip bzip2 bomb": lambda: zip_of({"a.pdf": bytes(300 * MEGABYTE)}, zipfile.ZIP_BZIP2),
    "zip 60,000 members": lambda: zip_of({f"{number}.jpg": b"x" for number in range(60_000)}),
    "zip long name": lambda: zip_of({"a" * 65_000 + ".jpg": jpeg()}),
    "zip empty name": lambda: zip_of({"": jpeg()}),
    "mail nested": mail_nested,
    "mail forwarded": mail_forwarded,
    "mail long header": lambda: mail(mail_part(b"a.jpg"), b"X-A: " + b"a" * 20_000_000 + b"\r\n"),
    "mail many headers": lambda: mail(mail_part(b"a.jpg"), b"X-A: b\r\n" * 300_000),
    "mail encoded name": lambda: mail(mail_part(b"=?utf-8?q?a?= " * 100_000)),
    "mail half encoded name": lambda: mail(mail_part(b"=?utf-8?q?a" * 100_000)),
    "mail folded name": lambda: mail(mail_part(b"a" + b" " * 500_000 + b"b")),
    "mail name trick": lambda: mail(mail_part(b"../../x.jpg")),
    "mail 50,000 parts": lambda: mail(mail_part(b"a.jpg", b"x") * 50_000),
    "svg": lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "html with a pdf in it": lambda: (
        b"<html><script>"
        + b" " * 3000
        + pdf_of({"data": zlib.compress(bytes(480_000)), "Filter": pikepdf.Name.FlateDecode})
    ),
    "jpeg with a zip behind": lambda: jpeg() + zip_of({"../x": b"x"}),
    "xml bomb": lambda: (
        b"<?xml version='1.0'?><!DOCTYPE l [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]><l>&b;</l>"
    ),
    **{f"zip with the name {name!r}": partial(zip_of, {name: b"x"}) for name in TRICKS},
    **PDFS,
}
