import pytest
from django.test import Client

from factcheck import actions
from factcheck.models import Correction
from tests import factories
from tests.factcheck.api.desk import corrected, get, published, withdrawn

pytestmark = pytest.mark.django_db


def test_the_log_says_what_was_wrong_and_which_version_mends_it(client: Client) -> None:
    check = corrected(published())
    row = get(client, "corrections/")["results"][0]
    assert row["kind"] == "correction"
    assert row["version"] == 2
    assert row["check"]["slug"] == check.slug
    assert row["was_wrong"] == "We read the wrong row of the table."
    assert get(client, f"corrections/{row['id']}/") == row


def test_a_correction_that_waits_for_four_eyes_is_not_there(client: Client) -> None:
    check = published()
    waiting = actions.correct(
        by=factories.publisher(),
        claim=check.claim,
        kind="clarification",
        cause="editor_error",
        was_wrong="Waiting.",
    )
    assert get(client, "corrections/")["results"] == []
    assert client.get(f"/api/v1/corrections/{waiting.public_id}/").status_code == 404


def test_of_a_withdrawn_check_only_the_withdrawal_is_left(client: Client) -> None:
    check = withdrawn(corrected(published()), reason="The table was not the port's.")
    mended = Correction.objects.get(kind="correction")
    rows = get(client, "corrections/")["results"]
    assert [(row["kind"], row["was_wrong"]) for row in rows] == [
        ("retraction", "The table was not the port's.")
    ]
    assert rows[0]["version"] is None
    assert rows[0]["check"]["slug"] == check.slug
    assert client.get(f"/api/v1/corrections/{mended.public_id}/").status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=correction", 1),
        ("kind=retraction", 0),
        ("check=claim-a", 1),
        ("check=claim-b", 0),
        ("published_after=2020-01-01", 1),
        ("published_before=2020-01-01T00:00:00Z", 0),
    ],
)
def test_the_log_can_be_narrowed(client: Client, query: str, found: int) -> None:
    corrected(published(statement="Claim A"))
    assert len(get(client, f"corrections/?{query}")["results"]) == found
