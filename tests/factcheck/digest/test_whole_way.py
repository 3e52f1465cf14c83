"""From a page that changes, by way of real looks, to a letter that arrives."""

import socket
from collections.abc import Iterator
from datetime import timedelta
from ipaddress import ip_network

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from factcheck import actions
from factcheck.models import Appearance, Claim
from newsroom.accounts.models import User
from sources.checking import check_due
from sources.models import Alert, Host, Link, Passage, Transition
from tests.factcheck.digest.events import send
from tests.factories import WORDS, publisher, reporter, source
from tests.support.mailbox import Mailbox, text_of
from tests.support.website import Website, article

pytestmark = pytest.mark.django_db

OPENING = "The harbour master spoke on Monday, in front of the whole council and the press."
SAID = f"According to Ana Ruiz, the harbour {WORDS}. Nobody else gave a figure that day."
CLOSING = "The council meets again in June, to talk about the second quay and who pays for it."


@pytest.fixture
def site(settings: Settings) -> Iterator[Website]:
    with Website() as website:
        settings.LINKCHECK_ALLOWED_NETWORKS = [ip_network("127.0.0.0/8")]
        settings.LINKCHECK_ALLOWED_PORTS = [website.port]
        website.pages["/a"] = article(OPENING, SAID, CLOSING)
        yield website


@pytest.fixture
def author(db: None) -> User:
    return reporter(first_name="Ana")


@pytest.fixture
def draft(site: Website, author: User) -> Claim:
    text = f"{OPENING}\n\n{SAID}\n\n{CLOSING}"
    filed = source(text, by=author, address=site.url("/a"))
    return actions.split_claim(
        by=author,
        statement="The harbour moved more than 17,000 tons of grain in May",
        selection=actions.drafting.Selection(text=filed.latest_text, exact=WORDS),
        kind=Appearance.Kind.PARAPHRASE,
        attributed_to=[],
    )


def look(*, a_day_later: bool = False) -> None:
    if a_day_later:
        before = timezone.now() - timedelta(hours=25)
        Passage.objects.update(changed_since=before)
        Link.objects.update(drifting_since=before)
    Link.objects.update(next_look_at=timezone.now())
    Host.objects.update(not_before=None)
    check_due()


def test_edited_words_are_one_letter_once_they_are_confirmed(
    site: Website, draft: Claim, author: User, mailbox: Mailbox
) -> None:
    look()
    site.pages["/a"] = article(OPENING, SAID.replace("17,000", "7,000"), CLOSING)
    look()
    assert Transition.objects.filter(axis="passage").exists()
    assert send() == 0  # seen once: the desk shows it, nobody is written to
    for _look in range(2):
        look(a_day_later=True)
    assert send() == 1
    (letter,) = mailbox.to(author.email)
    assert letter["Subject"].startswith("1 claim: a cited passage was edited (127.0.0.1")
    assert "7,000" in text_of(letter).partition("It now reads")[2]
    site.pages["/a"] = article(OPENING, SAID, CLOSING)
    look()
    assert send() == 1
    assert "The cited words stand on the page again." in text_of(mailbox.letters[-1])
    assert not Alert.objects.open().exists()


def test_a_void_batch_alerts_the_operators_of_our_network_and_nobody_of_a_page(
    site: Website, draft: Claim, author: User, mailbox: Mailbox, settings: Settings
) -> None:
    operator = publisher(is_superuser=True)
    look()
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
        settings.LINKCHECK_ALLOWED_PORTS = [site.port, port]
        settings.LINKCHECK_CANARIES = [f"http://127.0.0.1:{port}/"]
        del site.pages["/a"]
        for _bell in range(3):
            look(a_day_later=True)
    assert [alert.kind for alert in Alert.objects.all()] == ["network"]
    send()
    (letter,) = mailbox.letters
    assert letter["To"] == operator.email
    assert letter["Subject"] == "Our own network is down: links are not checked"
