"""Templates into pages: everything that comes from a paper or a file name is escaped."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from countersign.console import wording
from models.record import DEFAULT_CLIENT

VERSION = version("countersign-ar")
FOLDER = Path(__file__).parent / "templates"


class Page(HTMLResponse):
    """A page; text that is no Unicode, such as half of a surrogate pair, shows as a question mark."""

    def render(self, content: Any) -> bytes:
        """The bytes that are sent."""
        return str(content).encode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Templates:
    """The console's templates, loaded from its own folder."""

    environment: Environment

    def page(self, name: str, status: int = 200, **values: object) -> Page:
        """The template `name` with `values`, as a response with HTTP status `status`."""
        return Page(self.environment.get_template(f"{name}.html").render(values), status)


def open_templates() -> Templates:
    """Templates that escape all they are given and refuse a name they were not given."""
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= wording.FILTERS
    environment.globals |= {"version": VERSION, "address": address}
    return Templates(environment)


def address(*parts: object, client: str = DEFAULT_CLIENT, **query: object) -> str:
    """The console's own address of a page, such as /documents/1a2b?client=acme; empty values are left out."""
    path = "/" + "/".join(quote(str(part), safe="") for part in parts)
    asked = {"client": "" if client == DEFAULT_CLIENT else client, **query}
    given = {name: value for name, value in asked.items() if value not in {"", None}}
    return f"{path}?{urlencode(given)}" if given else path
