"""Addresses in answers are those of the site, whoever asks."""

from uuid import UUID

from django.utils.translation import override

from newsroom.api import addresses
from newsroom.api.addresses import address, api_address

SITE = "https://desk.example.org"


def test_an_address_names_what_it_is_for() -> None:
    assert api_address("check-list") == f"{SITE}/api/v1/checks/"
    assert api_address("check-detail", "a-slug_1") == f"{SITE}/api/v1/checks/a-slug_1/"
    file = api_address("export-file", UUID(int=7), "checks.jsonl.gz")
    assert file == f"{SITE}/api/v1/exports/{UUID(int=7)}/checks.jsonl.gz"


def test_pages_are_those_in_the_first_language_whoever_asks() -> None:
    addresses._path.cache_clear()  # whoever asks first
    for language in ("es", "en"):
        with override(language):
            assert address("check", "a-slug") == f"{SITE}/checks/a-slug/"
