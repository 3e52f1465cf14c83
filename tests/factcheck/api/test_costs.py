"""What a page costs: the same for one row and for many, and no row is sorted for it."""

import re

import pytest
from django.db import connection
from django.test import Client

from tests.factcheck.api.desk import corrected, get, published
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db

COSTS = {
    "checks/": 1,
    "checks/?topic=grain&claimant=ana-ruiz&host=port.example.org": 4,
    "checks/?q=claim": 2,
    "checks/?count=true": 2,
    "checks/?fields=slug,updated_at": 1,
    "checks/claim-0/": 1,
    "checks/claim-0/claimreview/": 1,
    "claims/": 1,
    "claims/?q=claim": 2,
    "claims/claim-0/": 1,
    "sources/": 2,
    "sources/harbour-speaks/": 2,
    "evidence/": 1,
    "evidence/?host=port.example.org&check=claim-0&health=works": 3,
    "claimants/": 2,
    "topics/": 2,
    "ratings/": 2,
    "ratings/true/": 2,
    "corrections/": 1,
    "corrections/?expand=check": 1,
    "changes/": 1,
    "changes/?expand=check": 1,
    "exports/": 1,
}
"""Queries of each answer. What is narrowed by a name costs one to find it, a count another."""

LOOKED_UP = {address: cost - 1 for address, cost in COSTS.items() if "?" in address}
LOOKED_UP |= {"checks/?topic=grain&claimant=ana-ruiz&host=port.example.org": 3}


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


@pytest.mark.parametrize("address", COSTS)
def test_who_has_the_newest_version_costs_one_query(client: Client, address: str) -> None:
    corrected(published(statement="Claim 0", topics=["grain"]))
    tag = client.get(f"/api/v1/{address}")["ETag"]
    for method in (client.get, client.head):
        with sql_sent() as sent:
            answer = method(f"/api/v1/{address}", headers={"If-None-Match": tag})
        assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", tag)
        assert len(sent) == 1 + LOOKED_UP.get(address, 0)
        is_read = any('"document"' in statement for statement in sent)
        assert not is_read or address.endswith("claimreview/")


@pytest.mark.parametrize(
    ("address", "index"),
    [
        ("checks/", "factcheck_check_latest_idx"),
        ("claims/", "factcheck_check_latest_idx"),
        ("changes/", "factcheck_change_pkey"),
        ("corrections/", "factcheck_correction_log_idx"),
        ("corrections/?kind=correction", "factcheck_correction_kind_idx"),
        ("checks/?rating=mostly-true", "factcheck_check_(rating|latest)_idx"),
        ("checks/?language=en", "factcheck_check_language_idx"),
        ("checks/?evidence_health=good", "factcheck_check_health_idx"),
        ("checks/?under_review=true", "factcheck_check_review_idx"),
        ("checks/?status=withdrawn", "factcheck_check_withdrawn_idx"),
        ("checks/?published_before=2027-01-01", "factcheck_check_latest_idx"),
        ("checks/?updated_before=2027-01-01", "factcheck_check_latest_idx"),
        ("evidence/", "sources_link_cited_idx"),
        ("evidence/?health=gone", "sources_link_cited_gone_idx"),
        ("evidence/?health=unreachable", "sources_link_cited_closed_idx"),
        ("evidence/?health=unknown", "sources_link_cited_new_idx"),
        ("evidence/?health=changed", "sources_link_cited_changed"),
    ],
)
def test_the_order_of_a_list_comes_from_an_index(client: Client, address: str, index: str) -> None:
    corrected(published(statement="Claim"))
    with sql_sent() as sent:
        client.get(f"/api/v1/{address}")
    plan = plan_of(sent[0])
    assert re.search(index, plan), plan
    assert not re.search(r"(?<!Incremental )Sort {2}", plan), "ties alone may be sorted"


def plan_of(statement: str) -> str:
    """Say how PostgreSQL goes about it where tables are large."""
    with connection.cursor() as cursor:
        for way in ("seqscan", "bitmapscan", "sort"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
        cursor.execute(f"EXPLAIN {statement}")
        return "\n".join(row[0] for row in cursor.fetchall())


@pytest.mark.parametrize(
    ("address", "condition"),
    [
        ("checks/", "first_published_at < "),
        ("claims/", "first_published_at < "),
        ("checks/?language=en", "first_published_at < "),
        ("corrections/", "published_at < "),
        ("evidence/", "public_id > "),
        ("evidence/?health=works", "public_id > "),
        ("topics/", "slug)::text > "),
        ("changes/?since=0", "sequence >= "),
    ],
)
def test_a_later_page_begins_where_the_last_one_ended(
    client: Client, address: str, condition: str
) -> None:
    for n in range(3):
        corrected(published(statement=f"Claim {n}", topics=[f"topic-{n}"]))
    first = get(client, f"{address}{'&' if '?' in address else '?'}page_size=1")
    with sql_sent() as sent:
        assert get(client, first["next"])["results"]
    conditions = re.findall("Index Cond: (.*)", plan_of(sent[0]))
    assert any(condition in one for one in conditions), conditions
