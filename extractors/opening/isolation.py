"""Takes network, programs and other processes away from the children that open hostile files.

Two walls, each put up where the kernel lets us: the warm process moves into a network namespace of its
own, which holds no way out (root, or user namespaces), and each child has its system calls filtered
(no right is needed). Neither needs a library; the calls go to the kernel's own interface.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import socket
import struct
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, _PR_SET_NO_NEW_PRIVS = 22, 2, 38
_CLONE_NEWUSER, _CLONE_NEWNET, _CLONE_THREAD = 0x10000000, 0x40000000, 0x00010000
_INTERFACES = Path("/proc/self/net/dev")

_LOAD, _JUMP_EQUAL, _JUMP_ABOVE, _JUMP_BITS, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
"""Words of the kernel's packet filter (BPF)."""
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER_AT, _MACHINE_AT, _FIRST_ARGUMENT_AT = 0, 4, 16
_FOREIGN_CALLS = 0x40000000
"""Numbers from here on are those of x86's other table (x32)."""


@dataclass(frozen=True, slots=True)
class _Machine:
    """Numbers of the kernel's calls on one kind of processor."""

    mark: int
    """As the filter sees it."""
    clone: int
    clone3: int
    tgkill: int
    refused: tuple[int, ...]
    """Sockets, programs, signals, sessions, memory of others, namespaces, the kernel's own doors."""


_MACHINES = {
    "x86_64": _Machine(
        0xC000003E,
        56,
        435,
        234,
        (
            *(41, 42, 43, 49, 50, 288),  # socket, connect, accept, bind, listen, accept4
            *(57, 58, 59, 322),  # fork, vfork, execve, execveat
            *(62, 200, 424, 109, 112),  # kill, tkill, pidfd_send_signal, setpgid, setsid
            *(101, 310, 311, 438),  # ptrace, process_vm_readv, process_vm_writev, pidfd_getfd
            *(272, 308, 165, 155, 161, 304),  # unshare, setns, mount, pivot_root, chroot, open_by_handle_at
            *(248, 249, 250, 298, 321, 323, 425),  # keys, perf_event_open, bpf, userfaultfd, io_uring_setup
        ),
    ),
    "aarch64": _Machine(
        0xC00000B7,
        220,
        435,
        131,
        (
            *(198, 203, 202, 200, 201, 242),  # the same in this table, which has no fork
            *(221, 281),
            *(129, 130, 424, 154, 157),
            *(117, 270, 271, 438),
            *(97, 268, 40, 41, 51, 265),
            *(217, 218, 219, 241, 280, 282, 425),
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class Walls:
    """What holds a child that opens a file, as seen from within it."""

    no_interface: bool
    """It stands in a network namespace without any way out."""
    no_socket: bool
    """It cannot make a socket, nor start a program."""

    @property
    def without_network(self) -> bool:
        """True where a hostile file can reach nobody."""
        return self.no_interface or self.no_socket


def leave_network() -> None:
    """Moves this process, of one thread, into a network namespace of its own where that is permitted."""
    if not _kernel("unshare", _CLONE_NEWNET):
        return
    user, group = os.geteuid(), os.getegid()
    if not _kernel("unshare", _CLONE_NEWUSER | _CLONE_NEWNET):
        with suppress(OSError):
            Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
            Path("/proc/self/setgroups").write_text("deny")
            Path("/proc/self/gid_map").write_text(f"{group} {group} 1")


def refuse_calls() -> None:
    """Filters the system calls of this process for good, where its kernel and processor are known to."""
    machine = _MACHINES.get(platform.machine())
    if machine is None or _kernel("prctl", _PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return
    steps = _steps(machine, os.getpid())
    program = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *step) for step in steps))
    header = ctypes.create_string_buffer(struct.pack("@HP", len(steps), ctypes.addressof(program)))
    _kernel("prctl", _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, header, 0, 0)


def walls() -> Walls:
    """What holds the calling process."""
    lines = _INTERFACES.read_text().splitlines()[2:]
    return Walls(all(line.split(":")[0].strip() == "lo" for line in lines), not _may_make_socket())


def _may_make_socket() -> bool:
    try:
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()
    except OSError:
        return False
    return True


def _kernel(name: str, *arguments: object) -> int:
    """Zero where the call was granted."""
    plain = [ctypes.c_ulong(one) if isinstance(one, int) else one for one in arguments]
    granted: int = getattr(ctypes.CDLL(None), name)(*plain)
    return granted


def _steps(machine: _Machine, own: int) -> list[tuple[int, int, int, int]]:
    """The filter: threads and signals to oneself (`own` process id) pass, what is refused says EPERM."""
    refuse = _REFUSE | errno.EPERM
    steps = [
        (_LOAD, 0, 0, _MACHINE_AT),
        (_JUMP_EQUAL, 1, 0, machine.mark),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER_AT),
        (_JUMP_ABOVE, 0, 1, _FOREIGN_CALLS),
        (_RETURN, 0, 0, refuse),
        (_JUMP_EQUAL, 0, 1, machine.clone3),
        (_RETURN, 0, 0, _REFUSE | errno.ENOSYS),  # the C library then asks by `clone`, which can be looked at
        (_JUMP_EQUAL, 0, 4, machine.clone),
        (_LOAD, 0, 0, _FIRST_ARGUMENT_AT),
        (_JUMP_BITS, 0, 1, _CLONE_THREAD),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, refuse),
        (_JUMP_EQUAL, 0, 4, machine.tgkill),
        (_LOAD, 0, 0, _FIRST_ARGUMENT_AT),
        (_JUMP_EQUAL, 0, 1, own),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, refuse),
    ]
    for number in machine.refused:
        steps += [(_JUMP_EQUAL, 0, 1, number), (_RETURN, 0, 0, refuse)]
    return [*steps, (_RETURN, 0, 0, _ALLOW)]
