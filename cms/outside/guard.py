"""Which addresses may be asked: other people's, on the internet. An editor's link never reaches into a network."""

from __future__ import annotations

import socket
from collections.abc import Callable, Collection
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

Address = IPv4Address | IPv6Address
PORTS = {"http": 80, "https": 443}
WRAPS_AN_OLD_ONE = IPv6Network("64:ff9b::/96")  # translated to the IPv4 address that its last four bytes are


class NotOutside(Exception):
    """It is inside a network, or no address that a reader could open."""


class NoSuchHost(Exception):
    """The name leads nowhere."""


def is_outside(address: Address) -> bool:
    """On the public internet, and not an address that stands for another one."""
    if isinstance(address, IPv6Address):
        stands_for = address.ipv4_mapped or address.sixtofour or address.teredo or address in WRAPS_AN_OLD_ONE
        if stands_for:
            return False
    return address.is_global and not address.is_multicast


@dataclass(frozen=True, slots=True)
class Guard:
    """Tests let in a server of their own; nobody else has a reason to."""

    ports: Collection[int] = frozenset(PORTS.values())
    allows: Callable[[Address], bool] = is_outside

    def way_to(self, address: str) -> tuple[SplitResult, str, int]:
        """The address in parts, the number to connect to, and the port.

        Every number that the name has is looked at, and it is connected to the number that was looked at: a name that
        changes between the two gains nothing.
        """
        asked = _parts(address)
        port = asked.port or PORTS[asked.scheme]
        if port not in self.ports:
            raise NotOutside(f"port {port}")
        numbers = _numbers_of(asked.hostname or "", port)
        if not all(self.allows(ip_address(number)) for number in numbers):
            raise NotOutside(asked.hostname)
        return asked, numbers[0], port


def _parts(address: str) -> SplitResult:
    try:
        asked = urlsplit(address)
        _ = asked.port  # raises where it is no number
    except ValueError as wrong:
        raise NotOutside(str(wrong)) from wrong
    if asked.scheme not in PORTS or not asked.hostname or asked.username is not None:
        raise NotOutside(address)
    return asked


def _numbers_of(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as wrong:
        raise NoSuchHost(host) from wrong
    return [str(one[4][0]).partition("%")[0] for one in found]
