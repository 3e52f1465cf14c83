"""What is worth splitting, on the workbench: listed, underlined, put away, brought back."""

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from factcheck import actions
from factcheck.actions.drafting import Selection
from factcheck.admin.suggestions import REASONS
from factcheck.models import Dismissal
from factcheck.suggesting import Trait
from factcheck.suggesting.scoring import UNTOLD, weigh
from newsroom.accounts.models import Role
from sources.actions import accept_text, supply_text
from sources.models import Source
from tests.factcheck.admin.pages import answers, desk_of, filled_in, text_of
from tests.factories import person, reporter, source
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db

RUIZ_SAYS = "According to Ana Ruiz, the harbour moved more than 17,000 tons of grain in May 2019."
CALLAO = "The port of Callao lost 40 percent of its workers since 2015, the minister said."
STORY = (
    f"The harbour and its grain\n\nWhat happens to the harbour now? {RUIZ_SAYS} "
    f"I like ships very much, thank you.\n\n{CALLAO}\n\nRead more\n"
)


def article_of(text: str = STORY) -> Source:
    return source(text, title="Harbour", language="en")


def bench_of(article: Source, act: str = "") -> str:
    return reverse("admin:sources_source_workbench", args=[article.pk]) + act


def page_of(client: Client, article: Source, query: str = "") -> html.HtmlElement:
    response = client.get(bench_of(article) + query)
    assert response.status_code == 200
    return html.fromstring(response.content.decode())


def listed(page: html.HtmlElement, name: str = "suggestions") -> list[str]:
    """Return the numbers of the sentences in a list of the page."""
    return [str(number) for number in page.xpath(f'//ol[@id="{name}"]/li/@data-sentence')]


def said_in(page: html.HtmlElement, name: str) -> list[str]:
    """Return which of the story's two statements are in a list of the page."""
    words = " ".join(page.xpath(f'string(//ol[@id="{name}"])').split())
    return [statement for statement in (RUIZ_SAYS, CALLAO) if statement in words]


def press(client: Client, article: Source, page: html.HtmlElement, kind: str) -> None:
    """Send the first form of a kind as a browser does, and follow to the page it leads to."""
    form = page.xpath(f'//form[@class="{kind}"]')[0]
    path = bench_of(article, form.get("action"))
    response = client.post(path, dict(form.form_values()), follow=True)
    assert response.status_code == 200
    assert response.redirect_chain[0][0].endswith("?shown=10#suggestions-heading")


def read_anew(article: Source) -> None:
    """Freeze another text, in which every sentence stands elsewhere."""
    first = "The paper has put a line before the story, which was not there."
    retrieval = supply_text(by=reporter(), source=article, text=f"{first}\n\n{STORY}")
    accept_text(by=reporter(), retrieval=retrieval)


def visitor() -> Client:
    return desk_of(reporter())


def posted(article: Source, words: str, **given: object) -> dict[str, object]:
    text = article.latest_text
    start = text.text.index(words)
    return {"text": text.pk, "start": start, "end": start + len(words)} | given


def test_sentences_worth_checking_are_listed_with_the_reason_in_words():
    article = article_of()
    page = page_of(visitor(), article)
    assert sorted(listed(page)) == ["3", "5"]
    (item,) = page.xpath('//ol[@id="suggestions"]/li[@data-sentence="3"]')
    said = " ".join(item.text_content().split())
    assert RUIZ_SAYS in said
    assert "number" in said
    assert "attributed speech" in said
    assert "“17,000 tons”" in said


def test_every_trait_that_speaks_for_a_sentence_has_its_words():
    told = {trait for trait in Trait if weigh([trait]) > weigh([])} - UNTOLD
    assert told == set(REASONS)


