"""From an article to a withdrawn check, all of it through real URLs."""

import pytest
from django.urls import reverse

from factcheck.models import Check, Claim, Publication
from factcheck.workflow import State
from sources.models import Link, Source
from tests.factcheck.admin.pages import answers, desk_of, text_of
from tests.factories import PRESS_TEXT, WORDS, editor, publisher, rating, reporter

pytestmark = pytest.mark.django_db


def act(claim: Claim, slug: str) -> str:
    return reverse("admin:factcheck_claim_act", args=[claim.pk, slug])


def do(client, claim: Claim, slug: str, **given: str) -> None:
    url = act(claim, slug)
    response = client.post(url, answers(client, url, "act-form") | given)
    assert response.status_code == 302, text_of(response.content)


def test_an_article_becomes_a_published_corrected_and_withdrawn_check() -> None:
    rating()
    writer, checker, chief = desk_of(reporter()), desk_of(editor()), desk_of(publisher())
    add = reverse("admin:sources_source_add")
    response = writer.post(
        add,
        answers(writer, add, "source_form") | {"address": PRESS_TEXT, "title": "Harbour speaks"},
    )
    assert response.status_code == 302, text_of(response.content)
    source = Source.objects.get()
    response = writer.post(
        response.headers["Location"], answers(writer, response.headers["Location"], "reading")
    )
    assert response.status_code == 302, text_of(response.content)
    bench = reverse("admin:sources_source_workbench", args=[source.pk])
    assert response.headers["Location"] == f"{bench}?after=0"
    response = writer.post(
        bench,
        answers(writer, bench, "split-form")
        | {
            "exact": WORDS,
            "statement": "The harbour moved more than 17,000 tons of grain in May",
            "claimant": "Ana Ruiz",
            "title_held": "Harbour master",
            "said": "June 2019",
            "measure_1": "grain-tons",
            "as_written_1": "more than 17,000 tons",
        },
    )
    assert response.status_code == 302, text_of(response.content)
    claim = Claim.objects.get()
    assert claim.said.words() == "June 2019"
    assert b"<mark>" in writer.get(bench).content

    page = reverse("admin:factcheck_claim_change", args=[claim.pk])
    form = answers(writer, page, "claim_form")
    response = writer.post(
        page,
        form
        | {
            "verdict-0-rating": str(rating().pk),
            "verdict-0-reason": "The port's table gives 17,200 tons.",
            "verdict-0-explanation": "The **table** says so.",
            "evidence-0-address": "https://port.example.org/statistics",
            "evidence-0-title": "Harbour statistics",
            "evidence-0-stance": "supports",
            "evidence-0-shows": "The monthly table.",
            "evidence-0-is_load_bearing": "on",
            "_submit_for_review": "1",
        },
    )
    assert response.status_code == 302, text_of(response.content)
    assert response.headers["Location"] == act(claim, "submit")
    Link.objects.update(health=Link.Health.ALIVE)

    do(writer, claim, "submit")
    do(checker, claim, "approve")
    do(chief, claim, "publish")
    assert Publication.objects.get().document["reason"] == "The port's table gives 17,200 tons."

    do(chief, claim, "correct", was_wrong="A number.", kind="correction", cause="editor_error")
    form = answers(writer, page, "claim_form")
    response = writer.post(page, form | {"verdict-0-reason": "It was 17,300 tons."})
    assert response.status_code == 302, text_of(response.content)
    do(writer, claim, "submit")
    do(checker, claim, "approve")
    do(chief, claim, "publish")
    assert Publication.objects.count() == 2

    do(chief, claim, "withdraw", reason="The table was forged.")
    do(checker, claim, "countersign")
    check = Check.objects.get()
    assert check.is_withdrawn
    assert check.countersigned_by is not None
    claim.verdict.refresh_from_db()
    assert claim.verdict.state == State.WITHDRAWN
