"""What an S3 server answers, or fails to answer, in our words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from models.errors import CountersignError, Missing, Unreachable
from storage.objects.port import KeyMissing, StoreRefused

_NO_KEY = "NoSuchKey"
_NO_ENTRY = {401, 403}
_ELSEWHERE = {301, 302, 307, 308}
_BUSY = {429, 503}
_FULL = 507
_BAD_REQUEST = 400
_TLS_WANTED = {_BAD_REQUEST, 497}
_LATER = 408
_SERVER_FAULT = 500
_NOT_BUILT = 501
_LONGEST_WORDS = 200


class NoBucket(Missing):
    """The server has no such bucket; the message names it."""


class NoEntry(Missing):
    """The server does not let these keys do what was asked."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the objects lie, and which setting says so."""

    server: str
    """http(s)://HOST:PORT."""
    bucket: str
    prefix: str
    """Ends in '/' unless empty."""
    setting: str

    def __str__(self) -> str:
        return f"{self.server}/{self.bucket}/{self.prefix}".rstrip("/")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that is no success."""

    status: int
    """HTTP status, 0 where it is not known."""
    said: str
    """The server's error code, or what else it sent."""
    region: str = ""
    """Where the bucket lies, if the answer tells."""

    def __str__(self) -> str:
        said = "" if "<html" in self.said.lower() else self.said
        words = " ".join(f"{self.status or ''} {said}".split())
        return words if len(words) <= _LONGEST_WORDS else f"{words[:_LONGEST_WORDS]}…"


_Word = Callable[[Place, Answer], CountersignError]


def refusal(place: Place, key: str, answer: Answer) -> CountersignError:
    """The error of ours for an answer that is no success.

    Args:
        place: the store that was asked.
        key: what it was asked about, without the prefix; empty for the bucket.
        answer: what it said.
    """
    if answer.said == _NO_KEY:
        return KeyMissing(f"No object {key!r} lies in {place}.")
    word = _BY_CODE.get(answer.said) or _by_status(answer)
    if word is not None:
        return word(place, answer)
    return StoreRefused(f"{place} refused a call about {key!r}: {answer}. Look at the server's log.")


def _by_status(answer: Answer) -> _Word | None:
    status, said = answer.status, answer.said.lower()
    cases = (
        (_tls_wanted, "https" in said and status in _TLS_WANTED),
        (no_server, "<html" in said and status < _SERVER_FAULT),
        (_no_entry, status in _NO_ENTRY),
        (_elsewhere, status in _ELSEWHERE or (status == _BAD_REQUEST and bool(answer.region))),
        (_full, status == _FULL),
        (_busy, status in _BUSY),
        (_faulty, status == _LATER or (status >= _SERVER_FAULT and status != _NOT_BUILT)),
    )
    return next((word for word, fits in cases if fits), None)


def _no_bucket(place: Place, _answer: Answer) -> NoBucket:
    return NoBucket(f"{place.server} has no bucket {place.bucket!r}: make it, or correct {place.setting}.")


def _no_entry(place: Place, answer: Answer) -> NoEntry:
    return NoEntry(
        f"{place} lets nobody in with these keys ({answer}): correct COUNTERSIGN_S3_ACCESS_KEY and "
        "COUNTERSIGN_S3_SECRET_KEY, or give them the rights to the bucket that docs/operate.md lists; set "
        "COUNTERSIGN_S3_REGION if they may not ask where the bucket lies."
    )


def no_answer(place: Place, why: str) -> Unreachable:
    """The server is down, cut off, or somewhere else."""
    return Unreachable(f"{place.server} does not answer ({why}): start it, or correct {place.setting}.")


def broken_off(place: Place, key: str, why: str) -> Unreachable:
    """The connection ended in the middle of an object."""
    return Unreachable(
        f"{place.server} broke off in the middle of {key!r} ({why}); it is asked again later. If it happens "
        "often, look at the network and at the server's log."
    )


def no_trust(place: Place, why: str) -> Missing:
    """No encrypted connection came about."""
    return Missing(
        f"{place.server} cannot be trusted ({why}): add its certificate authority to this machine, or say "
        f"s3+http in {place.setting} if it speaks plain HTTP."
    )


def no_server(place: Place, answer: Answer) -> Missing:
    """Something answers, but it does not speak S3."""
    status = f" (status {answer.status})" if answer.status else ""
    return Missing(
        f"{place.server} is no S3 server: it answers with a page for people{status}. Correct "
        f"{place.setting}; the S3 port of a server is often not the port of its web page."
    )


def _tls_wanted(place: Place, _answer: Answer) -> Missing:
    return Missing(f"{place.server} speaks HTTPS only: say s3+https in {place.setting}.")


def _elsewhere(place: Place, answer: Answer) -> Missing:
    region = f" to {answer.region!r}" if answer.region else ""
    return Missing(
        f"{place.server} says that bucket {place.bucket!r} lies in another region or at another address "
        f"({answer}): set COUNTERSIGN_S3_REGION{region}, or correct {place.setting}."
    )


def _wrong_clock(place: Place, answer: Answer) -> Missing:
    return Missing(
        f"{place.server} refuses this machine's clock ({answer}): both clocks must agree within 15 minutes. "
        "Set the time on this machine, such as by NTP, or on the server."
    )


def _full(place: Place, answer: Answer) -> Unreachable:
    return Unreachable(
        f"{place} is full ({answer}): free space there or raise its quota; work goes on by itself then."
    )


def _busy(place: Place, answer: Answer) -> Unreachable:
    return Unreachable(
        f"{place.server} asks for fewer calls ({answer}), and did so for all attempts: what was asked is "
        "tried again later. If it happens often, lower COUNTERSIGN_WORKERS or give the server more power."
    )


def _faulty(place: Place, answer: Answer) -> Unreachable:
    return no_answer(place, f"it says {answer}")


_BY_CODE: dict[str, _Word] = {
    "NoSuchBucket": _no_bucket,
    "RequestTimeTooSkewed": _wrong_clock,
    "AuthorizationHeaderMalformed": _elsewhere,
    "IllegalLocationConstraintException": _elsewhere,
    "PermanentRedirect": _elsewhere,
    "TemporaryRedirect": _elsewhere,
    "Redirect": _elsewhere,
    "XMinioStorageFull": _full,
    "XMinioAdminBucketQuotaExceeded": _full,
    "QuotaExceeded": _full,
    "InsufficientStorage": _full,
    "SlowDown": _busy,
    "TooManyRequests": _busy,
    "ServiceUnavailable": _busy,
}
