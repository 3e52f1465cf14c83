"""Whatever an address says, a reader gets a page that helps: never an error, never a long wait."""

from urllib.parse import quote

import pytest
from django.test import Client

from tests.factories import published_claim
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db

ODD = [
    *("", " ", "0", "-1", "9" * 400, "1e9", "NaN", "x" * 100_000, "😀🏴‍☠️", "\u202eabc", "é́́́"),
    *(
        "%s %(x)s {0}",
        "' OR 1=1 --",
        "<script>alert(1)</script>",
        "../../etc/passwd",
        "\u0430\u0301n\u0430",
        "\\",
    ),
    *("0001-01-01", "9999-12-31T23:59:59Z", "2026-02-30", "\ufeff", "\u2028", "ß"),
]
ADDRESSES = [
    *(
        "/?before=",
        "/?after=",
        "/?page=",
        "/methodology/?unheard-of=",
        "/claimants/ana-ruiz/?before=",
    ),
    *("/corrections/?before=", "/corrections/?kind=", "/corrections/?year=", "{source}?after="),
    *("/search/?q=", "/search/?q=grain&page=", "/search/?q=grain&topic=", "{check}?v="),
    "{check}v/1/changes/?against=",
]


def helpful(client: Client, path: str) -> int:
    """Ask for a page; it is no error of ours, has a heading, leads on, and cost little."""
    with sql_sent() as sent:
        response = client.get(path)
    text = response.content.decode()
    assert response.status_code in {200, 301, 400, 404}, path
    assert len(sent) <= 5
    if response.status_code != 301:
        assert "<h1" in text
        assert 'href="/"' in text
        assert "<script>alert" not in text
        assert len(text) < 30_000
    return response.status_code


@pytest.mark.parametrize("odd", ODD)
def test_odd_parameters_get_a_helpful_page(client: Client, odd: str) -> None:
    claim = published_claim()
    source = f"/sources/{claim.appearances.get().source.slug}/"
    for path in ADDRESSES:
        helpful(client, path.format(check=f"/checks/{claim.slug}/", source=source) + quote(odd))


@pytest.mark.parametrize("odd", ODD)
def test_odd_names_get_a_helpful_page(client: Client, odd: str) -> None:
    for folder in ("checks", "sources", "claimants", "topics", "checks/x/v"):
        helpful(client, f"/{folder}/{quote(odd, safe='')}/")


@pytest.mark.parametrize("path", ["/?before=%00", "/corrections/?kind=%00", "/topics/%00/"])
def test_a_nul_is_refused_in_words(client: Client, path: str) -> None:
    assert helpful(client, path) == 400


@pytest.mark.parametrize(
    "path", ["/corrections/?year=%FF%ED%A0%80", "/?before=%FF", "/sources/%FF/"]
)
def test_bytes_that_are_no_letters_are_no_error(client: Client, path: str) -> None:
    assert helpful(client, path) in {200, 404}
