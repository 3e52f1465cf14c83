"""The pages that standing checks rest on: how they are, and which checks and words lean on them.

All of it is said by publications (a link of a standing check is in its document) or told to readers
of each check. What is withheld is among neither, nor is what only a draft rests on.
"""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, JSONField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONArray
from rest_framework import serializers as s

from factcheck.api.check import LinkStateSerializer, NamesCheck, PassageStateSerializer, names
from factcheck.health import PUBLIC_WORDS, link_state, words_state
from factcheck.models import Check
from newsroom.api.addresses import api_address
from sources.models import Link, Passage

MOST_CHECKS = 5
MOST_PASSAGES = 100

_STATE = (
    "public_id", "url", "health", "content", "drift_confirmed_at", "drifting_since",
    "archived_url", "archived_at", "archive_used_at",
)  # fmt: skip


def cited_links() -> Any:
    """Return the links that standing checks rest on, with their newest checks and their words.

    Publishing watches a page as closely as a page can be (``publishing``), which an index knows;
    that a check still stands is looked up for each.
    """
    joined = Check.links.through.objects.filter(check__withdrawn_at__isnull=True)
    naming = joined.filter(link=OuterRef("pk")).order_by("-check_id")
    named = naming.values_list(JSONArray("check__public_id", "check__slug"))
    links: QuerySet[Any] = Link.objects.filter(cadence=Link.Cadence.PUBLISHED)
    links = links.alias(any_check=Subquery(naming.values("check_id")[:1]))
    return (
        links.filter(any_check__isnull=False)
        .annotate(
            resting=_AsJSON(ArraySubquery(named[:MOST_CHECKS])),
            words=_AsJSON(ArraySubquery(_cited_words()[:MOST_PASSAGES])),
        )
        .only(*_STATE)
    )


class _AsJSON(Func):
    """An array as one value of JSON, which is read at once."""

    function = "to_jsonb"
    output_field = JSONField()


def _cited_words() -> QuerySet[Any, Any]:
    standing = Check.passages.through.objects.filter(
        passage=OuterRef("pk"), check__withdrawn_at__isnull=True
    )
    passages: QuerySet[Any] = Passage.objects.filter(text__source__link=OuterRef("pk"))
    passages = passages.alias(any_check=Subquery(standing.values("check_id")[:1]))
    is_confirmed = Q(confirmed_at__isnull=False)
    told = JSONArray("public_id", "exact", "state", "now_reads", is_confirmed)
    return passages.filter(any_check__isnull=False).order_by("pk").values_list(told)


class CitedPassageSerializer(PassageStateSerializer):
    """Words of the page that a standing check cites, and whether they still stand."""

    exact = s.CharField(help_text="The words as they were cited.")


class CitedPageSerializer(s.Serializer[Link]):
    """A page that standing checks rest on."""

    id = s.UUIDField(help_text="As `link` in documents and in the evidence of checks.")
    url = s.CharField()
    health = s.ChoiceField(choices=PUBLIC_WORDS)
    archived_url = LinkStateSerializer().fields["archived_url"]
    archived_at = LinkStateSerializer().fields["archived_at"]
    checks = NamesCheck(many=True, help_text=f"The newest {MOST_CHECKS} that rest on it.")
    checks_url = s.URLField(help_text="All of them, in this API.")
    passages = CitedPassageSerializer(
        many=True, help_text=f"At most {MOST_PASSAGES}; where a check quotes the page."
    )

    def to_representation(self, link: Link) -> dict[str, Any]:
        """Show a row of which it was ``told`` what is shown: that is its version, too."""
        return link.shown  # type: ignore[attr-defined,no-any-return]  # see the view


def told(link: Any) -> dict[str, Any]:
    """Return what is shown of a row of ``cited_links``."""
    state = link_state(link)
    return {
        "id": state.pop("link"),
        "url": link.url,
        **state,
        "checks": [names(*row) for row in link.resting],
        "checks_url": f"{api_address('check-list')}?evidence={link.public_id}",
        "passages": [_passage(*row) for row in link.words],
    }


def _passage(public_id: str, exact: str, state: str, now: str, confirmed: bool) -> dict[str, Any]:  # noqa: FBT001 - a column
    return words_state(public_id, state, now, is_confirmed=confirmed) | {"exact": exact}
