"""Pages and cited words in trouble, as rows of the desk.

Under published checks: open re-reviews, and what was seen once and is being confirmed (what is
confirmed has opened a re-review). Under drafts: everything, since nobody else will say so.
"""

from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from factcheck.models import Appearance, Evidence, Review
from factcheck.queues import SHOWN, Row, claim_url, speakers
from factcheck.workflow import OPEN
from sources.models import Link, Passage, Transition

SHAPES = {
    Link.Health.SUSPECT: "◐",
    Link.Health.DEAD: "✕",
    Link.Health.UNVERIFIABLE: "⊘",
    Link.Health.QUARANTINED: "■",
}


def in_trouble() -> list[Row]:
    """List re-reviews, then words, then pages; published first, then by age. Three queries."""
    passages = list(_passages()[: SHOWN + 1])
    shown = {passage.text.source.link_id for passage in passages}
    links = [link for link in _links()[: SHOWN + 1] if link.is_broken or link.pk not in shown]
    things = [*passages, *links]
    things.sort(key=lambda thing: -thing.published)
    rows = [_passage_row(t) if isinstance(t, Passage) else _link_row(t) for t in things]
    return [*_reviews(), *rows]


def _reviews() -> list[Row]:
    rows = Review.objects.open().select_related(
        "claim__verdict__rating", "claim__verdict__assignee"
    )
    rows = rows.annotate(axes=ArrayAgg("causes__axis", distinct=True), speakers=speakers("claim"))
    return [
        Row(
            title=review.claim.statement,
            action=_("Decide"),
            url=claim_url(review.claim_id),
            claimant=getattr(review, "speakers", "") or "",
            rating=str(review.claim.verdict.rating or ""),
            shape="↺",
            state=_("under re-review, confirmed: %s") % _words(review),
            who=str(review.claim.verdict.assignee or ""),
            since=review.opened_at,
        )
        for review in rows.order_by("opened_at")[: SHOWN + 1]
    ]


def _words(review: Any) -> str:
    """Name what sent the claim back: “cited words, the text of a page”."""
    said = {
        Transition.Axis.HEALTH: _("a page stopped working"),
        Transition.Axis.CONTENT: _("the text of a page"),
    }
    axes = [Transition.Axis(axis) for axis in review.axes if axis]
    return ", ".join(said.get(axis, str(axis.label)) for axis in axes)


def _links() -> QuerySet[Any]:
    """Return pages in trouble with ``published``, how many standing checks rest on each."""
    unseen = Q(seen_until__isnull=True) | Q(seen_until__lt=Now())
    broken = Q(health__in=[Link.Health.SUSPECT, Link.Health.QUARANTINED])
    blocked = Q(health=Link.Health.UNVERIFIABLE) & unseen
    changed = Q(content=Link.Content.DRIFTED)
    confirming = broken | blocked | (changed & Q(drift_confirmed_at__isnull=True))
    anything = broken | blocked | changed | Q(health=Link.Health.DEAD)
    standing = Count("checks", filter=Q(checks__withdrawn_at__isnull=True), distinct=True)
    in_draft = Exists(
        Evidence.objects.filter(link=OuterRef("pk"), claim__verdict__state__in=OPEN)
    ) | Exists(
        Appearance.objects.filter(source__link=OuterRef("pk"), claim__verdict__state__in=OPEN)
    )
    rows = Link.objects.filter(anything).annotate(published=standing, in_draft=in_draft)
    rows = rows.filter((Q(published__gt=0) & confirming) | Q(in_draft=True))
    return rows.order_by("-published", "failing_since", "drifting_since", "pk")


def _passages() -> QuerySet[Any]:
    """Return cited words edited or gone, with ``published`` as for links."""
    standing = Count("checks", filter=Q(checks__withdrawn_at__isnull=True), distinct=True)
    in_draft = Exists(
        Appearance.objects.filter(passage=OuterRef("pk"), claim__verdict__state__in=OPEN)
    ) | Exists(Evidence.objects.filter(passage=OuterRef("pk"), claim__verdict__state__in=OPEN))
    rows: QuerySet[Any] = Passage.objects.broken().select_related("text__source__link")
    rows = rows.annotate(published=standing, in_draft=in_draft)
    seen_once = Q(confirmed_at__isnull=True) | Q(confirmed_at__lt=F("changed_since"))
    unconfirmed = Q(published__gt=0) & seen_once
    return rows.filter(unconfirmed | Q(in_draft=True)).order_by("-published", "changed_since", "pk")


def _used(published: int) -> str:
    if not published:
        return _("under a draft")
    words = ngettext("under %d published check", "under %d published checks", published)
    return words % published


def _sure(confirmed: object) -> str:
    return _("confirmed") if confirmed else _("seen once, confirming")


def _passage_row(passage: Any) -> Row:
    now = f"“{passage.now_reads}”" if passage.now_reads else _("nothing like it")
    return Row(
        title=f"“{passage}” → {now}",
        action=_("Look"),
        url=reverse("admin:sources_link_change", args=[passage.text.source.link_id]),
        claimant=str(passage.text.source),
        shape="≠" if passage.state == Passage.State.EDITED else "✕",
        state=f"{passage.get_state_display()}, {_sure(passage.is_confirmed)}",
        who=_used(passage.published),
        since=passage.changed_since,
    )


def _link_row(link: Any) -> Row:
    words = [link.get_health_display()] if link.is_broken else []
    if link.is_changed:
        words += [link.get_content_display(), _sure(link.drift_confirmed_at)]
    return Row(
        title=link.url,
        action=_("Look"),
        url=reverse("admin:sources_link_change", args=[link.pk]),
        shape=SHAPES.get(link.health, "≠"),
        state=", ".join(str(word) for word in words),
        who=_used(link.published),
        since=link.failing_since or link.drifting_since,
    )
