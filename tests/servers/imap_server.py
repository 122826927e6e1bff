"""A small IMAP server in a process of its own: mails are files, so that it may be killed and started again.

    python -m tests.servers.imap_server FOLDER PORT [CERTIFICATE KEY]

FOLDER holds a folder for each mailbox, in it <uid>.eml and, for a flag, <uid>.<flag>. A file `stall` names a
command (such as STORE) before which the server does nothing more, `stall-after` one after which it does not
answer; it writes `stalled` then. A file `capabilities` adds to what it says it can. <uid>.refused in a
mailbox holds a word of what is not handed out of this mail, and the answer: `BODY NO [SERVERBUG] ...`.
"""

from __future__ import annotations

import re
import shlex
import shutil
import socketserver
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.servers.services import free_port, wait_for_port

USER, PASSWORD = "papers@firm.example", "open sesame"
_PIECE = re.compile(r"BODY\.PEEK\[\]<(\d+)\.(\d+)>")


class Session(socketserver.StreamRequestHandler):
    """One client."""

    folder: Path
    box: Path

    def handle(self) -> None:
        self.folder = self.server.folder
        self._send("* OK ready")
        while line := self.rfile.readline():
            tag, *words = shlex.split(line.decode().rstrip("\r\n").replace("\\", "\\\\"))
            command = words[0].upper()
            if command == "UID":
                command = words[1].upper()
                words = words[1:]
            self._stall("stall", command)
            answer = getattr(self, f"do_{command.lower()}", self.do_noop)(*words[1:])
            self._stall("stall-after", command)
            self._send(f"{tag} {answer}")
            if command == "LOGOUT":
                return

    def _stall(self, when: str, command: str) -> None:
        named = self.folder / when
        if named.exists() and named.read_text() == command:
            (self.folder / "stalled").touch()
            time.sleep(60)

    def _send(self, line: str | bytes) -> None:
        self.wfile.write((line if isinstance(line, bytes) else line.encode()) + b"\r\n")
        self.wfile.flush()

    def do_capability(self) -> str:
        more = self.folder / "capabilities"
        self._send(f"* CAPABILITY IMAP4rev1 {more.read_text() if more.exists() else ''}".rstrip())
        return "OK done"

    def do_login(self, user: str, password: str) -> str:
        return "OK in" if (user, password) == (USER, PASSWORD) else "NO [AUTHENTICATIONFAILED] wrong"

    def do_create(self, name: str) -> str:
        (self.folder / name).mkdir(exist_ok=True)
        return "OK made"

    def do_select(self, name: str) -> str:
        self.box = self.folder / name
        if not self.box.is_dir():
            return "NO there is no such folder"
        self._send(f"* {len(self._uids())} EXISTS")
        self._send("* OK [UIDVALIDITY 7] valid")
        self._send(r"* OK [PERMANENTFLAGS (\Seen \Deleted \*)] kept")
        return "OK [READ-WRITE] open"

    def _uids(self) -> list[int]:
        return sorted(int(path.stem) for path in self.box.glob("*.eml"))

    def _has(self, uid: int, flag: str) -> bool:
        return (self.box / f"{uid}.{flag}").exists()

    def do_search(self, *asked: str) -> str:
        unwanted = ["Deleted", *([asked[asked.index("UNKEYWORD") + 1]] if "UNKEYWORD" in asked else [])]
        found = [str(uid) for uid in self._uids() if not any(self._has(uid, flag) for flag in unwanted)]
        self._send(f"* SEARCH {' '.join(found)}".rstrip())
        return "OK found"

    def do_fetch(self, number: str, *asked: str) -> str:
        path = self.box / f"{number}.eml"
        if not path.exists():
            return "OK none"
        wanted = " ".join(asked)
        if (refused := path.with_suffix(".refused")).exists():
            word, _, answer = refused.read_text().partition(" ")
            if word in wanted:
                return answer
        if "RFC822.SIZE" in wanted:
            self._send(f"* 1 FETCH (UID {number} RFC822.SIZE {path.stat().st_size})")
        if piece := _PIECE.search(wanted):
            data = path.read_bytes()[int(piece[1]) : int(piece[1]) + int(piece[2])]
            self.wfile.write(f"* 1 FETCH (UID {number} BODY[]<{piece[1]}> {{{len(data)}}}\r\n".encode())
            self._send(data + b")")
        return "OK fetched"

    def do_store(self, number: str, _how: str, flags: str) -> str:
        for flag in flags.strip("()").replace("\\", "").split():
            (self.box / f"{number}.{flag}").touch()
        return "OK stored"

    def do_move(self, number: str, target: str) -> str:
        self.do_copy(number, target)
        (self.box / f"{number}.eml").unlink(missing_ok=True)
        return "OK moved"

    def do_copy(self, number: str, target: str) -> str:
        if not (self.folder / target).is_dir():
            return "NO [TRYCREATE] there is no such folder"
        if (self.box / f"{number}.eml").exists():
            shutil.copy(self.box / f"{number}.eml", self.folder / target)
        return "OK copied"

    def do_expunge(self, number: str) -> str:
        (self.box / f"{number}.eml").unlink(missing_ok=True)
        return "OK gone"

    def do_noop(self, *_: str) -> str:
        return "OK nothing"

    def do_logout(self) -> str:
        self._send("* BYE")
        return "OK out"


