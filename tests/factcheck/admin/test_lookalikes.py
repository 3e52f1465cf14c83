"""Editors are shown the claims we have while they type one, and beside one we have."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from factcheck import actions
from factcheck.models import Claim, Publication
from factcheck.workflow import State
from newsroom.accounts.models import Role
from sources.models import Source
from tests.factcheck.admin.pages import answers, desk_of, filled_in, text_of
from tests.factories import (
    PRESS_TEXT,
    STATEMENT,
    WORDS,
    claim,
    judged_claim,
    person,
    published_claim,
    publisher,
    reporter,
    source,
)
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db

TYPED = "Harbour moved over 17,000 tons of grain"
URL = reverse("admin:factcheck_claim_lookalikes")


def bench_of(article: Source) -> str:
    return reverse("admin:sources_source_workbench", args=[article.pk])


def bench(article: Source, client: Client | None = None, **given: Any) -> bytes:
    """Press a button of the workbench's form (one of ``given``) and return the page."""
    client = client or desk_of(reporter())
    response = client.post(
        bench_of(article), answers(client, bench_of(article), "split-form") | given
    )
    assert response.status_code == 200
    return response.content


def rows(content: bytes) -> list[str]:
    items = html.fromstring(content.decode()).xpath("//*[@class='rows' or @id='lookalikes']//ol/li")
    return [" ".join(item.text_content().split()) for item in items]


def asked(client: Client | None = None, **given: Any) -> bytes:
    response = (client or desk_of(reporter())).post(URL, given)
    assert response.status_code == 200
    return response.content


# The workbench, without JavaScript


def test_a_row_says_how_it_stands_how_surely_it_is_the_same_and_why() -> None:
    made = judged_claim()
    actions.assign(by=reporter(), claim=made, assignee=reporter(first_name="Eva", last_name="Sol"))
    article = source(PRESS_TEXT, title="Another paper")
    (row,) = rows(bench(article, statement=TYPED, _look="1"))
    assert STATEMENT in row
    assert "Mostly true" in row
    assert "draft" in row
    assert "said by Ana Ruiz; with Eva Sol" in row
    assert re.search("(Almost surely|Probably) the same. Shares: .*17,000", row)


def test_looking_splits_nothing_and_keeps_everything_typed() -> None:
    claim()
    given: dict[str, Any] = {
        "statement": TYPED,
        "claimant": "Bo",
        "said": "June 2019",
        "first": "2",
        "last": "2",
    }
    content = bench(source(PRESS_TEXT, title="Another paper"), **given, _look="1")
    assert filled_in(content, "split-form").items() >= given.items()
    assert "Nothing was saved yet" not in text_of(content)
    assert Claim.objects.count() == 1


def test_a_sentence_that_is_chosen_is_compared_at_once() -> None:
    made = claim()
    article = source(PRESS_TEXT, title="Another paper", language="en")
    response = desk_of(reporter()).get(bench_of(article), {"sentence": "2"})
    (row,) = rows(response.content)
    assert made.statement in row


def test_of_a_whole_article_the_beginning_is_compared() -> None:
    claim()
    article = source(f"{STATEMENT}. " * 500, title="Another paper", language="en")
    client, asked_for = desk_of(reporter()), {"first": "1", "last": "500", "_look": "1"}
    content = bench(article, client, **asked_for)
    (panel,) = html.fromstring(content.decode()).xpath("//section[@id='lookalikes']")
    assert panel.get("data-quote").startswith(STATEMENT)
    assert len(panel.get("data-quote")) <= 5_000
    assert len(rows(content)) == 1


def test_a_refused_page_shows_what_the_words_looked_for_resemble() -> None:
    claim()
    content = bench(source(PRESS_TEXT), exact=WORDS, existing="harbour grain 17,000 tons")
    assert "reads just like that" in text_of(content)
    assert len(rows(content)) == 1


def test_the_quote_is_added_to_the_claim_that_is_pressed() -> None:
    made = claim()
    article, client = source(PRESS_TEXT, title="Another paper"), desk_of(reporter())
    given = {"exact": WORDS, "existing": "harbour grain", "linked": str(made.pk)}
    form = answers(client, bench_of(article), "split-form") | given
    response = client.post(bench_of(article), form, follow=True)
    assert f"Added to: “{made}”" in text_of(response.content)
    assert made.appearances.filter(source=article, passage__exact=WORDS).exists()
    assert Claim.objects.get() == made


def test_the_quote_is_added_to_a_published_claim_and_readers_see_it_later() -> None:
    made = published_claim()
    before = Publication.objects.get().document
    article, client = source(PRESS_TEXT, title="Another paper"), desk_of(reporter())
    (row,) = rows(bench(article, client, statement=TYPED, _look="1"))
    assert "readers see the quote with the next version" in row
    form = answers(client, bench_of(article), "split-form") | {"exact": WORDS, "linked": made.pk}
    assert client.post(bench_of(article), form).status_code == 302
    made.verdict.refresh_from_db()
    assert made.verdict.state == State.PUBLISHED
    assert made.appearances.count() == 2
    assert Publication.objects.get().document == before


def _submit(of: Claim) -> None:
    actions.submit(by=reporter(), claim=of)


def _park(of: Claim) -> None:
    actions.park(by=reporter(), claim=of, note="Later.")


