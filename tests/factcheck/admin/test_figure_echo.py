"""Figures are echoed as they are understood: beside the field, while typing, and once saved."""

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from factcheck.models import Figure
from newsroom.accounts.models import Role
from sources.models import Source
from tests.factcheck.admin.pages import answers, desk_of, text_of
from tests.factories import person, reporter, source
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db

TEXT = "They sold 10,000 million euros of it. That is not 3.5 billion euros. Nobody knows."


def bench_of(article: Source) -> str:
    return reverse("admin:sources_source_workbench", args=[article.pk])


def asked(article: Source, written: str, client: Client | None = None) -> str:
    url = reverse("admin:sources_source_figure", args=[article.pk])
    response = (client or desk_of(reporter())).post(url, {"written": written})
    assert response.status_code == 200
    return response.content.decode()


def test_typing_gets_the_reading_alone() -> None:
    article = source(TEXT, language="en")
    assert asked(article, "10,000 million euros").strip() == "10,000 million = 10 billion"
    assert asked(article, " ").strip() == ""
    assert "No number is read in" in asked(article, "most of them")


def test_a_figure_is_read_the_way_its_article_writes_them() -> None:
    mixed, plain = source(TEXT, language="en"), source("It cost 3.5 billion.", language="en")
    assert "please check" in asked(mixed, "3.5 billion euros")
    assert "please check" not in asked(plain, "3.5 billion euros")
    spanish = source("Costó mucho.", language="es")
    assert "it could be" not in asked(spanish, "10.000")
    assert "it could be" in asked(plain, "10.000")


def test_what_is_typed_is_inert() -> None:
    assert "<script" not in asked(source(TEXT), "<script>alert(1)</script>")


def test_a_figure_is_never_asked_about_in_an_address() -> None:
    url = reverse("admin:sources_source_figure", args=[source(TEXT).pk])
    assert desk_of(reporter()).get(url, {"written": "5"}).status_code == 405


def test_only_who_may_see_the_article_may_ask() -> None:
    url = reverse("admin:sources_source_figure", args=[source(TEXT).pk])
    assert Client().post(url, {"written": "5"}).status_code == 403
    assert desk_of(person(Role.NONE)).post(url, {"written": "5"}).status_code == 403


def test_an_article_that_is_not_frozen_has_no_figures() -> None:
    unread = Source.objects.create(slug="unread", filed_by=reporter())
    url = reverse("admin:sources_source_figure", args=[unread.pk])
    assert desk_of(reporter()).post(url, {"written": "5"}).status_code == 404


def test_a_page_that_comes_back_reads_its_figures_beside_the_fields() -> None:
    article, client = source(TEXT, language="en"), desk_of(reporter())
    given = {"as_written_2": "10,000 million euros", "_look": "1"}
    response = client.post(
        bench_of(article), answers(client, bench_of(article), "split-form") | given
    )
    outputs = html.fromstring(response.content.decode()).xpath("//output")
    assert [one.get("for") for one in outputs] == ["id_as_written_1", "id_as_written_2"]
    assert [one.text_content().strip() for one in outputs] == ["", "10,000 million = 10 billion"]


def test_a_saved_figure_is_read_beside_its_claim() -> None:
    article, client = source(TEXT, language="en"), desk_of(reporter())
    given = {
        "first": "1",
        "statement": "They sold it",
        "measure_1": "sold",
        "as_written_1": "10,000 million euros",
    }
    response = client.post(
        bench_of(article),
        answers(client, bench_of(article), "split-form") | given,
        follow=True,
    )
    assert Figure.objects.get().minimum == 10**10
    assert "sold: 10,000 million euros; read as 10,000 million = 10 billion" in text_of(
        response.content
    )


def test_the_page_costs_the_same_however_many_claims_and_figures() -> None:
    article, client = source(TEXT, language="en"), desk_of(reporter())
    costs = []
    for number in ("1", "2", "3"):
        given = {
            "first": number,
            "statement": f"Claim {number}",
            "measure_1": "sold",
            "as_written_1": "10,000 million euros",
        }
        form = answers(client, bench_of(article), "split-form") | given
        assert client.post(bench_of(article), form, follow=True).status_code == 200
        with sql_sent() as sql:
            client.get(bench_of(article))
        costs.append(len(sql))
    assert costs[0] == costs[1] == costs[2] <= 16
