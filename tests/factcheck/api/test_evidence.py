"""The pages that standing checks rest on, as readers know them."""

import pytest
from django.db.models import Q
from django.test import Client
from django.utils import timezone

from factcheck import actions
from factcheck.health import PUBLIC_WORDS, link_state, links_told_as, refresh_health
from factcheck.models import Check
from sources.models import Link, Passage
from tests import factories
from tests.factcheck.api.desk import corrected, drafted, get, published, slugs, withdrawn

pytestmark = pytest.mark.django_db


def ids(client: Client, query: str = "") -> set[str]:
    return {row["id"] for row in get(client, f"evidence/?{query}")["results"]}


def test_a_page_is_shown_as_the_checks_that_rest_on_it_tell(client: Client) -> None:
    check = published()
    links = get(client, f"checks/{check.slug}/")["evidence"]["links"]
    rows = {row["id"]: row for row in get(client, "evidence/")["results"]}
    assert set(rows) == {row["link"] for row in links}
    for told in links:
        row = rows[told["link"]]
        assert row["url"] == Link.objects.get(public_id=told["link"]).url
        assert {name: row[name] for name in ("health", "archived_url", "archived_at")} == {
            name: told[name] for name in ("health", "archived_url", "archived_at")
        }
        assert [one["slug"] for one in row["checks"]] == [check.slug]
        assert [one["slug"] for one in get(client, row["checks_url"])["results"]] == [check.slug]
        assert get(client, f"evidence/{told['link']}/") == row


def test_of_many_checks_the_newest_five_are_named_and_all_are_listed(client: Client) -> None:
    address = "https://register.example.org/"
    for number in range(6):
        claim = drafted(statement=f"Claim {number}")
        factories.evidence(claim, address=address)
        factories.publish(claim)
    newest = list(Check.objects.order_by("-pk").values_list("slug", flat=True))
    (row,) = (row for row in get(client, "evidence/")["results"] if row["url"] == address)
    assert [one["slug"] for one in row["checks"]] == newest[:5]
    assert {one["slug"] for one in get(client, row["checks_url"])["results"]} == set(newest)


def test_cited_words_are_shown_as_they_stand(client: Client) -> None:
    check = published()
    quote = check.publication.document["appearances"][0]["quote"]
    (words,) = (w for row in get(client, "evidence/")["results"] for w in row["passages"])
    assert words == {
        "passage": quote["id"],
        "exact": quote["exact"],
        "state": "present",
        "now_reads": "",
    }
    Passage.objects.update(state="edited", now_reads="Other words.", changed_since=timezone.now())
    assert words in [w for row in get(client, "evidence/")["results"] for w in row["passages"]]
    Passage.objects.update(confirmed_at=timezone.now())
    (words,) = (w for row in get(client, "evidence/")["results"] for w in row["passages"])
    assert (words["state"], words["now_reads"]) == ("edited", "Other words.")


def test_what_only_drafts_or_withdrawn_checks_rest_on_is_nowhere(client: Client) -> None:
    assert ids(client) == set()
    drafted(statement="Only a draft")
    Link.objects.update(cadence=Link.Cadence.PUBLISHED)
    assert ids(client) == set()
    check = published()
    public = ids(client)
    assert public
    draft = corrected(check).claim
    factories.evidence(drafted(statement="Another"), address="https://secret.example.org/")
    assert ids(client) == public
    withdrawn(Check.objects.get(claim=draft))
    assert ids(client) == set()
    for one in public:
        assert client.get(f"/api/v1/evidence/{one}/").status_code == 404
        assert slugs(client, f"checks/?evidence={one}") == []


def test_evidence_that_is_withheld_is_not_among_it(client: Client) -> None:
    claim = drafted()
    kept_back = factories.evidence(claim, address="https://whistle.example.org/")
    kept_back.is_withheld, kept_back.withheld_reason = True, "To protect a source."
    kept_back.save()
    factories.publish(claim)
    assert "whistle" not in client.get("/api/v1/evidence/").content.decode()


def test_pages_are_found_by_host_health_and_check(client: Client) -> None:
    check, other = published(statement="One"), published(statement="Other")
    dead = Link.objects.filter(checks=check)[0]
    Link.objects.filter(pk=dead.pk).update(health=Link.Health.DEAD)
    refresh_health([check, other])
    name = str(dead.public_id)
    assert ids(client, "health=gone") == {name}
    assert name not in ids(client, "health=works")
    assert name in ids(client, f"check={check.slug}")
    assert name in ids(client, f"host={dead.host.key.partition(':')[0]}")
    assert ids(client, "host=nobody.example.org") == ids(client, "check=nothing") == set()


@pytest.mark.parametrize("word", PUBLIC_WORDS)
def test_what_is_found_by_a_word_is_told_by_it(word: str) -> None:
    published()
    one = Link.objects.all()[0]
    for health in Link.Health:
        for content in Link.Content:
            for confirmed in (None, timezone.now()):
                state = {"health": health, "content": content, "drift_confirmed_at": confirmed}
                Link.objects.filter(pk=one.pk).update(**state)
                is_found = Link.objects.filter(Q(pk=one.pk) & links_told_as(word)).exists()
                told = link_state(Link.objects.get(pk=one.pk))["health"]
                assert is_found == (told == word), state


def test_pages_are_paged_once_each(client: Client) -> None:
    for n in range(3):
        published(statement=f"Claim {n}")
    address, seen = "evidence/?page_size=2", []
    while address:
        page = get(client, address)
        seen += [row["id"] for row in page["results"]]
        address = page["next"]
    assert len(seen) == len(set(seen))
    assert set(seen) == ids(client)


def test_a_draft_that_rests_on_a_public_page_is_not_seen(client: Client) -> None:
    published()
    Link.objects.update(health=Link.Health.ALIVE)
    before = client.get("/api/v1/evidence/")
    link = Link.objects.filter(checks__isnull=False)[0]
    factories.evidence(drafted(statement="A draft"), address=link.url)
    Link.objects.update(last_looked_at=timezone.now())
    after = client.get("/api/v1/evidence/", headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 304
    actions.park(by=factories.reporter(), claim=drafted(statement="B"), note="Later.")
    assert client.get("/api/v1/evidence/").content == before.content
