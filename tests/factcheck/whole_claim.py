"""A claim with something to say in every field that readers are shown."""

from collections.abc import Callable
from datetime import date

from factcheck import actions
from factcheck.actions.drafting import Attribution, Selection
from factcheck.admin.sources_at_odds import found_in
from factcheck.models import Claim, Claimant, ClaimClaimant, Correction, DiscrepancyDecision, Topic
from newsroom.dates import FuzzyDate
from sources.models import Outlet, Source
from tests.factories import editor, evidence, publish, publisher, rating, reporter, source

Say = Callable[[str], str]
"""What a field says, by the name of the field."""

DAY = FuzzyDate.on(2026, 6, 3)


def whole_claim(say: Say, name: str = "whole") -> Claim:
    """Make a draft that lacks nothing, of two articles that disagree; ``name`` is in addresses.

    Claim and first article are called in addresses as ``say`` has their summary and title, topic
    and speaker ``name``. All the same, and one name finds each of them.
    """
    writer = reporter()
    original = source(say("original"), title=say("reprinted"))
    article = _article(say, name, original)
    draft = actions.split_claim(
        by=writer,
        statement=say("statement"),
        summary=say("summary"),
        selection=Selection(text=article.latest_text, exact=say("exact")),
        attributed_to=_attributions(say, name),
        attribution=say("attribution"),
        said=DAY,
        topics=[Topic.objects.create(name=say("topic"), slug=name)],
        figures={"tons": "17,031 tons"},
        place=say("place"),
        context_note=say("context"),
    )
    _repeat(draft, say, name)
    _give_evidence(draft, say, name)
    actions.judge(
        by=writer,
        claim=draft,
        rating=rating(),
        reason=say("reason"),
        explanation=say("explanation"),
        open_questions=say("questions"),
        asked_whom=say("asked"),
        asked_on=date(2026, 6, 1),
        asked_how="letter",
        answer_by=date(2026, 6, 9),
        answer=say("answer"),
    )
    return draft


def correct_wholly(claim: Claim, say: Say) -> None:
    """Publish the next version of a published claim, with what was wrong and why."""
    actions.correct(
        by=publisher(),
        claim=claim,
        kind=Correction.Kind.CORRECTION,
        cause=Correction.Cause.NEW_EVIDENCE,
        was_wrong=say("wrong"),
        what_changed=say("changed"),
        why=say("why"),
    )
    actions.judge(by=reporter(), claim=claim, reason=say("reason"))
    publish(claim)


def _article(say: Say, name: str, original: Source | None = None) -> Source:
    outlet, _made = Outlet.objects.get_or_create(
        slug=f"{name}-outlet",
        defaults={"name": say("outlet"), "domain": f"{name}.example.org"},
    )
    return source(
        f"{say('before')} {say('exact')} {say('after')}",
        address=f"https://{name}.example.org/{'reprint' if original else 'story'}",
        title=say("title"),
        byline=say("byline"),
        outlet=outlet,
        published=DAY,
        language="en",
        republished_from=original,
    )


def _attributions(say: Say, name: str) -> list[Attribution]:
    speaker, cited = (
        Claimant.objects.create(
            name=say(who),
            slug=slug,
            description=say("description"),
            aliases=[say("alias")],
            wikidata_id="Q4242",
            same_as=[f"https://{name}.example.org/who"],
        )
        for who, slug in (("speaker", name), ("cited", f"{name}-cited"))
    )
    return [
        Attribution(claimant=speaker, title_held=say("held")),
        Attribution(claimant=cited, part=ClaimClaimant.Part.CITED, title_held=say("held")),
    ]


def _repeat(draft: Claim, say: Say, name: str) -> None:
    """Let another article repeat it with another figure, and confirm that they are at odds."""
    article = _article(say, name)
    actions.add_appearance(
        by=reporter(),
        claim=draft,
        source=article,
        selection=Selection(text=article.latest_text, exact=say("exact")),
        upstream=draft.appearances.get(),
        attribution=say("attribution"),
        figures={"tons": "18,032 tons"},
    )
    (odd,) = found_in(draft)
    confirmed = DiscrepancyDecision.Decision.CONFIRMED
    actions.settle_discrepancy(
        by=editor(), claim=draft, key=odd.key, decision=confirmed, reason=say("note")
    )


def _give_evidence(draft: Claim, say: Say, name: str) -> None:
    evidence(
        draft,
        address=f"https://{name}.example.org/table",
        title=say("table"),
        publisher=say("publisher"),
        shows=say("shows"),
    )
    evidence(
        draft,
        address=f"https://{name}.example.org/list",
        title="A list of names",
        is_load_bearing=False,
        is_withheld=True,
        withheld_reason=say("withheld"),
    )
