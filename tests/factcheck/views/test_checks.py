import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from factcheck import actions
from factcheck.models import Check, Claim, Correction
from sources.models import Link, Passage
from tests.factories import (
    STATEMENT,
    WORDS,
    approve,
    editor,
    evidence,
    judged_claim,
    publish,
    published_claim,
    publisher,
    rating,
    reporter,
    source,
    transition,
)

pytestmark = pytest.mark.django_db


def address(claim: Claim, *, version: int | None = None) -> str:
    return f"/checks/{claim.slug}/" + ("" if version is None else f"v/{version}/")


def text(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


def correct(claim: Claim, **words: str) -> None:
    actions.correct(
        by=publisher(),
        claim=claim,
        kind=Correction.Kind.CORRECTION,
        cause=Correction.Cause.NEW_EVIDENCE,
        was_wrong=words.get("was_wrong", "We had the wrong month."),
        what_changed=words.get("what_changed", "It now says May."),
    )
    actions.judge(by=reporter(), claim=claim, reason="The table for May says so.")
    publish(claim)


def withdraw(claim: Claim) -> None:
    actions.withdraw(by=publisher(), claim=claim, reason="We quoted the wrong person.")


# What readers see


def test_the_verdict_page_shows_claim_rating_reason_quote_and_evidence(client: Client) -> None:
    page = text(client, address(published_claim()))
    assert f'dir="auto">{STATEMENT}</h1>' in page
    assert "Mostly true" in page
    assert "The port&#x27;s own table gives 17,200 tons." in page
    assert f"{WORDS}<span" in page
    assert "Harbour statistics" in page
    assert "<strong>port authority</strong>" in page
    assert 'href="/methodology/#rating-mostly-true"' in page


def test_the_rating_stands_before_the_quote_and_the_evidence(client: Client) -> None:
    page = text(client, address(published_claim()))
    places = [page.index(f'id="{name}"') for name in ("our-rating", "said", "evidence", "record")]
    assert places == sorted(places)


def test_only_verbatim_words_stand_in_quotation_marks(client: Client) -> None:
    paraphrase = published_claim()
    verbatim = judged_claim(statement="Moved more than 17,000 tons of grain in May.")
    verbatim.appearances.update(kind="verbatim")
    Claim.objects.filter(pk=verbatim.pk).update(statement=f"{WORDS}.")
    publish(verbatim)
    assert f"“{STATEMENT}”" not in text(client, address(paraphrase))
    assert f"“{WORDS}.”</h1>" in text(client, address(verbatim))


def test_the_quote_is_marked_in_its_sentence_and_said_to_screen_readers(client: Client) -> None:
    page = text(client, address(published_claim()))
    quote = re.search(r"<blockquote.*?</blockquote>", page, re.DOTALL)
    assert quote is not None
    assert "According to Ana Ruiz, the harbour <mark>" in quote[0]
    assert "[checked words begin]" in quote[0]
    assert "Nobody else gave a figure." in quote[0]
    assert "The council meets" not in quote[0]


def test_a_link_leads_to_the_words_on_the_source_page(client: Client) -> None:
    page = text(client, address(published_claim()))
    assert "#:~:text=" in page
    assert "moved%20more%20than%2017%2C000%20tons%20of%20grain%20in%20May" in page


def test_withheld_evidence_is_said_and_not_shown(client: Client) -> None:
    draft = judged_claim()
    evidence(
        draft,
        address="https://secret.example.org/leak",
        title="The leaked ledger",
        is_load_bearing=False,
        is_withheld=True,
        withheld_reason="It would name our source.",
    )
    publish(draft)
    page = text(client, address(draft))
    assert "It would name our source." in page
    assert "secret.example.org" not in page
    assert "leaked ledger" not in page


def test_the_health_of_evidence_is_told_in_words(client: Client) -> None:
    claim = published_claim()
    link = Link.objects.get(evidence__claim=claim)
    assert "The page works" in text(client, address(claim))
    Link.objects.filter(pk=link.pk).update(
        health="dead", archived_url="https://archive.example.org/1"
    )
    transition(link, "health", "dead", before="alive")
    actions.open_reviews()
    page = text(client, address(claim))
    assert "The page is gone" in page
    assert 'href="https://archive.example.org/1"' in page


def test_a_changed_quote_shows_what_was_said_and_what_is_said_now(client: Client) -> None:
    claim = published_claim()
    appearance = claim.appearances.get()
    Passage.objects.filter(pk=appearance.passage_id).update(
        state="edited", now_reads="moved 17 million tons", confirmed_at=timezone.now()
    )
    transition(appearance.source.link, "passage", "edited", passage=appearance.passage)
    actions.open_reviews()
    page = text(client, address(claim))
    assert "Under re-review" in page
    assert "It now says:" in page
    assert "moved 17 million tons" in page


def test_a_verdict_that_stands_says_why(client: Client) -> None:
    claim = published_claim()
    now = timezone.now()
    Check.objects.update(review_note="The page only moved.", review_note_at=now)
    assert "the verdict stands" in text(client, address(claim))
    assert "The page only moved." in text(client, address(claim))


def test_a_source_without_an_address_is_said_to_be_unwatched(client: Client) -> None:
    draft = judged_claim()
    actions.add_appearance(
        by=reporter(), claim=draft, source=source("Heard at the quay.", address="", title="A note")
    )
    publish(draft)
    assert "nothing is watched" in text(client, address(draft))


# Corrections and versions


def test_a_correction_is_told_on_top_and_the_old_version_stays(client: Client) -> None:
    claim = published_claim()
    correct(claim)
    page = text(client, address(claim))
    assert page.index("We had the wrong month.") < page.index('id="said"')
    old = text(client, address(claim, version=1))
    assert "Version 1 of 2" in old
    assert "We had the wrong month." in old
    assert f'href="{address(claim)}"' in old
    assert "The port&#x27;s own table gives 17,200 tons." in old
    assert "The table for May says so." not in old


def test_versions_are_kept_from_search_engines_and_carry_no_markup(client: Client) -> None:
    claim = published_claim()
    page = text(client, address(claim, version=1))
    assert '<meta name="robots" content="noindex">' in page
    assert "ld+json" not in page
    assert "This is the version readers see now." in page


def test_a_version_that_never_was_does_not_exist(client: Client) -> None:
    claim = published_claim()
    assert client.get(address(claim, version=2)).content == client.get("/checks/none/").content
    assert client.get(address(claim, version=0)).status_code == 404


def test_a_pending_correction_does_not_show(client: Client) -> None:
    claim = published_claim()
    before = client.get(address(claim)).content
    actions.correct(
        by=publisher(), claim=claim, kind="correction", cause="editor_error", was_wrong="Pending."
    )
    actions.judge(by=reporter(), claim=claim, rating=rating("false"))
    assert client.get(address(claim)).content == before


# Never published, and withdrawn


def in_review(claim: Claim) -> None:
    actions.submit(by=reporter(), claim=claim)


def scheduled(claim: Claim) -> None:
    sha256 = approve(claim)
    at = timezone.now() + timedelta(days=1)
    actions.schedule(by=publisher(), claim=claim, at=at, sha256=sha256)


STAGES: dict[str, Callable[[Claim], object]] = {
    "draft": lambda _claim: None,
    "in review": in_review,
    "approved": approve,
    "scheduled": scheduled,
    "parked": lambda claim: actions.park(by=reporter(), claim=claim, note="Later."),
    "rejected": lambda claim: actions.reject(by=editor(), claim=claim, note="No."),
}


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("language", ["", "/es"])
def test_what_was_never_published_is_byte_for_byte_what_does_not_exist(
    client: Client, stage: str, language: str
) -> None:
    draft = judged_claim()
    STAGES[stage](draft)
    source_slug = draft.appearances.get().source.slug
    for hidden, missing in (
        (f"/checks/{draft.slug}/", "/checks/nowhere/"),
        (f"/checks/{draft.slug}/v/1/", "/checks/nowhere/v/1/"),
        (f"/sources/{source_slug}/", "/sources/nowhere/"),
        ("/claimants/ana-ruiz/", "/claimants/nowhere/"),
    ):
        for method in (client.get, client.head, client.options, client.post):
            one, other = method(language + hidden), method(language + missing)
            assert one.status_code == other.status_code
            assert one.content == other.content
            assert one.headers == other.headers
        assert client.get(language + hidden).status_code == 404


def test_of_a_withdrawn_check_only_the_notice_is_left(client: Client) -> None:
    claim = published_claim()
    withdraw(claim)
    for path in (address(claim), address(claim, version=1), f"/es{address(claim)}"):
        page = text(client, path, status=410)
        assert "We quoted the wrong person." in page
        assert "noindex" in page
        for gone in (STATEMENT, WORDS, "Ana Ruiz", "Harbour", "17,200", "ostly true", "ld+json"):
            assert gone not in page
    for path in ("/claimants/ana-ruiz/", f"/sources/{claim.appearances.get().source.slug}/"):
        assert client.get(path).status_code == 404


def test_a_reader_who_kept_the_page_gets_the_notice_after_a_withdrawal(client: Client) -> None:
    claim = published_claim()
    tag = client.get(address(claim)).headers["ETag"]
    withdraw(claim)
    assert client.get(address(claim), headers={"if-none-match": tag}).status_code == 410


# Headers and costs


def test_a_verdict_page_costs_two_queries_and_a_known_one_costs_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    claim = published_claim()
    correct(claim)
    client.get(address(claim))
    with django_assert_num_queries(2):
        response = client.get(address(claim))
    with django_assert_num_queries(1):
        known = client.get(address(claim), headers={"if-none-match": response.headers["ETag"]})
    with django_assert_num_queries(3):
        client.get(address(claim, version=1))
    assert known.status_code == 304
    assert known.content == b""
    assert known.headers["ETag"] == response.headers["ETag"]
    assert known.headers["Cache-Control"] == "public, no-cache"


def test_readers_get_no_cookie_and_no_session_and_pages_vary_by_nothing(client: Client) -> None:
    claim = published_claim()
    for path in ("/", address(claim), f"/es{address(claim)}", address(claim, version=1), "/x/"):
        response = client.get(path, headers={"accept-language": "es", "cookie": "sessionid=1"})
        assert not response.cookies
        assert "Vary" not in response.headers
    assert not Session.objects.exists()


def test_a_reader_page_allows_nothing_but_its_own_styles_and_pictures(client: Client) -> None:
    policy = client.get(address(published_claim())).headers["Content-Security-Policy"]
    assert {part.strip() for part in policy.split(";")} == {
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    }


def test_a_page_has_no_script_that_runs_and_nothing_from_elsewhere(client: Client) -> None:
    page = text(client, address(published_claim()))
    assert re.findall(r"<script[^>]*>", page) == ['<script type="application/ld+json">']
    loaded = re.findall(r'<(?:img|link rel="(?:stylesheet|icon))[^>]*(?:src|href)="([^"]*)"', page)
    assert loaded
    assert all(path.startswith("/static/") for path in loaded)
    assert len(loaded) + 1 <= 6
    assert len(page) < 50_000
    assert "style=" not in page


def test_head_says_what_get_says_without_the_body(client: Client) -> None:
    path = address(published_claim())
    got, headed = client.get(path), client.head(path)
    assert headed.content == b""
    assert headed.headers == got.headers
    assert client.post(path).status_code == 405


EVENTS: dict[str, dict[str, Any]] = {
    "evidence changes": {"evidence_version": 9},
    "a re-review opens": {"updated_at": timezone.now() + timedelta(hours=1)},
    "another day of looking": {"last_looked_at": timezone.now() - timedelta(days=3)},
}


@pytest.mark.parametrize("event", EVENTS)
def test_the_etag_changes_with_everything_readers_see(client: Client, event: str) -> None:
    path = address(published_claim())
    before = client.get(path).headers["ETag"]
    assert client.get(path).headers["ETag"] == before
    assert not before.startswith("W/")
    assert client.get(f"/es{path}").headers["ETag"] != before
    Check.objects.update(**EVENTS[event])
    assert client.get(path).headers["ETag"] != before


# Languages and machines


def test_the_address_alone_chooses_the_language(client: Client) -> None:
    path = address(published_claim())
    english = client.get(path, headers={"accept-language": "es"})
    spanish = client.get(f"/es{path}", headers={"accept-language": "en"})
    assert english.headers["Content-Language"] == "en"
    assert spanish.headers["Content-Language"] == "es"
    assert "Our rating" in english.content.decode()
    assert "Nuestra calificación" in spanish.content.decode()
    assert '<html lang="es">' in spanish.content.decode()
    assert f'lang="en" dir="auto">{STATEMENT}</h1>' in spanish.content.decode()


def test_a_page_names_itself_and_its_other_languages(client: Client) -> None:
    path = address(published_claim())
    page = text(client, f"/es{path}?utm=1")
    base = "https://desk.example.org"
    assert f'<link rel="canonical" href="{base}/es{path}">' in page
    assert f'hreflang="en" href="{base}{path}"' in page
    assert f'hreflang="x-default" href="{base}{path}"' in page
    assert "utm" not in page


def markup_of(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    markup: dict[str, object] = json.loads(found[1])
    return markup


def test_the_page_carries_the_claimreview_of_its_publication(client: Client) -> None:
    claim = published_claim()
    markup = markup_of(text(client, f"/es{address(claim)}"))
    assert markup["@type"] == "ClaimReview"
    assert markup["url"] == f"https://desk.example.org{address(claim)}"
    assert markup["claimReviewed"] == STATEMENT


HOSTILE = "</script><script>alert(1)</script>\u2028<!--"


def test_hostile_words_stay_words(client: Client) -> None:
    draft = judged_claim(statement=f"{HOSTILE} said the harbour")
    actions.judge(
        by=reporter(),
        claim=draft,
        reason=HOSTILE,
        explanation=f"{HOSTILE} [x](javascript:alert(1)) <img src=x onerror=alert(1)>",
        open_questions=HOSTILE,
        asked_whom=HOSTILE,
        answer=HOSTILE,
    )
    publish(draft)
    page = text(client, address(draft))
    assert "<script>alert" not in page
    assert "<img" not in page
    assert 'href="javascript' not in page
    assert markup_of(page)["claimReviewed"] == f"{HOSTILE} said the harbour"
