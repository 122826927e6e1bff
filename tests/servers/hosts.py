"""Hosts of a network of their own, as namespaces of this machine: cables can be pulled, hosts can die."""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

ADDRESSES = [f"10.71.0.{number}" for number in range(1, 5)]
"""Of the hosts, in a network that reaches nobody else."""
_NEW_NET, _NEW_UTS = 0x40000000, 0x04000000
_LIBC = ctypes.CDLL(None, use_errno=True)
_NAMES = Path("/run/netns")


@dataclass(frozen=True)
class Host:
    """A host with a name, an address and a cable to the switch."""

    name: str
    address: str
    namespace: str
    switch: str

    @contextmanager
    def inside(self) -> Iterator[None]:
        """What this thread does and starts meanwhile, it does on this host."""
        with ExitStack() as opened:
            kinds = {"net": _NEW_NET, "uts": _NEW_UTS}
            here = {kind: opened.enter_context(Path(f"/proc/thread-self/ns/{kind}").open()) for kind in kinds}
            there = opened.enter_context((_NAMES / self.namespace).open())
            try:
                _call(_LIBC.setns, there.fileno(), _NEW_NET)
                _call(_LIBC.unshare, _NEW_UTS)
                _call(_LIBC.sethostname, self.name.encode(), len(self.name))
                yield
            finally:
                for kind, number in kinds.items():
                    _call(_LIBC.setns, here[kind].fileno(), number)

    def unplug(self) -> None:
        """Pull the cable: packets are lost without a word."""
        _ip("-n", self.switch, "link", "set", self.name, "down")

    def plug(self) -> None:
        """Put the cable in again."""
        _ip("-n", self.switch, "link", "set", self.name, "up")

    def die(self) -> None:
        """End every process of this host at once, as a power cut would."""
        for process in _ip("netns", "pids", self.namespace).split():
            with suppress(ProcessLookupError):
                os.kill(int(process), signal.SIGKILL)


@contextmanager
def hosts(*names: str) -> Iterator[tuple[Host, ...]]:
    """Hosts beside one switch, with all that runs on them gone afterwards; skipped where not permitted."""
    prefix = f"countersign-{os.getpid()}"
    switch = f"{prefix}-switch"
    _permitted(switch)
    made = [
        Host(name, address, f"{prefix}-{name}", switch)
        for name, address in zip(names, ADDRESSES, strict=False)
    ]
    try:
        _ip("-n", switch, "link", "add", "hub", "type", "bridge")
        _ip("-n", switch, "link", "set", "hub", "up")
        for host in made:
            _connect(host)
        yield tuple(made)
    finally:
        for host in made:
            with suppress(subprocess.CalledProcessError):
                host.die()
                _ip("netns", "del", host.namespace)
        _ip("netns", "del", switch)


def _permitted(switch: str) -> None:
    """Make the switch; where nobody may, the test is skipped, in CI too: many containers let nobody."""
    if os.getuid() != 0:
        pytest.skip("network namespaces are made by root: run as root")
    if shutil.which("ip") is None:
        pytest.skip("ip is not installed: apt-get install iproute2")
    made = subprocess.run(["ip", "netns", "add", switch], capture_output=True, text=True, check=False)
    if made.returncode:
        pytest.skip(f"this machine permits no network namespaces: {made.stderr.strip()}")
    hub = ["ip", "-n", switch, "link", "add", "probe", "type", "bridge"]
    bridged = subprocess.run(hub, capture_output=True, text=True, check=False)
    if bridged.returncode:
        _ip("netns", "del", switch)
        pytest.skip(f"this machine permits no bridges: {bridged.stderr.strip()}")


def _connect(host: Host) -> None:
    inner = ("-n", host.namespace)
    _ip("netns", "add", host.namespace)
    peer = ("peer", "name", "cable", "netns", host.namespace)
    _ip("-n", host.switch, "link", "add", host.name, "type", "veth", *peer)
    _ip("-n", host.switch, "link", "set", host.name, "master", "hub", "up")
    _ip(*inner, "addr", "add", f"{host.address}/24", "dev", "cable")
    for link in ("lo", "cable"):
        _ip(*inner, "link", "set", link, "up")


def _ip(*arguments: str) -> str:
    return subprocess.run(["ip", *arguments], check=True, capture_output=True, text=True).stdout


def _call(function: ctypes._NamedFuncPointer, *arguments: object) -> None:
    if function(*arguments):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
