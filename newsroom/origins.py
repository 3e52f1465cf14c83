"""Where a form was sent from, by the word of the browser: no script can write these headers."""

from django.http import HttpRequest

TOLD = {"same-origin": True, "same-site": False, "cross-site": False}
"""What ``Sec-Fetch-Site`` may say; "none" is a person's own doing and tells nothing."""


def is_from_here(request: HttpRequest) -> bool | None:
    """Tell whether one of our own pages sent the request; None where the browser does not say.

    ``Sec-Fetch-Site`` is sent over TLS only, so ``Origin`` is asked next. What sends neither is
    no browser of today, and nobody's browser could be made to.
    """
    told = TOLD.get(request.headers.get("Sec-Fetch-Site", ""))
    if told is not None:
        return told
    origin = request.headers.get("Origin")
    return origin == f"{request.scheme}://{request.get_host()}" if origin else None
