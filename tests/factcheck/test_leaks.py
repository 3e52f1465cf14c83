"""Never published is the same as does not exist, at every public address there is, in every way.

Addresses come from ``surface``, stages from ``STAGES``: what is new among either is asked too.
"""

import io
import re
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from typing import Any
from urllib.parse import quote, quote_plus
from uuid import UUID

import pytest
import time_machine
from django.conf import settings
from django.core.cache import caches
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from factcheck import actions
from factcheck.actions.following import keep_reviews, open_feed
from factcheck.external.rating import Scale
from factcheck.external.review import read_review
from factcheck.models import Check, Claim, Correction
from factcheck.workflow import State
from sources.models import Link
from tests.factcheck.stages import STAGES
from tests.factcheck.surface import SAYS_NOTHING, Named, Question, public_addresses, questions
from tests.factcheck.whole_claim import correct_wholly, whole_claim
from tests.factories import approve, publish, published_claim, publisher, reporter
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db

MARK = "zanzibar"
"""Stands in everything the secret claim says; in addresses its article, speaker and topic, and
the claim itself, are called just that: one name asks for each of them."""

FIGURES = ("17,031", "17031", "18,032", "18032")
SECRETS = re.compile(
    rf"{MARK}([a-z]|-[a-z]|\.example)|(?<!\w)(17\W?031|18\W?032)(?!\w)", re.IGNORECASE
)
"""What the secret claim says, anywhere; its address alone is no secret once it was published.

Figures stand alone: ids and hashes have all digits in a row sooner or later.
"""

REASON = "We were misled."


def say(name: str) -> str:
    return MARK if name in ("summary", "title") else f"{MARK}{name} and more"


def secret() -> Claim:
    return whole_claim(say, name=MARK)


PUBLIC = {State.PUBLISHED, State.WITHDRAWN}

TELL_NOTHING_OF_A_CHECK = {
    *("healthz", "readyz", "healthz/worker", "healthz/exports", "api:api-root", "robots"),
    "sitemap",  # says when each of its parts changed, and the clock is stopped here
    *("methodology", "api:rating-list", "api:rating-detail"),
    *("api:export-list", "api:export-detail", "api:export-file"),  # tell when one is made
    *("api:export-latest", "api:export-latest-file"),
    *("api:webhook-list", "api:webhook-detail", "api:webhook-deliveries"),  # need a key
    *("api:webhook-rotate", "api:webhook-test", "api:webhook-replay"),
    *("api:webhook-enable", "api:webhook-disable"),
}
"""What is asked, and answers the same whatever is published."""

TELL_OF_A_WITHDRAWAL = {
    *("check", "check-version", "check-report", "check-reported", "corrections"),
    *("check-changes", "bundle", "cite", "card", "embed", "oembed", "home"),
    *("api:check-detail", "api:check-list", "api:correction-list", "api:change-list"),
    *("feed", "feed-corrections"),
    *("feed-search", "sitemap-pages"),  # say when something changed, not what
    *("api:claim-list", "api:source-list", "api:evidence-list"),  # so do these: Last-Modified
    *("api:claimant-list", "api:claimant-detail", "api:topic-list", "api:topic-detail"),
    *("api:source-detail", "api:evidence-detail"),
}
"""Where the notice or the tombstone of a withdrawn check stands."""

Told = tuple[int, dict[str, str], bytes]
Answers = dict[tuple[Question, str], Told]

FORMER = {
    "If-Modified-Since": "Mon, 01 Jan 2035 00:00:00 GMT",
    "If-Unmodified-Since": "Mon, 01 Jan 2001 00:00:00 GMT",
    "If-Match": '"x"',
    "Range": "bytes=0-9",
}
WAYS: Mapping[str, tuple[str, dict[str, str]]] = {
    "GET": ("get", {}),
    "HEAD": ("head", {}),
    "OPTIONS": ("options", {}),
    "POST": ("post", {"Origin": "http://testserver"}),
    "has any": ("get", {"If-None-Match": "*"}),
    "has one from before": ("get", FORMER),
}
OF_LISTS = ("GET", "HEAD", "OPTIONS")
FURTHEST = {State.DRAFT, "scheduled"}
"""The stages that are asked in every way. The others hold less: what is read is enough."""


@pytest.fixture(autouse=True)
def stopped_clock(settings: Settings) -> Iterator[None]:
    """Let what depends on the time of day be the same twice, and requests be counted cheaply."""
    settings.CACHES = dict.fromkeys(settings.CACHES, settings.CACHES["process"])
    with time_machine.travel(timezone.now(), tick=False):
        yield
        forget_what_is_cached()


