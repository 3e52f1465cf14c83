"""The desk: what it shows, and what it costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from factcheck.models import Claim, Contribution, Verdict
from factcheck.workflow import State
from newsroom.accounts.models import Role, User
from tests.factcheck.admin.newsrooms import Newsroom, break_words
from tests.factcheck.admin.pages import desk_of, text_of
from tests.factories import judged_claim, person

pytestmark = pytest.mark.django_db

MOST_QUERIES = 15


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


@pytest.mark.parametrize("count", [10, 1000])
@pytest.mark.parametrize("role", [Role.REPORTER, Role.EDITOR, Role.PUBLISHER])
def test_the_desk_costs_at_most_fifteen_queries(newsroom: Newsroom, role: Role, count: int) -> None:
    user = person(role)
    many_claims(count, by=person(Role.EDITOR))
    break_words(newsroom.published, is_confirmed=False)
    client = desk_of(user)
    client.get(reverse("admin:index"))
    with CaptureQueriesContext(connection) as captured:
        response = client.get(reverse("admin:index"))
    assert response.status_code == 200
    assert len(captured) <= MOST_QUERIES, "\n".join(q["sql"][:120] for q in captured)


def test_an_empty_desk_says_what_to_do_next(db: None) -> None:
    response = desk_of(person(Role.REPORTER)).get(reverse("admin:index"))
    text = text_of(response.content)
    assert "Nothing waits for you" in text
    assert reverse("admin:sources_source_add") in response.content.decode()


def test_every_panel_has_its_rows_and_each_row_one_button(newsroom: Newsroom) -> None:
    break_words(newsroom.published, is_confirmed=False)
    response = desk_of(person(Role.EDITOR)).get(reverse("admin:index"))
    html = response.content.decode()
    panels = [
        "needs-you", "under-review", "in-trouble", "at-odds", "reader-reports",
        "recently-published",
    ]  # fmt: skip
    assert all(f'id="{slug}"' in html for slug in panels)
    assert html.count('class="row"') == html.count('<a class="button" href="')


def test_claims_are_shown_as_text_whatever_they_say(db: None) -> None:
    made = judged_claim(statement="<script>alert(1)</script> is what they said")
    user = person(Role.EDITOR)
    Contribution.objects.create(claim=made, person=user, revision=9)
    html = desk_of(user).get(reverse("admin:index")).content.decode()
    assert "&lt;script&gt;alert(1)" in html
    assert "<script>alert(1)" not in html


def test_the_desk_keeps_to_its_own_scripts_and_styles(db: None) -> None:
    response = desk_of(person(Role.EDITOR)).get(reverse("admin:index"))
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    html = response.content.decode()
    assert " style=" not in html
    assert "<style" not in html
    assert " onclick=" not in html
