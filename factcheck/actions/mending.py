"""Mend what claims rest on: lead readers to a copy, put another address or other words in place.

What is published stays as readers see it. Each published claim concerned comes back as a
correction, through the same four eyes; drafts are edited, which ends a review and an approval.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from factcheck.actions.drafting import edit, save_valid
from factcheck.actions.moving import lock
from factcheck.actions.publishing import correct
from factcheck.health import announce_health, refresh_health
from factcheck.leaning import CURRENT, claims_by_id, claims_leaning_on
from factcheck.models import Appearance, Check, Claim, Correction, Evidence
from factcheck.permissions import Verb, may
from factcheck.workflow import State
from newsroom.accounts.models import User
from newsroom.audit.trail import record
from newsroom.refusals import Conflict, NotAllowed, NotReady, Refusal
from sources.actions import accept_page, choose_archive, ensure_link, move_article, watch
from sources.models import Link, Passage, Snapshot
from sources.permissions import Verb as PageVerb
from sources.permissions import require as require_page

MOST_CLAIMS = 100
"""More are not opened in one act: nobody could see what that does."""


@dataclass(frozen=True)
class Mended:
    """What came of it: the page by now, the drafts that were edited, the corrections opened."""

    link: Link
    drafts: Sequence[Claim]
    corrections: Sequence[Claim]


@transaction.atomic
def use_archive(*, by: User, link: Link) -> None:
    """Lead readers to the dated archived copy of a page that is not what was cited.

    Raises what ``sources.actions.choose_archive`` raises.
    """
    resting = _hold_checks(link)
    choose_archive(by=by, link=link)
    _tell_readers(resting)


@transaction.atomic
def replace_address(*, by: User, link: Link, address: str, told: str = "") -> Mended:
    """Let what rests on ``link`` rest on ``address`` from now on: the article, and current claims.

    What was withdrawn or set aside keeps the old one. The old link stays, with its looks.
    ``told`` is what readers will be told; it is needed where a published check rests on the page.
    Raises ``Refusal`` for an address that is none or the same, ``Conflict`` where another article
    or evidence has it already, and ``NotAllowed`` where a published check comes back and ``by``
    may not correct.
    """
    require_page(by, PageVerb.SETTLE)
    new = ensure_link(address)
    if new == link:
        raise Refusal(_("This is the address we have. Type the one that takes its place."))
    if both := Evidence.objects.filter(link=new, claim__evidence__link=link).first():
        raise Conflict(
            _("“%s” has both addresses as evidence: remove one of them there.") % both.claim
        )
    claims = claims_leaning_on(link, MOST_CLAIMS + 1)
    kind = Correction.Kind.EVIDENCE_REPLACED
    mended = _open(by, new, claims, kind=kind, told=told)
    article = move_article(by=by, link=link, to=new)
    current = {"claim__verdict__state__in": CURRENT}
    evidence = list(Evidence.objects.filter(link=link, **current).order_by("pk"))
    if article is None and not evidence and not mended.corrections:
        raise NotReady(_("Nothing rests on this page: there is nothing to move."))
    for row in evidence:
        row.link = new
        save_valid(row)
    watch(links=[new], cadence=Link.Cadence.DRAFT)
    record(actor=by, verb="replace address", target=link, note=f"{new.url} {told}".strip())
    return mended


@transaction.atomic
def accept_new_text(
    *, by: User, link: Link, copy: Snapshot, words: Mapping[int, str], told: str = ""
) -> Mended:
    """Take the page as it reads in ``copy``; claims that cite the named words cite those there.

    ``words`` maps passages (by id) to the words proposed in their place, which the editor saw;
    others stay as they are cited. Raises what ``sources.actions.accept_page`` and
    ``replace_address`` raise.
    """
    require_page(by, PageVerb.SETTLE)
    claims = _citing(words)
    mended = _open(by, link, claims, kind=Correction.Kind.UPDATE, told=told)
    resting = _hold_checks(link)
    moved = accept_page(by=by, link=link, copy=copy, words=words)
    current = {"claim__verdict__state__in": CURRENT}
    for old, new in moved.items():
        for row in Evidence.objects.filter(passage=old, **current).order_by("pk"):
            _cite(row, new)
        for said in Appearance.objects.filter(passage=old, **current).order_by("pk"):
            _cite(said, new)
    _tell_readers(resting)
    return mended


def _cite(row: Evidence | Appearance, passage: Passage) -> None:
    row.passage = passage
    save_valid(row)


def _citing(passages: Mapping[int, str]) -> list[Claim]:
    """Return the current claims that cite them, by their keys."""
    citing: set[int] = set()
    for rows in (Evidence.objects, Appearance.objects):
        cited = rows.filter(passage__in=passages, claim__verdict__state__in=CURRENT)
        citing.update(cited.values_list("claim", flat=True)[: MOST_CLAIMS + 1])
    return list(claims_by_id(citing).values())


def _open(by: User, link: Link, claims: Sequence[Claim], *, kind: str, told: str) -> Mended:
    """Open each claim to the change: what is published by a correction, a draft by an edit."""
    if len(claims) > MOST_CLAIMS:
        raise NotReady(
            _("More than %d claims rest on it: they are not opened in one act.") % MOST_CLAIMS
        )
    public = [claim for claim in claims if lock(claim).state == State.PUBLISHED]
    _may_correct(by, public, told)
    for claim in claims:
        if claim in public:
            cause = Correction.Cause.SOURCE_CHANGED
            correct(by=by, claim=claim, kind=kind, cause=cause, was_wrong=told)
        else:
            edit(by=by, claim=claim)
    return Mended(link, [claim for claim in claims if claim not in public], public)


def _may_correct(by: User, public: Sequence[Claim], told: str) -> None:
    if not public:
        return
    if not may(by, Verb.CORRECT):
        sentence = ngettext(
            "%d published check rests on it and comes back as a correction, which is a publisher's "
            "to open: ask one to do this.",
            "%d published checks rest on it and come back as corrections, which are a publisher's "
            "to open: ask one to do this.",
            len(public),
        )
        raise NotAllowed(sentence % len(public))
    if not told.strip():
        raise Refusal(_("Say what readers are told: a published check rests on it."))


def _hold_checks(link: Link) -> list[Check]:
    """Lock the standing checks that rest on the page, before the page: as publishing does."""
    resting = Check.objects.standing().filter(links=link).order_by("pk")
    return list(resting.select_for_update(of=("self",)))


def _tell_readers(resting: Sequence[Check]) -> None:
    """Refresh what is known in public of these checks."""
    announce_health(refresh_health(resting))
