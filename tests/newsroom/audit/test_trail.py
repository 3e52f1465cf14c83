import pytest
from django.db import DatabaseError, connection, transaction

from factcheck.models import Claim
from newsroom.audit.models import Event
from newsroom.audit.trail import events_of, record
from tests.factories import claim, editor

pytestmark = pytest.mark.django_db


def history_of(row):
    return row.events.all()


def test_an_act_is_recorded_with_who_and_what():
    made = claim()
    event = events_of(made).get(verb="split")
    assert event.actor == made.created_by
    assert event.after == "draft"


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_trail_refuses_change_in_the_database(act):
    event = record(actor=editor(), verb="test", target=claim())
    rows = Event.objects.filter(pk=event.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(verb="other") if act == "update" else rows.delete()


def test_raw_sql_leaves_a_row_in_the_history():
    made = claim()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE factcheck_claim SET statement = 'Rewritten.' WHERE id = %s", [made.pk]
        )
    statements = history_of(made).order_by("pgh_id").values_list("statement", flat=True)
    assert list(statements) == [made.statement, "Rewritten."]


def test_history_refuses_change_in_the_database():
    made = claim()
    with pytest.raises(DatabaseError), transaction.atomic():
        history_of(made).update(statement="It was never otherwise.")


def test_a_slug_never_changes():
    made = claim()
    with pytest.raises(DatabaseError), transaction.atomic():
        Claim.objects.filter(pk=made.pk).update(slug="other")
