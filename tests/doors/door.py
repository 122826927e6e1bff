"""A route of the console, as somebody would ask for it."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.people import Right

ANYBODY = "anybody who has signed in"


@dataclass(frozen=True)
class Door:
    """A route as it is asked for; `{document}` is one of the client default, `{drop}` the file it came in."""

    needs: Right | frozenset[Right] | str
    """One right, any of several, or that of anybody."""
    path: str
    form: dict[str, str] = field(default_factory=dict)
    json: dict[str, str] | None = None
    """In place of a form, where programs send that."""
