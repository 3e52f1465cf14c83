"""Filing articles: by their address, their text, or both."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from newsroom.accounts.models import User
from newsroom.audit.trail import record
from newsroom.dates import UNKNOWN_DATE, FuzzyDate
from newsroom.refusals import Conflict, Refusal
from newsroom.slugs import free_slug
from sources.actions.texts import read_article, store_reading
from sources.actions.watching import ensure_link, watch
from sources.duplicates import filed_as
from sources.models import Link, Outlet, Retrieval, Source, SourceText
from sources.permissions import Verb, require
from sources.reading.article import Article


class AlreadyFiled(Conflict):
    """The address is filed; ``source`` is where. Not ``is_sure`` under a likely spelling of it."""

    def __init__(self, source: Source, *, is_sure: bool = True) -> None:
        """Name the source that has the address."""
        super().__init__(_("We already have this article: %s.") % source)
        self.source = source
        self.is_sure = is_sure


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


@transaction.atomic
def file_source(
    *,
    by: User,
    address: str = "",
    text: str | bytes = "",
    article: Article | None = None,
    particulars: Particulars | None = None,
    obtained: SourceText.Obtained = SourceText.Obtained.PASTED,
    is_another: bool = False,
) -> Source:
    """File an article by its address, its text, or both.

    With a text, or an ``article`` already read from one, what was read (title, date, page
    chrome) is proposed at once; with an address alone the next look at it brings the page.
    Nothing is frozen yet: see ``accept_text``.
    Raises ``AlreadyFiled`` for a known address, or a likely spelling of one unless a person says
    that it ``is_another`` article, and ``Refusal`` for an unusable address or for a text that
    cannot be read.
    """
    require(by, Verb.FILE)
    if not address.strip() and not text.strip() and not article:
        raise Refusal(_("Paste the address of the article, its text, or both."))
    article = read_article(text, address) if text.strip() else article
    link = _unfiled(address, is_another=is_another) if address.strip() else None
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


def _unfiled(address: str, *, is_another: bool) -> Link:
    """Return the locked link of an address nobody filed; of two people, the second is refused."""
    link = Link.objects.select_for_update(of=("self",)).get(pk=ensure_link(address).pk)
    if known := Source.objects.filter(link=link).first():
        raise AlreadyFiled(known)
    if not is_another and (known := filed_as(link.url)):
        raise AlreadyFiled(known, is_sure=False)
    return link


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
