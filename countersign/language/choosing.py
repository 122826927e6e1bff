"""What somebody reads in: as they chose, or else as their browser says; and what there is to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from zoneinfo import available_timezones

from babel import Locale, UnknownLocaleError
from babel.localedata import locale_identifiers

from countersign.language.catalogue import LANGUAGES
from countersign.language.reader import Reader, current_reader
from models.accounts import Preferences
from models.errors import WrongUse

_FORMATS = {"en": "en_GB", "de": "de_DE"}
"""Where a language is written when nobody says where."""
_MOST = 20
"""Languages of a browser that are looked at."""
_REGIONS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
"""First parts of the names of time zones that are places."""


def reader_of(preferences: Preferences, accepted: str) -> Reader:
    """What somebody reads in who prefers this; what they leave open is as their browser says.

    Args:
        preferences: the person's; none of them for a visitor.
        accepted: the header Accept-Language, such as "de-AT,de;q=0.9,en;q=0.8".
    """
    wanted = _accepted(accepted)
    language = preferences.language if preferences.language in LANGUAGES else _language(wanted)
    own = next((one for one in wanted if one.startswith(f"{language}_")), _FORMATS.get(language, language))
    formats = preferences.formats if _is_locale(preferences.formats) else own
    return Reader(language, formats, preferences.time_zone or "UTC")


def _language(wanted: list[str]) -> str:
    spoken = (one.partition("_")[0] for one in wanted)
    return next((one for one in spoken if one in LANGUAGES), "en")


def _accepted(header: str) -> list[str]:
    """Locales that the header names and babel knows, the most wanted first."""
    named: list[tuple[float, str]] = []
    for part in header.split(",")[:_MOST]:
        tag, _, quality = part.strip().partition(";q=")
        name = tag.replace("-", "_")
        if _is_locale(name):
            named.append((_weight(quality), name))
    return [name for weight, name in sorted(named, key=lambda one: -one[0]) if weight > 0]


def _weight(quality: str) -> float:
    try:
        return float(quality or 1)
    except ValueError:
        return 0.0


def _is_locale(name: str) -> bool:
    try:
        return bool(name) and str(Locale.parse(name)) == name
    except (ValueError, UnknownLocaleError):
        return False


def checked(preferences: Preferences) -> Preferences:
    """The preferences themselves, where they can be.

    Raises:
        WrongUse: one of them is nothing to choose from.
    """
    known = (
        (preferences.language, LANGUAGES),
        (preferences.formats, all_formats()),
        (preferences.time_zone, all_time_zones()),
    )
    for chosen, choices in known:
        if chosen and chosen not in choices:
            raise WrongUse(f"{chosen!r} is nothing to choose from: choose one of the list.")
    return preferences


def language_names() -> Mapping[str, str]:
    """Each language by its own name, for whoever reads no other."""
    return {one: (Locale.parse(one).get_display_name(one) or one).capitalize() for one in LANGUAGES}


def format_names() -> Mapping[str, str]:
    """Locales with their names in the reader's language, in the order of these."""
    language = current_reader().language
    return _format_names(language)


@cache
def _format_names(language: str) -> Mapping[str, str]:
    named = {one: Locale.parse(one).get_display_name(language) or one for one in all_formats()}
    return dict(sorted(named.items(), key=lambda one: one[1].casefold()))


@cache
def all_formats() -> tuple[str, ...]:
    """Locales that belong to a country and are written in one script only."""
    return tuple(sorted(one for one in locale_identifiers() if one.count("_") == 1 and one[-2:].isupper()))


@cache
def all_time_zones() -> tuple[str, ...]:
    """IANA names of zones that are places, and UTC."""
    places = sorted(one for one in available_timezones() if one.partition("/")[0] in _REGIONS)
    return ("UTC", *places)


def formats_of(language: str) -> str:
    """The locale by which dates and numbers of a language are written when nobody says where."""
    return _FORMATS.get(language, language)
