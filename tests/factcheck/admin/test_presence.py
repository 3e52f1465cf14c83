"""Being edited, in review, locked: three words for three things."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from factcheck import actions
from factcheck.models import Claim, Presence
from newsroom.accounts.models import User
from newsroom.embedded.places import ROOT
from tests.factcheck.admin.pages import answers, desk_of, text_of
from tests.factories import judged_claim, person, published_claim, reporter

pytestmark = pytest.mark.django_db

SCRIPT = ROOT / "factcheck" / "static" / "factcheck" / "presence.js"


def page_of(claim: Claim) -> str:
    return reverse("admin:factcheck_claim_change", args=[claim.pk])


def sign(claim: Claim, by: User, state: str = "changing") -> str:
    url = reverse("admin:factcheck_claim_presence", args=[claim.pk])
    response = desk_of(by).post(url, {"state": state})
    assert response.status_code == 200
    return response.content.decode()


def seen(claim: Claim, by: User) -> str:
    return text_of(desk_of(by).get(page_of(claim)).content)


def test_colleagues_see_who_has_unsaved_changes_and_may_edit_all_the_same() -> None:
    claim, ana = judged_claim(), reporter(first_name="Ana")
    assert "Ana" not in sign(claim, ana), "nobody is told of themselves"
    other = reporter()
    assert "being edited Ana has had unsaved changes here" in seen(claim, other)
    assert "Ana has had unsaved changes" in sign(claim, other)
    client = desk_of(other)
    form = answers(client, page_of(claim), "claim_form")
    assert client.post(page_of(claim), form | {"place": "Lima"}).status_code == 302


def test_the_mark_goes_when_the_page_is_closed_saved_or_silent() -> None:
    claim, ana, other = judged_claim(), reporter(first_name="Ana"), reporter()
    sign(claim, ana)
    sign(claim, ana, state="left")
    assert "being edited" not in seen(claim, other)
    sign(claim, ana)
    client = desk_of(ana)
    form = answers(client, page_of(claim), "claim_form")
    client.post(page_of(claim), form | {"place": "Lima"})
    assert "being edited" not in seen(claim, other)
    sign(claim, ana)
    Presence.objects.update(at=timezone.now() - timedelta(minutes=4))
    assert "being edited" not in seen(claim, other)


def test_one_sign_after_another_is_one_mark_and_old_ones_are_forgotten() -> None:
    claim, before, ana = judged_claim(), judged_claim(), reporter()
    sign(before, ana)
    Presence.objects.update(at=timezone.now() - timedelta(days=1))
    sign(claim, ana)
    sign(claim, ana)
    assert Presence.objects.get().claim == claim


def test_a_review_and_a_lock_have_words_of_their_own() -> None:
    writer = reporter()
    draft, public = judged_claim(by=writer), published_claim()
    assert "locked" not in seen(draft, writer)
    actions.submit(by=writer, claim=draft)
    text = seen(draft, writer)
    assert "in review" in text
    assert "the review ends" in text
    assert "■ locked Readers see this." in seen(public, writer)


def test_the_script_is_a_module_of_our_own_and_only_where_there_is_a_form() -> None:
    tag = b'<script type="module" src="/static/factcheck/presence'
    client = desk_of(reporter())
    assert tag in client.get(page_of(judged_claim())).content
    assert tag not in client.get(page_of(published_claim())).content
    assert not re.search(r"innerHTML|eval\(|https?:", SCRIPT.read_text())


def test_who_may_not_edit_gives_no_sign() -> None:
    claim = judged_claim()
    url = reverse("admin:factcheck_claim_presence", args=[claim.pk])
    assert desk_of(person("none", is_superuser=True)).post(url).status_code == 403
    assert not Presence.objects.exists()
