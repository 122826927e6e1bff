"""The console: server-rendered pages about what was captured; they show, they change nothing."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from countersign.console import documents, downloads, faults, health, metrics, overview
from countersign.console.pictures import Pictures
from countersign.console.protection import Protection
from countersign.console.rendering import VERSION, open_templates
from countersign.console.room import Room
from flows.desk import Stores

__all__ = ["create_console"]

STATIC = Path(__file__).parent / "static"


def create_console(stores: Stores) -> FastAPI:
    """The console over `stores`: an ASGI application that holds no state but the last pictures shown."""
    app = FastAPI(
        title="Countersign",
        version=VERSION,
        description="Document capture and indexing for accounts receivable.",
        docs_url=None,
        redoc_url=None,
    )
    app.state.room = Room(stores, open_templates(), Pictures(stores))
    app.add_middleware(Protection, host=stores.settings.host)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for module in (health, overview, documents, downloads):
        app.include_router(module.router)
    metrics.add_to(app, stores)
    faults.add_to(app)
    return app
