"""Documents of the corpus are those the real action builds."""

import json
from typing import Any

import pytest
from django.test import Client

from factcheck import document
from factcheck.claimreview import preflight
from factcheck.health import refresh_health
from factcheck.models import Check, Publication, Verdict
from tests import factories
from tests.benchmarks.populate.scale import Scale


def shape(value: Any) -> Any:
    """Return the keys of a document and the types of what they hold."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return type(value).__name__


def as_first_version(made: document.Document) -> document.Document:
    """Leave out what tells a document from the one that would come after it."""
    plain: document.Document = json.loads(document.canonical(made))
    plain["version"] = 1
    for row in plain["corrections"]:
        row["published_at"] = None
    return plain


def test_drafts_in_review_have_the_document_that_submitting_would_build(corpus: Scale):
    frozen = Verdict.objects.exclude(document=None).select_related("claim")
    assert len(frozen) >= 4
    for verdict in frozen:
        assert json.loads(document.canonical(document.build(verdict.claim))) == verdict.document
        assert verdict.document_sha256 == document.sha256_of(verdict.document)


def test_published_documents_are_what_would_be_built_of_their_claims(corpus: Scale):
    checks = Check.objects.filter(claim__verdict__state="published").order_by("pk")
    for check in checks.select_related("claim", "publication"):
        built = as_first_version(document.build(check.claim))
        assert built == as_first_version(check.publication.document)


def test_a_document_has_the_keys_and_types_of_one_built_by_the_action(corpus: Scale):
    real = shape(factories.publish(factories.judged_claim()).document)
    found = shape(Publication.objects.order_by("pk").first().document)
    assert set(found) == set(real)
    for part in ("claim", "rating", "right_of_reply", "rests_on"):
        assert set(found[part]) == set(real[part])
    for part in ("appearances", "evidence", "claimants"):
        assert set(found[part][0]) == set(real[part][0])
    assert set(found["appearances"][0]["quote"]) == set(real["appearances"][0]["quote"])
    assert set(found["appearances"][0]["source"]) == set(real["appearances"][0]["source"])


def test_every_document_hashes_to_what_its_publication_says(corpus: Scale):
    for publication in Publication.objects.iterator():
        assert document.sha256_of(publication.document) == publication.sha256


def test_every_document_makes_a_valid_claim_review(corpus: Scale):
    for made in Publication.objects.values_list("document", flat=True).iterator():
        assert preflight(made) == ()


def test_readers_are_told_what_the_links_and_passages_say(corpus: Scale):
    assert refresh_health(Check.objects.standing()) == []
    told = set(Check.objects.values_list("evidence_health", flat=True))
    assert told >= {"good", "changed", "broken"}


@pytest.mark.parametrize("language", ["en", "es", "ru"])
def test_the_page_of_a_check_opens(client: Client, corpus: Scale, language: str):
    check = Check.objects.standing().filter(language=language).first()
    answer = client.get(check.get_absolute_url())
    assert answer.status_code == 200
    assert check.publication.document["claim"]["statement"] in answer.content.decode()


def test_every_version_of_a_corrected_check_opens(client: Client, corpus: Scale):
    check = Check.objects.standing().filter(publication__number=2).first()
    for number in (1, 2):
        assert client.get(f"/checks/{check.slug}/v/{number}/").status_code == 200


def test_pages_of_withdrawn_checks_and_of_drafts_do_not(client: Client, corpus: Scale):
    withdrawn = Check.objects.withdrawn().first()
    draft = Verdict.objects.filter(state="draft", claim__check_record=None).first()
    assert client.get(withdrawn.get_absolute_url()).status_code == 410
    assert client.get(f"/checks/{draft.claim.slug}/").status_code == 404


@pytest.mark.parametrize(
    "resource", ["checks", "claims", "sources", "claimants", "topics", "corrections", "changes"]
)
def test_partners_are_listed_what_is_public(client: Client, corpus: Scale, resource: str):
    answer = client.get(f"/api/v1/{resource}/")
    assert answer.status_code == 200
    assert answer.json()["results"]
