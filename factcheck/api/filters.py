"""What lists can be narrowed by. Every name is spelled out: no lookup reaches further."""

from datetime import datetime
from typing import Any
from uuid import UUID

import django_filters.rest_framework as f
from django.db.models import Exists, OuterRef, QuerySet
from drf_spectacular.utils import extend_schema_field

from factcheck.api.moments import MomentFilter
from factcheck.health import PUBLIC_WORDS, links_told_as
from factcheck.matching import ranked
from factcheck.models import Audience, Check, Correction
from factcheck.models.check import CheckQuerySet
from factcheck.queries import family_of
from factcheck.search import LONGEST, MOST, Wanted
from sources.models import Host, Link

Q_TEXT = f"Words: of the best {MOST} checks the site's search finds, the newest first."
YES_NO = [("true", "true"), ("false", "false")]


class AskedFilters(f.FilterSet):  # type: ignore[misc]  # it brings no types
    """Filters of which those alone are made ready that a request asks for: a few of many."""

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        """Take the query parameters; other filters stay what the class has, for the schema."""
        every = type(self).base_filters
        asked = {name: every[name] for name in every if name in (data or ())}
        self.__dict__["base_filters"] = asked  # which the library copies, each with its form field
        super().__init__(data, *args, **kwargs)


class StandingFilter(AskedFilters):
    """Filters of standing checks, by what their current publication says."""

    rating = f.CharFilter("rating_key", help_text="Key of a rating, such as `half-true`.")
    claimant = f.CharFilter(
        method="names_claimant", help_text="Slug of a claimant, or of one merged into it."
    )
    topic = f.CharFilter("topics", method="names", help_text="Slug of a topic.")
    source = f.CharFilter(
        "sources", method="names", help_text="Slug of a source the claim appears in."
    )
    host = f.CharFilter(method="rests_on_host", help_text="Host of a page the check rests on.")
    evidence = f.UUIDFilter(
        method="rests_on", help_text="Id of a page the check rests on: see `/evidence/`."
    )
    q = f.CharFilter(method="says", max_length=LONGEST)
    language = f.CharFilter("language", help_text="BCP 47, such as `en`.")
    evidence_health = f.ChoiceFilter(choices=Check.EvidenceHealth.choices)
    under_review = f.ChoiceFilter(choices=YES_NO, method="is_under_review")
    published_after = MomentFilter("first_published_at", "gte", help_text="Or at.")
    published_before = MomentFilter("first_published_at", "lt")
    updated_after = MomentFilter("updated_at", "gte", help_text="Or at.")
    updated_before = MomentFilter(method="is_updated_before")

    def names(self, checks: QuerySet[Check], name: str, value: str) -> QuerySet[Check]:
        """Keep checks that name this topic or source. One query to find it.

        Of what has an id the database knows how often it is named, and so how to go about it.
        """
        related: Any = Check._meta.get_field(name).related_model
        found = related.objects.filter(slug=value).values_list("pk", flat=True).first()
        return checks.filter(**{name: found}) if found else checks.none()

    def names_claimant(self, checks: QuerySet[Check], _name: str, value: str) -> QuerySet[Check]:
        """Keep checks that name a claimant or whoever is one with it by now.

        One query to find them.
        """
        everybody = list(family_of(value).values_list("pk", flat=True))
        if not everybody:
            return checks.none()
        if len(everybody) == 1:
            return checks.filter(claimants=everybody[0])
        naming = Check.claimants.through.objects.filter(claimant__in=everybody)
        return checks.filter(Exists(naming.filter(check=OuterRef("pk"))))

    def rests_on_host(self, checks: QuerySet[Check], _name: str, value: str) -> QuerySet[Check]:
        """Keep checks with a source or evidence at this host; without a port, at any.

        One query to find the host.
        """
        hosts = _hosts(value)
        return checks.filter(Exists(Link.objects.filter(checks=OuterRef("pk"), host__in=hosts)))

    def rests_on(self, checks: QuerySet[Check], _name: str, value: UUID) -> QuerySet[Check]:
        """Keep checks with this source or evidence. One query to find it."""
        found = Link.objects.filter(public_id=value).values_list("pk", flat=True).first()
        return checks.filter(links=found) if found else checks.none()

    @extend_schema_field({"type": "string", "maxLength": LONGEST, "description": Q_TEXT})
    def says(self, checks: QuerySet[Check], _name: str, value: str) -> QuerySet[Check]:
        """Keep what the readers' search finds first. One query, whatever is looked for."""
        words = Wanted.asked({"q": value}).words
        return checks.filter(claim__in=ranked(words, Audience.READERS, MOST))

    def is_updated_before(
        self, checks: QuerySet[Check], _name: str, value: datetime
    ) -> QuerySet[Check]:
        """Keep checks that were last updated before, which were published before, too.

        The latter is no condition of its own but lets the list begin in the right place.
        """
        return checks.filter(updated_at__lt=value, first_published_at__lt=value)

    def is_under_review(self, checks: QuerySet[Check], _name: str, value: str) -> QuerySet[Check]:
        """Keep checks that are, or are not, being looked at again."""
        return checks.filter(under_review_since__isnull=value == "false")