@pytest.mark.parametrize(
    ("act", "said", "offered"),
    [(_submit, "ends its review", True), (_park, "“Reopen” it first", False)],
)
def test_what_adding_a_quote_does_is_said_before(
    act: Callable[[Claim], None], said: str, offered: bool
) -> None:
    act(judged_claim())
    content = bench(source(PRESS_TEXT, title="Another paper"), statement=TYPED, _look="1")
    assert said in text_of(content)
    assert (b'name="linked"' in content) is offered


def test_a_withdrawn_check_is_shown_and_takes_no_quote() -> None:
    made = published_claim()
    actions.withdraw(by=publisher(), claim=made, reason="Forged.")
    content = bench(source(PRESS_TEXT, title="Another paper"), statement=TYPED, _look="1")
    assert "Withdrawn for good" in rows(content)[0]
    assert b'name="linked"' not in content


def test_what_is_different_is_not_shown_again_in_that_form() -> None:
    one, two = claim(), claim(statement=STATEMENT + " again")
    article, client = source(PRESS_TEXT, title="Another paper"), desk_of(reporter())
    first = bench(article, client, statement=TYPED, _different=str(one.pk))
    assert [two.statement in row for row in rows(first)] == [True]
    form = filled_in(first, "split-form")
    assert form["different"] == str(one.pk)
    then = client.post(bench_of(article), form | {"_different": str(two.pk)})
    assert rows(then.content) == []
    assert "Nothing we have looks like it" in text_of(then.content)


def test_a_claim_that_is_gone_is_refused_in_words() -> None:
    content = bench(source(PRESS_TEXT), exact=WORDS, linked="999999")
    assert "We do not have that claim any more." in text_of(content)


def test_enter_splits_out_and_presses_no_button_of_the_panel() -> None:
    claim()
    content = bench(source(PRESS_TEXT, title="Another paper"), statement=TYPED, _look="1")
    (form,) = html.fromstring(content.decode()).xpath("//form[@id='split-form']")
    buttons = form.xpath(".//button | .//input[@type='submit']")
    assert buttons[0].get("value") == "Split out"
    assert len(buttons) > 3
    names = [" ".join((b.get("value"), b.text_content())) for b in buttons[1:]]
    assert len(set(names)) == len(names)


# The endpoint


def test_typing_gets_the_rows_alone() -> None:
    made = claim()
    content = asked(text=TYPED)
    assert b"<html" not in content
    assert made.statement in rows(content)[0]
    assert "1 claim we have looks like it" in text_of(content)
    assert rows(asked(text=TYPED, different=made.pk)) == []


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "🙂", "a & | ! <-> (b:*", "'; DROP TABLE x; --", "x" * 100_000),
        *("word " * 20_000, "<script>alert(1)</script>", "\ufffd", "فنزويلا ベネズエラ", "%00"),
    ],
)
def test_any_text_is_answered(text: str) -> None:
    claim()
    content = asked(text=text)
    assert rows(content) == []
    assert "claim" in text_of(content) or "Nothing we have" in text_of(content)


def test_a_long_text_in_another_alphabet_is_compared_whole() -> None:
    statement = "Порт перевёз 17 000 тонн зерна"
    made = claim(statement=statement, language="ru")
    filler = "Говорят также многое другое. " * 100
    (row,) = rows(asked(text=f"{filler[: 2_000 - len(statement)]}{statement}"))
    assert made.statement in row


def test_a_draft_is_never_asked_about_in_an_address() -> None:
    claim()
    client = desk_of(reporter())
    assert client.get(URL, {"text": TYPED}).status_code == 405
    assert rows(client.post(f"{URL}?{urlencode({'text': TYPED})}").content) == []


def test_a_question_without_the_token_of_its_page_is_refused() -> None:
    made, strict = claim(), Client(enforce_csrf_checks=True)
    strict.force_login(reporter())
    page = strict.get(bench_of(source(PRESS_TEXT, title="Another paper"))).content.decode()
    (token,) = html.fromstring(page).xpath(
        "//form[@id='split-form']/input[@name='csrfmiddlewaretoken']/@value"
    )
    assert strict.post(URL, {"text": TYPED}).status_code == 403
    answer = strict.post(URL, {"text": TYPED, "csrfmiddlewaretoken": token})
    assert made.statement in rows(answer.content)[0]


def test_a_nul_is_refused() -> None:
    assert desk_of(reporter()).post(URL, {"text": "a\0b"}).status_code == 400


def test_ids_that_are_none_are_ignored() -> None:
    claim()
    content = asked(text=TYPED, different=["", "x", "-1", "9" * 30, "\u0661", "1; --"])
    assert len(rows(content)) == 1


def test_the_words_of_a_claim_are_inert() -> None:
    claim(statement="<b>Harbour</b> moved <script>17,000</script> tons of grain")
    content = asked(text=TYPED)
    assert len(rows(content)) == 1
    assert b"<script" not in content
    assert b"<b>" not in content


def test_only_who_may_see_claims_may_ask() -> None:
    claim()
    assert Client().post(URL, {"text": TYPED}).status_code == 403
    assert desk_of(person(Role.NONE)).post(URL, {"text": TYPED}).status_code == 403


def test_an_answer_costs_the_same_however_many_rows() -> None:
    client = desk_of(reporter())
    costs = []
    for word in ("", " again", " today"):
        judged_claim(statement=STATEMENT + word)
        asked(client, text=TYPED)
        with sql_sent() as sql:
            asked(client, text=TYPED)
        costs.append(sum("factcheck_" in one for one in sql))
    assert costs == [5, 5, 5]
