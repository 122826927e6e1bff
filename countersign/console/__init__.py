"""The console: pages and a REST API about what was captured; where files are handed in and people decide."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path

from fastapi import APIRouter, Depends, FastAPI
from starlette.routing import BaseRoute
from starlette.staticfiles import StaticFiles

from countersign.console import (
    account,
    alarms,
    api,
    audit,
    batches,
    cash,
    causes,
    checks,
    correspondence,
    credit,
    customers,
    disputes,
    documents,
    downloads,
    evidence,
    faults,
    health,
    invoices,
    mailroom,
    metrics,
    oidc_pages,
    outside,
    overview,
    people,
    period_reports,
    printouts,
    promises,
    quarantine,
    receivables,
    reminders,
    report,
    retention,
    review,
    sent,
    signing,
    three_way,
    webhooks,
)
from countersign.console.asking import guard
from countersign.console.bodies import BodyLimit
from countersign.console.oidc import provider_of
from countersign.console.passwords import Passwords
from countersign.console.pictures import Pictures
from countersign.console.protection import Protection
from countersign.console.readers import AsTheBrowserSays
from countersign.console.rendering import VERSION, open_templates
from countersign.console.room import Room
from countersign.console.totals import Totals
from countersign.console.views import Views
from flows.desk import Stores, desk_over
from flows.three_way import ReadLines

__all__ = ["create_console"]

ROOMS = (
    health,
    signing,
    oidc_pages,
    outside,
    overview,
    sent,
    invoices,
    customers,
    correspondence,
    disputes,
    reminders,
    credit,
    cash,
    causes,
    promises,
    receivables,
    period_reports,
    documents,
    three_way,
    downloads,
    evidence,
    printouts,
    review,
    checks,
    report,
    mailroom,
    quarantine,
    batches,
    account,
    people,
    audit,
    alarms,
    retention,
    webhooks,
    api,
)
"""Modules whose routers answer, in this order."""
UPLOADS = ("/mailroom/files", "/api/v1/files")
"""Paths to which files are sent."""
STATIC = Path(__file__).parent / "static"


def create_console(stores: Stores) -> FastAPI:
    """The console over `stores`: an ASGI application that holds no state but what it showed last.

    Raises:
        WrongUse: the settings of the OpenID provider cannot be.
    """
    desk = desk_over(stores)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.readers.close()

    app = FastAPI(
        lifespan=lifespan,
        title="Countersign",
        version=VERSION,
        description="Document capture and indexing for accounts receivable.",
        docs_url=None,
        redoc_url=None,
        routes=[*_routes()],
        dependencies=[Depends(guard)],
    )
    app.state.room = Room(
        stores=stores,
        templates=open_templates(),
        pictures=Pictures(stores),
        lines=ReadLines(stores),
        desk=desk,
        totals=Totals(stores.register),
        views=Views(stores),
        passwords=Passwords(),
        provider=provider_of(stores.settings),
    )
    most = stores.settings.max_archive_megabytes * 1_000_000
    limits = {**dict.fromkeys(UPLOADS, most), **dict.fromkeys(cash.UPLOADS, cash.LARGEST_FORM)}
    app.add_middleware(BodyLimit, limits=limits)
    app.add_middleware(AsTheBrowserSays)
    app.add_middleware(Protection, host=stores.settings.host, console_url=stores.settings.console_url)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    api.describe(app)
    metrics.add_to(app, stores)
    outside.add_to(app)
    faults.add_to(app)
    return app


@cache
def _routes() -> Sequence[BaseRoute]:
    """The guarded routes of every console: FastAPI works out once for them what each one takes."""
    guarded = APIRouter(dependencies=[Depends(guard)])
    for module in ROOMS:
        guarded.include_router(module.router)
    return guarded.routes
