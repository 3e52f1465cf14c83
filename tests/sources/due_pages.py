"""Links to pages of a town (the fixture ``town``) that are due."""

from datetime import timedelta

from django.utils import timezone

from sources.models import Host, Link
from tests.factories import link
from tests.support.town import Town, addresses

HOSTS = addresses(4)
PATHS = ("/a", "/b", "/c", "/d", "/e", "/f")


def due(town: Town, host: str, *paths: str, health: str = "alive") -> list[Link]:
    """Make links of a host that are due, in this order."""
    long_ago = timezone.now() - timedelta(hours=1)
    return [
        link(
            town.url(host, path),
            cadence="published",
            health=health,
            next_look_at=long_ago + timedelta(seconds=number),
        )
        for number, path in enumerate(paths)
    ]


def be_due_again() -> None:
    """Let every link be due and every host be free."""
    Link.objects.update(next_look_at=timezone.now())
    Host.objects.update(not_before=None)


def host_of(town: Town, host: str) -> Host:
    """Find the row of one of the town's hosts."""
    return Host.objects.get(key=f"{host}:{town.port}")
