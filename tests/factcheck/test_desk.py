"""The desk: what it shows, and what it costs."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from lxml import html

from factcheck import actions
from factcheck.models import Claim, Contribution, Verdict
from factcheck.workflow import State
from newsroom.accounts.models import Role, User
from newsroom.accounts.saved_filters import save_filter
from sources.models import Link
from tests.factcheck.admin.newsrooms import Newsroom, break_words
from tests.factcheck.admin.pages import desk_of, text_of
from tests.factories import judged_claim, person, published_claim

pytestmark = pytest.mark.django_db

MOST_QUERIES = 15
QUERIES_OF_CHARTS = 1


def many_claims(count: int, by: User) -> None:
    """Write ``count`` claims straight into the tables, half of them in review."""
    claims = Claim.objects.bulk_create(
        Claim(slug=f"claim-{n}", statement=f"Claim number {n}", created_by=by) for n in range(count)
    )
    Verdict.objects.bulk_create(
        Verdict(claim=row, state=State.DRAFT if n % 2 else State.IN_REVIEW, **_review(by, n))
        for n, row in enumerate(claims)
    )
    Contribution.objects.bulk_create(
        Contribution(claim=row, person=by, revision=1) for row in claims
    )


def _review(by: User, number: int) -> dict[str, object]:
    if number % 2:
        return {}
    return {"document": {}, "document_sha256": "0" * 64, "submitted_by": by}


def break_pages_of(claim: Claim) -> None:
    """Let every page the draft rests on have failed once, so that no panel is empty."""
    failing = {"health": Link.Health.SUSPECT, "failing_since": timezone.now()}
    Link.objects.filter(evidence__claim=claim).update(**failing)


def queries_of(client: Client) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(reverse("admin:index")).status_code == 200
    return [query["sql"][:120] for query in captured]


@pytest.mark.parametrize("count", [10, 1000])
@pytest.mark.parametrize("role", [Role.REPORTER, Role.EDITOR, Role.PUBLISHER])
def test_the_desk_costs_at_most_fifteen_queries(newsroom: Newsroom, role: Role, count: int) -> None:
    user = person(role)
    many_claims(count, by=person(Role.EDITOR))
    break_words(newsroom.published, is_confirmed=False)
    break_pages_of(newsroom.draft)
    save_filter(by=user, model="factcheck.claim", query="q=grain", name="Grain")
    client = desk_of(user)
    caches["process"].clear()
    first, second = queries_of(client), queries_of(client)
    assert len(first) == MOST_QUERIES, "\n".join(first)
    assert len(second) == len(first) - QUERIES_OF_CHARTS, "\n".join(second)


def test_an_empty_desk_says_what_to_do_next(db: None) -> None:
    response = desk_of(person(Role.REPORTER)).get(reverse("admin:index"))
    text = text_of(response.content)
    assert "Nothing waits for you" in text
    assert reverse("admin:sources_source_add") in response.content.decode()


def test_a_desk_with_nothing_but_news_says_what_to_do_next_as_well(db: None) -> None:
    published_claim()
    text = text_of(desk_of(person(Role.REPORTER)).get(reverse("admin:index")).content)
    assert "Recently published" in text
    assert "Nothing waits for you" in text


def test_a_row_says_who_has_it_and_how_long_it_has_stood_like_that(newsroom: Newsroom) -> None:
    since = timezone.now() - timedelta(days=2, hours=5)
    Verdict.objects.filter(claim=newsroom.in_review).update(changed_at=since)
    text = text_of(desk_of(person(Role.EDITOR)).get(reverse("admin:index")).content)
    assert "2 d in review" in text
    assert f"sent by {Verdict.objects.get(claim=newsroom.in_review).submitted_by}" in text
    writer = newsroom.draft.created_by
    actions.assign(by=writer, claim=newsroom.draft, assignee=writer)
    text = text_of(desk_of(writer).get(reverse("admin:index")).content)
    assert f"with {writer}" in text
    assert "min as a draft" in text


def test_the_desk_draws_charts_with_their_numbers_in_tables(newsroom: Newsroom) -> None:
    caches["process"].clear()
    page = html.fromstring(desk_of(person(Role.EDITOR)).get(reverse("admin:index")).content)
    figures = page.xpath("//section[@aria-labelledby='trends-heading']//figure")
    assert len(figures) == 3
    for figure in figures:
        bars, rows = figure.xpath(".//*[local-name()='rect']"), figure.xpath(".//tbody/tr")
        assert len(bars) == len(rows) > 0


def test_the_desk_lists_what_one_saved(db: None) -> None:
    user = person(Role.REPORTER)
    save_filter(by=user, model="factcheck.claim", query="q=grain", name="Grain")
    save_filter(
        by=person(Role.REPORTER),
        model="factcheck.claim",
        query="q=x",
        name="Theirs",
        is_shared=True,
    )
    response = desk_of(user).get(reverse("admin:index"))
    assert f"{reverse('admin:factcheck_claim_changelist')}?q=grain" in response.content.decode()
    assert "Theirs" not in response.content.decode()


def test_every_panel_has_its_rows_and_each_row_one_button(newsroom: Newsroom) -> None:
    break_words(newsroom.published, is_confirmed=False)
    response = desk_of(person(Role.EDITOR)).get(reverse("admin:index"))
    shown = response.content.decode()
    panels = [
        "needs-you", "under-review", "in-trouble", "at-odds", "reader-reports",
        "recently-published",
    ]  # fmt: skip
    assert all(f'id="{slug}"' in shown for slug in panels)
    assert shown.count('class="row"') == shown.count('<a class="button" href="')


def test_claims_are_shown_as_text_whatever_they_say(db: None) -> None:
    made = judged_claim(statement="<script>alert(1)</script> is what they said")
    user = person(Role.EDITOR)
    Contribution.objects.create(claim=made, person=user, revision=9)
    shown = desk_of(user).get(reverse("admin:index")).content.decode()
    assert "&lt;script&gt;alert(1)" in shown
    assert "<script>alert(1)" not in shown


def test_the_desk_keeps_to_its_own_scripts_and_styles(db: None) -> None:
    response = desk_of(person(Role.EDITOR)).get(reverse("admin:index"))
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    shown = response.content.decode()
    assert " style=" not in shown
    assert "<style" not in shown
    assert " onclick=" not in shown
