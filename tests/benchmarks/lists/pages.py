"""Which pages there are to open: every list of admin, public site and API, in all its forms."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib import admin
from django.core.management import call_command
from django.db import connection
from django.db.models import Count, Model, Q, QuerySet
from django.test import RequestFactory
from django.urls import reverse
from django.utils.http import urlencode

from factcheck.models import Check, Claimant, Rating, SearchEntry, Topic
from newsroom.accounts.models import User
from newsroom.admin.filters import PickedFilter
from newsroom.admin.lists import QuickList
from newsroom.finding import Words, words_index
from sources.models import Host, Source

SAMPLED = 2_000


@dataclass(frozen=True, slots=True)
class Page:
    """One page: what it is, in words, and its address."""

    what: str
    address: str


def index_claims() -> None:
    """Make the index by which claims are found, where the corpus has none."""
    if not SearchEntry.objects.exists():
        call_command("index_search", verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0")
            cursor.execute("VACUUM ANALYZE")
            cursor.execute("RESET statement_timeout")


def every_page() -> Iterator[Page]:
    """Yield every page; which words are common and which rare is looked up in the corpus."""
    for model_admin in admin.site._registry.values():
        if isinstance(model_admin, QuickList):
            yield from _desk(model_admin)
            yield from _picking(model_admin)
    yield from _public()
    yield from _api()


def _desk(of: QuickList[Any]) -> Iterator[Page]:
    name = str(of.opts.verbose_name_plural)
    address = reverse(f"admin:{of.opts.app_label}_{of.opts.model_name}_changelist")
    request = RequestFactory().get(address)
    request.user = User(is_superuser=True, is_active=True)
    changes: Any = of.get_changelist_instance(request)
    yield Page(name, address)
    if changes.paginator.num_pages > 1:
        yield Page(f"{name}, last page", f"{address}?p={changes.paginator.num_pages}")
    for number, column in enumerate(changes.list_display):
        if column in changes.sortable_by:
            yield Page(f"{name} by {column}", f"{address}?o={number}")
            yield Page(f"{name} by {column}, down", f"{address}?o=-{number}")
    for kind, word in words_of(of).items():
        yield Page(f"{name}, a {kind} word", f"{address}?{urlencode({'q': word})}")
    for spec in changes.filter_specs:
        for choice in _choices(spec, changes):
            yield Page(f"{name} by {spec.title}", f"{address}{choice}")


def _choices(spec: Any, changes: Any) -> Iterator[str]:
    if not isinstance(spec, PickedFilter):
        yield from (choice["query_string"] for choice in list(spec.choices(changes))[1:])
        return
    picked = QuerySet[Any](spec.field.related_model)
    for pk in (picked.order_by("pk")[0].pk, picked.order_by("-pk")[0].pk):
        yield changes.get_query_string({spec.parameter_name: pk})


def _picking(of: QuickList[Any]) -> Iterator[Page]:
    """Yield what is asked when a reference to the model is picked by typing."""
    users = [(a, name) for a in admin.site._registry.values() for name in a.autocomplete_fields]
    for other, name in users:
        if other.model._meta.get_field(name).related_model is of.model:
            field = {"app_label": other.opts.app_label, "model_name": other.opts.model_name}
            for term in ("", "a", *words_of(of).values()):
                asked = urlencode({**field, "field_name": name, "term": term})
                what = f"picking {of.opts.verbose_name_plural}"
                yield Page(what, f"{reverse('admin:autocomplete')}?{asked}")
            return


@cache
def words_of(of: QuickList[Any]) -> dict[str, str]:
    """Return a common and a rare word of what a list is searched by: as beginnings, whole words."""
    model: Any = of.model
    if words_index(model) is None:
        for name in of.searched_through()[:1]:
            for step in name.split("__"):
                model = model._meta.get_field(step).related_model
    return _words(model) if words_index(model) else {}


def _words(model: type[Model]) -> dict[str, str]:
    index = words_index(model)
    assert index is not None
    rows = QuerySet[Any](model).order_by("pk").annotate(w=Words(*index.columns)).values("w")
    sql = str(rows[:SAMPLED].query)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word FROM ts_stat(%s) WHERE length(word) > 3 AND word !~ '[0-9]'"
            " ORDER BY ndoc DESC, word",
            [sql],
        )
        found = [word for (word,) in cursor.fetchall()]
    return {"common": found[0], "rare": found[-1]} if found else {}


def _public() -> Iterator[Page]:
    checks = Check.objects.standing()
    standing = Count("checks", filter=Q(checks__withdrawn_at__isnull=True))
    busiest: Any = {
        model: QuerySet[Any](model).annotate(n=standing).filter(n__gt=0).order_by("-n")[:2]
        for model in (Topic, Claimant, Source)
    }
    yield Page("home", reverse("home"))
    yield Page("corrections", reverse("corrections"))
    for model, rows in busiest.items():
        for row in rows:
            yield Page(f"{model._meta.verbose_name}, {row.n:,} checks", row.get_absolute_url())
    middle = checks.order_by("-first_published_at", "-pk")[(checks.count() - 1) // 2]
    yield Page("home, half way down", f"{reverse('home')}?before={middle.slug}")


def _api() -> Iterator[Page]:
    for name in ("checks", "claims", "sources", "claimants", "topics", "corrections", "changes"):
        yield Page(f"API: {name}", f"/api/v1/{name}/")
    for query in _queries():
        yield Page("API: checks", f"/api/v1/checks/?{urlencode(query)}")
    for query in ({"kind": "minor"}, {"kind": "retraction"}, {"published_before": "2018-01-01"}):
        yield Page("API: corrections", f"/api/v1/corrections/?{urlencode(query)}")


def _queries() -> Iterator[dict[str, str]]:
    """Yield each filter with common and rare values, and with one that nothing has."""
    for name, model in (("claimant", Claimant), ("topic", Topic), ("source", Source)):
        rows: Any = QuerySet[Any](model).annotate(n=Count("checks")).order_by("-n", "pk")
        slugs = rows.values_list("slug", flat=True)
        yield from ({name: slug} for slug in (slugs[0], slugs[len(slugs) // 2], "none-such"))
    hosts = (
        Host.objects.annotate(n=Count("links")).order_by("-n", "pk").values_list("key", flat=True)
    )
    for key in (hosts[0], hosts[len(hosts) - 1], "none.example.org:443"):
        yield {"host": key.partition(":")[0]}
    for rating in (*Rating.objects.values_list("key", flat=True), "none"):
        yield {"rating": rating}
    for language in ("en", "es", "ru", "xx"):
        yield {"language": language}
    for health in Check.EvidenceHealth.values:
        yield {"evidence_health": health}
    yield from ({"under_review": value} for value in ("true", "false"))
    yield from ({"status": value} for value in ("withdrawn", "all"))
    for moment in ("2017-01-01", "2021-06-01", "2026-09-15"):
        for name in ("published_after", "published_before", "updated_after", "updated_before"):
            yield {name: f"{moment}T00:00:00Z"}