class Server(socketserver.ThreadingTCPServer):
    """Takes many clients at once."""

    allow_reuse_address = True
    daemon_threads = True
    folder: Path


def serve(folder: Path, port: int, certificate: str = "", key: str = "") -> None:
    with Server(("127.0.0.1", port), Session) as server:
        server.folder = folder
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate, key)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        server.serve_forever()


@dataclass
class Mailhost:
    """A running server, as tests see it."""

    folder: Path
    port: int
    certificate: tuple[str, ...] = ()
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        scheme = "imaps" if self.certificate else "imap"
        return f"{scheme}://{USER.replace('@', '%40')}@localhost:{self.port}/INBOX"

    def start(self) -> None:
        log = self.folder / "log"
        command = (sys.executable, "-m", "tests.servers.imap_server", str(self.folder), str(self.port))
        root = Path(__file__).parents[2]
        with log.open("wb") as file:
            self.process = subprocess.Popen((*command, *self.certificate), stderr=file, cwd=root)
        wait_for_port(self.port, self.process, log)

    def kill(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()

    def deliver(self, uid: int, mail: bytes) -> None:
        (self.folder / "INBOX" / f"{uid}.eml").write_bytes(mail)

    def left(self, folder: str = "INBOX") -> dict[str, list[str]]:
        """The mails in a folder with their flags."""
        paths = (self.folder / folder).glob("*.eml")
        return {
            path.stem: sorted(one.suffix[1:] for one in path.parent.glob(f"{path.stem}.*") if one != path)
            for path in sorted(paths)
        }

    def stall(self, when: str, command: str) -> None:
        (self.folder / when).write_text(command)

    def wait_until_stalled(self) -> None:
        end = time.monotonic() + 30
        while not (self.folder / "stalled").exists():
            assert time.monotonic() < end, "the server was never asked"
            time.sleep(0.02)

    def go_on(self) -> None:
        for name in ("stall", "stall-after", "stalled"):
            (self.folder / name).unlink(missing_ok=True)


@contextmanager
def mailhost(folder: Path, certificate: tuple[str, ...] = ()) -> Iterator[Mailhost]:
    """A server with an empty inbox."""
    (folder / "INBOX").mkdir(parents=True)
    host = Mailhost(folder, free_port(), certificate)
    host.start()
    try:
        yield host
    finally:
        host.kill()


if __name__ == "__main__":
    serve(Path(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:])
