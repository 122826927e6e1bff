"""Decodes a PDF's streams to the end and says what is wrong with them; viewers are lenient."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import pikepdf

from extractors.opening import fax, jbig2, jpeg, jpeg2000, room
from extractors.opening.limits import STREAM_BYTES, Limits

_CUT = "a picture on it is cut off"
_SWELLS = "its data unpacks to an absurd size"
_DEFLATE = frozenset({"/FlateDecode", "/Fl"})
_PREDICTED = 10
"""Predictors from here on put a byte before each row."""
_CHANNELS = {"Gray": 1, "/G": 1, "Indexed": 1, "/I": 1, "Separation": 1, "RGB": 3, "Lab": 3, "CMYK": 4}
_FAX_WIDTH = 1728
"""Pixels, where the file does not say."""
_STEP = 1 << 20
_CHECKSUM_BYTES = 4
_LONGEST_ZLIB_HEADER = 2


def fault_in(stream: pikepdf.Stream, most: int = STREAM_BYTES) -> str:
    """What is wrong with a stream's outer deflate coding, empty when nothing is or it has none.

    `most`: bytes that it may unpack to.
    """
    return deflate_fault(stream.read_raw_bytes(), most) if _is_deflated(stream) else ""


def _is_deflated(stream: pikepdf.Stream) -> bool:
    return _filters(stream)[:1] in ([name] for name in _DEFLATE)


def deflate_fault(raw: bytes, most: int = STREAM_BYTES) -> str:
    """What is wrong with zlib data: cut off, not decodable, with another checksum, or beyond `most` bytes.

    A missing checksum after complete data is let pass: some writers leave it out.
    """
    return _inflated(raw, most)[0]


def _inflated(raw: bytes, most: int) -> tuple[str, int]:
    """(what is wrong with zlib data, bytes that it unpacks to), without holding them."""
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    checksum, rest, unpacked = 1, raw[_LONGEST_ZLIB_HEADER:], 0
    try:
        while rest and not inflate.eof:
            piece = inflate.decompress(rest, _STEP)
            unpacked += len(piece)
            if unpacked > most:
                return _SWELLS, unpacked
            checksum = zlib.adler32(piece, checksum)
            rest = inflate.unconsumed_tail
    except zlib.error:
        return "its data does not decode", unpacked
    if not inflate.eof:
        return "its data is cut off", unpacked
    written = inflate.unused_data[:_CHECKSUM_BYTES]
    if len(written) == _CHECKSUM_BYTES and int.from_bytes(written, "big") != checksum:
        return "its data fails its checksum", unpacked
    return "", unpacked


def picture_fault(image: pikepdf.Stream, limits: Limits) -> str:
    """What is wrong with a picture, empty when it decodes to its full size.

    Raises:
        UnreadableFile: it has too many pixels, or takes too much memory.
    """
    size = _number(image, "/Width", "/W"), _number(image, "/Height", "/H")
    room.allowed(size, limits, max(-(-_pixel_bits(image) // 8), 1))
    if fault := fault_in(image, limits.source_bytes * 2):
        return fault
    names = _filters(image)
    check = _CHECKS.get(names[-1]) if names else None
    return check(image, limits) if check else _plain_fault(image, size, limits)


def _pixel_bits(image: pikepdf.Stream) -> int:
    """Bits a pixel; 0 where they cannot be told."""
    if _flag(image, "/ImageMask"):
        return 1
    return _number(image, "/BitsPerComponent", "/BPC") * _channels(image.get("/ColorSpace"))


def _jpeg_fault(image: pikepdf.Stream, _: Limits) -> str:
    return jpeg.fault_in(_before_last_filter(image))


def _jpeg2000_fault(image: pikepdf.Stream, limits: Limits) -> str:
    return jpeg2000.fault_in(_before_last_filter(image), limits)


def _jbig2_fault(image: pikepdf.Stream, _: Limits) -> str:
    return "" if jbig2.is_whole(_before_last_filter(image)) else _CUT


def _fax_fault(image: pikepdf.Stream, _: Limits) -> str:
    parms = _last_parms(image)
    coding, aligned = _number(parms, "/K"), _flag(parms, "/EncodedByteAlign")
    if aligned and coding < 0:
        # TIFF has no word for byte-aligned G4; such data is left to the renderer.
        return ""
    strip = fax.FaxStrip(
        _before_last_filter(image),
        width=_number(parms, "/Columns") or _FAX_WIDTH,
        rows=_number(image, "/Height", "/H"),
        compression=4 if coding < 0 else 3,
        options=(1 if coding > 0 else 0) | (4 if aligned else 0),
    )
    return "" if fax.is_whole(strip) else _CUT


_CHECKS: dict[str, Callable[[pikepdf.Stream, Limits], str]] = {
    "/DCTDecode": _jpeg_fault,
    "/DCT": _jpeg_fault,
    "/JPXDecode": _jpeg2000_fault,
    "/JBIG2Decode": _jbig2_fault,
    "/CCITTFaxDecode": _fax_fault,
    "/CCF": _fax_fault,
}


def _plain_fault(image: pikepdf.Stream, size: tuple[int, int], limits: Limits) -> str:
    """Pixels that are only packed: there must be enough of them, give or take a row."""
    row = (size[0] * _pixel_bits(image) + 7) // 8
    if len(_filters(image)) == 1 and _is_deflated(image):
        _, there = _inflated(image.read_raw_bytes(), limits.source_bytes * 2)
        row += _number(_last_parms(image), "/Predictor") >= _PREDICTED
    else:
        there = len(image.read_bytes())
    return _CUT if there < row * (size[1] - 1) else ""


def _channels(space: pikepdf.Object | None) -> int:
    """Numbers a pixel; 0 where it cannot be told."""
    name = str(space[0] if isinstance(space, pikepdf.Array) and len(space) else space)
    if isinstance(space, pikepdf.Array) and name == "/ICCBased":
        return int(space[1].get("/N", 0))
    if isinstance(space, pikepdf.Array) and name == "/DeviceN":
        return len(space[1])
    return next((channels for ending, channels in _CHANNELS.items() if name.endswith(ending)), 0)


def _filters(stream: pikepdf.Stream) -> list[str]:
    return [str(name) for name in _listed(stream.get("/Filter"))]


def _last_parms(stream: pikepdf.Stream) -> pikepdf.Object:
    parms = _listed(stream.get("/DecodeParms", stream.get("/DP")))
    last = parms[-1] if parms else None
    return last if isinstance(last, pikepdf.Dictionary) else pikepdf.Dictionary()


def _listed(value: pikepdf.Object | None) -> list[pikepdf.Object | None]:
    if isinstance(value, pikepdf.Array):
        return list(value)
    return [] if value is None else [value]


def _before_last_filter(stream: pikepdf.Stream) -> bytes:
    """The stream's data as its last filter, the picture coding, expects it."""
    outer = _listed(stream.get("/Filter"))[:-1]
    raw = stream.read_raw_bytes()
    if not outer:
        return raw
    parms = _listed(stream.get("/DecodeParms"))[: len(outer)]
    with pikepdf.new() as owner:
        wrapped = pikepdf.Stream(owner, raw, Filter=pikepdf.Array(outer))
        if parms:
            wrapped["/DecodeParms"] = pikepdf.Array(parms)
        return wrapped.read_bytes()


def _number(holder: pikepdf.Object, *names: str) -> int:
    """The first of `names` that holds a number; 0 where none does."""
    for name in names:
        value: object = holder.get(name)
        if isinstance(value, int):
            return value
    return 0


def _flag(holder: pikepdf.Object, name: str) -> bool:
    value: object = holder.get(name)
    return value is True
