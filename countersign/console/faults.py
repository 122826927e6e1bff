"""Errors as pages that say what to do; no page ever shows a traceback."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from countersign.console.asking import API, SAFE_METHODS, Forbidden, SignInNeeded
from countersign.console.problems import problem
from countersign.console.protection import headers_over
from countersign.console.rendering import address
from countersign.console.room import room_of
from countersign.console.visits import is_https
from countersign.language import said, to_say
from countersign.sentences import retold
from models.accounts import TooManyAttempts
from models.errors import CountersignError, LeaseLost, Missing, WrongUse
from models.record import DEFAULT_CLIENT

NOT_THERE = to_say(
    "No page has this address. Look for the document above, by any number on it or by its file name."
)
NOT_UNDERSTOOD = to_say(
    "A part of the address is not what it should be. Go back to the documents and try from there."
)
TOO_MUCH = to_say(
    "That was more than the console takes at once, and nothing of it was kept. Hand in fewer files at a "
    "time, or drop them into the inbox; COUNTERSIGN_MAX_ARCHIVE_MEGABYTES sets the limit."
)
BROKEN = to_say(
    "The console could not make this page. Nothing was changed or lost. Its log says what it was; "
    "run countersign check to see whether all it needs is there."
)
REGISTER_CHANGED = to_say(
    "The register is not the one that this console was started with: its database was emptied, exchanged, or "
    "brought to another version by a newer countersign. The console changed nothing. Stop it and run "
    "countersign check: it says what the database holds. Then update this program, restore the register or "
    "correct COUNTERSIGN_DATABASE_URL, and start the console again."
)
OTHERWISE = to_say("This cannot be shown")
NOT_DONE = to_say("This was not done")
_NOT_THEIRS = {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}
_REFUSED_STATEMENTS = frozenset({"sqlalchemy.exc.OperationalError", "sqlalchemy.exc.ProgrammingError"})

NO_RIGHT = to_say("Your roles do not let you do this. Ask an administrator for the role.")
SIGN_IN = "/sign-in"

_HEADINGS = {
    HTTPStatus.FORBIDDEN: to_say("You may not do this"),
    HTTPStatus.TOO_MANY_REQUESTS: to_say("Too many attempts"),
    HTTPStatus.NOT_FOUND: to_say("There is nothing here"),
    HTTPStatus.CONFLICT: to_say("Somebody was quicker"),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: to_say("Too much at once"),
    HTTPStatus.INTERNAL_SERVER_ERROR: to_say("Something failed"),
    HTTPStatus.SERVICE_UNAVAILABLE: to_say("Not available at the moment"),
}
_WORDS = {
    HTTPStatus.NOT_FOUND: NOT_THERE,
    HTTPStatus.FORBIDDEN: NO_RIGHT,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: TOO_MUCH,
}


def add_to(app: FastAPI) -> None:
    """Show these pages for all errors of `app`."""
    app.add_exception_handler(CountersignError, _ours)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(Exception, _broken)
    app.add_exception_handler(SignInNeeded, _sign_in)

    @app.api_route("/{path:path}", methods=["GET", "POST"], include_in_schema=False)
    def nowhere() -> None:
        """What no other route answers: added last, so that this too is answered to those who signed in."""
        raise HTTPException(HTTPStatus.NOT_FOUND)


def _sign_in(request: Request, fault: Exception) -> Response:
    """Programs and scripts of a page are told what is wrong; people are led to the page, and then back."""
    path = request.url.path
    if path.startswith((API, "/metrics")) or "x-csrf-token" in request.headers:
        headers = {"WWW-Authenticate": "Bearer"}
        return problem(HTTPStatus.UNAUTHORIZED, str(fault), headers)
    onward = f"{path}?{request.url.query}" if request.url.query else path
    wanted = urlencode({"next": onward}) if request.method in SAFE_METHODS and onward != "/" else ""
    return RedirectResponse(f"{SIGN_IN}?{wanted}" if wanted else SIGN_IN, HTTPStatus.SEE_OTHER)


def _page(request: Request, status: HTTPStatus, words: str) -> Response:
    if request.url.path.startswith(API):
        return problem(status, words)
    templates = room_of(request).templates
    refused = request.method == "POST" and status is HTTPStatus.BAD_REQUEST
    heading = said(NOT_DONE if refused else heading_of(status))
    shown = {"heading": heading, "words": retold(words), "back": _back(request, status)}
    return templates.page("fault", status, **shown)


def _back(request: Request, status: HTTPStatus) -> str:
    """Address of the document that a refused deed was about; empty where there is none."""
    document_id = request.path_params.get("document_id", "")
    if request.method != "POST" or not document_id or status in _NOT_THEIRS:
        return ""
    client = request.query_params.get("client", DEFAULT_CLIENT)
    return address("review", document_id, client=client)


def heading_of(status: HTTPStatus) -> str:
    """What happened, in a few words."""
    return _HEADINGS.get(status, OTHERWISE)


def _ours(request: Request, fault: Exception) -> Response:
    return _page(request, status_of(fault), str(fault))


def status_of(fault: Exception) -> HTTPStatus:
    """The HTTP status for an error of ours."""
    if isinstance(fault, Forbidden):
        return HTTPStatus.FORBIDDEN
    if isinstance(fault, TooManyAttempts):
        return HTTPStatus.TOO_MANY_REQUESTS
    if isinstance(fault, WrongUse):
        return HTTPStatus.BAD_REQUEST
    if isinstance(fault, LeaseLost):
        return HTTPStatus.CONFLICT
    if isinstance(fault, Missing) or getattr(fault, "passing", False):
        return HTTPStatus.SERVICE_UNAVAILABLE
    return HTTPStatus.INTERNAL_SERVER_ERROR


def _http(request: Request, fault: Exception) -> Response:
    status = HTTPStatus(fault.status_code) if isinstance(fault, HTTPException) else HTTPStatus.BAD_REQUEST
    return _page(request, status, _WORDS.get(status, NOT_UNDERSTOOD))


def _not_understood(request: Request, _fault: Exception) -> Response:
    return _page(request, HTTPStatus.BAD_REQUEST, NOT_UNDERSTOOD)


def _broken(request: Request, fault: Exception) -> Response:
    """This answer is sent from outside of `Protection`, so it carries the headers itself."""
    if _is_of_the_database(fault):
        page = _page(request, HTTPStatus.SERVICE_UNAVAILABLE, REGISTER_CHANGED)
    else:
        page = _page(request, HTTPStatus.INTERNAL_SERVER_ERROR, BROKEN)
    page.headers.update(headers_over(https=is_https(request, room_of(request).stores.settings)))
    return page


def _is_of_the_database(fault: Exception) -> bool:
    """True for a statement that the database refused, as it does when a table or a column is not there.

    The register tells all else that can go wrong with it in our own words. Known by the name of its module:
    only `storage` imports the library.
    """
    kinds = {f"{kind.__module__}.{kind.__name__}" for kind in type(fault).__mro__}
    return not kinds.isdisjoint(_REFUSED_STATEMENTS)
