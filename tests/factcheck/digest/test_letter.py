"""What a letter says, and that nothing a page or a title says can be more than text."""

import re
from typing import Any

import pytest

from factcheck.digest.letter import MOST_PAGES, write
from factcheck.digest.pages import MOST_CLAIMS, MOST_EVENTS
from factcheck.digest.wording import EVENTS, plain
from factcheck.models import Claim, Verdict
from newsroom.accounts.models import User
from sources.alerting import close_host_alert, open_host_alert, open_network_alert
from sources.models import Alert, Passage, Transition
from tests.factcheck.digest.events import page_of, page_turns, send, words_turn
from tests.factories import editor, judged_claim, link, published_claim
from tests.support.mailbox import Mailbox, text_of
from tests.support.queries import sql_sent

pytestmark = pytest.mark.django_db

HOSTILE = "Nothing\r\nBcc: everybody@example.org\r\n\r\n\u202edlrow olleh\u2066\u2028\x00 wow"


def payload(claims: dict[int, list[Alert]], machine: list[Alert] | None = None) -> dict[str, Any]:
    told = {str(claim): [alert.pk for alert in alerts] for claim, alerts in claims.items()}
    return {"digest": "d1", "claims": told, "machine": [alert.pk for alert in machine or []]}


def letter(claims: dict[int, list[Alert]], machine: list[Alert] | None = None) -> tuple[str, str]:
    """Return subject and text."""
    made = write(User(pk=1, first_name="Ana", email="ana@example.org"), payload(claims, machine))
    assert made is not None
    return str(made.subject), str(made.body)


def test_a_letter_shows_the_words_before_and_now_and_leads_to_the_screens() -> None:
    claim = published_claim()
    alert = words_turn(claim, now_reads="moved less than 7,000 tons of grain in May")
    subject, text = letter({claim.pk: [alert]})
    assert subject == "1 claim: a cited passage was edited (press.example.org)"
    assert claim.statement in text
    screen = f"https://desk.example.org/admin/factcheck/claim/{claim.pk}/change/"
    assert re.search(rf"Published, Mostly.true\. {screen}$", text, re.IGNORECASE | re.MULTILINE)
    page = claim.appearances.get().source.link
    assert f"press.example.org\nPage: {page.url}\n" in text
    assert "* The cited words were edited." in text
    assert re.search(r"Confirmed \d{4}-\d\d-\d\d \d\d:\d\d UTC", text)
    assert "We cite: “moved more than 17,000 tons of grain in May”" in text
    assert "It now reads: “moved less than 7,000 tons of grain in May”" in text
    assert "By host" not in text
    assert "For operators" not in text


def test_the_worst_of_several_events_is_the_subject_and_hosts_are_counted() -> None:
    claim, draft = published_claim(), judged_claim(statement="A draft")
    events = [page_turns(page_of(claim), "unverifiable"), words_turn(claim, Passage.State.GONE)]
    other = page_turns(page_of(draft), "dead")
    subject, text = letter({draft.pk: [other], claim.pk: events})
    hosts = "press.example.org and 1 more host"
    assert subject == f"2 claims: a cited passage is gone and more ({hosts})"
    assert text.index(claim.statement) < text.index("A draft")
    assert text.index("no longer on the page") < text.index("I saw it")
    pages = f"https://desk.example.org/admin/sources/link/?host={page_of(claim).host.pk}"
    assert f"port.example.org: 2 pages, {pages}" in text


def test_operators_read_of_hosts_the_network_and_refused_addresses() -> None:
    host = link().host
    open_host_alert(host, "14 of 15 pages do not answer")
    (incident,) = Alert.objects.all()
    assert letter({}, [incident])[0] == "news.example.org: 14 of 15 pages do not answer"
    close_host_alert(host)
    open_network_alert("No canary answers.")
    page_turns(link("https://inside.example.org/"), "quarantined")
    subject, text = letter({}, list(Alert.objects.order_by("pk")))
    assert subject == "Our own network is down: links are not checked"
    assert re.search(r"news\.example\.org: 14 of 15 .* \(since .*, over .*\)", text)
    assert "Our own network is down: No canary answers (since" in text
    assert "Refused address: https://inside.example.org/" in text


def test_what_is_over_by_the_time_of_writing_says_so_and_good_news_is_good_news() -> None:
    claim = published_claim()
    page = page_of(claim)
    dead = page_turns(page, "dead")
    news = page_turns(page, "alive")
    dead.refresh_from_db()
    _subject, text = letter({claim.pk: [dead, news]})
    assert "The page is gone. This is over by now." in text
    assert "The page answers again." in text
    assert letter({claim.pk: [news]})[0] == "1 claim: a page answers again (port.example.org)"


def test_every_trouble_people_are_alerted_to_has_its_words() -> None:
    assert set(EVENTS) == set(Transition.TROUBLE)


def test_nobody_gets_an_empty_letter() -> None:
    assert write(editor(), payload({})) is None
    assert write(editor(), payload({999: []}, [])) is None


def bare_claims(number: int) -> list[Claim]:
    by = editor()
    claims = Claim.objects.bulk_create(
        Claim(slug=f"c-{n}", statement=f"Number {n}", created_by=by) for n in range(number)
    )
    Verdict.objects.bulk_create(Verdict(claim=claim) for claim in claims)
    return claims


