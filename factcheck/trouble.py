"""What claims rest on that is in trouble, as queries: hosts, groups of pages, cited words.

Under published checks: what was seen once and is being confirmed (what is confirmed has opened a
re-review). Under drafts: everything, since nobody else will say so. A claim under re-review is
no draft here: its own row says it all.
"""

from typing import Any

from django.conf import settings
from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    DateTimeField,
    Exists,
    F,
    Func,
    IntegerField,
    Manager,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)  # fmt: skip
from django.db.models.functions import Coalesce, Now

from factcheck.models import Appearance, Check, Evidence, Review, Verdict
from factcheck.workflow import OPEN
from newsroom.among import among
from sources.linkcheck.states import FLAPS, LATELY
from sources.models import Alert, Link, Passage, Source

Health, Content = Link.Health, Link.Content
MOST = 300
"""So many pages in trouble are put into groups, of each of three kinds."""

_BEGAN = Coalesce("failing_since", "drifting_since", "moved_confirmed_at")  # as the index has it
RESTING: tuple[Manager[Any], ...] = (Evidence.objects, Appearance.objects)
"""The ways in which a claim rests on cited words."""

WITHOUT_US = [Health.SUSPECT, Health.UNVERIFIABLE]
"""What a page on a host that fails as a whole is expected to be."""


def incidents() -> QuerySet[Any]:
    """Return our network's and the hosts' open incidents, with ``published`` and ``pages``."""
    of_host = Link.objects.filter(host=OuterRef("host"))
    pages = of_host.watched().order_by().values("host").annotate(number=Count("pk"))
    checks = of_host.filter(checks__withdrawn_at__isnull=True).order_by().values("host")
    published = checks.annotate(number=Count("checks", distinct=True))
    return (
        Alert.objects.open()
        .exclude(kind=Alert.Kind.PAGE)
        .select_related("host")
        .annotate(published=_number(published), pages=_number(pages))
        .order_by("-kind", "-published", "opened_at")
    )


def pages() -> Any:
    """Return groups of pages of one host in the same state, as dictionaries, worst first.

    Each has ``pages``, ``published`` (standing checks that rest on any of them), ``drafts`` (how
    many of them drafts rest on), ``since``, and ``first`` and ``address`` of one of them. A query
    finds the pages.
    """
    public, drafts = _in_trouble_longest()
    links = Link.objects.alias(third_last_flap=_third_last_flap(), told=_told_by_words()).annotate(
        drift=_drift(),
        never_answered=_told(Q(last_ok_at=None, health=Health.SUSPECT)),
        flapping=_told(_comes_and_goes()),
    )
    links = links.filter(pk__in=[*public, *drafts])
    links = links.filter(_is_broken() | Q(told__isnull=True) | _comes_and_goes())
    groups = links.order_by().values(
        "host", "host__key", "health", "drift", "never_answered", "flapping"
    )
    return groups.annotate(
        pages=Count("pk", distinct=True),
        published=Count("checks", filter=Q(checks__withdrawn_at=None), distinct=True),
        drafts=Count("pk", filter=Q(pk__in=drafts), distinct=True),
        since=Min(Coalesce("failing_since", "drifting_since")),
        first=Min("pk"),
        address=Min("url"),
    ).order_by("flapping", "-published", "-drafts", "since", "first")


def _in_trouble_longest() -> tuple[list[int], list[int]]:
    """Find pages in trouble, under published checks and under drafts (a page may be under both).

    Up to ``MOST`` of each state, those that have been so longest. A query.
    """
    one = Check.objects.standing().filter(links=OuterRef("pk")).order_by().values("pk")[:1]
    links: QuerySet[Any] = Link.objects.alias(
        third_last_flap=_third_last_flap(),
        standing=Subquery(one),
        has_incident=Exists(Alert.objects.open().filter(kind="host", host=OuterRef("host"))),
    )
    links = links.exclude(has_incident=True, health__in=WITHOUT_US).exclude(_is_settled())
    public = links.filter(cadence=Link.Cadence.PUBLISHED, standing__isnull=False)
    drifted = Q(content=Content.DRIFTED)
    confirming = public.filter(_is_confirming() | (drifted & Q(drift_confirmed_at=None)))
    flapping = public.filter(_comes_and_goes())
    drafts = links.filter(_is_in_drafts(), _is_broken() | drifted | _comes_and_goes())
    first, *others = (
        rows.annotate(is_draft=Value(rows is drafts))
        .order_by("-cadence", _BEGAN.asc(), "pk")
        .values_list("pk", "is_draft")[:MOST]
        for rows in (confirming, flapping, drafts)
    )
    pages = list(first.union(*others))
    return [pk for pk, is_draft in pages if not is_draft], [
        pk for pk, is_draft in pages if is_draft
    ]


def _is_confirming() -> Q:
    unseen = Q(seen_until__isnull=True) | Q(seen_until__lt=Now())
    blocked = Q(health=Health.UNVERIFIABLE) & unseen
    return blocked | Q(health__in=[Health.SUSPECT, Health.QUARANTINED])


def _is_broken() -> Q:
    return _is_confirming() | Q(health=Health.DEAD)


