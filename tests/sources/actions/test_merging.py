"""Outlets that are one become one, and are parted again."""

from importlib import import_module

import pytest
from django.apps import apps

from newsroom.audit.trail import events_of
from newsroom.refusals import Conflict, NotAllowed, NotReady, Refusal
from sources.actions import merge_outlets, part_outlet
from sources.models import Outlet, Source
from sources.outlets import ensure_outlet
from tests.factories import editor, reporter, source

pytestmark = pytest.mark.django_db

PAGE = """<html><head><title>Harbour closes</title>
<meta property="og:site_name" content="{name}"></head><body><article><h1>Harbour closes</h1>
<p>The council voted on Tuesday to close the northern harbour for the winter months.</p>
<p>Fishermen had asked for another year, and three members agreed with them.</p>
</article></body></html>"""


@pytest.fixture
def post() -> Outlet:
    return Outlet.objects.create(name="The Post", slug="the-post", domain="post.example.org")


@pytest.fixture
def old() -> Outlet:
    return Outlet.objects.create(name="Old Post", slug="old-post", domain="press.example.org")


def outlet_of(one: Source) -> Outlet | None:
    one.refresh_from_db()
    return one.outlet


def test_articles_of_what_goes_are_of_what_stays(post: Outlet, old: Outlet) -> None:
    filed = source("Words of an article.", outlet=old)
    merge_outlets(by=editor(), stays=post, goes=[old])
    assert outlet_of(filed) == post
    assert events_of(old)[0].verb == "merge"
    assert events_of(post)[0].note == "Old Post"


def test_articles_to_come_are_known_by_its_name_and_its_domain(post: Outlet, old: Outlet) -> None:
    merge_outlets(by=editor(), stays=post, goes=[old])
    assert ensure_outlet("old post") == post
    by_domain = source(PAGE.format(name=""), address="https://press.example.org/harbour")
    assert outlet_of(by_domain) == post


def test_undone_each_has_its_articles_unless_somebody_moved_them(post: Outlet, old: Outlet) -> None:
    his, moved, theirs = (source("Words of an article.", outlet=who) for who in (old, old, post))
    merge_outlets(by=editor(), stays=post, goes=[old])
    Source.objects.filter(pk=moved.pk).update(outlet=None)
    assert part_outlet(by=editor(), outlet=old) == post
    assert [outlet_of(one) for one in (his, moved, theirs)] == [old, None, post]
    with pytest.raises(NotReady, match="merged into none"):
        part_outlet(by=editor(), outlet=old)


def test_a_chain_of_merges_leads_to_its_end(post: Outlet, old: Outlet) -> None:
    third = Outlet.objects.create(name="Post Group", slug="post-group")
    merge_outlets(by=editor(), stays=post, goes=[old])
    merge_outlets(by=editor(), stays=third, goes=[post])
    assert ensure_outlet("Old Post") == third


def test_none_is_merged_twice_or_alone_or_by_a_reporter(post: Outlet, old: Outlet) -> None:
    with pytest.raises(NotAllowed):
        merge_outlets(by=reporter(), stays=post, goes=[old])
    with pytest.raises(Refusal, match="at least two"):
        merge_outlets(by=editor(), stays=post, goes=[])
    merge_outlets(by=editor(), stays=post, goes=[old])
    with pytest.raises(Conflict, match="“Old Post” was merged"):
        merge_outlets(by=editor(), stays=post, goes=[old])
    with pytest.raises(NotAllowed):
        part_outlet(by=reporter(), outlet=old)


def test_what_was_merged_when_merging_moved_nothing_is_followed(post: Outlet, old: Outlet) -> None:
    third = Outlet.objects.create(name="Post Group", slug="post-group")
    filed = source("Words of an article.", outlet=old)
    Outlet.objects.filter(pk=old.pk).update(merged_into=post)
    Outlet.objects.filter(pk=post.pk).update(merged_into=third)
    import_module("sources.migrations.0012_follow_earlier_merges").follow(apps, None)
    assert outlet_of(filed) == third
    assert ensure_outlet("Old Post") == third
    part_outlet(by=editor(), outlet=old)
    assert outlet_of(filed) == old
