"""Looking at a text as it was read, keeping the article, freezing it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from lxml import html

from newsroom.accounts.models import Role
from sources.actions import file_source
from sources.admin import text_page
from sources.models import Link, Retrieval, Source, SourceText
from tests.factcheck.admin.pages import answers, desk_of, text_of
from tests.factories import person, reporter

pytestmark = pytest.mark.django_db

TEXT = "Home | Sport | Weather\n\nThe ship came back.\n\nNobody saw it.\n\nRead also: cats"


@pytest.fixture
def filed() -> Source:
    """An article of four blocks of which all are proposed to be kept."""
    made = file_source(by=reporter(), text=TEXT)
    blocks, place = [], 0
    for part in TEXT.split("\n\n"):
        blocks.append({"start": place, "end": place + len(part), "kept": True, "reason": ""})
        place += len(part) + 2
    Retrieval.objects.filter(source=made).update(raw=TEXT, blocks=blocks)
    return made


def page_of(article: Source) -> str:
    return reverse("admin:sources_source_text", args=[article.pk])


def freeze(article: Source, **given: object) -> int:
    client = desk_of(reporter())
    form = answers(client, page_of(article), "reading")
    return client.post(page_of(article), form | given).status_code


def test_only_the_ticked_blocks_are_frozen(filed: Source) -> None:
    assert freeze(filed, keep=["1", "2"]) == 302
    assert SourceText.objects.get().text == "The ship came back.\n\nNobody saw it."


def test_a_range_cuts_on_top_of_the_ticks(filed: Source) -> None:
    assert freeze(filed, keep=["0", "1", "3"], first="2", last="3") == 302
    assert SourceText.objects.get().text == "The ship came back."


def test_a_very_long_article_is_cut_by_range_alone(
    filed: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_page, "MOST_CHECKBOXES", 3)
    assert freeze(filed, first="2", last="3") == 302
    assert SourceText.objects.get().text == "The ship came back.\n\nNobody saw it."


def test_nothing_kept_is_refused_and_saves_nothing(filed: Source) -> None:
    client = desk_of(reporter())
    form = answers(client, page_of(filed), "reading") | {"keep": [], "title": "Typed"}
    response = client.post(page_of(filed), form)
    assert response.status_code == 200
    assert "keep at least one block" in text_of(response.content)
    assert b'value="Typed"' in response.content
    assert not SourceText.objects.exists()
    filed.refresh_from_db()
    assert filed.title != "Typed"


def test_the_particulars_are_saved_with_the_text(filed: Source) -> None:
    assert freeze(filed, title="The ship", published="2019-06") == 302
    filed.refresh_from_db()
    assert (filed.title, filed.published.iso()) == ("The ship", "2019-06")


def test_what_was_read_is_told_apart_from_what_to_check(filed: Source) -> None:
    found = {"title": {"note": "please check", "reason": "the first line"}}
    Retrieval.objects.filter(source=filed).update(found=found)
    text = text_of(desk_of(reporter()).get(page_of(filed)).content)
    assert "please check the first line" in text


def test_a_page_that_could_not_be_read_says_why_and_takes_a_paste(filed: Source) -> None:
    Retrieval.objects.filter(source=filed).update(
        state=Retrieval.State.FAILED, note="The page answered 403."
    )
    client = desk_of(reporter())
    assert "The page answered 403." in text_of(client.get(page_of(filed)).content)
    response = client.post(page_of(filed), {"paste": "1", "text": "The ship came back today."})
    assert response.status_code == 302
    assert filed.retrievals.first().state == Retrieval.State.READ


def test_an_empty_paste_is_refused(filed: Source) -> None:
    response = desk_of(reporter()).post(page_of(filed), {"paste": "1", "text": " "})
    assert response.status_code == 200
    assert filed.retrievals.count() == 1


def test_freezing_twice_makes_one_text(filed: Source) -> None:
    client = desk_of(reporter())
    form = answers(client, page_of(filed), "reading")
    client.post(page_of(filed), form)
    client.post(page_of(filed), form)
    assert SourceText.objects.count() == 1


def test_nobody_freezes_without_a_role(filed: Source) -> None:
    client = desk_of(person(Role.NONE, is_superuser=True))
    assert client.post(page_of(filed), {"keep": ["1"]}).status_code == 403
    assert not SourceText.objects.exists()


def test_a_ticked_block_that_does_not_exist_is_no_crash(filed: Source) -> None:
    client = desk_of(reporter())
    form = answers(client, page_of(filed), "reading")
    response = client.post(page_of(filed), form | {"keep": ["0", "99", "9" * 5000]})
    assert response.status_code == 302
    assert SourceText.objects.get().text == "Home | Sport | Weather"


def waiting(for_s: float = 0, **link: object) -> Source:
    """File an address whose page has not come for so many seconds."""
    made = file_source(by=reporter(), address="https://press.example.org/slow")
    since = timezone.now() - timedelta(seconds=for_s)
    Retrieval.objects.filter(source=made).update(created_at=since)
    Link.objects.filter(source=made).update(**link)
    return made


def test_a_page_that_takes_long_says_what_it_met_and_that_nobody_need_wait() -> None:
    met = {"last_looked_at": timezone.now(), "outcome": "rate", "status": 429}
    slow = waiting(for_s=130, **met)
    text = text_of(desk_of(reporter()).get(page_of(slow)).content)
    assert "It has taken 2 min" in text
    assert "The last look met: asked us to come later." in text
    assert "It has taken" not in text_of(desk_of(reporter()).get(page_of(filed_now())).content)


def filed_now() -> Source:
    return file_source(by=reporter(), address="https://press.example.org/quick")


def test_who_pastes_instead_of_waiting_is_not_interrupted() -> None:
    slow = waiting()
    client = desk_of(reporter())
    page = client.get(page_of(slow))
    assert b"refresh" in page.content
    assert b'<textarea name="text"' not in page.content
    page = client.get(f"{page_of(slow)}?paste=1")
    assert b"refresh" not in page.content
    assert b"waiting.js" not in page.content
    assert b'<textarea name="text"' in page.content
    refused = client.post(f"{page_of(slow)}?paste=1", {"paste": "1", "text": "\x01\x02"})
    assert b"refresh" not in refused.content
    answer = client.post(f"{page_of(slow)}?paste=1", {"paste": "1", "text": TEXT})
    assert answer.headers["Location"] == page_of(slow)
    assert slow.retrievals.first().raw == TEXT


def test_a_page_behind_a_wall_says_so_and_asks_for_the_text(filed: Source) -> None:
    note = "The page is behind a paywall: what we were shown may be its beginning only."
    Retrieval.objects.filter(source=filed).update(note=note)
    page = html.fromstring(desk_of(reporter()).get(page_of(filed)).content)
    assert note in " ".join(page.text_content().split())
    assert page.xpath("//form[contains(@class, 'paste')]/details/@open")
