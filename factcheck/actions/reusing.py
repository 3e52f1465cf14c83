"""Evidence of one claim, attached to another: the page is watched once, however many lean on it."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from factcheck.actions.drafting import edit, save_valid
from factcheck.models import Claim, Evidence
from factcheck.permissions import Verb, require
from newsroom.accounts.models import User
from newsroom.refusals import NotReady
from sources.actions import watch
from sources.models import Link

MOST_OFFERED = 20
COPIED = (
    "link", "upload", "passage", "title", "publisher", "kind", "stance", "shows", "is_withheld",
    "withheld_reason",
)  # fmt: skip


def reusable(claim: Claim) -> QuerySet[Evidence]:
    """Return the evidence of claims from the same articles that ``claim`` does not have yet."""
    articles = claim.appearances.values("source")
    theirs = Evidence.objects.filter(claim__appearances__source__in=articles).exclude(claim=claim)
    have = claim.evidence
    new = theirs.exclude(link__in=have.filter(link__isnull=False).values("link"))
    new = new.exclude(link=None, upload__in=have.filter(upload__isnull=False).values("upload"))
    once = new.order_by("link_id", "upload_id", "-pk").distinct("link_id", "upload_id")
    return Evidence.objects.filter(pk__in=once.values("pk")).order_by("-pk")


@transaction.atomic
def reuse_evidence(*, by: User, claim: Claim, evidence: int) -> Evidence:
    """Attach the evidence with this key, of a claim from the same article, to ``claim`` as well.

    Whether the verdict would fall without it is for the editor to say: it is not load-bearing.
    Raises ``NotReady`` for evidence that is not ``reusable``.
    """
    require(by, Verb.EDIT)
    row = reusable(claim).filter(pk=evidence).first()
    if row is None:
        raise NotReady(
            _("This evidence is not of another claim of the article, or is here already.")
        )
    edit(by=by, claim=claim)
    copied = {name: getattr(row, name) for name in COPIED}
    same = Evidence(claim=claim, position=claim.evidence.count(), **copied)
    save_valid(same)
    if same.link:
        watch(links=[same.link], cadence=Link.Cadence.DRAFT)
    return same
