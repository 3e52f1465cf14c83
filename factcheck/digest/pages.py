"""What happened, page by page, each with the claims it concerns: a page is told of once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from factcheck.digest.wording import Event, address_of, moment, name_of, plain
from factcheck.models import Claim
from sources.models import Passage

MOST_EVENTS, MOST_CLAIMS = 10, 10


@dataclass(frozen=True)
class Item:
    """One event as a few lines: what, since when, and the words before and now."""

    sentence: str
    at: str
    cited: str
    now_reads: str


@dataclass(frozen=True)
class Concerned:
    """A claim as a few lines: what it says, how it stands, where its screen is."""

    title: str
    standing: str
    url: str
    is_public: bool


@dataclass(frozen=True)
class Bundle:
    """Events on one page that concern the same claims. ``more`` claims are not named."""

    events: list[Item]
    claims: list[Concerned]
    more: int


@dataclass(frozen=True)
class Page:
    """What happened on one page. ``more`` events are on its screen."""

    host: str
    address: str
    why: str
    bundles: list[Bundle]
    more: int
    rank: tuple[bool, int]


def pages_of(caused: Mapping[int, list[Event]]) -> list[Page]:
    """Sort the events of each claim (by id) by their pages, the worst first. Costs a query.

    Pages under published claims come before those under drafts. Claims that are no more, and
    what happened to them alone, are left out.
    """
    claims = _concerned(pk for pk, events in caused.items() if events)
    on_page: dict[int, dict[int, Event]] = defaultdict(dict)
    resting: dict[int, set[int]] = defaultdict(set)
    for pk in claims:
        for event in caused[pk]:
            on_page[event.change.link_id][event.alert.pk] = event
            resting[event.alert.pk].add(pk)
    pages = [_page(list(events.values()), resting, claims) for events in on_page.values()]
    return sorted(pages, key=lambda page: page.rank)


def _page(
    events: list[Event], resting: Mapping[int, set[int]], claims: Mapping[int, Concerned]
) -> Page:
    events = sorted(events, key=lambda event: (event.rank, event.alert.pk))
    bundled: dict[frozenset[int], list[Item]] = defaultdict(list)
    for event in events[:MOST_EVENTS]:
        bundled[frozenset(resting[event.alert.pk])].append(_item(event))
    bundles = [_bundle(items, [claims[pk] for pk in pks]) for pks, items in bundled.items()]
    link = events[0].change.link
    is_public = any(claims[pk].is_public for event in events for pk in resting[event.alert.pk])
    return Page(
        host=name_of(events[0].alert.host),
        address=plain(link.url, 2000),
        why=address_of("admin:sources_link_change", link.pk),
        bundles=bundles,
        more=max(0, len(events) - MOST_EVENTS),
        rank=(not is_public, events[0].rank),
    )


def _bundle(events: list[Item], claims: list[Concerned]) -> Bundle:
    ordered = sorted(claims, key=lambda claim: (not claim.is_public, claim.title))
    return Bundle(events, ordered[:MOST_CLAIMS], max(0, len(ordered) - MOST_CLAIMS))


def _concerned(ids: Iterable[int]) -> dict[int, Concerned]:
    rows = Claim.objects.filter(pk__in=list(ids)).select_related("verdict__rating", "check_record")
    return {claim.pk: _told(claim) for claim in rows.order_by("pk")}


def _told(claim: Any) -> Concerned:
    check = getattr(claim, "check_record", None)
    is_public = check is not None and not check.is_withdrawn
    rating = plain(str(claim.verdict.rating or _("no rating yet")))
    standing = _("Published, %s.") if is_public else _("Not published, %s.")
    return Concerned(
        title=plain(claim.statement, 500),
        standing=standing % rating,
        url=address_of("admin:factcheck_claim_change", claim.pk),
        is_public=is_public,
    )


def _item(event: Event) -> Item:
    passage = event.change.passage
    is_edited = passage is not None and passage.state == Passage.State.EDITED
    return Item(
        sentence=event.sentence,
        at=moment(event.change.at),
        cited=plain(passage.exact) if passage else "",
        now_reads=plain(passage.now_reads) if passage and is_edited else "",
    )
