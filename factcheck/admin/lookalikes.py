"""The panel "Looks like a claim we have": as part of a page, and alone while somebody types."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.admin import ModelAdmin
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from factcheck.admin.state_bar import SHAPES, who_has
from factcheck.external.alike import reviews_like
from factcheck.lookalikes import Lookalike, duplicates_of, lookalikes
from factcheck.models import Claim, ExternalReview, Verdict
from factcheck.permissions import Verb, may
from factcheck.workflow import State
from newsroom.admin.base import person

NEARLY_SURE = 0.9
SHOWN_WORDS = 6
LONGEST_ID = 18
MOST_APART = 100


@dataclass(frozen=True, slots=True)
class Row:
    """A claim we have, in words: how surely it is the same, why, and how it stands.

    ``if_linked`` says what adding a quote to it does, or why none can be added.
    """

    claim: Claim
    likeness: str
    why: str
    makers: str
    shape: str
    who: str
    if_linked: str
    can_be_linked: bool

    @property
    def verdict(self) -> Verdict:
        """The claim's verdict, loaded with it."""
        return self.claim.verdict


@dataclass(frozen=True, slots=True)
class Panel:
    """Claims that look like a text, summed up in a sentence; ``apart`` are ids said to differ.

    ``nearest`` is a sentence for whoever hears the page and does not see the rows; ``elsewhere``
    are reviews by others that look like it too.
    """

    rows: Sequence[Row]
    summary: str
    nearest: str = ""
    apart: Sequence[int] = ()
    elsewhere: Sequence[ExternalReview] = ()


def panel_for(text: str, apart: Iterable[str] = ()) -> Panel:
    """Compare what is being typed with claims of ours and of others. Five queries at most."""
    others = [int(pk) for pk in apart if pk.isdecimal() and len(pk) <= LONGEST_ID][:MOST_APART]
    if not text.strip():
        ask = _("Write the claim, or choose its words, to see whether we have it.")
        return Panel((), ask, apart=others)
    rows = [_row(found) for found in lookalikes(text, apart=others)]
    return Panel(rows, _summary(rows), _nearest(rows), others, reviews_like(text))


def panel_of(claim: Claim) -> Panel:
    """List the likely duplicates of a claim, and who else has checked it. Five queries at most."""
    rows = [_row(found) for found in duplicates_of(claim)]
    return Panel(rows, _summary(rows), elsewhere=reviews_like(claim.statement))


def lookalikes_view(admin: ModelAdmin[Claim], request: HttpRequest) -> HttpResponse:
    """Answer a posted ``text`` with the panel alone; ``different`` are ids that are left out.

    The text is a draft nobody else is to read, so it comes in the body: addresses end up in logs.
    400 where it has a NUL.
    """
    if not admin.has_view_permission(request):
        raise PermissionDenied
    text = request.POST.get("text", "")
    if "\0" in text:
        raise BadRequest("A NUL in the text.")
    panel = panel_for(text, request.POST.getlist("different"))
    context = {"panel": panel, "may_split": may(person(request), Verb.SPLIT)}
    return TemplateResponse(request, "admin/factcheck/_lookalikes.html", context)


def _summary(rows: Sequence[Row]) -> str:
    if not rows:
        return _("Nothing we have looks like it.")
    said = ngettext(
        "%(n)d claim we have looks like it.", "%(n)d claims we have look like it.", len(rows)
    )
    return said % {"n": len(rows)}


def _nearest(rows: Sequence[Row]) -> str:
    if not rows:
        return ""
    said = _("%(likeness)s: “%(claim)s”")
    return said % {"likeness": capfirst(rows[0].likeness), "claim": rows[0].claim}


def _row(found: Lookalike) -> Row:
    verdict = found.claim.verdict
    if_linked, can_be_linked = _linking(verdict)
    return Row(
        claim=found.claim,
        likeness=_likeness(found),
        why=", ".join(found.match.shared[:SHOWN_WORDS]),
        makers=", ".join(str(row.claimant) for row in found.claim.claim_claimants.all()),
        shape=SHAPES[State(verdict.state)],
        who=who_has(verdict),
        if_linked=if_linked,
        can_be_linked=can_be_linked,
    )


def _likeness(found: Lookalike) -> str:
    """Say how surely it is the same; that little else is like it makes nothing almost sure."""
    if found.match.confidence >= NEARLY_SURE and found.is_alike:
        return _("almost surely the same")
    if found.match.is_same:
        return _("probably the same")
    return _("many words in common") if found.is_alike else _("perhaps the same")


def _linking(verdict: Verdict) -> tuple[str, bool]:
    """Say what happens when a quote is added to the claim, and whether one can be."""
    match verdict.state:
        case State.DRAFT:
            return "", True
        case State.IN_REVIEW:
            return _("To add the quote ends its review: the claim is a draft again."), True
        case State.APPROVED:
            return _("To add the quote voids its approval: the claim is a draft again."), True
        case State.PUBLISHED:
            return _("Published: readers see the quote with the next version."), True
        case State.WITHDRAWN:
            return _("Withdrawn for good: no quote is added to it."), False
        case _:
            return _("Set aside: “Reopen” it first, then add the quote."), False
