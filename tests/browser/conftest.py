"""A browser, and people who are logged in."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from django.conf import settings as django_settings
from django.template import engines
from django.template.backends.django import DjangoTemplates
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from newsroom.accounts.models import User
from tests.browser import chromium


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start a browser for all tests. Where none can be had the run ends and says why.

    The driver keeps an event loop in this thread and takes turns with us; nothing of ours runs in
    it, so what Django fears of loops, two coroutines on one connection, cannot happen.
    """
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as driver:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        # Pages are as in production: a name that is missing is nothing, not an error that is true.
        templates = cast("DjangoTemplates", engines["django"])
        patch.setattr(templates.engine, "string_if_invalid", "")
        try:
            path = chromium.found_or_installed(os.environ, Path(driver.chromium.executable_path))
        except chromium.NoBrowser as reason:
            pytest.exit(str(reason), returncode=1)
        yield driver.chromium.launch(executable_path=path, args=chromium.ARGUMENTS)


Entering = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def enter(browser: Browser) -> Entering:
    """Open a window of its own for somebody, who is logged in unless it is nobody.

    What is given by name goes to the browser: ``java_script_enabled=False``, ``viewport=…``.
    """

    def enter(site: str, user: User | None = None, **options: object) -> BrowserContext:
        context = browser.new_context(base_url=site, reduced_motion="reduce", **options)  # type: ignore[arg-type]
        if user:
            client = Client()
            client.force_login(user)
            name = django_settings.SESSION_COOKIE_NAME
            context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])
        return context

    return enter
