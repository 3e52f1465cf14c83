"""What a loaded corpus is: its sizes and skews, and that the database believes every row."""

from collections import Counter
from typing import Any

import pytest
from django.db import connection
from django.db.models import Count

from factcheck.models import (
    Appearance,
    Change,
    ChangeCounter,
    Check,
    Claim,
    Correction,
    Evidence,
    Publication,
    Verdict,
)
from factcheck.workflow import State
from sources.models import Host, Link, Outlet, Passage, Source, SourceText
from tests import factories
from tests.benchmarks.populate import bulk
from tests.benchmarks.populate.loading import NotEmpty, load
from tests.benchmarks.populate.rows import tables
from tests.benchmarks.populate.scale import ENDS, Scale


def rows_of(query: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


def test_there_are_as_many_of_everything_as_the_scale_says(corpus: Scale):
    assert Claim.objects.count() == corpus.claims == 300
    assert Source.objects.count() == SourceText.objects.count() == corpus.sources
    assert Link.objects.count() == corpus.sources + corpus.pages
    assert Link.objects.filter(evidence__isnull=False).distinct().count() >= corpus.pages
    assert Host.objects.count() == corpus.hosts
    assert Outlet.objects.count() == corpus.outlets


def test_a_million_claims_have_the_sizes_a_large_newsroom_has():
    scale = Scale(1_000_000)
    assert (scale.sources, scale.pages, scale.hosts) == (100_000, 300_000, 20_000)
    assert (scale.claimants, scale.topics) == (20_000, 500)
    for part, total in (("claims", scale.claims), ("sources", scale.sources)):
        ranges = [getattr(block, part) for block in scale.every_block()]
        assert [n for each in ranges for n in each] == list(range(total))


def test_verdicts_are_in_every_state_and_most_are_published(corpus: Scale):
    states = Counter(Verdict.objects.values_list("state", flat=True))
    assert set(states) == set(State)
    assert states[State.PUBLISHED] > 0.85 * corpus.claims


def test_versions_and_withdrawals_have_their_shares(corpus: Scale):
    versions = Counter(Check.objects.annotate(n=Count("claim__publications")).values_list("n"))
    checks = Check.objects.count()
    assert 0.07 < versions[(2,)] / checks < 0.13
    assert 1 <= versions[(3,)] + versions[(4,)] < 0.03 * checks
    assert 1 <= Check.objects.withdrawn().count() < 0.04 * checks
    corrections = Correction.objects.filter(publication__isnull=False)
    assert corrections.count() == Publication.objects.filter(number__gt=1).count()


def test_a_claim_appears_once_to_three_times_and_first_in_one_place(corpus: Scale):
    numbers = Claim.objects.annotate(n=Count("appearances")).values_list("n", flat=True)
    assert set(numbers) == {1, 2, 3}
    assert Appearance.objects.filter(is_first=True).count() == corpus.claims
    assert not Appearance.objects.filter(passage__isnull=True).exists()


def test_a_few_hosts_have_very_many_links_and_a_few_people_most_claims(corpus: Scale):
    links = sorted(Host.objects.annotate(n=Count("links")).values_list("n", flat=True))
    assert links[0] >= 1
    assert sum(links[-corpus.hosts // 10 :]) > 0.3 * sum(links)
    said = "SELECT count(*) FROM factcheck_claimclaimant GROUP BY claimant_id ORDER BY 1 DESC"
    counts = [count for (count,) in rows_of(said)]
    assert sum(counts[:2]) > 0.2 * sum(counts)


def test_languages_have_their_shares(corpus: Scale):
    languages = Counter(Claim.objects.values_list("language", flat=True))
    assert languages == {"en": 225, "es": 60, "ru": 15}


def test_statements_have_8_to_25_words_and_explanations_up_to_250(corpus: Scale):
    for statement in Claim.objects.values_list("statement", flat=True):
        assert 8 <= len(statement.split()) <= 25, statement
    judged = Verdict.objects.filter(rating__isnull=False)
    lengths = [len(text.split()) for text in judged.values_list("explanation", flat=True)]
    assert min(lengths) >= 55
    assert max(lengths) <= 250


def test_claimants_have_spellings_in_another_script(corpus: Scale):
    found = rows_of("SELECT count(*) FROM factcheck_claimant WHERE aliases::text ~ '[Ё-ё]'")
    assert found[0][0] > corpus.claimants / 3


def test_passages_are_at_their_places_in_the_frozen_texts(corpus: Scale):
    """As the trigger on passages demands, in code points."""
    for passage in Passage.objects.select_related("text"):
        text = passage.text.text
        assert text[passage.start : passage.end] == passage.exact
        assert text.endswith(passage.prefix, 0, passage.start)
        assert text.startswith(passage.suffix, passage.end)
    wrong = rows_of(
        "SELECT p.id FROM sources_passage p JOIN sources_sourcetext t ON t.id = p.text_id "
        'WHERE substring(t.text FROM p.start + 1 FOR p."end" - p.start) <> p.exact '
        "OR t.sha256 <> encode(sha256(convert_to(t.text, 'UTF8')), 'hex')"
    )
    assert wrong == []


def test_every_row_passes_the_triggers_that_were_off(corpus: Scale):
    """Give each row to the triggers that look at its words; they raise what they refuse."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE sources_passage SET exact = exact, text_id = text_id")
        cursor.execute("UPDATE factcheck_appearance SET passage_id = passage_id")
        cursor.execute("UPDATE factcheck_evidence SET passage_id = passage_id")
    assert Evidence.objects.filter(passage__isnull=False).exists()


def test_every_constraint_holds(corpus: Scale):
    connection.check_constraints()
    assert rows_of("SELECT conname FROM pg_constraint WHERE NOT convalidated") == []


def test_changes_are_numbered_without_gaps_in_the_order_of_time(corpus: Scale):
    numbers = list(Change.objects.values_list("sequence", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert ChangeCounter.objects.get().value == len(numbers)
    times = list(Change.objects.values_list("at", flat=True))
    assert times == sorted(times)
    kinds = set(Change.objects.values_list("kind", flat=True))
    assert kinds == set(Change.Kind) - {Change.Kind.REVIEW_CHANGED}, "it has no re-reviews"


def test_nothing_happens_before_it_can(corpus: Scale):
    early = rows_of(
        "SELECT p.id FROM factcheck_publication p JOIN factcheck_claim c ON c.id = p.claim_id "
        "WHERE NOT c.created_at < p.submitted_at OR NOT p.submitted_at < p.approved_at "
        "OR NOT p.approved_at < p.published_at"
    )
    unfiled = rows_of(
        "SELECT a.id FROM factcheck_appearance a JOIN factcheck_claim c ON c.id = a.claim_id "
        "JOIN sources_source s ON s.id = a.source_id WHERE a.is_first AND s.filed_at > c.created_at"
    )
    disordered = rows_of(
        "SELECT v.id FROM factcheck_publication v JOIN factcheck_publication w "
        "ON w.claim_id = v.claim_id AND w.number = v.number + 1 "
        "WHERE NOT v.published_at < w.submitted_at"
    )
    assert early == unfiled == disordered == []
    assert Publication.objects.latest("published_at").published_at < ENDS
    assert Change.objects.latest("sequence").at < ENDS


def test_drafts_never_appear_in_checks(corpus: Scale):
    unpublished = Claim.objects.filter(publications__isnull=True)
    assert unpublished.filter(verdict__state=State.DRAFT).exists()
    assert not Check.objects.filter(claim__in=unpublished).exists()
    assert Check.objects.count() == corpus.claims - unpublished.count()


def test_rows_made_by_actions_follow_the_loaded_ones(corpus: Scale):
    """The sequences go on where the load ended."""
    check = factories.published_claim().check_record
    assert check.pk > corpus.claims
    assert Change.objects.get(check_record=check).sequence == ChangeCounter.objects.get().value


def test_indexes_and_triggers_are_all_there(corpus: Scale):
    """They were compared when the load ended; look for one of each that had been put aside."""
    found = {(kind, name) for kind, name, _ in bulk.definitions(connection)}
    assert ("index", "factcheck_check_latest_idx") in found
    assert ("constraint", "factcheck_publication factcheck_publication_number") in found
    off = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'O'"
    assert rows_of(off) == []


def test_a_definition_that_is_not_restored_is_noticed(db):
    before = bulk.definitions(connection)
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX factcheck_check_latest_idx")
    with pytest.raises(bulk.NotRestored, match="factcheck_check_latest_idx"):
        bulk.check_restored(connection, before)


def test_a_database_with_claims_is_refused(corpus: Scale):
    with pytest.raises(NotEmpty):
        load(Scale(20))


def test_statistics_are_taken(corpus: Scale):
    analyzed = {table for (table,) in rows_of("SELECT DISTINCT tablename FROM pg_stats")}
    assert analyzed >= set(tables())


def test_every_table_that_is_named_gets_rows(corpus: Scale):
    counts = dict(rows_of("SELECT relname, reltuples::int FROM pg_class"))
    assert [name for name in tables() if counts[name] < 1] == []
