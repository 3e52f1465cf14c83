"""What readers may see, as querysets. Everything public comes from checks and publications."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.fields.json import KeyTransform

from factcheck.models import Check, Claimant, Correction, Topic

HEADLINE = {"said": "claim", "rated": "rating", "said_by": "claimants"}


def headlines(checks: QuerySet[Check]) -> QuerySet[Check]:
    """Annotate the parts of the current document that a list shows, without loading the rest.

    Adds ``said`` (the document's claim), ``rated`` (its rating) and ``said_by`` (claimants).
    """
    parts = {name: KeyTransform(key, "publication__document") for name, key in HEADLINE.items()}
    return checks.annotate(**parts).defer("evidence_state", "withdrawal_reason")


def headlines_with_appearances(checks: QuerySet[Check]) -> QuerySet[Check]:
    """Annotate the ``appearances`` of the current document too."""
    appearances = KeyTransform("appearances", "publication__document")
    return headlines(checks).annotate(appearances=appearances)


def topics_in_use() -> QuerySet[Topic]:
    """Return the topics of standing checks, by name."""
    return Topic.objects.filter(Exists(Check.objects.standing().filter(topics=OuterRef("pk"))))


def checks_naming(claimant: Claimant) -> QuerySet[Check]:
    """Return the standing checks that name ``claimant`` or somebody merged into it."""
    named = Q(claimants=claimant) | Q(claimants__merged_into=claimant)
    return Check.objects.standing().filter(pk__in=Check.objects.filter(named).values("pk"))


def public_corrections() -> QuerySet[Correction]:
    """Return what the corrections log shows, newest first, with its check's slug and claim.

    Of a withdrawn check only the retraction is left: the rest of its log would tell its content.
    """
    check = "claim__check_record"
    withdrawn = Q(**{f"{check}__withdrawn_at__isnull": False})
    retraction = Q(kind=Correction.Kind.RETRACTION)
    return (
        Correction.objects.filter(published_at__isnull=False)
        .filter((withdrawn & retraction) | ~withdrawn)
        .annotate(
            slug=F(f"{check}__slug"),
            said=KeyTransform("claim", f"{check}__publication__document"),
            language=F(f"{check}__language"),
        )
        .order_by("-published_at", "-pk")
    )
