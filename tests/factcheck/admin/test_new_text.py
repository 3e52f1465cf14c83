"""Words as cited beside the words on the page by now: accepted or kept, each by a person."""

import pytest
from django.urls import reverse
from lxml import html

from factcheck.models import Claim
from sources.models import Link
from tests.factcheck.actions.test_mending import NEW_WORDS, TOLD, edited_page
from tests.factcheck.admin.pages import desk_of, filled_in, text_of
from tests.factories import WORDS, editor, judged_claim, published_claim, publisher, reporter
from tests.sources.admin.links import copy, look

pytestmark = pytest.mark.django_db


def screen_of(link: Link) -> str:
    return reverse("admin:sources_link_new_text", args=[link.pk])


def test_both_readings_stand_side_by_side_with_the_change_and_neither_is_chosen_for_you() -> None:
    page, passage = edited_page(judged_claim())
    response = desk_of(editor()).get(screen_of(page))
    shown = html.fromstring(response.content.decode())
    quoted = [mark.text_content() for mark in shown.xpath("//blockquote/mark")]
    assert quoted == [WORDS, NEW_WORDS]
    (change,) = shown.xpath("//p[@class='diff']")
    assert [(word.tag, word.text) for word in change.iter("del", "ins")] == [
        ("del", "17,000"),
        ("ins", "12,000"),
    ]
    assert filled_in(response.content, "new-text-form")[f"choice-{passage.pk}"] == "keep"


def test_what_is_accepted_is_cited_and_what_is_kept_is_not() -> None:
    claim, other = judged_claim(), judged_claim(statement="Another claim")
    client = desk_of(editor())
    for one, choice in ((claim, "accept"), (other, "keep")):
        page, passage = edited_page(one)
        form = filled_in(client.get(screen_of(page)).content, "new-text-form")
        answer = client.post(screen_of(page), {**form, f"choice-{passage.pk}": choice}, follow=True)
        assert "later looks are compared with this text" in text_of(answer.content)
    assert claim.appearances.get().passage.exact == NEW_WORDS
    assert other.appearances.get().passage.exact == WORDS


def test_a_refusal_keeps_every_choice() -> None:
    page, passage = edited_page(published_claim())
    client = desk_of(publisher())
    form = filled_in(client.get(screen_of(page)).content, "new-text-form")
    chosen = {**form, f"choice-{passage.pk}": "accept"}
    answer = client.post(screen_of(page), chosen)
    assert "Say what readers are told" in text_of(answer.content)
    assert filled_in(answer.content, "new-text-form") == chosen
    answer = client.post(screen_of(page), {**chosen, "told": TOLD}, follow=True)
    assert "1 published claim is open as a correction" in text_of(answer.content)


def test_a_page_that_changed_meanwhile_is_compared_once_more() -> None:
    page, passage = edited_page(judged_claim())
    client = desk_of(editor())
    form = filled_in(client.get(screen_of(page)).content, "new-text-form")
    copy(page, "Something else.", text_sha256="c")
    look(page, -1, text_sha256="c")
    answer = client.post(screen_of(page), {**form, f"choice-{passage.pk}": "accept"})
    assert "Compare once more" in text_of(answer.content)
    passage.refresh_from_db()
    assert passage.replaced_by is None


@pytest.mark.parametrize("posted", [{}, {"copy": "x"}, {"copy": "9" * 30}, {"copy": "0"}])
def test_a_forged_form_accepts_nothing(posted: dict[str, str]) -> None:
    page, passage = edited_page(judged_claim())
    answer = desk_of(editor()).post(
        screen_of(page), {**posted, f"choice-{passage.pk}": "accept", "choice-x": "accept"}
    )
    assert answer.status_code == 200
    passage.refresh_from_db()
    assert passage.replaced_by is None


def test_reporters_read_and_do_not_accept() -> None:
    page, passage = edited_page(judged_claim())
    client = desk_of(reporter())
    response = client.get(screen_of(page))
    assert "Accept the page" not in text_of(response.content)
    form = filled_in(response.content, "new-text-form")
    answer = client.post(screen_of(page), {**form, f"choice-{passage.pk}": "accept"})
    assert "does not allow you" in text_of(answer.content)


def test_without_a_copy_the_page_says_how_to_get_one() -> None:
    claim: Claim = judged_claim()
    page = claim.appearances.get().source.link
    assert page is not None
    assert "Ask for a look" in text_of(desk_of(editor()).get(screen_of(page)).content)


def test_a_hostile_page_is_only_words_here() -> None:
    page, _passage = edited_page(judged_claim())
    hostile = "<script>alert(1)</script>"
    kept = page.snapshots.get()
    kept.text = kept.text.replace("12,000", hostile)
    kept.save()
    content = desk_of(editor()).get(screen_of(page)).content.decode()
    assert hostile not in content
