"""What people do with articles and addresses. Each function is one act, in one transaction."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.accounts.models import User
from newsroom.audit.trail import record
from newsroom.dates import UNKNOWN_DATE, FuzzyDate
from newsroom.refusals import Conflict, NotReady, Refusal
from newsroom.slugs import free_slug
from sources.linkcheck.address import AddressError, host_key, normalise_url
from sources.linkcheck.waits import SEEN_COUNTS_FOR, WHEN_PUBLISHED_FRESH
from sources.models import Host, Link, Outlet, Passage, Retrieval, Source, SourceText
from sources.originals import ensure_original
from sources.permissions import Verb, require
from sources.reading.article import Article, ReadingError, join
from sources.reading.pasted import read_text
from sources.reading.quote import QuoteError, anchor


class AlreadyFiled(Conflict):
    """The address is filed; ``source`` is where."""

    def __init__(self, source: Source) -> None:
        """Name the source that has the address."""
        super().__init__(_("We already have this article: %s.") % source)
        self.source = source


@dataclass(frozen=True, kw_only=True)
class Particulars:
    """What a person says about an article. What they leave empty is read from the page."""

    title: str = ""
    byline: str = ""
    outlet: Outlet | None = None
    published: FuzzyDate = UNKNOWN_DATE
    language: str = ""
    kind: str = Source.Kind.ARTICLE
    republished_from: Source | None = None
    notes: str = ""


def ensure_link(address: str) -> Link:
    """Return the one link of an address, made when new. Raises ``Refusal`` with a sentence."""
    try:
        url = normalise_url(address)
        key = host_key(url)
    except AddressError as error:
        raise Refusal(str(error)) from error
    existing = Link.objects.filter(url=url).first()
    if existing:
        return existing
    host, _made = Host.objects.get_or_create(key=key)
    return Link.objects.get_or_create(url=url, defaults={"host": host})[0]


def watch(*, links: Sequence[Link], cadence: Link.Cadence) -> None:
    """Look after ``links`` at least as often as ``cadence`` says; new ones are looked at now."""
    ids = [link.pk for link in links]
    slower = [Link.Cadence.NONE]
    if cadence == Link.Cadence.PUBLISHED:
        slower.append(Link.Cadence.DRAFT)
    unwatched = Link.objects.filter(pk__in=ids, cadence=Link.Cadence.NONE)
    unwatched.filter(next_look_at__isnull=True).update(next_look_at=Now())
    raised = Link.objects.filter(pk__in=ids, cadence__in=slower)
    if cadence == Link.Cadence.PUBLISHED:
        # Planned for a draft, the next look may be weeks away.
        soon = timezone.now() + _paced(WHEN_PUBLISHED_FRESH)
        raised.filter(next_look_at__gt=soon).update(next_look_at=soon)
    raised.update(cadence=cadence, watched_since=Now())


@transaction.atomic
def file_source(
    *,
    by: User,
    address: str = "",
    text: str | bytes = "",
    article: Article | None = None,
    particulars: Particulars | None = None,
    obtained: SourceText.Obtained = SourceText.Obtained.PASTED,
) -> Source:
    """File an article by its address, its text, or both.

    With a text, or an ``article`` already read from one, what was read (title, date, page
    chrome) is proposed at once; with an address alone the next look at it brings the page.
    Nothing is frozen yet: see ``accept_text``.
    Raises ``AlreadyFiled`` for a known address and ``Refusal`` for an unusable one or for a
    text that cannot be read.
    """
    require(by, Verb.FILE)
    if not address.strip() and not text.strip() and not article:
        raise Refusal(_("Paste the address of the article, its text, or both."))
    article = _read(text, address) if text.strip() else article
    link = _unfiled(address) if address.strip() else None
    source = _create(by, link, particulars or Particulars())
    if link:
        watch(links=[link], cadence=Link.Cadence.DRAFT)
    retrieval = Retrieval.objects.create(
        source=source, obtained=obtained if article else SourceText.Obtained.FETCHED
    )
    if article:
        store_reading(retrieval=retrieval, article=article)
    elif link:
        Link.objects.filter(pk=link.pk).update(requested_at=Now())
    record(actor=by, verb="file", target=source, note=link.url if link else "")
    return source


def _unfiled(address: str) -> Link:
    """Return the locked link of an address nobody filed; of two people, the second is refused."""
    link = Link.objects.select_for_update(of=("self",)).get(pk=ensure_link(address).pk)
    if known := Source.objects.filter(link=link).first():
        raise AlreadyFiled(known)
    return link


@transaction.atomic
def supply_text(
    *,
    by: User,
    source: Source,
    text: str | bytes,
    obtained: SourceText.Obtained = SourceText.Obtained.PASTED,
) -> Retrieval:
    """Give the text of a filed article by hand: its page could not be read, or was read badly.

    Raises ``Refusal`` for a text that cannot be read. Nothing is frozen yet: see ``accept_text``.
    """
    require(by, Verb.FILE)
    article = _read(text, source.link.url if source.link else "")
    retrieval = Retrieval.objects.create(source=source, obtained=obtained)
    store_reading(retrieval=retrieval, article=article)
    record(actor=by, verb="supply text", target=source)
    return retrieval


def _read(text: str | bytes, address: str) -> Article:
    try:
        return read_text(text, url=address)
    except ReadingError as error:
        raise Refusal(str(error)) from error


def _create(by: User, link: Link | None, given: Particulars) -> Source:
    words = given.title or (link.url.split("//", 1)[-1] if link else "")
    return Source.objects.create(
        slug=free_slug(words, Source.objects.all()),
        link=link,
        title=given.title,
        byline=given.byline,
        outlet=given.outlet,
        published_at=given.published.value,
        published_precision=given.published.precision.value,
        published_inferred=given.published.inferred,
        language=given.language,
        kind=given.kind,
        republished_from=given.republished_from,
        notes=given.notes,
        filed_by=by,
    )


def store_reading(*, retrieval: Retrieval, article: Article) -> None:
    """Keep what was read of an article for an editor to look at; fill in what nobody typed."""
    source = retrieval.source
    if changed := _fill_in(source, article):
        source.save(update_fields=changed)
    retrieval.state = Retrieval.State.READ
    retrieval.raw = article.raw
    retrieval.blocks = [
        {"start": b.start, "end": b.end, "kept": b.kept, "reason": b.reason} for b in article.blocks
    ]
    retrieval.found = {name: finding.as_json() for name, finding in article.found.items()}
    retrieval.save()


def _fill_in(source: Source, article: Article) -> list[str]:
    """Set the empty fields of ``source`` from the page; return their names."""
    changed = []
    for field, limit in (("title", 500), ("byline", 300), ("language", 35)):
        if not getattr(source, field) and getattr(article, field):
            setattr(source, field, getattr(article, field)[:limit])
            changed.append(field)
    if source.published_at is None and article.published.value is not None:
        source.published_at = article.published.value
        source.published_precision = article.published.precision.value
        source.published_inferred = article.published.inferred
        changed += ["published_at", "published_precision", "published_inferred"]
    if source.outlet is None and (outlet := _outlet_of(article)):
        source.outlet = outlet
        changed.append("outlet")
    if source.republished_from is None and (original := ensure_original(source, article)):
        source.republished_from = original
        changed.append("republished_from")
    return changed


def _outlet_of(article: Article) -> Outlet | None:
    """Find the outlet by its domain, or make one where the page names a domain. 1-2 queries."""
    if not article.outlet_domain:
        return Outlet.objects.filter(name__iexact=article.outlet_name).first()
    outlet, _made = Outlet.objects.get_or_create(
        domain=article.outlet_domain,
        defaults={
            "name": article.outlet_name or article.outlet_domain,
            "slug": free_slug(article.outlet_name or article.outlet_domain, Outlet.objects.all()),
        },
    )
    return outlet.merged_into or outlet


@transaction.atomic
def accept_text(
    *, by: User, retrieval: Retrieval, left_out: Sequence[int] | None = None
) -> SourceText:
    """Freeze the article's text: the blocks of ``retrieval`` except those ``left_out``.

    ``left_out`` holds indexes into ``retrieval.blocks``; None takes the proposal as it is.
    Raises ``NotReady`` when there is nothing to accept or everything would be left out.
    """
    require(by, Verb.ACCEPT_TEXT)
    retrieval = Retrieval.objects.select_for_update().get(pk=retrieval.pk)
    if retrieval.state != Retrieval.State.READ:
        raise NotReady(_("There is no text to accept here: %s.") % retrieval.get_state_display())
    blocks = retrieval.blocks
    out = {i for i, b in enumerate(blocks) if not b["kept"]} if left_out is None else set(left_out)
    text = join(
        retrieval.raw, ((b["start"], b["end"]) for i, b in enumerate(blocks) if i not in out)
    )
    if not text:
        raise NotReady(_("Everything is left out: keep at least one block of the article."))
    source = Source.objects.select_for_update().get(pk=retrieval.source_id)
    newest = source.texts.aggregate(newest=Max("number"))["newest"] or 0
    frozen = SourceText.objects.create(
        source=source,
        number=newest + 1,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        obtained=retrieval.obtained,
        left_out=[blocks[i] | {"kept": False} for i in sorted(out) if i < len(blocks)],
        frozen_by=by,
    )
    retrieval.state = Retrieval.State.ACCEPTED
    retrieval.save(update_fields=["state"])
    record(actor=by, verb="accept text", target=source, after=f"text {frozen.number}")
    return frozen


def quote(
    *,
    text: SourceText,
    exact: str,
    start: int | None = None,
    prefix: str = "",
    suffix: str = "",
) -> Passage:
    """Return the passage of exactly these words, made when new.

    Raises ``Conflict`` with a sentence when the words are not there, or not only there.
    """
    try:
        found = anchor(text.text, exact, start=start, prefix=prefix, suffix=suffix)
    except QuoteError as error:
        raise Conflict(str(error)) from error
    return Passage.objects.get_or_create(
        text=text,
        start=found.start,
        end=found.end,
        defaults={"exact": found.exact, "prefix": found.prefix, "suffix": found.suffix},
    )[0]


@transaction.atomic
def check_now(*, by: User, links: Sequence[Link]) -> None:
    """Ask for a look at ``links`` at the next tick, ahead of the schedule."""
    require(by, Verb.CHECK_NOW)
    Link.objects.filter(pk__in=[link.pk for link in links]).update(requested_at=Now())
    for link in links:
        record(actor=by, verb="check now", target=link)


@transaction.atomic
def mark_seen(*, by: User, link: Link, note: str = "") -> None:
    """Note that an editor saw the page with their own eyes. It counts for 90 days."""
    require(by, Verb.MARK_SEEN)
    until = timezone.now() + _paced(SEEN_COUNTS_FOR)
    Link.objects.filter(pk=link.pk).update(seen_until=until)
    record(actor=by, verb="mark seen", target=link, note=note)


def _paced(span: timedelta) -> timedelta:
    return span / settings.LINKCHECK_PACE
