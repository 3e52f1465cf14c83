"""Hosts known for one purpose: domain sellers, login and consent services, walls, shorteners."""

import tomllib
from functools import cache
from pathlib import Path


@cache
def _known(purpose: str) -> frozenset[str]:
    table = tomllib.loads((Path(__file__).parent / "hosts.toml").read_text("utf-8"))
    return frozenset(table[purpose])


def is_parking_host(host: str) -> bool:
    """Tell whether a host belongs to a domain seller."""
    return _is_of(host, "parking")


def is_shortener(host: str) -> bool:
    """Tell whether a host only sends on to other ones."""
    return _is_of(host, "shortener")


def is_challenge_host(host: str) -> bool:
    """Tell whether a host asks whether we are human."""
    return _is_of(host, "challenge")


def is_login_host(host: str) -> bool:
    """Tell whether a host asks who we are."""
    return host.partition(".")[0] in _known("login_names") or _is_of(host, "login")


def is_consent_host(host: str) -> bool:
    """Tell whether a host asks for consent."""
    return host.partition(".")[0] in _known("consent_names")


def bare(host: str) -> str:
    """Drop the `www.` that makes no other site."""
    return host.removeprefix("www.")


def _is_of(host: str, purpose: str) -> bool:
    parts = host.split(".")
    return any(".".join(parts[start:]) in _known(purpose) for start in range(len(parts)))
