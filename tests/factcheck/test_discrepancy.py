import pytest

from factcheck import actions
from factcheck.actions.drafting import Selection
from factcheck.discrepancy import discrepancies, independent_origins
from factcheck.document import build
from newsroom.refusals import NotAllowed
from tests.factories import WORDS, claim, editor, reporter, source

pytestmark = pytest.mark.django_db


def appear(in_claim, words=WORDS, *, upstream=None, figure="", **particulars):
    article = source(f"A report. It {words}. The end.", **particulars)
    return actions.add_appearance(
        by=reporter(),
        claim=in_claim,
        source=article,
        selection=Selection(text=article.latest_text, exact=words),
        upstream=upstream,
        figures={"grain-moved": figure} if figure else None,
    )


def of(in_claim):
    return list(in_claim.appearances.select_related("source__republished_from").order_by("pk"))


def test_sources_that_repeat_one_report_are_one_origin():
    draft = claim()
    first = draft.appearances.get()
    appear(draft, upstream=first)
    appear(draft, upstream=first)
    assert independent_origins(of(draft)) == 1


def test_a_repost_is_no_origin_of_its_own():
    draft = claim()
    original = draft.appearances.get().source
    appear(draft, republished_from=original)
    assert independent_origins(of(draft)) == 1


def test_two_reports_that_share_nothing_are_two_origins():
    draft = claim()
    appear(draft)
    assert independent_origins(of(draft)) == 2


def test_figures_that_disagree_are_found_and_never_corrected():
    draft = claim(figures={"grain-moved": "about 1,000 tons"})
    appear(draft, figure="a few thousand tons")
    (found,) = discrepancies(of(draft))
    assert (found.measure, found.kind) == ("grain-moved", "disagree")
    assert {f.as_written for f in found.figures} == {"about 1,000 tons", "a few thousand tons"}


def test_figures_that_agree_are_no_discrepancy():
    draft = claim(figures={"grain-moved": "about 1,000 tons"})
    appear(draft, figure="approximately 1,000 tons")
    assert discrepancies(of(draft)) == ()


def test_a_figure_only_one_source_gives_is_flagged():
    draft = claim(figures={"grain-moved": "more than 17,000 tons"})
    appear(draft)
    (found,) = discrepancies(of(draft))
    assert found.kind == "single source"


def test_readers_see_a_discrepancy_once_an_editor_confirmed_it():
    draft = claim(figures={"grain-moved": "about 1,000 tons"})
    appear(draft, figure="a few thousand tons")
    (found,) = discrepancies(of(draft))
    assert build(draft)["discrepancies"] == []
    with pytest.raises(NotAllowed):
        actions.settle_discrepancy(
            by=reporter(), claim=draft, key=found.key, decision="confirmed", reason="Clear."
        )
    actions.settle_discrepancy(
        by=editor(), claim=draft, key=found.key, decision="confirmed", reason="One misread it."
    )
    (shown,) = build(draft)["discrepancies"]
    assert shown["note"] == "One misread it."
    assert len(shown["figures"]) == 2


def test_a_new_figure_makes_a_new_discrepancy_however_long_the_figures_are():
    draft = claim(figures={"grain-moved": "about 1,000 tons " + "of wheat and barley " * 8})
    appear(draft, figure="a few thousand tons")
    (before,) = discrepancies(of(draft))
    appear(draft, figure="17,000 tons")
    (after,) = discrepancies(of(draft))
    assert before.key != after.key
    assert len(after.key) <= 200
