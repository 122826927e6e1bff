"""The process tree of `countersign up`: the console here, the watcher in a child that is renewed."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import socket
import threading
from collections.abc import Callable
from multiprocessing.process import BaseProcess

import uvicorn

from countersign.console import create_console
from flows.desk import open_stores
from flows.guard import guarded
from flows.watching import watch
from models.errors import ExitCode, Missing
from models.settings import Settings

DRAINS = 50
"""A watcher process ends after so many drains and is replaced by a fresh one."""
PAUSE_SECONDS = 1.0


def run_until_stopped(settings: Settings, client: str, say: Callable[[str], None]) -> int:
    """Serve the console and keep a watcher running until the console is told to stop.

    Args:
        settings: of this installation.
        client: whose inbox is told.
        say: told where to drop and where to look, once the port is ours.

    Raises:
        Missing: the port is taken.
    """
    listener = _listen(settings)
    say(f"Inbox:   {settings.inbox_url.rstrip('/')}/{client}")
    say(f"Console: http://{settings.host}:{settings.port}/?client={client}")
    say("Stop with Ctrl-C: what is in work goes on at the next start.")
    stopped = threading.Event()
    keeper = threading.Thread(target=_keep_watching, args=(settings, stopped))
    with guarded(), contextlib.closing(listener):
        keeper.start()
        try:
            config = uvicorn.Config(create_console(open_stores(settings)), log_level="warning")
            uvicorn.Server(config).run(sockets=[listener])
        finally:
            stopped.set()
            keeper.join()
    return ExitCode.DONE


def _listen(settings: Settings) -> socket.socket:
    try:
        return socket.create_server((settings.host, settings.port))
    except OSError as fault:
        raise Missing(
            f"Port {settings.port} of {settings.host} cannot be used ({os.strerror(fault.errno or 0)}): "
            "set COUNTERSIGN_PORT to another one."
        ) from None


def _keep_watching(settings: Settings, stopped: threading.Event) -> None:
    """A watcher process at all times; the next one when it ends, for whatever reason."""
    context = multiprocessing.get_context("spawn")
    while not stopped.is_set():
        child = context.Process(target=_watch, args=(settings,), name="watcher")
        child.start()
        while child.is_alive() and not stopped.wait(PAUSE_SECONDS):
            pass
        _end(child)


def _end(child: BaseProcess) -> None:
    if child.is_alive():
        child.terminate()
    child.join()


def _watch(settings: Settings) -> None:
    watch(open_stores(settings), drains=DRAINS)
