import json
import subprocess
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import override_settings
from django.utils import timezone
from django.utils.translation import override

from factcheck import actions
from factcheck.bundle.packing import bundle
from factcheck.models import Check, Claim
from sources.models import Link, Passage, SourceText
from tests.factcheck.hostile import HOSTILE
from tests.factcheck.views.reader import correct
from tests.factories import (
    PRESS_TEXT,
    evidence,
    judged_claim,
    publish,
    published_claim,
    reporter,
    transition,
)

pytestmark = pytest.mark.django_db

FILES = [
    "README.txt",
    "document.json",
    "quotes.json",
    "log.json",
    "method.json",
    "corrections.json",
    "claimreview.json",
    "cite.bib",
    "SHA256SUMS",
]


def zipped(claim: Claim) -> bytes:
    return bundle(Check.objects.select_related("publication").get(claim=claim))


def unpacked(claim: Claim) -> dict[str, bytes]:
    with ZipFile(BytesIO(zipped(claim))) as archive:
        assert archive.testzip() is None
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def part(claim: Claim, name: str) -> Any:
    return json.loads(unpacked(claim)[name])


def test_a_bundle_holds_what_it_takes_to_follow_the_verdict() -> None:
    claim = published_claim()
    files = unpacked(claim)
    assert list(files) == FILES
    assert sha256(files["document.json"]).hexdigest() == claim.publications.get().sha256
    assert json.loads(files["claimreview.json"])["@type"] == "ClaimReview"
    assert json.loads(files["method.json"])["rating"]["key"] == "mostly-true"
    assert files["cite.bib"].startswith(b"@misc{")
    readme = files["README.txt"].decode()
    assert all(name in readme for name in FILES if name != "README.txt")
    assert claim.publications.get().sha256 in readme


def test_the_hashes_are_those_of_the_files_as_sha256sum_reads_them(tmp_path: Path) -> None:
    with ZipFile(BytesIO(zipped(published_claim()))) as archive:
        archive.extractall(tmp_path)
    (folder,) = tmp_path.iterdir()
    done = subprocess.run(
        ["/usr/bin/sha256sum", "--strict", "-c", "SHA256SUMS"],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    assert done.stdout.count(": OK") == len(FILES) - 1


def quoting_claim() -> Claim:
    """A claim whose evidence is quoted too."""
    draft = judged_claim()
    said = draft.appearances.get()
    page = evidence(draft, title="The article", address=said.source.link.url)
    page.passage = said.passage
    page.save()
    publish(draft)
    return draft


def test_every_quote_is_found_again_from_its_context() -> None:
    quotes = part(quoting_claim(), "quotes.json")
    assert [quote["of"] for quote in quotes] == ["appearance 1", "evidence 2"]
    article = SourceText.objects.get().text
    for quote in quotes:
        excerpt = quote["excerpt"]
        assert excerpt[quote["excerpt_start"] : quote["excerpt_end"]] == quote["exact"]
        assert sha256(quote["exact"].encode()).hexdigest() == quote["sha256"]
        assert sha256(excerpt.encode()).hexdigest() == quote["excerpt_sha256"]
        assert sha256(article.encode()).hexdigest() == quote["text"]["sha256"]
        assert article[quote["start"] : quote["end"]] == quote["exact"]
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert article.count(around) == 1
        assert article.index(around) + len(quote["prefix"]) == quote["start"]


def test_whole_articles_are_not_given_away() -> None:
    everything = b"".join(unpacked(published_claim()).values()).decode()
    first, _said, last = PRESS_TEXT.split("\n\n")
    assert first not in everything
    assert last not in everything


def test_the_same_version_and_evidence_are_the_same_bytes_whoever_asks_and_when() -> None:
    claim = published_claim()
    first = zipped(claim)
    now = timezone.now()
    Check.objects.update(last_looked_at=now, updated_at=now, review_note="So.", review_note_at=now)
    with override("es"):
        assert zipped(claim) == first
    correct(claim)
    assert zipped(claim) != first


def test_what_is_seen_but_not_public_yet_changes_nothing() -> None:
    claim = published_claim()
    before = zipped(claim)
    link = Link.objects.get(evidence__claim=claim)
    transition(link, "health", "dead", before="alive")
    assert zipped(claim) == before


def test_the_log_tells_what_readers_were_told_of_pages_and_words() -> None:
    claim = published_claim()
    link = Link.objects.get(evidence__claim=claim)
    passage = claim.appearances.get().passage
    Link.objects.filter(pk=link.pk).update(health="dead")
    transition(link, "health", "suspect", before="alive", is_confirmed=False)
    transition(link, "health", "dead", before="suspect")
    transition(
        claim.appearances.get().source.link,
        "passage",
        "edited",
        passage=passage,
        is_confirmed=False,
    )
    Passage.objects.filter(pk=passage.pk).update(
        state="edited", now_reads="moved 17 million tons", confirmed_at=timezone.now()
    )
    transition(
        claim.appearances.get().source.link, "passage", "edited", before="edited", passage=passage
    )
    actions.open_reviews()
    log = part(claim, "log.json")
    assert [(row["now"], bool(row["passage"])) for row in log["events"]] == [
        ("gone", False),
        ("edited", True),
    ]
    assert log["events"][0]["url"] == link.url
    assert log["words"][0]["now_reads"] == "moved 17 million tons"
    assert [row["kind"] for row in log["public_changes"]] == ["published", "evidence_changed"]
    assert log["evidence"] == "broken"


def test_the_log_knows_nothing_of_drafts_that_lean_on_the_same_page() -> None:
    claim = published_claim()
    appearance = claim.appearances.get()
    text = appearance.source.latest_text
    other = actions.split_claim(
        by=reporter(),
        statement="Nobody else gave a figure",
        selection=actions.drafting.Selection(text=text, exact="Nobody else gave a figure"),
        kind="verbatim",
        attributed_to=[],
    )
    passage = other.appearances.get().passage
    transition(appearance.source.link, "passage", "gone", passage=passage)
    link = Link.objects.get(evidence__claim=claim)
    Link.objects.filter(pk=link.pk).update(health="dead")
    transition(link, "health", "dead", before="alive")
    actions.open_reviews()
    everything = b"".join(unpacked(claim).values()).decode()
    assert str(passage.public_id) not in everything
    assert [row["now"] for row in part(claim, "log.json")["events"]] == ["gone"]


def test_what_happened_before_the_check_was_public_is_not_told() -> None:
    draft = judged_claim()
    link = Link.objects.get(evidence__claim=draft)
    transition(link, "health", "dead", before="alive")
    publish(draft)
    assert part(draft, "log.json")["events"] == []


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_make_no_path_and_stay_words(words: str) -> None:
    draft = judged_claim(statement=f"{words} said the harbour")
    address = "https://council.example.org/minutes"
    evidence(draft, title=words, address=address, is_load_bearing=False)
    publish(draft)
    with ZipFile(BytesIO(zipped(draft))) as archive:
        assert archive.namelist() == [f"{draft.slug}-v1/{name}" for name in FILES]
    assert "/" not in draft.slug
    assert ".." not in draft.slug
    stored = part(draft, "document.json")
    assert stored == draft.publications.get().document


@override_settings(SITE_NAME="La Mesa")
def test_the_readme_speaks_the_language_of_the_check_not_of_who_asks() -> None:
    claim = published_claim()
    with override("es"):
        assert "What is in here" in unpacked(claim)["README.txt"].decode()
    assert "La Mesa" in unpacked(claim)["README.txt"].decode()
