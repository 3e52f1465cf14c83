from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from factcheck import actions
from factcheck.actions import Webhook, subscribing
from factcheck.models import Change, WebhookEndpoint
from factcheck.webhooks.sealing import unseal
from newsroom.api.scopes import Scope
from newsroom.audit.models import Event
from newsroom.audit.trail import events_of
from newsroom.refusals import Conflict, NotAllowed, NotReady, Refusal
from tests.factories import editor, issued, partner, published_claim, publisher

pytestmark = pytest.mark.django_db

URL = "https://partner.example.org/hook"


@pytest.fixture(autouse=True)
def _nobody_is_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    async def is_public(_address: Any) -> bool:
        return True

    monkeypatch.setattr("factcheck.webhooks.vetting._is_public", is_public)


def add(**said: Any) -> tuple[WebhookEndpoint, str]:
    whose = said.pop("partner", None) or partner()
    webhook = Webhook(**({"url": URL} | said))
    return actions.add_webhook(by=publisher(), partner=whose, webhook=webhook)


def test_a_new_webhook_is_told_of_what_comes_and_not_of_what_was() -> None:
    published_claim()
    endpoint, _secret = add()
    assert endpoint.told_up_to == 1
    assert endpoint.kinds == Change.Kind.values


def test_a_secret_is_kept_sealed_and_stands_in_no_trail() -> None:
    endpoint, first = add()
    second = actions.rotate_secret(by=publisher(), endpoint=endpoint)
    endpoint.refresh_from_db()
    assert unseal(endpoint.sealed_secret) == second
    assert unseal(endpoint.sealed_old_secret) == first
    assert endpoint.old_secret_until is not None
    written = str(list(Event.objects.values())) + str(vars(endpoint)) + repr(endpoint)
    for secret in (first, second):
        assert secret.removeprefix("whsec_") not in written


def test_a_webhook_is_changed_and_the_trail_says_from_what() -> None:
    endpoint, _secret = add()
    new = "https://partner.example.org/hooks/fact-checks/of-the-newsroom"  # as long as most are
    webhook = Webhook(url=new, kinds=["withdrawn"])
    actions.change_webhook(by=publisher(), endpoint=endpoint, **asdict(webhook))
    endpoint.refresh_from_db()
    assert (endpoint.url, endpoint.kinds) == (webhook.url, ["withdrawn"])
    event = events_of(endpoint).get(verb="change webhook")
    assert event.note == f"{URL} → {new}: withdrawn"


def test_what_is_left_out_stays_whoever_changed_it_meanwhile() -> None:
    endpoint, _secret = add()
    seen_before = WebhookEndpoint.objects.get(pk=endpoint.pk)
    actions.change_webhook(by=publisher(), endpoint=endpoint, kinds=["withdrawn"])
    actions.change_webhook(by=publisher(), endpoint=seen_before, description="The ticker")
    endpoint.refresh_from_db()
    assert (endpoint.kinds, endpoint.description) == (["withdrawn"], "The ticker")


def test_an_address_is_told_once_a_partner() -> None:
    theirs = partner()
    add(partner=theirs)
    other, _secret = add(partner=theirs, url="https://partner.example.org/other")
    add()
    with pytest.raises(NotReady, match="already"):
        add(partner=theirs)
    with pytest.raises(NotReady, match="already"):
        actions.change_webhook(by=publisher(), endpoint=other, url=URL)
    with pytest.raises(IntegrityError), transaction.atomic():
        WebhookEndpoint.objects.filter(pk=other.pk).update(url=URL)


def test_a_partner_has_so_many_webhooks_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subscribing, "MOST_A_PARTNER", 2)
    theirs = partner()
    for number in range(2):
        add(partner=theirs, url=f"{URL}/{number}")
    with pytest.raises(NotReady, match="at most 2"):
        add(partner=theirs)
    add()


@pytest.mark.parametrize("kinds", [[], ["drafted"]])
def test_a_webhook_wants_to_hear_of_something(kinds: list[str]) -> None:
    with pytest.raises(Refusal, match="at least one"):
        add(kinds=kinds)


def test_switched_off_and_on_again() -> None:
    endpoint, _secret = add()
    with pytest.raises(NotReady):
        actions.enable_webhook(by=publisher(), endpoint=endpoint)
    actions.disable_webhook(by=publisher(), endpoint=endpoint)
    with pytest.raises(NotReady):
        actions.disable_webhook(by=publisher(), endpoint=endpoint)
    with pytest.raises(NotReady, match="Switch it on"):
        actions.send_test(by=publisher(), endpoint=endpoint)
    endpoint.refresh_from_db()
    assert endpoint.disabled_because == WebhookEndpoint.Cause.BY_HAND
    actions.enable_webhook(by=publisher(), endpoint=endpoint)
    endpoint.refresh_from_db()
    assert endpoint.is_enabled


def test_what_was_removed_meanwhile_is_a_conflict() -> None:
    endpoint, _secret = add()
    actions.remove_webhook(by=publisher(), endpoint=endpoint)
    endpoint.pk = 1
    with pytest.raises(Conflict):
        actions.rotate_secret(by=publisher(), endpoint=endpoint)
    assert Event.objects.filter(verb="remove webhook", note=URL).exists()


ACTS: dict[str, Callable[..., Any]] = {
    "change": lambda **who: actions.change_webhook(url=URL, **who),
    "rotate": actions.rotate_secret,
    "disable": actions.disable_webhook,
    "enable": actions.enable_webhook,
    "remove": actions.remove_webhook,
    "test": actions.send_test,
    "replay": lambda **who: actions.replay_changes(since=1, until=2, **who),
}


@pytest.mark.parametrize("act", ACTS)
def test_a_key_acts_on_webhooks_of_its_own_partner_alone(act: str) -> None:
    endpoint, _secret = add()
    stranger, _key = issued(Scope.WEBHOOKS)
    narrow, _key = issued(Scope.READ, partner=endpoint.partner)
    for by in (stranger, narrow):
        with pytest.raises(NotAllowed):
            ACTS[act](by=by, endpoint=endpoint)
    own, _key = issued(Scope.WEBHOOKS, partner=endpoint.partner)
    if act == "enable":
        actions.disable_webhook(by=own, endpoint=endpoint)
    ACTS[act](by=own, endpoint=endpoint)
    event = Event.objects.latest("pk")
    assert event.actor is None
    assert event.note.startswith(f"nk_{own.prefix}_…")


def test_editors_send_again_and_publishers_set_up() -> None:
    endpoint, _secret = add()
    by = editor()
    actions.send_test(by=by, endpoint=endpoint)
    actions.replay_changes(by=by, endpoint=endpoint, since=1, until=1)
    for act in ("change", "rotate", "disable", "enable", "remove"):
        with pytest.raises(NotAllowed):
            ACTS[act](by=by, endpoint=endpoint)
