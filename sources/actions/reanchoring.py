"""Take a page as it reads now: its text is frozen anew, and cited words are anchored in that."""

import hashlib
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.accounts.models import User
from newsroom.audit.trail import record
from newsroom.refusals import Conflict, NotReady
from sources.actions.texts import quote
from sources.alerting import end_content_alerts
from sources.linkcheck.drift import accept_content
from sources.models import Link, Passage, Snapshot, Source, SourceText
from sources.permissions import Verb, require
from sources.proposing import current_copy, matches_in
from sources.recording import state_of, store_state


@transaction.atomic
def accept_page(
    *, by: User, link: Link, copy: Snapshot, words: Mapping[int, str]
) -> dict[Passage, Passage]:
    """Take ``copy`` for what the page reads from now on; return new passages by the old ones.

    ``words`` maps a passage (by id) to the words the editor saw proposed in its place. Whatever is
    not named there stays as it is cited: refused, or left for later. Raises ``Conflict`` when the
    page or a proposal is not what the editor saw any more.
    """
    require(by, Verb.SETTLE)
    link = Link.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if link.health in (Link.Health.DEAD, Link.Health.QUARANTINED):
        raise NotReady(
            _("There is no new text to accept: the page is “%s”.") % link.get_health_display()
        )
    if not link.is_changed and not _broken(link).exists():
        raise NotReady(_("Nothing changed on this page: there is no new text to accept."))
    if current_copy(link) != copy:
        raise Conflict(_("The page changed again while you were reading. Compare once more."))
    moved = _anchor(by, link, copy, words) if words else {}
    _settle(link, copy, moved)
    record(actor=by, verb="accept page", target=link, after=f"{len(moved)} passages")
    return moved


def _broken(link: Link) -> QuerySet[Passage]:
    """Return the cited words that are not what they were."""
    return Passage.objects.broken().current().filter(text__source__link=link)


def _anchor(
    by: User, link: Link, copy: Snapshot, words: Mapping[int, str]
) -> dict[Passage, Passage]:
    broken = _broken(link).filter(pk__in=words).order_by("pk")
    passages = list(broken.select_for_update(of=("self",)))
    matches = matches_in(copy.text, passages)
    seen = {pk: match.exact for pk, match in matches.items()}
    if any(seen.get(pk) != exact for pk, exact in words.items()):
        raise Conflict(_("The words on the page are not those you looked at. Compare once more."))
    text = _freeze(by, Source.objects.select_for_update(of=("self",)).get(link=link), copy)
    moved = {
        passage: quote(text=text, exact=matches[passage.pk].exact, start=matches[passage.pk].start)
        for passage in passages
    }
    _replace(moved)
    return moved


def _freeze(by: User, source: Source, copy: Snapshot) -> SourceText:
    """Freeze the copy's text as the article's next; one that is frozen already serves again."""
    sha256 = hashlib.sha256(copy.text.encode()).hexdigest()
    if known := source.texts.filter(sha256=sha256).first():
        return known
    newest = source.texts.aggregate(newest=Max("number"))["newest"] or 0
    frozen = SourceText.objects.create(
        source=source,
        number=newest + 1,
        text=copy.text,
        sha256=sha256,
        obtained=SourceText.Obtained.FETCHED,
        frozen_by=by,
    )
    record(actor=by, verb="accept text", target=source, after=f"text {frozen.number}")
    return frozen


def _replace(moved: Mapping[Passage, Passage]) -> None:
    now = timezone.now()
    for old, new in moved.items():
        if old != new:
            Passage.objects.filter(pk=old.pk).update(replaced_by=new)
        standing = {"state": Passage.State.PRESENT, "last_seen_at": now, "now_reads": ""}
        unchanged = {"changed_since": None, "confirmed_at": None}
        Passage.objects.filter(pk=new.pk).update(**standing, **unchanged)


def _settle(link: Link, copy: Snapshot, moved: Mapping[Passage, Passage]) -> None:
    """Compare later looks with ``copy``; what is still changed afterwards stays so."""
    left = _broken(link).exists()
    store_state(link, accept_content(state_of(link), words_changed=left))
    link.baseline = copy
    Snapshot.objects.filter(pk=copy.pk).update(kind=Snapshot.Kind.BASELINE)  # copies give way
    # Those of the page it was: the next look reads it whole.
    link.etag, link.last_modified = "", ""
    link.save()
    end_content_alerts(link, moved, is_settled=not left)
