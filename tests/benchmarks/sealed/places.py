"""Names, places and goods that the sealed ledgers are made of."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

COUNTRY = {
    "en": "GB",
    "us": "US",
    "de": "DE",
    "fr": "FR",
    "es": "ES",
    "it": "IT",
    "nl": "NL",
    "pl": "PL",
    "pt": "PT",
}


@cache
def table(name: str) -> dict[str, Any]:
    """What data/places.json holds by this name: lists by country or language."""
    return dict(_read("places")[name])


@cache
def said(name: str) -> dict[str, Any]:
    """What data/words.json holds by this name, by language."""
    return dict(_read("words")[name])


@cache
def _read(file: str) -> Any:
    return json.loads((Path(__file__).parent / "data" / f"{file}.json").read_text(encoding="utf-8"))


def street(land: str, rng: Random) -> str:
    """Street and number."""
    return str(rng.choice(table("streets")[land])).format(rng.randint(2, 98))


def town(land: str, rng: Random) -> tuple[str, str]:
    """Town and postcode."""
    name, code = rng.choice(table("towns")[land])
    return name, code.format(rng.randint(1, 8))


def place_line(land: str, city: str, code: str) -> str:
    """Town and postcode as that country writes them."""
    return f"{city} {code}" if land in {"en", "us"} else f"{code} {city}"


def telephone(land: str, rng: Random) -> str:
    """A number that is not ours."""
    digits = f"{rng.randint(10**6, 10**7 - 1)}"
    shapes = {
        "us": f"(620) {digits[:3]}-{digits[3:]}",
        "en": f"01568 {digits[:6]}",
        "de": f"+49 2921 {digits[:5]}-0",
    }
    return shapes.get(land, f"+{rng.choice((33, 34, 39, 31, 48))} {digits[:2]} {digits[2:4]} {digits[4:]}")
