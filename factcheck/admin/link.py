"""A link's page, which here also knows the claims that rest on it."""

from django.contrib import admin
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from factcheck.models import Claim
from sources.admin import LinkAdmin
from sources.models import Link

admin.site.unregister(Link)


@admin.register(Link)
class LinkWithClaimsAdmin(LinkAdmin):
    """One address, with everything that uses it."""

    def uses_of(self, link: Link) -> list[tuple[str, str, str]]:
        """Add the claims whose evidence or appearances are on the page. Costs a query."""
        claims = Claim.objects.filter(Q(evidence__link=link) | Q(appearances__source__link=link))
        rows = [
            (
                _("claim, %s") % claim.verdict.get_state_display(),
                claim.statement,
                reverse("admin:factcheck_claim_change", args=[claim.pk]),
            )
            for claim in claims.select_related("verdict").distinct()
        ]
        return [*super().uses_of(link), *rows]
