"""Saving a list, opening it again, deleting it: as a person does."""

import pytest
from django.urls import reverse
from lxml import html

from newsroom.accounts.models import Role, SavedFilter
from newsroom.accounts.saved_filters import save_filter
from tests.factcheck.admin.pages import answers, desk_of, filled_in, text_of
from tests.factories import judged_claim, person, reporter
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db

CLAIMS = reverse("admin:factcheck_claim_changelist")
SAVE = reverse("admin:factcheck_claim_save_filter")


def test_a_list_is_saved_under_a_name_and_opened_again() -> None:
    judged_claim(statement="Grain went up")
    client = desk_of(reporter())
    form = answers(client, f"{CLAIMS}?q=grain&verdict__state__exact=draft", "save-filter")
    answer = client.post(SAVE, form | {"name": "Grain"}, follow=True)
    assert answer.redirect_chain == [(f"{CLAIMS}?q=grain&verdict__state__exact=draft", 302)]
    text = text_of(answer.content)
    assert "Saved: Grain." in text
    assert "Grain went up" in text
    page = html.fromstring(client.get(CLAIMS).content)
    assert page.xpath("//section[contains(@class, 'saved-filters')]//a/text()") == ["Grain"]


def test_the_whole_list_offers_nothing_to_save() -> None:
    assert b'id="save-filter"' not in desk_of(reporter()).get(CLAIMS).content


@pytest.mark.parametrize("name", ["", "Grain", "x" * 81])
def test_a_refusal_is_readable_and_keeps_what_was_typed(name: str) -> None:
    user = reporter()
    save_filter(by=user, model="factcheck.claim", query="q=other", name="Grain")
    answer = desk_of(user).post(SAVE, {"name": name, "is_shared": "on", "query": "q=grain"})
    assert answer.status_code == 200
    assert html.fromstring(answer.content).xpath("//ul[contains(@class, 'errorlist')]")
    kept = filled_in(answer.content, "save-filter")
    assert kept == {"is_shared": "on", "query": "q=grain"} | ({"name": name} if name else {})
    assert SavedFilter.objects.count() == 1


def test_what_others_share_is_shown_with_their_name_and_without_a_button() -> None:
    ana = reporter(first_name="Ana", last_name="Ruiz")
    save_filter(by=ana, model="factcheck.claim", query="q=grain", name="Grain", is_shared=True)
    save_filter(by=ana, model="factcheck.claim", query="q=own", name="Hers alone")
    answer = desk_of(reporter()).get(CLAIMS)
    assert "shared by Ana Ruiz" in text_of(answer.content)
    assert "Hers alone" not in text_of(answer.content)
    assert b"/delete/" not in answer.content


def test_ones_own_list_is_deleted_and_nobody_elses() -> None:
    ana, ben = reporter(), reporter()
    saved = save_filter(
        by=ana, model="factcheck.claim", query="q=grain", name="Grain", is_shared=True
    )
    own = save_filter(by=ana, model="factcheck.claim", query="q=own", name="Own")
    delete, hidden = (
        reverse("admin:factcheck_claim_delete_filter", args=[one.pk]) for one in (saved, own)
    )
    assert "deletes this list" in text_of(desk_of(ben).post(delete, follow=True).content)
    assert desk_of(ben).post(hidden).status_code == 404
    assert SavedFilter.objects.count() == 2
    assert "Deleted: Grain." in text_of(desk_of(ana).post(delete, follow=True).content)
    assert list(SavedFilter.objects.all()) == [own]


def test_a_list_of_another_kind_is_not_deleted_from_here() -> None:
    ana = reporter()
    saved = save_filter(by=ana, model="sources.source", query="q=grain", name="Grain")
    delete = reverse("admin:factcheck_claim_delete_filter", args=[saved.pk])
    assert desk_of(ana).post(delete).status_code == 404


def test_nobody_without_a_role_saves_a_list() -> None:
    client = desk_of(person(Role.NONE))
    assert client.post(SAVE, {"name": "Grain", "query": "q=grain"}).status_code == 403
    assert desk_of(reporter()).get(SAVE).status_code == 405


def test_each_button_says_what_it_deletes() -> None:
    user = reporter()
    save_filter(by=user, model="factcheck.claim", query="q=grain", name="Grain")
    page = html.fromstring(desk_of(user).get(CLAIMS).content)
    (button,) = page.xpath("//section[contains(@class, 'saved-filters')]//li//button")
    assert " ".join(button.text_content().split()) == "Delete: Grain"


def test_saved_lists_cost_one_query_however_many_there_are() -> None:
    user = reporter()
    client = desk_of(user)
    client.get(CLAIMS)
    with sql_sent() as before:
        client.get(CLAIMS)
    for number in range(5):
        save_filter(
            by=reporter(), model="factcheck.claim", query="q=a", name=f"{number}", is_shared=True
        )
    with sql_sent() as after:
        client.get(CLAIMS)
    assert len(after) == len(before)
    assert sum("accounts_savedfilter" in sql for sql in after) == 1
