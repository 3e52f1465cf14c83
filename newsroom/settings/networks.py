"""Networks as the environment names them."""

from ipaddress import IPv4Network, IPv6Network, ip_network

from environs import EnvError

from sources.linkcheck.network import TRANSLATING


def network(text: str) -> IPv4Network | IPv6Network:
    """Read one network, such as ``10.1.0.0/16``."""
    try:
        return ip_network(text.strip())
    except ValueError as error:
        raise EnvError(f"LINKCHECK_ALLOWED_NETWORKS is no list of networks: {error}.") from error


def nat64_prefix(text: str) -> IPv6Network | None:
    """Read a prefix of NAT64, such as ``2001:db8:64::/96`` (RFC 6052); None for what is none."""
    try:
        prefix = IPv6Network(text.strip())
    except ValueError:
        return None
    return prefix if prefix.prefixlen in TRANSLATING else None
