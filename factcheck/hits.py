"""What words find, by one statement: the checks, what they are narrowed by, what the first say."""

import json
from typing import Any

from django.db import connection
from django.utils.timezone import localtime
from django.utils.translation import get_language

from factcheck.facets import Hit, language_name
from factcheck.matching import ranked_by
from factcheck.models import Audience, Check
from newsroom.paging import PER_PAGE

# The parts of a document are taken out for the first page alone: unpacking documents costs most.
_HITS = """
    SELECT hit.id, hit.claim_id, hit.slug, hit.language, hit.rating_key, hit.first_published_at,
           hit.under_review_since, rating.label, rating.label_es,
           ARRAY(SELECT ARRAY[topic.slug, topic.name]
                   FROM factcheck_check_topics AS about
                   JOIN factcheck_topic AS topic ON topic.id = about.topic_id
                  WHERE about.check_id = hit.id),
           CASE WHEN publication.id IS NOT NULL THEN jsonb_build_object(
               'said', document -> 'claim', 'rated', document -> 'rating',
               'said_by', document -> 'claimants', 'because', document -> 'reason') END
      FROM unnest(ARRAY({ranking})) WITH ORDINALITY AS ranked (claim_id, place)
      JOIN factcheck_check AS hit
        ON hit.claim_id = ranked.claim_id AND hit.withdrawn_at IS NULL
      LEFT JOIN factcheck_rating AS rating ON rating.key = hit.rating_key
      LEFT JOIN factcheck_publication AS publication
        ON publication.id = hit.publication_id AND place <= %(first)s
     ORDER BY place
"""


def hits(words: str, most: int) -> list[Hit]:
    """Return up to ``most`` standing checks that share these words, the best first. One query.

    Those of the first page come with their headline.
    """
    statement, asked = ranked_by(words, Audience.READERS, most)
    with connection.cursor() as cursor:
        cursor.execute(_HITS.format(ranking=statement), asked | {"first": PER_PAGE})
        return [_hit(*row) for row in cursor.fetchall()]


def _hit(pk: int, *row: Any) -> Hit:
    *columns, label, label_es, topics, parts = row
    claim, slug, spoken, key, published, reviewed = columns
    interface = (get_language() or "en").partition("-")[0]
    called = (label_es if interface == "es" else label) or key
    year = str(localtime(published).year)
    has = {
        "rating": {key: called},
        "topic": dict(topics),
        "year": {year: year},
        "language": {spoken: language_name(spoken, interface)},
    }
    if parts is None:
        return Hit(pk, has)
    # A row to read from: what is not among its columns was not fetched.
    check = Check(
        pk=pk,
        claim_id=claim,
        slug=slug,
        language=spoken,
        rating_key=key,
        first_published_at=published,
        under_review_since=reviewed,
    )
    for name, part in json.loads(parts).items():
        setattr(check, name, part)
    return Hit(pk, has, check)
