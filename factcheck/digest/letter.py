"""Write one person's letter: what happened, page by page, then host by host."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from factcheck.digest.pages import pages_of
from factcheck.digest.wording import Event, address_of, moment, name_of, plain
from newsroom.accounts.models import User
from sources.models import Alert

MOST_PAGES = 30
TEMPLATE = "factcheck/mail/digest.txt"


def write(person: User, payload: Mapping[str, Any]) -> EmailMessage | None:
    """Return the letter a job's ``payload`` asks for, None when there is nothing to say.

    Costs three queries. The same job always writes under the same ``Message-ID``: a letter that
    was sent twice, since nobody knew that it had been sent, is told from two letters.
    """
    alerts = _alerts({*payload["machine"], *(i for ids in payload["claims"].values() for i in ids)})
    caused = {int(pk): _events(alerts, ids) for pk, ids in payload["claims"].items()}
    pages = pages_of(caused)
    machine = [alerts[pk] for pk in payload["machine"] if pk in alerts]
    if not pages and not machine:
        return None
    events = list({event.alert.pk: event for found in caused.values() for event in found}.values())
    text = render_to_string(
        TEMPLATE,
        {
            "site_name": plain(settings.SITE_NAME),
            "name": plain(person.first_name or person.username, 80),
            "pages": pages[:MOST_PAGES],
            "more": max(0, len(pages) - MOST_PAGES),
            "hosts": _hosts(events) if len(pages) > 1 else [],
            "machine": [_machine_line(alert) for alert in machine],
            "desk": address_of("admin:index"),
        },
    )
    headers = headers_of(f"{payload['digest']}.{person.pk}")
    subject = _subject(sum(1 for found in caused.values() if found), events, machine)
    return EmailMessage(subject=subject, body=text, to=[person.email], headers=headers)


def headers_of(identity: str) -> dict[str, str]:
    """Return the headers of a letter; written again, it has the same ``Message-ID``."""
    return {
        "Message-ID": f"<alerts.{identity}@{_site_host()}>",
        "List-Id": f"<alerts.{_site_host()}>",
        "Auto-Submitted": "auto-generated",
    }


def _alerts(ids: Iterable[int]) -> dict[int, Alert]:
    rows = Alert.objects.select_related("host", "transition__link", "transition__passage")
    return rows.in_bulk(list(ids))


def _events(alerts: Mapping[int, Alert], ids: Iterable[int]) -> list[Event]:
    found = [alerts[pk] for pk in ids if pk in alerts]
    events = [Event(alert, alert.transition) for alert in found if alert.transition]
    return sorted(events, key=lambda event: (event.rank, event.alert.pk))


def _hosts(events: Iterable[Event]) -> list[str]:
    """Count the pages of each host, with the address of their list."""
    pages: dict[int | None, set[int]] = defaultdict(set)
    hosts = {}
    for event in events:
        hosts[event.alert.host_id] = event.alert.host
        pages[event.alert.host_id].add(event.change.link_id)
    return [
        f"{name_of(hosts[pk])}: {_pages(len(links))}, {_list_of(pk)}"
        for pk, links in sorted(pages.items(), key=lambda pair: -len(pair[1]))
    ]


def _machine_line(alert: Alert) -> str:
    """Say in one line what operators see to."""
    since = _("since %s") % moment(alert.opened_at)
    if alert.ended_at is not None:
        since += ", " + _("over %s") % moment(alert.ended_at)
    if alert.transition is not None:
        why = address_of("admin:sources_link_change", alert.transition.link_id)
        page = plain(alert.transition.link.url, 2000)
        return (
            _("Refused address: %(page)s (%(since)s).") % {"page": page, "since": since} + f" {why}"
        )
    note = plain(alert.note).rstrip(".")
    if alert.kind == Alert.Kind.NETWORK:
        return _("Our own network is down: %(note)s (%(since)s)") % {"note": note, "since": since}
    return f"{name_of(alert.host)}: {note} ({since}). {_list_of(alert.host_id)}"


def _subject(claims: int, events: list[Event], machine: list[Alert]) -> str:
    """Say what matters: “2 claims: a cited passage was edited (press.example.org)”."""
    if not events:
        return _machine_subject(machine)
    ordered = sorted(events, key=lambda event: event.rank)
    hosts = list(dict.fromkeys(name_of(event.alert.host) for event in ordered))
    what = ordered[0].short
    if len({event.short for event in ordered}) > 1:
        what = _("%s and more") % what
    number = ngettext("%d claim", "%d claims", claims) % claims
    return f"{number}: {what} ({_where(hosts)})"


def _where(hosts: list[str]) -> str:
    """Name the first host, and say how many others there are."""
    others = len(hosts) - 1
    if not others:
        return hosts[0]
    words = ngettext("%(host)s and %(n)d more host", "%(host)s and %(n)d more hosts", others)
    return words % {"host": hosts[0], "n": others}


def _machine_subject(machine: list[Alert]) -> str:
    if any(alert.kind == Alert.Kind.NETWORK for alert in machine):
        return _("Our own network is down: links are not checked")
    note = machine[0].note.rstrip(".") or _("an address is refused")
    what = f"{name_of(machine[0].host)}: {plain(note, 80)}"
    if len(machine) == 1:
        return what
    return _("%(what)s, and %(n)d more") % {"what": what, "n": len(machine) - 1}


def _pages(number: int) -> str:
    return ngettext("%d page", "%d pages", number) % number


def _list_of(host: int | None) -> str:
    return f"{address_of('admin:sources_link_changelist')}?host={host}"


def _site_host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"
