"""Elements around a value that stands in a sentence, so that the sentence stays one text."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markupsafe import Markup


def bdi(value: object) -> Markup:
    """What comes from outside, and may be written from right to left."""
    return Markup("<bdi>{}</bdi>").format(value)


def code(value: object) -> Markup:
    """What is to be typed."""
    return Markup("<code>{}</code>").format(value)


def strong(value: object) -> Markup:
    """What matters."""
    return Markup("<strong>{}</strong>").format(value)


def link(place: str, words: object) -> Markup:
    """Words that lead to an address of the console."""
    return Markup('<a href="{}">{}</a>').format(place, words)


ELEMENTS: Mapping[str, Callable[..., Markup]] = {"bdi": bdi, "code": code, "strong": strong, "link": link}
"""What templates may call."""
