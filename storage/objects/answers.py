"""What an S3 server answers, in our words."""

from __future__ import annotations

from dataclasses import dataclass

from models.errors import CountersignError, Missing, Unreachable
from storage.objects.port import KeyMissing, StoreRefused

NO_KEY = "NoSuchKey"
NO_BUCKET = "NoSuchBucket"
_NO_ENTRY = {401, 403}
_LATER = {408, 429}
_SERVER_FAULT = 500


class NoBucket(Missing):
    """The server has no such bucket; the message names it."""


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


def refusal(place: Place, key: str, status: int, said: str) -> CountersignError:
    """The error of ours for an answer that is no success.

    Args:
        place: the store that was asked.
        key: what it was asked about, without the prefix; empty for the bucket.
        status: HTTP status, 0 where it is not known.
        said: the server's error code, or what else it sent.
    """
    if said == NO_KEY:
        return KeyMissing(f"No object {key!r} lies in {place}.")
    if said == NO_BUCKET:
        return NoBucket(
            f"{place.server} has no bucket {place.bucket!r}: make it, or correct {place.setting}."
        )
    if status in _NO_ENTRY:
        return no_entry(place, said)
    if status in _LATER or status >= _SERVER_FAULT:
        return no_answer(place, f"it says {status} {said}")
    return StoreRefused(f"{place} refused a call about {key!r}: {status} {said}. Look at the server's log.")


def no_entry(place: Place, said: str) -> Missing:
    """The keys do not open the bucket."""
    return Missing(
        f"{place} lets nobody in with these keys ({said}): correct COUNTERSIGN_S3_ACCESS_KEY and "
        "COUNTERSIGN_S3_SECRET_KEY, and check their rights to the bucket and the clock of this machine."
    )


def no_answer(place: Place, why: str) -> Unreachable:
    """The server is down, overloaded, or somewhere else."""
    return Unreachable(f"{place.server} does not answer ({why}): start it, or correct {place.setting}.")


def no_trust(place: Place, why: str) -> Missing:
    """No encrypted connection came about."""
    return Missing(
        f"{place.server} cannot be trusted ({why}): add its certificate authority to this machine, or say "
        f"s3+http in {place.setting} if it speaks plain HTTP."
    )
