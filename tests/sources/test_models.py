import pytest
from django.db import IntegrityError, connection, transaction

from sources import actions
from sources.models import Link, Passage
from tests.factories import PRESS_TEXT, WORDS, link, source

pytestmark = pytest.mark.django_db


def test_javascript_is_no_address_in_the_database_either():
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.filter(pk=link().pk).update(url="javascript:alert(1)")


@pytest.mark.parametrize("state", Link.Health)
def test_broken_means_the_same_in_a_query_and_on_a_row(state):
    watched = link(health=state)
    assert Link.objects.broken().filter(pk=watched.pk).exists() is watched.is_broken


@pytest.mark.parametrize("state", Passage.State)
def test_a_broken_passage_means_the_same_in_a_query_and_on_a_row(state):
    passage = actions.quote(text=source(PRESS_TEXT).latest_text, exact=WORDS)
    Passage.objects.filter(pk=passage.pk).update(state=state)
    passage.refresh_from_db()
    assert Passage.objects.broken().filter(pk=passage.pk).exists() is passage.is_broken


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("sources_host", "memory"),
        ("sources_link", "archive_note"),
        ("sources_link", "changed_at"),
        ("sources_link", "drift_rule"),
    ],
)
def test_a_process_of_the_last_release_may_write_rows_without_the_new_columns(table, column):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_default FROM information_schema.columns"
            " WHERE table_name = %s AND column_name = %s",
            [table, column],
        )
        assert cursor.fetchone()[0]
