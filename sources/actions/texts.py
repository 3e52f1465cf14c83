"""An article's text: read, looked at by a person, frozen, quoted."""

import hashlib
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from newsroom.accounts.models import User
from newsroom.audit.trail import record
from newsroom.refusals import Conflict, NotReady, Refusal
from newsroom.slugs import free_slug
from sources.models import Outlet, Passage, Retrieval, Source, SourceText
from sources.originals import ensure_original
from sources.permissions import Verb, require
from sources.reading.article import Article, ReadingError, join
from sources.reading.page import is_page, read_html
from sources.reading.pasted import read_text
from sources.reading.quote import QuoteError, anchor


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
    article = read_article(text, source.link.url if source.link else "")
    retrieval = Retrieval.objects.create(source=source, obtained=obtained)
    store_reading(retrieval=retrieval, article=article)
    record(actor=by, verb="supply text", target=source)
    return retrieval


def read_article(text: str | bytes, address: str) -> Article:
    """Read the article out of ``text``, or of the bytes of a file, which may be an HTML page.

    Raises ``Refusal`` with a sentence when that fails.
    """
    try:
        if isinstance(text, bytes) and is_page(text):
            return read_html(text, address)
        return read_text(text, url=address)
    except ReadingError as error:
        raise Refusal(str(error)) from error


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
    retrieval.found.setdefault("canonical_url", {})["value"] = article.canonical_url
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
        named = Outlet.objects.filter(name__iexact=article.outlet_name)
        known = named.select_related("merged_into").first()
        return (known.merged_into or known) if known else None
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
