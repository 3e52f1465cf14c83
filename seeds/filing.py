"""File the articles of the demo press as sources."""

from collections.abc import Mapping

from django.db import transaction

from newsroom.accounts.models import User
from newsroom.dates import FuzzyDate, parse
from seeds.pages import Outlet, Page, SeedError
from sources import actions
from sources.models import Outlet as OutletRow
from sources.models import Source, SourceText


def file_articles(pages: Mapping[str, Page], *, by: User) -> dict[str, Source]:
    """Return the source of each article by the page's name, filed where it is missing."""
    filed: dict[str, Source] = {}
    articles = [page for page in pages.values() if page.is_article]
    for page in sorted(articles, key=lambda page: bool(page.republished_from)):  # originals first
        original = filed.get(page.republished_from)
        filed[page.name] = file_article(page, original=original, by=by)
    return filed


@transaction.atomic
def file_article(page: Page, *, original: Source | None, by: User) -> Source:
    """File an article and accept its whole text, unless its address is filed already."""
    particulars = actions.Particulars(
        title=page.title,
        byline=page.byline,
        outlet=ensure_outlet(page.outlet),
        published=published(page),
        language=page.outlet.language,
        kind=page.kind,
        republished_from=original,
        notes="Retold by this newsroom for the demo.",
    )
    try:
        source = actions.file_source(
            by=by,
            address=page.address,
            text=page.text,
            particulars=particulars,
            obtained=SourceText.Obtained.IMPORTED,
        )
    except actions.AlreadyFiled as known:
        return known.source
    actions.accept_text(by=by, retrieval=source.retrievals.get(), left_out=[])
    return source


def ensure_outlet(outlet: Outlet) -> OutletRow:
    """Return the outlet's row, made where it is missing."""
    row, _made = OutletRow.objects.get_or_create(
        domain=outlet.domain,
        defaults={
            "slug": outlet.key,
            "name": outlet.name,
            "kind": outlet.kind,
            "country": outlet.country,
            "language": outlet.language,
        },
    )
    return row.merged_into or row


def published(page: Page) -> FuzzyDate:
    """Return the page's date of publication. Raises ``SeedError``."""
    try:
        date = parse(page.published)
    except ValueError as error:
        raise SeedError(f"{page.name}.md: {error}") from error
    return FuzzyDate(date.value, date.precision, page.inferred)
