"""An address that a page may link to is one of the web, by the word of the database."""

from collections.abc import Callable
from importlib import import_module

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.loader import MigrationLoader

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


def test_claimants_with_other_addresses_do_not_keep_a_release_from_being_installed() -> None:
    rule = "factcheck_claimant_same_as_is_web"
    name = "0024_pages_about_claimants_are_of_the_web"
    migration = import_module(f"factcheck.migrations.{name}").Migration(name, "factcheck")
    before = MigrationLoader(None).project_state(("factcheck", "0023_find_contacts_to_forget"))
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE factcheck_claimant DROP CONSTRAINT {rule}")
    Claimant.objects.create(name="Ana", slug="ana", same_as=[GOOD[1], *REFUSED, GOOD[0]])
    Claimant.objects.create(name="Bo", slug="bo", same_as=[])
    with connection.schema_editor(atomic=False) as editor:
        migration.apply(before, editor)
    assert Claimant.objects.get(slug="ana").same_as == [GOOD[1], GOOD[0]]
    with pytest.raises(IntegrityError), transaction.atomic():
        keep_page_about_somebody("ftp://port.example.org/")
