"""How much a key was used lately, as a chart of its page."""

from datetime import timedelta

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from newsroom.api.models import APIKey
from newsroom.charts import Bar, Chart

DAYS = 30


def use_chart(key: APIKey) -> Chart:
    """Draw the requests of each of the last thirty days, which are those of UTC. One query."""
    today = timezone.now().date()
    days = [today - timedelta(days=ago) for ago in reversed(range(DAYS))]
    used = dict(key.uses.filter(day__gte=days[0]).values_list("day", "requests"))
    total = sum(used.values())
    said = ngettext(
        "%(n)s request in %(days)d days.", "%(n)s requests in %(days)d days.", total
    ) % {"n": number_format(total, force_grouping=True), "days": DAYS}
    return Chart(
        slug="use",
        title=_("Requests per day"),
        said=said,
        heads=(_("Day (UTC)"), _("Requests")),
        bars=[
            Bar(
                name=date_format(day, "j M"),
                value=used.get(day, 0),
                words=number_format(used.get(day, 0), force_grouping=True),
            )
            for day in days
        ],
    )
