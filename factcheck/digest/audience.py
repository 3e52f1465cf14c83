"""Who hears of which alert.

Of a page or of words under a published check: the claim's assignee, or every editor and
publisher where nobody (who can be written to) is assigned. Under a draft: its assignee, or its
author. Of hosts, our network and refused addresses: the operators, who are the superusers, or
the publishers of a newsroom that has none.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from factcheck.models import Appearance, Check, Claim, Evidence
from factcheck.workflow import OPEN
from newsroom.accounts.models import Role, User
from sources.models import Alert, Link

Alerts = dict[int, set[int]]


@dataclass
class Told:
    """What one person is told: alerts (by id) by claim, and what operators see to."""

    claims: Alerts = field(default_factory=lambda: defaultdict(set))
    machine: set[int] = field(default_factory=set)

    def as_json(self) -> dict[str, Any]:
        """Return it as a job's payload holds it."""
        claims = {str(claim): sorted(alerts) for claim, alerts in sorted(self.claims.items())}
        return {"claims": claims, "machine": sorted(self.machine)}


def audience_of(alerts: Iterable[Alert]) -> dict[int, Told]:
    """Sort ``alerts`` by the people who are to hear of them. At most eleven queries."""
    alerts = list(alerts)
    told: dict[int, Told] = defaultdict(Told)
    for claim_id, (people, caused_by) in _claims(_claims_by_alert(alerts)).items():
        for person in people:
            told[person].claims[claim_id] |= caused_by
    machine = {alert.pk for alert in alerts if _is_for_operators(alert)}
    for person in _operators() if machine else []:
        told[person].machine |= machine
    return dict(told)


def can_be_written_to() -> "QuerySet[User]":
    """Return the people who have an address, may log in, and want alerts."""
    people = User.objects.filter(is_active=True, is_staff=True, gets_alerts=True)
    return people.exclude(email="")


def _is_for_operators(alert: Alert) -> bool:
    if alert.transition is None:
        return True
    return alert.transition.after == Link.Health.QUARANTINED


def _operators() -> list[int]:
    people = can_be_written_to()
    chosen = people.filter(is_superuser=True) or people.filter(role=Role.PUBLISHER)
    return [person.pk for person in chosen]


def _claims_by_alert(alerts: list[Alert]) -> Alerts:
    """Say for each claim which alerts are about what it rests on: words, or else pages."""
    pages: Alerts = defaultdict(set)
    words: Alerts = defaultdict(set)
    for alert in alerts:
        if alert.transition and alert.transition.passage_id:
            words[alert.transition.passage_id].add(alert.pk)
        elif alert.transition:
            pages[alert.transition.link_id].add(alert.pk)
    found: Alerts = defaultdict(set)
    for claim, page in _rests_on("link", pages):
        found[claim] |= pages[page]
    for claim, passage in _rests_on("passage", words):
        found[claim] |= words[passage]
    return found


def _rests_on(what: str, ids: Iterable[int]) -> Iterable[tuple[int, int]]:
    """List pairs of a claim, published or being worked on, and a page or passage it rests on."""
    if not ids:
        return
    wanted = list(ids)
    drafts = {"claim__verdict__state__in": OPEN}
    quoted = "source__link" if what == "link" else what
    checks = Check.objects.standing().filter(**{f"{what}s__in": wanted})
    evidence = Evidence.objects.filter(**{f"{what}__in": wanted}, **drafts)
    appearances = Appearance.objects.filter(**{f"{quoted}__in": wanted}, **drafts)
    yield from checks.values_list("claim_id", f"{what}s")
    yield from evidence.values_list("claim_id", what)
    yield from appearances.values_list("claim_id", quoted)


def _claims(caused: Alerts) -> dict[int, tuple[list[int], set[int]]]:
    """Add to each claim the people who are told of it."""
    people = {person.pk: person.role for person in can_be_written_to()}
    desk = [pk for pk, role in people.items() if role in (Role.EDITOR, Role.PUBLISHER)]
    rows = Claim.objects.filter(pk__in=caused)
    public = set(rows.published().values_list("pk", flat=True))
    told = {}
    for pk, author, assignee in rows.values_list("pk", "created_by", "verdict__assignee"):
        mine = [person for person in (assignee, author) if person in people][:1]
        if pk in public:
            mine = [assignee] if assignee in people else desk
        told[pk] = (mine, caused[pk])
    return told
