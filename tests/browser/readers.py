"""Every page for readers, from the site's own table of addresses, in a newsroom that published.

Nobody adds a page here: a new address with a slug, or a slug and a number, is one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

import pgtrigger
from django.db import transaction
from django.urls import URLPattern, reverse

from factcheck.models import Check, Claim, Correction, Publication
from factcheck.urls import urlpatterns
from tests.factcheck.views.reader import correct, withdraw
from tests.factories import published_claim

THEN = datetime(2026, 6, 3, 12, 0, 0, 123_456, tzinfo=UTC)  # to the microsecond, as real ones
NUMBER = {"number"}
FORM = "form"  # of a feed, which is no page


@dataclass(frozen=True)
class ReaderPage:
    """One page: what it is called, and its address, in English."""

    name: str
    address: str

    def __str__(self) -> str:
        return self.name


def publish_and_correct() -> None:
    """Let the newsroom correct a check and withdraw one, and give everything public fixed days."""
    corrected = published_claim(statement="The harbour moved more than 17,000 tons of grain")
    correct(corrected)
    withdraw(published_claim(statement="The harbour was sold in May"))
    with transaction.atomic(), pgtrigger.ignore():
        _fix_days()


def _fix_days() -> None:
    """Date checks and corrections a day apart, so that pictures of them do not age."""
    days = (THEN - timedelta(days=n) for n in count())
    for check in Check.objects.order_by("-first_published_at", "-pk"):
        day = next(days)
        Check.objects.filter(pk=check.pk).update(
            first_published_at=day,
            updated_at=day,
            last_looked_at=THEN,
            withdrawn_at=check.withdrawn_at and THEN,
            under_review_since=check.under_review_since and THEN,
        )
        Publication.objects.filter(claim=check.claim_id).update(
            submitted_at=day, approved_at=day, published_at=day
        )
    for correction in Correction.objects.filter(published_at__isnull=False).order_by("-pk"):
        Correction.objects.filter(pk=correction.pk).update(published_at=next(days))


def every_page() -> list[ReaderPage]:
    """List the pages of each address; those that look different by state in each state."""
    return [page for one in urlpatterns for page in _pages_of(one)]


def main_pages() -> dict[str, str]:
    """Return the addresses of the pages that pictures are kept of, by name."""
    checks = _checks()
    (source,) = Claim.objects.get(slug=checks["at-odds"]).appearances.all()[:1]
    return {
        "home": reverse("home"),
        "check": reverse("check", args=[checks["at-odds"]]),
        "corrected": reverse("check", args=[checks["corrected"]]),
        "withdrawn": reverse("check", args=[checks["withdrawn"]]),
        "corrections": reverse("corrections"),
        "search": reverse("search") + "?q=russia",
        "source": reverse("source", args=[source.source.slug]),
    }


def _pages_of(one: URLPattern) -> Iterator[ReaderPage]:
    """Write the addresses of one route. Raises ``LookupError`` for a parameter nobody told of."""
    name, parameters = str(one.name), set(one.pattern.converters)
    if not parameters:
        yield ReaderPage(name, reverse(name))
        if name == "search":
            yield ReaderPage("search-found", reverse(name) + "?q=russia")
            yield ReaderPage("search-nothing", reverse(name) + "?q=xylophone")
        return
    if FORM in parameters:
        return
    if "slug" not in parameters or parameters - {"slug"} - NUMBER:
        raise LookupError(
            f"Say in tests/browser/readers.py what “{', '.join(parameters)}” in the address of "
            f"{name} may be, so that the page is looked at."
        )
    number = dict.fromkeys(parameters & NUMBER, 1)
    for state, slug in _slugs_for(name).items():
        yield ReaderPage(f"{name}-{state}", reverse(name, kwargs={"slug": slug, **number}))


def _slugs_for(name: str) -> dict[str, str]:
    """Name rows of what the address shows: a source, a claimant, a topic, else checks."""
    checks = _checks()
    shown = Claim.objects.get(slug=checks["at-odds"])
    if name.startswith("source"):
        return {"at-odds": shown.appearances.all()[0].source.slug}
    if name.startswith("claimant"):
        return {"speaker": shown.claimants.all()[0].slug}
    if name.startswith("topic"):
        return {"used": shown.topics.all()[0].slug}
    return checks if name == "check" else {"corrected": checks["corrected"]}


def _checks() -> dict[str, str]:
    """Return an address name of a check in each state readers can meet it in."""
    standing = Check.objects.standing()
    states = {
        "at-odds": standing.exclude(publication__document__discrepancies=[]),
        "corrected": standing.filter(publication__number__gt=1),
        "under-review": Check.objects.under_review(),
        "withdrawn": Check.objects.withdrawn(),
    }
    return {state: checks.order_by("slug")[0].slug for state, checks in states.items()}
