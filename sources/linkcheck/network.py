"""Which network addresses may be connected to: a table of our own.

Python's `is_global` answers wrongly for several of these before 3.11.10, and knows nothing of
addresses that hide another one. IANA special-purpose registries, read in 2026.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

Network = IPv4Network | IPv6Network

_REFUSED_V4 = {
    "0.0.0.0/8": "this network",
    "10.0.0.0/8": "private",
    "100.64.0.0/10": "shared by a carrier",
    "127.0.0.0/8": "this machine",
    "169.254.0.0/16": "link-local",
    "172.16.0.0/12": "private",
    "192.0.0.0/24": "reserved",
    "192.0.2.0/24": "for documentation",
    "192.31.196.0/24": "reserved",
    "192.52.193.0/24": "reserved",
    "192.88.99.0/24": "a 6to4 relay",
    "192.168.0.0/16": "private",
    "192.175.48.0/24": "reserved",
    "198.18.0.0/15": "for benchmarks",
    "198.51.100.0/24": "for documentation",
    "203.0.113.0/24": "for documentation",
    "224.0.0.0/4": "multicast",
    "240.0.0.0/4": "reserved",
}
_REFUSED_V6 = {
    "2001::/23": "reserved or a Teredo tunnel",
    "2001:db8::/32": "for documentation",
    "2002::/16": "a 6to4 tunnel",
    "2620:4f:8000::/48": "reserved",
    "3fff::/20": "for documentation",
}
_REFUSED: dict[Network, str] = {
    ip_network(network): reason for network, reason in (_REFUSED_V4 | _REFUSED_V6).items()
}
METADATA: dict[IPv4Address | IPv6Address, str] = dict.fromkeys(
    map(
        ip_address,
        (
            "100.100.100.200",
            "168.63.129.16",
            "169.254.42.42",
            "169.254.169.253",
            "169.254.169.254",
            "169.254.170.2",
            "169.254.170.23",
            "192.0.0.192",
            "fd00:42::42",
            "fd00:ec2::23",
            "fd00:ec2::254",
            "fd20:ce::254",
        ),
    ),
    "a cloud's metadata",
)
"""Where clouds hand out keys: open to nobody who did not name the very address."""

_PUBLIC_V6 = ip_network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
TRANSLATING = frozenset({32, 40, 48, 56, 64, 96})
"""How many bits a prefix of NAT64 may have (RFC 6052, 2.2)."""
_ISATAP = 0x00005EFE
_WEB_PORTS = frozenset({80, 443})


@dataclass(frozen=True, slots=True)
class NetworkPolicy:
    """Where the engine may connect: the public internet's web ports, and what is named here.

    `allowed_networks` opens private networks (the demo's and the tests' loopback), but of the
    clouds' metadata addresses only one that is named alone;
    `allowed_ports` are all the ports there are. Nothing else opens anything.

    `nat64_prefixes` are those of our own network besides the well-known one: of an address under
    them it is the IPv4 address inside that counts. Raises ValueError for what cannot be one.
    """

    allowed_networks: tuple[Network, ...] = ()
    allowed_ports: frozenset[int] = _WEB_PORTS
    nat64_prefixes: tuple[IPv6Network, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a prefix under which no IPv4 address can be found."""
        for prefix in self.nat64_prefixes:
            if prefix.prefixlen not in TRANSLATING:
                raise ValueError(f"{prefix} is no prefix of NAT64")

    @classmethod
    def opening(cls, networks: Iterable[str] = (), ports: Iterable[int] = ()) -> "NetworkPolicy":
        """Allow the named networks (CIDR) and ports besides the public web.

        Raises ValueError with a sentence for a network that is not one.
        """
        return cls(tuple(ip_network(network) for network in networks), _WEB_PORTS | set(ports))

    def refusal(self, ip: str, port: int) -> str | None:
        """Say in words why an address may not be connected to; None when it may."""
        if port not in self.allowed_ports:
            return f"port {port} is not allowed"
        try:
            address = self._unwrapped(ip_address(ip))
        except ValueError:
            return f"{ip} is not an address"
        if any(_opens(network, address) for network in self.allowed_networks):
            return None
        reason = METADATA.get(address) or _reason(address)
        return f"{ip} is {reason}" if reason else None

    def _unwrapped(self, address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
        """Find the IPv4 address inside of a mapped or translated one, where there is one."""
        if isinstance(address, IPv6Address):
            if address.scope_id:
                raise ValueError("an address with a zone is never public")
            if address.ipv4_mapped:
                return address.ipv4_mapped
            prefixes = [one for one in (_NAT64, *self.nat64_prefixes) if address in one]
            if prefixes:
                return _translated(address, max(one.prefixlen for one in prefixes))
        return address


def _opens(network: Network, address: IPv4Address | IPv6Address) -> bool:
    return address in network and (address not in METADATA or network.num_addresses == 1)


def _translated(address: IPv6Address, prefix_length: int) -> IPv4Address:
    """Read the IPv4 address behind a prefix of NAT64 (RFC 6052, 2.2), which leaves byte 8 out."""
    behind = address.packed[prefix_length // 8 :]
    if prefix_length < 96:
        gap = 8 - prefix_length // 8
        behind = behind[:gap] + behind[gap + 1 :]
    return IPv4Address(behind[:4])


def _last_four(address: IPv6Address) -> IPv4Address:
    """Read the IPv4 address in the last four bytes."""
    return IPv4Address(int(address) & 0xFFFFFFFF)


def _is_isatap(address: IPv6Address) -> bool:
    """Tell whether the interface part is that of a tunnel to an IPv4 address (RFC 5214, 6.1)."""
    return (int(address) >> 32) & 0xFDFFFFFF == _ISATAP


def _reason(address: IPv4Address | IPv6Address) -> str | None:
    for network, reason in _REFUSED.items():
        if address in network:
            return reason
    if isinstance(address, IPv4Address):
        return None
    if address not in _PUBLIC_V6:
        return "outside of the public internet"
    return "a tunnel inside" if _is_isatap(address) and _reason(_last_four(address)) else None