class Stranger:
    """Asks everything, each time from another address: the rate limit is no answer."""

    def __init__(self) -> None:
        self.client, self.addresses = Client(), count(1)

    def ask(self, question: Question, way: str) -> Told:
        method, headers = WAYS[way]
        more: dict[str, Any] = {"REMOTE_ADDR": f"2001:db8:{next(self.addresses):x}::1"}
        if question.body is not None:
            more |= {"data": question.body, "content_type": "application/json"}
            method = "post"
        elif method == "post":
            more["data"] = {"message": MARK}
        response = getattr(self.client, method)(question.path, headers=headers, **more)
        return response.status_code, dict(response.items()), body_of(response)

    def answers(self, named: Named, ways: Collection[str] = WAYS) -> Answers:
        return {
            (question, way): self.ask(question, way)
            for question in questions(named)
            for way in self._ways(question)
            if way in ways
        }

    def _ways(self, question: Question) -> Iterable[str]:
        if question.path.startswith("/es/"):  # the same views in other words
            return ("GET",)
        if not question.is_about_one:
            return OF_LISTS
        return WAYS if MARK in question.path else ("GET",)


def body_of(response: HttpResponse) -> bytes:
    """Return everything an answer says, what is packed in it unpacked."""
    body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    if body and response.get("Content-Type", "").startswith("application/zip"):
        packed = zipfile.ZipFile(io.BytesIO(body))
        return b"\n".join([name.encode() + packed.read(name) for name in packed.namelist()])
    return body


@contextmanager
def undone() -> Iterator[None]:
    """Let what happens inside never have happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    forget_what_is_cached()


def forget_what_is_cached() -> None:
    for cache in caches.all(initialized_only=True):
        cache.clear()


@pytest.fixture
def named() -> Named:
    """How the secret claim is called, and one that lists have to show."""
    public = published_claim()
    words = dict.fromkeys(("check", "topic", "speaker", "source"), MARK)
    words |= {"words": say("statement"), "begun": MARK[:5], "host": f"{MARK}.example.org"}
    words["page"] = f"{settings.SITE_URL}/checks/{MARK}/"
    return Named([MARK, public.slug], [str(UUID(int=7))], words)


def differences(before: Answers, after: Answers) -> list[str]:
    return [
        f"{way} {q.path} {q.body or ''}" for (q, way) in after if before[q, way] != after[q, way]
    ]


def test_what_was_never_published_is_byte_for_byte_what_does_not_exist(named: Named) -> None:
    stranger = Stranger()
    before = stranger.answers(named)
    asked = {question for question, _way in before}
    for state, become in STAGES.items():
        with undone():
            claim = secret()
            become(claim)
            assert names_of(claim) == {MARK}
            after = stranger.answers(named, WAYS if state in FURTHEST else ("GET",))
        assert {question for question, _way in after} == asked
        told = differences(before, after)
        assert not told, f"{state}: {told}"


def names_of(claim: Claim) -> set[str]:
    source = claim.appearances.order_by("pk")[0].source
    speaker = claim.claim_claimants.get(part="speaker").claimant
    topic = claim.topics.get()
    return {claim.slug, source.slug, speaker.slug, topic.slug}


def test_a_name_nobody_may_know_reads_like_one_nobody_gave() -> None:
    stranger = Stranger()
    STAGES["scheduled"](secret())
    become_next_version(published_claim())
    pending = str(Correction.objects.get(published_at=None).public_id)
    page = Link.objects.filter(host__key__startswith=MARK)[0]
    never, nothing = f"{MARK[:-1]}x", [str(UUID(int=7)), str(UUID(int=8))]
    hidden = list(questions(Named([MARK], [pending, str(page.public_id)]), about_one=True))
    missing = list(questions(Named([never], nothing), about_one=True))
    for one, other in zip(hidden, missing, strict=True):
        for way in WAYS:
            status, headers, body = stranger.ask(one, way)
            written = body.replace(one.path.encode(), other.path.encode())
            assert (status, headers, written) == stranger.ask(other, way), (one.path, way)


def become_next_version(claim: Claim) -> None:
    actions.correct(
        by=publisher(), claim=claim, kind="correction", cause="editor_error", was_wrong=MARK
    )
    actions.judge(by=reporter(), claim=claim, reason=MARK, explanation=MARK)
    approve(claim)


def test_a_coming_version_of_what_is_public_is_not_seen(named: Named) -> None:
    stranger = Stranger()
    public = Check.objects.get().claim
    before = stranger.answers(named)
    with undone():
        become_next_version(public)
        told = differences(before, stranger.answers(named))
    assert not told


def test_what_others_have_checked_is_nowhere(named: Named) -> None:
    stranger, by = Stranger(), publisher()
    texts = {name: say(name) for name in ("claimReviewed", "name", "identifier")}
    people = {name: {"name": say(name)} for name in ("author", "itemReviewed")}
    given = {
        "url": f"https://{MARK}.example.org/",
        "reviewRating": say("rating"),
        **texts,
        **people,
    }
    feed = open_feed(by=by, name=MARK)
    keep_reviews(by=by, feed=feed, reviews=[read_review(given, Scale())])
    for question in questions(named):
        _status, headers, body = stranger.ask(question, "GET")
        told = _without_echo(f"{headers} {body.decode(errors='replace')}")
        assert not SECRETS.search(told), question.path


def test_of_a_withdrawn_check_only_the_notice_is_left(named: Named) -> None:
    stranger = Stranger()
    before = stranger.answers(named)
    claim = secret()
    publish(claim)
    correct_wholly(claim, say)
    published = stranger.answers(named)
    for word in (*FIGURES, *_words_of(claim)):
        assert any(word.encode() in body for _status, _headers, body in published.values()), word
    actions.withdraw(by=publisher(), claim=claim, reason=REASON)
    after = stranger.answers(named)
    new = {key: told for key, told in after.items() if told != before[key]}
    for (question, way), (status, headers, body) in new.items():
        told = f"{headers} {body.decode(errors='replace')}"
        assert not SECRETS.search(_without_echo(told)), (question.path, way)
        assert status < 500, (question.path, way)
    assert {question.name for question, _way in new} <= TELL_OF_A_WITHDRAWAL
    giving = {q.name for (q, way), (_s, _h, body) in new.items() if REASON.encode() in body}
    assert {"check", "check-version", "check-report", "corrections", "api:check-detail"} <= giving


def _without_echo(told: str) -> str:
    """Take out the words that were asked for: searches repeat them."""
    asked = say("statement")
    for echo in (asked, quote(asked), quote_plus(asked)):
        told = told.replace(echo, "")
    return told


def _words_of(claim: Claim) -> list[str]:
    """List the first word of every text of the newest document that is the claim's own."""
    document = Check.objects.get(claim=claim).publication.document
    texts = [text for text in leaves(document) if text.startswith(MARK)]
    return sorted({text.split()[0] for text in texts if " " in text} - UNSHOWN)


