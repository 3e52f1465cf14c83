"""Take drafted claims as far as their files say: to review, approval, publication and beyond.

A claim that anybody else has touched since is left as it is. Each step is a transaction of its
own, so that an interrupted load goes on where it stopped.
"""

from django.db import transaction

from factcheck import actions
from factcheck.models import Claim, Correction, Verdict
from factcheck.workflow import State
from seeds.claim_files import ClaimFile, Destination
from seeds.drafting import judge
from seeds.people import People

DECIDED = (Destination.IN_REVIEW, Destination.APPROVED, Destination.PUBLISHED)


def awaits_decision(seed: ClaimFile, claim: Claim) -> bool:
    """Say whether the draft is as we left it and its file takes it further."""
    return seed.goes_to in DECIDED and _is_ours(seed, claim.verdict, State.DRAFT)


def awaits_sequel(seed: ClaimFile, claim: Claim) -> bool:
    """Say whether a published claim has its correction or withdrawal still to come. One query."""
    if not (seed.correction or seed.withdrawal):
        return False
    published = _is_ours(seed, claim.verdict, State.PUBLISHED)
    return published and not Correction.objects.filter(claim=claim).exists()


def _is_ours(seed: ClaimFile, verdict: Verdict, state: State) -> bool:
    return verdict.state == state and verdict.revision == seed.drafted_revision


@transaction.atomic
def decide(seed: ClaimFile, claim: Claim, *, people: People) -> None:
    """Submit, approve and publish as far as the file says; all of it or nothing.

    Raises ``NotReady`` when a page that carries the verdict could not be relied on.
    """
    sha256 = actions.submit(by=people.reporter, claim=claim).document_sha256
    if seed.goes_to is Destination.IN_REVIEW:
        return
    actions.approve(by=people.editor, claim=claim, sha256=sha256)
    if seed.goes_to is Destination.PUBLISHED:
        actions.publish(by=people.publisher, claim=claim, sha256=sha256)


@transaction.atomic
def follow_up(seed: ClaimFile, claim: Claim, *, people: People) -> None:
    """Correct or withdraw what was published."""
    if seed.withdrawal:
        check = actions.withdraw(by=people.publisher, claim=claim, **seed.withdrawal)
        actions.countersign_withdrawal(by=people.editor, check=check)
        return
    said = dict(seed.correction)
    changed = said.pop("verdict")
    actions.correct(by=people.publisher, claim=claim, **said)
    judge(claim, by=people.reporter, **changed)
    decide(seed, claim, people=people)
