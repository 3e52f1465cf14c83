"""The main job, end to end: a real worker, real HTTP, every screen as a person finds it."""

import json
from ipaddress import ip_network

import pytest

from factcheck.models import Check, Claim, Review
from newsroom.accounts.models import Role
from sources.models import Link, Passage, Source
from tests.factories import WORDS, person, rating
from tests.factories.people import PASSWORD
from tests.support.visitor import Visitor
from tests.support.website import Website, article
from tests.support.worker import eventually, running_worker

pytestmark = [
    pytest.mark.django_db(transaction=True),
    # The server of the test answers in a thread and leaves its connection to be collected.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

HEADLINE = "The harbour speaks"
OPENING = "The harbour master spoke on Monday, in front of the whole council and the press."
SAID = f"According to Ana Ruiz, the harbour {WORDS}. Nobody else gave a figure that day."
CLOSING = "The council meets again in June, to talk about the second quay and who pays for it."
EDITED = SAID.replace("17,000", "17 million")
STATISTICS = "The port authority counted 17,200 tons of grain in May, more than in any May before."


@pytest.fixture
def press():
    with Website() as website:
        website.pages["/harbour"] = article(OPENING, SAID, CLOSING, title=HEADLINE)
        website.pages["/statistics"] = article(STATISTICS, CLOSING, title="Statistics")
        yield website


@pytest.fixture
def worker(press, tmp_path, settings):
    surroundings = {
        "LINKCHECK_PACE": "43200",  # a day passes in two seconds
        "LINKCHECK_ALLOWED_NETWORKS": "127.0.0.0/8",
        "LINKCHECK_ALLOWED_PORTS": str(press.port),
    }
    settings.LINKCHECK_PACE = 43200.0
    settings.LINKCHECK_ALLOWED_NETWORKS = [ip_network("127.0.0.0/8")]
    log = tmp_path / "worker.log"
    with running_worker(log, surroundings):
        yield log


@pytest.fixture
def desk(live_server):
    """Log people in, each in a browser of their own."""

    def log_in(role):
        user = person(role)
        visitor = Visitor(live_server.url).open("/admin/")
        visitor.submit(username=user.username, password=PASSWORD)
        assert visitor.status == 200
        return visitor

    return {role: log_in(role) for role in (Role.REPORTER, Role.EDITOR, Role.PUBLISHER)}


def test_from_an_article_to_a_correction(press, worker, desk, live_server):
    rating("mostly-true")
    reporter, editor, publisher = desk.values()
    reader = Visitor(live_server.url)

    # The reporter files the article by its address; the worker fetches it.
    reporter.open("/admin/sources/source/add/").submit(address=press.url("/harbour"))
    assert "/text/" in reporter.url, reporter.text
    source = Source.objects.get()

    def the_page_was_read():
        return source.retrievals.get().state == "read"

    eventually(the_page_was_read)
    reporter.open(f"/admin/sources/source/{source.pk}/text/")
    assert HEADLINE in reporter.body.decode()
    reporter.submit(title=HEADLINE, first="1")
    text = source.latest_text
    assert WORDS in text.text

    # The reporter splits out a claim, judges it, and attaches evidence.
    reporter.open(f"/admin/sources/source/{source.pk}/workbench/").submit(
        exact=WORDS,
        kind="paraphrase",
        statement="The harbour moved more than 17,000 tons of grain in May",
        claimant="Ana Ruiz",
        said="3 June 2019",
    )
    claim = Claim.objects.get()
    assert claim.appearances.get().passage.exact == WORDS
    reporter.open(f"/admin/factcheck/claim/{claim.pk}/change/").submit(
        **{
            "verdict-0-rating": str(rating("mostly-true").pk),
            "verdict-0-reason": "The port's own table gives 17,200 tons.",
            "verdict-0-explanation": "The table says **17,200 tons**.",
            "evidence-0-address": press.url("/statistics"),
            "evidence-0-title": "Statistics of the port",
            "evidence-0-stance": "supports",
            "evidence-0-shows": "The table for May.",
            "evidence-0-is_load_bearing": "on",
        },
    )
    assert reporter.url.endswith("/admin/factcheck/claim/"), reporter.text
    act = f"/admin/factcheck/claim/{claim.pk}/act"
    reporter.open(f"{act}/submit/").submit(revision=reporter_revision(claim))

    def the_evidence_was_looked_at():
        return Link.objects.get(evidence__claim=claim).health == "alive"

    eventually(the_evidence_was_looked_at)

    # Nobody approves their own work; a colleague does; a publisher publishes.
    assert reader.open(f"/checks/{claim.slug}/").status == 404
    approve(editor, act, claim)
    publish(publisher, act, claim)
    reader.open(f"/checks/{claim.slug}/")
    assert reader.status == 200
    assert "17,200 tons" in reader.text
    assert not reader.cookies
    partner = Visitor(live_server.url).open(f"/api/v1/checks/{claim.slug}/")
    assert json.loads(partner.body)["publication"]["version"] == 1

    # The press silently edits the figure. The desk knows at once, readers when it is confirmed.
    press.pages["/harbour"] = article(OPENING, EDITED, CLOSING, title=HEADLINE)

    def the_edit_was_seen():
        return Passage.objects.get().state == "edited"

    eventually(the_edit_was_seen)
    assert "edited" in editor.open("/admin/").text

    def a_review_was_opened():
        return Review.objects.open().exists()

    eventually(a_review_was_opened)
    reader.open(f"/checks/{claim.slug}/")
    assert "17 million" in reader.text
    assert Check.objects.get().under_review_since is not None

    # A correction goes the same way, through the same four eyes, and becomes version 2.
    publisher.open(f"{act}/correct/").submit(
        kind="update", cause="source_changed", was_wrong="The article now gives another figure."
    )
    reporter.open(f"/admin/factcheck/claim/{claim.pk}/change/").submit(
        **{"verdict-0-reason": "The article said 17,000 tons; it was edited since."}
    )
    reporter.open(f"{act}/submit/").submit(revision=reporter_revision(claim))
    approve(editor, act, claim)
    publish(publisher, act, claim)
    reader.open(f"/checks/{claim.slug}/")
    assert "it was edited since" in reader.text
    assert "The article now gives another figure." in reader.text
    assert reader.open(f"/checks/{claim.slug}/v/1/").status == 200
    assert "17,200 tons" in reader.text
    assert json.loads(partner.open(partner.url).body)["publication"]["version"] == 2
    assert Review.objects.get().ending == "corrected"
    changes = json.loads(partner.open("/api/v1/changes/").body)["results"]
    kinds = ["published", "evidence_changed", "review_changed", "corrected"]
    assert [change["kind"] for change in changes] == kinds


def reporter_revision(claim):
    claim.verdict.refresh_from_db()
    return str(claim.verdict.revision)


def approve(editor, act, claim):
    claim.verdict.refresh_from_db()
    editor.open(f"{act}/approve/").submit(sha256=claim.verdict.document_sha256)
    claim.verdict.refresh_from_db()
    assert claim.verdict.state == "approved", editor.text


def publish(publisher, act, claim):
    publisher.open(f"{act}/publish/").submit(sha256=claim.verdict.document_sha256)
    claim.verdict.refresh_from_db()
    assert claim.verdict.state == "published", publisher.text
