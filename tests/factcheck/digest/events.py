"""Make things happen to what claims rest on, and let the minutes pass."""

from datetime import timedelta

from django.utils import timezone

from factcheck.digest.collecting import MAIL_DIGEST, collect
from factcheck.models import Claim
from newsroom.jobs import queue
from newsroom.jobs.models import Job
from sources.alerting import alert_on
from sources.models import Alert, Link, Passage
from tests.factories import transition


def page_of(claim: Claim) -> Link:
    """Return the page the claim's evidence is on."""
    link = claim.evidence.get().link
    assert link is not None
    return link


def page_turns(page: Link, after: str, *, axis: str = "health", is_flapping: bool = False) -> Alert:
    """Confirm that a page is dead, drifted and the like."""
    change = transition(page, axis, after)
    (alert,) = alert_on([change], is_flapping=is_flapping)
    return alert


def words_turn(claim: Claim, state: str = "edited", *, now_reads: str = "moved less") -> Alert:
    """Confirm that the words the claim quotes were edited or are gone."""
    passage = claim.appearances.get().passage
    assert passage is not None
    now = timezone.now()
    Passage.objects.filter(pk=passage.pk).update(
        state=state, changed_since=now, confirmed_at=now, now_reads=now_reads
    )
    change = transition(passage.text.source.link, "passage", state, passage=passage)
    (alert,) = alert_on([change], is_flapping=False)
    return alert


def minutes_pass() -> None:
    """Let the time pass in which alerts are collected and letters wait."""
    past = timezone.now() - timedelta(minutes=11)
    Alert.objects.update(opened_at=past)
    Job.objects.filter(state=Job.State.WAITING).update(due_at=past)


def send() -> int:
    """Ring both bells after the minutes have passed; return how many letters were tried."""
    minutes_pass()
    collect()
    return queue.work(kind=MAIL_DIGEST)
