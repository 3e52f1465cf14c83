"""What a verdict still needs, step by step: what stands in the way, and what is advised.

The actions refuse by the same points that the claim's page shows. ``field`` is the id of the
element of that page where something can be done about a point.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from factcheck.claimreview import preflight
from factcheck.document import Document
from factcheck.doubts import in_the_way
from factcheck.models import Check, Claim, Correction, Evidence, Verdict

EVIDENCE, APPEARANCES, CLAIMANTS = "evidence-group", "appearances-group", "claim_claimants-group"
_VERDICT = "id_verdict-0-"
_AT_FIRST_HAND = {Evidence.Kind.PRIMARY, Evidence.Kind.DATA, Evidence.Kind.OFFICIAL}


@dataclass(frozen=True)
class Point:
    """One thing a verdict needs: what it is, what to do while it is not met, and where."""

    what: str
    is_met: bool
    to_do: str
    field: str = ""


def before_review(verdict: Verdict) -> list[Point]:
    """List what a draft needs before it can go to review. Three queries, or four."""
    claim, reason = verdict.claim, verdict.reason.strip()
    carries = claim.evidence.filter(is_load_bearing=True).exists()
    is_checkable = claim.checkability == Claim.Checkability.CHECKABLE
    points = [
        Point(
            _("Anchored in the words of a source"),
            claim.appearances.filter(passage__isnull=False).exists(),
            _("Anchor the claim in the words of at least one source."),
            APPEARANCES,
        ),
        Point(
            _("A claim that can be checked"),
            is_checkable,
            _("The claim is marked “%s”; only checkable claims get a verdict.")
            % claim.get_checkability_display(),
            "id_checkability",
        ),
        Point(
            _("A rating"), verdict.rating_id is not None, _("Choose a rating."), f"{_VERDICT}rating"
        ),
        Point(
            _("The reason in one sentence (%(used)d of %(most)d characters)")
            % {"used": len(reason), "most": Verdict._meta.get_field("reason").max_length},
            bool(reason),
            _("Give the reason in one sentence."),
            f"{_VERDICT}reason",
        ),
        Point(
            _("Evidence that carries the verdict"),
            carries,
            _("Attach at least one piece of evidence and mark it load-bearing."),
            EVIDENCE,
        ),
    ]
    return points + list(_honest_corrections(verdict))


def _honest_corrections(verdict: Verdict) -> Iterator[Point]:
    """Require that a pending correction is not called minor where the rating changes."""
    minor = Correction.objects.filter(
        claim=verdict.claim, published_at__isnull=True, kind=Correction.Kind.MINOR
    )
    if verdict.rating is None or not minor.exists():
        return
    check = Check.objects.get(claim=verdict.claim)
    yield Point(
        _("A minor correction that leaves the rating alone"),
        check.rating_key == verdict.rating.key,
        _("A change of rating is not minor: cancel, and correct it as such."),
        f"{_VERDICT}rating",
    )


def before_approval(verdict: Verdict) -> list[Point]:
    """List what must be so before approval: pages that carry the verdict can be relied on."""
    what = _("Pages that carry the verdict: alive, archived, or seen by an editor")
    refused = [
        _("“%(title)s” (%(url)s): %(health)s. Wait for the check, or see the page yourself.")
        % {"title": row.title, "url": row.link.url, "health": row.link.get_health_display()}
        for row in in_the_way(verdict).select_related("link")
        if row.link
    ]
    return [Point(what, is_met=False, to_do=one, field=EVIDENCE) for one in refused] or [
        Point(what, is_met=True, to_do="", field=EVIDENCE)
    ]


def before_publication(document: Document | None) -> list[Point]:
    """List what keeps the document from being a valid ClaimReview. No query."""
    what = _("A valid ClaimReview for other publishers")
    return [Point(what, is_met=False, to_do=one) for one in preflight(document or {})] or [
        Point(what, is_met=True, to_do="")
    ]


def advice(verdict: Verdict) -> list[Point]:
    """List what makes a verdict better and refuses nothing. Two queries."""
    claim = verdict.claim
    kinds = set(claim.evidence.values_list("kind", flat=True))
    has_claimant = claim.claim_claimants.exists()
    points = [
        Point(
            _("Who said it"),
            has_claimant,
            _("Name the claimant, unless nobody knows who said it."),
            CLAIMANTS,
        ),
        Point(
            _("When it was said"),
            claim.said_at is not None,
            _("Say when it was said, as exactly as is known."),
            "id_said",
        ),
        Point(
            _("An explanation"),
            bool(verdict.explanation.strip()),
            _("Explain how you found out."),
            f"{_VERDICT}explanation",
        ),
        Point(
            _("Evidence at first hand"),
            bool(kinds & _AT_FIRST_HAND),
            _("Add a primary document, data or an official statement."),
            EVIDENCE,
        ),
    ]
    return points + ([_right_of_reply(verdict)] if has_claimant or verdict.asked_whom else [])


def _right_of_reply(verdict: Verdict) -> Point:
    what, field = _("Right of reply"), f"{_VERDICT}asked_whom"
    if not verdict.asked_whom.strip():
        to_do = _("Ask the claimant for comment, and note whom, when and how.")
        return Point(what, is_met=False, to_do=to_do, field=field)
    is_complete = bool(verdict.asked_on and verdict.asked_how)
    if not is_complete:
        return Point(what, is_met=False, to_do=_("Note when and how they were asked."), field=field)
    by = verdict.answer_by
    is_settled = bool(verdict.answer.strip()) or (by is not None and by < localdate())
    to_do = _("Write down their answer, or a day by which they had none.")
    if by is not None:
        to_do = _("An answer is awaited until %s.") % date_format(by, "j F Y")
    return Point(what, is_settled, to_do, f"{_VERDICT}answer")


def to_do(points: Iterable[Point]) -> list[str]:
    """Return the sentences of the points that are not met."""
    return [point.to_do for point in points if not point.is_met]
