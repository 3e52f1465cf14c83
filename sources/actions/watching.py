"""Addresses: watched, looked at when somebody asks, vouched for, released."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from newsroom.accounts.models import User
from newsroom.audit.trail import record
from newsroom.refusals import NotReady, Refusal
from sources.alerting import end_health_alerts
from sources.linkcheck import schedule
from sources.linkcheck.address import AddressError, host_key, normalise_url
from sources.linkcheck.waits import SEEN_COUNTS_FOR, WHEN_PUBLISHED_FRESH
from sources.models import Host, Link
from sources.permissions import Verb, require
from sources.recording import state_of, store_state


def ensure_link(address: str) -> Link:
    """Return the one link of an address, made when new. Raises ``Refusal`` with a sentence."""
    return ensure_links([address])[0]


def ensure_links(addresses: Sequence[str]) -> list[Link]:
    """Return the link of each address, made when new. Raises what ``ensure_link`` does.

    One query where all are known, five where one is not, however many there are.
    """
    try:
        urls = [normalise_url(address) for address in addresses]
        hosts = {url: host_key(url) for url in urls}
    except AddressError as error:
        raise Refusal(str(error)) from error
    known = _links_at(urls)
    if new := sorted(hosts.keys() - known.keys()):
        _make_links({url: hosts[url] for url in new})
        known |= _links_at(new)
    return [known[url] for url in urls]


def _links_at(urls: Iterable[str]) -> dict[str, Link]:
    return {link.url: link for link in Link.objects.filter(url__in=set(urls))}


def _make_links(hosts: Mapping[str, str]) -> None:
    """Make a link for each address, and its host; what somebody makes meanwhile is left alone."""
    keys = sorted(set(hosts.values()))
    Host.objects.bulk_create((Host(key=key) for key in keys), ignore_conflicts=True)
    made = {host.key: host for host in Host.objects.filter(key__in=keys)}
    Link.objects.bulk_create(
        (Link(url=url, host=made[key]) for url, key in hosts.items()), ignore_conflicts=True
    )


@transaction.atomic
def watch(*, links: Sequence[Link], cadence: Link.Cadence) -> None:
    """Look after ``links`` at least as often as ``cadence`` says; new ones are looked at now."""
    ids = _lock(links)
    slower = [Link.Cadence.NONE]
    if cadence == Link.Cadence.PUBLISHED:
        slower.append(Link.Cadence.DRAFT)
    unwatched = Link.objects.filter(pk__in=ids, cadence=Link.Cadence.NONE)
    unwatched.filter(next_look_at__isnull=True).update(next_look_at=Now())
    raised = Link.objects.filter(pk__in=ids, cadence__in=slower)
    if cadence == Link.Cadence.PUBLISHED:
        # Planned for a draft, the next look may be weeks away.
        soon = timezone.now() + _paced(WHEN_PUBLISHED_FRESH)
        raised.filter(next_look_at__gt=soon).update(next_look_at=soon)
    raised.update(cadence=cadence, watched_since=Now())


@transaction.atomic
def ease(*, links: Sequence[Link], cadence: Link.Cadence) -> None:
    """Look after ``links`` no more often than ``cadence`` says; with ``NONE`` no more at all."""
    faster = [Link.Cadence.PUBLISHED]
    if cadence == Link.Cadence.NONE:
        faster.append(Link.Cadence.DRAFT)
    eased = Link.objects.filter(pk__in=_lock(links), cadence__in=faster)
    if cadence == Link.Cadence.NONE:
        eased.update(cadence=cadence, next_look_at=None)
    elif cadence == Link.Cadence.DRAFT:
        eased.update(cadence=cadence)


@transaction.atomic
def check_now(*, by: User, links: Sequence[Link]) -> None:
    """Ask for a look at ``links`` at the next tick, ahead of the schedule."""
    require(by, Verb.CHECK_NOW)
    Link.objects.filter(pk__in=_lock(links)).update(requested_at=Now())
    for link in links:
        record(actor=by, verb="check now", target=link)


@transaction.atomic
def mark_seen(*, by: User, link: Link, note: str = "") -> None:
    """Note that an editor saw the page with their own eyes. It counts for 90 days."""
    require(by, Verb.MARK_SEEN)
    until = timezone.now() + _paced(SEEN_COUNTS_FOR)
    Link.objects.filter(pk=link.pk).update(seen_until=until)
    if link.health == Link.Health.UNVERIFIABLE:
        end_health_alerts(link)
    record(actor=by, verb="mark seen", target=link, note=note)


@transaction.atomic
def release(*, by: User, link: Link, note: str) -> None:
    """Let a quarantined link be looked at again, as if it were new.

    It led to an address our own policy forbids, and nothing but a person lets it out again.
    Raises ``NotReady`` when the link is not quarantined, ``Refusal`` without a reason.
    """
    require(by, Verb.RELEASE)
    if not note.strip():
        raise Refusal(_("Say why it is safe to look at this address again."))
    link = Link.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if link.health != Link.Health.QUARANTINED:
        raise NotReady(_("This address is not quarantined: %s.") % link.get_health_display())
    store_state(link, schedule.release(state_of(link), timezone.now()))
    link.save()
    end_health_alerts(link)
    record(actor=by, verb="release", target=link, note=note.strip())


def _lock(links: Sequence[Link]) -> list[int]:
    """Lock links in the order in which whoever records looks does; return their ids."""
    rows = Link.objects.filter(pk__in=[link.pk for link in links]).order_by("pk")
    return list(rows.select_for_update(no_key=True, of=("self",)).values_list("pk", flat=True))


def _paced(span: timedelta) -> timedelta:
    return span / settings.LINKCHECK_PACE
