"""A 64-bit perceptual hash of a page: near-equal for another scan of the same paper."""

from __future__ import annotations

import cv2
import numpy as np

from extractors.page.engines.port import Picture

_SIDE = 64
_WAVES = 9


def fingerprint(flat: Picture) -> str:
    """16 hexadecimal digits for a flattened, upright page; a blank page gives a meaningless one."""
    ink = 255.0 - cv2.resize(flat, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA).astype(np.float32)
    waves = cv2.dct(cv2.GaussianBlur(ink, (0, 0), 2.0))[:_WAVES, :_WAVES].ravel()[1:65]
    bits = waves > np.median(waves)
    return f"{int(''.join('1' if bit else '0' for bit in bits), 2):016x}"


def distance(one: str, other: str) -> int:
    """Number of bits, 0..64, in which two fingerprints differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()
