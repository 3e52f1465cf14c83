"""What people type into fields that no form of Django's reads."""

from django.http import HttpRequest


def typed(request: HttpRequest, name: str) -> str:
    """Return what was sent as ``name``, empty where nothing was.

    PostgreSQL has no text with a NUL in it, nor does anybody mean one: it becomes a space.
    """
    return request.POST.get(name, "").replace("\0", " ")