def test_a_suggestion_fills_in_the_number_of_its_sentence():
    article = article_of()
    client = visitor()
    item = page_of(client, article).xpath('//li[@data-sentence="5"]')[0]
    (form,) = item.xpath('.//form[@method="get"]')
    filled = page_of(client, article, "?" + "&".join(f"{k}={v}" for k, v in form.form_values()))
    assert filled.xpath('//input[@name="first"]/@value') == ["5"]
    assert filled.xpath('//input[@name="last"]/@value') == ["5"]


def test_the_article_underlines_what_is_suggested_and_says_why():
    article = article_of()
    page = page_of(visitor(), article)
    (sentence,) = page.xpath('//*[@id="s3"]')
    assert "worth-checking" in sentence.get("class")
    (label,) = sentence.xpath("./a/@aria-label")
    assert label.startswith("Sentence 3: choose. Worth checking: ")
    assert "number" in label
    assert "attributed speech" in label
    assert not page.xpath('//*[@id="s2" and contains(@class, "worth-checking")]')


def test_what_is_no_claim_is_put_away_and_comes_back():
    article = article_of()
    client = visitor()
    page = page_of(client, article)
    first = listed(page)[0]
    press(client, article, page, "dismiss")
    page = page_of(client, article)
    assert first not in listed(page)
    assert listed(page, "dismissed") == [first]
    assert not page.xpath(f'//*[@id="s{first}" and contains(@class, "worth-checking")]')
    press(client, article, page, "bring-back")
    page = page_of(client, article)
    assert first in listed(page)
    assert not listed(page, "dismissed")


def test_a_colleague_sees_what_was_put_away():
    article = article_of()
    client = visitor()
    press(client, article, page_of(client, article), "dismiss")
    assert listed(page_of(desk_of(reporter()), article), "dismissed")


def test_a_dismissal_holds_in_the_next_text_wherever_the_words_stand_there():
    article = article_of()
    client = visitor()
    client.post(bench_of(article, "dismiss/"), posted(article, RUIZ_SAYS))
    read_anew(article)
    page = page_of(client, article)
    assert said_in(page, "suggestions") == [CALLAO]
    assert said_in(page, "dismissed") == [RUIZ_SAYS]
    press(client, article, page, "bring-back")
    assert not Dismissal.objects.exists()


def test_words_that_are_claimed_are_not_suggested_in_this_text_or_the_next():
    article = article_of()
    words = "the harbour moved more than 17,000 tons of grain"
    selection = Selection(text=article.latest_text, exact=words)
    actions.split_claim(by=reporter(), statement="The harbour is busy", selection=selection)
    client = visitor()
    assert listed(page_of(client, article)) == ["5"]
    read_anew(article)
    assert said_in(page_of(client, article), "suggestions") == [CALLAO]


def test_the_first_ten_are_listed_and_more_by_an_address():
    places = ("Lima", "Quito", "Bogota", "Caracas", "Santiago")
    many = " ".join(
        f"The port of {place} lost {number} percent of its workers, Ana Ruiz said."
        for place in places
        for number in (20, 30, 40, 50, 60)
    )
    article = article_of(many)
    client = visitor()
    page = page_of(client, article)
    assert len(listed(page)) == 10
    (more,) = page.xpath('//a[contains(@href, "?shown=")]/@href')
    assert more == "?shown=20#suggestion-11"
    page = page_of(client, article, "?shown=20")
    assert len(listed(page)) == 20
    assert "5 more suggestions" in text_of(html.tostring(page))
    assert len(listed(page_of(client, article, "?shown=30"))) == 25


@pytest.mark.parametrize("asked", ["", "-1", "x", "9" * 30, "²"])
def test_an_odd_number_in_the_address_shows_a_list_all_the_same(asked):
    article = article_of()
    assert len(listed(page_of(visitor(), article, f"?shown={asked}"))) == 2


