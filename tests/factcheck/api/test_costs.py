"""What a page costs: the same for one row and for many, and no row is sorted for it."""

import re

import pytest
from django.db import connection
from django.test import Client

from tests.factcheck.api.desk import corrected, published
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db

COSTS = {
    "checks/": 1,
    "checks/?topic=grain&claimant=ana-ruiz&host=port.example.org": 4,
    "checks/claim-0/": 2,
    "claims/": 1,
    "claims/claim-0/": 1,
    "sources/": 2,
    "sources/harbour-speaks/": 2,
    "claimants/": 2,
    "topics/": 2,
    "ratings/": 2,
    "corrections/": 1,
    "changes/": 1,
    "exports/": 1,
}


@pytest.mark.parametrize("rows", [1, 4])
def test_an_answer_costs_a_few_queries_whatever_its_length(client: Client, rows: int) -> None:
    for n in range(rows):
        corrected(published(statement=f"Claim {n}", topics=["grain", f"topic-{n}"]))
    costs = {}
    for address in COSTS:
        with sql_sent() as sent:
            assert client.get(f"/api/v1/{address}").status_code == 200
        costs[address] = len(sent)
    assert costs == COSTS


@pytest.mark.parametrize(
    ("address", "index"),
    [
        ("checks/", "factcheck_check_latest_idx"),
        ("claims/", "factcheck_check_latest_idx"),
        ("changes/", "factcheck_change_pkey"),
        ("corrections/", "factcheck_correction_log_idx"),
        ("corrections/?kind=correction", "factcheck_correction_kind_idx"),
        ("checks/?rating=mostly-true", "factcheck_check_rating_idx"),
        ("checks/?language=en", "factcheck_check_language_idx"),
        ("checks/?evidence_health=good", "factcheck_check_health_idx"),
        ("checks/?under_review=true", "factcheck_check_review_idx"),
        ("checks/?status=withdrawn", "factcheck_check_withdrawn_idx"),
        ("checks/?published_before=2027-01-01", "factcheck_check_latest_idx"),
        ("checks/?updated_before=2027-01-01", "factcheck_check_latest_idx"),
    ],
)
def test_the_order_of_a_list_comes_from_an_index(client: Client, address: str, index: str) -> None:
    corrected(published(statement="Claim"))
    with sql_sent() as sent:
        client.get(f"/api/v1/{address}")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
        cursor.execute(f"EXPLAIN {sent[0]}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert index in plan
    assert not re.search(r"(?<!Incremental )Sort {2}", plan), "ties alone may be sorted"
