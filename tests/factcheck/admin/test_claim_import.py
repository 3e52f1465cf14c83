"""Importing claims on the desk: a file, what it would do, and what became of it."""

import csv
import io
import json
from collections.abc import Iterator
from ipaddress import ip_network
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from factcheck.importing import job
from factcheck.models import Claim, ClaimImport
from newsroom.accounts.models import Role
from newsroom.jobs import queue
from newsroom.jobs.models import Job
from tests.factcheck.admin.pages import desk_of, text_of
from tests.factcheck.importing.reviews import FEED, page
from tests.factories import claim, editor, person, reporter
from tests.support.queries import sql_sent
from tests.support.website import Website, content

pytestmark = pytest.mark.django_db

ADD = "/admin/factcheck/claimimport/add/"


def address(name: str, pk: int) -> str:
    return reverse(f"admin:factcheck_claimimport_{name}", args=[pk])


def give(client: Client, *rows: str, name: str = "claims.csv") -> Any:
    data = "\n".join(["address,statement,claimant,said", *rows]).encode()
    return client.post(ADD, {"file": SimpleUploadedFile(name, data)}, follow=True)


def good(number: int) -> str:
    return f"https://press.example.org/{number},Claim number {number},Ana Ruiz,2019-06-03"


@pytest.fixture
def client() -> Client:
    return desk_of(reporter())


@pytest.fixture
def site(settings: Any) -> Iterator[Website]:
    with Website() as website:
        settings.LINKCHECK_ALLOWED_NETWORKS = [ip_network("127.0.0.0/8")]
        settings.LINKCHECK_ALLOWED_PORTS = [website.port]
        yield website


def test_a_file_is_looked_at_first_and_imported_when_confirmed(client: Client) -> None:
    known = claim()
    we_have = f'{known.appearances.get().source.link.url},"{known.statement}",,'
    answer = give(client, good(1), we_have, "nowhere,A claim,,soon")
    text = text_of(answer.content)
    assert "Waits for your confirmation" in text
    for told in ("+ would be a new claim 1", "= we have it 1", "✕ not imported 1"):
        assert told in text, text[-900:]
    assert "said: “soon” is not read as a date." in text
    assert reverse("admin:factcheck_claim_change", args=[known.pk]) in answer.content.decode()
    assert "Import 1 claim" in text
    assert Claim.objects.count() == 1
    batch = ClaimImport.objects.get()
    text = text_of(client.post(address("confirm", batch.pk), follow=True).content)
    assert "✓ Imported" in text
    assert "✓ imported 1" in text
    assert Claim.objects.filter(statement="Claim number 1").exists()
    assert "There is nothing to decide" in text_of(
        client.post(address("confirm", batch.pk), follow=True).content
    )


def test_the_rows_that_are_wrong_are_a_file_to_mend(client: Client) -> None:
    give(client, good(1), "nowhere,=1+1,,", "https://press.example.org/2,,,")
    batch = ClaimImport.objects.get()
    answer = client.get(address("wrong", batch.pk))
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["statement"] for row in rows] == ["'=1+1", ""]
    assert [row["what is wrong"].split(":")[0] for row in rows] == ["address", "statement"]


def test_many_rows_are_imported_by_a_job_that_tells_how_far_it_is(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job, "AT_ONCE", 2)
    give(client, *map(good, range(4)), "nowhere,A claim,,")
    batch = ClaimImport.objects.get()
    answer = client.post(address("confirm", batch.pk), follow=True)
    assert "1 of 5 rows" in text_of(answer.content)
    assert '<progress max="5" value="1">' in answer.content.decode()
    assert "progress.js" in answer.content.decode()
    queue.work(limit=1, kind=job.ROWS)
    answer = client.get(address("change", batch.pk))
    assert "✓ imported 4" in text_of(answer.content)
    assert "progress.js" not in answer.content.decode()


def test_an_import_that_stands_still_is_taken_up_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job, "AT_ONCE", 0)
    give(client, good(1))
    batch = ClaimImport.objects.get()
    at = address("change", batch.pk)
    assert "Go on" not in text_of(client.post(address("confirm", batch.pk), follow=True).content)
    Job.objects.update(state=Job.State.SET_ASIDE)
    assert "It stands still" in text_of(client.get(at).content)
    client.post(address("go_on", batch.pk))
    assert "It stands still" not in text_of(client.get(at).content)
    queue.work(limit=1, kind=job.ROWS)
    assert "✓ imported 1" in text_of(client.get(at).content)
    client.post(address("go_on", batch.pk))
    assert queue.work(limit=1, kind=job.ROWS) == 0, "there is nothing left to do"


def test_discarded_nothing_is_imported(client: Client) -> None:
    give(client, good(1))
    batch = ClaimImport.objects.get()
    text = text_of(client.post(address("discard", batch.pk), follow=True).content)
    assert "Discarded: nothing was imported." in text
    assert not Claim.objects.exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Choose a file, or give an address."),
        ({"address": "ftp://a.example.org"}, "http"),
        ({"address": f"https://a.example.org/{'x' * 500}"}, "longer than 500 characters"),
        ({"file": SimpleUploadedFile("a.csv", b"a,b\n1,2\n")}, "There is no column “address”"),
        ({"file": SimpleUploadedFile("a.csv", b"")}, "empty"),
    ],
)
def test_what_cannot_be_read_is_told_and_what_was_typed_is_kept(
    client: Client, given: dict[str, Any], said: str
) -> None:
    answer = client.post(ADD, given)
    assert answer.status_code == 200
    assert said in text_of(answer.content)
    assert given.get("address", "") in answer.content.decode()
    assert not ClaimImport.objects.exists()


