"""What hypothesis throws at parsers: samples that are whole, damaged at a few places, and plain nonsense."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

ODD_BYTES = (
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\r",
    b"\n",
    b'"',
    b"'",
    b";",
    b",",
    b"\t",
    b"<",
    b">",
    b"&",
    b"]]>",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
    b"~",
    b"*",
    b"-",
    b"1e999",
    b"NaN",
    b"Infinity",
    b"99999999999999999999999999999999999999",
    b"0000-00-00",
    b"31.02.2026",
    b"\xe2\x80\xae",
    b"\xd9\xa3",
    b"=1+1",
    b"(1.234,56-)",
)
ODD_TEXTS = st.one_of(
    st.text(st.characters(), max_size=40),  # lone surrogates included
    st.text("0123456789.,-+/: '\u0663\u00b2\u2160eE%()[]@", max_size=24),
    st.sampled_from(
        ["", " ", "\0", "NaN", "-Infinity", "1e999999", "9" * 5000, "(" * 500, "a" * 5000, "[::", "%"]
    ),
)
"""Texts of people and programs that mean no good."""


def fire(share: float = 1.0) -> settings:
    """A share of the examples of the profile in force: few in the suite, many in `make fuzz`."""
    return settings(
        max_examples=max(int(settings.default.max_examples * share), 5),
        suppress_health_check=[
            HealthCheck.too_slow,
            HealthCheck.data_too_large,
            HealthCheck.large_base_example,
        ],
    )


@st.composite
def damaged(draw: st.DrawFn, samples: Sequence[bytes]) -> bytes:
    """One of the samples with up to four pieces cut, doubled, or replaced by something odd."""
    data = bytearray(draw(st.sampled_from(list(samples))))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(data)))
        gone = draw(st.sampled_from([0, 0, 1, 1, 4, 40, 4000]))
        piece = draw(
            st.one_of(st.sampled_from(ODD_BYTES), st.binary(max_size=8), st.just(bytes(data[at : at + 60])))
        )
        data[at : at + gone] = piece
    return bytes(data)
