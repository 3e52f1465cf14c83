"""A desk that speaks Spanish does the same: numbers, dates and documents do not change with it."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from lxml import html

from factcheck.document import build, sha256_of
from newsroom.accounts.models import Role
from tests.factcheck.admin.pages import answers, desk_of, text_of
from tests.factories import approve, judged_claim, publisher, reporter
from tests.sources.admin.links import dead_page, page_of

pytestmark = pytest.mark.django_db


def test_readers_get_the_same_document_from_it() -> None:
    claim = judged_claim()
    in_english = sha256_of(build(claim))
    with override("es"):
        assert sha256_of(build(claim)) == in_english


def test_a_claim_is_saved_as_it_stands() -> None:
    claim = judged_claim()
    before = sha256_of(build(claim))
    client = desk_of(reporter(language="es"))
    page = reverse("admin:factcheck_claim_change", args=[claim.pk])
    response = client.post(page, answers(client, page, "claim_form"))
    assert response.status_code == 302, text_of(response.content)
    claim.refresh_from_db()
    assert sha256_of(build(claim)) == before


def test_a_publication_is_scheduled_for_the_time_that_was_chosen() -> None:
    claim = judged_claim()
    approve(claim)
    client = desk_of(publisher(language="es"))
    url = reverse("admin:factcheck_claim_act", args=[claim.pk, "schedule"])
    soon = (timezone.now() + timedelta(days=30)).replace(second=0, microsecond=0)
    given = answers(client, url, "act-form") | {"at": f"{soon:%Y-%m-%dT%H:%M}"}
    response = client.post(url, given)
    assert response.status_code == 302, text_of(response.content)
    claim.verdict.refresh_from_db()
    assert claim.verdict.scheduled_for == soon


def test_looks_are_drawn_where_they_belong() -> None:
    page = html.fromstring(desk_of(reporter(language="es")).get(page_of(dead_page())).content)
    places = [mark.get("x") for mark in page.xpath("//figure[@class='looks']//svg/text")]
    assert len(places) == 7
    assert all(re.fullmatch(r"\d+(\.\d+)?%", place) for place in places), places


def test_editors_and_publishers_are_two_words() -> None:
    with override("es"):
        assert len({str(role.label) for role in Role}) == len(Role)
