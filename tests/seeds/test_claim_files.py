from decimal import Decimal

import pytest
from django.utils.text import slugify

from factcheck.figures import read_figure
from factcheck.models import Verdict
from newsroom.dates import parse
from seeds.claim_files import ClaimFile, Destination, read_claimants, read_claims, read_topics
from seeds.pages import read_pages

CLAIMS = read_claims()
PAGES = read_pages()
SCALE = {"true", "mostly-true", "half-true", "mostly-false", "false", "misleading", "unproven"}
each_claim = pytest.mark.parametrize("seed", CLAIMS, ids=lambda seed: seed.name)


def named(name: str) -> ClaimFile:
    return next(seed for seed in CLAIMS if seed.name == name)


@each_claim
def test_the_words_stand_exactly_once_on_their_page(seed: ClaimFile) -> None:
    quoted = [(row.page, row.words) for row in seed.appearances]
    quoted += [(row.page, row.words) for row in seed.evidence if row.words]
    for page, words in quoted:
        assert PAGES[page].is_article
        assert PAGES[page].text.count(words) == 1, words


@each_claim
def test_everything_a_claim_names_is_there(seed: ClaimFile) -> None:
    assert {row.page for row in seed.evidence} <= set(PAGES)
    assert {row.who for row in seed.claimants} <= set(read_claimants())
    assert set(seed.topics) <= set(read_topics())
    pages = [row.page for row in seed.appearances]
    for index, row in enumerate(seed.appearances):
        assert not row.repeats or row.repeats in pages[:index]


@each_claim
def test_the_summary_is_short_enough_to_be_a_whole_address(seed: ClaimFile) -> None:
    assert len(slugify(seed.summary)) <= 80
    assert parse(seed.said).value


@each_claim
def test_a_paraphrase_is_never_in_quotation_marks(seed: ClaimFile) -> None:
    verbatim = [row for row in seed.appearances if row.kind == "verbatim"]
    assert all(f"“{row.words}”" in PAGES[row.page].text for row in verbatim)
    assert not set('“”"') & set(seed.statement)
    for text in (seed.context_note, *map(str, seed.verdict.values())):
        assert f"“{seed.statement}”" not in text


@each_claim
def test_a_verdict_is_reasoned(seed: ClaimFile) -> None:
    decided = seed.goes_to in {Destination.IN_REVIEW, Destination.APPROVED, Destination.PUBLISHED}
    assert bool(seed.verdict) == decided
    if decided:
        limit = Verdict._meta.get_field("reason").max_length
        assert 0 < len(seed.verdict["reason"]) <= (limit or 0)
        assert len(seed.verdict["explanation"].split()) > 10
        assert any(row.is_load_bearing for row in seed.evidence)


def test_published_verdicts_use_the_whole_scale() -> None:
    ratings = {seed.verdict["rating"] for seed in CLAIMS if seed.goes_to is Destination.PUBLISHED}
    assert ratings == SCALE


def test_there_are_drafts_a_correction_and_a_withdrawal() -> None:
    assert len(CLAIMS) >= 12
    assert {seed.goes_to for seed in CLAIMS} == set(Destination)
    assert len([seed for seed in CLAIMS if seed.correction]) == 1
    assert len([seed for seed in CLAIMS if seed.withdrawal]) == 1


def test_every_figure_is_read_without_a_doubt() -> None:
    figures = [text for seed in CLAIMS for row in seed.appearances for text in row.figures.values()]
    assert [text for text in figures if read_figure(text).doubts] == []


def test_ten_thousand_million_euros_are_ten_billion() -> None:
    reading = read_figure(named("arms-contracts").appearances[0].figures["military-contracts"])
    assert (reading.minimum, reading.unit) == (Decimal(10**10), "EUR")
