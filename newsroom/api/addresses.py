"""Addresses in answers: always those of the site's own name, whatever Host a request named."""

from django.conf import settings
from django.urls import reverse


def absolute(path: str) -> str:
    """Return the full address of a path of this site."""
    return f"{settings.SITE_URL}{path}"


def api_address(name: str, *args: object) -> str:
    """Return the full address of a resource, such as ``api_address("check-detail", slug)``."""
    return absolute(reverse(f"api:{name}", args=args))
