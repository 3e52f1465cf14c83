"""Make the search index anew, all of it."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection
from django.db.models import QuerySet
from tqdm import tqdm

from factcheck.findable import show_to_desk, show_to_readers
from factcheck.indexing import recount
from factcheck.models import Audience, Check, Claim, Publication
from factcheck.vocabulary import count_words

AT_ONCE = 500


class Command(BaseCommand):
    """``index_search``: once after an upgrade that brings the search, or changes how it reads."""

    help = "Make the search index anew: after an upgrade, or when it is in doubt."

    def handle(self, **_options: Any) -> None:
        """Index every claim for the desk and every standing check for readers, then count."""
        current = Check.objects.standing().values("publication")
        standing = Publication.objects.filter(pk__in=current)
        with tqdm(total=Claim.objects.count() + standing.count(), unit=" claims") as bar:
            for claims in _in_parts(Claim.objects.all()):
                show_to_desk(claims)
                bar.update(len(claims))
            for publications in _in_parts(standing):
                show_to_readers(publications)
                bar.update(len(publications))
        for audience in Audience:
            recount(audience)
        count_words()
        with connection.cursor() as cursor:
            cursor.execute(
                "ANALYZE factcheck_searchentry, factcheck_searchposting, factcheck_publishedword"
            )
        self.stdout.write("The search index is complete.")


def _in_parts(rows: "QuerySet[Any]") -> Iterator[list[Any]]:
    """Walk over rows by their keys, some at a time."""
    last = 0
    while part := list(rows.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        yield part
        last = part[-1].pk
