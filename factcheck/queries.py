"""What readers may see, as querysets. Everything public comes from checks and publications."""

from collections.abc import Iterable

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Coalesce

from factcheck.models import Check, Claimant, Correction, Topic

CITING_PER_PAGE = 50
"""So many checks that cite a source are shown at once."""

HEADLINE = {"said": "claim", "rated": "rating", "said_by": "claimants"}


def headlines(checks: QuerySet[Check]) -> QuerySet[Check]:
    """Annotate the parts of the current document that a list shows, without loading the rest.

    Adds ``said`` (the document's claim), ``rated`` (its rating) and ``said_by`` (claimants).
    """
    parts = {name: KeyTransform(key, "publication__document") for name, key in HEADLINE.items()}
    return checks.annotate(**parts).defer("evidence_state", "history", "withdrawal_reason")


def headlines_with_appearances(checks: QuerySet[Check]) -> QuerySet[Check]:
    """Annotate the ``appearances`` of the current document too."""
    appearances = KeyTransform("appearances", "publication__document")
    return headlines(checks).annotate(appearances=appearances)


def topics_in_use() -> QuerySet[Topic]:
    """Return the topics of standing checks, by name.

    One check of each is looked for, in place of all checks of all topics.
    """
    one = Check.objects.standing().filter(topics=OuterRef("pk")).order_by().values("pk")[:1]
    return Topic.objects.alias(one=Subquery(one)).filter(one__isnull=False)


def family_of(slug: str) -> QuerySet[Claimant]:
    """Return the claimant with this address name, whom it was merged into, and all merged there."""
    root = Claimant.objects.filter(slug=slug).values_list(Coalesce("merged_into_id", "pk"))
    # Compared with one value, not with a list of them: so each side has an index.
    return Claimant.objects.filter(Q(pk=Subquery(root)) | Q(merged_into=Subquery(root)))


def checks_naming(claimants: Iterable[int]) -> QuerySet[Check]:
    """Return the standing checks that name one of these claimants, given by id."""
    naming = Check.claimants.through.objects.filter(claimant__in=list(claimants))
    return Check.objects.standing().filter(pk__in=naming.values("check_id"))


def corrections_log() -> QuerySet[Correction]:
    """Return what readers were told we got wrong, in no order.

    Of a withdrawn check only the retraction is left: the rest of its log would tell its content.
    """
    withdrawn = Q(claim__check_record__withdrawn_at__isnull=False)
    retraction = Q(kind=Correction.Kind.RETRACTION)
    told = Correction.objects.filter(published_at__isnull=False)
    return told.filter((withdrawn & retraction) | ~withdrawn)


def public_corrections() -> QuerySet[Correction]:
    """Return what the corrections log shows, newest first, with its check's slug and claim."""
    check = "claim__check_record"
    return (
        corrections_log()
        .annotate(
            slug=F(f"{check}__slug"),
            said=KeyTransform("claim", f"{check}__publication__document"),
            language=F(f"{check}__language"),
        )
        .order_by("-published_at", "-pk")
    )
