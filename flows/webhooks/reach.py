"""Which addresses a webhook may have: none that leads into a network of ours unless the settings say so."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

from models.errors import Missing, Unreachable, WrongUse
from models.settings import Settings

VARIABLE = "COUNTERSIGN_WEBHOOK_NETWORKS"
LONGEST = 1000
_TRANSLATED = IPv6Network("64:ff9b::/96")
"""IPv4 addresses as networks without IPv4 write them; the last 32 bits are the address."""
_GLOBAL = IPv6Network("2000::/3")
"""All that is given out of the internet of IPv6. Beside it lie further ways to write an address of a network
of ours (::10.0.0.1, ::ffff:0:10.0.0.1, 64:ff9b:1::/48) and those of sites (fec0::/10, fc00::/7)."""
_TUNNELLED = frozenset({0x00005EFE, 0x02005EFE})
"""What stands before the IPv4 address in the second half of one that leads through a tunnel (ISATAP)."""

Address = IPv4Address | IPv6Address


class Forbidden(Missing):
    """The address leads where a webhook may not go."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Where webhooks may go beside the public internet."""

    networks: tuple[IPv4Network | IPv6Network, ...] = ()

    def may(self, address: Address) -> bool:
        """True for an address of the public internet, or of one of the networks."""
        inner = _inner(address)
        return any(inner in network for network in self.networks) or _is_public(inner)

    def resolve(self, host: str, port: int) -> tuple[str, ...]:
        """The addresses of a name, all looked at: one that also leads to a forbidden one is refused.

        Raises:
            Unreachable: the name is not known at the moment.
            Forbidden: it leads into a network that is not named in the settings.
        """
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as fault:
            raise Unreachable(f"The name {host} is not known ({fault}).") from None
        addresses = [str(one[4][0]).partition("%")[0] for one in found]
        for address in addresses:
            if not self.may(ip_address(address)):
                raise Forbidden(
                    f"{host} is at {address}, in a network of ours: name the network in {VARIABLE} if "
                    "webhooks may go there."
                )
        return tuple(dict.fromkeys(addresses))


def _is_public(address: Address) -> bool:
    if isinstance(address, IPv6Address) and (
        address not in _GLOBAL or (int(address) >> 32) & 0xFFFFFFFF in _TUNNELLED
    ):
        return False
    return address.is_global and not address.is_multicast


def reach_of(settings: Settings) -> Reach:
    """What the settings allow.

    Raises:
        WrongUse: they name something that is no network.
    """
    named = [one.strip() for one in settings.webhook_networks.split(",") if one.strip()]
    try:
        return Reach(tuple(map(ip_network, named)))
    except ValueError as fault:
        raise WrongUse(f"{VARIABLE}: {fault}. Write networks as 10.0.0.0/8, 127.0.0.0/8.") from None


def _inner(address: Address) -> Address:
    """The IPv4 address that an IPv6 one stands for, else itself."""
    if isinstance(address, IPv4Address):
        return address
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo or (address, address))[1]


def checked_url(text: str, reach: Reach) -> str:
    """`text` when it can be the address of a webhook. Names are looked up only when something is sent.

    Raises:
        WrongUse: it is none, or would send in the clear or into a network of ours; the message says why.
    """
    url = text.strip()
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise WrongUse(f"{url!r} is no address: write https://HOST/PATH.") from None
    if parts.scheme not in {"https", "http"} or not host or port == 0 or len(url) > LONGEST:
        raise WrongUse(f"{url!r} is no address of a webhook: write https://HOST/PATH.")
    if not url.isascii() or not url.isprintable() or " " in url:
        raise WrongUse(f"{url!r} holds characters that an address cannot have: write them as %XX.")
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise WrongUse("An address of a webhook has no user, password or #: the signature tells who sends.")
    literal = _literal(host)
    if parts.scheme == "http" and not (literal and literal.is_loopback):
        raise WrongUse(f"{url!r} would send in the clear: use https://. Only 127.0.0.1 and [::1] take http.")
    if literal and not reach.may(literal):
        raise WrongUse(f"{host} is no address of the internet: name its network in {VARIABLE} first.")
    return url


def _literal(host: str) -> Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None
