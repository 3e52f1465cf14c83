import pytest

from newsroom.accounts.models import User
from sources import actions
from sources.models import Outlet, Source
from tests.factories import reporter

pytestmark = pytest.mark.django_db

STORY = (
    "The council voted on Tuesday to close the northern harbour for the winter months.\n\n"
    "Fishermen had asked for another year, and three members of the council agreed with them.\n\n"
)
NOTICE = "This article was originally published by {}."


def file_repost(of: str, *, by: User | None = None, title: str = "Harbour closes") -> Source:
    return actions.file_source(
        by=by or reporter(),
        text=STORY + NOTICE.format(of),
        particulars=actions.Particulars(title=title),
    )


def test_a_repost_points_at_an_original_of_the_outlet_its_notice_names() -> None:
    original = file_repost("Harbour Gazette").republished_from
    assert original
    assert original.outlet
    assert (original.title, original.outlet.name) == ("Harbour closes", "Harbour Gazette")
    assert original.link is None


def test_two_reposts_of_one_article_have_one_original() -> None:
    first, second = file_repost("Harbour Gazette"), file_repost("Harbour Gazette")
    assert first.republished_from == second.republished_from
    assert Outlet.objects.get().name == "Harbour Gazette"


def test_an_original_given_by_its_address_is_found_but_never_made() -> None:
    address = "https://gazette.example.org/harbour"
    assert file_repost(address).republished_from is None
    filed = actions.file_source(by=reporter(), address=address)
    assert file_repost(address).republished_from == filed


def test_an_article_without_a_notice_has_no_original() -> None:
    assert actions.file_source(by=reporter(), text=STORY).republished_from is None
