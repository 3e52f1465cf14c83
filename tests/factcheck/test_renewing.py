"""The index is made anew while people work: no act fails for it, and nothing old is kept."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connections

from factcheck import actions, findable, indexing
from factcheck.findable import renew
from factcheck.matching import ranked
from factcheck.models import Audience, Claim, SearchEntry
from factcheck.spelling import meant
from tests.factories import editor, judged_claim, published_claim, publisher

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 10


@contextmanager
def renewing(claim: Claim, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Renew a claim in another connection; it has read the claim, and writes when it is let go."""
    has_read, may_write, failures = threading.Event(), threading.Event(), list[Exception]()
    write = indexing.index

    def wait_and_write(rows: list[indexing.Findable]) -> None:
        if threading.current_thread() is other:
            has_read.set()
            may_write.wait(PATIENCE)
        write(rows)

    def work() -> None:
        try:
            renew(Claim.objects.filter(pk=claim.pk))
        except Exception as failure:  # noqa: BLE001 - told to the test, which ends in it
            failures.append(failure)
        finally:
            connections.close_all()

    monkeypatch.setattr(findable, "index", wait_and_write)
    other = threading.Thread(target=work)
    other.start()
    assert has_read.wait(PATIENCE)
    yield lambda: threading.Timer(0.2, may_write.set).start()
    other.join(PATIENCE)
    assert not failures


def test_a_check_that_is_withdrawn_meanwhile_is_gone_for_readers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made, by = published_claim(statement="The lighthouse was closed"), publisher()
    SearchEntry.objects.all().delete()  # as an upgrade leaves it
    with renewing(made, monkeypatch) as let_go:
        let_go()
        actions.withdraw(by=by, claim=made, reason="It rests on a forgery.")
    assert not ranked("lighthouse", Audience.READERS, 5)
    assert meant("lighthose") is None


def test_a_verdict_that_is_written_meanwhile_is_what_editors_find(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made, by = judged_claim(statement="The lighthouse was closed"), editor()
    with renewing(made, monkeypatch) as let_go:
        let_go()
        actions.judge(by=by, claim=made, explanation="The customs ledger tells otherwise.")
    assert ranked("ledger", Audience.DESK, 5) == [made.pk]
