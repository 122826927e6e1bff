"""How long the certificates of the servers that we talk to are good for; each is asked now and then."""

from __future__ import annotations

import contextlib
import socket
import ssl
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlsplit

from flows.desk import Stores
from flows.sending import certificate_end
from flows.sending.address import PORTS
from flows.webhooks import reach_of
from models.alarm import AlarmKind, Finding
from models.errors import CountersignError
from models.settings import Settings

SECONDS = 10.0
ASK_SECONDS = 6 * 3600.0
EXPIRED = 10
"""OpenSSL's number for a certificate that has run out."""
DAY = 86400.0


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A server with a certificate."""

    name: str
    """What it is for, with host and port: what tells its alarm from others."""
    host: str
    port: int
    mail: bool = False
    """It speaks in the clear first and is asked for TLS then, as mail servers do."""
    webhook: bool = False
    """Only addresses that webhooks may go to are looked up."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What an endpoint showed."""

    ends_at: datetime | None
    """None where the certificate is not good now."""
    fault: str = ""


@dataclass(slots=True)
class Certificates:
    """What was seen last, and when."""

    seen: dict[str, Seen] = field(default_factory=dict)
    asked: float = float("-inf")

    def look(self, stores: Stores) -> None:
        """Ask every server again, if it is time; who does not answer is no matter of certificates."""
        if time.monotonic() - self.asked < ASK_SECONDS:
            return
        self.asked, self.seen = time.monotonic(), {}
        for endpoint in endpoints(stores):
            with contextlib.suppress(CountersignError, OSError, ValueError):
                self.seen[endpoint.name] = ask(endpoint, stores.settings)

    def findings(self, now: datetime, limit: float) -> Iterator[Finding]:
        """Those that run out within `limit` days."""
        for name, seen in self.seen.items():
            left = (seen.ends_at - now).total_seconds() / DAY if seen.ends_at else 0.0
            if seen.fault or left < limit:
                yield Finding(AlarmKind.CERTIFICATE, "", name, round(max(left, 0.0), 1), _words(name, seen))


def _words(name: str, seen: Seen) -> str:
    if seen.ends_at is None:
        return f"The certificate of {name} is not good: {seen.fault}. Renew it, or let this machine trust it."
    return f"The certificate of {name} runs out on {seen.ends_at:%Y-%m-%d}: renew it."


def endpoints(stores: Stores) -> Iterator[Endpoint]:
    """Every server of the settings, and of the webhooks, that shows a certificate; each once."""
    settings = stores.settings
    https = {
        "the console": settings.console_url,
        "the object storage": settings.objects_url,
        "the inbox": settings.inbox_url,
        "the backups": settings.backup_url,
        "the OpenID provider": settings.oidc_issuer,
    }
    found: dict[tuple[str, int], Endpoint] = {}
    for what, url in https.items():
        parts = urlsplit(url)
        if parts.scheme in {"https", "s3+https"} and parts.hostname:
            _add(found, Endpoint(what, parts.hostname, parts.port or 443))
    mailbox, mails = urlsplit(settings.imap_url), urlsplit(settings.smtp_url)
    if mailbox.scheme == "imaps" and mailbox.hostname:
        _add(found, Endpoint("the mailbox", mailbox.hostname, mailbox.port or 993))
    if mails.scheme in {"smtps", "smtp+starttls"} and mails.hostname:
        port = mails.port or PORTS[mails.scheme]
        _add(found, Endpoint("the mail server", mails.hostname, port, mails.scheme == "smtp+starttls"))
    for client in stores.register.clients():
        for hook in stores.register.webhooks.of(client):
            parts = urlsplit(hook.url)
            if parts.scheme == "https" and parts.hostname and hook.disabled_at is None:
                _add(found, Endpoint("a webhook", parts.hostname, parts.port or 443, webhook=True))
    yield from found.values()


def _add(found: dict[tuple[str, int], Endpoint], one: Endpoint) -> None:
    named = Endpoint(f"{one.name}, {one.host}:{one.port}", one.host, one.port, one.mail, one.webhook)
    found.setdefault((one.host, one.port), named)


def ask(endpoint: Endpoint, settings: Settings) -> Seen:
    """What the server shows.

    Raises:
        CountersignError: it may not be asked, or does not answer.
        OSError: it does not answer.
    """
    try:
        if endpoint.mail:
            return Seen(_moment(certificate_end(settings)))
        host = (
            reach_of(settings).resolve(endpoint.host, endpoint.port)[0] if endpoint.webhook else endpoint.host
        )
        with (
            socket.create_connection((host, endpoint.port), SECONDS) as plain,
            ssl.create_default_context().wrap_socket(plain, server_hostname=endpoint.host) as line,
        ):
            return Seen(_moment(str((line.getpeercert() or {}).get("notAfter", ""))))
    except ssl.SSLCertVerificationError as refused:
        return Seen(None, "it has run out" if refused.verify_code == EXPIRED else refused.verify_message)


def _moment(text: str) -> datetime:
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(text), UTC)
