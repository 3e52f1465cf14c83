"""Outlets by their names, where no address tells their domain."""

from newsroom.slugs import free_slug
from sources.models import Outlet


def ensure_outlet(name: str) -> Outlet:
    """Return the outlet called so, made where there is none; whom it was merged into, if it was."""
    known = Outlet.objects.filter(name__iexact=name).select_related("merged_into").first()
    if known:
        return known.merged_into or known
    return Outlet.objects.create(name=name, slug=free_slug(name, Outlet.objects.all()))
