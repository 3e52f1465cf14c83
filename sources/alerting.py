"""Turn confirmed changes into alerts, one an event, and end them when the trouble ends.

The caller writes the transition in the same transaction, so an alert is there if and only if
the change is; a void batch has no transitions and alerts nobody. What is told of:

    axis      confirmed change to         alert              muted (page alerts also of a page
                                                             that an editor set aside)
    health    dead                        trouble            of a page that comes and goes
    health    unverifiable                trouble            the same, and one an editor vouches for
    health    quarantined                 trouble            never
    content   drifted, the main text      trouble            (set aside alone)
    passage   edited, gone                trouble            never
    any       anything else               ends the trouble of its axis; that is told too, once,
                                          where the trouble was told

Content that counts as changed only because cited words did is the words' event.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from sources.models import Alert, Host, Link, Passage, Transition

TOLD_OF = {axis for axis, _after in Transition.TROUBLE}
MUTED_IF_FLAPPING = (Link.Health.DEAD, Link.Health.UNVERIFIABLE)


@transaction.atomic(savepoint=False)
def alert_on(transitions: Iterable[Transition], *, is_flapping: bool) -> list[Alert]:
    """Write the alerts that ``transitions`` of one link give cause for; return the new ones.

    Runs in the caller's transaction and is safe to repeat. Costs nothing where nothing was
    confirmed, a query where nothing was wrong before, and up to four for each trouble or its end.
    """
    confirmed = [change for change in transitions if change.is_confirmed]
    alerts = (_alert(change, is_flapping=is_flapping) for change in confirmed)
    return [alert for alert in alerts if alert is not None]


def _alert(change: Transition, *, is_flapping: bool) -> Alert | None:
    if change.axis not in TOLD_OF:
        return None
    if change.is_trouble and Alert.objects.filter(transition=change).exists():
        return None
    was_told = _end(change)
    if not change.is_trouble and not was_told:
        return None
    return Alert.objects.create(
        kind=Alert.Kind.PAGE,
        transition=change,
        host_id=change.link.host_id,
        is_muted=change.is_trouble and _is_muted(change, is_flapping=is_flapping),
        ended_at=None if change.is_trouble else Now(),
    )


def _is_muted(change: Transition, *, is_flapping: bool) -> bool:
    if change.axis == Transition.Axis.PASSAGE or change.after == Link.Health.QUARANTINED:
        return False
    if change.link.ignored_until is not None and change.link.ignored_until > change.at:
        return True
    if change.axis != Transition.Axis.HEALTH:
        return False
    seen_until = change.link.seen_until
    vouched_for = seen_until is not None and seen_until > change.at
    return (is_flapping and change.after in MUTED_IF_FLAPPING) or (
        vouched_for and change.after == Link.Health.UNVERIFIABLE
    )


def _end(change: Transition) -> bool:
    """End what is open on the axis of ``change``; say whether anybody was to be told of it."""
    same = {"transition__axis": change.axis, "transition__passage": change.passage_id}
    open_ones = Alert.objects.open().filter(transition__link=change.link_id, **same)
    ended = dict(open_ones.select_for_update(of=("self",)).values_list("pk", "is_muted"))
    if ended:
        Alert.objects.filter(pk__in=ended).update(ended_at=Now())
    return not all(ended.values())


def end_health_alerts(link: Link) -> None:
    """End the trouble of a page a person has dealt with: they know, and nobody is told."""
    open_ones = Alert.objects.open().filter(transition__link=link, transition__axis="health")
    open_ones.update(ended_at=Now())


def end_content_alerts(link: Link, passages: Iterable[Passage], *, is_settled: bool) -> None:
    """End the trouble of words a person accepted; of the page's text too once it is settled."""
    accepted = Q(transition__passage__in=[passage.pk for passage in passages])
    if is_settled:
        accepted |= Q(transition__axis=Transition.Axis.CONTENT)
    open_ones = Alert.objects.open().filter(accepted, transition__link=link)
    open_ones.update(ended_at=Now())


def mute_alerts(link: Link) -> None:
    """Write to nobody about a page that a person set aside; of cited words they are told still."""
    pages = [Transition.Axis.HEALTH, Transition.Axis.CONTENT]
    open_ones = Alert.objects.open().unmailed().filter(transition__link=link)
    mutable = open_ones.filter(transition__axis__in=pages)
    mutable.exclude(transition__after=Link.Health.QUARANTINED).update(is_muted=True)


def open_host_alert(host: Host, note: str) -> None:
    """Alert that ``host`` fails as a whole, unless that is known; ``note`` says how many pages.

    Opening what is open leaves it as it is, however many workers try.
    """
    alert = Alert(kind=Alert.Kind.HOST, host=host, note=note)
    Alert.objects.bulk_create([alert], ignore_conflicts=True)


def close_host_alert(host: Host) -> None:
    """Note that ``host`` answers again; nothing happens when nothing was open."""
    Alert.objects.open().filter(kind=Alert.Kind.HOST, host=host).update(ended_at=Now())


@transaction.atomic
def close_idle_host_alerts() -> None:
    """End the incidents of hosts of which no page is watched any more: nobody would notice."""
    watched = Link.objects.watched().filter(host=OuterRef("pk"))
    idle = Host.objects.filter(~Exists(watched), incident_since__isnull=False)
    ids = list(idle.order_by("pk").select_for_update().values_list("pk", flat=True))
    Alert.objects.open().filter(kind=Alert.Kind.HOST, host__in=ids).update(ended_at=Now())
    Host.objects.filter(pk__in=ids).update(incident_since=None)


def open_network_alert(note: str) -> None:
    """Alert that our own network is down, unless that is known."""
    alert = Alert(kind=Alert.Kind.NETWORK, note=note)
    Alert.objects.bulk_create([alert], ignore_conflicts=True)


def close_network_alert() -> None:
    """Note that our network is back; nothing happens when nothing was open."""
    Alert.objects.open().filter(kind=Alert.Kind.NETWORK).update(ended_at=Now())
