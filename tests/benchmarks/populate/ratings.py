"""The ratings that migrations seed, as documents carry them."""

from factcheck import document
from factcheck.document import Document
from factcheck.models import Rating

_MOST_FREQUENT = "false"


def scale_of_ratings() -> list[tuple[int, Document]]:
    """Return primary key and document of each rating in use, the most frequent first."""
    found = Rating.objects.filter(is_active=True).order_by("order")
    given = sorted(found, key=lambda rating: (rating.key != _MOST_FREQUENT, rating.order))
    return [(rating.pk, document._rating(rating) or {}) for rating in given]
