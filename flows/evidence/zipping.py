"""A pack as a ZIP: stored, with the date of the letter as every time, sealed by a hash at its very end."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from flows.evidence import verifier

VERIFIER = Path(verifier.__file__)
_OLDEST = 1980
"""Year before which a ZIP knows no time."""


def zipped(files: Mapping[str, bytes], on: date) -> bytes:
    """A ZIP of `files` in their order. It ends with the SHA-256 of all before: no byte is unproven.

    Scans and PDFs are packed already, so nothing is packed again; so the bytes depend on no version of zlib.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as pack:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, (max(on.year, _OLDEST), on.month, on.day, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            pack.writestr(entry, data)
        pack.comment = b"0" * verifier.SEAL
    body = stream.getvalue()[: -verifier.SEAL]
    return body + hashlib.sha256(body).hexdigest().encode("ascii")
