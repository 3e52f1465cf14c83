"""What machines wrote is read in the desk's words."""

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from sources.alerting import alert_on, open_network_alert
from sources.models import Look
from tests.factcheck.admin.newsrooms import break_words
from tests.factcheck.admin.pages import desk_of, text_of
from tests.factories import judged_claim, link, reporter, transition

pytestmark = pytest.mark.django_db


def list_of(model: str, **asked: str) -> str:
    url = reverse(f"admin:sources_{model}_changelist")
    return desk_of(reporter()).get(url, asked).content.decode()


def test_alerts_say_what_happened_in_the_desks_words_and_lead_to_the_page() -> None:
    page = link()
    alert_on([transition(page, "health", "dead", before="suspect")], is_flapping=False)
    break_words(judged_claim())
    open_network_alert("No canary answers.")
    shown = list_of("alert")
    assert reverse("admin:sources_link_change", args=[page.pk]) in shown
    text = text_of(shown.encode())
    assert f"{page.url}: health: gone (was: failing, confirming)" in text
    assert "“moved more than 17,000 tons of grain in May”, cited words: edited" in text
    assert "No canary answers." in text
    assert "suspect" not in text


def test_changes_of_state_are_listed_in_the_desks_words() -> None:
    transition(link(), "health", "dead", before="suspect", rule="hard-failures-over-72-hours")
    row = html.fromstring(list_of("transition")).xpath("//tbody/tr")[0]
    shown = " ".join(" ".join(row.itertext()).split())
    told = "failing, confirming To gone Why Three looks over 72 hours say it is gone."
    assert told in shown


def test_looks_are_listed_and_filtered_in_the_desks_words() -> None:
    page = link()
    for outcome, rule in (("soft_404", "missing-title"), ("ok", "answered")):
        Look.objects.create(
            link=page, at=timezone.now(), outcome=outcome, rule=rule, final_url="", elapsed_ms=1
        )
    kept = text_of(list_of("look", outcome="soft_404").encode())
    assert "The title says there is no such page." in kept
    assert "nothing says it is not the page" not in kept
    assert "soft_404" not in kept
