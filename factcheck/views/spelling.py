"""Addresses typed in capitals lead to those in small letters."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

View = Callable[..., HttpResponse]


def in_any_case(view: View) -> View:
    """Let a page whose ``slug`` has capitals, where there is none, lead to that without.

    Whether there is one without is not looked at: what was never published answers alike.
    """

    @wraps(view)
    def page(request: HttpRequest, slug: str, **parts: Any) -> HttpResponse:
        try:
            return view(request, slug=slug, **parts)
        except Http404:
            here = request.resolver_match
            if slug == slug.lower() or here is None:
                raise
            there = redirect(here.view_name, permanent=True, slug=slug.lower(), **parts)
            return cast("HttpResponse", there)

    return page
