"""A newsroom to look around in: something of everything, and the seeds' long sentences."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import cast

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.core.management import call_command
from django.db import connection
from django.db.models import F, Model
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from factcheck.models import Claim
from newsroom.accounts.models import Role, User
from seeds.load import load
from seeds.people import demo_people
from sources.actions import file_source
from sources.models import Link, Retrieval, Source
from tests.browser.screens import Key, Rows
from tests.factcheck.admin.newsrooms import furnish
from tests.factories import person, reporter
from tests.support.press import Press, press_in

COPIED = (
    "Tuesday 4 June 2019\n\nHome\n\nPolitics\n\nHarbours\n\nThe harbour speaks\n\nBy Ana Ruiz\n\n"
    "The harbour master spoke on Monday, in front of the whole council and the press.\n\n"
    "RelatedArticles\n\nFive ways to cook lentils\n\n"
    "The harbour moved more than 17,000 tons of grain in May, she said, more than ever before.\n\n"
    "Share\n\n2,738\n\n© 2019 Harbour News. All rights reserved."
)


@dataclass(frozen=True)
class House:
    """A newsroom that is served at ``url``; the ``chief`` may do everything in it."""

    url: str
    chief: User
    rows: Rows


@contextmanager
def open_house(folder: Path) -> Iterator[House]:
    """Furnish a newsroom and serve it; what is committed is cleared away afterwards."""
    press = press_in(folder)
    kept = {"location": folder / "snapshots", "base_url": None}
    storage = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": kept}
    with (
        press.open(),
        override_settings(
            STORAGES={**settings.STORAGES, "snapshots": storage}, LINKCHECK_PACE=86_400.0
        ),
    ):
        empty_the_database()  # a run that was broken off may have left something
        server = LiveServer("127.0.0.1")
        try:
            chief = person(Role.PUBLISHER, is_superuser=True)
            with ThreadPoolExecutor(1) as apart:  # links are looked at in a loop of their own
                rows = apart.submit(furnished, press, chief).result()
            yield House(server.url, chief, rows)
        finally:
            server.stop()
            empty_the_database()


def empty_the_database() -> None:
    """Take every row away, whoever committed it."""
    call_command("flush", interactive=False, verbosity=0)


def furnished(press: Press, chief: User) -> Rows:
    """Fill the database; return the rows of each model whose screens are looked at.

    The ``chief`` looks at them, and has an authenticator app and recovery codes to look at.

    The press must be open. Of most models one row is enough, the first; claims, pages and
    articles look different in each of their states.
    """
    import_module("factcheck.migrations.0003_default_scale").add_scale(apps, None)
    newsroom = furnish()
    with_files = load(people=demo_people(), say=lambda _sentence: None, pages=press.pages)
    claims = [*vars(newsroom).values(), with_files.claims["rosneft-gifts"]]
    rows = {model: [_first(model)] for model in admin.site._registry}
    rows[Claim] = [newsroom.in_review.pk, *(one.pk for one in claims if one != newsroom.in_review)]
    rows[Link] = _one_of_each_health()
    rows[Source] += [_article_to_freeze(), _article_that_failed()]
    rows[User] = [chief.pk]
    rows[Authenticator] = []  # a passkey is made by a browser: tests of its own add one
    _give_second_factors(chief)
    connection.close()  # this thread's own
    return rows


def _first(model: type[Model]) -> Key:
    row = model._default_manager.first()
    assert row is not None, f"The newsroom to look around in has no {model.__name__}."
    return cast("Key", row.pk)


def _one_of_each_health() -> list[Key]:
    """Return a page of each health; those that were looked at have the most to show."""
    newest = F("last_looked_at").desc(nulls_last=True)
    links = Link.objects.order_by("health", newest).distinct("health")
    return list(links.values_list("pk", flat=True))


def _article_to_freeze() -> int:
    return int(file_source(by=reporter(), text=COPIED).pk)


def _article_that_failed() -> int:
    filed: Source = file_source(by=reporter(), address="https://press.example.org/walled")
    filed.retrievals.update(state=Retrieval.State.FAILED, note="The page is behind a paywall.")
    return int(filed.pk)


def _give_second_factors(chief: User) -> None:
    """Give somebody an app and recovery codes."""
    TOTP.activate(chief, generate_totp_secret())
    RecoveryCodes.activate(chief)
