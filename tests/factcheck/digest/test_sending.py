"""Letters over real SMTP: one an event and person, none twice, none lost."""

import socket
import threading
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import override_settings

from factcheck.digest import collecting
from factcheck.digest.collecting import MAIL_DIGEST, collect
from newsroom.accounts.models import User
from newsroom.jobs import queue
from newsroom.jobs.models import Job
from sources.alerting import open_host_alert
from sources.models import Alert, Host
from tests.factcheck.digest.events import minutes_pass, page_of, page_turns, send, words_turn
from tests.factories import editor, link, published_claim
from tests.support.mailbox import TAKEN, Mailbox, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana(db: None) -> User:
    """The one person who is written to."""
    return editor(first_name="Ana")


@pytest.fixture
def trouble(ana: User) -> Alert:
    claim = published_claim()
    User.objects.exclude(pk=ana.pk).update(gets_alerts=False)
    return words_turn(claim)


def test_an_event_is_one_letter_to_each_who_hears_of_it(
    mailbox: Mailbox, ana: User, trouble: Alert
) -> None:
    ben = editor(first_name="Ben")
    for _bell in range(3):
        send()
    assert sorted(letter["To"] for letter in mailbox.letters) == sorted([ana.email, ben.email])
    assert not Alert.objects.unmailed().exists()


def test_what_happens_within_minutes_is_one_letter(
    mailbox: Mailbox, ana: User, trouble: Alert
) -> None:
    collect()
    assert not Job.objects.filter(kind=MAIL_DIGEST).exists()
    assert trouble.transition is not None
    page_turns(trouble.transition.link, "dead")
    open_host_alert(link().host, "5 of 5 pages do not answer")
    assert send() == 1
    (letter,) = mailbox.letters
    assert "edited" in text_of(letter)
    assert "The page is gone" in text_of(letter)
    page_turns(page_of(published_claim(statement="Another")), "dead")
    send()
    assert len(mailbox.to(ana.email)) == 2


def test_the_muted_and_the_unconfirmed_are_not_written_about(mailbox: Mailbox, ana: User) -> None:
    page_turns(page_of(published_claim()), "dead", is_flapping=True)
    assert send() == 0
    assert mailbox.letters == []


def test_a_server_that_is_away_keeps_the_letter_waiting_and_loses_nothing(
    mailbox: Mailbox, ana: User, trouble: Alert
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        with override_settings(EMAIL_PORT=closed.getsockname()[1]):
            for _bell in range(queue.MAX_ATTEMPTS + 2):
                send()
    job = Job.objects.get(kind=MAIL_DIGEST)
    assert job.state == Job.State.WAITING
    assert "The mail server is away" in job.last_error
    send()
    assert len(mailbox.to(ana.email)) == 1


@pytest.mark.parametrize("answer", ["451 Try later", "421 Too busy"])
def test_a_server_that_says_later_is_asked_again(
    mailbox: Mailbox, ana: User, trouble: Alert, answer: str
) -> None:
    mailbox.answer = answer
    for _bell in range(queue.MAX_ATTEMPTS + 1):
        send()
    assert mailbox.letters == []
    mailbox.answer = TAKEN
    send()
    assert len(mailbox.letters) == 1


def test_a_letter_the_server_will_never_take_is_set_aside_and_others_go_on(
    mailbox: Mailbox, ana: User, trouble: Alert
) -> None:
    mailbox.answer = "554 No such thing"
    for _bell in range(queue.MAX_ATTEMPTS):
        send()
    assert Job.objects.get(kind=MAIL_DIGEST).state == Job.State.SET_ASIDE
    mailbox.answer = TAKEN
    page_turns(page_of(published_claim(statement="Another")), "dead")
    send()
    assert len(mailbox.to(ana.email)) == 1


def test_a_worker_that_dies_after_sending_repeats_one_letter_that_says_so(
    mailbox: Mailbox, ana: User, trouble: Alert, monkeypatch: pytest.MonkeyPatch
) -> None:
    finish = queue._finish

    def die(*_job: Any, **_changes: Any) -> bool:
        raise SystemExit

    monkeypatch.setattr(queue, "_finish", die)
    with pytest.raises(SystemExit):
        send()
    monkeypatch.setattr(queue, "_finish", finish)
    Job.objects.update(leased_until="2000-01-01T00:00Z")
    queue.reap()
    send()
    send()
    first, second = mailbox.to(ana.email)
    assert first["Message-ID"] == second["Message-ID"]


def test_who_left_in_the_meantime_is_not_written_to(
    mailbox: Mailbox, ana: User, trouble: Alert
) -> None:
    minutes_pass()
    collect()
    User.objects.filter(pk=ana.pk).update(is_active=False)
    assert send() == 1
    assert mailbox.letters == []
    assert Job.objects.get(kind=MAIL_DIGEST).state == Job.State.DONE


@pytest.mark.django_db(transaction=True)
def test_while_one_worker_collects_no_other_does() -> None:
    editor(is_superuser=True)
    open_host_alert(link().host, "5 of 5 pages do not answer")
    minutes_pass()
    collects, may_end = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            assert collecting._is_alone()
            collects.set()
            may_end.wait(10)
        connection.close()

    other = threading.Thread(target=hold)
    other.start()
    collects.wait(10)
    meanwhile = collect()
    may_end.set()
    other.join()
    assert (meanwhile, collect()) == (0, 1)


@pytest.mark.django_db(transaction=True)
def test_ten_bells_at_once_write_one_letter() -> None:
    people = [editor(), editor()]
    hosts = Host.objects.bulk_create(Host(key=f"host-{n}.example.org:443") for n in range(40))
    User.objects.update(is_superuser=True)
    for host in hosts:
        open_host_alert(host, "5 of 5 pages do not answer")
    minutes_pass()
    barrier = threading.Barrier(10)

    def ring() -> None:
        barrier.wait()
        collect()
        connection.close()

    bells = [threading.Thread(target=ring) for _bell in range(10)]
    for bell in bells:
        bell.start()
    for bell in bells:
        bell.join()
    assert sorted(job.payload["person"] for job in Job.objects.all()) == [p.pk for p in people]
    assert {len(job.payload["machine"]) for job in Job.objects.all()} == {40}
