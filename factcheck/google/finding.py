"""The standing checks a search of Google's shape finds, page by page."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.db.models.functions import Now

from factcheck.google.asking import Asked
from factcheck.google.claims import site_of
from factcheck.matching import ranked
from factcheck.models import Audience, Check
from factcheck.models.check import CheckQuerySet
from factcheck.search import MOST


def find(asked: Asked) -> tuple[Sequence[Check], str]:
    """Return a page of checks and the token of the next one, "" where there is none.

    Three queries with words, one without. With words the best come first, and nothing where they
    say nothing; else the newest. Of another site than ours we know nothing.
    """
    if asked.site and site_of(asked.site.lower()) != site_of(settings.SITE_URL):
        return [], ""
    checks = _kept(asked)
    return _newest(asked, checks) if asked.words is None else _best(asked, asked.words, checks)


def _kept(asked: Asked) -> CheckQuerySet:
    """Keep the checks in the language and of the age that were asked for."""
    checks = Check.objects.standing()
    if asked.language:
        is_regional = Q(language__startswith=f"{asked.language}-")
        checks = checks.filter(Q(language=asked.language) | is_regional)
    if asked.days is not None:
        checks = checks.filter(first_published_at__gte=Now() - timedelta(days=asked.days))
    return checks


def _best(asked: Asked, words: str, checks: CheckQuerySet) -> tuple[Sequence[Check], str]:
    claims = ranked(words, Audience.READERS, MOST)
    by_claim = dict(checks.filter(claim__in=claims).order_by().values_list("claim_id", "pk"))
    found = [by_claim[claim] for claim in claims if claim in by_claim]
    end = asked.offset + asked.size
    page = found[asked.offset : end]
    loaded = checks.select_related("publication").in_bulk(page)
    token = asked.token(end) if end < len(found) else ""
    return [loaded[pk] for pk in page if pk in loaded], token


def _newest(asked: Asked, checks: CheckQuerySet) -> tuple[Sequence[Check], str]:
    checks = checks.select_related("publication").order_by("-first_published_at", "-pk")
    if asked.after:
        moment, pk = datetime.fromisoformat(asked.after[0]), asked.after[1]
        earlier = Q(first_published_at__lt=moment) | Q(first_published_at=moment, pk__lt=pk)
        # The first condition is no other, but lets the index begin in the right place.
        checks = checks.filter(Q(first_published_at__lte=moment) & earlier)
    page = list(checks[asked.offset : asked.offset + asked.size + 1])
    if len(page) <= asked.size:
        return page, ""
    last = page[asked.size - 1]
    return page[:-1], asked.token([last.first_published_at.isoformat(), last.pk])