def _told_by_words() -> Subquery:
    """Find cited words in trouble on a page: they have rows of their own, which say it."""
    words = _relied_words().filter(text__source__link=OuterRef("pk"))
    return Subquery(words.order_by().values("pk")[:1])


def _is_in_drafts() -> Q:
    """Tell the links that drafts rest on. Drafts are few: they are looked up once for all links."""
    evidence = _of_drafts(Evidence.objects).filter(link__isnull=False).values("link")
    said = _of_drafts(Appearance.objects).values("source")  # many in one article
    articles = Source.objects.filter(among("pk", said), link__isnull=False).order_by()
    return Q(pk__in=evidence) | Q(pk__in=articles.values("link"))


def _is_settled() -> Q:
    """Tell pages that an editor set aside, or whose archived copy readers are led to already."""
    began = Coalesce("failing_since", "drifting_since", "archive_used_at")
    in_archive = Q(archive_used_at__isnull=False, archive_used_at__gte=began)
    return Q(ignored_until__isnull=False, ignored_until__gt=Now()) | in_archive


def _drift() -> Case:
    return Case(
        When(content=Content.DRIFTED, drift_confirmed_at=None, then=Value("once")),
        When(content=Content.DRIFTED, then=Value("confirmed")),
        default=Value(""),
        output_field=CharField(),
    )


def words(most: int) -> Any:
    """Return cited words edited or gone, with ``published`` and ``drafts`` that rest on them.

    They are ``most`` at most, the most harmful first. Their texts and pages are fetched for those
    alone.
    """
    first = _by_harm(_relied_words()).values("pk")[:most]
    rows = _by_harm(Passage.objects.filter(among("pk", first)))
    return rows.select_related("text__source__link")


def _by_harm(passages: QuerySet[Any]) -> QuerySet[Any]:
    checks = Check.objects.standing().filter(passages=OuterRef("pk"))
    harm = {"published": _counted(checks, "pk"), "drafts": _in_drafts()}
    told: QuerySet[Any] = passages.annotate(**harm)
    return told.order_by("-published", "-drafts", "changed_since", "pk")


def _relied_words() -> QuerySet[Any]:
    """Keep broken words that checks or drafts rest on.

    Checks and drafts are asked for one: of “is there any” PostgreSQL would read the whole table
    first, and to count those of every passage takes twice as long as to look for one.
    """
    one = Check.objects.standing().filter(passages=OuterRef("pk")).order_by().values("pk")[:1]
    drafts = map(_of_drafts_on_it, RESTING)
    draft = Coalesce(*(Subquery(rows.order_by().values("claim")[:1]) for rows in drafts))
    rows = Passage.objects.broken().current().alias(standing=Subquery(one), draft=draft)
    return rows.filter(Q(standing__isnull=False, confirmed_at=None) | Q(draft__isnull=False))


def _in_drafts() -> Any:
    """Count the drafts that rest on a passage, as evidence or as where it was said."""
    evidence, said = map(_of_drafts_on_it, RESTING)
    return _counted(evidence, "claim") + _counted(said, "claim")


def _counted(rows: QuerySet[Any, Any], what: str) -> Coalesce:
    of_all = rows.order_by().annotate(all=Value(1)).values("all")
    return _number(of_all.annotate(number=Count(what, distinct=True)))


def _of_drafts(rows: Manager[Any]) -> QuerySet[Any, Any]:
    """Keep what belongs to a draft; a claim under re-review has a row of its own."""
    drafts = Verdict.objects.filter(state__in=OPEN).order_by().values("claim")
    return _unreviewed(rows).filter(among("claim", drafts))


def _of_drafts_on_it(rows: Manager[Any]) -> QuerySet[Any, Any]:
    """Keep what of the passage around belongs to a draft, by a look at each claim's verdict."""
    verdict = Verdict.objects.filter(claim=OuterRef("claim")).order_by().values("state")[:1]
    own: QuerySet[Any] = _unreviewed(rows).alias(state=Subquery(verdict))
    return own.filter(passage=OuterRef("pk"), state__in=OPEN)


def _unreviewed(rows: Manager[Any]) -> QuerySet[Any, Any]:
    return rows.filter(~Exists(Review.objects.open().filter(claim=OuterRef("claim"))))


def _number(counted: QuerySet[Any, Any]) -> Coalesce:
    return Coalesce(Subquery(counted.values("number")), 0, output_field=IntegerField())


def _third_last_flap() -> Func:
    """Say when a page came back to life for the third last time, if it did so often."""
    return Func(
        F("flapped_at"),
        template=f"(%(expressions)s)[cardinality(%(expressions)s) - {FLAPS - 1}]",
        output_field=DateTimeField(),
    )


def _comes_and_goes() -> Q:
    """Tell pages whose alerts are muted (``LinkState.is_flapping``, as a query)."""
    since = Now() - LATELY / settings.LINKCHECK_PACE
    is_up_or_down = Q(health__in=[Health.ALIVE, Health.SUSPECT])
    return ~Q(flapped_at=[]) & is_up_or_down & Q(third_last_flap__gte=since)


def _told(case: Q) -> Case:
    return Case(When(case, then=True), default=False, output_field=BooleanField())
