"""Lists of the desk, as they are at a million rows: nothing counted, sorted or listed whole."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import reverse

from factcheck.models import Claimant, Topic
from newsroom.accounts.models import Role
from newsroom.admin import lists
from newsroom.admin.lists import QuickList
from newsroom.finding import words_index
from sources.models import Outlet
from tests.factcheck.admin.newsrooms import Newsroom
from tests.factcheck.admin.pages import desk_of, text_of
from tests.factories import claim, judged_claim, person, source
from tests.support.queries import sql_sent

UNBOUNDED = re.compile(r"COUNT\((?!\*\) FROM \(SELECT .* LIMIT \d+\) subquery)|DISTINCT")
MATCHER = "WITH spoken AS MATERIALIZED"  # reads so many postings and no more
CLAIMS = "/admin/factcheck/claim/"


@pytest.fixture
def client(db: None) -> Client:
    return desk_of(person(Role.NONE, is_superuser=True))


def every_list() -> list[Any]:
    return [one for one in admin.site._registry.values() if isinstance(one, QuickList)]


def address_of(one: Any) -> str:
    return reverse(f"admin:{one.opts.app_label}_{one.opts.model_name}_changelist")


def openings(one: Any) -> Iterator[str]:
    """Name a list plain, searched, sorted by each column, and by each choice of each filter."""
    request = RequestFactory().get(address_of(one))
    request.user = person(Role.NONE, is_superuser=True)
    changes = one.get_changelist_instance(request)
    yield from ("", "?q=claim")
    yield from (f"?o={n}" for n, name in enumerate(one.list_display) if name in changes.sortable_by)
    for spec in changes.filter_specs:
        choices = [choice.get("query_string", "?") for choice in spec.choices(changes)]
        yield from choices[1:]


def test_no_list_is_counted_or_made_distinct_whole(newsroom: Newsroom, client: Client) -> None:
    for one in every_list():
        for opening in openings(one):
            with sql_sent() as sent:
                assert client.get(address_of(one) + opening).status_code == 200, opening
            assert not [sql for sql in sent if UNBOUNDED.search(sql) and MATCHER not in sql], sent


def test_every_list_is_in_the_order_of_an_index(newsroom: Newsroom) -> None:
    for one in every_list():
        request = RequestFactory().get(address_of(one))
        request.user = person(Role.NONE, is_superuser=True)
        rows = one.get_changelist_instance(request).queryset.select_related(None)[:50]
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_sort = off")
            cursor.execute(f"EXPLAIN {rows.values('pk').query}")
            plan = "\n".join(row[0] for row in cursor.fetchall())
        assert not re.search(r"(?<!Incremental )Sort {2}", plan) or one.stays_small, (one, plan)


def test_every_search_has_an_index_of_its_words() -> None:
    for one in every_list():
        own = {name for name in one.search_fields if "__" not in name}
        index = words_index(one.model)
        if one.stays_small and index is None:
            continue
        assert own <= set(index.columns if index else ()), one
        for name in set(one.search_fields) - own:
            *steps, column = name.split("__")
            model = one.model
            for step in steps:
                model = model._meta.get_field(step).related_model
            assert column in words_index(model).columns, (one, name)


def test_a_search_folds_accents_and_takes_beginnings(client: Client) -> None:
    filed = source("Words.", title="La Generalitat comprará un tranvía", address="")
    source("Words.", title="Something else", address="")
    url = reverse("admin:sources_source_changelist")
    page = text_of(client.get(url, {"q": "tranvia COMPR"}).content)
    assert str(filed) in page
    assert "Something else" not in page
    for hostile in ("'", "a:* | b", "\\", "x" * 100_000):
        assert client.get(url, {"q": hostile}).status_code == 200


def test_a_long_list_says_about_how_long_it_is(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        Topic.objects.create(name=f"Topic {number}", slug=f"topic-{number}")
    url = reverse("admin:factcheck_topic_changelist")
    assert "5 topics" in text_of(client.get(url).content)
    monkeypatch.setattr(lists.BoundedPaginator, "most", 3)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE factcheck_topic")
    page = text_of(client.get(url).content)
    assert "about 5 topics. The first 3 are listed: search or filter to find others." in page
    assert "more than 3 topics" in text_of(client.get(url, {"q": "topic"}).content)


def test_nobody_turns_to_a_page_beyond_what_is_counted(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        Topic.objects.create(name=f"Topic {number}", slug=f"topic-{number}")
    monkeypatch.setattr(lists.BoundedPaginator, "most", 4)
    monkeypatch.setattr(QuickList, "list_per_page", 2)
    url = reverse("admin:factcheck_topic_changelist")
    assert "Topic 3" in text_of(client.get(url, {"p": 2}).content)
    assert client.get(url, {"p": 3}).status_code == 302


def test_what_there_are_thousands_of_is_picked_and_not_listed(client: Client) -> None:
    grain = Topic.objects.create(name="Grain", slug="grain")
    Topic.objects.create(name="Harbours", slug="harbours")
    judged_claim(statement="About grain", topics=[grain])
    judged_claim(statement="About nothing")
    page = client.get(CLAIMS, {"q": "about"}).content.decode()
    assert "Harbours" not in page
    assert 'data-field-name="topics"' in page
    assert '<input type="hidden" name="q" value="about">' in page
    narrowed = client.get(CLAIMS, {"topics": grain.pk}).content.decode()
    assert "About grain" in narrowed
    assert "About nothing" not in narrowed
    assert f'<option value="{grain.pk}" selected>Grain</option>' in narrowed


def test_a_claim_is_listed_once_though_somebody_says_it_and_is_cited(client: Client) -> None:
    made = judged_claim(statement="Said and cited")
    ana = Claimant.objects.get(slug="ana-ruiz")
    made.claim_claimants.create(claimant=ana, part="cited")
    page = text_of(client.get(CLAIMS, {"claimants": ana.pk}).content)
    assert page.count("Said and cited") == 1


@pytest.mark.parametrize("value", ["x", "-1", "9" * 40, "1 OR 1", "²"])
def test_what_cannot_be_picked_is_refused(client: Client, value: str) -> None:
    assert client.get(CLAIMS, {"topics": value}).status_code == 302


def test_values_are_found_step_by_step_in_an_index(client: Client) -> None:
    for language in ("en", "es", "en"):
        source("Words.", language=language, address="")
    with sql_sent() as sent:
        page = client.get(reverse("admin:sources_source_changelist")).content.decode()
    assert "?language=es" in page
    assert sum("WITH RECURSIVE" in sql for sql in sent) == 1
    for one in every_list():
        for chosen in one.list_filter:
            if isinstance(chosen, tuple) and chosen[1].__name__ == "ValuesFilter":
                indexes = [index.fields for index in one.model._meta.indexes]
                assert any(fields[:1] == [chosen[0]] for fields in indexes), (one, chosen)


def test_lists_are_sorted_by_what_an_index_has_in_order() -> None:
    request = RequestFactory().get("/")
    sortable = {one.model.__name__: list(one.get_sortable_by(request)) for one in every_list()}
    assert sortable["Claim"] == ["created_at"]
    assert sortable["Source"] == ["published", "filed_at"]
    assert sortable["Check"] == ["slug"]
    assert sortable["Outlet"] == ["name", "domain"]
    assert sortable["Link"] == ["url", "last_looked_at"], "health repeats: ties would be sorted"
    assert "role" in sortable["User"]


def test_an_address_sorts_by_what_is_offered_alone(client: Client) -> None:
    judged_claim()
    orders = {}
    for asked in ("", "?o=1", "?o=3.2", "?o=5"):
        with sql_sent() as sent:
            assert client.get(CLAIMS + asked).status_code == 200
        rows = next(sql for sql in sent if "submitted_by" in sql)
        orders[asked] = rows.rpartition("ORDER BY ")[2].partition(" LIMIT")[0]
    assert orders[""] == orders["?o=1"] == orders["?o=3.2"] == '"factcheck_claim"."id" DESC'
    assert orders["?o=5"].startswith('"factcheck_claim"."created_at" ASC')


def test_searches_and_filters_cost_the_same_however_many_rows(client: Client) -> None:
    def costs() -> list[int]:
        found = []
        for url in ("?q=claim", "?verdict__state__exact=draft", "?topics=1"):
            with sql_sent() as sent:
                client.get(CLAIMS + url)
            found.append(len(sent))
        return found

    judged_claim(statement="A claim")
    before = costs()
    for number in range(4):
        judged_claim(statement=f"Another claim, number {number}")
    assert costs() == before


def test_claims_without_a_rating_are_found_from_the_verdicts(client: Client) -> None:
    judged_claim(statement="With a rating")
    claim(statement="Without one")
    with sql_sent() as sent:
        page = text_of(client.get(CLAIMS, {"verdict__rating__isnull": "True"}).content)
    assert "Without one" in page
    assert "With a rating" not in page
    (counted,) = (sql for sql in sent if "COUNT(" in sql)
    assert 'INNER JOIN "factcheck_verdict"' in counted


def test_picking_takes_words_in_any_order(client: Client) -> None:
    Outlet.objects.create(name="Diário da Manhã", slug="diario")
    asked = {"app_label": "sources", "model_name": "source", "field_name": "outlet"}
    for term in ("manha diario", "MANHÃ", "dia"):
        answer = client.get(reverse("admin:autocomplete"), {**asked, "term": term}).json()
        assert [row["text"] for row in answer["results"]] == ["Diário da Manhã"]
