import json

import pytest

from factcheck import actions
from factcheck.document import build, canonical, context_of, sha256_of
from tests.factories import PRESS_TEXT, WORDS, evidence, judged_claim, reporter, source

pytestmark = pytest.mark.django_db


def test_the_document_holds_what_readers_need():
    draft = judged_claim()
    document = build(draft)
    assert document["version"] == 1
    assert document["claim"]["statement"] == draft.statement
    assert document["claimants"][0]["name"] == "Ana Ruiz"
    assert document["rating"]["key"] == "mostly-true"
    assert document["appearances"][0]["quote"]["exact"] == WORDS
    assert document["evidence"][0]["title"] == "Harbour statistics"
    assert len(document["rests_on"]["links"]) == 2


def test_the_same_claim_gives_the_same_bytes():
    draft = judged_claim()
    assert sha256_of(build(draft)) == sha256_of(build(draft))
    assert json.loads(canonical(build(draft))) == build(draft)


def test_any_edit_gives_another_hash():
    draft = judged_claim()
    before = sha256_of(build(draft))
    actions.judge(by=reporter(), claim=draft, reason="Another reason.")
    assert sha256_of(build(draft)) != before


def test_withheld_evidence_is_said_and_not_shown():
    draft = judged_claim()
    evidence(
        draft,
        address="https://secret.example.org/list",
        title="A list of names",
        is_withheld=True,
        withheld_reason="It would expose a source.",
    )
    document = build(draft)
    shown = json.dumps(document)
    assert "secret.example.org" not in shown
    assert "A list of names" not in shown
    assert "It would expose a source." in shown


def test_the_cost_does_not_grow_with_the_claim(django_assert_max_num_queries):
    draft = judged_claim()
    for number in range(5):
        evidence(draft, address=f"https://port.example.org/more/{number}")
        article = source(PRESS_TEXT)
        actions.add_appearance(
            by=reporter(),
            claim=draft,
            source=article,
            selection=actions.drafting.Selection(text=article.latest_text, exact=WORDS),
        )
    with django_assert_max_num_queries(18):
        build(draft)


def test_context_is_cut_at_sentences_and_never_leaves_the_paragraph():
    start = PRESS_TEXT.index(WORDS)
    before, after = context_of(PRESS_TEXT, start, start + len(WORDS))
    assert before == "According to Ana Ruiz, the harbour "
    assert after == ". Nobody else gave a figure."


def test_context_of_a_long_paragraph_is_bounded():
    text = " ".join(f"Sentence number {n} is here." for n in range(100))
    start = text.index("number 50")
    before, after = context_of(text, start, start + 9)
    assert len(before) <= 430
    assert len(after) <= 430
    assert before.startswith("Sentence number")
    assert after.endswith(".")
