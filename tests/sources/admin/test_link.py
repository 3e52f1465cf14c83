"""A link's page: how it is, why, and what rests on it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from newsroom.audit.models import Event
from sources.models import Link, Look
from tests.factcheck.admin.newsrooms import break_words
from tests.factcheck.admin.pages import desk_of, text_of
from tests.factories import editor, judged_claim, link, reporter

pytestmark = pytest.mark.django_db


def page_of(address: Link) -> str:
    return reverse("admin:sources_link_change", args=[address.pk])


def test_the_page_answers_why_it_is_red() -> None:
    bad = link(health="suspect", failing_since=timezone.now(), hard_failures=1)
    Look.objects.create(
        link=bad, at=timezone.now(), outcome="gone", rule="status-404", status=404,
        final_url=bad.url, elapsed_ms=12, signals={"title": "Not found here"},
    )  # fmt: skip
    text = text_of(desk_of(reporter()).get(page_of(bad)).content)
    for words in ("failing, confirming", "1 looks in a row", "status-404", "404", "Not found here"):
        assert words in text


def test_the_page_shows_cited_words_as_said_and_as_they_read_now() -> None:
    claim = judged_claim()
    passage = break_words(claim, is_confirmed=False)
    source = claim.appearances.get().source
    text = text_of(desk_of(reporter()).get(page_of(source.link)).content)
    assert f"Said“{passage.exact}”" in text
    assert "Now reads“moved less”" in text
    assert "seen once, confirming" in text
    assert claim.statement in text


def test_a_reporter_asks_for_a_check() -> None:
    some = link()
    url = reverse("admin:sources_link_check", args=[some.pk])
    assert desk_of(reporter()).post(url).status_code == 302
    some.refresh_from_db()
    assert some.requested_at is not None


def test_an_editor_says_they_saw_it_and_a_reporter_may_not() -> None:
    some = link()
    url = reverse("admin:sources_link_seen", args=[some.pk])
    response = desk_of(reporter()).post(url, {"note": "It was there."}, follow=True)
    assert "does not allow you" in text_of(response.content)
    desk_of(editor()).post(url, {"note": "It was there."})
    some.refresh_from_db()
    assert some.seen_until is not None
    assert Event.objects.filter(verb="mark seen", note="It was there.").exists()


def test_buttons_are_not_links() -> None:
    some = link()
    for name in ("check", "seen"):
        url = reverse(f"admin:sources_link_{name}", args=[some.pk])
        assert desk_of(editor()).get(url).status_code == 405


def test_nobody_edits_a_link_by_hand() -> None:
    some = link()
    desk_of(editor()).post(page_of(some), {"health": "alive", "url": "https://x.example.org/"})
    some.refresh_from_db()
    assert some.health == Link.Health.NEW
