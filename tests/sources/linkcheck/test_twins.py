"""Which addresses are likely to show one and the same article."""

import pytest

from sources.linkcheck.address import normalise_url
from sources.linkcheck.twins import twins

ARTICLE = "https://press.example.org/2026/harbour"

SAME = [
    ARTICLE,
    "http://press.example.org/2026/harbour",
    "https://press.example.org/2026/harbour/",
    "https://www.press.example.org/2026/harbour",
    "https://amp.press.example.org/2026/harbour",
    "https://press.example.org/2026/harbour/amp",
    "https://press.example.org/2026/harbour/amp/",
    "https://press.example.org/amp/2026/harbour",
    "https://press.example.org/2026/harbour.amp",
    "https://press.example.org/2026/harbour?amp=1",
    "https://press.example.org/2026/harbour?amp",
    "https://press.example.org/2026/harbour?outputType=amp",
    "http://www.press.example.org/2026/harbour/?utm_source=post",
]
CACHED = [
    "https://www.google.com/amp/s/press.example.org/2026/harbour",
    "https://www.google.de/amp/s/press.example.org/2026/harbour/amp/",
    "https://press-example-org.cdn.ampproject.org/c/s/press.example.org/2026/harbour",
    "https://press-example-org.cdn.ampproject.org/v/press.example.org/2026/harbour",
]
OTHERS = [
    "https://press.example.org/2026/harbours",
    "https://press.example.org/2026",
    "https://press.example.org/2026/harbour?page=2",
    "https://sport.press.example.org/2026/harbour",
    "https://press.example.org:8443/2026/harbour",
    "https://press.example.org/",
]


@pytest.mark.parametrize("one", SAME)
@pytest.mark.parametrize("other", SAME)
def test_each_spelling_leads_to_each_other(one: str, other: str) -> None:
    assert normalise_url(other) in twins(normalise_url(one))


@pytest.mark.parametrize("cached", CACHED)
@pytest.mark.parametrize("filed", SAME)
def test_a_copy_in_a_cache_leads_to_the_page(cached: str, filed: str) -> None:
    assert normalise_url(filed) in twins(normalise_url(cached))


@pytest.mark.parametrize("other", OTHERS)
def test_another_page_is_another_page(other: str) -> None:
    assert normalise_url(other) not in twins(normalise_url(ARTICLE))
    assert ARTICLE not in twins(normalise_url(other))


def test_pages_that_end_in_html_have_their_phones_page_beside_them() -> None:
    page, phone = "https://a.example.org/x.html", "https://a.example.org/x.amp.html"
    assert phone in twins(page)
    assert page in twins(phone)


def test_parameters_stay_as_they_are() -> None:
    found = twins(normalise_url("https://a.example.org/x?id=7&amp=1"))
    assert "https://a.example.org/x?id=7" in found
    assert "https://a.example.org/x" not in found


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000/a", "http://[::1]/a", "https://a.test/"])
def test_hosts_without_names_and_pages_without_paths_are_no_trouble(url: str) -> None:
    found = twins(normalise_url(url))
    assert url in found
    assert all(normalise_url(one) == one for one in found)


def test_all_spellings_are_written_as_addresses_are_stored() -> None:
    assert all(normalise_url(one) == one for one in twins(normalise_url(f"{ARTICLE}?b=1&z=2")))
