"""What templates say of a check that is shared."""

from django import template

from factcheck import sharing
from factcheck.models import Check

register = template.Library()


@register.simple_tag
def shared(check: Check) -> sharing.Shared:
    """Return the addresses, words and links of what is shared of a check."""
    return sharing.shared(check)
