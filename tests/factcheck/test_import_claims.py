"""``manage.py import_claims``: a report of accepted and refused rows."""

import json
from io import StringIO
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from factcheck.models import Claim
from sources.models import Source
from tests.factcheck.importing.reviews import FEED, REVIEW, page
from tests.factories import publisher, reporter
from tests.support.website import Website, content

pytestmark = pytest.mark.django_db


def run(*words: object, fails: str = "") -> str:
    out = StringIO()
    if fails:
        with pytest.raises(CommandError, match=fails):
            call_command("import_claims", *map(str, words), stdout=out, stderr=out)
    else:
        call_command("import_claims", *map(str, words), stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    path = tmp_path / "feed.json"
    path.write_text(json.dumps(FEED))
    return path


def test_a_feed_is_imported_and_each_row_reported(feed: Path) -> None:
    chief = publisher()
    said = run(feed)
    assert f"    1  imported: {REVIEW['claimReviewed']}" in said
    assert f"{feed}: 2 imported" in said
    assert Claim.objects.filter(created_by=chief).count() == 2
    assert f"{feed}: 2 we have it" in run(feed)
    assert Claim.objects.count() == 2


def test_a_refused_row_is_reported_with_the_reason_and_the_rest_is_imported(feed: Path) -> None:
    reporter(username="ana")
    bad = {"@type": "ClaimReview", "url": "mailto:x@example.org", "claimReviewed": "Bad"}
    feed.write_text(json.dumps([bad, REVIEW]))
    said = run(feed, "--by", "ana", fails="1 refused")
    assert "not imported: Bad" in said
    assert "✕ address:" in said
    assert Claim.objects.get().created_by.username == "ana"


def test_a_dry_run_does_nothing(feed: Path) -> None:
    publisher()
    assert "2 would be a new claim" in run(feed, "--dry-run")
    assert not Claim.objects.exists()
    assert not Source.objects.exists()


def test_a_page_is_fetched_through_the_guarded_door(settings: Any) -> None:
    publisher()
    with Website() as site:
        site.pages["/check"] = content(page(REVIEW))
        assert "Our policy refuses to look there" in run(site.url("/check"), fails="1 refused")
        assert not site.requests
        settings.LINKCHECK_ALLOWED_NETWORKS = [ip_network("127.0.0.0/8")]
        settings.LINKCHECK_ALLOWED_PORTS = [site.port]
        assert "1 imported" in run(site.url("/check"))


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    run(tmp_path, fails="There is no publisher yet")
    publisher()
    run(tmp_path, "--by", "nobody", fails="Nobody active is called “nobody”")
    assert "cannot be opened" in run(tmp_path / "none.json", fails="1 refused")
