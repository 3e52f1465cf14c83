"""Settle what became of a page: set it aside, lead readers to its copy, let its article move."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Min
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.accounts.models import User
from newsroom.audit.trail import record
from newsroom.refusals import Conflict, NotReady, Refusal
from sources.alerting import mute_alerts
from sources.models import Link, Passage, Source
from sources.permissions import Verb, require
from sources.wording import day_words

LONGEST_ASIDE = timedelta(days=366)


@transaction.atomic
def ignore(*, by: User, link: Link, until: datetime | None, note: str = "") -> None:
    """Set a page aside until a later time (aware datetime within a year); then it comes back.

    Meanwhile it is listed as set aside, and nobody is written to about the page itself. Looks go
    on, and cited words that change are told of as ever.
    """
    require(by, Verb.SETTLE)
    now = timezone.now()
    if until is None or not now < until <= now + LONGEST_ASIDE:
        raise Refusal(_("Choose a day in the future, at most a year ahead."))
    Link.objects.filter(pk=link.pk).update(ignored_until=until)
    mute_alerts(link)
    record(actor=by, verb="ignore", target=link, after=day_words(until), note=note.strip())


@transaction.atomic
def heed(*, by: User, link: Link) -> None:
    """Take a page up again that was set aside. Raises ``NotReady`` when it is not."""
    require(by, Verb.SETTLE)
    if not Link.objects.filter(pk=link.pk, ignored_until__gt=Now()).update(ignored_until=None):
        raise NotReady(_("This page is not set aside."))
    record(actor=by, verb="heed", target=link)


@transaction.atomic
def choose_archive(*, by: User, link: Link) -> None:
    """Lead readers to the dated archived copy while the page is not what was cited.

    Raises ``NotReady`` when there is no dated copy, when nothing is wrong with the page, and when
    the copy was made after it had changed or died.
    """
    require(by, Verb.SETTLE)
    link = Link.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if not link.archived_url or link.archived_at is None:
        raise NotReady(_("No dated archived copy of this page is known. Ask the archive first."))
    moments = list(_when_it_went_wrong(link))
    if not moments:
        raise NotReady(_("Nothing is wrong with this page: readers are led to the page itself."))
    went_wrong = min((at for at in moments if at), default=None)
    if went_wrong and link.archived_at >= went_wrong:
        raise NotReady(
            _("The archived copy is of %(copy)s, and the page went wrong on %(day)s: it would not "
              "show what we cite.")
            % {"copy": day_words(link.archived_at), "day": day_words(went_wrong)}
        )  # fmt: skip
    Link.objects.filter(pk=link.pk).update(archive_used_at=Now())
    record(actor=by, verb="use archive", target=link, note=link.archived_url)


def _when_it_went_wrong(link: Link) -> Iterator[datetime | None]:
    """Yield since when the page is in each kind of trouble, None where nobody knows."""
    if link.is_broken:
        yield link.failing_since
    if link.is_changed:
        yield link.drifting_since
    broken = Passage.objects.broken().current().filter(text__source__link=link)
    since = broken.aggregate(since=Min("changed_since"))["since"]
    if since:
        yield since


@transaction.atomic
def move_article(*, by: User, link: Link, to: Link) -> Source | None:
    """Let the article at ``link`` live at ``to``; return it, None where there is none.

    Its words are looked for at the new address from then on. The old one stays, with its looks.
    Raises ``Conflict`` when another article lives there.
    """
    require(by, Verb.SETTLE)
    source = Source.objects.select_for_update(of=("self",)).filter(link=link).first()
    if source is None:
        return None
    if other := Source.objects.filter(link=to).first():
        raise Conflict(
            _("Another article lives at that address: %s. Two cannot share one.") % other
        )
    source.link = to
    source.save(update_fields=["link"])
    record(actor=by, verb="move", target=source, note=f"{link.url} → {to.url}")
    return source
