"""What to look for at a host's links: their baselines and the words cited from them."""

import zlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import structlog
from django.db.models import QuerySet

from sources.bodies import read_body
from sources.leasing import URGENCY
from sources.linkcheck.page import EXTRACTOR
from sources.linkcheck.result import Baseline, Quote, Target
from sources.models import Host, Link, Passage, Retrieval, Snapshot

LINKS_A_VISIT = 40
"""As many as a visit has time to begin with."""
_NEEDED = ("url", "host", "health", "baseline", "etag", "last_modified")
_LINK = "text__source__link_id"

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Task:
    """A link to look at, and the hash of the text we have of it, if we need no other copy."""

    link: Link
    target: Target
    known_text: str


def tasks_at(host: Host, links: "QuerySet[Link]") -> list[Task]:
    """Return what to look at at ``host``, the most urgent first. Four queries."""
    mine = links.filter(host=host).order_by(URGENCY, "next_look_at", "pk")
    return _tasks(list(mine.only(*_NEEDED)[:LINKS_A_VISIT]))


def _tasks(links: list[Link]) -> list[Task]:
    waiting = Retrieval.objects.waiting_for(link.pk for link in links)
    awaited = set(waiting.values_list("source__link", flat=True))
    # Whoever waits for a page wants all of it, and not to hear that it is as it was.
    baselines = Snapshot.objects.standing().in_bulk(
        [link.baseline_id for link in links if link.baseline_id and link.pk not in awaited]
    )
    quotes = _quotes(links)
    return [_task(link, baselines.get(link.baseline_id or 0), quotes[link.pk]) for link in links]


def _task(link: Link, baseline: Snapshot | None, quotes: list[Quote]) -> Task:
    if baseline is None:
        return Task(link, Target(link.url, None, tuple(quotes)), "")
    is_current = baseline.extractor == EXTRACTOR
    target = Target(link.url, _baseline(link, baseline, is_current=is_current), tuple(quotes))
    return Task(link, target, baseline.text_sha256 if is_current else "")


def _quotes(links: Iterable[Link]) -> dict[int | None, list[Quote]]:
    cited = Passage.objects.current().filter(text__source__link__in=links).order_by("pk")
    quotes: defaultdict[int | None, list[Quote]] = defaultdict(list)
    words = ("exact", "prefix", "suffix", "start")
    for passage in cited.select_related("text__source").only("public_id", *words, _LINK):
        key, link = str(passage.public_id), passage.text.source.link_id
        quotes[link].append(Quote(key, *(getattr(passage, name) for name in words)))
    return quotes


def _baseline(link: Link, snapshot: Snapshot, *, is_current: bool) -> Baseline:
    """Return what is remembered of the page; its body if it must be read as we read today."""
    return Baseline(
        etag=link.etag or None,
        last_modified=link.last_modified or None,
        body_sha256=snapshot.body_sha256 or None,
        text=snapshot.text,
        extractor=snapshot.extractor or None,
        body=None if is_current else _body_of(snapshot),
    )


def _body_of(snapshot: Snapshot) -> bytes | None:
    try:
        return read_body(str(snapshot.body.name))
    except (OSError, EOFError, zlib.error):  # lost, cut short or damaged
        log.exception("check.body_lost", snapshot=str(snapshot.public_id))
        return None
