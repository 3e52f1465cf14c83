"""How the pages a verdict rests on are, on the claim's own page."""

import pytest
from django.urls import reverse
from django.utils import timezone

from sources.models import Link
from tests.factcheck.admin.pages import desk_of, text_of
from tests.factories import judged_claim, reporter

pytestmark = pytest.mark.django_db

TYPO = "It did not answer at the first look (HTTP 404). Is the address right?"


@pytest.mark.parametrize(
    ("health", "was_well", "told"),
    [
        ("suspect", False, TYPO),
        ("suspect", True, "failing, confirming"),
        ("unverifiable", False, "look yourself and say “I saw it”"),
        ("alive", True, "works"),
    ],
)
def test_a_new_address_that_fails_is_told_of_at_once(
    health: str, *, was_well: bool, told: str
) -> None:
    claim = judged_claim()
    Link.objects.filter(evidence__claim=claim).update(
        health=health, status=404, last_ok_at=timezone.now() if was_well else None
    )
    page = reverse("admin:factcheck_claim_change", args=[claim.pk])
    text = text_of(desk_of(reporter()).get(page).content)
    assert told in text
    assert (TYPO in text) is (told == TYPO)
