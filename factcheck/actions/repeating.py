"""A claim we have, said again somewhere else: one more appearance, and no second claim."""

from collections.abc import Mapping

from django.db import transaction

from factcheck.actions.drafting import Selection, appear, edit, give_figures, passage_of
from factcheck.actions.moving import extend, lock
from factcheck.models import Appearance, Claim
from factcheck.permissions import Verb, require
from factcheck.workflow import State
from newsroom.accounts.models import User
from sources.models import Source


@transaction.atomic
def add_appearance(
    *,
    by: User,
    claim: Claim,
    source: Source,
    selection: Selection | None = None,
    kind: str = Appearance.Kind.VERBATIM,
    upstream: Appearance | None = None,
    attribution: str = "",
    figures: Mapping[str, str] | None = None,
) -> Appearance:
    """Say that the claim also stands in ``source``.

    ``figures`` maps a measure ("rostec-staff-peak") to the figure as the source writes it. A claim
    that readers see stays published as it is: they see the appearance with its next version.
    """
    _open_to_appearances(by, claim, source)
    appearance = appear(
        claim,
        source,
        passage_of(selection) if selection else None,
        kind=kind,
        upstream=upstream,
        attribution=attribution,
    )
    give_figures(appearance, figures or {})
    return appearance


def _open_to_appearances(by: User, claim: Claim, source: Source) -> None:
    """Open a draft as ``edit`` does; what is published is repeated elsewhere without our doing."""
    require(by, Verb.EDIT)
    verdict = lock(claim)
    if verdict.state == State.PUBLISHED:
        extend(verdict, "add appearance", by=by, note=str(source))
    else:
        edit(by=by, claim=claim)
