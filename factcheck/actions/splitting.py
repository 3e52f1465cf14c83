"""Split claims out of articles: one, or many at once by the same rules."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck.actions.drafting import (
    Attribution,
    Selection,
    create_valid,
    give_figures,
    passage_of,
)
from factcheck.findable import show_to_desk
from factcheck.models import Appearance, Claim, ClaimClaimant, Contribution, Topic, Verdict
from factcheck.permissions import Verb, require
from factcheck.workflow import State
from newsroom.accounts.models import User
from newsroom.audit.trail import record_each
from newsroom.dates import UNKNOWN_DATE, FuzzyDate
from newsroom.refusals import Refusal
from newsroom.slugs import free_slugs
from sources.models import Source


@dataclass(frozen=True, kw_only=True)
class Split:
    """A claim to be made, and the words it is made of; ``source`` where they are not at hand yet.

    ``figures`` are written by measure. ``particulars`` are other columns of ``Claim`` (``place``,
    ``checkability`` …).
    """

    statement: str
    selection: Selection | None = None
    source: Source | None = None
    kind: str = Appearance.Kind.VERBATIM
    attributed_to: Sequence[Attribution] = ()
    said: FuzzyDate = UNKNOWN_DATE
    summary: str = ""
    topics: Sequence[Topic] = ()
    figures: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    attribution: str = ""
    particulars: Mapping[str, Any] = field(default_factory=dict)

    def article(self) -> Source:
        """Return where the claim stands. Raises ``Refusal`` where nobody said."""
        source = self.selection.text.source if self.selection else self.source
        if source is None:
            raise Refusal(_("Say in which article the claim stands."))
        return source


def split_claim(
    *, by: User, statement: str, figures: Mapping[str, str] | None = None, **given: Any
) -> Claim:
    """Make a claim of words in a frozen text, with its first appearance and an empty verdict.

    ``given`` are the fields of ``Split``, and any other columns of ``Claim``. Where the words are
    not at hand yet, ``source`` says where they stand: the claim can be worked on, but goes to no
    review before words are anchored. Raises ``Conflict`` when the words are not at that place and
    ``Refusal`` for what a claim may not be.
    """
    own = {field.name for field in fields(Split)}
    known = {name: given.pop(name) for name in own & given.keys()}
    split = Split(statement=statement, figures=figures or {}, particulars=given, **known)
    return split_claims(by=by, splits=[split])[0]


@transaction.atomic
def split_claims(*, by: User, splits: Sequence[Split]) -> list[Claim]:
    """Make claims as ``split_claim`` does, all or none. Words and figures apart, a dozen queries.

    Raises what ``split_claim`` raises, for the first it finds.
    """
    require(by, Verb.SPLIT)
    sources = [split.article() for split in splits]
    passages = [passage_of(split.selection) if split.selection else None for split in splits]
    claims = _claims(by, splits, sources)
    _attribute(claims, splits)
    Verdict.objects.bulk_create(Verdict(claim=claim) for claim in claims)
    Contribution.objects.bulk_create(
        Contribution(claim=claim, person=by, revision=1) for claim in claims
    )
    firsts = [
        Appearance(
            claim=claim,
            source=source,
            passage=passage,
            kind=split.kind,
            is_first=True,
            attribution=split.attribution,
        )
        for claim, source, passage, split in zip(claims, sources, passages, splits, strict=True)
    ]
    create_valid(firsts)
    for first, split in zip(firsts, splits, strict=True):
        give_figures(first, split.figures)
    show_to_desk(claims)
    noted = zip(claims, map(str, sources), strict=True)
    record_each(actor=by, verb="split", noted=noted, after=State.DRAFT)
    return claims


def _claims(by: User, splits: Sequence[Split], sources: Iterable[Source]) -> list[Claim]:
    words = (split.summary or split.statement for split in splits)
    slugs = free_slugs(words, Claim.objects.all())
    claims = [
        Claim(
            statement=split.statement.strip(),
            summary=split.summary.strip(),
            slug=slug,
            language=split.language or source.language.split("-")[0] or "en",
            said_at=split.said.value,
            said_precision=split.said.precision.value,
            created_by=by,
            **split.particulars,
        )
        for split, source, slug in zip(splits, sources, slugs, strict=True)
    ]
    create_valid(claims)
    return claims


def _attribute(claims: Iterable[Claim], splits: Iterable[Split]) -> None:
    """Say who makes each claim, in order, and what it is about."""
    about, named = Claim.topics.through, []
    filed = []
    for claim, split in zip(claims, splits, strict=True):
        filed += [about(claim_id=claim.pk, topic_id=topic.pk) for topic in split.topics]
        named += [
            ClaimClaimant(
                claim=claim,
                claimant=who.claimant,
                part=who.part,
                title_held=who.title_held,
                position=position,
            )
            for position, who in enumerate(split.attributed_to)
        ]
    about.objects.bulk_create(filed)
    ClaimClaimant.objects.bulk_create(named)
