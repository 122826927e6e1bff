"""A small SMTP server in a process of its own: it keeps every mail as a file.

    python -m tests.servers.smtp_server FOLDER PORT [CERTIFICATE KEY]

With a certificate it speaks STARTTLS and wants USER and PASSWORD. A file `answers` in FOLDER holds a line for
each command that is to be answered otherwise, such as `RCPT 550 no such user`; `cut` names one after which
the connection ends without an answer. Mails lie in FOLDER as 1.eml, 2.eml, ... with their recipient.
"""

from __future__ import annotations

import asyncio
import base64
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import cast

from tests.servers.services import free_port, wait_for_port

USER, PASSWORD = "papers@firm.example", "open sesame"


@dataclass
class Session:
    """One client."""

    folder: Path
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    context: ssl.SSLContext | None
    let_in: bool = False
    to: str = ""

    async def talk(self) -> None:
        await self._say("220 ready")
        while line := await self.reader.readline():
            words = line.decode().rstrip("\r\n")
            command = words.split(" ")[0].upper()
            if not await self._answer(command, words):
                return

    async def _answer(self, command: str, words: str) -> bool:
        """False where the connection ends."""
        if (answer := self._otherwise(command)) is not None:
            await self._say(answer)
            return True
        do = getattr(self, f"do_{command.lower()}", None)
        await (do(words) if do else self._say("250 fine"))
        if self._cuts(command):
            return False
        return command != "QUIT"

    def _otherwise(self, command: str) -> str | None:
        path = self.folder / "answers"
        lines = path.read_text().splitlines() if path.exists() else []
        return next((one.partition(" ")[2] for one in lines if one.split(" ")[0] == command), None)

    def _cuts(self, command: str) -> bool:
        path = self.folder / "cut"
        return path.exists() and path.read_text() == command

    async def _say(self, line: str) -> None:
        self.writer.write(f"{line}\r\n".encode())
        await self.writer.drain()

    async def do_ehlo(self, _: str) -> None:
        secure = self.writer.get_extra_info("ssl_object") is not None
        offered = ["AUTH PLAIN"] if secure else ["STARTTLS"] if self.context else []
        lines = ["localhost", *offered]
        for line in lines[:-1]:
            await self._say(f"250-{line}")
        await self._say(f"250 {lines[-1]}")

    async def do_starttls(self, _: str) -> None:
        await self._say("220 go on")
        assert self.context is not None
        await self.writer.start_tls(self.context)

    async def do_auth(self, words: str) -> None:
        given = base64.b64decode(words.split(" ")[2]).split(b"\0")
        self.let_in = given[1:] == [USER.encode(), PASSWORD.encode()]
        await self._say("235 in" if self.let_in else "535 wrong user or password")

    async def do_mail(self, _: str) -> None:
        await self._say("250 fine" if self.let_in or not self.context else "530 who are you?")

    async def do_rcpt(self, words: str) -> None:
        self.to = words.partition(":")[2].strip("<> ")
        await self._say("250 fine")

    async def do_data(self, _: str) -> None:
        await self._say("354 go on")
        lines: list[bytes] = []
        while (line := await self.reader.readline()) != b".\r\n":
            lines.append(line.removeprefix(b"."))
        number = len(list(self.folder.glob("*.eml"))) + 1
        (self.folder / f"{number}.eml").write_bytes(b"X-To: " + self.to.encode() + b"\r\n" + b"".join(lines))
        if not self._cuts("DATA"):
            await self._say("250 taken")

    async def do_quit(self, _: str) -> None:
        await self._say("221 bye")


async def serve(folder: Path, port: int, certificate: str = "", key: str = "") -> None:
    context = None
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await Session(folder, reader, writer, context).talk()
        writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", port)
    async with server:
        await server.serve_forever()


@dataclass
class Posthouse:
    """A running server, as tests see it."""

    folder: Path
    port: int
    certificate: tuple[str, ...] = ()
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def url(self) -> str:
        user = f"{USER.replace('@', '%40')}@"
        return (
            f"smtp+starttls://{user}localhost:{self.port}"
            if self.certificate
            else f"smtp://localhost:{self.port}"
        )

    def start(self) -> None:
        log = self.folder / "log"
        command = (sys.executable, "-m", "tests.servers.smtp_server", str(self.folder), str(self.port))
        root = Path(__file__).parents[2]
        with log.open("wb") as file:
            self.process = subprocess.Popen((*command, *self.certificate), stderr=file, cwd=root)
        wait_for_port(self.port, self.process, log)

    def kill(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()

    def answers(self, *lines: str) -> None:
        (self.folder / "answers").write_text("\n".join(lines))

    def cut_after(self, command: str) -> None:
        (self.folder / "cut").write_text(command)

    def go_on(self) -> None:
        for name in ("answers", "cut"):
            (self.folder / name).unlink(missing_ok=True)

    @property
    def mails(self) -> list[EmailMessage]:
        paths = sorted(self.folder.glob("*.eml"), key=lambda path: int(path.stem))
        return [cast("EmailMessage", message_from_bytes(path.read_bytes(), policy=default)) for path in paths]


@contextmanager
def posthouse(folder: Path, certificate: tuple[str, ...] = ()) -> Iterator[Posthouse]:
    """A server that has had no mail yet."""
    folder.mkdir(parents=True)
    house = Posthouse(folder, free_port(), certificate)
    house.start()
    try:
        yield house
    finally:
        house.kill()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:]))
