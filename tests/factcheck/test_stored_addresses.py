"""An address that a page may link to is one of the web, by the word of the database."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from factcheck.models import Claimant, ReaderReport
from sources.models import Link
from tests.factories import link, published_claim

pytestmark = pytest.mark.django_db

REFUSED = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " https://port.example.org/",
    "data:text/html,<script>alert(1)</script>",
    "//evil.example.org/",
    "/admin/",
    "ftp://port.example.org/",
    "https://",
    'https://port.example.org/"onclick="alert(1)',
    "https://port.example.org/ x",
    "https://port.example.org/<script>",
    "https://port.example.org/\njavascript:alert(1)",
]
GOOD = ["https://port.example.org/a?b=1&c=(d)#e'f", "http://порт.test/ñ"]


def keep_link(address: str) -> None:
    Link.objects.filter(pk=link().pk).update(url=address)


def keep_copy(address: str) -> None:
    Link.objects.filter(pk=link().pk).update(archived_url=address)


def keep_page_about_somebody(address: str) -> None:
    pages = ["https://who.example.org/", address, "https://who.example.org/2"]
    Claimant.objects.bulk_create([Claimant(name="Ana", slug="ana", same_as=pages)])


def keep_evidence_of_a_reader(address: str) -> None:
    check = published_claim().check_record
    rows = [ReaderReport(check_record=check, message="No.", evidence_url=address)]
    ReaderReport.objects.bulk_create(rows)


KEEPERS = [keep_link, keep_copy, keep_page_about_somebody, keep_evidence_of_a_reader]


@pytest.mark.parametrize("address", REFUSED)
@pytest.mark.parametrize("keep", KEEPERS)
def test_what_is_no_address_of_the_web_is_not_kept(
    keep: Callable[[str], None], address: str
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        keep(address)


@pytest.mark.parametrize("address", GOOD)
@pytest.mark.parametrize("keep", KEEPERS)
def test_what_is_one_is_kept(keep: Callable[[str], None], address: str) -> None:
    keep(address)


def test_nobody_needs_to_have_pages_about_them() -> None:
    Claimant.objects.create(name="Ana", slug="ana", same_as=[])