def test_a_page_under_several_claims_is_told_of_once_and_names_them() -> None:
    one, two = published_claim(), judged_claim(statement="A draft")
    page = page_of(one)
    alert = page_turns(page, "dead")
    subject, text = letter({two.pk: [alert], one.pk: [alert]})
    assert subject == "2 claims: a page is gone (port.example.org)"
    assert text.count("Page: ") == text.count("The page is gone.") == text.count(page.url) == 1
    named = text.partition("It concerns")[2]
    assert named.index(one.statement) < named.index("A draft")
    assert "By host" not in text


def test_each_event_of_a_page_names_the_claims_it_concerns_and_no_others() -> None:
    one, two = published_claim(), judged_claim(statement="A draft")
    words = words_turn(one)
    page = one.appearances.get().source.link
    whole = page_turns(page, "drifted", axis="content")
    _subject, text = letter({one.pk: [words, whole], two.pk: [whole]})
    assert text.count("Page: ") == 1
    edited, changed = text.split("* ")[1:]
    assert "The cited words were edited." in edited
    assert "A draft" not in edited
    assert "The text of the page changed." in changed
    assert "A draft" in changed
    assert one.statement in edited
    assert one.statement in changed


def test_events_of_a_page_that_concern_the_same_claims_name_them_once() -> None:
    claim = published_claim()
    words = words_turn(claim)
    dead = page_turns(claim.appearances.get().source.link, "dead")
    _subject, text = letter({claim.pk: [words, dead]})
    assert text.count(claim.statement) == 1
    assert text.index("The cited words were edited.") < text.index("The page is gone.")


def test_a_letter_stays_short_and_says_what_it_leaves_out() -> None:
    page = link()
    alert = page_turns(page, "dead")
    claims = bare_claims(MOST_CLAIMS + 5)
    with sql_sent() as sent:
        _subject, text = letter({claim.pk: [alert] for claim in claims})
    assert len(sent) <= 3
    assert text.count("Not published") == MOST_CLAIMS
    assert "and 5 more claims" in text


def test_a_letter_about_many_pages_leads_to_the_desk() -> None:
    (claim,) = bare_claims(1)
    alerts = [page_turns(link(), "dead") for _page in range(MOST_PAGES + 5)]
    with sql_sent() as sent:
        _subject, text = letter({claim.pk: alerts})
    assert len(sent) <= 3
    assert text.count("Page: ") == MOST_PAGES
    assert "And 5 more pages, see the desk." in text
    _subject, text = letter({claim.pk: alerts[: MOST_PAGES + 1]})
    assert "And 1 more page, see the desk." in text


def test_a_page_on_which_much_happened_leads_to_its_screen() -> None:
    (claim,), page = bare_claims(1), link()
    alerts = [page_turns(page, "dead") for _event in range(MOST_EVENTS + 5)]
    _subject, text = letter({claim.pk: alerts})
    assert text.count("* The page is gone.") == MOST_EVENTS
    assert "And 5 more, see the page of the link." in text


@pytest.mark.parametrize("name", ["statement", "now_reads", "first_name"])
def test_hostile_words_are_one_line_of_text(mailbox: Mailbox, name: str) -> None:
    claim = published_claim()
    User.objects.update(gets_alerts=False)
    ana = editor()
    if name == "statement":
        Claim.objects.filter(pk=claim.pk).update(statement=HOSTILE.replace("\x00", ""))
    if name == "first_name":
        User.objects.filter(pk=ana.pk).update(first_name=HOSTILE.replace("\x00", ""))
    words_turn(claim, now_reads=HOSTILE.replace("\x00", "") if name == "now_reads" else "less")
    send()
    (sent,) = mailbox.letters
    assert sent["To"] == ana.email
    assert sent["Bcc"] is None
    text = text_of(sent)
    assert "Nothing Bcc: everybody@example.org dlrow olleh wow" in text
    assert not re.search(r"^\s*Bcc", text, re.MULTILINE)
    assert not set(text) & set("\u202e\u2066\u2028\r")


def test_an_address_with_a_line_break_in_it_sends_nothing_to_anybody(mailbox: Mailbox) -> None:
    claim = published_claim()
    User.objects.update(gets_alerts=False)
    User.objects.filter(pk=editor().pk).update(email="ana@example.org\nBcc: b@example.org")
    words_turn(claim)
    for _bell in range(4):
        send()
    assert mailbox.letters == []


def test_plain_keeps_what_people_write() -> None:
    assert plain("نرخ می‌رود 👩‍🔬 “€ 5”") == "نرخ می‌رود 👩‍🔬 “€ 5”"
    assert plain("x" * 400) == f"{'x' * 299}…"


def test_machines_can_tell_a_letter_from_a_person(mailbox: Mailbox) -> None:
    words_turn(published_claim())
    send()
    sent = mailbox.letters[0]
    assert sent["Auto-Submitted"] == "auto-generated"
    assert sent["List-Id"] == "<alerts.desk.example.org>"
    assert sent["Message-ID"].endswith("@desk.example.org>")
    assert sent.get_content_type() == "text/plain"
