"""The public health of what a check rests on, in the words readers get.

Readers are told what is confirmed: a page that failed once still "works" for them, words seen
changed once still stand. Editors see the first look at once, on the desk.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Min, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import JSONArray, JSONObject, Now, TruncDate
from django.utils import timezone
from django.utils.timezone import localtime

from factcheck.history import grown, health_entries
from factcheck.models import Change, Check
from factcheck.outbox import announce
from sources.models import Link, Passage

LOOKED_LATELY = timedelta(hours=1)  # the bell may be silent for as long
BATCH = 1000

HEALTH_WORDS = {
    Link.Health.NEW: "unknown",
    Link.Health.ALIVE: "works",
    Link.Health.SUSPECT: "works",
    Link.Health.DEAD: "gone",
    Link.Health.UNVERIFIABLE: "unreachable",
    Link.Health.QUARANTINED: "unreachable",
}


PUBLIC_WORDS = tuple(dict.fromkeys(["works", "changed", *HEALTH_WORDS.values()]))
"""Every word there is for the health of a page."""


def links_told_as(word: str) -> Q:
    """Tell links of which ``link_state`` says ``word``, one of ``PUBLIC_WORDS``."""
    said = "works" if word == "changed" else word
    health = Q(health__in=[health for health, told in HEALTH_WORDS.items() if told == said])
    changed = Q(content=Link.Content.DRIFTED, drift_confirmed_at__isnull=False)
    if word == "changed":
        return health & changed
    return health & ~changed if word == "works" else health


def link_state(link: Link) -> dict[str, Any]:
    """Describe a link for readers: works, changed, gone, unreachable or unknown."""
    word = HEALTH_WORDS[Link.Health(link.health)]
    if word == "works" and link.is_changed and link.drift_confirmed_at:
        word = "changed"
    is_led_there = word == "gone" or (link.is_archive_used and word in {"changed", "unreachable"})
    copy = link.archived_url if is_led_there else ""
    return {
        "link": str(link.public_id),
        "health": word,
        "archived_url": copy,
        "archived_at": _day(link.archived_at) if copy else None,
    }


def _day(moment: datetime | None) -> str | None:
    """Write the day of a moment, in the editorial time zone, as ISO 8601 does."""
    return localtime(moment).date().isoformat() if moment else None


def passage_state(passage: Passage) -> dict[str, Any]:
    """Describe cited words for readers: what was said, and what the page says now."""
    return words_state(
        str(passage.public_id),
        passage.state,
        passage.now_reads,
        is_confirmed=passage.confirmed_at is not None,
    )


def words_state(passage: str, state: str, now_reads: str, *, is_confirmed: bool) -> dict[str, Any]:
    """Describe the cited words of the ``passage`` with this id, by what was seen of them."""
    broken = is_confirmed and state in Passage.BROKEN
    return {
        "passage": passage,
        "state": state if broken else Passage.State.PRESENT.value,
        "now_reads": now_reads if broken else "",
    }


def overall(links: Iterable[dict[str, Any]], passages: Iterable[dict[str, Any]]) -> str:
    """Sum the states up in one ``Check.EvidenceHealth``: the worst wins."""
    words = {state["health"] for state in links}
    if "gone" in words or any(p["state"] == Passage.State.GONE for p in passages):
        return Check.EvidenceHealth.BROKEN
    if "changed" in words or any(p["state"] == Passage.State.EDITED for p in passages):
        return Check.EvidenceHealth.CHANGED
    if words and words <= {"unknown"}:
        return Check.EvidenceHealth.UNKNOWN
    return Check.EvidenceHealth.GOOD


def with_what_they_rest_on(checks: Iterable[int]) -> Iterable[Check]:
    """Lock the standing checks and fetch their links and passages. Three queries."""
    return (
        Check.objects.standing()
        .filter(pk__in=list(checks))
        .select_for_update(of=("self",))
        .order_by("pk")
        .prefetch_related(
            Prefetch("links", Link.objects.order_by("pk")),
            Prefetch("passages", Passage.objects.order_by("pk")),
        )
    )


def refresh_health(checks: Iterable[Check]) -> list[Check]:
    """Store what readers are told of each check's evidence; return those that changed.

    Runs in the caller's transaction. A change raises ``evidence_version`` (the page's ETag).
    """
    changed = []
    for check in with_what_they_rest_on(check.pk for check in checks):
        links = [link_state(link) for link in check.links.all()]
        passages = [passage_state(passage) for passage in check.passages.all()]
        state = {"links": links, "passages": passages}
        if state == check.evidence_state:
            continue
        news = health_entries(check.evidence_state, state, timezone.now())
        check.history = grown(check.history, news)
        check.evidence_state = state
        check.evidence_health = overall(links, passages)
        check.evidence_version += 1
        check.save(
            update_fields=["evidence_state", "evidence_health", "evidence_version", "history"]
        )
        changed.append(check)
    return changed


def announce_health(checks: Iterable[Check]) -> None:
    """Tell partners about checks whose public health changed. Last in the transaction."""
    for check in checks:
        announce(check, Change.Kind.EVIDENCE_CHANGED)


@transaction.atomic
def offer_archived() -> int:
    """Offer readers copies that were found after their pages had died. Returns on how many checks.

    Finding a copy is no change of the link's state, so nothing else brings it here.
    """
    rests: Any = Check.links.through.objects.filter(link__health=Link.Health.DEAD)
    offered = JSONArray(JSONObject(archived_url="link__archived_url"))
    waiting = rests.exclude(link__archived_url="").exclude(
        check__evidence_state__links__contains=offered
    )
    checks = Check.objects.standing().filter(pk__in=waiting.values("check_id"))
    changed = refresh_health(checks.order_by("pk")[:BATCH])
    announce_health(changed)
    return len(changed)


@transaction.atomic
def refresh_last_looked() -> int:
    """Say on checks whose pages were looked at lately when all of them last were. Returns how many.

    The day is what readers see, so a check is touched at most once a day. What somebody else
    holds, or is more than a batch, comes with the next run.
    """
    rests: Any = Check.links.through.objects
    each = rests.filter(check_id=OuterRef("pk")).order_by().values("check_id")
    oldest = Subquery(each.annotate(oldest=Min("link__last_looked_at")).values("oldest"))
    looked_at = Check.links.through.objects.filter(link__last_looked_at__gte=Now() - LOOKED_LATELY)
    checks = Check.objects.standing().filter(pk__in=looked_at.values("check_id"))
    checks = checks.annotate(oldest=oldest)
    another_day = Q(last_looked_at=None) | ~Q(last_looked_at__date=TruncDate("oldest"))
    stale = checks.filter(another_day).select_for_update(skip_locked=True, of=("self",))
    ids = list(stale.order_by("pk").values_list("pk", flat=True)[:BATCH])
    return Check.objects.filter(pk__in=ids).update(last_looked_at=oldest)
