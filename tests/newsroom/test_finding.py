from collections.abc import Iterable

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Model, QuerySet

from factcheck.models import Claimant
from newsroom import finding
from newsroom.finding import find, having, words_index
from newsroom.jobs.models import Job
from sources.models import Link, Look, Outlet, Source
from tests.factories import link, source
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def outlets() -> None:
    for slug, name, domain in (
        ("a", "Agência Lusófona de Notícias", "lusofona.example.org"),
        ("b", "Der Straßenbote", "bote.test"),
        ("c", "Вестник Гавани", None),
    ):
        Outlet.objects.create(slug=slug, name=name, domain=domain)


def found(text: str) -> list[str]:
    return sorted(find(Outlet.objects.all(), text).values_list("slug", flat=True))


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("agencia noticias", ["a"]),
        ("AGÊNCIA", ["a"]),
        ("noticías lusófona", ["a"]),
        ("lusof", ["a"]),
        ("not lus", ["a"]),
        ("agencia bote", []),
        ("usofona", []),
        ("strassen", ["b"]),
        ("вест", ["c"]),
        ("гавани вестник", ["c"]),
        ("bote.test", ["b"]),
        ("https://www.lusofona.example.org/", ["a"]),
        ("example org", ["a"]),
        ("«Notícias»", ["a"]),
    ],
)
def test_words_are_found_by_their_beginnings_whatever_their_accents(
    outlets: None, text: str, slugs: list[str]
) -> None:
    assert found(text) == slugs


@pytest.mark.parametrize(
    "text",
    [
        "'", "''", '"', "\\", "\\'", "' | 'bote", "bote:*", "!bote", "bote & !bote", "bote <-> x",
        "(", "bote | agencia", "%", "_", "\0", "bot\0e", "\ud800", ":*", "'bote':*A", "a" * 100_000,
        "x " * 50_000, "½", "ŉ", "' OR 1=1 --", "{}", "{0}", "%s", "$p$", "–", "\n\t", "🙂",
    ],
)  # fmt: skip
def test_nothing_that_is_typed_is_a_query_of_its_own(outlets: None, text: str) -> None:
    assert set(found(text)) <= {"b"}


def test_what_has_no_word_in_it_finds_nothing(outlets: None) -> None:
    assert [found(text) for text in ("", "  ", "?!", "\0")] == [[]] * 4


def test_other_spellings_are_words_of_a_claimant_too() -> None:
    lavrov = Claimant.objects.create(
        name="Sergey Lavrov", slug="lavrov", aliases=["Serguéi Lavrov", "Сергей Лавров"]
    )
    for text in ("serguei", "лавров", "sergey serguei"):
        assert list(find(Claimant.objects.all(), text)) == [lavrov]


def test_rows_are_found_through_what_they_point_to() -> None:
    one = source("Words.", title="The harbour", address="https://news.example.org/grain-exports")
    source("Words.", title="Exports of something else")
    rows = Source.objects.all()
    assert list(find(rows, "grain", ["link"])) == [one]
    assert list(find(rows, "harbour", ["link"])) == [one]
    assert find(rows, "exports", ["link"]).count() == 2
    assert not find(rows, "harbour grain", ["link"])


def test_of_many_rows_the_newest_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST", 2)
    pages = [link(f"https://news.example.org/{n}/story") for n in range(4)]
    for common in (0, 100_000):
        monkeypatch.setattr(finding, "COMMON", common)
        assert set(find(Link.objects.all(), "story")) == set(pages[2:])
        narrowed = Link.objects.filter(pk__lt=pages[2].pk)
        assert set(find(narrowed, "story")) == set(pages[:2])


def test_of_common_words_fewer_rows_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST_READ", 1)
    pages = [link(f"https://news.example.org/{n}/story") for n in range(3)]
    assert set(find(Link.objects.all(), "story")) == set(pages)
    monkeypatch.setattr(finding, "COMMON", 0)
    assert set(find(Link.objects.all(), "story")) == {pages[-1]}


def test_who_counts_and_reads_what_was_found_searches_once(outlets: None) -> None:
    with sql_sent() as sent:
        rows = find(Outlet.objects.all(), "agencia")
        assert (rows.count(), len(rows)) == (1, 1)
    assert sum("newsroom_beginnings" in sql for sql in sent) == 2, "one of them is an EXPLAIN"


def test_a_model_without_an_index_says_so() -> None:
    with pytest.raises(LookupError, match="Look has no WordsIndex"):
        having(Look.objects.all(), "word")


def test_every_index_of_words_is_used_for_what_it_is_for() -> None:
    for model in _with_index():
        sql = str(having(QuerySet(model).order_by(), "word").values("pk").query)
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_indexscan = off")
            cursor.execute(f"EXPLAIN {_quoted(sql)}")
            plan = "\n".join(row[0] for row in cursor.fetchall())
        assert words_index(model).name in plan, plan


def _with_index() -> Iterable[type[Model]]:
    return [model for model in apps.get_models() if words_index(model)]


def _quoted(sql: str) -> str:
    return sql.replace("newsroom_beginnings(word)", "newsroom_beginnings('word')")


def test_a_long_text_is_stored_and_found_by_its_beginning() -> None:
    error = " ".join(f"word{number}" for number in range(200_000))
    job = Job.objects.create(kind="tests.none", last_error=error)
    assert list(find(Job.objects.all(), "none word7")) == [job]
    assert not find(Job.objects.all(), "word199999")