def _hosts(name: str) -> list[int]:
    """Find a host; without a port, at any."""
    key = {"key": name} if ":" in name else {"key__startswith": f"{name}:"}
    return list(Host.objects.filter(**key).values_list("pk", flat=True))


class CheckFilter(StandingFilter):
    """The same, and withdrawn checks by ``status`` and ``updated_…`` alone.

    Any other filter keeps standing checks only: it would tell what a withdrawn one said.
    """

    STATUSES = [("standing", "standing"), ("withdrawn", "withdrawn"), ("all", "all")]
    OF_TOMBSTONES = {"status", "updated_after", "updated_before"}

    status = f.ChoiceFilter(
        choices=STATUSES, method="by_status", help_text="`standing` when left out."
    )

    def by_status(self, checks: CheckQuerySet, _name: str, value: str) -> QuerySet[Check]:
        """Keep checks by status; ``all`` keeps both."""
        if value == "all":
            return checks
        return checks.withdrawn() if value == "withdrawn" else checks.standing()

    def filter_queryset(self, queryset: Any) -> Any:
        """Filter, and leave withdrawn checks out unless nothing but their status is asked."""
        asked = {name for name, value in self.form.cleaned_data.items() if value}
        tombstones = "status" in asked and asked <= self.OF_TOMBSTONES
        return super().filter_queryset(queryset if tombstones else queryset.standing())


class CorrectionFilter(AskedFilters):
    """Filters of the corrections log."""

    kind = f.ChoiceFilter(choices=Correction.Kind.choices)
    check = f.CharFilter("claim__check_record__slug", help_text="Slug of a check.")
    published_after = MomentFilter("published_at", "gte", help_text="Or at.")
    published_before = MomentFilter("published_at", "lt")


class EvidenceFilter(AskedFilters):
    """Filters of the pages that standing checks rest on."""

    host = f.CharFilter(method="at_host", help_text="Host, with its port or without.")
    health = f.ChoiceFilter(choices=[(word, word) for word in PUBLIC_WORDS], method="is_told_as")
    check = f.CharFilter(method="holds_up", help_text="Slug of a check.")

    def at_host(self, links: QuerySet[Link], _name: str, value: str) -> QuerySet[Link]:
        """Keep pages at this host. One query to find it, as an index needs to know one."""
        hosts = _hosts(value)
        return links.filter(host=hosts[0]) if len(hosts) == 1 else links.filter(host__in=hosts)

    def is_told_as(self, links: QuerySet[Link], _name: str, value: str) -> QuerySet[Link]:
        """Keep pages of which readers are told so."""
        return links.filter(links_told_as(value))

    def holds_up(self, links: QuerySet[Link], _name: str, value: str) -> QuerySet[Link]:
        """Keep what a standing check rests on. One query to find it."""
        found = Check.objects.standing().filter(slug=value).values_list("pk", flat=True).first()
        return links.filter(checks=found) if found else links.none()
