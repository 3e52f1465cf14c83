"""What readers look at rather than read: figures on one scale, and what came when."""

from typing import Any

from django import template
from django.utils.formats import number_format

from factcheck.models import Check
from factcheck.one_scale import OneScale, on_one_scale
from factcheck.timeline import Timeline, timeline_of

register = template.Library()


@register.filter
def timeline(check: Check) -> Timeline:
    """Return what came to pass with a check. Costs nothing when ``publication`` is loaded."""
    return timeline_of(check)


@register.filter
def one_scale(found: dict[str, Any]) -> OneScale | None:
    """Put the figures of a confirmed discrepancy on one scale, where they fit one."""
    return on_one_scale(found["figures"])


@register.filter
def drawn(figures: list[dict[str, Any]], scale: OneScale | None) -> list[tuple[Any, Any]]:
    """Pair figures with their drawings, or with nothing where there is no scale."""
    return list(zip(figures, scale.drawn if scale else [""] * len(figures), strict=True))


@register.filter
def grouped(number: float) -> str:
    """Write a number with the separators of the interface's language: 17,000."""
    return number_format(int(number) if number == int(number) else number, force_grouping=True)
