"""Pages and cited words in trouble, as rows of the desk.

A claim under re-review is one row with all its causes. Of what is being confirmed, or concerns
drafts alone, the most harmful comes first: our own network, then what published checks rest on,
by how many they are, then drafts; the oldest first among equals. A host that fails as a whole is
one row, so are pages of one host in the same state. Pages that come and go are told of quietly,
at the end.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib.postgres.aggregates import ArrayAgg
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from factcheck import trouble
from factcheck.models import Review
from factcheck.queues import SHOWN, Row, claim_url, speakers
from sources.models import Alert, Link, Passage, Transition

Ranked = tuple[tuple[int, int, int, float], Row]

SHAPES = {
    Link.Health.SUSPECT: "◐",
    Link.Health.DEAD: "✕",
    Link.Health.UNVERIFIABLE: "⊘",
    Link.Health.QUARANTINED: "■",
}


def under_review() -> list[Row]:
    """List the claims whose sources changed for sure, the oldest first. One query."""
    rows = Review.objects.open().select_related(
        "claim__verdict__rating", "claim__verdict__assignee"
    )
    rows = rows.annotate(
        axes=ArrayAgg("causes__axis", distinct=True),
        hosts=ArrayAgg("causes__link__host__key", distinct=True),
        speakers=speakers("claim"),
    )
    return [
        Row(
            title=review.claim.statement,
            action=_("Decide"),
            url=claim_url(review.claim_id),
            claimant=getattr(review, "speakers", "") or "",
            rating=str(review.claim.verdict.rating or ""),
            shape="↺",
            state=_causes(review),
            who=str(review.claim.verdict.assignee or ""),
            since=review.opened_at,
        )
        for review in rows.order_by("opened_at")[: SHOWN + 1]
    ]


def in_trouble() -> list[Row]:
    """List what is being confirmed or concerns drafts, the most harmful first. Four queries."""
    ranked = [*_incidents(), *_words(), *_pages()]
    return [row for _harm, row in sorted(ranked, key=lambda pair: pair[0])]


def _rank(
    since: datetime | None, *, first: int = 1, published: int, drafts: int = 0
) -> tuple[int, int, int, float]:
    """Return what rows are sorted by; ``first`` is 0 for our network and 2 for quiet rows."""
    return (first, -published, -drafts, since.timestamp() if since else 0.0)


def _incidents() -> Iterable[Ranked]:
    for alert in trouble.incidents()[: SHOWN + 1]:
        is_ours = alert.kind == Alert.Kind.NETWORK
        row = Row(
            title=_("Our own network is down: nothing is concluded from any look")
            if is_ours
            else f"{name_of(alert.host.key)}: {alert.note.rstrip('.')}",
            action=_("Look"),
            url=_list_of() if is_ours else _list_of(host=alert.host_id),
            shape="⚠",
            state=_("no look counts until it is over"),
            who=alert.note if is_ours else _used(alert.published),
            since=alert.opened_at,
        )
        yield _rank(alert.opened_at, first=0 if is_ours else 1, published=alert.published), row


def _causes(review: Any) -> str:
    """Name what sent the claim back: “confirmed: the text of a page (press.example.org)”."""
    said = {
        Transition.Axis.HEALTH: _("a page stopped working"),
        Transition.Axis.CONTENT: _("the text of a page"),
    }
    axes = [Transition.Axis(axis) for axis in review.axes if axis]
    if not axes:
        return _("a reader's report")
    words = ", ".join(said.get(axis, str(axis.label)) for axis in axes)
    hosts = ", ".join(name_of(key) for key in review.hosts if key)
    return _("confirmed: %s") % f"{words} ({hosts})"


def _words() -> Iterable[Ranked]:
    for passage in trouble.words(SHOWN + 1):
        now = f"“{passage.now_reads}”" if passage.now_reads else _("nothing like it")
        row = Row(
            title=f"“{passage}” → {now}",
            action=_("Look"),
            url=reverse("admin:sources_link_change", args=[passage.text.source.link_id]),
            claimant=str(passage.text.source),
            shape="≠" if passage.state == Passage.State.EDITED else "✕",
            state=f"{passage.get_state_display()}, {_sure(passage.confirmed_at)}",
            who=_used(passage.published),
            since=passage.changed_since,
        )
        published, drafts = passage.published, passage.drafts
        yield _rank(passage.changed_since, published=published, drafts=drafts), row


def _pages() -> Iterable[Ranked]:
    for group in trouble.pages()[: SHOWN + 1]:
        is_alone = group["pages"] == 1
        one = reverse("admin:sources_link_change", args=[group["first"]])
        row = Row(
            title=group["address"] if is_alone else _on_one_host(group),
            action=_("Look") if is_alone else _("Show all"),
            url=one if is_alone else _list_of(**_filter(group)),
            shape="~" if group["flapping"] else SHAPES.get(group["health"], "≠"),
            state=_state(group),
            who=_used(group["published"]),
            since=group["since"],
        )
        first = 2 if group["flapping"] else 1
        harm = {"published": group["published"], "drafts": group["drafts"]}
        yield _rank(group["since"], first=first, **harm), row


def _on_one_host(group: Mapping[str, Any]) -> str:
    words = ngettext("%(host)s: %(n)d page", "%(host)s: %(n)d pages", group["pages"])
    return words % {"host": name_of(group["host__key"]), "n": group["pages"]}


def _state(group: Mapping[str, Any]) -> str:
    if group["flapping"]:
        return _("comes and goes")
    if group["never_answered"]:
        return _("has never answered: is the address right?")
    words = [str(Link.Health(group["health"]).label)] if group["health"] in Link.BROKEN else []
    if group["drift"]:
        words += [str(Link.Content.DRIFTED.label), _sure(group["drift"] == "confirmed")]
    return ", ".join(words)


def _filter(group: Mapping[str, Any]) -> dict[str, Any]:
    changed = {"content__exact": Link.Content.DRIFTED} if group["drift"] else {}
    return {"host": group["host"], "health__exact": group["health"], **changed}


def _list_of(**filters: Any) -> str:
    return f"{reverse('admin:sources_link_changelist')}?{urlencode(filters)}"


def name_of(key: str) -> str:
    """Name a host as people do: without the port every host has."""
    return key.removesuffix(":443").removesuffix(":80")


def _used(published: int) -> str:
    if not published:
        return _("under a draft")
    words = ngettext("under %d published check", "under %d published checks", published)
    return words % published


def _sure(confirmed: object) -> str:
    return _("confirmed") if confirmed else _("seen once, confirming")
