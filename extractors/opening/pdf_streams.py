"""Decodes a PDF's streams to the end and says what is wrong with them; viewers are lenient."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable

import pikepdf
from PIL import Image

from extractors.opening import fax, jbig2, jpeg, picture
from extractors.opening.limits import Limits

_CUT = "a picture on it is cut off"
_CHANNELS = {"Gray": 1, "/G": 1, "Indexed": 1, "/I": 1, "Separation": 1, "RGB": 3, "Lab": 3, "CMYK": 4}
_FAX_WIDTH = 1728
"""Pixels, where the file does not say."""
_STEP = 1 << 20
_CHECKSUM_BYTES = 4
_LONGEST_ZLIB_HEADER = 2


def fault_in(stream: pikepdf.Stream) -> str:
    """What is wrong with a stream's outer deflate coding, empty when nothing is or it has none."""
    names = _filters(stream)
    if not names or names[0] not in {"/FlateDecode", "/Fl"}:
        return ""
    return deflate_fault(stream.read_raw_bytes())


def deflate_fault(raw: bytes) -> str:
    """What is wrong with zlib data: cut off, not decodable, or with another checksum.

    A missing checksum after complete data is let pass: some writers leave it out.
    """
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    checksum, rest = 1, raw[_LONGEST_ZLIB_HEADER:]
    try:
        while rest and not inflate.eof:
            checksum = zlib.adler32(inflate.decompress(rest, _STEP), checksum)
            rest = inflate.unconsumed_tail
    except zlib.error:
        return "its data does not decode"
    if not inflate.eof:
        return "its data is cut off"
    written = inflate.unused_data[:_CHECKSUM_BYTES]
    if len(written) == _CHECKSUM_BYTES and int.from_bytes(written, "big") != checksum:
        return "its data fails its checksum"
    return ""


def picture_fault(image: pikepdf.Stream, limits: Limits) -> str:
    """What is wrong with a picture, empty when it decodes to its full size.

    Raises:
        UnreadableFile: it has too many pixels.
    """
    size = _number(image, "/Width", "/W"), _number(image, "/Height", "/H")
    picture.allowed(size, limits)
    if fault := fault_in(image):
        return fault
    names = _filters(image)
    check = _CHECKS.get(names[-1]) if names else None
    return check(image) if check else _plain_fault(image, size)


def _jpeg_fault(image: pikepdf.Stream) -> str:
    return jpeg.fault_in(_before_last_filter(image))


def _jpeg2000_fault(image: pikepdf.Stream) -> str:
    try:
        with Image.open(io.BytesIO(_before_last_filter(image)), formats=["JPEG2000"]) as opened:
            opened.load()
    except picture.FAULTS:
        return "a picture on it does not decode"
    return ""


def _jbig2_fault(image: pikepdf.Stream) -> str:
    return "" if jbig2.is_whole(_before_last_filter(image)) else _CUT


def _fax_fault(image: pikepdf.Stream) -> str:
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


_CHECKS: dict[str, Callable[[pikepdf.Stream], str]] = {
    "/DCTDecode": _jpeg_fault,
    "/DCT": _jpeg_fault,
    "/JPXDecode": _jpeg2000_fault,
    "/JBIG2Decode": _jbig2_fault,
    "/CCITTFaxDecode": _fax_fault,
    "/CCF": _fax_fault,
}


def _plain_fault(image: pikepdf.Stream, size: tuple[int, int]) -> str:
    """Pixels that are only packed: there must be enough of them, give or take a row."""
    mask = _flag(image, "/ImageMask")
    channels = 1 if mask else _channels(image.get("/ColorSpace"))
    bits = 1 if mask else _number(image, "/BitsPerComponent", "/BPC")
    row = (size[0] * bits * channels + 7) // 8
    return _CUT if len(image.read_bytes()) < row * (size[1] - 1) else ""


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
