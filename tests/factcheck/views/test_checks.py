import json
import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils import timezone

from factcheck import actions
from factcheck.models import Check, Claim
from sources.models import Link, Passage
from tests.factcheck.views.reader import address, text
from tests.factories import (
    STATEMENT,
    WORDS,
    evidence,
    judged_claim,
    publish,
    published_claim,
    reporter,
    source,
    transition,
)

pytestmark = pytest.mark.django_db


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
        health="dead",
        archived_url="https://archive.example.org/1",
        archived_at=datetime(2019, 6, 3, 12, tzinfo=UTC),
    )
    assert "archive.example.org" not in text(client, address(claim))
    transition(link, "health", "dead", before="alive")
    actions.open_reviews()
    page = text(client, address(claim))
    assert "The page is gone" in page
    assert (
        '<a href="https://archive.example.org/1" rel="noopener">archived on 3 June 2019</a>' in page
    )
    assert f'href="{link.url}"' not in page  # the title leads to the copy too
    assert "copia archivada el 3 de junio de 2019" in text(client, f"/es{address(claim)}")


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
