import pytest
from django.test import Client

from factcheck.api import named
from factcheck.api.named import as_published
from factcheck.health import refresh_health
from factcheck.models import Claimant, Topic
from sources.models import Link, Source
from tests.factcheck.api.desk import (
    RESOURCES,
    corrected,
    drafted,
    get,
    published,
    slugs,
    topic,
    withdrawn,
)

pytestmark = pytest.mark.django_db


def test_a_claim_is_the_check_without_our_judgement(client: Client) -> None:
    check = published(topics=["grain"])
    document = check.publication.document
    claim = get(client, f"claims/{check.slug}/")
    assert claim["id"] == document["id"]
    assert claim["check_url"] == f"https://desk.example.org/api/v1/checks/{check.slug}/"
    for part in ("statement", "said", "topics", "place", "context_note", "summary"):
        assert claim[part] == document["claim"][part]
    for part in ("claimants", "appearances", "independent_origins", "discrepancies"):
        assert claim[part] == document[part]
    assert not {"rating", "reason", "explanation", "evidence"} & set(claim)
    assert get(client, "claims/")["results"] == [claim]


def test_a_source_is_shown_as_published_with_its_health(client: Client) -> None:
    check = published()
    source = check.publication.document["appearances"][0]["source"]
    Link.objects.filter(public_id=source["link"]).update(health=Link.Health.DEAD)
    refresh_health([check])
    address = f"https://desk.example.org/api/v1/checks/?source={source['slug']}"
    expected = source | {"health": "gone", "checks_url": address}
    assert get(client, f"sources/{source['slug']}/") == expected
    assert get(client, "sources/")["results"] == [expected]


def test_claimants_and_topics_are_those_of_standing_checks(client: Client) -> None:
    published(topics=["grain"])
    drafted(topics=["secret"], statement="Only a draft")
    assert slugs(client, "topics/") == ["grain"]
    assert get(client, "topics/grain/") == {
        "slug": "grain",
        "name": "Grain",
        "checks_url": "https://desk.example.org/api/v1/checks/?topic=grain",
    }
    assert slugs(client, "claimants/") == ["ana-ruiz"]
    assert get(client, "claimants/ana-ruiz/")["name"] == "Ana Ruiz"


def test_what_an_editor_changes_is_not_seen_before_it_is_published(client: Client) -> None:
    check = published(topics=["grain"])
    Source.objects.update(title="Working title")
    Claimant.objects.update(name="Working name")
    Topic.objects.update(name="Working topic")
    for resource in ("sources", "claimants", "topics", "claims", "checks"):
        assert "Working" not in str(get(client, f"{resource}/"))
    corrected(check)
    assert get(client, "sources/")["results"][0]["title"] == "Working title"
    assert get(client, "claimants/ana-ruiz/")["name"] == "Working name"
    assert get(client, "topics/grain/")["name"] == "Working topic"


def test_a_name_that_is_published_away_while_somebody_reads_is_told_as_it_was_found() -> None:
    check = published(topics=["grain"])
    found = list(named.named(Topic))
    check.claim.topics.set([topic("harbour")])
    corrected(check)
    assert as_published(found) == [{"slug": "grain", "name": "Grain"}]
    assert as_published(list(named.named(Topic))) == [{"slug": "harbour", "name": "Harbour"}]


def test_the_newest_publication_of_the_latest_checks_tells_what_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def told() -> str:
        (part,) = as_published(list(named.named(Topic)))
        return str(part["name"])

    older = published(statement="One", topics=["grain"])
    published(statement="Other", topics=["grain"])
    Topic.objects.update(name="Wheat")
    corrected(older)
    assert told() == "Wheat"
    monkeypatch.setattr(named, "LATEST", 1)
    assert told() == "Grain"


def test_names_of_withdrawn_checks_are_gone_unless_another_check_has_them(client: Client) -> None:
    published(statement="The other claim", topics=["grain"])
    check = published(topics=["grain", "harbour"])
    source = check.publication.document["appearances"][0]["source"]["slug"]
    withdrawn(check)
    assert slugs(client, "topics/") == ["grain"]
    assert slugs(client, "claimants/") == ["ana-ruiz"]
    for gone in (f"claims/{check.slug}/", f"sources/{source}/", "topics/harbour/"):
        assert client.get(f"/api/v1/{gone}").status_code == 404


def test_ratings_come_in_the_order_of_the_scale_with_their_definitions(client: Client) -> None:
    rows = get(client, "ratings/")["results"]
    assert [row["key"] for row in rows][:2] == ["true", "mostly-true"]
    assert get(client, "ratings/half-true/")["definitions"][0]["text"]


def test_the_root_lists_the_resources_under_the_sites_own_name(client: Client) -> None:
    lists = client.get("/api/v1/", headers={"Host": "localhost"}).json()
    names = [*RESOURCES, "webhooks"]
    assert lists == {name: f"https://desk.example.org/api/v1/{name}/" for name in names}