def test_a_page_or_a_feed_is_fetched_by_a_job(client: Client, site: Website) -> None:
    site.pages["/check"] = content(page(FEED))
    site.pages["/feed"] = content(json.dumps(FEED), content_type="application/json")
    for path in ("/check", "/feed"):
        text = text_of(client.post(ADD, {"address": site.url(path)}, follow=True).content)
        assert "Being fetched" in text
        queue.work(limit=1, kind=job.FETCH)
        batch = ClaimImport.objects.latest("pk")
        text = text_of(client.get(address("change", batch.pk)).content)
        assert "+ would be a new claim 2" in text


def test_what_is_being_fetched_can_be_left_and_stays_so(client: Client, site: Website) -> None:
    for path, data in (("/feed", json.dumps(FEED)), ("/empty", page())):
        site.pages[path] = content(data)
        client.post(ADD, {"address": site.url(path)})
        batch = ClaimImport.objects.latest("pk")
        client.post(address("discard", batch.pk))
        queue.work(limit=1, kind=job.FETCH)
        batch.refresh_from_db()
        assert (batch.state, batch.rows.count()) == (ClaimImport.State.DISCARDED, 0)


def test_a_fetch_that_was_set_aside_is_taken_up_again(client: Client, site: Website) -> None:
    site.pages["/feed"] = content(json.dumps(FEED), content_type="application/json")
    client.post(ADD, {"address": site.url("/feed")})
    at = address("change", ClaimImport.objects.get().pk)
    assert "It stands still" not in text_of(client.get(at).content)
    Job.objects.filter(kind=job.FETCH).update(state=Job.State.SET_ASIDE)
    assert "It stands still" in text_of(client.get(at).content)
    client.post(address("go_on", ClaimImport.objects.get().pk))
    queue.work(limit=1, kind=job.FETCH)
    assert ClaimImport.objects.get().rows.count() == 2


def test_an_address_that_cannot_be_read_says_why(client: Client, site: Website) -> None:
    for where, said in (
        (site.url("/nothing"), "it answers 404"),
        ("http://10.0.0.1/feed", "Our policy refuses to look there"),
        (site.url("/empty"), "There is no ClaimReview in this page."),
    ):
        site.pages["/empty"] = content(page())
        client.post(ADD, {"address": where})
        queue.work(limit=1, kind=job.FETCH)
        batch = ClaimImport.objects.latest("pk")
        text = text_of(client.get(address("change", batch.pk)).content)
        assert said in text
        assert "Could not be read" in text


def test_rows_are_shown_by_what_they_do_and_some_at_a_time(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("factcheck.admin.claim_import.SHOWN", 2)
    give(client, *map(good, range(3)), "nowhere,A claim,,")
    at = address("change", ClaimImport.objects.get().pk)
    assert "Claim number 2" not in text_of(client.get(at).content)
    assert "Claim number 2" in text_of(client.get(at + "?after=2").content)
    only = text_of(client.get(at + "?only=wrong").content)
    assert "A claim" in only
    assert "Claim number 0" not in only
    for odd in ("?only=x", "?after=x", "?after=" + "9" * 5000, "?after=-1"):
        assert client.get(at + odd).status_code == 200


def test_the_page_costs_the_same_however_many_rows(client: Client) -> None:
    def cost() -> int:
        with sql_sent() as sent:
            client.get(address("change", ClaimImport.objects.latest("pk").pk))
        return len(sent)

    give(client, good(1))
    cost()
    before = cost()
    give(client, *map(good, range(50)))
    assert cost() == before


def test_a_colleague_sees_an_import_and_decides_nothing(client: Client) -> None:
    give(client, good(1))
    batch = ClaimImport.objects.get()
    other = desk_of(editor())
    text = text_of(other.get(address("change", batch.pk)).content)
    assert "opened this import and decides about it" in text
    assert "Import 1 claim" not in text
    answer = other.post(address("confirm", batch.pk), follow=True)
    assert "Whoever opened an import decides about it" in text_of(answer.content)
    assert not Claim.objects.exists()


def test_somebody_without_a_role_sees_and_imports_nothing(client: Client) -> None:
    give(client, good(1))
    batch = ClaimImport.objects.get()
    stranger = desk_of(person(Role.NONE))
    for page_ in (ADD, *(address(name, batch.pk) for name in ("change", "wrong"))):
        assert stranger.get(page_).status_code == 403
    root = desk_of(person(Role.NONE, is_superuser=True))
    text = text_of(give(root, good(1)).content)
    assert "does not allow you to split out claims" in text


def test_lists_of_claims_and_articles_lead_to_importing(client: Client) -> None:
    for name in ("factcheck_claim", "sources_source"):
        assert ADD in client.get(reverse(f"admin:{name}_changelist")).content.decode()
    empty = client.get(reverse("admin:factcheck_claimimport_columns")).content
    assert empty.startswith(b"address,statement,quote")
