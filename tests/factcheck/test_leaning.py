"""Which claims lean on a page."""

import pytest

from factcheck import actions, leaning
from factcheck.leaning import claims_leaning_on, count_leaning, is_leaned_on, leaning_on
from factcheck.models import Claim
from sources.models import Link
from tests.factories import (
    claim,
    editor,
    evidence,
    judged_claim,
    link,
    published_claim,
    publisher,
)
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db

URL = "https://port.example.org/table"


def lean(on: str = URL, *, statement: str) -> Claim:
    made = claim(statement=statement)
    evidence(made, address=on)
    return made


def test_evidence_and_appearances_lean_on_a_page_and_a_claim_that_has_both_counts_once() -> None:
    both = claim(statement="Both")
    article = both.appearances.get().source.link
    assert article is not None
    evidence(both, address=article.url)
    found = leaning_on([article])[article.pk]
    assert ([str(c) for c in found.claims], found.number) == (["Both"], 1)


def test_published_claims_are_named_first() -> None:
    draft = claim(statement="An older draft")
    public = published_claim(statement="A published one")
    page = Link.objects.get(evidence__claim=public)
    evidence(draft, address=page.url)
    named = [str(one) for one in leaning_on([page])[page.pk].claims]
    assert named == ["A published one", "An older draft"]


def test_what_was_set_aside_or_withdrawn_leans_on_nothing() -> None:
    parked, withdrawn = lean(statement="Parked"), published_claim(statement="Withdrawn")
    actions.park(by=editor(), claim=parked, note="Later.")
    actions.withdraw(by=publisher(), claim=withdrawn, reason="Forged.")
    pages = Link.objects.filter(evidence__claim__in=[parked, withdrawn])
    assert [claims_leaning_on(page) for page in pages] == [[], []]
    assert not pages.filter(is_leaned_on()).exists()


def test_a_correction_that_rests_on_another_page_leans_on_the_old_one_no_more() -> None:
    public = published_claim()
    old = Link.objects.get(evidence__claim=public)
    actions.replace_address(by=publisher(), link=old, address=URL, told="It moved.")
    assert old.checks.exists()
    assert claims_leaning_on(old) == []


def test_claims_are_counted_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaning, "MOST", 3)
    monkeypatch.setattr(leaning, "MANY", 2)
    for number in range(5):
        lean(statement=f"Claim {number}")
    page = Link.objects.get(url=URL)
    counted = Link.objects.annotate(n=count_leaning()).values_list("n", flat=True)
    assert counted.get(pk=page.pk) == 2
    found = leaning_on([page])[page.pk]
    assert (found.number, found.is_cut, found.more) == (3, True, 0)


def test_a_page_of_links_costs_two_queries() -> None:
    pages = [Link.objects.get(evidence__claim=judged_claim()) for _n in range(4)] + [link()]
    with sql_sent() as sent:
        found = leaning_on(pages)
    assert len(sent) == 2
    assert [found[page.pk].number for page in pages] == [1, 1, 1, 1, 0]
