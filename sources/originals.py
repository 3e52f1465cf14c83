"""Where a repost comes from: its original, as far as the repost's own notice tells."""

from newsroom.slugs import free_slug
from sources.models import Source
from sources.outlets import ensure_outlet
from sources.reading.article import Article


def ensure_original(repost: Source, article: Article) -> Source | None:
    """Return the article that ``repost`` says it was taken from; None where no notice says so.

    A notice that names an outlet stands for an article there: it is made where nobody filed it,
    with neither a text nor an address. An address is only looked up: it may be wrong.
    """
    named = article.republished_from
    if not named:
        return None
    if named.startswith(("http://", "https://")):
        return Source.objects.filter(link__url=named).exclude(pk=repost.pk).first()
    outlet = ensure_outlet(named)
    known = Source.objects.filter(outlet=outlet, title=repost.title).exclude(pk=repost.pk)
    return known.first() or Source.objects.create(
        slug=free_slug(f"{repost.title} original", Source.objects.all()),
        title=repost.title,
        outlet=outlet,
        language=repost.language,
        notes="Known only from a repost.",
        filed_by=repost.filed_by,
    )
