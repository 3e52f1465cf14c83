"""What the tests of feeds share: reading one as a machine does."""

from django.test import Client

from factcheck.models import Topic
from tests.support.feeds import Told, faults, told

FORMS = ["rss", "atom", "json"]
FEEDS = ["all", "corrections", "search", "topics/harbours", "claimants/ana-ruiz"]
SITE = "https://desk.example.org"


def address(feed: str, form: str, asked: str = "") -> str:
    """Return where one of ``FEEDS`` is."""
    if feed == "search":
        asked = f"q=harbour{asked and '&'}{asked}"
    return f"/feeds/{feed}.{form}" + (f"?{asked}" if asked else "")


def harbours() -> Topic:
    """Return the topic of ``topics/harbours``."""
    topic, _made = Topic.objects.get_or_create(name="Harbours", slug="harbours")
    return topic


def content(client: Client, path: str) -> bytes:
    """Return a feed, which must be valid."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    form = path.partition("?")[0].rpartition(".")[2]
    assert faults(answer.content, form) == []
    return answer.content


def entries(client: Client, path: str) -> list[Told]:
    """Return what the entries of a valid feed say."""
    return told(content(client, path), path.partition("?")[0].rpartition(".")[2])


def titles(client: Client, path: str) -> list[str]:
    """Return the titles of a valid feed."""
    return [entry["title"] for entry in entries(client, path)]
