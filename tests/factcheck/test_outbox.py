import threading
import time

import pytest
from django.db import connection, transaction

from factcheck.models import Change, Check
from factcheck.outbox import announce
from tests.factories import published_claim


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
