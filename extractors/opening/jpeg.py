"""Tells whether JPEG data is whole; decoders paint what is missing gray and only murmur about it."""

from __future__ import annotations

import io
import os

import cv2
import numpy as np
from PIL import Image

_DRAFT = 8
_CORRUPT = b"Corrupt JPEG data"
_HARMLESS = b"extraneous bytes before marker 0xd9"
_STANDARD_ERROR = 2
_HEARD = 4096


def fault_in(data: bytes) -> str:
    """What is wrong with the data, empty when every block of it can be decoded.

    Must run in a child whose standard error is a private file (`nursery` sees to that): libjpeg
    reports missing blocks there and nowhere else.
    """
    try:
        with Image.open(io.BytesIO(data), formats=["JPEG"]) as picture:
            picture.draft("L", (max(picture.width // _DRAFT, 1), max(picture.height // _DRAFT, 1)))
            picture.load()
    except (OSError, ValueError, SyntaxError):
        return "its data does not decode to the end"
    return _murmured(data)


def _murmured(data: bytes) -> str:
    start = os.lseek(_STANDARD_ERROR, 0, os.SEEK_END)
    cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_REDUCED_GRAYSCALE_8)
    heard = os.pread(_STANDARD_ERROR, _HEARD, start)
    for line in heard.splitlines():
        if _CORRUPT in line and _HARMLESS not in line:
            return "blocks of it are missing"
    return ""
