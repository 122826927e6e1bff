"""Texts in other languages: one .po file for each, read when it is first asked for."""

from __future__ import annotations

import io
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from markupsafe import escape

from countersign.language.reader import current_reader

FOLDER = Path(__file__).parent
LANGUAGES = ("en", *sorted(path.stem for path in FOLDER.glob("*.po")))
"""English, in which the texts stand in the sources, and those that there is a .po file for."""
SENTENCE = "sentence"
"""Context of messages that are said in English and known again with values in them."""


def said(text: str, /, **values: object) -> str:
    """`text` in the language of the reader, its {placeholders} filled in.

    Where a value is markup, so is the outcome; the text and all other values are escaped.
    """
    return _filled(_translations(current_reader().language).gettext(text) if text else "", values)


def said_as(context: str, text: str, /, **values: object) -> str:
    """The same where English has one word for several things; `context` says which is meant."""
    return _filled(_translations(current_reader().language).pgettext(context, text), values)


def said_of(one: str, several: str, count: int, /, **values: object) -> str:
    """The same of so many things: `one` where a language says it of a single one, else `several`."""
    return _filled(_translations(current_reader().language).ngettext(one, several, count), values)


def to_say(text: str) -> str:
    """`text` itself: it is in the catalogue, and `said` is called with it later."""
    return text


def to_retell(text: str) -> str:
    """`text` itself: a message that is said in English, and that `retold` knows again with values in it."""
    return text


def catalogue_of(language: str) -> Catalog:
    """All that the .po file of a language holds."""
    with file_of(language).open("rb") as file:
        return read_po(file, locale=language)


def file_of(language: str) -> Path:
    """The .po file of a language."""
    return FOLDER / f"{language}.po"


def _filled(text: str, values: dict[str, object]) -> str:
    if not values:
        return text
    if any(hasattr(value, "__html__") for value in values.values()):
        return escape(text).format(**values)
    return text.format(**values)


@cache
def _translations(language: str) -> NullTranslations:
    if language == "en":
        return NullTranslations()
    stream = io.BytesIO()
    write_mo(stream, catalogue_of(language))
    stream.seek(0)
    return GNUTranslations(stream)


@cache
def sentences_of(language: str) -> tuple[tuple[str, str], ...]:
    """The messages that are known again, each with its translation; a message without one is left out."""
    return tuple(
        (one.id, one.string)
        for one in catalogue_of(language)
        if one.context == SENTENCE and isinstance(one.id, str) and isinstance(one.string, str) and one.string
    )
