"""Several web processes keep pages of their own, and none of them ever shows an old one."""

from http.client import HTTPResponse
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from factcheck import actions
from sources.models import Link
from tests.factcheck.views.reader import address, correct, withdraw
from tests.factories import published_claim, transition
from tests.support.web import running_web

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def ask(url: str, tag: str = "") -> HTTPResponse | HTTPError:
    request = Request(url, headers={"If-None-Match": tag} if tag else {})  # noqa: S310 - loopback
    try:
        return urlopen(request, timeout=10)  # type: ignore[no-any-return] # noqa: S310
    except HTTPError as answer:
        return answer


def test_two_processes_never_show_a_stale_verdict(tmp_path: Path) -> None:
    claim = published_claim()
    with running_web(tmp_path / "one.log") as one, running_web(tmp_path / "two.log") as two:
        pages = [
            site + language + address(claim) for site in (one, two) for language in ("", "/es")
        ]
        tags = [ask(page).headers["ETag"] for page in pages]
        assert tags[:2] == tags[2:], "one page, whoever serves it"
        assert [ask(page, tag).status for page, tag in zip(pages, tags, strict=True)] == [304] * 4

        correct(claim)
        for page, tag in zip(pages, tags, strict=True):
            answer = ask(page, tag)
            assert answer.status == 200
            assert "We had the wrong month." in answer.read().decode()

        link = Link.objects.get(evidence__claim=claim)
        Link.objects.filter(pk=link.pk).update(health="dead")
        transition(link, "health", "dead", before="alive")
        actions.open_reviews()
        for page in pages:
            assert "health-gone" in ask(page).read().decode()

        tags = [ask(page).headers["ETag"] for page in pages]
        withdraw(claim)
        for page, tag in zip(pages, tags, strict=True):
            for answer in (ask(page), ask(page, tag)):
                assert answer.status == 410
                assert "We quoted the wrong person." in answer.read().decode()
