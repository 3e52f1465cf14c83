"""Draft the claims: everything up to a verdict that could go to review."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from factcheck import actions
from factcheck.actions.drafting import Attribution, Selection
from factcheck.discrepancy import discrepancies
from factcheck.models import Appearance, Claim, Rating, Topic
from newsroom.accounts.models import User
from newsroom.dates import parse
from newsroom.refusals import NotReady
from seeds.claim_files import (
    AppearanceIn,
    ClaimFile,
    Destination,
    EvidenceFrom,
    read_claimants,
    read_topics,
)
from seeds.pages import Page
from seeds.people import People
from sources.actions import quote
from sources.models import Source

Sources = Mapping[str, Source]


def find(seed: ClaimFile) -> Claim | None:
    """Return the claim made of this file: the one with its address name. Costs a query."""
    found = Claim.objects.filter(slug=slugify(seed.summary)).select_related("verdict")
    return found.first()


@transaction.atomic
def draft(seed: ClaimFile, *, pages: Mapping[str, Page], sources: Sources, people: People) -> Claim:
    """Make the claim with its appearances, evidence and verdict, all of it or nothing."""
    by = people.reporter
    claim = split(seed, sources, by)
    appear_elsewhere(claim, seed, sources, by)
    for row in seed.evidence:
        attach(claim, row, pages[row.page], sources, by)
    if seed.verdict:
        judge(claim, by=by, **seed.verdict)
    settle_discrepancies(claim, seed, people.publisher)
    if seed.remark:
        actions.comment(by=people.editor, claim=claim, text=seed.remark)
    if seed.goes_to is Destination.PARKED:
        actions.park(by=by, claim=claim, note=seed.note)
    elif seed.goes_to is Destination.NOT_CHECKABLE:
        actions.reject(by=people.editor, claim=claim, note=seed.note, not_checkable=True)
    claim.verdict.refresh_from_db()
    return claim


def split(seed: ClaimFile, sources: Sources, by: User) -> Claim:
    """Split the claim out of the page it first appeared on."""
    first = seed.appearances[0]
    claimants = read_claimants()
    return actions.split_claim(
        by=by,
        statement=seed.statement,
        summary=seed.summary,
        selection=select(first, sources),
        kind=first.kind,
        attribution=first.attribution,
        figures=first.figures,
        attributed_to=[
            Attribution(
                claimant=actions.name_claimant(by=by, **claimants[row.who]),
                part=row.part,
                title_held=row.title_held,
            )
            for row in seed.claimants
        ],
        said=parse(seed.said),
        topics=ensure_topics(seed.topics),
        checkability=seed.checkability,
        context_note=seed.context_note,
    )


def appear_elsewhere(claim: Claim, seed: ClaimFile, sources: Sources, by: User) -> None:
    """Add the other appearances, each with the one it repeats."""
    first = claim.appearances.get()
    made: dict[str, Appearance] = {seed.appearances[0].page: first}
    for row in seed.appearances[1:]:
        made[row.page] = actions.add_appearance(
            by=by,
            claim=claim,
            source=sources[row.page],
            selection=select(row, sources),
            kind=row.kind,
            upstream=made.get(row.repeats),
            attribution=row.attribution,
            figures=row.figures,
        )


def select(row: AppearanceIn | EvidenceFrom, sources: Sources) -> Selection:
    """Choose the words in the text that was frozen first. Costs a query."""
    source = sources[row.page]
    text = source.texts.order_by("number").first()
    if text is None:
        raise NotReady(f"“{source}” is filed, but nobody has accepted a text of it.")
    return Selection(text=text, exact=row.words)


def attach(claim: Claim, row: EvidenceFrom, page: Page, sources: Sources, by: User) -> None:
    """Attach a page as evidence, with the words it rests on where there are some."""
    words = select(row, sources) if row.words else None
    actions.add_evidence(
        by=by,
        claim=claim,
        address=page.address,
        title=page.title,
        publisher=page.outlet.name,
        kind=row.kind,
        stance=row.stance,
        shows=row.shows,
        is_load_bearing=row.is_load_bearing,
        passage=quote(text=words.text, exact=words.exact) if words else None,
    )


def judge(claim: Claim, *, by: User, rating: str = "", **columns: Any) -> None:
    """Set the verdict's columns, and its rating by key."""
    chosen = Rating.objects.get(key=rating) if rating else None
    stripped = {name: value.strip() for name, value in columns.items()}
    actions.judge(by=by, claim=claim, rating=chosen, **stripped)


def settle_discrepancies(claim: Claim, seed: ClaimFile, by: User) -> None:
    """Say what the file says to each discrepancy; whoever does will not approve the draft."""
    appearances = claim.appearances.select_related("source").prefetch_related("figures")
    found = {discrepancy.measure: discrepancy for discrepancy in discrepancies(appearances)}
    for settled in seed.discrepancies:
        actions.settle_discrepancy(
            by=by,
            claim=claim,
            key=found[settled.measure].key,
            decision=settled.decision,
            reason=settled.reason,
        )


def ensure_topics(slugs: list[str]) -> list[Topic]:
    """Return the topics, made where they are missing."""
    names = read_topics()
    return [
        Topic.objects.get_or_create(slug=slug, defaults={"name": names[slug]})[0] for slug in slugs
    ]
