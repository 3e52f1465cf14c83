"""How the newsroom is doing, as charts of the desk: published, in review, and the links' health.

Counted within bounds, at most once in ``KEPT`` seconds in each process: the numbers change slowly.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.cache import caches
from django.db import connection
from django.db.models import Aggregate, Count, DurationField, F
from django.db.models.functions import TruncWeek
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from factcheck.models import Publication
from newsroom.ages import age_words
from newsroom.charts import Bar, Chart
from sources.models import Link

WEEKS = 12
KEPT = 600  # seconds
MOST_COUNTED = 50_000
"""So many links in one state are counted; of those that work the planner's estimate is enough."""

Health = Link.Health
NAMES = {
    Health.ALIVE: gettext_lazy("● work"),
    Health.SUSPECT: gettext_lazy("◐ failing"),
    Health.DEAD: gettext_lazy("✕ gone"),
    Health.UNVERIFIABLE: gettext_lazy("⊘ blocked to us"),
    Health.QUARANTINED: gettext_lazy("■ refused by us"),
    Health.NEW: gettext_lazy("◌ not looked at"),
}
"""What is drawn, from above: a shape and a word, short enough for a chart."""


class Median(Aggregate):
    """The middle one of all spans of time."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


@dataclass(frozen=True)
class Week:
    """What was published in the week that began on ``monday``, and how long its reviews took."""

    monday: date
    published: int = 0
    review: timedelta | None = None


def charts() -> list[Chart]:
    """Return the charts that have something to show. Two queries where none are kept."""
    kept = caches["process"]
    numbers = kept.get("trends")
    if numbers is None:
        numbers = (weeks(timezone.localtime()), links_by_health())
        kept.set("trends", numbers, KEPT)
    passed, links = numbers
    drawn = [_published(passed), _reviews(passed), _health(links)]
    return [chart for chart in drawn if any(bar.value for bar in chart.bars)]


def weeks(now: datetime) -> list[Week]:
    """Count the last ``WEEKS`` weeks, this one last. One query, by the index of publications."""
    this = (now - timedelta(days=now.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)
    first = this - timedelta(weeks=WEEKS - 1)
    counted = (
        Publication.objects.filter(published_at__gte=first)
        .order_by()
        .values(monday=TruncWeek("published_at"))
        .annotate(published=Count("pk"), review=Median(F("approved_at") - F("submitted_at")))
    )
    found = {
        row["monday"].date(): Week(row["monday"].date(), row["published"], row["review"])
        for row in counted
    }
    mondays = [first.date() + timedelta(weeks=number) for number in range(WEEKS)]
    return [found.get(monday, Week(monday)) for monday in mondays]


def links_by_health() -> dict[str, int]:
    """Count the links in each state of health, ``MOST_COUNTED`` at most. One query.

    Of more links that work, what the planner takes the table to have is left after the others.
    """
    one = (
        "SELECT %s, (SELECT count(*) FROM "
        "(SELECT 1 FROM sources_link WHERE health = %s LIMIT %s) AS counted)"
    )
    every = "SELECT '', reltuples::bigint FROM pg_class WHERE oid = 'sources_link'::regclass"
    asked = [part for health in NAMES for part in (health.value, health.value, MOST_COUNTED)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([one] * len(NAMES) + [every]), asked)
        counted: dict[str, int] = dict(cursor.fetchall())
    every_link = counted.pop("")
    if counted[Health.ALIVE] == MOST_COUNTED:
        others = sum(counted.values()) - MOST_COUNTED
        counted[Health.ALIVE] = max(MOST_COUNTED, every_link - others)
    return counted


def _published(passed: list[Week]) -> Chart:
    total = sum(week.published for week in passed)
    said = ngettext(
        "%(n)s verdict in %(weeks)d weeks, corrections included.",
        "%(n)s verdicts in %(weeks)d weeks, corrections included.",
        total,
    )
    return Chart(
        slug="published",
        title=_("Verdicts published per week"),
        said=said % {"n": number_format(total, force_grouping=True), "weeks": WEEKS},
        heads=(_("Week from"), _("Published")),
        bars=[
            _bar(week, week.published, number_format(week.published, force_grouping=True))
            for week in passed
        ],
    )


def _reviews(passed: list[Week]) -> Chart:
    known = [week.review for week in passed if week.review is not None]
    longest = _span(max(known)) if known else "–"
    return Chart(
        slug="in-review",
        title=_("Time in review"),
        said=_("From “send for review” to approval, the middle case of a week; at most %s.")
        % longest,
        heads=(_("Week from"), _("Time in review")),
        bars=[
            _bar(week, week.review.total_seconds(), _span(week.review))
            if week.review is not None
            else _bar(week, 0, "–")
            for week in passed
        ],
    )


def _bar(week: Week, value: float, words: str) -> Bar:
    return Bar(
        name=date_format(week.monday, "j M"), value=value, words=words, short=words if value else ""
    )


def _span(span: timedelta) -> str:
    """Write a span as rows of the desk do: “5 h”."""
    start = timezone.now()
    return age_words(start, start + span)


def _health(counted: Mapping[str, int]) -> Chart:
    total = sum(counted.values())
    ill = total - counted[Health.ALIVE] - counted[Health.NEW]
    return Chart(
        slug="links",
        title=_("Health of the links"),
        said=_("%(ill)s of %(all)s are failing, gone or closed to us.")
        % {
            "ill": number_format(ill, force_grouping=True),
            "all": number_format(total, force_grouping=True),
        },
        heads=(_("State"), _("Links")),
        bars=[
            Bar(
                name=str(name),
                value=counted[health],
                words=number_format(counted[health], force_grouping=True),
                short=number_format(counted[health], force_grouping=True),
                kind=f"health-{health.value}",
            )
            for health, name in NAMES.items()
        ],
        lies=True,
    )
