"""Addresses: one spelling each, and which ones may be looked at.

Every address the engine touches passes `parse` first, so that one parser decides end to end and
nothing is left to be read differently further down.
"""

import ipaddress
import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import SplitResult, urljoin, urlsplit

import idna
from w3lib.url import canonicalize_url, safe_url_string

from sources.linkcheck.network import NetworkPolicy

__all__ = ["AddressError", "NetworkPolicy", "follow", "host_key", "normalise_url", "parse"]

LONGEST_WATCHED = 2_000
LONGEST = 8_000
DEFAULT_PORTS = {"http": 80, "https": 443}

TRACKING = re.compile(
    r"(utm_\w+|mtm_\w+|pk_\w+|hsa_\w+|_hs\w+|mc_[ce]id|(fb|g|d)clid|gclsrc|[gw]braid|msclkid|yclid|"
    r"ysclid|twclid|ttclid|igshid|igsh|srsltid|_ga|_gl|oly_(anon|enc)_id|vero_(conv|id)|"
    r"mkt_tok|s_cid|wt_mc|_openstat)",
    re.IGNORECASE,
)
"""Names of query parameters that say who sent the reader, never which page is meant."""

_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\\\u2028\u2029\ud800-\udfff]")
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
_BRACKETED = re.compile(r"\[[^\[\]%]+\](:\d*)?")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")


class AddressError(ValueError):
    """An address that is not one, or that we never look at; the message says why."""


class Address(NamedTuple):
    """An address read once: everything is ASCII, the host lower-case and without brackets."""

    scheme: str
    host: str
    port: int
    path: str
    query: str

    @property
    def origin(self) -> str:
        """Write scheme, host and, unless it is the usual one, port."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = self.port == DEFAULT_PORTS[self.scheme]
        return f"{self.scheme}://{host}" if usual else f"{self.scheme}://{host}:{self.port}"

    @property
    def url(self) -> str:
        """Write the whole address, without a fragment."""
        return f"{self.origin}{self.path}" + (f"?{self.query}" if self.query else "")

    @property
    def host_key(self) -> str:
        """Name the server: host and port."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


@lru_cache(maxsize=512)
def parse(raw: str) -> Address:
    """Read a http(s) address as it is meant, without changing which page it names.

    Raises `AddressError` with a sentence for anything that could be read in two ways.
    """
    text = raw.strip(" \t\r\n\f\ufeff\u200b")
    if len(text) > LONGEST:
        raise AddressError(f"The address is longer than {LONGEST:,} characters.")
    if _FORBIDDEN.search(text):
        raise AddressError("The address contains a backslash or an invisible character.")
    try:
        split = urlsplit(text)
        port = split.port
    except ValueError as error:
        raise AddressError(f"The address cannot be read: {error}.") from error
    if split.scheme not in DEFAULT_PORTS:
        raise AddressError("The address must begin with http:// or https://.")
    if "@" in split.netloc:
        raise AddressError("The address must not contain a user name or password.")
    if port == 0:
        raise AddressError("The port of the address must be between 1 and 65535.")
    path, query = _safe_path_and_query(split)
    host = _host(split)
    return Address(split.scheme, host, port or DEFAULT_PORTS[split.scheme], path, query)


def normalise_url(raw: str) -> str:
    """Write an address in the one spelling under which it is watched.

    Drops the fragment, the usual port and tracking parameters, sorts the other parameters by
    name, resolves dot segments, writes host names in ASCII (IDNA 2008). Raises `AddressError`
    with a sentence for an address that is not one.
    """
    address = parse(raw)
    parameters = [part for part in address.query.split("&") if part and not _is_tracking(part)]
    query = _ESCAPE.sub(lambda escape: escape[0].upper(), "&".join(sorted(parameters, key=_name)))
    path = canonicalize_url(address.origin + address.path).removeprefix(address.origin)
    if address.path.endswith(";") and not path.endswith(";"):
        path += ";"  # an empty parameter of the last segment, which w3lib forgets
    url = address._replace(path=path, query=query).url
    if len(url) > LONGEST_WATCHED:
        raise AddressError(f"The address is longer than {LONGEST_WATCHED:,} characters.")
    return url


def follow(base: str, location: str) -> str:
    """Resolve a redirect's Location against the page that sent it, vetted like any address.

    The query is left alone: a redirect may carry a signature. Raises `AddressError`.
    """
    try:
        return parse(urljoin(base, _escaped(location).strip())).url
    except AddressError:
        raise
    except ValueError as error:
        raise AddressError(f"The address cannot be read: {error}.") from error


def host_key(url: str) -> str:
    """Name the server of an address, as host:port. Raises `AddressError`."""
    return parse(url).host_key


def _escaped(location: str) -> str:
    """Write bytes that are not UTF-8, as a header may hold them, as escapes."""
    try:
        location.encode()
    except UnicodeEncodeError:
        raw = location.encode("utf-8", "surrogateescape")
        return "".join(chr(byte) if byte < 128 else f"%{byte:02X}" for byte in raw)
    return location


def _name(parameter: str) -> str:
    return parameter.partition("=")[0]


def _is_tracking(parameter: str) -> bool:
    return TRACKING.fullmatch(_name(parameter)) is not None


def _safe_path_and_query(split: SplitResult) -> tuple[str, str]:
    safe = urlsplit(safe_url_string(f"http://host{split.path}?{split.query}"))
    return safe.path or "/", safe.query


def _host(split: SplitResult) -> str:
    host = (split.hostname or "").strip()
    if split.netloc.startswith("["):
        return _ipv6(host, split.netloc)
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except idna.IDNAError as error:
            raise AddressError("The address has a host name that cannot exist.") from error
    host = host.removesuffix(".")
    labels = host.split(".")
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise AddressError("The address has no host name, or one that cannot exist.")
    if _NUMBER.fullmatch(labels[-1]):
        return _ipv4(host)
    return host


def _ipv4(host: str) -> str:
    try:
        return str(ipaddress.IPv4Address(host))
    except ValueError as error:
        raise AddressError(
            "The address has a host written as a number; write it as four numbers from 0 to 255."
        ) from error


def _ipv6(host: str, netloc: str) -> str:
    try:
        address = ipaddress.IPv6Address(host)
    except ValueError:
        address = None
    if address is None or not _BRACKETED.fullmatch(netloc):
        raise AddressError("The address has a bracketed host that is no plain IPv6 address.")
    return str(address)
