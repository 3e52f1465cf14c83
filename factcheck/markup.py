"""The ClaimReview of a check as this site publishes it: on its page and in the API."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from factcheck.claimreview import Markup, Publisher, claim_review
from factcheck.models import Check


def markup(found: Check) -> Markup:
    """Return the ClaimReview of a standing check. Costs nothing when ``publication`` is loaded."""
    with override(settings.LANGUAGE_CODE):
        url = settings.SITE_URL + found.get_absolute_url()
        publisher = Publisher(
            name=settings.SITE_NAME,
            url=f"{settings.SITE_URL}/",
            publishing_principles=settings.SITE_URL + reverse("methodology"),
            corrections_policy=settings.SITE_URL + reverse("corrections"),
        )
    return claim_review(
        found.publication.document,
        url=url,
        publisher=publisher,
        first_published=found.first_published_at,
        published=found.publication.published_at,
        modified=found.updated_at,
    )
