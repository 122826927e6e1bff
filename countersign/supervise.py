"""The process tree of `countersign up`: the console here, the watcher in a child that is renewed."""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing.process import BaseProcess

import uvicorn

from countersign import logs
from countersign.console import create_console
from flows.alarms import alarmed
from flows.credentials import first_link
from flows.desk import Stores, open_stores
from flows.machine.guard import guarded
from flows.machine.presence import at_work
from flows.machine.workers import is_gone
from flows.sending import mailed
from flows.watching import watch
from flows.webhooks import posted
from models.accounts import FIRST_LOGIN
from models.errors import CountersignError, ExitCode, Missing
from models.settings import Settings

DRAINS = 50
"""A watcher process ends after so many drains and is replaced by a fresh one."""
GLANCE_SECONDS = 0.2
"""How often the main thread looks whether a signal came."""
PAUSE_SECONDS = 5.0
"""Between a watcher that failed and the next one."""
PATIENCE_SECONDS = 5.0
"""How long a watcher that is told to end may take; what is in work goes on at the next start."""
ANSWER_SECONDS = 5
"""How long answers in progress may take once the console is told to stop."""

log = logging.getLogger(__name__)

Say = Callable[[str], None]


class Part(StrEnum):
    """What `up` runs."""

    CONSOLE = "console"
    WATCHER = "watcher"


@dataclass(frozen=True, slots=True)
class Working:
    """A part that runs in a thread of its own until it is told to stop."""

    thread: threading.Thread
    stop: Callable[[], None]


def run_until_stopped(
    settings: Settings, client: str, say: Say, parts: Collection[Part] = tuple(Part), *, invite: bool = False
) -> int:
    """Run the parts until SIGTERM or SIGINT; a second signal ends all of them at once.

    Args:
        settings: of this installation.
        client: whose inbox is told.
        say: told where to drop and where to look, once the port is ours.
        parts: console, watcher, or both.
        invite: tell a sign-in link for the administrator, even where somebody can sign in without one.

    Returns:
        0 after a signal, 1 when a part ended by itself.

    Raises:
        Missing: the port is taken, or a store cannot be used.
        WrongUse: the home is being moved.
    """
    with contextlib.ExitStack() as ending:
        signals = ending.enter_context(_signals())
        ending.enter_context(at_work(settings.home))
        listener = _listen(settings) if Part.CONSOLE in parts else None
        ending.enter_context(guarded())
        working = [_watcher(settings)] if Part.WATCHER in parts else []
        link = ""
        if listener:
            stores = open_stores(settings)
            working.append(_console(stores, listener))
            for sent in (mailed, posted):  # a team may have no watcher, but Prefect workers alone
                ending.enter_context(sent(stores))
            link = first_link(stores, always=invite)
        ending.enter_context(alarmed(stores if listener else open_stores(settings)))
        _announce(settings, client, parts, say, link)
        return _wait(working, signals)


def _announce(settings: Settings, client: str, parts: Collection[Part], say: Say, link: str) -> None:
    if Part.WATCHER in parts:
        say(f"Inbox:   {settings.inbox_url.rstrip('/')}/{client}")
    if Part.CONSOLE in parts:
        say(f"Console: http://{settings.host}:{settings.port}/?client={client}")
    if link:
        say(f"Sign in as {FIRST_LOGIN}, once and within 24 hours: {link}")
    say("Stop with Ctrl-C: what is in work goes on at the next start.")


def _wait(working: Collection[Working], signals: Collection[int]) -> int:
    for part in working:
        part.thread.start()
    try:
        while not signals and all(part.thread.is_alive() for part in working):
            time.sleep(GLANCE_SECONDS)
        return ExitCode.DONE if signals else ExitCode.FAULT
    finally:
        for part in working:
            part.stop()
        for part in working:
            part.thread.join()


@contextlib.contextmanager
def _signals() -> Iterator[Collection[int]]:
    """The signals to stop that came so far; the second ends this process, and the guard its children."""
    came: list[int] = []

    def note(number: int, _frame: object) -> None:
        if came:
            os._exit(ExitCode.FAULT)
        came.append(number)

    before = {number: signal.signal(number, note) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield came
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _listen(settings: Settings) -> socket.socket:
    try:
        return socket.create_server((settings.host, settings.port))
    except OSError as fault:
        raise Missing(
            f"Port {settings.port} of {settings.host} cannot be used ({os.strerror(fault.errno or 0)}): "
            "set COUNTERSIGN_PORT to another one."
        ) from None


def _console(stores: Stores, listener: socket.socket) -> Working:
    app = create_console(stores)
    config = uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=ANSWER_SECONDS)
    server = uvicorn.Server(config)

    def serve() -> None:
        with contextlib.closing(listener):
            server.run(sockets=[listener])

    def stop() -> None:
        server.should_exit = True

    return Working(threading.Thread(target=serve, name="console"), stop)


def _watcher(settings: Settings) -> Working:
    stopped = threading.Event()
    keeper = threading.Thread(target=_keep_watching, args=(settings, stopped), name="keeper")
    return Working(keeper, stopped.set)


def _keep_watching(settings: Settings, stopped: threading.Event) -> None:
    """A watcher process at all times; the next one when it ends, for whatever reason."""
    context = multiprocessing.get_context("spawn")
    while not stopped.is_set():
        child = context.Process(target=_watch, args=(settings,), name="watcher")
        child.start()
        while child.is_alive() and not stopped.wait(GLANCE_SECONDS):
            pass
        failed = not child.is_alive() and child.exitcode != ExitCode.DONE
        _end(child)
        if failed:
            stopped.wait(PAUSE_SECONDS)
    _give_back(settings)


def _end(child: BaseProcess) -> None:
    if child.is_alive():
        child.terminate()
    child.join(PATIENCE_SECONDS)
    if child.is_alive():
        child.kill()
        child.join()


def _give_back(settings: Settings) -> None:
    """What the ended watcher held is free at once, also for workers of other machines."""
    with contextlib.suppress(CountersignError):
        stores = open_stores(settings)
        with stores.register as register:
            for worker in filter(is_gone, register.workers()):
                register.expire_claims(worker, stores.clock())


def _watch(settings: Settings) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the keeper ends this one
    logs.configure(settings, logs.SERVING)
    try:
        watch(open_stores(settings), drains=DRAINS)
    except CountersignError as fault:
        log.critical("The watcher stopped: %s It starts anew in %.0f s.", fault, PAUSE_SECONDS)
        sys.exit(fault.exit_code)
