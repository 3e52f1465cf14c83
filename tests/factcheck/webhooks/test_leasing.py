"""The next message of an endpoint, however many wait."""

from collections.abc import Iterator

import pytest
from django.db import connection

from factcheck.models import WebhookEndpoint
from factcheck.webhooks.leasing import lease, next_message
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db

MESSAGES = """
INSERT INTO factcheck_webhookdelivery
  (public_id, endpoint_id, change_id, check_record_id, state, attempts, due_at, created_at,
   finished_at)
SELECT gen_random_uuid(), %(endpoint)s, n, n, %(state)s, 0, now() + %(hours)s * interval '1 hour',
  now(), CASE WHEN %(state)s = 'waiting' THEN NULL ELSE now() END
FROM generate_series(%(first)s, %(last)s) n
"""


@pytest.fixture(autouse=True)
def checks_are_not_asked_for(db: None) -> Iterator[None]:
    """Leave no message behind: of those that are gone the database asks no check."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM factcheck_webhookdelivery")


def write(
    endpoint: WebhookEndpoint, first: int, last: int, *, state: str = "waiting", hours: int
) -> None:
    """Write messages about checks that need not exist, due in so many hours."""
    with connection.cursor() as cursor:
        given = {"endpoint": endpoint.pk, "first": first, "last": last}
        cursor.execute(MESSAGES, given | {"state": state, "hours": hours})
        cursor.execute("ANALYZE factcheck_webhookdelivery")


@pytest.mark.parametrize("later", [0, 3_000])
def test_the_next_message_is_read_off_an_index_however_many_wait(
    endpoint: WebhookEndpoint, later: int
) -> None:
    """Of three thousand that are due, behind those of a month and as many that are not due."""
    write(endpoint, 1, 20_000, state="delivered", hours=-99)
    write(endpoint, 30_001, 30_000 + later, hours=1)
    write(endpoint, 40_001, 43_000, hours=-1)
    token, _taken = lease(1)
    with sql_sent() as sent:
        message = next_message(endpoint.pk, token)
    assert message is not None
    assert message.check_record_id == 40_001
    plan = explained(next(sql for sql in sent if '"factcheck_webhookdelivery"."due_at" <=' in sql))
    assert "factcheck_webhook_next_idx" in plan, plan
    assert "Sort" not in plan, plan
    assert "Rows Removed by Filter" not in plan, plan


def explained(statement: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE) {statement}")
        return "\n".join(row[0] for row in cursor.fetchall())
