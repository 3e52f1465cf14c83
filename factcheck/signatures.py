"""Withdrawals that one publisher made at once, and a second person has not signed yet."""

from django.utils.translation import gettext as _

from factcheck.models import Check
from factcheck.permissions import Verb, may
from factcheck.queues import SHOWN, Row, as_published, claim_url
from newsroom.accounts.models import User


def unsigned(user: User) -> tuple[list[Row], list[Row]]:
    """Return the withdrawals ``user`` can sign, and those that wait for others. One query."""
    checks = Check.objects.withdrawn().filter(countersigned_by__isnull=True)
    rows = as_published(checks).select_related("withdrawn_by").order_by("withdrawn_at")
    signs = may(user, Verb.REJECT)
    mine: list[Row] = []
    others: list[Row] = []
    for check in rows[: 2 * SHOWN + 1]:
        is_mine = signs and check.withdrawn_by_id != user.pk
        (mine if is_mine else others).append(_row(check, is_mine=is_mine))
    return mine, others


def _row(check: Check, *, is_mine: bool) -> Row:
    return Row(
        title=check.claim.statement,
        action=_("Countersign") if is_mine else _("Open"),
        url=claim_url(check.claim_id, "countersign" if is_mine else ""),
        claimant=getattr(check, "speakers", "") or "",
        rating=getattr(check, "rating_label", "") or "",
        shape="✕",
        state=_("withdrawn, one signature"),
        who=_("withdrawn by %s") % check.withdrawn_by,
        since=check.withdrawn_at,
    )
