"""Duplicates are ticked in their list, and one of them is chosen to stay."""

from typing import Any

import pytest
from django.db.models import Model
from django.urls import reverse

from factcheck.models import Claimant
from sources.models import Outlet
from tests.factcheck.admin.pages import answers, desk_of, text_of
from tests.factories import claim, editor, reporter, source

pytestmark = pytest.mark.django_db


def two(model: type[Model]) -> list[Any]:
    rows = model._default_manager
    return [rows.create(name=f"Number {n}", slug=f"number-{n}") for n in (1, 2)]


def address(model: type[Model], page: str, *args: object) -> str:
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"
    return reverse(name, args=args)


@pytest.mark.parametrize("model", [Claimant, Outlet])
def test_two_are_ticked_one_is_chosen_and_it_can_be_undone(model: type[Model]) -> None:
    stays, goes = two(model)
    client = desk_of(editor())
    ticked = {"action": "merge_ticked", "_selected_action": [stays.pk, goes.pk]}
    page = client.post(address(model, "changelist"), ticked).headers["Location"]
    form = answers(client, page, "merge-form")
    answer = client.post(page, form | {"stays": stays.pk}, follow=True)
    assert "Merged into “Number 1”: “Number 2”." in text_of(answer.content)
    goes.refresh_from_db()
    assert goes.merged_into == stays
    at = address(model, "change", goes.pk)
    assert "Undo the merging" in text_of(client.get(at).content)
    answer = client.post(address(model, "part", goes.pk), follow=True)
    assert "stands for itself again" in text_of(answer.content)
    goes.refresh_from_db()
    assert goes.merged_into is None


def test_the_page_shows_what_each_would_bring() -> None:
    claim()
    ana, other = Claimant.objects.get(), Claimant.objects.create(name="Anna", slug="anna")
    page = address(Claimant, "merge") + f"?id={ana.pk}&id={other.pk}"
    text = text_of(desk_of(editor()).get(page).content)
    assert "Ana Ruiz claims: 1 · published checks: 0" in text
    outlets = two(Outlet)
    source("Words of an article.", outlet=outlets[0])
    page = address(Outlet, "merge") + f"?id={outlets[0].pk}&id={outlets[1].pk}"
    assert "Number 1 articles: 1" in text_of(desk_of(editor()).get(page).content)


@pytest.mark.parametrize("model", [Claimant, Outlet])
def test_nothing_is_merged_without_a_choice(model: type[Model]) -> None:
    rows = two(model)
    client, page = desk_of(editor()), address(model, "merge")
    answer = client.post(page, {"id": [row.pk for row in rows]})
    assert "Choose the one that stays." in text_of(answer.content)
    for ids in ([rows[0].pk], ["x", "-1", 10**30]):
        answer = client.post(page, {"id": ids, "stays": rows[0].pk})
        assert answer.status_code == 200
    assert not model._default_manager.exclude(merged_into=None).exists()


def test_one_alone_is_told_to_be_too_few() -> None:
    row, _other = two(Outlet)
    ticked = {"action": "merge_ticked", "_selected_action": [row.pk]}
    answer = desk_of(editor()).post(address(Outlet, "changelist"), ticked, follow=True)
    assert "Tick at least two to merge, and 20 at most." in text_of(answer.content)


@pytest.mark.parametrize("model", [Claimant, Outlet])
def test_a_reporter_merges_nothing(model: type[Model]) -> None:
    stays, goes = two(model)
    client = desk_of(reporter())
    assert "merge_ticked" not in client.get(address(model, "changelist")).content.decode()
    given = {"id": [stays.pk, goes.pk], "stays": stays.pk}
    assert client.post(address(model, "merge"), given).status_code == 403
    assert client.post(address(model, "part", goes.pk)).status_code == 403


@pytest.mark.parametrize(
    ("model", "app", "of", "field"),
    [(Claimant, "factcheck", "claimclaimant", "claimant"), (Outlet, "sources", "source", "outlet")],
)
def test_nobody_is_offered_what_was_merged(
    model: type[Model], app: str, of: str, field: str
) -> None:
    stays, goes = two(model)
    model._default_manager.filter(pk=goes.pk).update(merged_into=stays)
    asked = {"app_label": app, "model_name": of, "field_name": field, "term": "number"}
    found = desk_of(editor()).get(reverse("admin:autocomplete"), asked).json()["results"]
    assert [row["text"] for row in found] == ["Number 1"]
