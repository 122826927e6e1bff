"""Errors as pages that say what to do; no page ever shows a traceback."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from countersign.console.protection import HEADERS
from countersign.console.room import room_of
from models.errors import CountersignError, Missing, WrongUse

NOT_THERE = "No page has this address. Look for the document above, by any number on it or by its file name."
NOT_UNDERSTOOD = (
    "A part of the address is not what it should be. Go back to the documents and try from there."
)
BROKEN = (
    "The console could not make this page. Nothing was changed or lost. Its log says what it was; "
    "run countersign check to see whether all it needs is there."
)
REGISTER_CHANGED = (
    "The register is not the one that this console was started with: its database was emptied, exchanged, or "
    "brought to another version by a newer countersign. The console changed nothing. Stop it and run "
    "countersign check: it says what the database holds. Then update this program, restore the register or "
    "correct COUNTERSIGN_DATABASE_URL, and start the console again."
)
_REFUSED_STATEMENTS = frozenset({"sqlalchemy.exc.OperationalError", "sqlalchemy.exc.ProgrammingError"})

_HEADINGS = {
    HTTPStatus.NOT_FOUND: "There is nothing here",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Something failed",
    HTTPStatus.SERVICE_UNAVAILABLE: "Not available at the moment",
}


def add_to(app: FastAPI) -> None:
    """Show these pages for all errors of `app`."""
    app.add_exception_handler(CountersignError, _ours)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(Exception, _broken)


def _page(request: Request, status: HTTPStatus, words: str) -> Response:
    templates = room_of(request).templates
    return templates.page("fault", status, heading=heading_of(status), words=words)


def heading_of(status: HTTPStatus) -> str:
    """What happened, in a few words."""
    return _HEADINGS.get(status, "This cannot be shown")


def _ours(request: Request, fault: Exception) -> Response:
    return _page(request, status_of(fault), str(fault))


def status_of(fault: Exception) -> HTTPStatus:
    """The HTTP status for an error of ours."""
    if isinstance(fault, WrongUse):
        return HTTPStatus.BAD_REQUEST
    if isinstance(fault, Missing) or getattr(fault, "passing", False):
        return HTTPStatus.SERVICE_UNAVAILABLE
    return HTTPStatus.INTERNAL_SERVER_ERROR


def _http(request: Request, fault: Exception) -> Response:
    status = HTTPStatus(fault.status_code) if isinstance(fault, HTTPException) else HTTPStatus.BAD_REQUEST
    return _page(request, status, NOT_THERE if status is HTTPStatus.NOT_FOUND else NOT_UNDERSTOOD)


def _not_understood(request: Request, _fault: Exception) -> Response:
    return _page(request, HTTPStatus.BAD_REQUEST, NOT_UNDERSTOOD)


def _broken(request: Request, fault: Exception) -> Response:
    """This answer is sent from outside of `Protection`, so it carries the headers itself."""
    if _is_of_the_database(fault):
        page = _page(request, HTTPStatus.SERVICE_UNAVAILABLE, REGISTER_CHANGED)
    else:
        page = _page(request, HTTPStatus.INTERNAL_SERVER_ERROR, BROKEN)
    page.headers.update(HEADERS)
    return page


def _is_of_the_database(fault: Exception) -> bool:
    """True for a statement that the database refused, as it does when a table or a column is not there.

    The register tells all else that can go wrong with it in our own words. Known by the name of its module:
    only `storage` imports the library.
    """
    kinds = {f"{kind.__module__}.{kind.__name__}" for kind in type(fault).__mro__}
    return not kinds.isdisjoint(_REFUSED_STATEMENTS)