UNSHOWN = {f"{MARK}held", f"{MARK}alias"}


def leaves(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        part = list(part.values())
    if isinstance(part, list):
        for one in part:
            yield from leaves(one)
    elif isinstance(part, str):
        yield part


def test_the_secret_claim_says_something_in_every_field_readers_are_shown() -> None:
    claim = secret()
    publish(claim)
    correct_wholly(claim, say)
    document = Check.objects.get(claim=claim).publication.document
    assert set(empty(document)) == MAY_BE_EMPTY


MAY_BE_EMPTY = {
    *("upload", "archived_url", "quote", "as_of", "upstream", "republished_from", "published_at"),
}


def empty(part: Any, name: str = "") -> Iterator[str]:
    """Name the fields of a document that say nothing somewhere."""
    if part in (None, "", [], {}):
        yield name
    elif isinstance(part, dict):
        for key, value in part.items():
            yield from empty(value, key)
    elif isinstance(part, list):
        for value in part:
            yield from empty(value, name)


def test_the_same_questions_tell_of_a_published_check(named: Named) -> None:
    """Whoever adds an address that answers the same to all of these asks it something else."""
    stranger = Stranger()
    before = stranger.answers(named)
    claim = secret()
    publish(claim)
    after = stranger.answers(named)
    told = {
        question.name for (question, way) in before if before[question, way] != after[question, way]
    }
    asked = {address.name for address in public_addresses()} - SAYS_NOTHING
    assert asked - told == TELL_NOTHING_OF_A_CHECK | {
        "api:correction-list",
        "api:correction-detail",
        "api:evidence-detail",  # a page has another id each time
        "corrections",
    }


def test_what_is_not_asked_reads_no_row() -> None:
    named = Named([])
    for address in public_addresses():
        if address.name in SAYS_NOTHING:
            for question in address.questions(named):
                Client().get(question.path)
                with sql_sent() as asked:
                    assert Client().get(question.path).status_code == 200
                assert not asked, address.name


def test_every_state_that_is_not_public_is_among_those_looked_at() -> None:
    assert set(State) - PUBLIC <= set(STAGES)
