"""Templates into pages: everything that comes from a paper or a file name is escaped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from starlette.responses import HTMLResponse

from countersign.console import markup, wording
from countersign.console.invoice_keys import below, customer_path, invoice_path, reminder_path
from countersign.language import current_reader, place_of_clock, said, said_as, said_of
from models.record import DEFAULT_CLIENT

VERSION = version("countersign-ar")
FOLDER = Path(__file__).parent / "templates"


class Page(HTMLResponse):
    """A page; text that is no Unicode, such as half of a surrogate pair, shows as a question mark."""

    def render(self, content: Any) -> bytes:
        """The bytes that are sent."""
        return str(content).encode("utf-8", "replace")


NOBODY: Mapping[str, object] = {
    "person": None,
    "csrf": "",
    "client": DEFAULT_CLIENT,
    "clients": tuple,
    "places": (),
    "alarms": tuple,
}
"""The frame of a page that is made before anybody is known, as that of a fault."""


@dataclass(frozen=True, slots=True)
class Templates:
    """The console's templates, loaded from its own folder."""

    environment: Environment
    frame: Mapping[str, object] = field(default_factory=lambda: NOBODY)
    """What every page is given beside its own values: who asks, and what their forms carry."""

    def around(self, frame: Mapping[str, object]) -> Templates:
        """The same templates for another visitor."""
        return replace(self, frame=frame)

    def page(self, name: str, status: int = 200, **values: object) -> Page:
        """The template `name` with `values`, as a response with HTTP status `status`."""
        return Page(self.part(name, **values), status)

    def part(self, name: str, **values: object) -> str:
        """The template `name` with `values`, as markup to be put into a page that is shown already."""
        return self.environment.get_template(f"{name}.html").render({**self.frame, **values})


SPOKEN: Mapping[str, Callable[..., str]] = {
    "_": said,
    "ngettext": said_of,
    "pgettext": said_as,
    "clock": place_of_clock,
    "language": lambda: current_reader().language,
}
"""By which templates say something to whoever reads them."""


@cache
def open_templates() -> Templates:
    """Templates that escape all they are given and refuse a name they were not given; compiled once."""
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {name: _anew(words) for name, words in wording.FILTERS.items()}
    environment.globals |= {"invoice_path": invoice_path, "customer_path": customer_path, "below": below}
    environment.globals |= {"reminder_path": reminder_path}
    environment.globals |= {"version": VERSION, "address": address, **SPOKEN, **markup.ELEMENTS}
    return Templates(environment)


def _anew(words: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that is asked for each reader.

    Without a context, `"parked" | cause` would be told once for all when its template is compiled, in the
    language of whoever came first.
    """

    @pass_context
    def told(_context: Context, *values: Any, **named: Any) -> Any:
        return words(*values, **named)

    return told


def address(*parts: object, client: str = DEFAULT_CLIENT, **query: object) -> str:
    """The console's own address of a page, such as /documents/1a2b?client=acme; empty values are left out."""
    path = "/" + "/".join(quote(str(part), safe="") for part in parts)
    asked = {"client": "" if client == DEFAULT_CLIENT else client, **query}
    given = {name: value for name, value in asked.items() if value not in {"", None}}
    return f"{path}?{urlencode(given)}" if given else path
