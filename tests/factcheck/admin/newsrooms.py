"""A newsroom with something of everything in it."""

from dataclasses import dataclass

from django.utils import timezone

from factcheck import actions
from factcheck.actions.drafting import read_into, save_valid
from factcheck.actions.following import keep_reviews, open_feed
from factcheck.actions.importing import open_import
from factcheck.admin.sources_at_odds import found_in
from factcheck.external.rating import Scale
from factcheck.external.review import read_review
from factcheck.models import Check, Claim, Figure, ReaderReport, Topic, WebhookEndpoint
from newsroom.audit.models import Event
from newsroom.jobs.models import Heartbeat, Job
from sources.alerting import alert_on
from sources.models import Link, Passage, Snapshot
from tests.factcheck.external.reviews import review
from tests.factories import (
    claim,
    editor,
    issued,
    judged_claim,
    partner,
    published_claim,
    publisher,
    reporter,
    transition,
)


@dataclass
class Newsroom:
    """The claims of a small newsroom, one in each situation."""

    draft: Claim
    in_review: Claim
    published: Claim
    under_review: Claim
    withdrawn: Claim

    @property
    def check(self) -> Check:
        return Check.objects.get(claim=self.published)


def measure(of: Claim, words: str, name: str = "tons") -> Figure:
    """Give the claim's first appearance a figure."""
    figure = Figure(appearance=of.appearances.first(), measure=name)
    save_valid(read_into(figure, words))
    return figure


def break_words(of: Claim, *, is_confirmed: bool = True) -> Passage:
    """Let the page the claim quotes say something else."""
    appearance = of.appearances.get()
    now = timezone.now()
    Passage.objects.filter(pk=appearance.passage_id).update(
        state=Passage.State.EDITED,
        changed_since=now,
        confirmed_at=now if is_confirmed else None,
        now_reads="moved less",
    )
    passage = Passage.objects.get(pk=appearance.passage_id)
    link = appearance.source.link
    change = transition(link, "passage", "edited", passage=passage, is_confirmed=is_confirmed)
    alert_on([change], is_flapping=False)
    return passage


def furnish() -> Newsroom:
    """Make a newsroom with something of everything in it."""
    writer = reporter()
    Topic.objects.create(name="Trade", slug="trade")
    in_review = judged_claim(by=writer, statement="A claim in review")
    actions.submit(by=writer, claim=in_review)
    withdrawn = published_claim(statement="A claim taken back")
    actions.withdraw(by=publisher(), claim=withdrawn, reason="Forged.")
    under_review = published_claim(statement="A claim whose words changed")
    break_words(under_review)
    actions.open_reviews()
    draft = judged_claim(by=writer, statement="A draft")
    measure(draft, "more than 17,000 tons")
    other = claim(by=writer, statement="A claim with a figure of its own")
    measure(other, "14", name="countries")
    (found,) = found_in(other)
    actions.settle_discrepancy(
        by=editor(), claim=other, key=found.key, decision="dismissed", reason="Nobody counts."
    )
    claim(by=writer, statement="A claim without a verdict")
    actions.comment(by=writer, claim=draft, text="Is May right?")
    published = published_claim(statement="A published claim")
    ReaderReport.objects.create(check_record=published.check_record, message="Not so.")
    Job.objects.create(kind="sources.read_article")
    Snapshot.objects.create(kind=Snapshot.Kind.BASELINE, link=Link.objects.first(), text="…")
    rows = [{"address": "https://feed.example.org/1", "statement": "A claim to import"}]
    open_import(by=writer, name="claims.csv", rows=rows)
    given = review(claimReviewed="A published claim, somebody else says", reviewRating="False")
    keep_reviews(
        by=writer, feed=open_feed(by=writer, name="feed"), reviews=[read_review(given, Scale())]
    )
    issued()
    WebhookEndpoint.objects.create(
        partner=partner(), url="https://partner.example.org/hook", sealed_secret="…"
    )
    Heartbeat.objects.create(name="worker", at=timezone.now())
    assert Event.objects.exists()
    Link.objects.filter(health=Link.Health.NEW).update(health=Link.Health.ALIVE)
    return Newsroom(draft, in_review, published, under_review, withdrawn)
