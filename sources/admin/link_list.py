"""The list of links, row by row: how the page is, who leans on it, and the next step."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from newsroom.admin.filters import picked
from sources.admin.console import Console, SortedAnew
from sources.admin.marks import health_mark
from sources.admin.tabs import PARAMETER, TabFilter
from sources.admin.together import ManyLinks
from sources.models import Link, Passage
from sources.wording import day_words, result_words

BROKEN_WORDS = "broken_words"
"""How many cited words of a row's page changed, by the name under which the row carries it."""


class LinkList(ManyLinks):
    """The links' list: tabs, the most harmful trouble first, and acts for many pages at once."""

    paginator = SortedAnew
    list_per_page = 25  # each is several lines
    change_list_template = "admin/sources/link/change_list.html"
    list_display = ["url", "state", "used_by", "next_step", "well", "compared", "last_looked_at"]
    list_filter = [TabFilter, "health", "content", "cadence", "access", picked("host")]
    list_select_related = ["host", "source"]
    search_fields = ["url"]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[Console]:
        """Show the list as a console."""
        return Console

    def relied_on(self, links: QuerySet[Link]) -> QuerySet[Link]:
        """Keep the links that somebody relies on, as far as is known here."""
        return links.filter(cadence__in=[Link.Cadence.PUBLISHED, Link.Cadence.DRAFT])

    def by_harm(self, links: QuerySet[Link], since: Any) -> QuerySet[Link]:
        """Sort links in trouble: what a publication cites first, then the oldest trouble."""
        return links.order_by("-cadence", since.asc(), "pk")

    def furnish(self, links: Sequence[Link]) -> None:
        """Fetch what is told beside the rows: the cited words that changed. A query."""
        broken = Passage.objects.broken().current().filter(text__source__link__in=links)
        numbers = Counter(broken.order_by().values_list("text__source__link", flat=True))
        for link in links:
            setattr(link, BROKEN_WORDS, numbers[link.pk])

    @admin.display(description=gettext_lazy("health"), ordering="health")
    def state(self, link: Link) -> SafeString:
        """Say how the page is, what was found last, and until when it is set aside."""
        aside = _("set aside until %s") % day_words(link.ignored_until) if link.is_ignored else ""
        said = str(Link.Health(link.health).label)  # a page that works needs no more words
        told = (words for words in (result_words(link), aside) if words and words != said)
        return format_html(
            "{} {}", health_mark(link), format_html_join("", "<p>{}</p>", ((w,) for w in told))
        )

    @admin.display(description=gettext_lazy("what uses it"))
    def used_by(self, link: Link) -> SafeString:
        """Name the article that lives there."""
        source = getattr(link, "source", None)
        if source is None:
            return format_html("{}", "")
        url = reverse("admin:sources_source_change", args=[source.pk])
        return format_html('<a href="{}">{}</a>', url, source)

    @admin.display(description=gettext_lazy("last found well"))
    def well(self, link: Link) -> str:
        """Say on which day the page was last found well."""
        return day_words(link.last_ok_at) or _("never")

    @admin.display(description=gettext_lazy("changed, kept"))
    def compared(self, link: Link) -> SafeString:
        """Say what changed on the page, and link to the difference and to the archived copy."""
        page = reverse("admin:sources_link_change", args=[link.pk])
        changes = self._changes(link, page)
        told = format_html_join("", '<p><a href="{}{}">{}</a></p>', changes)
        return format_html("{}{}", told, self._kept(link))

    def _changes(self, link: Link, page: str) -> Iterator[tuple[str, str, str]]:
        if number := getattr(link, BROKEN_WORDS, 0):
            words = ngettext("%d cited passage", "%d cited passages", number) % number
            yield page, "#words", words
        if link.is_changed:
            yield page, "#copies", _("the text since %s") % day_words(link.drifting_since)
        if link.moved_confirmed_at:
            yield page, "#state", _("the address, to %s") % link.moved_to

    def _kept(self, link: Link) -> SafeString:
        """Link to the copy in the web archive."""
        if not link.archived_url:
            return format_html('<p class="quiet">{}</p>', _("no archived copy"))
        day = day_words(link.archived_at)
        copy = _("archived on %s") % day if day else _("archived copy")
        used = _("shown to readers") if link.is_archive_used else ""
        return format_html(
            '<p><a href="{}" rel="noreferrer noopener">{}</a> {}</p>', link.archived_url, copy, used
        )

    @admin.display(description=gettext_lazy("next step"))
    def next_step(self, link: Link) -> SafeString:
        """Offer the step that settles the page most likely, and all that is wrong on its host."""
        name, label = self.step_for(link)
        if name in self.acts and name not in getattr(link, "allowed", ()):
            name, label = "page", _("Look")
        asked = {PARAMETER: "trouble", "host": link.host_id}
        host = link.host.key.removesuffix(":443").removesuffix(":80")
        steps = [(self.address_of_step(link, name), label, link.url)] if name else []
        if link.is_broken or link.is_changed:
            url = reverse("admin:sources_link_changelist", query=asked)
            steps.append((url, _("All of %s") % host, ""))
        step = '<p><a href="{}">{}<span class="visually-hidden"> {}</span></a></p>'
        return format_html_join("", step, steps)

    def step_for(self, link: Link) -> tuple[str, str]:
        """Return the act that most likely settles the page and its name; ("", "") if none."""
        if link.health == Link.Health.UNVERIFIABLE:
            return "seen", _("I saw it")
        if link.health == Link.Health.QUARANTINED:
            return "page", _("Look")
        return ("page", _("Look")) if link.is_broken or link.is_changed else ("", "")

    def address_of_step(self, link: Link, name: str) -> str:
        """Return the page on which an act is done to one link; ``page`` is the link's own."""
        if name == "page":
            return reverse("admin:sources_link_change", args=[link.pk])
        return reverse("admin:sources_link_together", args=[name], query={"pk": link.pk})
