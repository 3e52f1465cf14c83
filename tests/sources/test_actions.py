from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from newsroom.accounts.models import Role
from newsroom.audit.trail import events_of
from newsroom.dates import FuzzyDate
from newsroom.refusals import Conflict, NotAllowed, NotReady, Refusal
from sources import actions
from sources.models import Link, Passage, Retrieval, Source, SourceText
from tests.factories import PRESS_TEXT, WORDS, editor, link, person, reporter, source

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


def test_accepting_freezes_the_kept_blocks():
    filed = file(text=ARTICLE)
    frozen = actions.accept_text(by=reporter(), retrieval=filed.retrievals.get())
    assert frozen.number == 1
    assert "more than 17,000 tons" in frozen.text
    assert events_of(filed).filter(verb="accept text").exists()


def test_what_the_editor_leaves_out_is_not_frozen_and_is_remembered():
    filed = file(text=ARTICLE)
    retrieval = filed.retrievals.get()
    last = len(retrieval.blocks) - 1
    frozen = actions.accept_text(by=reporter(), retrieval=retrieval, left_out=[last])
    assert "second quay" not in frozen.text
    assert len(frozen.left_out) == 1


def test_leaving_everything_out_is_refused():
    filed = file(text=ARTICLE)
    retrieval = filed.retrievals.get()
    with pytest.raises(NotReady, match="at least one block"):
        actions.accept_text(
            by=reporter(), retrieval=retrieval, left_out=range(len(retrieval.blocks))
        )
    assert not SourceText.objects.exists()


def test_a_text_is_accepted_once():
    filed = file(text=ARTICLE)
    actions.accept_text(by=reporter(), retrieval=filed.retrievals.get())
    with pytest.raises(NotReady):
        actions.accept_text(by=reporter(), retrieval=filed.retrievals.get())


def test_a_frozen_text_refuses_change_in_the_database():
    text = source(PRESS_TEXT).latest_text
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic():
        SourceText.objects.filter(pk=text.pk).update(text="Rewritten.")


def test_the_database_refuses_a_passage_whose_words_are_elsewhere():
    text = source(PRESS_TEXT).latest_text
    with pytest.raises(IntegrityError, match="not at that place"), transaction.atomic():
        Passage.objects.create(text=text, exact=WORDS, start=0, end=len(WORDS))


def test_offsets_count_code_points():
    text = source(f"Ship ahoy \N{SHIP}\N{FAMILY} e\u0301t\u00e9. It {WORDS}.").latest_text
    passage = actions.quote(text=text, exact=WORDS)
    assert text.text[passage.start : passage.end] == WORDS


def test_words_that_stand_twice_need_their_context():
    text = source(f"First it {WORDS}.\n\nThen it {WORDS} again.").latest_text
    with pytest.raises(Conflict, match="2 times"):
        actions.quote(text=text, exact=WORDS)
    passage = actions.quote(text=text, exact=WORDS, prefix="Then it ")
    assert passage.start > 40


def test_published_links_are_never_watched_less():
    watched = link()
    actions.watch(links=[watched], cadence=Link.Cadence.PUBLISHED)
    actions.watch(links=[watched], cadence=Link.Cadence.DRAFT)
    watched.refresh_from_db()
    assert watched.cadence == Link.Cadence.PUBLISHED


def test_check_now_makes_a_link_due():
    watched = link()
    assert watched not in Link.objects.due()
    actions.check_now(by=reporter(), links=[watched])
    assert watched in Link.objects.due()


def test_vouching_for_a_page_is_an_editors_word_and_ends():
    watched = link()
    with pytest.raises(NotAllowed):
        actions.mark_seen(by=reporter(), link=watched)
    actions.mark_seen(by=editor(), link=watched, note="Read it in the library.")
    watched.refresh_from_db()
    assert watched.seen_until is not None
    assert events_of(watched).get(verb="mark seen").note == "Read it in the library."


def test_javascript_is_no_address_in_the_database_either():
    with pytest.raises(IntegrityError), transaction.atomic():
        Link.objects.filter(pk=link().pk).update(url="javascript:alert(1)")


@pytest.mark.parametrize("state", Link.Health)
def test_broken_means_the_same_in_a_query_and_on_a_row(state):
    watched = link(health=state)
    assert Link.objects.broken().filter(pk=watched.pk).exists() is watched.is_broken


@pytest.mark.parametrize("state", Passage.State)
def test_a_broken_passage_means_the_same_in_a_query_and_on_a_row(state):
    passage = actions.quote(text=source(PRESS_TEXT).latest_text, exact=WORDS)
    Passage.objects.filter(pk=passage.pk).update(state=state)
    passage.refresh_from_db()
    assert Passage.objects.broken().filter(pk=passage.pk).exists() is passage.is_broken


def test_what_a_publication_cites_is_looked_at_within_a_day_whatever_the_draft_had_planned():
    far = timezone.now() + timedelta(days=14)
    watched = link(cadence="draft", next_look_at=far)
    actions.watch(links=[watched], cadence=Link.Cadence.PUBLISHED)
    watched.refresh_from_db()
    assert watched.next_look_at < timezone.now() + timedelta(days=1, minutes=1)


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
