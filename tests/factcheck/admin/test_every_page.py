"""Every page of the admin opens for every role, in a bounded number of queries."""

from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from factcheck.admin.acts import ACTS
from newsroom.accounts.models import Role
from tests.factcheck.admin.newsrooms import Newsroom
from tests.factcheck.admin.pages import desk_of
from tests.factories import judged_claim, person

MOST_QUERIES = 45

ROLES = [(Role.REPORTER, False), (Role.EDITOR, False), (Role.PUBLISHER, False), (Role.NONE, True)]


def pages(model: type[Model]) -> Iterator[str]:
    """Name the stock pages of a model, with a row that exists."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    yield reverse(f"{name}_changelist")
    yield reverse(f"{name}_changelist") + "?q=claim"
    yield reverse(f"{name}_add")
    row = model._default_manager.first()
    assert row is not None, f"The newsroom of these tests has no {model.__name__}."
    for page in ("change", "history", "delete"):
        yield reverse(f"{name}_{page}", args=[row.pk])


def queries_of(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    return len(captured)


@pytest.mark.parametrize(("role", "is_superuser"), ROLES)
def test_every_stock_page_answers_every_role(
    newsroom: Newsroom, role: Role, is_superuser: bool
) -> None:
    client = desk_of(person(role, is_superuser=is_superuser))
    opened = 0
    for model in admin.site._registry:
        for url in pages(model):
            with CaptureQueriesContext(connection) as captured:
                response = client.get(url)
            assert response.status_code in {200, 403}, (url, response.status_code)
            assert len(captured) <= MOST_QUERIES, (url, len(captured))
            opened += response.status_code == 200
    assert opened > 60


@pytest.mark.parametrize(("role", "is_superuser"), ROLES)
def test_every_page_of_our_own_answers_every_role(
    newsroom: Newsroom, role: Role, is_superuser: bool
) -> None:
    client = desk_of(person(role, is_superuser=is_superuser))
    source = newsroom.draft.appearances.get().source_id
    urls = [
        reverse("admin:index"),
        reverse("admin:sources_source_text", args=[source]),
        reverse("admin:sources_source_workbench", args=[source]),
    ]
    for claim in vars(newsroom).values():
        urls.append(reverse("admin:factcheck_claim_change", args=[claim.pk]))
        urls.append(reverse("admin:factcheck_claim_preview", args=[claim.pk]))
    pk = newsroom.in_review.pk
    urls += [reverse("admin:factcheck_claim_act", args=[pk, act.slug]) for act in ACTS]
    for url in urls:
        with CaptureQueriesContext(connection) as captured:
            response = client.get(url)
        assert response.status_code == 200, (url, response.status_code)
        assert len(captured) <= MOST_QUERIES, (url, len(captured))


def test_lists_cost_the_same_however_many_rows(newsroom: Newsroom) -> None:
    client = desk_of(person(Role.PUBLISHER))
    lists = [
        reverse(f"admin:{m._meta.app_label}_{m._meta.model_name}_changelist")
        for m in admin.site._registry
    ]
    for url in lists:
        client.get(url)
    before = {url: queries_of(client, url) for url in lists}
    for number in range(4):
        judged_claim(statement=f"Another claim, number {number}")
    after = {url: queries_of(client, url) for url in lists}
    assert after == before


def test_nobody_without_a_role_gets_in(newsroom: Newsroom) -> None:
    client = desk_of(person(Role.NONE))
    for model in admin.site._registry:
        for url in pages(model):
            assert client.get(url).status_code == 403, url


def test_strangers_are_sent_to_log_in(newsroom: Newsroom) -> None:
    client = Client()
    for name in ("factcheck_claim_change", "factcheck_claim_preview", "factcheck_claim_history"):
        response = client.get(reverse(f"admin:{name}", args=[newsroom.draft.pk]))
        assert response.status_code == 302
        assert "/admin/login/" in response.headers["Location"]
