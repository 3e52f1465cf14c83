"""Networks as the environment names them."""

from ipaddress import IPv4Network, IPv6Network, ip_network

from environs import EnvError


def network(text: str) -> IPv4Network | IPv6Network:
    """Read one network, such as ``10.1.0.0/16``."""
    try:
        return ip_network(text.strip())
    except ValueError as error:
        raise EnvError(f"LINKCHECK_ALLOWED_NETWORKS is no list of networks: {error}.") from error
