"""Filing articles: by their address, their text, or both."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from newsroom.accounts.models import User
from newsroom.audit.trail import record_each
from newsroom.dates import UNKNOWN_DATE, FuzzyDate
from newsroom.refusals import Conflict, Refusal
from newsroom.slugs import free_slugs
from sources.actions.texts import read_article, store_reading
from sources.actions.watching import ensure_links, watch
from sources.duplicates import alike, filed_alike
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


@dataclass(frozen=True, kw_only=True)
class Filing:
    """An article to be filed: its address, its text or what was read of one, or both.

    ``is_another`` article than the one with a likely spelling of its address.
    """

    address: str = ""
    text: str | bytes = ""
    article: Article | None = None
    particulars: Particulars = field(default_factory=Particulars)
    is_another: bool = False

    def read(self) -> Article | None:
        """Read the article where there is a text. Raises ``Refusal`` where nothing can be filed."""
        if not self.address.strip() and not self.text.strip() and not self.article:
            raise Refusal(_("Paste the address of the article, its text, or both."))
        return read_article(self.text, self.address) if self.text.strip() else self.article


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
    filing = Filing(
        address=address,
        text=text,
        article=article,
        particulars=particulars or Particulars(),
        is_another=is_another,
    )
    return file_sources(by=by, filings=[filing], obtained=obtained)[0]


@transaction.atomic
def file_sources(
    *,
    by: User,
    filings: Sequence[Filing],
    obtained: SourceText.Obtained = SourceText.Obtained.PASTED,
) -> list[Source]:
    """File articles as ``file_source`` does, all or none. Texts apart, a score of queries for all.

    Raises what ``file_source`` raises, and ``Refusal`` where two of them are likely one article.
    """
    require(by, Verb.FILE)
    articles = [filing.read() for filing in filings]
    links = _unfiled(filings)
    sources = _create(by, filings, links)
    watch(links=[link for link in links if link], cadence=Link.Cadence.DRAFT)
    retrievals = Retrieval.objects.bulk_create(
        Retrieval(source=source, obtained=obtained if article else SourceText.Obtained.FETCHED)
        for source, article in zip(sources, articles, strict=True)
    )
    for retrieval, article in zip(retrievals, articles, strict=True):
        if article:
            store_reading(retrieval=retrieval, article=article)
    unread = [
        link.pk for link, article in zip(links, articles, strict=True) if link and not article
    ]
    Link.objects.filter(pk__in=unread).update(requested_at=Now())
    noted = zip(sources, (link.url if link else "" for link in links), strict=True)
    record_each(actor=by, verb="file", noted=noted)
    return sources


def _unfiled(filings: Sequence[Filing]) -> list[Link | None]:
    """Return the locked links of addresses nobody filed; of two people, the second is refused."""
    named = [filing for filing in filings if filing.address.strip()]
    ensured = ensure_links([filing.address for filing in named])
    rows = Link.objects.filter(pk__in=[link.pk for link in ensured]).order_by("pk")
    locked = {link.pk: link for link in rows.select_for_update(of=("self",))}
    links = [locked[link.pk] for link in ensured]
    _refuse_filed(named, links)
    following = iter(links)
    return [next(following) if filing.address.strip() else None for filing in filings]


def _refuse_filed(filings: Sequence[Filing], links: Sequence[Link]) -> None:
    """Raise ``AlreadyFiled`` for an article we have, ``Refusal`` where two of these are one."""
    if known := Source.objects.filter(link__in=links).select_related("link").first():
        raise AlreadyFiled(known)
    doubted = [
        link.url for filing, link in zip(filings, links, strict=True) if not filing.is_another
    ]
    if likely := filed_alike(doubted):
        raise AlreadyFiled(next(iter(likely.values())), is_sure=False)
    if len({link.pk for link in links}) < len(links) or alike(doubted):
        raise Refusal(_("Two of these addresses are likely one article."))


def _create(by: User, filings: Sequence[Filing], links: Sequence[Link | None]) -> list[Source]:
    words = [
        filing.particulars.title or (link.url.split("//", 1)[-1] if link else "")
        for filing, link in zip(filings, links, strict=True)
    ]
    slugs = free_slugs(words, Source.objects.all())
    return Source.objects.bulk_create(
        _source(by, slug, link, filing.particulars)
        for slug, link, filing in zip(slugs, links, filings, strict=True)
    )


def _source(by: User, slug: str, link: Link | None, given: Particulars) -> Source:
    return Source(
        slug=slug,
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
