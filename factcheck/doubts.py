"""What does not stand in a verdict's way and should be known before it is approved or published.

Only load-bearing evidence refuses an approval. That the article a claim was quoted from is gone,
or reads otherwise by now, refuses nothing: people are told, and decide.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from factcheck.models import Appearance, Evidence, Verdict
from factcheck.workflow import State
from sources.models import Link, Passage


@dataclass(frozen=True)
class Doubt:
    """A sentence about a page, and the page it is about."""

    sentence: str
    link: Link


@dataclass(frozen=True)
class _Rest:
    """Something the claim rests on: where it appears, or evidence."""

    what: str
    link: Link
    passage: Passage | None


def doubts_of(verdict: Verdict) -> list[Doubt]:
    """List what is wrong with the pages and words a claim rests on, in sentences.

    In review, that a page refuses the approval is left to ``missing_for_approval``, which says so;
    what became of its words is told all the same. Two queries, in review three.
    """
    said: set[int | None] = set()
    if verdict.state == State.IN_REVIEW:
        said = set(in_the_way(verdict).values_list("link", flat=True))
    told: dict[str, Doubt] = {}
    for rest in _rests(verdict):
        for sentence in _sentences(rest, is_refused=rest.link.pk in said):
            told.setdefault(sentence, Doubt(sentence, rest.link))
    return list(told.values())


def in_the_way(verdict: Verdict) -> QuerySet[Evidence]:
    """Return the load-bearing evidence that refuses an approval: not alive, archived, or seen."""
    sound = (
        Q(link__health=Link.Health.ALIVE)
        | ~Q(link__archived_url="")
        | Q(link__seen_until__gt=timezone.now())
    )
    carries = Evidence.objects.filter(claim=verdict.claim_id, is_load_bearing=True)
    return carries.filter(link__isnull=False).exclude(sound)


def _rests(verdict: Verdict) -> Iterator[_Rest]:
    said = Appearance.objects.filter(claim=verdict.claim_id, source__link__isnull=False)
    for row in said.select_related("source__link", "passage").order_by("pk"):
        if row.source.link:
            name = _("The article “%s”, where it was said") % row.source
            yield _Rest(name, row.source.link, row.passage)
    shown = Evidence.objects.filter(claim=verdict.claim_id, link__isnull=False)
    for piece in shown.select_related("link", "passage").order_by("pk"):
        if piece.link:
            yield _Rest(_("The evidence “%s”") % piece.title, piece.link, piece.passage)


def _sentences(rest: _Rest, *, is_refused: bool) -> Iterator[str]:
    link, passage = rest.link, rest.passage
    told = {"what": rest.what, "url": link.url}
    if link.is_broken and not is_refused and not _is_vouched_for(link):
        state = _since(link.get_health_display(), link.failing_since)
        told["copy"] = _(" There is an archived copy.") if link.archived_url else ""
        yield _("%(what)s (%(url)s): %(state)s.%(copy)s") % (told | {"state": state})
    if passage and passage.is_broken:
        sure = _sure(passage.confirmed_at if passage.is_confirmed else None)
        state = _since(passage.get_state_display(), passage.changed_since)
        told |= {"state": f"{state} ({sure})", "words": str(passage)}
        told["now"] = _(" They read: “%s”.") % passage.now_reads if passage.now_reads else ""
        yield _("%(what)s (%(url)s): the words “%(words)s” are %(state)s.%(now)s") % told
    elif link.is_changed:
        state = _since(_("its text changed"), link.drifting_since)
        told |= {"state": f"{state} ({_sure(link.drift_confirmed_at)})"}
        yield _("%(what)s (%(url)s): %(state)s.") % told


def _is_vouched_for(link: Link) -> bool:
    """Say whether an editor saw lately what our checker is not shown."""
    seen = link.seen_until is not None and link.seen_until > timezone.now()
    return seen and link.health == Link.Health.UNVERIFIABLE


def _since(state: str, since: datetime | None) -> str:
    day = date_format(localtime(since), "j F Y") if since else ""
    return _("%(state)s since %(day)s") % {"state": state, "day": day} if day else state


def _sure(confirmed: datetime | None) -> str:
    return _("confirmed") if confirmed else _("seen once, confirming")
