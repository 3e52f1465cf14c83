import threading
import time

import pytest
from django.db import IntegrityError, connection, transaction
from uuid6 import uuid7

from factcheck import actions
from factcheck.models import Change, Check, Publication
from factcheck.outbox import announce
from tests.factcheck.api.desk import corrected
from tests.factories import published_claim, publisher


@pytest.mark.django_db
def test_numbers_follow_without_gaps():
    check = Check.objects.get(claim=published_claim())
    for _ in range(3):
        announce(check, Change.Kind.EVIDENCE_CHANGED)
    assert list(Change.objects.values_list("sequence", flat=True)) == [1, 2, 3, 4]


@pytest.mark.django_db(transaction=True)
def test_a_later_number_is_never_visible_before_an_earlier_one():
    check = Check.objects.get(claim=published_claim())
    seen: list[list[int]] = []
    stop = threading.Event()

    def write():
        try:
            for _ in range(5):
                with transaction.atomic():
                    announce(check, Change.Kind.EVIDENCE_CHANGED)
                    time.sleep(0.002)  # widen the window between numbering and commit
        finally:
            connection.close()

    def read():
        try:
            while not stop.is_set():
                seen.append(list(Change.objects.values_list("sequence", flat=True)))
        finally:
            connection.close()

    reader = threading.Thread(target=read)
    writers = [threading.Thread(target=write) for _ in range(6)]
    reader.start()
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    stop.set()
    reader.join()
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in seen)
    assert Change.objects.count() == 31


def take_away(check: Check) -> None:
    given = {"withdrawn_at": check.updated_at, "withdrawal_reason": "Forged."}
    Check.objects.filter(pk=check.pk).update(withdrawn_by=publisher(), **given)


def show_another(check: Check) -> None:
    another = Publication.objects.get(pk=check.publication_id)
    another.pk, another.public_id, another.number = None, uuid7(), another.number + 1
    another.save()
    Check.objects.filter(pk=check.pk).update(publication=another)


@pytest.mark.django_db
@pytest.mark.parametrize("change", [take_away, show_another])
def test_nothing_becomes_public_or_is_taken_back_unannounced(change):
    @transaction.atomic
    def do_and_tell_of_something_else(check: Check) -> None:
        change(check)
        announce(check, Change.Kind.EVIDENCE_CHANGED)
        connection.check_constraints()

    check = Check.objects.get(claim=published_claim())
    with pytest.raises(IntegrityError, match="No change tells of the check"):
        do_and_tell_of_something_else(check)


@pytest.mark.django_db
def test_what_is_published_corrected_and_withdrawn_is_announced():
    check = corrected(Check.objects.get(claim=published_claim()))
    connection.check_constraints()
    actions.withdraw(by=publisher(), claim=check.claim, reason="Forged.")
    connection.check_constraints()
    assert list(Change.objects.values_list("kind", flat=True)) == [
        "published",
        "corrected",
        "withdrawn",
    ]
