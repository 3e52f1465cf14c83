"""Comments beside the field they are about, until somebody settles them."""

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from factcheck import actions
from factcheck.models import Claim, Comment
from tests.factcheck.admin.pages import answers, desk_of, text_of
from tests.factories import editor, judged_claim, reporter

pytestmark = pytest.mark.django_db


def act(claim: Claim, slug: str) -> str:
    return reverse("admin:factcheck_claim_act", args=[claim.pk, slug])


def page(client: Client, claim: Claim) -> html.HtmlElement:
    url = reverse("admin:factcheck_claim_change", args=[claim.pk])
    return html.fromstring(client.get(url).content.decode())


def explained(of: html.HtmlElement, field: str) -> str:
    """Return what assistive technology reads with a field."""
    (described,) = of.xpath(f"//*[@id='{field}']/@aria-describedby")
    return " ".join(of.xpath(f"//*[@id='{described}']")[0].text_content().split())


def test_a_request_for_changes_stands_beside_its_field_until_it_is_settled() -> None:
    writer = reporter()
    claim = judged_claim(by=writer)
    actions.submit(by=writer, claim=claim)
    checker = desk_of(editor(first_name="Ana"))
    url = act(claim, "request-changes")
    form = answers(checker, url, "act-form") | {"text": "Say which table.", "field": "reason"}
    assert checker.post(url, form).status_code == 302
    client = desk_of(writer)
    assert "Ana: Say which table." in explained(page(client, claim), "id_verdict-0-reason")
    (remark,) = Comment.objects.all()
    response = client.post(act(claim, "resolve-comment"), {"comment": remark.pk})
    assert response.status_code == 302
    shown = page(client, claim)
    assert "Say which table." not in explained(shown, "id_verdict-0-reason")
    assert f"settled by {writer}" in text_of(html.tostring(shown))
    client.post(act(claim, "reopen-comment"), {"comment": remark.pk})
    assert "Say which table." in explained(page(client, claim), "id_verdict-0-reason")


@pytest.mark.parametrize(
    ("field", "group"),
    [
        ("evidence", "evidence-group"),
        ("appearances", "appearances-group"),
        ("claimants", "claim_claimants-group"),
    ],
)
def test_a_comment_on_rows_stands_above_them(field: str, group: str) -> None:
    claim = judged_claim()
    actions.comment(by=reporter(), claim=claim, text="Which of these?", field=field)
    shown = page(desk_of(reporter()), claim)
    (above,) = shown.xpath(f"//*[@id='{group}']/preceding-sibling::*[1]")
    assert "Which of these?" in above.text_content()


def test_markup_in_a_comment_is_words() -> None:
    claim = judged_claim()
    hostile = "<script>alert(1)</script>"
    actions.comment(by=reporter(), claim=claim, text=hostile, field="statement")
    url = reverse("admin:factcheck_claim_change", args=[claim.pk])
    content = desk_of(reporter()).get(url).content.decode()
    assert hostile not in content
    assert "&lt;script&gt;alert(1)" in content


def test_settling_twice_or_what_is_not_there_is_refused_in_words() -> None:
    claim, other = judged_claim(), judged_claim()
    remark = actions.comment(by=reporter(), claim=claim, text="Hm.")
    client = desk_of(reporter())
    response = client.post(act(other, "resolve-comment"), {"comment": remark.pk})
    assert "no such comment" in text_of(response.content)
    client.post(act(claim, "resolve-comment"), {"comment": remark.pk})
    response = client.post(act(claim, "resolve-comment"), {"comment": remark.pk})
    assert "settled already" in text_of(response.content)


def test_a_comment_about_nothing_we_know_is_refused() -> None:
    claim = judged_claim()
    response = desk_of(reporter()).post(act(claim, "comment"), {"text": "Hm.", "field": "secrets"})
    assert response.status_code == 200
    assert not Comment.objects.exists()


def test_comments_cost_the_same_however_many(django_assert_max_num_queries) -> None:
    claim = judged_claim()
    client = desk_of(reporter())
    page(client, claim)
    for number in range(5):
        actions.comment(by=reporter(), claim=claim, text=f"Number {number}", field="rating")
    with django_assert_max_num_queries(46):
        page(client, claim)
