"""Addresses typed in capitals lead to those in small letters."""

from functools import wraps
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from newsroom.pages import Page, PageView


def in_any_case(view: PageView) -> PageView:
    """Let a page whose ``slug`` has capitals, where there is none, lead to that without.

    Whether there is one without is not looked at: what was never published answers alike.
    """

    @wraps(view)
    def page(request: HttpRequest, slug: str, **parts: Any) -> HttpResponse | Page:
        try:
            return view(request, slug=slug, **parts)
        except Http404:
            here = request.resolver_match
            if slug == slug.lower() or here is None:
                raise
            there = redirect(here.view_name, permanent=True, slug=slug.lower(), **parts)
            return cast("HttpResponse", there)

    return page
