"""The links' screens, which here also know the claims that rest on each page."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from factcheck.admin.acts import BY_SLUG
from factcheck.admin.mending import MENDING
from factcheck.admin.new_text import new_text_page
from factcheck.leaning import Leaning, claims_leaning_on, count_leaning, is_leaned_on, leaning_on
from factcheck.models import Claim
from factcheck.permissions import may
from factcheck.workflow import State
from newsroom.accounts.models import User
from newsroom.among import among
from sources.admin import LinkAdmin
from sources.admin.link import Decision
from sources.admin.link_acts import ACTS
from sources.admin.tabs import MOST_TURNED
from sources.models import Link, Passage

ENDINGS = ("close-review", "correct", "withdraw")
LEANING = "leaning"
"""The claims that lean on a row's page, by the name under which the row carries them."""

admin.site.unregister(Link)


@admin.register(Link)
class LinkWithClaimsAdmin(LinkAdmin):
    """Addresses, with everything that uses them and how to mend that."""

    acts = {**ACTS, **MENDING}

    def get_urls(self) -> list[URLPattern]:
        """Add the page on which words of the page as it reads now are accepted."""
        own = self.admin_site.admin_view(self.new_text_view)
        return [path("<int:pk>/new-text/", own, name="sources_link_new_text"), *super().get_urls()]

    def new_text_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Put the words as cited beside those on the page now; accept or refuse each."""
        return new_text_page(self, request, pk)

    def relied_on(self, links: QuerySet[Link]) -> QuerySet[Link]:
        """Keep the links that a claim rests on which readers see or editors work on."""
        return super().relied_on(links).filter(is_leaned_on())

    def by_harm(self, links: QuerySet[Link], since: Any) -> QuerySet[Link]:
        """Sort links in trouble: under published checks first, then by claims, then by age.

        Claims are counted for as many links as can be turned to, and no more.
        """
        first = super().by_harm(links, since)[: MOST_TURNED + 1]
        keys = first.select_related(None).values("pk")
        rows: QuerySet[Any] = Link.objects.filter(among("pk", keys))
        rows = rows.annotate(claims=count_leaning())
        rows = rows.select_related(*self.list_select_related)
        return rows.order_by("-cadence", "-claims", since.asc(), "pk")

    def furnish(self, links: Sequence[Link]) -> None:
        """Fetch the claims that lean on each page too. Two queries more."""
        super().furnish(links)
        leaning = leaning_on(links)
        for link in links:
            setattr(link, LEANING, leaning.get(link.pk, Leaning()))

    @admin.display(description=gettext_lazy("what uses it"))
    def used_by(self, link: Link) -> SafeString:
        """Name some of the claims that lean on the page, and say how many others do."""
        leaning: Leaning = getattr(link, LEANING, Leaning())
        if not leaning.number:
            return super().used_by(link)
        names = ((_claim_url(c), _standing(c), c) for c in leaning.claims)
        listed = format_html_join(
            "", '<li><a href="{}"><span class="quiet">{}:</span> {}</a></li>', names
        )
        more = _more(leaning)
        rest = format_html("<li>{}</li>", more) if more else ""
        return format_html('<ul class="uses">{}{}</ul>', listed, rest)

    def step_for(self, link: Link) -> tuple[str, str]:
        """Prefer what mends claims: the new address, the archived copy, the words as they read."""
        if link.moved_confirmed_at and not link.is_broken:
            return "follow", _("Use the new address")
        if link.health == Link.Health.DEAD and link.archived_at and not link.is_archive_used:
            return "use-archive", _("Use the archived copy")
        if link.is_changed and not link.is_broken:
            return "new-text", _("Compare and accept")
        return super().step_for(link)

    def address_of_step(self, link: Link, name: str) -> str:
        """Know the page of the new text besides."""
        if name == "new-text":
            return reverse("admin:sources_link_new_text", args=[link.pk])
        return super().address_of_step(link, name)

    def uses_of(self, link: Link) -> list[tuple[str, str, str]]:
        """Add the claims whose evidence or appearances are on the page. Two queries."""
        return [
            *super().uses_of(link),
            *(
                (_("claim, %s") % _standing(c), str(c), _claim_url(c))
                for c in claims_leaning_on(link)
            ),
        ]

    def further_steps(self, link: Link) -> list[tuple[object, str]]:
        """Offer to compare and accept a page that changed. A query where its text did not."""
        broken = Passage.objects.broken().current().filter(text__source__link=link)
        if link.is_changed or broken.exists():
            return [(_("Compare and accept"), self.address_of_step(link, "new-text"))]
        return []

    def decisions_on(self, link: Link, user: User) -> list[Decision]:
        """List the re-reviews that are open on claims that rest on the page, each with its endings.

        Two queries.
        """
        rows = Claim.objects.filter(
            check_record__links=link,
            check_record__withdrawn_at=None,
            check_record__under_review_since__isnull=False,
        )
        acts = [BY_SLUG[slug] for slug in ENDINGS]
        return [
            (
                str(claim),
                _claim_url(claim),
                [
                    (act.label, reverse("admin:factcheck_claim_act", args=[claim.pk, act.slug]))
                    for act in acts
                    if may(user, act.verb) and act.is_possible(claim.verdict)
                ],
            )
            for claim in rows.select_related("verdict", "check_record").order_by("pk")[:50]
        ]


def _claim_url(claim: Claim) -> str:
    return reverse("admin:factcheck_claim_change", args=[claim.pk])


def _standing(claim: Claim) -> str:
    """Say how the claim stands: “published”, “draft”, “published, correction in draft”."""
    check = getattr(claim, "check_record", None)
    state = str(State(claim.verdict.state).label)
    if check is None or check.is_withdrawn or claim.verdict.state == State.PUBLISHED:
        return state
    return _("published, correction: %s") % state


def _more(leaning: Leaning) -> str:
    if leaning.is_cut:
        return _("and %d others or more") % leaning.more
    return (
        ngettext("and %d other", "and %d others", leaning.more) % leaning.more
        if leaning.more
        else ""
    )