def test_a_script_that_takes_json_gets_no_content_or_a_sentence():
    article = article_of()
    client = visitor()
    given = posted(article, RUIZ_SAYS)
    done = client.post(bench_of(article, "dismiss/"), given, headers={"accept": "application/json"})
    assert (done.status_code, done.content) == (204, b"")
    assert Dismissal.objects.count() == 1
    refused = client.post(
        bench_of(article, "dismiss/"),
        given | {"end": 10**8},
        headers={"accept": "application/json"},
    )
    assert refused.status_code == 409
    assert "no such place" in refused.json()["detail"]
    back = client.post(
        bench_of(article, "bring-back/"), given, headers={"accept": "application/json"}
    )
    assert back.status_code == 204
    assert not Dismissal.objects.exists()


@pytest.mark.parametrize(
    "forged", [{"text": ""}, {"text": "0"}, {"start": "x"}, {"start": "9" * 40}, {"end": "0"}]
)
def test_forged_places_are_refused_with_a_sentence(forged):
    article = article_of()
    response = visitor().post(
        bench_of(article, "dismiss/"), posted(article, RUIZ_SAYS) | forged, follow=True
    )
    assert "Open the workbench again" in text_of(response.content)
    assert not Dismissal.objects.exists()


def test_the_text_of_another_article_is_refused():
    article, other = article_of(), article_of()
    visitor().post(bench_of(article, "dismiss/"), posted(other, RUIZ_SAYS))
    assert not Dismissal.objects.exists()


@pytest.mark.parametrize("act", ["dismiss/", "bring-back/"])
def test_acts_are_posted_by_people_who_may_split(act):
    article = article_of()
    given = posted(article, RUIZ_SAYS)
    assert visitor().get(bench_of(article, act)).status_code == 405
    assert desk_of(person(Role.NONE)).post(bench_of(article, act), given).status_code == 403
    chief = desk_of(person(Role.NONE, is_superuser=True))
    answer = chief.post(bench_of(article, act), given, headers={"accept": "application/json"})
    assert answer.status_code == 403
    assert "no role" in answer.json()["detail"]
    assert not Dismissal.objects.exists()


def test_whoever_may_not_split_is_suggested_nothing():
    article = article_of()
    page = page_of(desk_of(person(Role.NONE, is_superuser=True)), article)
    assert not listed(page)
    assert not page.xpath('//*[contains(@class, "worth-checking")]')


def test_suggestions_of_hostile_words_are_inert():
    article = article_of("<script>alert(1)</script> paid Ana Ruiz 40 percent in Lima, he said.")
    content = visitor().get(bench_of(article)).content.decode()
    assert 'id="suggestions"' in content
    assert "<script>alert(1)" not in content


def test_suggestions_cost_one_query_however_many_there_are():
    few, many = article_of(), article_of(STORY + f"\n\n{CALLAO[:-1]} in Lima." * 3)
    client = visitor()
    client.get(bench_of(few))
    with sql_sent() as sent:
        client.get(bench_of(few))
    client.post(bench_of(many, "dismiss/"), posted(many, RUIZ_SAYS))
    with sql_sent() as sent_of_many:
        client.get(bench_of(many))
    assert len(sent_of_many) == len(sent)
    assert sum("factcheck_dismissal" in sql for sql in sent_of_many) == 1


def test_after_a_suggestion_comes_the_next_and_first_of_all_the_best():
    article = article_of()
    client = visitor()
    bench = reverse("admin:sources_source_workbench", args=[article.pk])
    best, second = listed(page_of(client, article))
    assert filled_in(client.get(bench, {"after": "0"}).content, "split-form")["first"] == best
    given = {"first": best, "statement": "A claim"}
    answer = client.post(bench, answers(client, bench, "split-form") | given, follow=True)
    assert filled_in(answer.content, "split-form")["first"] == second
    given = {"first": second, "statement": "Another claim"}
    answer = client.post(bench, answers(client, bench, "split-form") | given, follow=True)
    following = filled_in(answer.content, "split-form").get("first")
    assert following not in {best, second}, "none is left: the next sentence nobody has claimed"
