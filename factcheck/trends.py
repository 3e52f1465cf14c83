"""How the newsroom is doing, as charts of the desk: published, in review, and the links' health.

Counted within bounds, at most once in ``KEPT`` seconds in each process: the numbers change slowly.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.cache import caches
from django.db import connection
from django.db.models import Aggregate, Count, DurationField, F, QuerySet, TextField, Value
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


@dataclass(frozen=True)
class Numbers:
    """The last ``WEEKS`` weeks, this one last, and how many links are in each state of health.

    At most ``MOST_COUNTED`` are counted of a state. Of more links that work, what the planner takes
    the table to have is left after the others.
    """

    weeks: list[Week]
    links: dict[str, int]


def charts() -> list[Chart]:
    """Return the charts that have something to show. A query where no numbers are kept."""
    kept = caches["process"]
    numbers = kept.get("trends")
    if numbers is None:
        numbers = count(timezone.localtime())
        kept.set("trends", numbers, KEPT)
    drawn = [_published(numbers.weeks), _reviews(numbers.weeks), _health(numbers.links)]
    return [chart for chart in drawn if any(bar.value for bar in chart.bars)]


def count(now: datetime) -> Numbers:
    """Count what was published by the week, and links by their health. One query for both."""
    this = (now - timedelta(days=now.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)
    first = this - timedelta(weeks=WEEKS - 1)
    by_week, given = _by_week(first).query.sql_with_params()
    asked = [part for health in NAMES for part in (health.value, MOST_COUNTED, health.value)]
    with connection.cursor() as cursor:
        every = " UNION ALL ".join([by_week, *[_IN_A_STATE] * len(NAMES), _EVERY_LINK])
        cursor.execute(every, [*given, *asked])
        rows = cursor.fetchall()
    weeks = {monday.date(): Week(monday.date(), *told) for monday, *told, _ in rows if monday}
    mondays = [first.date() + timedelta(weeks=number) for number in range(WEEKS)]
    links = {state: number for monday, number, _, state in rows if not monday}
    return Numbers([weeks.get(monday, Week(monday)) for monday in mondays], _with_the_rest(links))


def _by_week(first: datetime) -> QuerySet[Any, Any]:
    """Count by the index of publications; what is no week's is left empty, see ``_IN_A_STATE``."""
    return (
        Publication.objects.filter(published_at__gte=first)
        .order_by()
        .values(monday=TruncWeek("published_at"))
        .annotate(
            number=Count("pk"),
            review=Median(F("approved_at") - F("submitted_at")),
            state=Value("", TextField()),
        )
    )


_IN_A_STATE = """SELECT NULL, (SELECT count(*) FROM
(SELECT 1 FROM sources_link WHERE health = %s LIMIT %s) AS counted), NULL, %s"""
_EVERY_LINK = """SELECT NULL, reltuples::bigint, NULL, ''
FROM pg_class WHERE oid = 'sources_link'::regclass"""


def _with_the_rest(counted: dict[str, int]) -> dict[str, int]:
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
