"""Lists under a name: what is kept, for whom, and what is refused."""

import pytest
from django.db import IntegrityError, transaction

from newsroom.accounts.models import Role, SavedFilter, User
from newsroom.accounts.saved_filters import delete_filter, filters_for, kept_of, save_filter
from newsroom.audit.models import Event
from newsroom.refusals import Conflict, NotAllowed, Refusal
from tests.factories import person, reporter

pytestmark = pytest.mark.django_db

CLAIMS = "factcheck.claim"


def save(by: User, **given: object) -> SavedFilter:
    columns: dict[str, object] = {"model": CLAIMS, "query": "q=grain", "name": "Grain"}
    return save_filter(by=by, **columns | given)  # type: ignore[arg-type]


def names(user: User, model: str = CLAIMS) -> list[str]:
    return [saved.name for saved in filters_for(user, model)]


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("q=grain&p=7&_popup=1&e=1&all=", "q=grain"),
        ("verdict__state__exact=draft&o=-1", "o=-1&verdict__state__exact=draft"),
        ("o=-1&verdict__state__exact=draft", "o=-1&verdict__state__exact=draft"),
        ("q=", ""),
        ("p=3", ""),
        ("", ""),
        ("q=a+b%26c=1 #x", "q=a+b%26c%3D1+%23x"),
    ],
)
def test_only_search_filters_and_order_are_kept_in_one_spelling(query: str, kept: str) -> None:
    assert kept_of(query) == kept


def test_what_one_saved_is_theirs_alone_until_it_is_shared() -> None:
    ana, ben = reporter(), reporter()
    save(ana)
    save(ana, name="Ships", query="q=ships", is_shared=True)
    assert names(ana) == ["Grain", "Ships"]
    assert names(ben) == ["Ships"]
    assert names(ana, "sources.source") == []


def test_two_people_may_use_one_name_but_nobody_twice_for_a_list() -> None:
    ana = reporter()
    save(ana)
    save(reporter())
    save(ana, model="sources.source")
    with pytest.raises(Conflict):
        save(ana, query="q=other")
    assert SavedFilter.objects.get(owner=ana, list=CLAIMS).query == "q=grain"


@pytest.mark.parametrize(
    "given",
    [
        {"name": " \n"},
        {"name": "x" * 81},
        {"query": ""},
        {"query": "p=2"},
        {"query": f"q={'x' * 2000}"},
        {"query": "q=%00"},
    ],
)
def test_what_cannot_be_kept_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(Refusal):
        save(reporter(), **given)
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize("model", ["accounts.user", "no.such", "factcheck", ""])
def test_a_list_one_may_not_see_cannot_be_saved(model: str) -> None:
    with pytest.raises(NotAllowed):
        save(reporter(), model=model)


def test_nobody_without_a_role_saves_anything() -> None:
    with pytest.raises(NotAllowed):
        save(person(Role.NONE))


def test_only_its_owner_deletes_a_list() -> None:
    ana = reporter()
    saved = save(ana, is_shared=True)
    with pytest.raises(NotAllowed):
        delete_filter(by=reporter(), saved=saved)
    delete_filter(by=ana, saved=saved)
    assert not SavedFilter.objects.exists()


def test_saving_and_deleting_are_on_record() -> None:
    ana = reporter()
    delete_filter(by=ana, saved=save(ana))
    events = Event.objects.filter(target_type="accounts.savedfilter", actor=ana)
    assert [(event.verb, event.note) for event in events] == [
        ("delete filter", "factcheck.claim: Grain"),
        ("save filter", "factcheck.claim: Grain"),
    ]


@pytest.mark.parametrize(
    "columns",
    [
        {"list": "https://evil.test/"},
        {"list": "factcheck/claim"},
        {"query": "//evil.test"},
        {"query": "q=a b"},
        {"query": "q=a#b"},
        {"query": ""},
    ],
)
def test_the_database_takes_nothing_that_leads_out_of_the_desk(columns: dict[str, str]) -> None:
    given = {"list": CLAIMS, "query": "q=grain", "name": "Grain"} | columns
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedFilter.objects.create(owner=reporter(), **given)
