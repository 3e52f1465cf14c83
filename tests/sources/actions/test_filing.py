from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from django.db import connection, transaction

from newsroom.accounts.models import Role
from newsroom.dates import FuzzyDate
from newsroom.refusals import NotAllowed, Refusal
from sources import actions
from sources.models import Link, Retrieval, Source
from tests.factories import link, person, reporter

pytestmark = pytest.mark.django_db

ADDRESS = "https://press.example.org/harbour"
ARTICLE = (
    "Harbour moves more grain than ever\n\nBy Ana Ruiz\n\nJune 3, 2019\n\n"
    "The harbour moved more than 17,000 tons of grain in May, its master said on Monday. "
    "It is the largest amount since the harbour was opened, he told the council.\n\n"
    "The council will meet again in June to talk about the second quay, which was promised "
    "four years ago and has not been built."
)


def file(**given):
    return actions.file_source(by=reporter(), **given)


def test_filing_a_text_proposes_what_can_be_read_from_it():
    filed = file(text=ARTICLE)
    assert filed.title == "Harbour moves more grain than ever"
    assert filed.published.iso() == "2019-06-03"
    assert filed.retrievals.get().state == Retrieval.State.READ
    assert filed.latest_text is None


def test_what_a_person_typed_is_never_overwritten():
    typed = actions.Particulars(title="My title", published=FuzzyDate.on(2020, 1))
    filed = file(text=ARTICLE, particulars=typed)
    assert (filed.title, filed.published.iso()) == ("My title", "2020-01")


def test_filing_an_address_watches_it_and_waits_for_the_page():
    filed = file(address=f"{ADDRESS}?utm_source=post")
    assert filed.link.url == ADDRESS
    assert filed.link in Link.objects.due()
    assert filed.retrievals.get().state == Retrieval.State.WAITING


@pytest.mark.parametrize("again", [ADDRESS, f"{ADDRESS}?utm_source=post", f"{ADDRESS}#top"])
def test_a_filed_article_is_not_filed_twice(again):
    first = file(address=ADDRESS)
    with pytest.raises(actions.AlreadyFiled) as refusal:
        file(address=again)
    assert refusal.value.source == first
    assert Source.objects.count() == 1


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "no address", "ftp://a.example.org/x", "http://"]
)
def test_an_address_that_is_none_is_refused_and_leaves_nothing(address):
    with pytest.raises(Refusal):
        file(address=address, text=ARTICLE)
    assert not Source.objects.exists()
    assert not Link.objects.exists()


@pytest.mark.parametrize("text", ["", "   \n\n ", b"\xff\xfe\x00\x01\x80", "a" * 5_000_000])
def test_a_text_that_is_none_is_refused_and_leaves_nothing(text):
    with pytest.raises(Refusal):
        file(text=text)
    assert not Source.objects.exists()


def test_somebody_without_a_role_may_not_file():
    with pytest.raises(NotAllowed):
        actions.file_source(by=person(Role.NONE), text=ARTICLE)


def test_an_address_is_filed_once_by_two_people_at_once(transactional_db):
    person_a, person_b = reporter(), reporter()
    link(ADDRESS)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            filed = actions.file_source(by=person_a, address=ADDRESS)
            second = pool.submit(file_elsewhere, person_b)
            wait([second], timeout=0.5)
        with pytest.raises(actions.AlreadyFiled) as refusal:
            second.result(timeout=20)
    assert refusal.value.source == filed


def file_elsewhere(by):
    try:
        return actions.file_source(by=by, address=ADDRESS)
    finally:
        connection.close()
