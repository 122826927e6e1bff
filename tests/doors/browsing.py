"""A console on a port of its own, and a real browser that visits it."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace

import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from countersign.console import create_console
from countersign.console.visits import SESSION_COOKIE
from flows.desk import Desk, Stores, open_desk
from flows.drain import Until, attend, drain
from models.people import Grant
from models.settings import Settings
from tests.doors.console_visits import EVERYTHING, begin_session
from tests.servers.services import START_SECONDS, free_port, program

QUIET = ("--no-sandbox", "--disable-background-networking", "--no-first-run", "--disable-dev-shm-usage")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SIZE = (1280, 800)
SECONDS = 15


@dataclass(frozen=True)
class Served:
    """A console that answers."""

    stores: Stores
    site: str
    """Such as http://127.0.0.1:40123."""


@contextmanager
def served(stores: Stores) -> Iterator[Served]:
    """The console over `stores`, served as `up` does."""
    port = free_port()
    site = f"http://127.0.0.1:{port}"
    stores = replace(stores, settings=replace(stores.settings, port=port, console_url=site))
    server = uvicorn.Server(
        uvicorn.Config(create_console(stores), port=port, log_config=None, access_log=False)
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        end = time.monotonic() + START_SECONDS
        while not server.started:
            assert time.monotonic() < end, "the console did not start"
            time.sleep(0.02)
        yield Served(stores, site)
    finally:
        server.should_exit = True
        thread.join()


@contextmanager
def served_at_work(settings: Settings) -> Iterator[Served]:
    """The same over a new desk, whose inbox is worked on."""
    quick = replace(settings, settle_seconds=0.2, poll_seconds=0.2)
    with open_desk(quick) as desk, served(desk.stores) as console, _at_work(desk):
        yield console


@contextmanager
def _at_work(desk: Desk) -> Iterator[None]:
    stopped = threading.Event()

    def work() -> None:
        with ThreadPoolExecutor(2) as threads:
            while not stopped.is_set():
                drain(desk, lambda claim: threads.submit(attend, desk, claim), Until(None, 1.0, stay=True))

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()


@contextmanager
def browser() -> Iterator[Browser]:
    """Debian's Chromium, or the one that COUNTERSIGN_TEST_BROWSER names."""
    named = os.environ.get("COUNTERSIGN_TEST_BROWSER")
    path = named or program("chromium", "apt-get install chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        try:
            yield opened
        finally:
            opened.close()


@dataclass(frozen=True)
class Looks:
    """What the browser of a visitor is like."""

    scheme: str = "light"
    size: tuple[int, int] = SIZE
    scripts: bool = True
    locale: str = "en-US"
    """What its pages are to be in."""


@contextmanager
def visit(
    opened: Browser, console: Served, *grants: Grant, login: str = "admin", looks: Looks | None = None
) -> Iterator[Page]:
    """A page of somebody who has signed in, with `grants` or as administrator; nobody with an empty login.

    Any fault that a script or the browser tells fails the test.
    """
    like = looks or Looks()
    context = opened.new_context(
        base_url=console.site,
        viewport={"width": like.size[0], "height": like.size[1]},
        color_scheme=like.scheme,
        locale=like.locale,
        java_script_enabled=like.scripts,
    )
    if login:
        secret = begin_session(console.stores, login, *(grants or (EVERYTHING,)))
        context.add_cookies([{"name": SESSION_COOKIE, "value": secret, "url": console.site}])
    page = context.new_page()
    page.set_default_timeout(SECONDS * 1000)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda told: faults.append(told.text) if told.type == "error" else None)
    try:
        yield page
    finally:
        context.close()
    assert faults == [], faults


def fits(page: Page) -> bool:
    """True where nothing stands beyond the side of the screen, once the page is laid out."""
    page.wait_for_load_state("load")
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def barriers(page: Page) -> list[str]:
    """What on the page keeps somebody out, after WCAG 2.2 AA, in both schemes of colours."""
    found = []
    page.wait_for_load_state("load")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        results = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
        assert len(results.response["passes"]) > 0
        found += [
            f"{page.url} {scheme}: {one['id']} {node['html']}"
            for one in results.response["violations"]
            for node in one["nodes"]
        ]
    page.emulate_media(color_scheme="light")
    return found
